"""Accents and capitals of single letters."""

from __future__ import annotations

import unicodedata


def has_small_letter(text: str) -> bool:
    """Whether a text has a small letter other than "ß", which is written among capitals too ("STRAßE")."""
    return any(c.islower() for c in text if c != "ß")


def folded(text: str) -> str:
    """Strip the accents from letters and write "ß" as "ss", so that spellings of one name compare equal.

    Args:
        text: in any normal form of Unicode; its case is kept.
    """
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ß", "ss")
