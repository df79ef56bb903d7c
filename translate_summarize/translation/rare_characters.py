"""Signs that a model seldom saw or lacks: common ones in the source for rare ones, holes in the target filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_UNKNOWN = "<unk>"

_HOLE = "\ue001"  # private use: no text holds it by right

_HOLED_WORD = re.compile(rf"[^\W_]*{_HOLE}[\w{_HOLE}]*")

_DASH = re.compile(r"(?<=\s)[–—](?=\s)")

_COMMON = str.maketrans("—―‒ẞ", "–––ß")

_RARE_QUOTES = re.compile(r"‚([^‚‘]+)‘|‚((?:[^‚’]|’\w)+)’(?!\w)|‹([^‹›]+)›|›([^‹›]+)‹")

_OTHER_QUOTES = re.compile('["„“”«»]')


def with_common_signs(text: str) -> str:
    """The text with signs that models have seldom seen, such as single quotes and em dashes, as more common ones."""
    quote = "'" if _OTHER_QUOTES.search(text) else '"'
    return _RARE_QUOTES.sub(lambda m: f"{quote}{m[m.lastindex or 0]}{quote}", text.translate(_COMMON))


def is_rare_sign(character: str) -> bool:
    """Whether ``with_common_signs`` minds the character."""
    return character in "—―‒ẞ‚‘’‹›"


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
