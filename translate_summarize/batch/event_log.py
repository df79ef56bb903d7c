"""The events of a batch as JSON lines, for other programs."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from translate_summarize.batch.report import Event, Report
from translate_summarize.errors import OutputError


class EventLog:
    """Appends events to a file as they happen. A context manager; without a path it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> EventLog:
        """Open the file.

        Raises:
            OutputError: it cannot be written.
        """
        if self._path is not None:
            try:
                self._file = self._path.open("a", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise OutputError(
                    self._path, f"cannot be written ({error.strerror})", "choose another --log"
                ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def write(self, event: Event) -> None:
        """Record that a job has ended: event, file, name, words, message, time (seconds since 1970)."""
        self._line(
            event=str(event.outcome),
            file=str(event.job.path),
            name=event.job.name,
            words=event.words,
            message=event.message,
        )

    def end(self, report: Report) -> None:
        """Record that the batch has ended: counts, words, seconds."""
        self._line(
            event="interrupted" if report.interrupted else "end",
            done=report.done,
            skipped=report.skipped,
            failed=len(report.failed),
            words=report.words,
            seconds=round(report.seconds, 3),
        )

    def _line(self, **fields: Any) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps({**fields, "time": round(time.time(), 3)}, ensure_ascii=True) + "\n")
            self._file.flush()
        except OSError as error:
            raise OutputError(self._path, f"cannot be written ({error.strerror})", "free space on that disk") from error
