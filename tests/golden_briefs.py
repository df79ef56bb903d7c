"""The golden briefs of our own articles; rewrite them after a change of the model or the rules and review the diff.

    python -m tests.golden_briefs          translates the articles and rewrites tests/data/briefs/
    python -m tests.golden_briefs --keep   keeps the stored translations, after a change of the rules only

``tests/data/briefs/NAME.txt`` is the brief, ``NAME.jsonl`` the translation it is chosen from, one block per line. The
translation is stored because int8 arithmetic, and with it the wording, differs between processors.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.fakes import FakeSentences
from tests.places import ROOT
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.formats import render
from translate_summarize.reading.source import read_article
from translate_summarize.summary.fast import brief_before_translation
from translate_summarize.summary.summarize import summarize
from translate_summarize.translation.translator import Translator
from translate_summarize.writing.document import Document

ARTICLES = ROOT / "tests" / "data" / "articles"
BRIEFS = ROOT / "tests" / "data" / "briefs"
SIGNATURE = Signature("0", "stored", "0" * 64, "none", "none", 1)


def articles() -> list[Path]:
    """All articles that have a golden brief."""
    return sorted(ARTICLES.glob("*.txt"))


def golden(path: Path) -> str:
    """The content of an article's golden file: its bilingual brief and the sentences that ``--fast`` selects."""
    translated = stored(path)
    brief = render(Document(translated, summarize(translated), with_translation=False, bilingual=True), "text")
    untranslated = Translator(sentences=FakeSentences())  # --fast selects in German
    fast = brief_before_translation(translated.article, untranslated)
    chosen = [fast.translated.blocks[s.block].pairs[s.pair].source for s in fast.brief.sentences]
    return brief + "\nChosen in German:\n" + "".join(f"- {sentence}\n" for sentence in chosen)


def stored(path: Path) -> TranslatedArticle:
    """Read an article and its stored translation."""
    article = read_article(path)
    lines = (BRIEFS / path.name).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    blocks = []
    for block, line in zip(article.blocks, lines, strict=True):
        pairs = tuple(SentencePair(source, target, tuple(flags)) for source, target, *flags in json.loads(line))
        blocks.append(TranslatedBlock(block, pairs, left_out=bool(block.furniture)))
    return TranslatedArticle(article, tuple(blocks), SIGNATURE)


def store(path: Path, translated: TranslatedArticle) -> None:
    """Store the translation of an article."""
    lines = [
        json.dumps([[p.source, p.target, *p.flags] for p in block.pairs], ensure_ascii=False) + "\n"
        for block in translated.blocks
    ]
    (BRIEFS / path.name).with_suffix(".jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Rewrite all golden files."""
    BRIEFS.mkdir(exist_ok=True)
    if "--keep" not in sys.argv:
        with tempfile.TemporaryDirectory() as cache:
            os.environ |= {"TRANSLATE_SUMMARIZE_CACHE": cache, "HF_ENDPOINT": "http://127.0.0.1:9"}

            translator = Translator(model="pocket", offline=True)
            for path in articles():
                store(path, translator.translate(read_article(path)))
    for path in articles():
        (BRIEFS / path.name).write_text(golden(path), encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
