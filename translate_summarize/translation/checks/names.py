"""Names that English spells like German, and which of them a hypothesis lost.

German capitalises all nouns, so a name is recognised by its letters and its neighbours: a logistic regression over
hashed character n-grams (as in fastText, Joulin et al. 2017). ``training/names.py`` fits it on which words translators
left unchanged.
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
from translate_summarize.translation.checks.words import TOKEN

BUCKETS = 1 << 16
"""How many weights the regression has; a feature's hash is the index of its weight."""

STEPS = 16
"""How many steps of the stored integers make one unit of log odds."""

MIN_PROBABILITY = 0.6
"""Probability from which a word counts as a name."""

FLAGGED_PROBABILITY = 0.9
"""Probability from which a lost name makes a hypothesis doubtful."""

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]")

_WEIGHTS = "names.bin"


@dataclass(frozen=True, slots=True)
class Name:
    """A word that may be a name.

    Attributes:
        text: the word.
        start: where it begins in its sentence, in characters.
        end: where it ends.
        probability: that English spells it the same way, from 0 to 1.
    """

    text: str
    start: int
    end: int
    probability: float


@lru_cache(maxsize=16384)
def find_names(sentence: str) -> tuple[Name, ...]:
    """The likely names of a German sentence, in order; none in a sentence that is all capitals."""
    if not has_small_letter(sentence):
        return ()
    weights = _weights()
    names = []
    for name, features in candidates(sentence):
        odds = sum(weights[f] - 256 if weights[f] > 127 else weights[f] for f in features) / STEPS
        probability = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
        if probability >= MIN_PROBABILITY:
            names.append(Name(name.text, name.start, name.end, probability))
    return tuple(names)


def name_spans(sentence: str) -> list[tuple[int, int]]:
    """Start and end, in characters, of each likely name; names with one space between them are one name."""
    spans: list[tuple[int, int]] = []
    for name in find_names(sentence):
        if spans and sentence[spans[-1][1] : name.start] == " ":
            spans[-1] = (spans[-1][0], name.end)
        else:
            spans.append((name.start, name.end))
    return spans


def lost_names(source: str, target: str) -> list[Name]:
    """Likely names of the German source that the English target does not hold, each once.

    Args:
        source: a German sentence.
        target: its hypothesis.

    Returns:
        In the order of the source; of a name that occurs more than once, the occurrence that is likeliest a name.
    """
    names: dict[str, Name] = {}
    for name in find_names(source):
        if name.text not in names or name.probability > names[name.text].probability:
            names[name.text] = name
    if not names:
        return []
    held = words_held(target)
    return [name for name in names.values() if not is_held(name.text.casefold(), held)]


def candidates(sentence: str) -> Iterator[tuple[Name, list[int]]]:
    """The capitalised words of a sentence with the hashes of their features; their probability is still 0."""
    tokens = list(_TOKEN.finditer(sentence))
    texts = [t.group() for t in tokens]
    for i, word in enumerate(texts):
        if len(word) > 2 and word[0].isupper() and (word[1:].islower() or "-" in word) and word not in NO_SHARED_NAME:
            before = texts[i - 1] if i else "^"
            after = texts[i + 1] if i + 1 < len(texts) else "$"
            name = Name(word, tokens[i].start(), tokens[i].end(), 0.0)
            yield name, [crc32(f.encode()) % BUCKETS for f in _features(word, before, after)]


def words_held(target: str) -> set[str]:
    """The words of an English text, folded: without accents and case."""
    return set(TOKEN.findall(folded(target).casefold()))


def is_held(name: str, held: set[str]) -> bool:
    """Whether a text holds a name: all its parts, with or without the "s" of a genitive.

    Args:
        name: in the letter case of ``held``.
        held: the words of the text, see ``words_held``.
    """
    parts = TOKEN.findall(folded(name))
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
    """Signed 8-bit integers, one per bucket, in units of 1 / ``STEPS``."""
    return files("translate_summarize.translation.checks").joinpath(_WEIGHTS).read_bytes()
