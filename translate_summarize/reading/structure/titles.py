"""What a headline looks like, and which block is the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate_summarize.article.article import Block, BlockKind
from translate_summarize.article.inline import is_address
from translate_summarize.languages.german.names import NAME_PARTICLES
from translate_summarize.languages.german.newspaper import BYLINE_OPENINGS, DATE, DATE_OPENINGS

_MAX_TITLE, _MAX_TITLE_WORDS = 220, 32

_MAX_HEADING, _MAX_HEADING_WORDS = 120, 16

_MAX_QUESTION_WORDS = 9

_CLOSING = "\"'“”‘’«»‹›"

_NO_END = ".:;,…"

_PERSON = r"[A-ZÄÖÜ][\w.'’-]{0,40}"

_BYLINE = re.compile(
    rf"(?:{'|'.join(BYLINE_OPENINGS)}) {_PERSON}(?:,? (?:{_PERSON}|{'|'.join(sorted(NAME_PARTICLES))})){{0,8}}"
)

_DATE = re.compile(rf"(?:(?:{DATE_OPENINGS})?(?: am)?:? ?)?{DATE}.{{0,20}}")


def is_metadata(text: str) -> bool:
    """Whether a line is a byline or a date rather than a headline."""
    return len(text) <= 120 and bool(_BYLINE.fullmatch(text) or _DATE.fullmatch(text))


def is_headline(text: str) -> bool:
    """Whether a line could be a headline: short, starts like one, does not end like a sentence.

    Args:
        text: one logical line.

    Returns:
        True if its shape allows it; where it stands is for the caller to judge.
    """
    return (
        len(text) <= _MAX_HEADING
        and len(text.split()) <= _MAX_HEADING_WORDS
        and text.rstrip(_CLOSING + " )]")[-1:] not in (*_NO_END, "!", "?", "")
        and _begins_like_headline(text)
    )


def is_question_heading(text: str) -> bool:
    """Whether a line is one short question, as they stand above sections."""
    return (
        text.endswith("?")
        and len(text.split()) <= _MAX_QUESTION_WORDS
        and not re.search(r"[.!?…] ", text)
        and text[0].isupper()
        and _begins_like_headline(text)
    )


def is_title(text: str) -> bool:
    """Whether a first line could be the article's title; "!" and "?" may end it."""
    return (
        len(text) <= _MAX_TITLE
        and len(text.split()) <= _MAX_TITLE_WORDS
        and text.rstrip(_CLOSING + " ")[-1:] not in (".", ":", ";", ",", "")
        and _begins_like_headline(text)
    )


def with_title(
    blocks: Sequence[Block], may_be_title: Callable[[int], bool], is_furniture: Callable[[str], bool]
) -> list[Block]:
    """Make the first headline the title and drop its immediate repetitions.

    Args:
        blocks: of the whole article; a block that is a title already is kept as it is.
        may_be_title: whether the layout around the block with this index allows a title there.
        is_furniture: whether a text is page furniture, which may stand above the title.

    Returns:
        The blocks, with a title if one was found.
    """
    place = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.TITLE), -1)
    titled = list(blocks)
    if place < 0:
        place = _find_title(blocks, may_be_title, is_furniture)
        if place < 0:
            return titled
        titled[place] = replace(titled[place], kind=BlockKind.TITLE, level=1)
    title = _folded(titled[place].text)
    after = place + 1
    while after < len(titled) and titled[after].kind is not BlockKind.CODE and _folded(titled[after].text) == title:
        after += 1
    return titled[: place + 1] + titled[after:]


def _find_title(
    blocks: Sequence[Block], may_be_title: Callable[[int], bool], is_furniture: Callable[[str], bool]
) -> int:
    for i, block in enumerate(blocks):
        if not _is_shown(block, is_furniture) or is_metadata(block.text):
            continue
        article_follows = any(
            _is_shown(b, is_furniture) and _folded(b.text) != _folded(block.text) for b in blocks[i + 1 :]
        )
        kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE)
        if article_follows and block.kind in kinds and is_title(block.text) and may_be_title(i):
            return i
        return -1
    return -1


def _is_shown(block: Block, is_furniture: Callable[[str], bool]) -> bool:
    return block.kind is not BlockKind.SEPARATOR and not block.furniture and not is_furniture(block.text)


def _begins_like_headline(text: str) -> bool:
    if not any(map(str.isalpha, text[:_MAX_TITLE])) or is_address(text) or is_metadata(text):
        return False
    if text[0] == "(" and text[-1] == ")":
        return False
    first = text.split(None, 1)[0].lstrip("„“”\"»«‚‘'›‹([¿#")
    if not first:
        return False
    return first[0].isupper() or first[0].isdigit() or (first[0].islower() and any(map(str.isupper, first)))


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[„“”»«]", '"', text).casefold().split())
