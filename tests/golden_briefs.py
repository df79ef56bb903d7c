"""The briefs of our own articles as they should be: made anew with one command after the model or the rules change.

usage: python tests/golden_briefs.py          (rewrites tests/data/briefs/; read what changed before it is committed)
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from places import ROOT

ARTICLES = ROOT / "tests" / "data" / "articles"
BRIEFS = ROOT / "tests" / "data" / "briefs"


def articles() -> list[Path]:
    """All articles that have a golden brief."""
    return sorted(ARTICLES.glob("*.txt"))


def golden(path: Path, translator) -> str:
    """What the golden file of an article holds: its brief, German and English, and the choice of ``--fast``."""
    from translate_summarize import read_article, summarize
    from translate_summarize.fast_brief import brief_fast
    from translate_summarize.writing import render
    from translate_summarize.writing.document import Document

    article = read_article(path)
    translated = translator.translate(article)
    slow = render(Document(translated, summarize(translated), with_translation=False, bilingual=True), "text")
    fast = brief_fast(article, translator)
    chosen = [fast.translated.blocks[s.block].pairs[s.pair].source for s in fast.brief.sentences]
    return slow + "\nChosen in German:\n" + "".join(f"- {sentence}\n" for sentence in chosen)


def main() -> None:
    """Rewrite all golden files."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ |= {"TRANSLATE_SUMMARIZE_CACHE": cache, "HF_ENDPOINT": "http://127.0.0.1:9"}
        from translate_summarize import Translator

        translator = Translator(model="pocket", offline=True)
        BRIEFS.mkdir(exist_ok=True)
        for path in articles():
            (BRIEFS / path.name).write_text(golden(path, translator), encoding="utf-8")
            print(path.name)


if __name__ == "__main__":
    main()
