"""Figures in English notation: "18.000" is "18,000", "3,5" is "3.5"."""

from __future__ import annotations

import re

from translate_summarize.translation.checks.words import LETTERS
from translate_summarize.translation.protection import find_protected, outside, without

# A figure in German notation that English reads as another number; not part of a longer dotted sequence.
_GERMAN_NOTATION = re.compile(r"(?<![\d.,:])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d:]|[.,]\d)")

# An internet address can look like a figure above a hundred billion.
_ADDRESS = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])")

# "0.125" begins with a zero: the point is a decimal point, the figure is not German.
_ENGLISH_NOTATION = re.compile(r"(?<!\d)0\d*\.\d")

_SWAP = str.maketrans(".,", ",.")


def in_english_notation(source: str, target: str) -> str:
    """The target with figures that the model copied from the source put in English notation.

    Args:
        source: the German sentence; only figures that it holds are taken for German notation.
        target: its hypothesis.
    """
    copied = {n for n in _GERMAN_NOTATION.findall(source) if n in target}

    def swap(match: re.Match[str]) -> str:
        number = match.group()
        return number.translate(_SWAP) if number in copied and not _ADDRESS.fullmatch(number) else number

    return _GERMAN_NOTATION.sub(swap, target) if copied else target


def figures_in_english(cell: str) -> str | None:
    """A table cell of figures ("3.500,5", "18.000 €") in English notation; None if it has words to translate.

    Dates, internet addresses, "0.125" and figures with several commas are not German notation and stay as they are.
    Letters within protected spans are not words.

    Args:
        cell: the text of a cell.
    """
    if LETTERS.search(without(cell, find_protected(cell))):
        return None
    return outside(cell, lambda text: text if _ENGLISH_NOTATION.search(text) else in_english_notation(text, text))
