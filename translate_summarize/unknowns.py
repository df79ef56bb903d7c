"""What a model says where it lacks the piece: an unknown one, which the source can often tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_UNKNOWN = "<unk>"
_HOLE = "\ue001"  # private use: no text holds it by right
_HOLED_WORD = re.compile(rf"[^\W_]*{_HOLE}[\w{_HOLE}]*")
_DASH = re.compile(r"(?<=\s)[–—](?=\s)")
_RARE_DASHES = str.maketrans("—―‒", "–––")


def with_common_dashes(text: str, knows: Callable[[str], bool]) -> str:
    """The text with dashes that the model does not know as the one that it does."""
    return text if all(knows(c) for c in "—―‒" if c in text) or not knows("–") else text.translate(_RARE_DASHES)


def is_dash(character: str) -> bool:
    """Whether ``with_common_dashes`` minds the character."""
    return character in "—―‒"


def decode(source: str, pieces: Sequence[str], decode_pieces: Callable[[Sequence[str]], str]) -> str:
    """The text that target pieces spell, unknown ones filled from the source.

    "SP<unk>" is "SPÖ" if that stands in the source, and a lone unknown piece the next of its dashes; others go.

    Args:
        source: what was translated.
        pieces: of the hypothesis.
        decode_pieces: spells pieces, those that it does not know as they are (``Tokenizer.decode``).
    """
    if _UNKNOWN not in pieces:
        return _single_spaced(decode_pieces(pieces))
    target = decode_pieces([_HOLE if p == _UNKNOWN else p for p in pieces])
    dashes = iter(_DASH.findall(source))

    def fill(match: re.Match[str]) -> str:
        word = match.group()
        if word.strip(_HOLE):
            pattern = re.escape(word).replace(_HOLE, r"[^\W\d_]")
            original = re.search(rf"(?<!\w){pattern}", source)
            return original.group() if original else word.replace(_HOLE, "")
        return next(dashes, "")

    return _single_spaced(_HOLED_WORD.sub(fill, target))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
