"""Cut over-long sentences at clause boundaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from translate_summarize.languages.german.words import CLAUSE_OPENERS


def split_clauses(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut an over-long sentence into few, balanced pieces at the best places.

    What does not fit is cut at semicolons, then at colons, dashes, commas before a conjunction, other commas,
    spaces, and as a last resort inside a word. The parts are joined again into the fewest pieces that fit, with
    the longest piece as short as possible.

    Args:
        sentence: one German sentence.
        fits: whether a piece is short enough; should hold for every part of a piece for which it holds.

    Returns:
        The pieces in order, stripped, none empty; each fits, unless a single character does not. Joined, they
        hold every non-space character of the sentence.
    """
    sentence = sentence.strip()
    if not sentence:
        return []
    fits = cache(fits)
    if fits(sentence):
        return [sentence]
    cuts = [0, *_clause_cuts(sentence, 0, len(sentence), 0, fits), len(sentence)]
    fewest = _join_parts(sentence, cuts, len(sentence), fits)
    low, high = len(sentence) // len(fewest), max(map(len, fewest))
    while low < high:
        middle = (low + high) // 2
        pieces = _join_parts(sentence, cuts, middle, fits)
        if len(pieces) <= len(fewest) and max(map(len, pieces)) <= middle:
            fewest, high = pieces, middle
        else:
            low = middle + 1
    return fewest


# In order of preference; the next piece begins where a match ends.
_CLAUSE_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r""";[)"'“”»«’]?\s+""",
        r""":\s+""",
        r"""(?<=\s)[-–—]{1,2}\s+|[–—]\s+""",
        rf""",[)"'“”»«’]?\s+(?=(?:{"|".join(sorted(CLAUSE_OPENERS))})\b)""",
        r""",[)"'“”»«’]?\s+""",
        r"""\s+""",
    )
)


def _clause_cuts(sentence: str, start: int, end: int, tier: int, fits: Callable[[str], bool]) -> list[int]:
    """Positions inside sentence[start:end] that leave only parts which fit."""
    if fits(sentence[start:end].strip()):
        return []
    if tier == len(_CLAUSE_MARKS):
        return _hard_cuts(sentence, start, end, fits)
    inner = [m.end() for m in _CLAUSE_MARKS[tier].finditer(sentence, start, end) if start < m.end() < end]
    cuts = []
    for left, right in pairwise([start, *inner, end]):
        cuts += _clause_cuts(sentence, left, right, tier + 1, fits)
        cuts.append(right)
    return cuts[:-1]


def _hard_cuts(sentence: str, start: int, end: int, fits: Callable[[str], bool]) -> list[int]:
    """Cut a word that does not fit into the longest parts that do."""
    cuts: list[int] = []
    while not fits(sentence[start:end].strip()):

        def accepts(length: int, at: int = start) -> bool:
            return fits(sentence[at : at + length].strip())

        length = max(1, _longest(accepts, end - start))
        while length > 1 and _joins_to_previous(sentence[start + length]):
            length -= 1
        start += length
        if start >= end:
            break
        cuts.append(start)
    return cuts


def _joins_to_previous(character: str) -> bool:
    return bool(unicodedata.combining(character)) or character in "\u200d\ufe0f"


def _longest(accepts: Callable[[int], bool], limit: int) -> int:
    """The greatest accepted n below limit, found by doubling and bisection; 0 if 1 is not accepted."""
    low, high = 0, 1
    while high < limit and accepts(high):
        low, high = high, high * 2
    high = min(high, limit)
    while high - low > 1:
        middle = (low + high) // 2
        if accepts(middle):
            low = middle
        else:
            high = middle
    return low


def _join_parts(sentence: str, cuts: list[int], longest: int, fits: Callable[[str], bool]) -> list[str]:
    """Join neighbours into the fewest pieces that fit and, if the parts allow, are at most ``longest`` long."""
    pieces = []
    at = 0
    last = len(cuts) - 1
    while at < last:

        def accepts(count: int, at: int = at) -> bool:
            piece = sentence[cuts[at] : cuts[at + count]].strip()
            return len(piece) <= longest and fits(piece)

        count = max(1, _longest(accepts, last - at + 1))
        piece = sentence[cuts[at] : cuts[at + count]].strip()
        if piece:
            pieces.append(piece)
        at += count
    return pieces
