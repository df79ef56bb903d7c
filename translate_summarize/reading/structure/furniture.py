"""Page furniture: text around an article that scraping picks up, such as menus and share links.

Conservative by design. A line counts only if it is furniture as a whole; words within a paragraph never do.
Some lines ("Drucken", "Kontakt") may well be headings of an article: they count only beside furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from translate_summarize.article.article import Block, BlockKind
from translate_summarize.languages.german.page_furniture import ALWAYS, BESIDE_OTHERS, COMMENTS_HEADS, LIST_HEADS
from translate_summarize.reading.structure.sentence_shape import ends_sentence, has_finite_verb

FRAME = "page frame"
"""Why what stands around the article on its page counts as furniture."""

DELETED = "deleted text"
"""Why a block whose author struck it out counts as furniture."""

_MAX_LENGTH = 420

_MARKABLE = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ATTRIBUTION, BlockKind.LIST_ITEM})

_OUTER = " \t–—-•|>»›«‹→←▶▸✕×+"

_LINKED = re.compile(r"(?P<text>[^()]{1,300}) \((?:https?://|/|#|www\.|mailto:)[^\s()]{0,300}(?: \"[^\"]{0,200}\")?\)")

_MIN_TEASER_WORDS, _MAX_TEASER_WORDS = 6, 26

_MIN_TEASER, _MAX_TEASER = 45, 200

_MAX_TEASERS = 3


def is_furniture_line(text: str) -> bool:
    """Whether a line is page furniture wherever it stands.

    Args:
        text: one logical line.

    Returns:
        True only for lines that are nothing else.
    """
    return bool(_sure_reason(text))


def mark_furniture(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Mark page furniture.

    Args:
        blocks: an article's blocks in source order.

    Returns:
        The same blocks; those that are furniture say why in ``furniture``. Never all of them: if nothing but
        furniture were left of an article, nothing is marked that was not before.
    """
    given = tuple(blocks)
    marked = list(given)
    for i, block in enumerate(marked):
        if block.kind in _MARKABLE and block.furniture != DELETED and (reason := _sure_reason(block.text)):
            marked[i] = replace(block, furniture=reason)
    _spread(marked)
    _mark_linked_headlines(marked)
    for i in _teasers(marked):
        marked[i] = replace(marked[i], furniture="teaser")
    kept = any(not b.furniture and b.kind not in (BlockKind.TITLE, BlockKind.SEPARATOR) for b in marked)
    return tuple(marked) if kept else given


def as_frame(block: Block) -> Block:
    """The block as furniture: its page's frame, unless it has a reason of its own."""
    return replace(block, furniture=block.furniture or FRAME)


@lru_cache(maxsize=4096)
def _sure_reason(text: str) -> str:  # asked for the same line while dividing, naming and marking blocks
    return _reason(text, ALWAYS)


