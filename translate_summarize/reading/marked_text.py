"""Inline text with its markup: gathered piece by piece, without deleted text, carried over into blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from translate_summarize.article.article import Block
from translate_summarize.article.inline import Run, RunKind

DELETED_TAGS = frozenset({"del", "s", "strike"})
"""HTML elements of deleted text."""

RUN_TAGS = {
    "b": RunKind.STRONG,
    "strong": RunKind.STRONG,
    "i": RunKind.EMPHASIS,
    "em": RunKind.EMPHASIS,
    "a": RunKind.LINK,
}
"""HTML elements that are runs of a line; code is one too, but its text gets backticks."""

_BLANKS = " \t\n"

_OPENING, _CLOSING = "([{„‚", ".,;:!?…)]}“"

_EMPTY_PAIRS = frozenset({"()", "[]", "{}", "„“", "»«", '""'})


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A line, or the lines of a paragraph, as a reader gathered them.

    Attributes:
        text: with deleted text.
        runs: inline markup, ordered by start.
        deleted: (start, end) spans of text that the author struck out, in order, not overlapping.
    """

    text: str
    runs: tuple[Run, ...] = ()
    deleted: tuple[tuple[int, int], ...] = ()

    @property
    def is_deleted(self) -> bool:
        """Whether there is text and all of it is struck out."""
        if not self.deleted or not self.text.strip():
            return False
        ends = [0, *(end for _, end in self.deleted)]
        starts = [*(start for start, _ in self.deleted), len(self.text)]
        return not any(self.text[a:b].strip() for a, b in zip(ends, starts, strict=True))

    def without_deleted(self) -> MarkedText:
        """The text without what is struck out, and without the gap that it would leave."""
        if not self.deleted:
            return self
        cuts: list[tuple[int, int]] = []
        for span in self.deleted:
            start, end = _with_gap(self.text, *span)
            if cuts and start <= cuts[-1][1]:
                first, last = cuts.pop()
                start, end = _with_gap(self.text, first, max(end, last))
            cuts.append((start, end))
        return self._without(cuts)

    def _without(self, cuts: Sequence[tuple[int, int]]) -> MarkedText:
        starts = [start for start, _ in cuts]
        removed = [0, *accumulate(end - start for start, end in cuts)]

        def moved(place: int) -> int:
            before = bisect_right(starts, place)
            inside = max(0, cuts[before - 1][1] - place) if before else 0
            return place - removed[before] + inside

        ends = [0, *(end for _, end in cuts)]
        text = "".join(self.text[a:b] for a, b in zip(ends, [*starts, len(self.text)], strict=True))
        return MarkedText(text, _present(replace(r, start=moved(r.start), end=moved(r.end)) for r in self.runs))

    def prefixed(self, prefix: str) -> MarkedText:
        """The text with another in front of it."""
        by = len(prefix)
        deleted = tuple((start + by, end + by) for start, end in self.deleted)
        return MarkedText(prefix + self.text, tuple(run.shifted(by) for run in self.runs), deleted)

    def after(self, length: int) -> MarkedText:
        """The text without its first characters."""
        runs = (replace(r, start=max(0, r.start - length), end=max(0, r.end - length)) for r in self.runs)
        deleted = ((max(0, start - length), end - length) for start, end in self.deleted if end > length)
        return MarkedText(self.text[length:], _present(runs), tuple(deleted))

    def runs_in(self, texts: Sequence[str]) -> list[tuple[Run, ...]]:
        """The runs of texts that were made of this one.

        Args:
            texts: in order; together they differ from this text in white space and in the hyphens of words that were
                broken at line ends, and in nothing else.

        Returns:
            For each of them its part of the runs.
        """
        if not self.runs:
            return [()] * len(texts)
        placed: list[tuple[Run, ...]] = []
        ahead, current = list(reversed(self.runs)), list[Run]()
        begin = 0
        for text in texts:
            places = _places(self.text, begin, text)
            end = begin + len(places)
            while ahead and ahead[-1].start < end:
                current.append(ahead.pop())
            placed.append(_present(_within(run, begin, places, text) for run in current))
            current = [run for run in current if run.end > end]
            begin = end
        return placed

    def place_in(self, blocks: Sequence[Block]) -> list[Block]:
        """Give blocks that were made of this text their runs; see ``runs_in``."""
        if not self.runs:
            return list(blocks)
        runs = self.runs_in([block.text for block in blocks])
        return [replace(block, runs=inner) for block, inner in zip(blocks, runs, strict=True)]


