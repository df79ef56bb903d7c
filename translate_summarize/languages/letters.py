"""Accents and capitals of single letters."""

from __future__ import annotations

import unicodedata


def has_small_letter(text: str) -> bool:
    """Whether a text has a small letter other than "ß", which stands among capitals too."""
    return any(c.islower() for c in text if c != "ß")


def folded(text: str) -> str:
    """The text with its letters' accents gone, and "ss" for "ß"."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ß", "ss")
