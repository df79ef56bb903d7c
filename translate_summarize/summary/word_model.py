"""Which words of an article would stand in a reader's summary: the fitted model and its features.

Each word of the article, and each pair of neighbours, gets a probability from a logistic regression that was fitted
on articles with human summaries (``benchmarks/fit_summary.py``; the numbers lie in ``weights.json``). From them
``choice`` reckons the ROUGE that a set of sentences may expect. Choosing by the words that a set covers goes back
to Filatova and Hatzivassiloglou (2004) and Gillick and Favre (2009).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.language import Language
from translate_summarize.summary.features import (
    FEATURES,
    PAIR_FEATURES,
    Pair,
    Tokens,
    Word,
    describe,
    describe_pairs,
    tokens,
)

MOST_MENTIONS = 6
"""A word is counted in a summary at most so often."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted logistic regression: feature weights on the features' own scale, and the intercept."""

    features: tuple[float, ...]
    intercept: float
    repetition: float = 0.0

    def log_odds(self, features: Sequence[float], mention: int = 1) -> float:
        """Of a word's standing in the summary at least ``mention`` times."""
        total = self.intercept + self.repetition * math.log(mention)
        return total + sum(w * x for w, x in zip(self.features, features, strict=True))


@dataclass(frozen=True, slots=True)
class Model:
    """All that was fitted.

    Attributes:
        content: of words with a meaning.
        function: of function words.
        pair: of neighbours.
    """

    content: Weights
    function: Weights
    pair: Weights

    def of(self, is_stop: bool) -> Weights:
        """The weights for a function word or another."""
        return self.function if is_stop else self.content


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the model expects of an article's words.

    Attributes:
        words: as described.
        log_odds: of each word's first mention.
        mentions: for each word the expected number of hits with 0, 1, ... mentions in the summary.
        pairs: for each pair of neighbours the probability that the summary holds it.
    """

    words: dict[str, Word]
    log_odds: dict[str, float]
    mentions: dict[str, tuple[float, ...]]
    pairs: dict[Pair, float]


def expect(
    split: Sequence[Tokens],
    title: str = "",
    language: Language = ENGLISH,
    model: Model | None = None,
) -> Expectation:
    """Probabilities for all words and neighbours of an article.

    Args:
        split: the words of its sentences, in order.
        title: may be empty.
        language: the language.
        model: None is the one that ships.
    """
    model = model or shipped()
    words = describe(split, tokens(title, language), language)
    log_odds = {w: model.of(d.is_stop).log_odds(d.features) for w, d in words.items()}
    mentions = {}
    for word, described in words.items():
        repetition = model.of(described.is_stop).repetition
        sums = [0.0]
        for k in range(1, min(described.mentions, MOST_MENTIONS) + 1):
            sums.append(sums[-1] + sigmoid(log_odds[word] + repetition * math.log(k)))
        mentions[word] = tuple(sums)
    pairs = {p: sigmoid(model.pair.log_odds(f)) for p, f in describe_pairs(split, words, log_odds).items()}
    return Expectation(words, log_odds, mentions, pairs)


@cache
def shipped() -> Model:
    """The model that ships in the package."""
    stored: dict[str, Any] = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Model(
        *(
            Weights(
                tuple(stored[part]["features"][name] for name in names),
                stored[part]["intercept"],
                stored[part].get("repetition", 0.0),
            )
            for part, names in (("content", FEATURES), ("function", FEATURES), ("pair", PAIR_FEATURES))
        )
    )


def sigmoid(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
