"""The progress of a download on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize.models.sizes import size_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from translate_summarize.models.progress import PullProgress


def pull_progress(quiet: bool) -> Callable[[str], PullProgress] | None:
    """What shows a model's download; None if nothing should."""
    return None if quiet else ConsoleProgress


class ConsoleProgress:
    """Shows a download on standard error: a bar on a terminal, one line before and one after when piped.

    Args:
        name: the model's name, as the user gave it.
        console: where to write; standard error by default.
    """

    def __init__(self, name: str, console: Console | None = None) -> None:
        from rich.console import Console

        self._name = name
        self._console = console or Console(stderr=True)
        self._bar: Progress | None = None
        self._total = 0
        self._folder = Path()

    def start(self, total_bytes: int, folder: Path) -> None:
        """Print size and destination, and start the bar."""
        self._total, self._folder = total_bytes, folder
        self._say(f"fetching {size_text(total_bytes)} to {folder}")
        if self._console.is_terminal:
            from rich.progress import (
                BarColumn,
                DownloadColumn,
                Progress,
                TimeRemainingColumn,
                TransferSpeedColumn,
            )

            self._bar = Progress(
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )
            self._bar.add_task("", total=total_bytes)
            self._bar.start()

    def advance(self, bytes_: int) -> None:
        """Advance the bar."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], bytes_)

    def waiting(self) -> None:
        """Print that another process is pulling the model."""
        self._say("another process is pulling this model; waiting for it to finish")

    def done(self) -> None:
        """Remove the bar and print that the model is complete."""
        self._stop()
        self._say(f"fetched {size_text(self._total)}, sizes and hashes verified")

    def failed(self) -> None:
        """Remove the bar; the error is reported by the caller."""
        self._stop()

    def _stop(self) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _say(self, text: str) -> None:
        # Paths may contain square brackets, and a piped line must not be wrapped.
        self._console.print(f"{self._name}: {text}", markup=False, highlight=False, soft_wrap=True)
