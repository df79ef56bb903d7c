"""The interface of what translates a batch's articles, and this process as the default."""

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
        capacity: how many windows may be in progress at once.
    """

    capacity: int

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(self, *_: object) -> None:
        """Stop; windows in progress are dropped."""
        ...

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Start translating a window of articles, identified by its number."""
        ...

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """Wait for any window in progress; return its number and its translations in the order of its articles."""
        ...


class LocalWorkers:
    """Translates in this process, one window at a time on all its cores."""

    capacity = 1

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._queue: deque[tuple[int, Sequence[Article], bool]] = deque()

    def __enter__(self) -> Self:
        """No-op."""
        return self

    def __exit__(self, *_: object) -> None:
        """No-op."""

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Queue the window."""
        self._queue.append((number, articles, keep_all))

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """Translate the oldest window, in the calling thread so that a signal interrupts it at once."""
        number, articles, keep_all = self._queue.popleft()
        return number, self._translator.translate_all(articles, keep_all=keep_all)