class MarkedTextBuilder:
    """Gathers a ``MarkedText`` from its pieces."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._deleted: list[tuple[int, int]] = []
        self._deleted_since = 0
        self._deletions = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    @property
    def last(self) -> str:
        """The last piece that is not empty; "" if there is none."""
        return next((piece for piece in reversed(self._pieces) if piece), "")

    def add(self, text: str) -> None:
        """Append text."""
        self._pieces.append(text)
        self._length += len(text)

    def since(self, place: int) -> str:
        """The text from a place on."""
        parts: list[str] = []
        length = self._length
        for piece in reversed(self._pieces):
            if length <= place:
                break
            length -= len(piece)
            parts.append(piece[max(0, place - length) :])
        return "".join(reversed(parts))

    def truncate(self, place: int) -> None:
        """Drop the text from a place on."""
        while self._length > place:
            piece = self._pieces.pop()
            self._length -= len(piece)
            if self._length < place:
                self.add(piece[: place - self._length])
        self._runs = [run for run in self._runs if run.end <= place]
        self._deleted = [(start, min(end, place)) for start, end in self._deleted if start < place]

    def is_deleted_since(self, place: int) -> bool:
        """Whether there is text from a place on, and all of it is struck out."""
        if self._deletions and self._deleted_since <= place:
            return True
        start, end = self._deleted[-1] if self._deleted else (0, 0)
        since = self.since(place)
        first, last = place + len(since) - len(since.lstrip()), place + len(since.rstrip())
        return start <= first < last <= end

    def mark(self, start: int, kind: RunKind, target: str = "") -> None:
        """Make a run of the text from a place on."""
        if self._length > start:
            self._runs.append(Run(start, self._length, kind, target))

    def begin_deleted(self) -> None:
        """What follows is struck out."""
        if not self._deletions:
            self._deleted_since = self._length
        self._deletions += 1

    def end_deleted(self) -> None:
        """Struck text ends; nothing happens outside of it."""
        self._deletions = max(0, self._deletions - 1)
        if not self._deletions and self._length > self._deleted_since:
            self._deleted.append((self._deleted_since, self._length))
            self._deleted_since = self._length

    def build(self) -> MarkedText:
        """All of it."""
        while self._deletions:
            self.end_deleted()
        runs = sorted(self._runs, key=lambda run: (run.start, -run.end))
        return MarkedText("".join(self._pieces), tuple(runs), tuple(self._deleted))


def join_marked(parts: Iterable[tuple[str, tuple[Run, ...]]]) -> MarkedText:
    """Texts with their runs, joined by spaces."""
    text = ""
    runs: list[Run] = []
    for part, inner in parts:
        text += " " if text else ""
        runs += [run.shifted(len(text)) for run in inner]
        text += part
    return MarkedText(text, tuple(runs))


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """A deleted span with the white space and the brackets around it that would be left empty."""
    outer = text[max(0, start - 1) : start] + text[end : end + 1]
    if text[start].isspace() and text[end - 1].isspace() and not any(map(str.isspace, outer)):
        start += 1  # nothing else separates the words around it
    while True:
        before, after = text[start - 1 : start], text[end : end + 1]
        is_line = (not before or before in "\n\r") and (not after or after in "\n\r")
        if before and after and before + after in _EMPTY_PAIRS:
            start, end = start - 1, end + 1
        elif is_line and after:
            return start, end + 1
        elif before and before in _BLANKS and (not after or after.isspace() or after in _CLOSING):
            start -= 1
        elif after and after in _BLANKS and (not before or before in _OPENING):
            end += 1
        else:
            return start, end


def _places(raw: str, begin: int, text: str) -> list[int]:
    """Where the characters of a raw text, from ``begin`` on, stand in a tidied one.

    Returns:
        One index into the tidied text for each raw character up to the last that it holds; of a character that is
        gone the index of the next.
    """
    places: list[int] = []
    at = 0
    for i in range(begin, len(raw)):
        if at == len(text):
            break
        if not raw[i].isspace():
            while text[at].isspace():
                at += 1
        places.append(at)
        at += raw[i] == text[at] and not raw[i].isspace()
    return places


def _within(run: Run, begin: int, places: Sequence[int], text: str) -> Run:
    """The part of a run that lies in a tidied text; an empty run if there is none."""
    start, stop = max(0, run.start - begin), min(run.end - begin, len(places))
    if start >= stop:
        return replace(run, start=0, end=0)
    first = places[start]
    last = places[stop] if stop < len(places) else len(text)
    stretch = text[first:last]
    return replace(run, start=last - len(stretch.lstrip()), end=first + len(stretch.rstrip()))


def _present(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.start < run.end)
