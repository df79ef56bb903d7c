"""German article files into faithful English and one-paragraph briefs, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate_summarize.reading.source import read_article
    from translate_summarize.summary.fast import brief_before_translation
    from translate_summarize.summary.summarize import summarize
    from translate_summarize.translation.translator import Translator

__version__ = "0.3.0"

__all__ = ["Translator", "__version__", "brief_before_translation", "read_article", "summarize"]

_HOME = {
    "Translator": "translation.translator",
    "brief_before_translation": "summary.fast",
    "read_article": "reading.source",
    "summarize": "summary.summarize",
}


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that importing the package costs nothing."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"translate_summarize.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
