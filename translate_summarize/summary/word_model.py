"""Which words of an article a reader's summary would hold: the fitted model.

A logistic regression, fitted on articles with human summaries (``benchmarks/fit_summary.py``, ``weights.json``), gives
each word and each pair of neighbours a probability. ``search`` computes the expected ROUGE of a set of sentences from
them. Choosing sentences by the words that they cover goes back to Filatova and Hatzivassiloglou (2004) and Gillick
and Favre (2009).
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

MAX_MENTIONS = 6
"""How many mentions of a word count in a summary."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted logistic regression: feature weights on the features' own scale, and the intercept."""

    features: tuple[float, ...]
    intercept: float
    repetition: float = 0.0

    def log_odds(self, features: Sequence[float], mention: int = 1) -> float:
        """Log-odds that the summary holds a word at least ``mention`` times."""
        total = self.intercept + self.repetition * math.log(mention)
        return total + sum(w * x for w, x in zip(self.features, features, strict=True))


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted regressions.

    Attributes:
        content: of content words.
        function: of function words.
        pair: of pairs of neighbours.
    """

    content: Weights
    function: Weights
    pair: Weights

    def of(self, is_stop: bool) -> Weights:
        """The weights of function words or of content words."""
        return self.function if is_stop else self.content


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the model expects of an article's words.

    Attributes:
        words: the words with their features, by stem.
        log_odds: that the summary holds each word.
        mentions: for each word, the expected number of hits if it is mentioned 0, 1, ... times.
        pairs: for each pair of neighbours, the probability that the summary holds it.
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
        language: of the article.
        model: None is the shipped one.
    """
    model = model or shipped()
    words = describe(split, tokens(title, language), language)
    log_odds = {w: model.of(d.is_stop).log_odds(d.features) for w, d in words.items()}
    mentions = {}
    for word, described in words.items():
        repetition = model.of(described.is_stop).repetition
        sums = [0.0]
        for k in range(1, min(described.mentions, MAX_MENTIONS) + 1):
            sums.append(sums[-1] + sigmoid(log_odds[word] + repetition * math.log(k)))
        mentions[word] = tuple(sums)
    pairs = {p: sigmoid(model.pair.log_odds(f)) for p, f in describe_pairs(split, words, log_odds).items()}
    return Expectation(words, log_odds, mentions, pairs)


@cache
def shipped() -> Model:
    """The model in the package."""
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
