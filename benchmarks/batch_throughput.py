"""Measure a batch against a loop over single articles, with the same weights and beam.

Usage: ``python -m benchmarks.batch_throughput ARTICLES_FOLDER WORK_FOLDER [--count 200 2000] [--serial 200]
[--memory-only]``

Builds COUNT articles from random paragraphs of the .txt files in ARTICLES_FOLDER. Measures words per second of the
baseline on the first SERIAL articles (one process, model loaded once: read, translate, brief, write) and of the batch
with and without the translation memory, the peak memory of each batch, and a second run over the finished folder.
``--memory-only`` skips the batch without memory, which is slow on thousands of articles.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter


def make_articles(source: Path, target: Path, count: int) -> int:
    """Write articles of one to eight paragraphs and return their number of words."""
    rng = random.Random(5)
    texts = [p.read_text(encoding="utf-8") for p in sorted(source.rglob("*.txt"))]
    paragraphs = [b for text in texts for b in text.split("\n\n") if len(b.split()) > 12]
    words = 0
    for number in range(count):
        chosen = rng.sample(paragraphs, rng.randint(1, min(8, len(paragraphs))))
        path = target / f"{number % 20:02}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"Artikel {number} aus dem Archiv\n\n" + "\n\n".join(chosen)
        path.write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def batch(source: Path, out: Path, *options: str) -> tuple[float, float]:
    """Run a batch in its own process and return its wall time in seconds and peak memory in MB."""
    command = [sys.executable, "-m", "translate_summarize", "batch", str(source), "--out", str(out), "-m", "pocket"]
    start = perf_counter()
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(errors.decode()[-500:])
    return perf_counter() - start, usage.ru_maxrss / 1024


def one_by_one(paths: list[Path], out: Path) -> float:
    """Words per second of a loop over single articles."""
    from translate_summarize.formats import render
    from translate_summarize.reading.source import read_article
    from translate_summarize.storage.atomic import write_atomically
    from translate_summarize.summary.summarize import summarize
    from translate_summarize.translation.translator import Translator
    from translate_summarize.writing.document import Document

    translator = Translator("pocket", offline=True)
    words, start = 0, perf_counter()
    for path in paths:
        article = read_article(path)
        translated = translator.translate(article)
        brief = summarize(translated)
        write_atomically(out / f"{path.name}.en.txt", render(Document(translated), "text"))
        write_atomically(out / f"{path.name}.brief.txt", render(Document(translated, brief, False), "text"))
        words += article.word_count
    return words / (perf_counter() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--count", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--serial", type=int, default=200)
    parser.add_argument("--memory-only", action="store_true")
    options = parser.parse_args()
    runs = [("batch", [])] if options.memory_only else [("batch, no memory", ["--no-memory"]), ("batch", [])]
    print("| articles | what | words/s | ratio | wall s | peak MB |\n|---|---|---|---|---|---|", flush=True)
    for count in options.count:
        folder = options.work / f"articles-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        words = make_articles(options.articles, folder, count)
        paths = sorted(folder.rglob("*.txt"))[: options.serial]
        baseline = one_by_one(paths, options.work / "serial")
        print(f"| {len(paths)} | single articles in a loop | {baseline:.0f} | 1.0 | | |", flush=True)
        for name, extra in runs:
            out = options.work / f"out-{count}-{name[-9:].strip()}"
            shutil.rmtree(out, ignore_errors=True)
            os.environ["TRANSLATE_SUMMARIZE_CACHE"] = str(options.work / "cache")
            (options.work / "cache" / "memory.sqlite").unlink(missing_ok=True)
            seconds, peak = batch(folder, out, *extra)
            print(f"| {count} | {name} | {words / seconds:.0f} | {words / seconds / baseline:.2f} | {seconds:.1f} "
                  f"| {peak:.0f} |", flush=True)  # fmt: skip
            seconds, peak = batch(folder, out, *extra)
            print(f"| {count} | {name}, rerun over the finished folder | | | {seconds:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
