"""The progress of a batch on the terminal."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from translate_summarize.batch.report import Event, Outcome, Report
from translate_summarize.cli.notes import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class BatchConsole:
    """Shows a batch: a bar with time left on a terminal, a line a file when piped. A context manager."""

    def __init__(self, total: int, quiet: bool = False, skips: bool = True) -> None:
        """Make it.

        Args:
            total: number of jobs.
            quiet: tell only of failures.
            skips: tell of skipped files too.
        """
        self._total, self._quiet, self._skips, self._at, self._words = total, quiet, skips, 0, 0
        self._start = monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> BatchConsole:
        """Start the bar if standard error is a terminal."""
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console as RichConsole
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[words]:,} words, {task.fields[rate]:,.0f} words/s"),
                TimeRemainingColumn(),
                console=RichConsole(stderr=True),
            )
            self._progress.start()
            self._task = self._progress.add_task("translating", total=self._total, words=0, rate=0.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the bar."""
        if self._progress is not None:
            self._progress.stop()

    def show(self, event: Event) -> None:
        """A job has ended."""
        self._at += 1
        self._words += event.words
        name = printable(str(event.job.path))
        line = f"{event.outcome}: {name}" + (f": {event.message}" if event.message else "")
        if self._progress is not None and self._task is not None:
            if event.outcome is Outcome.FAILED:
                self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
            rate = self._words / max(monotonic() - self._start, 0.001)
            self._progress.update(
                self._task, advance=1, words=self._words, rate=rate, description=printable(event.job.path.name[-30:])
            )
        elif event.outcome is Outcome.FAILED or not (
            self._quiet or (event.outcome is Outcome.SKIPPED and not self._skips)
        ):
            print(f"[{self._at}/{self._total}] {line}", file=sys.stderr, flush=True)

    def conclude(self, report: Report) -> None:
        """The batch has ended: what failed and why, and one sentence."""
        for event in report.failed:
            print(f"failed: {printable(str(event.job.path))}: {event.message}", file=sys.stderr)
        print(report, file=sys.stderr, flush=True)
