"""How a pull tells what it is doing."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class PullProgress(Protocol):
    """What ``hub.pull`` calls. After ``start`` comes either ``done`` or ``failed``, once."""

    def start(self, total_bytes: int, folder: Path) -> None:
        """The transfer begins.

        Args:
            total_bytes: still to be fetched; what an earlier pull has left behind does not count.
            folder: where the model will lie.
        """

    def advance(self, bytes_: int) -> None:
        """So many bytes have come; negative if bytes that had come must be fetched again."""

    def waiting(self) -> None:
        """Another process is pulling the same model; this one waits for it."""

    def done(self) -> None:
        """All files have come and their hashes are right."""

    def failed(self) -> None:
        """The pull has ended with an error, which is reported elsewhere."""


class SilentProgress:
    """Says nothing."""

    def start(self, total_bytes: int, folder: Path) -> None:
        """Say nothing."""

    def advance(self, bytes_: int) -> None:
        """Say nothing."""

    def waiting(self) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Say nothing."""

    def failed(self) -> None:
        """Say nothing."""
