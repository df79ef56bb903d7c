"""Translate German articles into English and brief them, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate_summarize.reading.source import read_article
    from translate_summarize.summary.fast import brief_before_translation
    from translate_summarize.summary.summarize import summarize
    from translate_summarize.translation.translator import Translator

__version__ = "0.4.0"

__all__ = ["Translator", "__version__", "brief_before_translation", "read_article", "summarize"]

_MODULES = {
    "Translator": "translation.translator",
    "brief_before_translation": "summary.fast",
    "read_article": "reading.source",
    "summarize": "summary.summarize",
}


def __getattr__(name: str) -> Any:
    """Import public names on first use, so that importing the package stays fast."""
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f"translate_summarize.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
