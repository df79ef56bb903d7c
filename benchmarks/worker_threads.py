"""Compare one CTranslate2 worker per core with one worker on all cores, and mini-batches of equal and mixed length.

Usage: ``python -m benchmarks.worker_threads ARTICLES_FOLDER [--sentences 400] [--beam 4] [--rounds 3]``

Translates sentences of the .txt files in ARTICLES_FOLDER with the pocket model. Prints for each configuration the best
words per second of several rounds (configurations alternate, so that other load on the machine affects all of them)
and how many hypotheses differ from those of the sentences translated one at a time.
"""

from __future__ import annotations

import argparse
import random
from itertools import groupby
from pathlib import Path
from time import perf_counter

Pieces = list[list[str]]


def mini_batches(sentences: Pieces, size: int, equal: bool) -> list[list[int]]:
    """Indices of sentences, longest first; the sentences of a mini-batch have equal or similar lengths."""
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    groups = [list(g) for _, g in groupby(order, key=lambda i: len(sentences[i]))] if equal else [order]
    return [group[start : start + size] for group in groups for start in range(0, len(group), size)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    import ctranslate2

    from translate_summarize.engines.loading import usable_cores
    from translate_summarize.languages.sentences import split_german
    from translate_summarize.models.conversion import prepare
    from translate_summarize.models.selection import select_checkpoint
    from translate_summarize.models.tokenizer import Tokenizer
    from translate_summarize.storage.folders import prepared_folder

    checkpoint, cores = select_checkpoint("pocket", offline=True), usable_cores()
    folder = str(prepare(checkpoint, prepared_folder(), "int8"))
    texts = sorted({s for p in sorted(options.articles.rglob("*.txt")) for s in split_german(p.read_text("utf-8"))})
    random.Random(7).shuffle(texts)
    tokenizer = Tokenizer(checkpoint)
    sentences = [[*p, "</s>"] for t in texts[: options.sentences] if (p := tokenizer.encode(t)[:200])]
    words = sum(len(t.split()) for t in texts[: options.sentences])
    engines = {
        "one worker per core": ctranslate2.Translator(
            folder, inter_threads=cores, intra_threads=1, compute_type="int8"
        ),
        "one worker, all cores": ctranslate2.Translator(
            folder, inter_threads=1, intra_threads=cores, compute_type="int8"
        ),
    }

    def translate(name: str, batches: list[list[int]]) -> dict[int, tuple[str, ...]]:
        started = [
            (i, result)
            for batch in batches
            for i, result in zip(
                batch,
                engines[name].translate_batch(
                    [sentences[i] for i in batch], beam_size=options.beam, max_input_length=0, asynchronous=True
                ),
                strict=True,
            )
        ]
        return {i: tuple(result.result().hypotheses[0]) for i, result in started}

    alone = translate("one worker per core", [[i] for i in range(len(sentences))])
    groupings = {
        "equal length": mini_batches(sentences, 32, equal=True),
        "mixed length": mini_batches(sentences, 32, equal=False),
    }
    configurations = [(name, grouping) for name in engines for grouping in groupings]
    best: dict[tuple[str, str], float] = dict.fromkeys(configurations, 0.0)
    differ: dict[tuple[str, str], int] = {}
    for _ in range(options.rounds):
        for configuration in configurations:
            start = perf_counter()
            name, grouping = configuration
            hypotheses = translate(name, groupings[grouping])
            best[configuration] = max(best[configuration], words / (perf_counter() - start))
            differ[configuration] = sum(hypotheses[i] != alone[i] for i in alone)
    print(f"{len(sentences)} sentences, {words} words, beam {options.beam}, {cores} cores\n")
    print("| workers | mini-batches | words/s | differ from alone |\n|---|---|---|---|")
    for (name, grouping), rate in best.items():
        print(f"| {name} | {grouping} | {rate:.0f} | {differ[name, grouping]} |")


if __name__ == "__main__":
    main()
