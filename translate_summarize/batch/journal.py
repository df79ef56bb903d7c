"""What a batch has done: one SQLite file in the output folder, so that a rerun does only what is left."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from translate_summarize.errors import OutputError
from translate_summarize.storage.sqlite_file import Schema, SqliteFile, describe_error, transaction

FOLDER = ".translate-summarize"
"""Folder below the output folder for the journal and the lock."""

_SCHEMA = Schema(
    application_id=0,
    version=1,
    statements=(
        "CREATE TABLE articles (path TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL DEFAULT '',"
        " sha256 TEXT NOT NULL DEFAULT '', settings TEXT NOT NULL DEFAULT '', outputs TEXT NOT NULL DEFAULT '{}',"
        " seconds REAL NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '{}',"
        " finished REAL NOT NULL DEFAULT 0)",
    ),
)

_BUSY_TIMEOUT = 30.0
"""Seconds to wait for another process, such as a dry run beside a batch."""

DONE, FAILED = "done", "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal knows of an article.

    Attributes:
        name: path of its outputs below the output folder, without their suffixes.
        state: "done", "failed", or "" if it was only named.
        sha256: of the input's bytes.
        settings: key of everything that decided the outputs.
        outputs: SHA-256 of each output by its path below the output folder.
        seconds: from reading to writing.
        error: why it failed.
        about: what the digest shows: titles, brief, counts.
    """

    name: str
    state: str = ""
    sha256: str = ""
    settings: str = ""
    outputs: dict[str, str] | None = None
    seconds: float = 0.0
    error: str = ""
    about: dict[str, Any] | None = None


class Journal:
    """The journal of an output folder; a context manager, usable from several threads.

    A damaged journal is renamed and a new one started, which only means redoing articles.
    """

    def __init__(self, out: Path, *, read_only: bool = False) -> None:
        """Open or create the journal of the output folder ``out``.

        Args:
            out: the output folder.
            read_only: write nothing; a journal that is missing or damaged counts as empty.

        Raises:
            OutputError: the folder cannot be written.
        """
        self._out = out
        path = out / FOLDER / "journal.sqlite"
        self._journal = SqliteFile(path, _SCHEMA, busy_timeout=_BUSY_TIMEOUT, read_only=read_only)
        try:
            # Damage may show only in the table itself.
            self._journal.run(lambda db: db.execute("SELECT count(*) FROM articles").fetchone())
        except (OSError, sqlite3.Error) as error:
            raise OutputError(out, f"cannot be written ({describe_error(error)})", "choose another --out") from error

    def __enter__(self) -> Journal:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self._journal.close()

    def names(self) -> dict[str, str]:
        """Names given so far, by ``Job.key``."""
        return self._journal.run(lambda db: dict(db.execute("SELECT path, name FROM articles")))

    def entry(self, path: str) -> Entry | None:
        """What is known of an input, by its ``Job.key``; None if nothing is."""
        row = self._journal.run(
            lambda db: db.execute(
                "SELECT name, state, sha256, settings, outputs, seconds, error, about FROM articles WHERE path = ?",
                (path,),
            ).fetchone()
        )
        if row is None:
            return None
        name, state, sha256, settings, outputs, seconds, error, about = row
        return Entry(name, state, sha256, settings, json.loads(outputs), seconds, error, json.loads(about))

    def outputs_unchanged(self, entry: Entry) -> bool:
        """Whether all outputs of an article exist and are as they were written."""
        return bool(entry.outputs) and all(
            file_sha256(self._out / file) == digest for file, digest in (entry.outputs or {}).items()
        )

    def record(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Record inputs (``Job.key``, entry) whose outputs are already written.

        Raises:
            OutputError: the journal cannot be written.
        """
        now = time.time()
        rows = [
            (path, e.name, e.state, e.sha256, e.settings, _json(e.outputs), e.seconds, e.error, _json(e.about), now)
            for path, e in entries
        ]
        try:
            self._journal.run(lambda db: _write_rows(db, rows))
        except (OSError, sqlite3.Error) as error:
            problem = f"its journal cannot be written ({describe_error(error)})"
            raise OutputError(self._out, problem, "free space on that disk") from error


def file_sha256(path: Path) -> str:
    """Hex digest of a file's bytes; "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _json(value: dict[str, Any] | None) -> str:
    return json.dumps(value or {}, ensure_ascii=True)


def _write_rows(db: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    with transaction(db):
        db.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
