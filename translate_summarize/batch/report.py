"""What a batch tells: options that decide outputs, events as jobs end, counts at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from translate_summarize.batch.jobs import Job


class Outcome(StrEnum):
    """What became of a job."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """A job has ended.

    Attributes:
        job: which.
        outcome: how.
        words: source words translated.
        message: why it failed, in a line; or what is doubtful.
    """

    job: Job
    outcome: Outcome
    words: int = 0
    message: str = ""


@dataclass(slots=True)
class Report:
    """Counts of a batch."""

    done: int = 0
    skipped: int = 0
    failed: list[Event] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    def add(self, event: Event) -> None:
        """Count an event."""
        if event.outcome is Outcome.DONE:
            self.done += 1
            self.words += event.words
        elif event.outcome is Outcome.SKIPPED:
            self.skipped += 1
        else:
            self.failed.append(event)

    def __str__(self) -> str:
        """One sentence."""
        rate = f" ({self.words:,} words, {self.words / self.seconds:,.0f} words/s)" if self.words else ""
        return f"{self.done} done{rate}, {self.skipped} skipped, {len(self.failed)} failed."


class BatchDisplay(Protocol):
    """Shows a batch to its user; a context manager."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        ...

    def show(self, event: Event) -> None:
        """A job has ended."""
        ...

    def conclude(self, report: Report) -> None:
        """The batch has ended, and so has the display."""
        ...
