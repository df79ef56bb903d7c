"""A batch against one ``translate`` call after another with the model loaded once, on the same weights and beam.

usage: python benchmarks/batch_throughput.py ARTICLES_FOLDER WORK_FOLDER [--count 200 2000] [--serial 200]
       [--memory-only]

Makes COUNT articles by sampling and shuffling paragraphs of the .txt files of ARTICLES_FOLDER, and measures: the
rival's words a second on the first SERIAL of them (a loop in one process: read, translate, brief, write), the batch's
words a second with and without the translation memory, the peak memory of each batch, and a second run over the done
folder. --memory-only leaves out the batch without memory, which takes long on thousands.
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
    """Write articles of one to eight paragraphs; returns their words."""
    chance = random.Random(5)
    texts = [p.read_text(encoding="utf-8") for p in sorted(source.rglob("*.txt"))]
    paragraphs = [b for text in texts for b in text.split("\n\n") if len(b.split()) > 12]
    words = 0
    for number in range(count):
        chosen = chance.sample(paragraphs, chance.randint(1, min(8, len(paragraphs))))
        path = target / f"{number % 20:02}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"Artikel {number} aus dem Archiv\n\n" + "\n\n".join(chosen)
        path.write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def batch(source: Path, out: Path, *options: str) -> tuple[float, float]:
    """Wall seconds and peak MB of a batch as a whole process."""
    command = [sys.executable, "-m", "translate_summarize", "batch", str(source), "--out", str(out), "-m", "pocket"]
    start = perf_counter()
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(told.decode()[-500:])
    return perf_counter() - start, usage.ru_maxrss / 1024


def one_by_one(paths: list[Path], out: Path) -> float:
    """Words a second of a loop over ``translate``."""
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--count", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--serial", type=int, default=200)
    parser.add_argument("--memory-only", action="store_true")
    options = parser.parse_args()
    kinds = [("batch", [])] if options.memory_only else [("batch, no memory", ["--no-memory"]), ("batch", [])]
    print("| articles | what | words/s | ratio | wall s | peak MB |\n|---|---|---|---|---|---|", flush=True)
    for count in options.count:
        folder = options.work / f"articles-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        words = make_articles(options.articles, folder, count)
        paths = sorted(folder.rglob("*.txt"))[: options.serial]
        rival = one_by_one(paths, options.work / "serial")
        print(f"| {len(paths)} | one translate after another | {rival:.0f} | 1.0 | | |", flush=True)
        for name, extra in kinds:
            out = options.work / f"out-{count}-{name[-9:].strip()}"
            shutil.rmtree(out, ignore_errors=True)
            os.environ["TRANSLATE_SUMMARIZE_CACHE"] = str(options.work / "cache")
            (options.work / "cache" / "memory.sqlite").unlink(missing_ok=True)
            seconds, peak = batch(folder, out, *extra)
            print(f"| {count} | {name} | {words / seconds:.0f} | {words / seconds / rival:.2f} | {seconds:.1f} "
                  f"| {peak:.0f} |", flush=True)  # fmt: skip
            seconds, peak = batch(folder, out, *extra)
            print(f"| {count} | {name}, again over the done folder | | | {seconds:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
