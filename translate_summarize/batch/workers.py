"""Who translates the articles of a batch: this process, or others."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Protocol, Self

from translate_summarize.article.article import Article
from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.translation.translator import Translator


class Workers(Protocol):
    """Translates windows of articles, in any order; a context manager.

    Attributes:
        capacity: how many windows may be under way at once.
    """

    capacity: int

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, *_: object) -> None:
        """End; what is under way is dropped."""
        ...

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Begin the window of that number."""
        ...

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """Wait for some window under way: its number, and its translations in the order of its articles."""
        ...


class LocalWorkers:
    """This process, on all its cores; one window at a time."""

    capacity = 1

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._waiting: deque[tuple[int, Sequence[Article], bool]] = deque()

    def __enter__(self) -> Self:
        """Nothing to begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Put the window down."""
        self._waiting.append((number, articles, keep_all))

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """Translate now, in the thread that asks: so an interrupt stops it at once."""
        number, articles, keep_all = self._waiting.popleft()
        return number, self._translator.translate_all(articles, keep_all=keep_all)
