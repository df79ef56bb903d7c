"""Paragraphs that are quotations, and the lines that name who said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate_summarize.article.article import Block, BlockKind
from translate_summarize.languages.german.names import NAME_PARTICLES, NO_NAME
from translate_summarize.reading.structure.furniture import DELETED
from translate_summarize.reading.structure.sentence_shape import ends_sentence

_PAIRS = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’", "›": "‹", "‹": "›", "”": "”"}

_ATTRIBUTION = re.compile(r"(?:--?|[–—―])\s+(?=\S)")

_MAX_ATTRIBUTION, _MAX_ATTRIBUTION_WORDS = 140, 18

_MAX_NAME_WORDS = 6

_SPEECH = (BlockKind.PARAGRAPH, BlockKind.QUOTE)


def is_quotation(text: str) -> bool:
    """Whether one pair of quotation marks („…“, "…", »…«, “…”, «…») encloses the whole text."""
    body = text.rstrip(".!?,")
    if len(body) < 3 or body[0] not in _PAIRS:
        return False
    closing = _PAIRS[body[0]]
    if body[-1] not in closing:
        return False
    inner = body[1:-1]
    if body[0] in closing:
        return body[0] not in inner
    depth = 0
    for character in inner:
        if character == body[0]:
            depth += 1
        elif character in closing:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def is_attribution(text: str, *, quoted: bool = False) -> bool:
    """Whether a line names a speaker: "– Jensen Huang, CEO von NVIDIA", "-- Name".

    Args:
        text: the line with its dash.
        quoted: whether quotation marks stand around the paragraph above; then a single name is enough, and
            a plain hyphen may be the dash.

    Returns:
        True if a dash and something like a name begin it.
    """
    dash = _ATTRIBUTION.match(text)
    if not dash or len(text) > _MAX_ATTRIBUTION or len(text.split()) > _MAX_ATTRIBUTION_WORDS:
        return False
    if dash[0].strip() == "-" and not quoted:
        return False
    name = re.split(r"[,(/:;|]", text[dash.end() :], maxsplit=1)[0].split()
    if not 1 <= len(name) <= _MAX_NAME_WORDS or name[0].casefold() in NO_NAME:
        return False
    if text[-1] in "!?:" or not all(word[0].isupper() or word in NAME_PARTICLES for word in name):
        return False
    return quoted or len(name) > 1 or "," in text


def mark_quotations(blocks: Sequence[Block]) -> list[Block]:
    """Turn quoted paragraphs into quotes, the dash lines below them into attributions.

    Args:
        blocks: in source order.

    Returns:
        The same blocks and texts; only kinds change, and an attribution's list marker becomes part of its text.
    """
    marked = [
        replace(b, kind=BlockKind.QUOTE) if b.kind is BlockKind.PARAGRAPH and is_quotation(b.text) else b
        for b in blocks
    ]
    for i in range(1, len(marked)):
        above, block = marked[i - 1], marked[i]
        if above.kind not in _SPEECH or block.kind not in (*_SPEECH, BlockKind.LIST_ITEM):
            continue
        if DELETED in (above.furniture, block.furniture):
            continue
        dash = f"{block.list_marker} " if block.kind is BlockKind.LIST_ITEM else ""
        text = dash + block.text
        below = marked[i + 1] if i + 1 < len(marked) else None
        in_list = below is not None and below.kind is BlockKind.LIST_ITEM and below.list_marker == block.list_marker
        dialogue = below is not None and bool(_ATTRIBUTION.match(below.text))
        titled = i == 1 and above.kind is BlockKind.PARAGRAPH and not ends_sentence(above.text)
        if in_list or dialogue or titled or _ATTRIBUTION.match(above.text):
            continue
        if is_attribution(text, quoted=above.kind is BlockKind.QUOTE):
            runs = tuple(run.shifted(len(dash)) for run in block.runs)
            marked[i] = replace(block, kind=BlockKind.ATTRIBUTION, text=text, level=0, list_marker="", runs=runs)
            marked[i - 1] = replace(above, kind=BlockKind.QUOTE)
    return marked
