"""What counts as a word: the patterns that the checks share."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
"""A word with its apostrophes and hyphens ("isn't", "US-Regierung"), or a number."""

TOKEN = re.compile(r"[^\W_]+")
"""A run of letters and digits: a word's parts ("US", "Regierung")."""

LETTERS = re.compile(r"[^\W\d_]+")
"""A run of letters alone."""


def words_of(text: str) -> list[str]:
    """The words of a text, in order, as they are written."""
    return WORD.findall(text)


def parts_of(text: str) -> set[str]:
    """The words of a text, hyphenated compounds taken apart."""
    return {part for word in words_of(text) for part in word.split("-")}
