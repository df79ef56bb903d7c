"""Briefs of our own articles equal their golden files; ``python -m tests.golden_briefs`` rewrites these."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden_briefs import BRIEFS, articles, golden, stored
from translate_summarize.summary.candidates import TEXT
from translate_summarize.summary.readability import refers_back
from translate_summarize.summary.summarize import summarize


@pytest.mark.parametrize("path", articles(), ids=lambda p: p.stem)
def test_brief_equals_its_golden_file(path: Path) -> None:
    assert golden(path) == (BRIEFS / path.name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", articles(), ids=lambda p: p.stem)
def test_brief_reads_well_at_every_length(path: Path) -> None:
    translated = stored(path)
    # The first sentence of the article has no predecessor that could be missing.
    opening = next((b, 0) for b, t in enumerate(translated.blocks) if t.pairs and t.block.kind in TEXT)
    for sentences in (1, 2, 5, 8):
        brief = summarize(translated, sentences=sentences)
        positions = [(s.block, s.pair) for s in brief.sentences]
        assert positions == sorted(positions)
        assert 0 < len(positions) <= sentences
        assert "dpa)" not in str(brief)
        for sentence in brief.sentences:
            position, previous = (sentence.block, sentence.pair), (sentence.block, sentence.pair - 1)
            assert previous in positions or position == opening or not refers_back(sentence.text)
    assert summarize(translated, words=60).word_count <= 60


def test_every_golden_brief_has_its_article() -> None:
    assert [p.name for p in articles()] == sorted(p.name for p in BRIEFS.glob("*.txt"))
