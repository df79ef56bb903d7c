"""What the rules of the package need to know about a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language: its closed classes of words and its notations.

    Words are in lower case unless noted. Abbreviations are written without their last full stop and as they
    appear within a sentence ("Mio", "bzw"); those of several parts in lower case and without spaces ("z.b").

    Attributes:
        code: ISO 639-1 code.
        name: English name.
        function_words: articles, pronouns, prepositions, conjunctions, auxiliaries and common adverbs. A
            capitalised one opens a sentence.
        capitalised_within: function words that also have a capital within a sentence ("Sie", "I").
        capitalises_nouns: whether every noun has a capital, so that a capital does not mark a name.
        dotted_ordinals: whether an ordinal is a number with a full stop ("3. Oktober").
        never_final: abbreviations that never end a sentence ("Dr").
        final_before_starter: abbreviations that end a sentence only if a function word follows ("Mio").
        final_before_capital: abbreviations that end a sentence if any capital or digit follows ("usw").
        only_before_number: words that are abbreviations only before a number ("Art").
        abbreviated_endings: endings of compounds that are cut short ("Hauptstr").
        number_labels: nouns that a number follows ("Seite 12").
        letter_labels: nouns that a single letter follows ("Vitamin C").
        ordinal_leaders: words that make the number after them an ordinal ("am 3. Anlauf").
        date_leaders: words before a day and month in figures ("am 3.10.").
        ordinal_heads: nouns that mostly follow an ordinal ("Tag").
        ordinal_stems: beginnings and ends of such nouns ("jahrhundert").
        months: number of each month, by name and by abbreviation.
        stop_words: words that carry no content in a summary.
        endings: inflections that two forms of a word may differ by, longest first.
        byline_openings: what a byline begins with, before the author's name ("Von", "Text:").
        back_reference: matches an opening that refers to the sentence before.
        removable_connective: matches an opening connective that can be dropped; None if word order forbids it,
            as in German, where the verb would come first.
        boilerplate: matches the start of a sentence without content ("Scroll down for video.").
    """

    code: str
    name: str
    function_words: frozenset[str]
    capitalised_within: frozenset[str]
    capitalises_nouns: bool
    dotted_ordinals: bool
    never_final: frozenset[str]
    final_before_starter: frozenset[str]
    final_before_capital: frozenset[str]
    only_before_number: frozenset[str]
    abbreviated_endings: tuple[str, ...]
    number_labels: frozenset[str]
    letter_labels: frozenset[str]
    ordinal_leaders: frozenset[str]
    date_leaders: frozenset[str]
    ordinal_heads: frozenset[str]
    ordinal_stems: tuple[str, ...]
    months: Mapping[str, int]
    stop_words: frozenset[str]
    endings: tuple[str, ...]
    byline_openings: tuple[str, ...]
    back_reference: re.Pattern[str]
    removable_connective: re.Pattern[str] | None
    boilerplate: re.Pattern[str]

    def stem(self, word: str) -> str:
        """Strip the inflection of a word in lower case; crude, but the same for most forms of one word."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word

    def takes_ordinal(self, noun: str) -> bool:
        """Whether a noun in lower case mostly follows an ordinal: "Jahrhundert", "Bundesliga", "Oktober"."""
        return (
            noun in self.months
            or noun in self.ordinal_heads
            or noun.startswith(self.ordinal_stems)
            or noun.endswith(self.ordinal_stems)
        )


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of a text."""
    return frozenset(text.split())


def alternatives(words: str) -> str:
    """A regular expression's alternatives of blank-separated words; "_" stands for a space within a phrase."""
    return "|".join(re.escape(w).replace("_", r"\s+") for w in sorted(words.split(), key=len, reverse=True))
