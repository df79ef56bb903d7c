"""Compare ``brief --fast`` with ``brief``: how many sentences they share, and how much time the first saves.

Usage: ``python -m benchmarks.fast_brief FOLDER... [--model pocket]``

FOLDER holds German articles (*.txt). Each is briefed both ways in three sentences, without a translation memory.
Agreement is the share of the full brief's sentences that the fast brief also chose; the share that the first three
sentences of the article cover is printed for comparison. ROUGE-1 takes the full brief as the reference, so it also
credits a different sentence with the same content. Needs rouge-score.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from translate_summarize.article.brief import Brief
from translate_summarize.reading.source import read_article
from translate_summarize.summary.candidates import TEXT
from translate_summarize.summary.fast import brief_before_translation
from translate_summarize.summary.summarize import summarize
from translate_summarize.translation.translator import Translator


def positions(brief: Brief) -> set[tuple[int, int]]:
    """Block and pair of each sentence of a brief."""
    return {(s.block, s.pair) for s in brief.sentences}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--model", default="pocket")
    options = parser.parse_args()
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rouge1"], use_stemmer=True)
    translator = Translator(options.model, offline=True)
    translator.translate_sentences(["Guten Tag."])  # warm up
    print("| articles | words | agreement | same set | lead's agreement | ROUGE-1 of fast against full "
          "| brief, s | fast, s | times faster |\n|---|" + "---:|" * 8)  # fmt: skip
    for folder in options.folder:
        shared = identical = leads = 0
        rouge, words = 0.0, 0
        seconds = [0.0, 0.0]
        articles = [read_article(path) for path in sorted(folder.glob("*.txt")) if path.name != "README.txt"]
        for article in articles:
            start = time.perf_counter()
            translated = translator.translate(article)
            full = summarize(translated)
            middle = time.perf_counter()
            fast = brief_before_translation(article, translator).brief
            seconds[0] += middle - start
            seconds[1] += time.perf_counter() - middle
            first = [
                (b, p)
                for b, block in enumerate(translated.blocks)
                if block.block.kind in TEXT and not block.block.furniture
                for p in range(len(block.pairs))
            ][:3]
            shared += len(positions(full) & positions(fast))
            leads += len(positions(full) & set(first))
            identical += positions(full) == positions(fast)
            rouge += scorer.score(str(full), str(fast))["rouge1"].fmeasure
            words += article.word_count
        total = sum(3 for _ in articles)
        print(
            f"| {folder.name} ({len(articles)}) | {words} | {100 * shared / total:.0f}% "
            f"| {100 * identical / len(articles):.0f}% | {100 * leads / total:.0f}% "
            f"| {100 * rouge / len(articles):.0f} "
            f"| {seconds[0]:.1f} | {seconds[1]:.1f} | {seconds[0] / seconds[1]:.1f} |",
            flush=True,
        )
    print(f"\n{translator.signature}")


if __name__ == "__main__":
    main()
