"""The progress of a batch on the terminal."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from translate_summarize.batch.report import Event, Outcome, Report
from translate_summarize.cli.notes import printable

if TYPE_CHECKING:
    from rich.progress import Progress


MAX_NAME = 30
"""Characters of a file name beside the bar."""


class BatchConsole:
    """Shows a batch on standard error: a progress bar on a terminal, one line per file when piped. A context manager.

    Args:
        total: number of jobs.
        quiet: print only failures.
        show_skipped: print skipped files too.
    """

    def __init__(self, total: int, quiet: bool = False, show_skipped: bool = True) -> None:
        self._total = total
        self._quiet = quiet
        self._show_skipped = show_skipped
        self._ended = 0
        self._words = 0
        self._start = monotonic()
        self._progress: Progress | None = None

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
            self._progress.add_task("translating", total=self._total, words=0, rate=0.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the bar."""
        if self._progress is not None:
            self._progress.stop()

    def show(self, event: Event) -> None:
        """Show that a job has ended."""
        self._ended += 1
        self._words += event.words
        line = f"{event.outcome}: {printable(str(event.job.path))}" + (f": {event.message}" if event.message else "")
        if self._progress is not None:
            self._advance(self._progress, event, line)
        elif event.outcome is Outcome.FAILED or not self._is_hidden(event):
            print(f"[{self._ended}/{self._total}] {line}", file=sys.stderr, flush=True)

    def conclude(self, report: Report) -> None:
        """Print each failure with its reason, and one line of counts."""
        for event in report.failed:
            print(f"failed: {printable(str(event.job.path))}: {event.message}", file=sys.stderr)
        print(report, file=sys.stderr, flush=True)

    def _is_hidden(self, event: Event) -> bool:
        return self._quiet or (event.outcome is Outcome.SKIPPED and not self._show_skipped)

    def _advance(self, progress: Progress, event: Event, line: str) -> None:
        """Move the bar on by one job; a failure is printed above it."""
        if event.outcome is Outcome.FAILED:
            progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
        rate = self._words / max(monotonic() - self._start, 0.001)
        name = printable(event.job.path.name[-MAX_NAME:])
        progress.update(progress.task_ids[0], advance=1, words=self._words, rate=rate, description=name)
