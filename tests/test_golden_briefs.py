"""Our own articles are briefed as their golden files say; ``python tests/golden_briefs.py`` makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_briefs import BRIEFS, articles, golden


@pytest.mark.parametrize("path", articles(), ids=lambda p: p.stem)
def test_brief_is_as_it_was_judged(path: Path, translator) -> None:
    assert golden(path, translator) == (BRIEFS / path.name).read_text(encoding="utf-8")


def test_every_golden_brief_has_its_article() -> None:
    assert [p.name for p in articles()] == sorted(p.name for p in BRIEFS.glob("*.txt"))
