"""What a pull reports while it runs; showing it is up to the caller."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class PullProgress(Protocol):
    """What ``hub.pull`` calls. After ``start`` comes either ``done`` or ``failed``, once."""

    def start(self, total_bytes: int, folder: Path) -> None:
        """The transfer begins.

        Args:
            total_bytes: still to be fetched, without what an earlier pull left behind.
            folder: the model's folder.
        """

    def advance(self, bytes_: int) -> None:
        """Some bytes were received; a negative number if some must be fetched again."""

    def waiting(self) -> None:
        """Another process is pulling the same model; this one waits for it."""

    def done(self) -> None:
        """All files were received and their hashes are right."""

    def failed(self) -> None:
        """The pull ended with an error, which is reported elsewhere."""


class SilentProgress:
    """Shows nothing."""

    def start(self, total_bytes: int, folder: Path) -> None:
        """Show nothing."""

    def advance(self, bytes_: int) -> None:
        """Show nothing."""

    def waiting(self) -> None:
        """Show nothing."""

    def done(self) -> None:
        """Show nothing."""

    def failed(self) -> None:
        """Show nothing."""
