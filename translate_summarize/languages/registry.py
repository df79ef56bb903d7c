"""The languages that the rules know, by code."""

from __future__ import annotations

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN

KNOWN = {language.code: language for language in (GERMAN, ENGLISH)}
"""The known languages by ISO 639-1 code."""


def is_function_word(word: str, *, german: bool = True) -> bool:
    """Whether a word, in any case of letters, belongs to a closed class: an article, a pronoun, a conjunction ..."""
    return word.lower() in (GERMAN if german else ENGLISH).function_words
