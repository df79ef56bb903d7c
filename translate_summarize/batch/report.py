"""What a batch reports: an event as each job ends, and counts at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from translate_summarize.batch.jobs import Job


class Outcome(StrEnum):
    """How a job ended."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """A job has ended.

    Attributes:
        job: the job.
        outcome: how it ended.
        words: German words translated.
        message: why it failed, or how many sentences are doubtful; one line.
    """

    job: Job
    outcome: Outcome
    words: int = 0
    message: str = ""


@dataclass(slots=True)
class Report:
    """Counts of a batch; ``str()`` gives them on one line.

    Attributes:
        done: number of articles translated and written.
        skipped: number of articles that were already done.
        failed: the events of those that failed.
        words: German words translated.
        seconds: since the batch started.
        interrupted: whether the user stopped it.
    """

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
        """Counts and rate on one line."""
        rate = f" ({self.words:,} words, {self.words / self.seconds:,.0f} words/s)" if self.words else ""
        return f"{self.done} done{rate}, {self.skipped} skipped, {len(self.failed)} failed."


class BatchDisplay(Protocol):
    """Shows a batch to its user; a context manager."""

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        ...

    def show(self, event: Event) -> None:
        """Show that a job has ended."""
        ...

    def conclude(self, report: Report) -> None:
        """Show the result of the batch; called after the display has stopped."""
        ...
