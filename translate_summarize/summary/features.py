"""Words and word pairs of an article as features."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.language import Language

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
"""Of two neighbouring words: the log-odds of each and their product, then as of a word."""

_WORD = re.compile(r"[^\W_]+")

Pair = tuple[str, str]


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


def tokens(sentence: str, language: Language = ENGLISH) -> Tokens:
    """The words of a sentence."""
    forms = tuple(_WORD.findall(sentence))
    return Tokens(forms, tuple(language.stem(f.lower()) for f in forms))


def describe(split: Sequence[Tokens], title: Tokens, language: Language = ENGLISH) -> dict[str, Word]:
    """The words of an article with their features, by stem.

    A word of the title counts as mentioned once more, and before all others.

    Args:
        split: the words of all its sentences, in order.
        title: words of the title; may be empty.
        language: of the article.
    """
    stop = frozenset(map(language.stem, language.stop_words)) | language.stop_words
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
                float(not language.capitalises_nouns and capitals[word] / len(at) > 0.5),
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
        words: as ``describe`` returns them.
        log_odds: that each word occurs in the summary.
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


def _centrality(words: frozenset[str], holding: Counter[str], stop: frozenset[str]) -> float:
    """Mean logarithm of the number of sentences that share a content word of this one."""
    content = words - stop
    return sum(math.log(holding[w]) for w in content) / len(content) if content else 0.0


def _likeness(words: frozenset[str], lead: frozenset[str]) -> float:
    """Cosine of two sets of words."""
    return len(words & lead) / math.sqrt(len(words) * len(lead)) if words and lead else 0.0
