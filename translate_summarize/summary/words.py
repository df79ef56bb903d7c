"""Which words of an article would stand in a reader's summary: the fitted model and its features.

Each word of the article, and each pair of neighbours, gets a probability from a logistic regression that was fitted
on articles with human summaries (``benchmarks/fit_summary.py``; the numbers lie in ``weights.json``). From them
``choice`` reckons the ROUGE that a set of sentences may expect. Choosing by the words that a set covers goes back
to Filatova and Hatzivassiloglou (2004) and Gillick and Favre (2009).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from translate_summarize.summary.wording import ENGLISH, Wording

FEATURES = (
    "position",
    "lead",
    "spread",
    "frequency",
    "centrality",
    "likeness to the lead",
    "name",
    "number",
    "word length",
    "article length",
)
"""Of a word, in the order of ``weights.json``: position (logarithm of its first sentence's place), lead (in the first
sentence), spread (sum of the reciprocal places of its sentences), frequency (logarithm of mentions), centrality (the
best, of its sentences, mean logarithm of how many sentences share a word), likeness to the lead (the best cosine of its
sentences with the first), name (a capital within a sentence), number, word length and article length (logarithms)."""
PAIR_FEATURES = (
    "first word", "second word", "both words", "frequency", "position", "first is function word",
    "second is function word", "both are",
)  # fmt: skip
"""Of two neighbouring words: log-odds of each and their product, then as above."""
MOST_MENTIONS = 6
"""A word is counted in a summary at most so often."""

_WORD = re.compile(r"[^\W_]+")
Pair = tuple[str, str]


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
class Word:
    """A word of the article (all its forms).

    Attributes:
        features: values in the order of ``FEATURES``.
        is_stop: a function word.
        mentions: how often it occurs.
        form: as it first occurs.
    """

    features: tuple[float, ...]
    is_stop: bool
    mentions: int
    form: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A sentence as words: their forms and, one for one, their stems."""

    forms: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def pairs(self) -> list[Pair]:
        """Neighbouring stems."""
        return list(pairwise(self.stems))


def tokens(sentence: str, wording: Wording = ENGLISH) -> Tokens:
    """The words of a sentence."""
    forms = tuple(_WORD.findall(sentence))
    return Tokens(forms, tuple(wording.stem(f.lower()) for f in forms))


def describe(split: Sequence[Tokens], title: Tokens, wording: Wording = ENGLISH) -> dict[str, Word]:
    """The words of an article with their features, by stem.

    A word of the title counts as mentioned once more, and first of all.

    Args:
        split: the words of all its sentences, in order.
        title: words of the title; may be empty.
        wording: the language.
    """
    stop = frozenset(map(wording.stem, wording.stop)) | wording.stop
    sets = [frozenset(t.stems) for t in split]
    holding = Counter(w for s in sets for w in s)
    central = [_centrality(s, holding, stop) for s in sets]
    lead = sets[0] - stop if sets else frozenset()
    alike = [_likeness(s - stop, lead) if i else 0.0 for i, s in enumerate(sets)]
    places: dict[str, list[int]] = {}
    capitals: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for i, sentence in enumerate(split):
        for j, (form, stem) in enumerate(zip(sentence.forms, sentence.stems, strict=True)):
            places.setdefault(stem, []).append(i)
            forms.setdefault(stem, form)
            capitals[stem] += bool(j and form[0].isupper())
    headline = frozenset(title.stems)
    count = len(split)
    described = {}
    for word, at in places.items():
        inside_title = word in headline
        distinct = sorted(set(at))
        mentions = len(at) + inside_title
        described[word] = Word(
            (
                math.log1p(at[0]),
                float(at[0] == 0),
                sum(1 / (1 + i) for i in distinct) + inside_title,
                math.log(mentions),
                max(central[i] for i in distinct),
                max(alike[i] for i in distinct),
                float(wording.names_stand_out and capitals[word] / len(at) > 0.5),
                float(word.isdigit()),
                math.log(len(word)),
                math.log(count),
            ),
            word in stop,
            len(at),
            forms[word],
        )
    return described


def describe_pairs(
    split: Sequence[Tokens], words: dict[str, Word], log_odds: dict[str, float]
) -> dict[Pair, tuple[float, ...]]:
    """The neighbours in an article with their features, in the order of ``PAIR_FEATURES``.

    Args:
        split: the words of its sentences.
        words: as ``describe`` found them.
        log_odds: of each word's standing in the summary at least once.
    """
    first: dict[Pair, int] = {}
    counts: Counter[Pair] = Counter()
    for i, sentence in enumerate(split):
        for pair in sentence.pairs:
            first.setdefault(pair, i)
            counts[pair] += 1
    described: dict[Pair, tuple[float, ...]] = {}
    for pair, at in first.items():
        left, right = log_odds[pair[0]], log_odds[pair[1]]
        stops = words[pair[0]].is_stop, words[pair[1]].is_stop
        described[pair] = (
            left,
            right,
            left * right,
            math.log(counts[pair]),
            math.log1p(at),
            float(stops[0]),
            float(stops[1]),
            float(all(stops)),
        )
    return described


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
    wording: Wording = ENGLISH,
    model: Model | None = None,
) -> Expectation:
    """Probabilities for all words and neighbours of an article.

    Args:
        split: the words of its sentences, in order.
        title: may be empty.
        wording: the language.
        model: None is the one that ships.
    """
    model = model or shipped()
    words = describe(split, tokens(title, wording), wording)
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


def _centrality(words: frozenset[str], holding: Counter[str], stop: frozenset[str]) -> float:
    """Mean logarithm of how many sentences share a word of this one."""
    content = words - stop
    return sum(math.log(holding[w]) for w in content) / len(content) if content else 0.0


def _likeness(words: frozenset[str], lead: frozenset[str]) -> float:
    """Cosine of two sets of words."""
    return len(words & lead) / math.sqrt(len(words) * len(lead)) if words and lead else 0.0
