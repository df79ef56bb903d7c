"""The briefs of our own articles as they should be: made anew with one command after the model or the rules change.

usage: python -m tests.golden_briefs          (rewrites tests/data/briefs/; read what changed before it is committed)
       python -m tests.golden_briefs --keep   (the same from the stored translations, after a change of the rules alone)

tests/data/briefs/NAME.txt is the brief, NAME.jsonl the translation that it was made of, a block a line: processors
round int8 differently, so that the model's English is no golden matter, but what is chosen of it is.
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
    """What the golden file of an article holds: its brief, German and English, and the choice of ``--fast``."""
    translated = stored(path)
    slow = render(Document(translated, summarize(translated), with_translation=False, bilingual=True), "text")
    untranslated = Translator(sentences=FakeSentences())  # the choice of --fast is made in German
    fast = brief_before_translation(translated.article, untranslated)
    chosen = [fast.translated.blocks[s.block].pairs[s.pair].source for s in fast.brief.sentences]
    return slow + "\nChosen in German:\n" + "".join(f"- {sentence}\n" for sentence in chosen)


def stored(path: Path) -> TranslatedArticle:
    """An article with its stored translation."""
    article = read_article(path)
    lines = (BRIEFS / path.name).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    blocks = []
    for block, line in zip(article.blocks, lines, strict=True):
        pairs = tuple(SentencePair(source, target, tuple(flags)) for source, target, *flags in json.loads(line))
        blocks.append(TranslatedBlock(block, pairs, left_out=bool(block.furniture)))
    return TranslatedArticle(article, tuple(blocks), SIGNATURE)


def store(path: Path, translated: TranslatedArticle) -> None:
    """Keep the translation of an article."""
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
