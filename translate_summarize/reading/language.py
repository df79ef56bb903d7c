"""Refuses an article that is not German."""

from __future__ import annotations

import re

from translate_summarize.article.article import Article, BlockKind
from translate_summarize.errors import InputError
from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german.words import DIALECT_WORDS, DISTINCTIVE_WORDS
from translate_summarize.languages.identify import LANGUAGES, rank

MIN_LETTERS = 40

_SURE = 0.9

_GERMAN_DOUBT = 0.01

_GERMAN_SHARE = 0.06

_ENGLISH_SHARE = 0.15

_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|`[^`]{1,200}`")

_WORD = re.compile(r"[^\W\d_]+")


def require_german(article: Article) -> None:
    """Refuse an article that is clearly not German.

    When in doubt it passes: texts under 40 letters, mixed ones, lists of foreign names and terms, dialects.
    Only the article's own text is judged, without furniture, code and addresses.

    Args:
        article: as read.

    Raises:
        InputError: it is certainly in another language.
    """
    text = " ".join(
        _NOT_PROSE.sub(" ", block.text)
        for block in article.blocks
        if not block.furniture and block.kind not in (BlockKind.CODE, BlockKind.SEPARATOR)
    )
    if sum(map(str.isalpha, text)) < MIN_LETTERS:
        return
    words = [word.casefold() for word in _WORD.findall(text)]
    # Loading the library's model takes half a second, which most runs need not spend.
    if _share(words, DISTINCTIVE_WORDS | DIALECT_WORDS) >= _GERMAN_SHARE:
        return
    ranking = rank(text)
    language, confidence = ranking[0]
    german = dict(ranking).get("de", 0.0)
    if language == "de" or german > _GERMAN_DOUBT or (confidence < _SURE and not _in_foreign_script(text)):
        return
    if language == "en" and _share(words, ENGLISH.function_words) < _ENGLISH_SHARE:
        return  # names and technical terms, not English prose
    raise InputError(
        article.path,
        f"is in {LANGUAGES[language]}, not in German",
        "give --force (in a batch --any-language) to translate it anyway",
    )


def _in_foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    letters = [character for character in text if character.isalpha()]
    return sum(character > "\u024f" for character in letters) * 2 > len(letters)


def _share(words: list[str], vocabulary: frozenset[str]) -> float:
    return sum(word in vocabulary for word in words) / max(1, len(words))
