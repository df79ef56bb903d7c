"""One CTranslate2 worker a core against one worker with all cores, and batches of equal length against mixed ones.

usage: python benchmarks/worker_threads.py ARTICLES_FOLDER [--sentences 400] [--beam 4] [--rounds 3]

Translates sentences of the .txt files of ARTICLES_FOLDER with the pocket model, and prints for each way the best words
a second of some rounds (the ways take turns, so that other work on the machine strikes all alike), and how many
hypotheses differ from those of the sentences translated one at a time.
"""

from __future__ import annotations

import argparse
import random
from itertools import groupby
from pathlib import Path
from time import perf_counter

Pieces = list[list[str]]


def in_batches(sentences: Pieces, size: int, equal: bool) -> list[list[int]]:
    """Indices of sentences, longest first; sentences of a batch are of equal length, or of similar."""
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    groups = [list(g) for _, g in groupby(order, key=lambda i: len(sentences[i]))] if equal else [order]
    return [group[start : start + size] for group in groups for start in range(0, len(group), size)]


def main() -> None:
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
        "one worker a core": ctranslate2.Translator(folder, inter_threads=cores, intra_threads=1, compute_type="int8"),
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

    alone = translate("one worker a core", [[i] for i in range(len(sentences))])
    kinds = {
        "equal length": in_batches(sentences, 32, equal=True),
        "mixed length": in_batches(sentences, 32, equal=False),
    }
    ways = [(name, kind) for name in engines for kind in kinds]
    best: dict[tuple[str, str], float] = dict.fromkeys(ways, 0.0)
    differ: dict[tuple[str, str], int] = {}
    for _ in range(options.rounds):
        for way in ways:
            start = perf_counter()
            found = translate(way[0], kinds[way[1]])
            best[way] = max(best[way], words / (perf_counter() - start))
            differ[way] = sum(found[i] != alone[i] for i in alone)
    print(f"{len(sentences)} sentences, {words} words, beam {options.beam}, {cores} cores\n")
    print("| workers | batches | words/s | differ from alone |\n|---|---|---|---|")
    for (name, kind), rate in best.items():
        print(f"| {name} | {kind} | {rate:.0f} | {differ[name, kind]} |")


if __name__ == "__main__":
    main()
