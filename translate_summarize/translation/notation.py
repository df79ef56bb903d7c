"""Figures in English notation."""

from __future__ import annotations

import re

from translate_summarize.translation.checks.numbers import WORD

# A figure in German notation that English would read as another one, not part of a longer dotted row.
_GERMAN_NOTATION = re.compile(r"(?<![\d.,:])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d:]|[.,]\d)")

# An internet address can look like a figure beyond a hundred billion.
_ADDRESS = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])")


def in_english_notation(source: str, target: str) -> str:
    """The target with figures that the model copied in German notation ("18.000", "3,5") put in English.

    Args:
        source: the German sentence; only what stands in it is taken for German notation.
        target: its hypothesis.
    """
    copied = {n for n in _GERMAN_NOTATION.findall(source) if n in target}

    def mend(match: re.Match[str]) -> str:
        number = match.group()
        return number.translate(_SWAP) if number in copied and not _ADDRESS.fullmatch(number) else number

    return _GERMAN_NOTATION.sub(mend, target) if copied else target


_SWAP = str.maketrans(".,", ",.")


def cell_in_english_notation(cell: str) -> str:
    """A table cell without letters ("3.500,5", "18.000 €") in English notation.

    A figure that begins with a nought and a point ("0.125"), an internet address, a date and a row of more than one
    comma are no German notation and stay.

    Args:
        cell: its text; one with letters comes back as it is, for the model has translated it.
    """
    if WORD.search(cell) or re.search(r"(?<!\d)0\d*\.\d", cell):
        return cell
    return in_english_notation(cell, cell)
