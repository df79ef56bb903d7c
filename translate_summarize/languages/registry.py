"""The languages the program knows."""

from __future__ import annotations

from translate_summarize.languages.english.words import ENGLISH_SPLITTING
from translate_summarize.languages.german.words import GERMAN_SPLITTING


def is_function_word(word: str, *, german: bool = True) -> bool:
    """Whether a word, in any case of letters, is of a closed class: articles, pronouns, conjunctions and their like."""
    return word.lower() in (GERMAN_SPLITTING if german else ENGLISH_SPLITTING).starters
