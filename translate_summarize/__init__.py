"""German article files into faithful English and one-paragraph briefs, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate_summarize.briefing import summarize
    from translate_summarize.reading import read_article
    from translate_summarize.translator import Translator

__version__ = "0.3.0"
__all__ = ["Translator", "__version__", "read_article", "summarize"]

_HOME = {"Translator": "translator", "read_article": "reading", "summarize": "briefing"}


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that importing the package costs nothing."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"translate_summarize.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