def _reason(text: str, rules: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    if len(text) > _MAX_LENGTH:
        return ""
    line = text
    if linked := _LINKED.fullmatch(line):
        line = linked["text"]
    line = line.strip(_OUTER).casefold()
    return next((reason for reason, pattern in rules if pattern.fullmatch(line)), "")


def _spread(blocks: list[Block]) -> None:
    """Mark unsure lines beside sure ones, onwards and then back."""
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        step = order.step
        for i in order:
            beside = _beside(blocks, i, -step)
            block = blocks[i]
            if not beside or block.furniture or block.kind not in _MARKABLE or _heads_text(blocks, i):
                continue
            reason = _reason(block.text, BESIDE_OTHERS)
            if reason == "comment form" and (beside != reason or (step < 0 and not _heads_comments(block.text))):
                continue  # a form's fields stand below its head
            if reason:
                blocks[i] = replace(block, furniture=reason)


def _heads_comments(text: str) -> bool:
    return text.strip(_OUTER).casefold() in COMMENTS_HEADS


def _beside(blocks: Sequence[Block], i: int, step: int) -> str:
    """Why the next block in a direction is furniture, separators and deleted text apart; "" if it is not."""
    i += step
    while 0 <= i < len(blocks) and (blocks[i].kind is BlockKind.SEPARATOR or blocks[i].furniture == DELETED):
        i += step
    return blocks[i].furniture if 0 <= i < len(blocks) else ""


def _heads_text(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block is the heading of a paragraph of the article."""
    is_heading = blocks[i].kind is BlockKind.HEADING and not blocks[i].text.endswith("*")
    return is_heading and i + 1 < len(blocks) and _is_text(blocks[i + 1])


def _is_text(block: Block) -> bool:
    return (
        not block.furniture
        and block.kind in _PROSE
        and len(block.text) >= 40
        and (ends_sentence(block.text) or len(block.text) > _MAX_LENGTH)
    )


def _mark_linked_headlines(blocks: list[Block]) -> None:
    """Mark the headlines listed below "Das könnte Sie auch interessieren" and its like."""
    for i, block in enumerate(blocks):
        if block.furniture != "related articles" or not LIST_HEADS.fullmatch(block.text.strip(_OUTER).casefold()):
            continue
        end = i + 1
        while (
            end < len(blocks)
            and _is_listed_headline(blocks[end])
            and not (blocks[end].kind is BlockKind.HEADING and (_heads_text(blocks, end) or end + 1 == len(blocks)))
        ):
            blocks[end] = replace(blocks[end], furniture="related articles")
            end += 1


def _is_listed_headline(block: Block) -> bool:
    return (
        not block.furniture
        and block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)
        and len(block.text) <= _MAX_TEASER
        and not ends_sentence(block.text)
        and not block.text.endswith((":", ";", ","))
    )


def _teasers(blocks: Sequence[Block]) -> list[int]:
    """Headlines of other articles in the middle of the text.

    Such a line is a whole sentence without its full stop, stands alone after running text and has no text of
    its own: another heading, not a whole sentence, follows directly, and that one has text. Where many
    headings are like that, or most headings are long sentences, it is how this article is written.
    """
    headings = [i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and not b.furniture]
    teasers = [i for i, block in enumerate(blocks) if _is_teaser_shaped(block) and _stands_as_teaser(blocks, i)]
    others = [i for i in headings if i not in teasers]
    sentences = sum(_is_teaser_shaped(blocks[i]) for i in others)
    if len(teasers) > _MAX_TEASERS or len(teasers) > len(others) or sentences * 2 > len(others):
        return []
    return teasers


def _is_teaser_shaped(block: Block) -> bool:
    if block.furniture or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return False
    if len(block.text) > 2 * _MAX_TEASER:
        return False
    linked = _LINKED.fullmatch(block.text)
    text = linked["text"] if linked else block.text
    words = text.split()
    return (
        _MIN_TEASER <= len(text) <= _MAX_TEASER
        and _MIN_TEASER_WORDS <= len(words) <= _MAX_TEASER_WORDS
        and not ends_sentence(text)
        and text[-1] not in ":;,)("
        and text[0].isupper()
        and has_finite_verb(text)
    )


def _stands_as_teaser(blocks: Sequence[Block], i: int) -> bool:
    above = _article_block(blocks, i, -1)
    below = _article_block(blocks, i, 1)
    if above is None or below is None:
        return False
    block, heading = blocks[i], blocks[below]
    after = _article_block(blocks, below, 1)
    return (
        blocks[above].kind in _PROSE
        and above > 0  # not a stand-first below the title
        and heading.kind is BlockKind.HEADING
        and (block.kind is not BlockKind.HEADING or heading.level <= block.level)  # else a real sub-heading
        and len(heading.text) < 0.75 * len(block.text)
        and not has_finite_verb(heading.text)
        and after is not None
        and blocks[after].kind is BlockKind.PARAGRAPH
        and ends_sentence(blocks[after].text)
    )


def _article_block(blocks: Sequence[Block], i: int, step: int) -> int | None:
    """Index of the next block in a direction that is neither furniture nor a separator."""
    i += step
    while 0 <= i < len(blocks) and (blocks[i].furniture or blocks[i].kind is BlockKind.SEPARATOR):
        i += step
    return i if 0 <= i < len(blocks) else None
