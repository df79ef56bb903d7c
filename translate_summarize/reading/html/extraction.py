"""Which blocks of a web page an extractor chose, so that their text can be taken from the page itself.

Extractors join words across tags and lose some phrases; the page has them intact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate

from translate_summarize.article.article import Block, BlockKind

_LONG = 40
"""Letters; a match of so many is no coincidence, wherever it is."""

_NEAR = 300
"""Letters by which a short block may be ahead of the last match."""

_MIN_PART = 8
"""Letters that the first or last words of a block need to be distinctive."""

_MIN_SHARE = 0.85

_NO_LETTER = re.compile(r"[\W_]+")


def letters_of(text: str) -> str:
    """The letters and figures of a text, case-folded: what two readings of the same page share."""
    return _NO_LETTER.sub("", text.casefold())


def matching_blocks(extracted: Sequence[Block], page: Sequence[Block], among: Set[int]) -> frozenset[int] | None:
    """The blocks of a page whose text an extractor chose.

    Args:
        extracted: the extractor's blocks.
        page: all blocks of the page, in order.
        among: indices of those to look at.

    Returns:
        Indices of blocks of the page; None if they hold too little of that text, as when the extractor read the
        article from the page's metadata.
    """
    text = ExtractedText(extracted)
    own = [letters_of(b.text) if i in among else "" for i, b in enumerate(page)]
    taken, held = _in_order(text, own)
    if held < _MIN_SHARE * len(text.letters):  # the extractor has another order
        taken = {i for i, o in enumerate(own) if text.find(o, 0)[0] >= 0}
        held = sum(len(own[i]) for i in taken)
    if held < _MIN_SHARE * len(text.letters):
        return None
    return frozenset(taken | set(_between(taken, page, among, all(b.kind is BlockKind.PARAGRAPH for b in extracted))))


def _between(taken: Set[int], page: Sequence[Block], among: Set[int], is_bare: bool) -> Iterator[int]:
    """Blocks between chosen ones that belong to them: separators, headings, and lists if the extractor drops lists.

    Args:
        taken: the chosen blocks.
        page: all blocks.
        among: see ``matching_blocks``.
        is_bare: whether the extractor chose paragraphs only.
    """
    for i in range(max(taken), min(taken), -1):
        kind = page[i].kind
        if kind is BlockKind.SEPARATOR:
            yield i
        elif i in among:
            heads = kind is BlockKind.HEADING and i + 1 in taken
            if heads or (is_bare and kind in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)):
                yield i


class ExtractedText:
    """The letters of some blocks in a row."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        parts = [letters_of(b.text) for b in blocks]
        self.letters = "".join(parts)
        ends = list(accumulate(map(len, parts)))
        self._ends, self._starts = set(ends), {0, *ends}

    def find(self, own: str, begin: int) -> tuple[int, int]:
        """Where a block's letters stand (-1 if nowhere), and how many; of a long one in part, its beginning."""
        if not own:
            return -1, 0
        place = self.letters.find(own, begin)
        if len(own) > _LONG:
            return (place, len(own)) if place >= 0 else (self.letters.find(own[:_LONG], begin), _LONG)
        while place >= 0 and not self._is_whole(own, place):
            place = self.letters.find(own, place + 1)
        return place, len(own)

    def find_before(self, own: str, end: int) -> int:
        """Where a block's letters stand last, and near, before a place; -1 if they do not."""
        near = max(0, end - len(own) - _NEAR)
        place = self.letters.rfind(own, near, end) if own else -1
        while place >= 0 and len(own) <= _LONG and not self._is_whole(own, place):
            place = self.letters.rfind(own, near, place + len(own) - 1)
        return place

    def _is_whole(self, own: str, place: int) -> bool:
        """Whether a short block is one of the text's, or at least the beginning or the end of one."""
        begins, ends = place in self._starts, place + len(own) in self._ends
        return (begins and ends) or (len(own) >= _MIN_PART and (begins or ends))


def _in_order(text: ExtractedText, own: Sequence[str]) -> tuple[set[int], int]:
    """The blocks that stand in a text in the page's order, and how many of its letters they hold."""
    anchor = next((i for i, o in enumerate(own) if len(o) >= _LONG and text.find(o, 0)[0] >= 0), -1)
    if anchor < 0:
        return set(), 0
    begin, length = text.find(own[anchor], 0)
    taken, held, end = {anchor}, length, begin + length
    for i in range(anchor - 1, -1, -1):
        place = text.find_before(own[i], begin)
        if place >= 0:
            taken.add(i)
            held, begin = held + len(own[i]), place
    for i in range(anchor + 1, len(own)):
        place, length = text.find(own[i], end)
        if place >= 0 and (length >= _LONG or place - end <= _NEAR):
            taken.add(i)
            held, end = held + length, place + length
    return taken, held
