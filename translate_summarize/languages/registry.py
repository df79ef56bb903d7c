"""The languages that the rules know, by code.

To add one, write a folder beside ``german`` and add its ``Language`` to ``KNOWN``.
"""

from __future__ import annotations

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN

KNOWN = {language.code: language for language in (GERMAN, ENGLISH)}
"""The known languages by ISO 639-1 code."""


def is_function_word(word: str, *, german: bool = True) -> bool:
    """Whether a word belongs to a closed class: articles, pronouns, prepositions, conjunctions, auxiliaries ...

    Args:
        word: in any case of letters.
        german: look it up among German words; else among English ones.
    """
    return word.lower() in (GERMAN if german else ENGLISH).function_words
