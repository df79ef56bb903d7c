"""The extractive summariser: which sentences make the brief.

Scores join position, centrality (mean TF-IDF cosine to the other sentences, as in LexRank's degree form:
Erkan and Radev 2004) and similarity to the title; the choice is greedy with maximal marginal relevance
(Carbonell and Goldstein 1998), and no sentence is taken whose opening points back to one that is not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

POSITION, CENTRALITY, TITLE = 0.5, 0.3, 0.2
"""Weights of the features."""
REDUNDANCY = 0.4
"""What similarity to a chosen sentence costs."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    "a an the of in on at to for from by with as and or but nor so yet if then than that this these those it its "
    "he she they them his her their we our you your i is are was were be been being has have had do does did not no "
    "will would can could should may might must also only just more most such into over about after before which "
    "who whom whose what when where how there here all any some other s t".split()
)
# What a sentence may not open with unless the one before it is taken too.
_PRONOUNS = (
    "he she it they this that these those his her its their him them such both neither either "
    "here there then one another others"
).split()
_LINKS = (
    "but however moreover furthermore therefore thus hence consequently meanwhile nevertheless nonetheless still "
    "instead otherwise besides additionally also and or so yet accordingly similarly likewise conversely later "
    "afterwards finally indeed rather although"
).split()
_LINKING_PHRASES = (
    "in addition", "as a result", "for example", "for instance", "on the other hand", "in contrast", "in this",
    "in that", "at the same time", "because of this", "because of that", "after that", "despite this", "in fact",
    "by contrast", "on the contrary", "according to him", "according to her", "for this", "for that", "with this",
    "the latter", "the former", "the same",
)  # fmt: skip
_DANGLING = re.compile(
    r"^\W*(?:" + "|".join([*_PRONOUNS, *_LINKS, *(p.replace(" ", r"\s+") for p in _LINKING_PHRASES)]) + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand in the brief.

    Attributes:
        text: the sentence.
        block: index of its block.
        pair: index of its pair in the block.
        follows: whether the candidate before it is the sentence before it in the article.
        quote: a bare quotation, taken only if there is nothing else.
        doubt: severity of its flags, 0 is none.
    """

    text: str
    block: int = -1
    pair: int = -1
    follows: bool = False
    quote: bool = False
    doubt: int = 0


def choose(candidates: Sequence[Candidate], title: str = "", sentences: int = 3, words: int | None = None) -> list[int]:
    """Indices of the chosen candidates, in source order.

    Args:
        candidates: all sentences of the article that may be taken, in order.
        title: the article's title; may be empty.
        sentences: how many to take at most.
        words: how many words to take at most, instead of a number of sentences.
    """
    usable = [i for i, c in enumerate(candidates) if not c.quote] or list(range(len(candidates)))
    if words is None and len(candidates) <= sentences:
        return list(range(len(candidates)))
    if words is not None and sum(_length(c) for c in candidates) <= words:
        return list(range(len(candidates)))
    vectors = _tf_idf([c.text for c in candidates])
    scores = _scores(candidates, vectors, _vector_like(title, vectors))
    chosen: list[int] = []
    while True:
        room = None if words is None else words - sum(_length(candidates[i]) for i in chosen)
        left = [
            i
            for i in usable
            if i not in chosen
            and (room is None or _length(candidates[i]) <= room)
            and not _dangles(candidates, i, chosen)
        ]
        if not left or (words is None and len(chosen) >= sentences):
            return sorted(chosen)
        chosen.append(
            max(
                left,
                key=lambda i: (
                    scores[i] - REDUNDANCY * max((_cosine(vectors[i], vectors[j]) for j in chosen), default=0.0)
                ),
            )
        )


def opens_dangling(sentence: str) -> bool:
    """Whether a sentence opens with a pronoun or a linking word that points to the sentence before it."""
    return bool(_DANGLING.match(sentence))


def _dangles(candidates: Sequence[Candidate], i: int, chosen: list[int]) -> bool:
    if not opens_dangling(candidates[i].text):
        return False
    return not (candidates[i].follows and i - 1 in chosen)


def _length(candidate: Candidate) -> int:
    return len(candidate.text.split())


def _scores(candidates: Sequence[Candidate], vectors: list[dict[str, float]], title: dict[str, float]) -> list[float]:
    central = _centralities(vectors)
    top = max(central, default=0.0) or 1.0
    return [
        POSITION * math.exp(-i / 4.0)
        + CENTRALITY * central[i] / top
        + TITLE * _cosine(vectors[i], title)
        - _length_penalty(_length(candidate))
        - min(candidate.doubt, 100) / 100
        - (0.15 if candidate.text.rstrip().endswith("?") else 0.0)
        for i, candidate in enumerate(candidates)
    ]


def _length_penalty(words: int) -> float:
    """Very short sentences say little, very long ones eat the brief."""
    if words < 7:
        return 0.3
    return min(0.4, max(0, words - 45) * 0.02)


def _tf_idf(texts: Sequence[str]) -> list[dict[str, float]]:
    counts = [Counter(w for w in map(str.lower, _WORD.findall(t)) if w not in _STOP) for t in texts]
    holding = Counter(w for c in counts for w in c)
    n = len(texts)
    return [_unit({w: f * math.log(1 + n / holding[w]) for w, f in c.items()}) for c in counts]


def _vector_like(text: str, vectors: list[dict[str, float]]) -> dict[str, float]:
    known = {w for v in vectors for w in v}
    return _unit({w: float(f) for w, f in Counter(map(str.lower, _WORD.findall(text))).items() if w in known})


def _unit(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {w: x / norm for w, x in vector.items()}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def _centralities(vectors: list[dict[str, float]]) -> list[float]:
    """Mean cosine of each unit vector to all others, by way of their sum: linear in the number of sentences."""
    total: dict[str, float] = {}
    for vector in vectors:
        for word, x in vector.items():
            total[word] = total.get(word, 0.0) + x
    others = max(1, len(vectors) - 1)
    return [sum(x * (total[w] - x) for w, x in vector.items()) / others for vector in vectors]
