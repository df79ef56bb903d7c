"""Which blocks of a web page are those that an extractor found, so that their text comes from the page itself.

Extractors glue words together where a tag stood between them and lose the odd phrase; the page has them whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from translate_summarize.article import Block, BlockKind

_LONG = 40
"""Letters; so many are no coincidence, wherever they stand."""
_NEAR = 300
"""Letters by which a short block may stand ahead of what was found last."""
_ENOUGH = 0.85
_NO_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and figures of a text, in small ones: what two readings of the same page share."""
    return _NO_LETTER.sub("", text.casefold())


def chosen(found: Sequence[Block], page: Sequence[Block], among: Set[int] | None = None) -> frozenset[int] | None:
    """The blocks of a page that hold what an extractor found.

    Args:
        found: the extractor's blocks.
        page: all blocks of the page, in order.
        among: indices of those to look at; None for all.

    Returns:
        Indices of blocks of the page; None if they hold too little of it, as where the extractor read the article
        from the page's metadata.
    """
    text = "".join(letters(b.text) for b in found)
    own = [letters(b.text) if among is None or i in among else "" for i, b in enumerate(page)]
    anchor = next((i for i, o in enumerate(own) if len(o) >= _LONG and _find(text, o)[0] >= 0), -1)
    if anchor < 0:
        return None
    at, length = _find(text, own[anchor])
    taken = {anchor}
    held, begin, end = length, at, at + length
    for i in range(anchor - 1, -1, -1):
        place = text.rfind(own[i], max(0, begin - len(own[i]) - _NEAR), begin) if own[i] else -1
        if place >= 0:
            taken.add(i)
            held, begin = held + len(own[i]), place
    for i in range(anchor + 1, len(page)):
        place, length = _find(text, own[i], end) if own[i] else (-1, 0)
        if place >= 0 and (length >= _LONG or place - end <= _NEAR):
            taken.add(i)
            held, end = held + length, place + length
    if held < _ENOUGH * len(text):
        return None
    # A line drawn between two blocks of the article belongs to it.
    drawn = (i for i in range(min(taken), max(taken)) if page[i].kind is BlockKind.SEPARATOR)
    return frozenset(taken).union(drawn)


def _find(text: str, own: str, begin: int = 0) -> tuple[int, int]:
    """Where a block's letters stand (-1 if nowhere), and how many; of a long one that lost a part, its beginning."""
    place = text.find(own, begin)
    if place < 0 and len(own) > _LONG:
        return text.find(own[:_LONG], begin), _LONG
    return place, len(own)
