"""Which words of a German sentence are names that English spells alike, and which of them a hypothesis lost.

German writes all nouns with capitals, so that a name is told by its letters and its neighbours: a logistic regression
over hashed character n-grams (as fastText does it, Joulin et al. 2017), fitted by ``training/names.py`` on which words
translators left as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from zlib import crc32

from translate_summarize.languages.german.names import NO_SHARED_NAME
from translate_summarize.languages.letters import folded, has_small_letter

BUCKETS = 1 << 16
"""Weights of the regression; a feature's is found by its hash."""

STEPS = 16
"""How many steps of the stored whole numbers make one unit of log odds."""

LIKELY = 0.6
"""Probability from which a word counts as a name."""

SURE = 0.9
"""Probability from which a name that got lost makes a translation doubtful."""

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]")

_WORD = re.compile(r"[^\W_]+")

_WEIGHTS = "names.bin"


@dataclass(frozen=True, slots=True)
class Name:
    """A word that may be a name.

    Attributes:
        text: the word.
        start: where it begins in its sentence, in characters.
        end: where it ends.
        probability: that English spells it alike, from 0 to 1.
    """

    text: str
    start: int
    end: int
    probability: float


@lru_cache(maxsize=16384)
def find_names(sentence: str) -> tuple[Name, ...]:
    """The likely names of a German sentence, in order; none in one that is all in capitals."""
    if not has_small_letter(sentence):
        return ()
    weights = _weights()
    found = []
    for name, features in candidates(sentence):
        odds = sum(weights[f] - 256 if weights[f] > 127 else weights[f] for f in features) / STEPS
        probability = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
        if probability >= LIKELY:
            found.append(Name(name.text, name.start, name.end, probability))
    return tuple(found)


def spans(sentence: str) -> list[tuple[int, int]]:
    """Start and end of each likely name; those with one space between them are one name."""
    found: list[tuple[int, int]] = []
    for name in find_names(sentence):
        if found and sentence[found[-1][1] : name.start] == " ":
            found[-1] = (found[-1][0], name.end)
        else:
            found.append((name.start, name.end))
    return found


def lost_names(source: str, target: str, probability: float = LIKELY) -> list[str]:
    """Names of the German source that the English target does not hold, each once.

    Args:
        source: a German sentence.
        target: its hypothesis.
        probability: only names at least so likely.
    """
    wanted = [n.text for n in find_names(source) if n.probability >= probability]
    if not wanted:
        return []
    held = words_held(target)
    return [w for w in dict.fromkeys(wanted) if not is_held(w.casefold(), held)]


def candidates(sentence: str) -> Iterator[tuple[Name, list[int]]]:
    """The capitalised words of a sentence with the hashes of their features; probabilities are yet to be found."""
    tokens = list(_TOKEN.finditer(sentence))
    texts = [t.group() for t in tokens]
    for i, word in enumerate(texts):
        if len(word) > 2 and word[0].isupper() and (word[1:].islower() or "-" in word) and word not in NO_SHARED_NAME:
            before = texts[i - 1] if i else "^"
            after = texts[i + 1] if i + 1 < len(texts) else "$"
            name = Name(word, tokens[i].start(), tokens[i].end(), 0.0)
            yield name, [crc32(f.encode()) % BUCKETS for f in _features(word, before, after)]


def words_held(target: str) -> set[str]:
    """The words of an English text, accents and case apart."""
    return set(_WORD.findall(folded(target).casefold()))


def is_held(name: str, held: set[str]) -> bool:
    """Whether a text has a name, its parts, or the name without a genitive's "s".

    Args:
        name: in the case that ``held`` has.
        held: words of the text, see ``words_held``.
    """
    parts = _WORD.findall(folded(name))
    return all(p in held or (p.endswith("s") and p[:-1] in held) for p in parts)


def _features(word: str, before: str, after: str) -> Iterator[str]:
    yield "any"
    yield f"before {before.lower()}"
    yield f"after {after.lower()}"
    yield f"between {_shape(before)}{_shape(after)}"
    bounded = f"^{word}$"
    for length in (2, 3, 4, 5):
        for start in range(len(bounded) - length + 1):
            yield bounded[start : start + length]
    yield f"word {word}"  # last: see training/names.py


def _shape(token: str) -> str:
    return "A" if token[0].isupper() else "a" if token[0].isalpha() else "."


@cache
def _weights() -> bytes:
    """Whole numbers of 8 bits with a sign, one a bucket, in steps of one ``STEPS``th."""
    return files("translate_summarize.translation.checks").joinpath(_WEIGHTS).read_bytes()
