"""What the rules know about a language."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SplittingRules:
    """The closed classes of words that decide about a boundary.

    Abbreviations stand as they are written inside a sentence ("Schweiz" is a country, "schweiz" is cut
    short); those of several parts in lower case and without spaces ("z.b").

    Attributes:
        starters: function words, in lower case, that capitalised open a sentence.
        inner: abbreviations that never end a sentence.
        final: abbreviations that end one only if a starter follows.
        closing: abbreviations that end one if any capital or digit follows.
        counting: words that are abbreviations only before a number.
        is_german: nouns are capitalised, and a number with a full stop may be an ordinal.
    """

    starters: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    closing: frozenset[str]
    counting: frozenset[str]
    is_german: bool


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """One language.

    Attributes:
        language: "en" or "de".
        stop: function words, in lower case.
        endings: inflections that two forms of a word may differ by, longest first.
        names_stand_out: whether a capital within a sentence marks a name (in German it marks any noun).
        pointing: matches the opening of a sentence that points to the sentence before it.
        severable: matches an opening connective that may go without harm to what follows; None if word order
            forbids it, as in German, where the verb would come first.
        dead: matches a whole sentence that says nothing of its subject ("Scroll down for video.").
    """

    language: str
    stop: frozenset[str]
    endings: tuple[str, ...]
    names_stand_out: bool
    pointing: re.Pattern[str]
    severable: re.Pattern[str] | None
    dead: re.Pattern[str]

    def stem(self, word: str) -> str:
        """A word in lower case without its ending; crude, but alike for the forms of one word."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word


def alternatives(words: str) -> str:
    """An alternative of blank-separated words; "_" stands for a blank within a phrase."""
    return "|".join(re.escape(w).replace("_", r"\s+") for w in sorted(words.split(), key=len, reverse=True))
