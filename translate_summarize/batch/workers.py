"""Who translates the articles of a batch: this process, or others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, Self

from translate_summarize.article import Article, TranslatedArticle
from translate_summarize.translator import Translator


class Workers(Protocol):
    """Translates windows of articles; a context manager.

    Attributes:
        capacity: how many windows may be under way at once.
    """

    capacity: int

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, *_: object) -> None:
        """End."""
        ...

    def submit(self, articles: Sequence[Article], keep_all: bool) -> Callable[[], list[TranslatedArticle]]:
        """Begin a window; the result, when called, waits for its translations in the same order."""
        ...


class LocalWorkers:
    """This process, on all its cores; one window at a time."""

    capacity = 1

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def __enter__(self) -> Self:
        """Nothing to begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def submit(self, articles: Sequence[Article], keep_all: bool) -> Callable[[], list[TranslatedArticle]]:
        """Translate when the result is asked for, in the thread that asks: so an interrupt stops it at once."""
        return lambda: self._translator.translate_all(articles, keep_all=keep_all)
