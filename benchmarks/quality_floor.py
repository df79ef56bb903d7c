"""Measure the quality that must not fall: sentence splitting, web page extraction and briefs.

Usage: ``python -m benchmarks.quality_floor [--details]``

Prints each figure beside its floor in ``floors.json`` and exits with 1 if one is below, or if the data has changed
since the floors were set. ``--details`` also lists every text that the splitter gets wrong, the F1 of each page and
the ROUGE of each brief. ``tests/test_quality_floor.py`` asserts the same floors.

The data in ``tests/data/floor`` is written by hand and states what is right, not what the package returns:

- ``splitting.jsonl``: 150 German texts (``text``), each with its ``sentences`` and the name of the ``trap`` in it.
  Splitting F1 is the micro-averaged F1 of the boundaries over all texts.
- ``pages/NN.html`` and ``NN.txt``: 12 saved web pages and the article that each holds, title first. Bylines, dates,
  captions, advertisements and teasers are not part of it. Page F1 is the mean F1 of the bags of lower-cased words.
- ``briefs/NAME.txt``: an English reference brief of each article in ``tests/data/articles``, written from the German.
  Brief ROUGE is the mean F of rouge-score with its stemmer, as in ``summaries.py``.

Briefs are made of the stored translations in ``tests/data/briefs``, not by running the model: its int8 arithmetic,
and with it the wording, differs between processors, so a floor half a point below today's figure would fail on some
machines for no fault of the code. A retrained model still counts, because ``tests/golden_briefs.py`` then rewrites the
stored translations. The floors are about half a point below the figures of the day they were set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.sentence_splitting import boundaries, f1
from tests.golden_briefs import stored
from translate_summarize import read_article, summarize
from translate_summarize.languages.sentences import split_german

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.json"
DATA = ROOT / "tests" / "data" / "floor"
TRAPS = DATA / "splitting.jsonl"
PAGES = DATA / "pages"
BRIEFS = DATA / "briefs"
ARTICLES = ROOT / "tests" / "data" / "articles"
METRICS = ("rouge1", "rouge2", "rougeL")
MEASURES = ("splitting_f1", "page_f1", *(f"brief_{metric}" for metric in METRICS))

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Trap:
    """A German text that is hard to split.

    Attributes:
        name: what is hard about it.
        text: the running text.
        sentences: its sentences in order; joined, they hold every non-space character of the text.
    """

    name: str
    text: str
    sentences: tuple[str, ...]


def read_traps() -> list[Trap]:
    """All splitting traps."""
    rows = map(json.loads, TRAPS.read_text(encoding="utf-8").splitlines())
    return [Trap(row["trap"], row["text"], tuple(row["sentences"])) for row in rows]


def pages() -> list[Path]:
    """All saved web pages; the article of each stands beside it as ``.txt``."""
    return sorted(PAGES.glob("*.html"))


def articles() -> list[Path]:
    """All articles that have a reference brief."""
    return [ARTICLES / path.name for path in sorted(BRIEFS.glob("*.txt"))]


def read_page(path: Path) -> str:
    """The text of the article in a saved page, as the package reads it."""
    return read_article(path).text


def brief(path: Path) -> str:
    """The default brief of an article, made of its stored translation."""
    return str(summarize(stored(path)))


def splitting_f1(split: Callable[[str], list[str]] = split_german) -> float:
    """F1 of the sentence boundaries over all traps, in percent."""
    return f1((boundaries(split(trap.text)), boundaries(trap.sentences)) for trap in read_traps())


def page_scores(read: Callable[[Path], str] = read_page) -> dict[str, float]:
    """F1 of the words of each page, in percent, by file name."""
    return {path.name: word_f1(read(path), path.with_suffix(".txt").read_text(encoding="utf-8")) for path in pages()}


def word_f1(text: str, reference: str) -> float:
    """F1 of two bags of lower-cased words, in percent."""
    ours, theirs = (Counter(_WORD.findall(t.replace("\xad", "").lower())) for t in (text, reference))
    words = ours.total() + theirs.total()
    return 200 * (ours & theirs).total() / words if words else 100.0


def brief_scores(make_brief: Callable[[Path], str] = brief) -> dict[str, dict[str, float]]:
    """ROUGE F of each brief, in percent, by file name and metric."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(METRICS, use_stemmer=True)
    scores = {}
    for path in articles():
        reference = (BRIEFS / path.name).read_text(encoding="utf-8")
        rouge = scorer.score(reference, make_brief(path))
        scores[path.name] = {metric: 100 * rouge[metric].fmeasure for metric in METRICS}
    return scores


def page_f1(read: Callable[[Path], str] = read_page) -> float:
    """Mean F1 of the words of the pages, in percent."""
    return fmean(page_scores(read).values())


def brief_rouge(make_brief: Callable[[Path], str] = brief) -> dict[str, float]:
    """Mean ROUGE F of the briefs, in percent, by measure."""
    scores = brief_scores(make_brief).values()
    return {f"brief_{metric}": fmean(score[metric] for score in scores) for metric in METRICS}


def measure() -> dict[str, float]:
    """The present figure of each of ``MEASURES``, in percent."""
    return {"splitting_f1": splitting_f1(), "page_f1": page_f1(), **brief_rouge()}


def digests() -> dict[str, str]:
    """SHA-256, hex, of each data set: names and contents of its files, and of the articles for the briefs."""
    return {
        "splitting": digest_of([TRAPS]),
        "pages": digest_of([*pages(), *PAGES.glob("*.txt")]),
        "briefs": digest_of([*BRIEFS.glob("*.txt"), *articles()]),
    }


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256, hex, of the names (relative to the repository) and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def read_floors() -> tuple[dict[str, float], dict[str, str]]:
    """The floor of each measure, in percent, and the digests of the data for which they were set."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors["floors"], floors["sha256"]


def _print_details() -> None:
    for trap in read_traps():
        sentences = split_german(trap.text)
        if boundaries(sentences) != boundaries(trap.sentences):
            print(f"{trap.name}\n  split: {' | '.join(sentences)!r}\n  right: {' | '.join(trap.sentences)!r}")
    for name, score in page_scores().items():
        print(f"{name}  F1 {score:.1f}")
    for name, scores in brief_scores().items():
        print(name, *(f"{metric} {score:.1f}" for metric, score in scores.items()), sep="  ")
    print()


def main() -> int:
    """Print the figures beside their floors; 1 if one is below or the data has changed, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--details", action="store_true", help="also list what goes wrong")
    if parser.parse_args().details:
        _print_details()
    floors, expected = read_floors()
    measured = measure()
    print("| measure | now | floor | |\n|---|---:|---:|---|")
    for name in MEASURES:
        verdict = "below the floor" if measured[name] < floors[name] else ""
        print(f"| {name} | {measured[name]:.2f} | {floors[name]:.2f} | {verdict} |")
    changed = {name: digest for name, digest in digests().items() if digest != expected.get(name)}
    for name, digest in changed.items():
        print(f"\nThe data of {name!r} has changed: set its floors anew, and its digest to\n{digest}")
    return int(bool(changed) or any(measured[name] < floors[name] for name in MEASURES))


if __name__ == "__main__":
    sys.exit(main())
