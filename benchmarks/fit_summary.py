"""Fit the summariser's word model on articles with human summaries.

Usage: ``python -m benchmarks.fit_summary FOLDER`` (writes ``translate_summarize/summary/weights.json``)

FOLDER holds *.jsonl files with one article per line: ``text`` and ``refs``, a list of human summaries. Needs
scikit-learn. The label of a word is whether a summary contains it (at least k times for its k-th mention). The model
is a logistic regression with an L2 penalty, fitted on standardised features and stored on their original scale. Each
source gets its own intercept during fitting, so that the style of one source (long summaries, lower case) is not
attributed to a feature; the mean of the intercepts is stored.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from translate_summarize.languages.sentences import split_english
from translate_summarize.summary import word_model
from translate_summarize.summary.features import FEATURES, PAIR_FEATURES, describe, describe_pairs, tokens
from translate_summarize.summary.word_model import MAX_MENTIONS, Model, Weights

PENALTY = 0.1
"""Inverse strength of the L2 penalty."""
GROUPS = {
    "position": ("position", "lead", "spread", "article length"),
    "frequency": ("frequency",),
    "centrality": ("centrality",),
    "likeness to the lead": ("likeness to the lead",),
    "names": ("name",),
    "numbers": ("number",),
    "word length": ("word length",),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with its human summaries."""

    source: str
    sentences: tuple[str, ...]
    references: tuple[str, ...]


def read_samples(folder: Path) -> list[Sample]:
    """All articles of all *.jsonl files; the source of each is the name of its file."""
    samples = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            samples.append(Sample(path.stem, tuple(split_english(row["text"])), tuple(row["refs"])))
    return samples


def folds(samples: Sequence[Sample], count: int, seed: int) -> list[int]:
    """The fold of each sample; every source is spread evenly over all folds."""
    generator = np.random.default_rng(seed)
    fold = [0] * len(samples)
    for source in dict.fromkeys(s.source for s in samples):
        indices = [i for i, s in enumerate(samples) if s.source == source]
        generator.shuffle(indices)
        for place, i in enumerate(indices):
            fold[i] = place % count
    return fold


def fit(samples: Sequence[Sample], without: Collection[str] = ()) -> Model:
    """Fit the model.

    Args:
        samples: the articles to fit on.
        without: names of features to leave out.
    """
    split = [[tokens(t) for t in s.sentences] for s in samples]
    described = [describe(t, tokens("")) for t in split]
    references = [[tokens(r) for r in s.references] for s in samples]
    keep = [i for i, name in enumerate(FEATURES) if name not in without]
    weights = {}
    for is_stop in (False, True):
        rows, labels, shares, sources = [], [], [], []
        for sample, words, refs in zip(samples, described, references, strict=True):
            for ref in refs:
                counts = Counter(ref.stems)
                for stem, word in words.items():
                    if word.is_stop is is_stop:
                        for k in range(1, min(word.mentions, MAX_MENTIONS) + 1):
                            rows.append([*(word.features[i] for i in keep), math.log(k)])
                            labels.append(counts[stem] >= k)
                            shares.append(1 / len(refs))
                            sources.append(sample.source)
        *features, repetition, intercept = _regression(rows, labels, shares, sources)
        full = [0.0] * len(FEATURES)
        for place, weight in zip(keep, features, strict=True):
            full[place] = weight
        weights[is_stop] = Weights(tuple(full), intercept, repetition)
    half = Model(weights[False], weights[True], Weights((0.0,) * len(PAIR_FEATURES), 0.0))
    rows, labels, shares, sources = [], [], [], []
    for sample, words, sentences, refs in zip(samples, described, split, references, strict=True):
        log_odds = {w: half.of(d.is_stop).log_odds(d.features) for w, d in words.items()}
        pairs = describe_pairs(sentences, words, log_odds)
        for ref in refs:
            held = set(ref.pairs)
            rows += [list(features) for features in pairs.values()]
            labels += [p in held for p in pairs]
            shares += [1 / len(refs)] * len(pairs)
            sources += [sample.source] * len(pairs)
    *features, intercept = _regression(rows, labels, shares, sources)
    return Model(half.content, half.function, Weights(tuple(features), intercept))


def _regression(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], shares: Sequence[float], sources: Sequence[str]
) -> list[float]:
    """Weights on the original scale of the features; the last is the mean intercept of the sources."""
    from sklearn.linear_model import LogisticRegression

    matrix = np.array(rows, float)
    mean, spread = matrix.mean(0), matrix.std(0)
    spread[spread == 0] = 1.0
    names = sorted(set(sources))
    indicators = np.array([[float(source == name) for name in names] for source in sources])
    # Scaled up so that the penalty barely affects the intercepts.
    full = np.hstack([(matrix - mean) / spread, 10 * indicators])
    fitted = LogisticRegression(C=PENALTY, max_iter=1000).fit(full, labels, sample_weight=shares)
    scaled = fitted.coef_[0][: matrix.shape[1]] / spread
    source_intercept = 10 * float(fitted.coef_[0][matrix.shape[1] :].mean())
    return [*(float(w) for w in scaled), float(fitted.intercept_[0] - scaled @ mean) + source_intercept]


def as_json(model: Model) -> dict[str, Any]:
    """The model in the layout of ``weights.json``."""
    stored: dict[str, Any] = {}
    for part, names in (("content", FEATURES), ("function", FEATURES), ("pair", PAIR_FEATURES)):
        weights: Weights = getattr(model, part)
        stored[part] = {
            "features": {n: round(w, 4) for n, w in zip(names, weights.features, strict=True)},
            "intercept": round(weights.intercept, 4),
        }
        if part != "pair":
            stored[part]["repetition"] = round(weights.repetition, 4)
    return stored


def main() -> None:
    """Fit the model and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    samples = read_samples(parser.parse_args().folder)
    path = Path(word_model.__file__).with_name("weights.json")
    path.write_text(json.dumps(as_json(fit(samples)), indent=2) + "\n", encoding="utf-8")
    print(f"{path}: fitted on {len(samples)} articles")


if __name__ == "__main__":
    main()
