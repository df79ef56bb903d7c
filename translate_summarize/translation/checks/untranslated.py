"""German left over in a hypothesis."""

from __future__ import annotations

import re

from translate_summarize.article.inline import PROTECTED
from translate_summarize.languages.german.words import NO_ENGLISH_WORDS
from translate_summarize.languages.registry import is_function_word

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# Copied from the source, these are German: endings of nouns, adjectives and adverbs, small letters with an umlaut.
_GERMAN_SHAPE = re.compile(
    r"(?!Samsung).{3,}(?:ung|ungen|(?:heit|keit|schaft|tät)(?:en)?|isch|lich)|(?=[a-zäöüß]{5}).*[äöüß].*"
)

_SHORT = 3
"""Words of a sentence that may be an exclamation as a whole ("Genau.", "Na und?")."""


def is_german(words: list[str]) -> bool:
    german = sum(w.lower() in NO_ENGLISH_WORDS for w in words)
    return german >= 2 and german / len(words) >= 0.18


def is_exclamation(source: str) -> bool:
    """Whether a sentence is so short that a model may take its only words for names: "Genau.", "Na und?"."""
    words = WORD.findall(source)
    return (
        0 < len(words) <= _SHORT
        and source.rstrip("“”\"'»«)]’ ").endswith((".", "!", "?", "…"))
        and any(w[1:].islower() for w in words)
    )


def is_copied(source: str, target: str, source_words: list[str], words: list[str]) -> bool:
    """Whether the hypothesis, or a word in it that cannot be English, is still the German of the source."""
    is_equal = [w.casefold() for w in words] == [w.casefold() for w in source_words]
    if is_equal and (is_exclamation(source) or (len(words) > _SHORT and any(map(is_function_word, words)))):
        return not _is_english(words)
    kept = _parts(WORD.findall(PROTECTED.sub(" ", target))) & _parts(WORD.findall(PROTECTED.sub(" ", source)))
    return any(_GERMAN_SHAPE.fullmatch(w) for w in kept)


def _is_english(words: list[str]) -> bool:
    """Whether most function words of a sentence are English ones, as in a quotation that was English all along."""
    english = sum(is_function_word(w, german=False) for w in words)
    return english > sum(map(is_function_word, words))


def _parts(words: list[str]) -> set[str]:
    """The words, compounds with a hyphen taken apart."""
    return {part for word in words for part in word.split("-")}
