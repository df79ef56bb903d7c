"""The progress of a download on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize.models.sizes import size_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


class ConsoleProgress:
    """Tells a user on standard error: a bar on a terminal; when piped, a line before and a line after.

    Args:
        name: what the user calls the model.
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
        """Say what, how large and where to; show the bar."""
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
        """Move the bar."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], bytes_)

    def waiting(self) -> None:
        """Say that another process is at it."""
        self._say("another process is pulling it; waiting for that to end")

    def done(self) -> None:
        """Take the bar away and say that all is there."""
        self._stop()
        self._say(f"fetched {size_text(self._total)}, sizes and hashes verified")

    def failed(self) -> None:
        """Take the bar away; the error speaks for itself."""
        self._stop()

    def _stop(self) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _say(self, text: str) -> None:
        # Paths may hold square brackets, and a piped line must stay one line.
        self._console.print(f"{self._name}: {text}", markup=False, highlight=False, soft_wrap=True)
