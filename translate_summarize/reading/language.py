"""Refuses an article that is not German."""

from __future__ import annotations

import re

from translate_summarize.article.article import Article, BlockKind
from translate_summarize.errors import InputError
from translate_summarize.languages.identify import LANGUAGES, rank
from translate_summarize.languages.language import word_set

MIN_LETTERS = 40

_SURE = 0.9

_GERMAN_DOUBT = 0.01

_GERMAN_SHARE = 0.06

_ENGLISH_SHARE = 0.15

# Words that German texts are full of and that Dutch, Luxembourgish, English and the northern languages lack;
# the last lines are Low German and Swiss German.
_GERMAN = word_set(
    """und ist nicht das ein eine einen einem einer eines auf mit für sich auch von dem im zu zum zur wie bei
    nach oder aus wurde wurden werden wird haben sind dass daß nur über seine seinen seiner sein ihre
    ihren ihrer sie wir ich aber wenn durch hatte hatten kann können sollen soll muss müssen vor bis mehr
    keine kein diese dieser dieses diesem diesen einmal schon sei wäre würde zwei gegen zwischen unter
    während weil jedoch bereits damit heute jahre jahren jahr uhr sagte sagt vom beim sowie ihm ihn uns
    euch ihr unser mich mir dich dir etwas un nich vun för hett weer sik dor hebbt sünd ick bün keen dörch
    över mien dien isch nöd nid hät gsi hend händ vo uf öppis chli oder nüt mer üs ois sälber wäge gha cho"""
)

_ENGLISH = word_set(
    """the of and to in that is was for with on as by at from are this be has have it an not were which will
    or but their they his her he she its had been who would more said can about after when"""
)

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
    if _share(words, _GERMAN) >= _GERMAN_SHARE:  # saves most runs the half second that loading the library takes
        return
    ranking = rank(text)
    language, confidence = ranking[0]
    german = dict(ranking).get("de", 0.0)
    if language == "de" or german > _GERMAN_DOUBT or (confidence < _SURE and not _in_foreign_script(text)):
        return
    if language == "en" and _share(words, _ENGLISH) < _ENGLISH_SHARE:
        return  # names and technical terms, not English prose
    raise InputError(
        article.path,
        f"is in {LANGUAGES[language]}, not in German",
        "give --force (in a batch --any-language) to translate it all the same",
    )


def _in_foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    letters = [character for character in text if character.isalpha()]
    return sum(character > "\u024f" for character in letters) * 2 > len(letters)


def _share(words: list[str], vocabulary: frozenset[str]) -> float:
    return sum(word in vocabulary for word in words) / max(1, len(words))
