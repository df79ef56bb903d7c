"""Deleted text that reaches over several blocks of Markdown: "<del>" in one paragraph, "</del>" in a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(?P<end>/?)(?P<name>del|s|strike)\b[^>]*>", re.IGNORECASE)


def deleted_positions(tokens: Sequence[Token]) -> frozenset[int]:
    """Positions of the tokens whose blocks lie between tags of deleted text in two blocks, or in one HTML block.

    The opening tag must begin a block and the closing one end a block of the same depth, so that a stray "<s>" in
    running text deletes nothing.

    Args:
        tokens: of a whole document.
    """
    positions: set[int] = set()
    opened: dict[tuple[str, int], list[int]] = {}
    for position, token in enumerate(tokens):
        if token.type not in ("html_block", "inline"):
            continue
        depth = token.level - (token.type == "inline")
        first, last = _unmatched(token)
        if first and first == last:
            positions.add(position)
        elif first:
            opened.setdefault((first, depth), []).append(_begin(tokens, position))
        elif last and opened.get((last, depth)):
            positions.update(range(opened[last, depth].pop(), position + 1))
    return frozenset(positions)


def _unmatched(token: Token) -> tuple[str, str]:
    """The name of the tag that begins a block and does not end in it, and of the one that ends it; "" for none.

    Both are the same for an HTML block that is one element of deleted text.
    """
    source = token.content.strip()
    tags = list(_TAG.finditer(source))
    if token.type == "inline":  # "`<del>`" is code
        shown = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
        ends = [child.type == "html_inline" and bool(_TAG.fullmatch(child.content)) for child in shown]
        if not ends or not (ends[0] or ends[-1]):
            return "", ""
        tags = [m for child in shown if child.type == "html_inline" and (m := _TAG.fullmatch(child.content))]
        begins, finishes = ends[0], ends[-1]
    else:
        begins = bool(tags) and tags[0].start() == 0
        finishes = bool(tags) and tags[-1].end() == len(source)
    if not tags:
        return "", ""
    balance = sum(-1 if tag["end"] else 1 for tag in tags)
    first = tags[0]["name"].lower() if begins and not tags[0]["end"] else ""
    last = tags[-1]["name"].lower() if finishes and tags[-1]["end"] else ""
    if token.type == "html_block" and len(tags) == 2 and first and first == last:
        return first, last
    return (first if balance > 0 else ""), (last if balance < 0 else "")


def _begin(tokens: Sequence[Token], position: int) -> int:
    """The position of the token that opens the block of an inline or HTML token."""
    while position > 0 and tokens[position].type in ("inline", "paragraph_open", "heading_open"):
        if tokens[position - 1].type not in ("paragraph_open", "heading_open", "list_item_open"):
            break
        position -= 1
    return position
