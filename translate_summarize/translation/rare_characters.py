"""Characters that a model lacks or rarely saw: replaced in the source, restored from it in the target."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_UNKNOWN = "<unk>"

_HOLE = "\ue001"  # a private-use code point, so it cannot clash with text

_HOLED_WORD = re.compile(rf"[^\W_]*{_HOLE}[\w{_HOLE}]*")

_DASH = re.compile(r"(?<=\s)[–—](?=\s)")

_COMMON = str.maketrans("—―‒ẞ", "–––ß")

_RARE_QUOTES = re.compile(r"‚([^‚‘]+)‘|‚((?:[^‚’]|’\w)+)’(?!\w)|‹([^‹›]+)›|›([^‹›]+)‹")

_OTHER_QUOTES = re.compile('["„“”«»]')


def with_common_signs(text: str) -> str:
    """The text with signs that models rarely saw, such as single quotes and em dashes, as more common ones."""
    quote = "'" if _OTHER_QUOTES.search(text) else '"'
    return _RARE_QUOTES.sub(lambda m: f"{quote}{m[m.lastindex or 0]}{quote}", text.translate(_COMMON))


def is_rare_sign(character: str) -> bool:
    """Whether ``with_common_signs`` replaces the character."""
    return character in "—―‒ẞ‚‘’‹›"


def decode(source: str, pieces: Sequence[str], decode_pieces: Callable[[Sequence[str]], str]) -> str:
    """The text of target pieces, with unknown ones restored from the source.

    "SP<unk>" becomes "SPÖ" if the source has it, and a lone unknown piece the source's next dash; others are dropped.

    Args:
        source: what was translated.
        pieces: the pieces of the hypothesis.
        decode_pieces: joins pieces to text and leaves unknown ones as they are (``Tokenizer.decode``).
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
