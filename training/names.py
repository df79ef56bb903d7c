"""Fit the classifier that separates names from other German nouns; see ``translation/checks/names.py``.

    python -m training.names DATA OUT [--pairs 600000]

DATA is the folder of step 1. A capitalised German word counts as a name if the English side contains it unchanged.
Prints precision and recall on held-out pairs. Takes a few minutes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translate_summarize.languages.letters import folded
from translate_summarize.translation.checks.names import BUCKETS, STEPS, candidates, is_held

EPOCHS, BATCH, RATE = 6, 2000, 0.1
HELD_OUT = 0.02
_WORD = re.compile(r"[^\W_]+")

Cases = tuple[list[str], list[NDArray[np.uint16]], NDArray[np.bool_]]
"""Capitalised words, their features, and whether the English side contains them unchanged."""


def read_pairs(data: Path, limit: int, rng: random.Random) -> list[tuple[str, str]]:
    """A random selection of the pairs of ``train.tsv``, each once regardless of its weight."""
    lines = (data / "train.tsv").read_text(encoding="utf-8").splitlines()
    rng.shuffle(lines)
    return [(fields[1], fields[2]) for line in lines[:limit] if len(fields := line.split("\t")) == 3]


def cases(pairs: Sequence[tuple[str, str]]) -> Cases:
    """The training cases in pairs of sentences."""
    words: list[str] = []
    features: list[NDArray[np.uint16]] = []
    kept: list[bool] = []
    for german, english in pairs:
        held = set(_WORD.findall(folded(english)))
        for name, buckets in candidates(german):
            words.append(name.text)
            features.append(np.array(buckets, np.uint16))
            kept.append(is_held(name.text, held))
    return words, features, np.array(kept)


def fit(features: Sequence[NDArray[np.uint16]], kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of a logistic regression, fitted with AdaGrad (Duchi et al. 2011) on mini-batches."""
    weights, seen = np.zeros(BUCKETS), np.full(BUCKETS, 1e-6)
    rng = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        loss = []
        for batch in _batches(rng.permutation(len(features))):
            # Half of the time without the word itself, so that the letter features learn to recognise unseen names.
            rows, flat = _flat([features[i][: -1 if rng.random() < 0.5 else None] for i in batch])
            odds = np.bincount(rows, weights[flat], len(batch))
            wrong = 1 / (1 + np.exp(-odds)) - kept[batch]
            gradient = np.bincount(flat, wrong[rows], BUCKETS) / len(batch)
            seen += gradient**2
            weights -= RATE * gradient / np.sqrt(seen)
            loss.append(float(np.logaddexp(0, np.where(kept[batch], -odds, odds)).mean()))
        print(f"epoch {epoch + 1}: loss {np.mean(loss):.4f}", flush=True)
    return weights


def stored(weights: NDArray[np.float64]) -> NDArray[np.int8]:
    """The weights as 8-bit integers."""
    return np.clip(np.round(weights * STEPS), -128, 127).astype(np.int8)


def report(weights: NDArray[np.int8], features: Sequence[NDArray[np.uint16]], kept: NDArray[np.bool_]) -> str:
    """Precision and recall at several probabilities."""
    odds = np.array([weights[f].sum(dtype=np.int64) / STEPS for f in features])
    lines = [f"{len(kept):,} words held out, {kept.sum():,} of them names"]
    for probability in (0.5, 0.7, 0.8, 0.9, 0.95):
        named = 1 / (1 + np.exp(-odds)) >= probability
        right = (named & kept).sum()
        rates = f"precision {right / max(1, named.sum()):.3f}, recall {right / max(1, kept.sum()):.3f}"
        lines.append(f"from {probability}: {rates}")
    return "\n".join(lines)


def _batches(order: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _flat(features: Sequence[NDArray[np.uint16]]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    return np.repeat(np.arange(len(features)), [len(f) for f in features]), np.concatenate(features)


def main() -> None:
    """Fit the classifier and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=int, default=600_000)
    options = parser.parse_args()
    pairs = read_pairs(options.data, options.pairs, random.Random(1))
    split = max(1, int(len(pairs) * HELD_OUT))
    words, features, kept = cases(pairs[split:])
    print(f"{len(pairs) - split:,} pairs, {len(kept):,} capitalised words, {kept.sum():,} of them names", flush=True)
    weights = stored(fit(features, kept))
    known = set(words)
    words, features, kept = cases(pairs[:split])
    print(report(weights, features, kept))
    new = [i for i, word in enumerate(words) if word not in known]
    print("words not seen in training:", report(weights, [features[i] for i in new], kept[new]), sep="\n")
    weights.tofile(options.out)


if __name__ == "__main__":
    main()
