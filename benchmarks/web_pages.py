"""Compare extractors of the article in a saved web page.

Usage: ``python -m benchmarks.web_pages FOLDER``

FOLDER holds pages and ``index.json``: a list of objects with ``file``, ``with`` (segments of the article), ``without``
(segments of the surrounding page) and optionally ``title``. A segment counts as extracted if the text contains it,
ignoring white space and soft hyphens. Every extractor gets the page as our reader decodes it, so encodings have no
effect. Rivals that are not installed are named and skipped: ``pip install readability-lxml justext trafilatura``.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Extractor = Callable[[str], tuple[str, str]]
"""Takes a decoded page; returns the article's text and its title ("" if the extractor returns none)."""


def ours(page: str) -> tuple[str, str]:
    """The package's reader."""
    from translate_summarize.reading.source import parse_article

    article = parse_article(page.encode(), "page", ".html")
    return article.text, article.title


def trafilatura(page: str) -> tuple[str, str]:
    """Trafilatura with its defaults, without comments, and the title from its metadata."""
    from trafilatura import bare_extraction

    document: Any = bare_extraction(page, include_comments=False, with_metadata=True)
    return (document.text or "", document.title or "") if document else ("", "")


def readability(page: str) -> tuple[str, str]:
    """readability-lxml."""
    from lxml import html
    from readability import Document

    document = Document(page)
    return html.document_fromstring(document.summary()).text_content(), document.short_title()


def justext(page: str) -> tuple[str, str]:
    """JusText with its German stop words."""
    import justext as library

    paragraphs = library.justext(page.encode(), library.get_stoplist("German"), encoding="utf-8")
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate), ""


def everything(page: str) -> tuple[str, str]:
    """All paragraphs of the page."""
    from lxml import html

    return "\n".join(p.text_content() for p in html.document_fromstring(page.encode()).iter("p")), ""


RIVALS: dict[str, tuple[str, Extractor]] = {
    "translate_summarize": ("", ours),
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability-lxml", readability),
    "jusText": ("justext", justext),
    "all paragraphs": ("", everything),
}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xad", "")).strip()


def measure(name: str, extract: Extractor, pages: list[tuple[dict[str, Any], str]]) -> str:
    """A row of the table: precision, recall and F1 over segments, exact titles, pages per second."""
    kept = lost = foreign = titles = titled = 0
    extract(pages[0][1])  # imports
    start = time.perf_counter()
    extracted = []
    for _, page in pages:
        try:
            extracted.append(extract(page))
        except Exception as error:  # a rival that fails on a page scores nothing on it
            print(f"{name}: {error}", file=sys.stderr)
            extracted.append(("", ""))
    seconds = time.perf_counter() - start
    for (expected, _), (text, title) in zip(pages, extracted, strict=True):
        text = _plain(text)
        inside = [_plain(s) in text for s in expected["with"]]
        foreign += sum(_plain(s) in text for s in expected["without"])
        kept, lost = kept + sum(inside), lost + len(inside) - sum(inside)
        if "title" in expected:
            titled += 1
            titles += _plain(expected["title"]).casefold() == _plain(title).casefold()
    precision, recall = kept / max(1, kept + foreign), kept / max(1, kept + lost)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    row = f"| {name} | {100 * precision:.1f} | {100 * recall:.1f} | {100 * f1:.1f} "
    return row + f"| {titles}/{titled} | {len(pages) / seconds:.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    from translate_summarize.reading.charset import decode

    index = json.loads((options.folder / "index.json").read_text(encoding="utf-8"))
    pages = [(entry, decode((options.folder / entry["file"]).read_bytes(), entry["file"])[0]) for entry in index]
    segments = sum(len(entry["with"]) + len(entry["without"]) for entry in index)
    print(f"{len(pages)} pages, {segments} segments\n")
    print("| extractor | precision | recall | F1 | titles | pages/s |\n|---|---:|---:|---:|---:|---:|")
    for name, (package, extract) in RIVALS.items():
        try:
            label = f"{name} {importlib.metadata.version(package)}" if package else name
        except importlib.metadata.PackageNotFoundError:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        print(measure(label, extract, pages))


if __name__ == "__main__":
    main()
