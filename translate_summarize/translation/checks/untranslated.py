"""German left over in a hypothesis."""

from __future__ import annotations

import re

from translate_summarize.article.inline import PROTECTED
from translate_summarize.languages.german.words import NO_ENGLISH_WORDS
from translate_summarize.languages.registry import is_function_word
from translate_summarize.translation.checks.words import parts_of, words_of

# A copied word of this shape is German: endings of nouns, adjectives and adverbs, lower case with an umlaut.
_GERMAN_SHAPE = re.compile(
    r"(?!Samsung).{3,}(?:ung|ungen|(?:heit|keit|schaft|tät)(?:en)?|isch|lich)|(?=[a-zäöüß]{5}).*[äöüß].*"
)

MIN_GERMAN_WORDS, MIN_GERMAN_SHARE = 2, 0.18
"""German function words from which a hypothesis counts as German."""

MAX_EXCLAMATION_WORDS = 3
"""Words of a sentence that may be an exclamation as a whole ("Genau.", "Na und?")."""

_CLOSING = "“”\"'»«)]’ "


def is_untranslated(source: str, target: str) -> bool:
    """Whether a hypothesis, or a word of it that cannot be English, is still German.

    Args:
        source: a German sentence.
        target: its hypothesis.
    """
    words, source_words = words_of(target), words_of(source)
    if len(source_words) > 2 and _is_german(words):
        return True
    is_equal = [w.casefold() for w in words] == [w.casefold() for w in source_words]
    is_sentence = len(words) > MAX_EXCLAMATION_WORDS and any(map(is_function_word, words))
    if is_equal and (is_sentence or is_exclamation(source)):
        return not _is_english(words)
    copied = parts_of(PROTECTED.sub(" ", target)) & parts_of(PROTECTED.sub(" ", source))
    return any(_GERMAN_SHAPE.fullmatch(w) for w in copied)


def is_exclamation(source: str) -> bool:
    """Whether a sentence is so short that a model may take its only words for names: "Genau.", "Na und?"."""
    words = words_of(source)
    return (
        0 < len(words) <= MAX_EXCLAMATION_WORDS
        and source.rstrip(_CLOSING).endswith((".", "!", "?", "…"))
        and any(w[1:].islower() for w in words)
    )


def _is_german(words: list[str]) -> bool:
    german = sum(w.lower() in NO_ENGLISH_WORDS for w in words)
    return german >= MIN_GERMAN_WORDS and german / len(words) >= MIN_GERMAN_SHARE


def _is_english(words: list[str]) -> bool:
    """Whether most function words are English: a quotation that was English all along."""
    english = sum(is_function_word(w, german=False) for w in words)
    return english > sum(map(is_function_word, words))
