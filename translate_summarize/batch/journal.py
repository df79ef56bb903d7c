"""What a batch has done: one SQLite file in the output folder, so that a rerun does only what is left."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from translate_summarize.errors import OutputError

FOLDER = ".translate-summarize"
"""Folder below the output folder for the journal and the lock."""

_VERSION = 1

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    path TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL DEFAULT '', sha256 TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '', outputs TEXT NOT NULL DEFAULT '{}', seconds REAL NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '{}', finished REAL NOT NULL DEFAULT 0
)
"""

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
            read_only: write nothing; a missing or damaged journal counts as empty.

        Raises:
            OutputError: the folder cannot be written.
        """
        self._out = out
        self._lock = threading.Lock()
        path = out / FOLDER / "journal.sqlite"
        if read_only:
            self._db = _opened_to_read(path)
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _open(path)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(out, f"cannot be written ({error})", "choose another --out") from error

    def __enter__(self) -> Journal:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self._db.close()

    def names(self) -> dict[str, str]:
        """Names given so far, by ``Job.key``."""
        with self._lock:
            return dict(self._db.execute("SELECT path, name FROM articles"))

    def entry(self, path: str) -> Entry | None:
        """What is known of an input, by its ``Job.key``; None if nothing is."""
        with self._lock:
            row = self._db.execute(
                "SELECT name, state, sha256, settings, outputs, seconds, error, about FROM articles WHERE path = ?",
                (path,),
            ).fetchone()
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
            with self._lock, self._db:
                self._db.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            problem = f"its journal cannot be written ({error})"
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


def _opened_to_read(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        db.execute("SELECT count(*) FROM articles").fetchone()
    except (sqlite3.Error, OSError):
        db = sqlite3.connect(":memory:")
        db.execute(_SCHEMA)
    return db


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
    for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        if part.exists():
            part.replace(part.with_name(f"{part.name}.damaged"))
    return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    # Autocommit between transactions; the threads of a run share the connection under a lock.
    db = sqlite3.connect(path, check_same_thread=False, timeout=30)
    db.execute("PRAGMA journal_mode=WAL")
    # A power cut may take the last entries, whose articles are done again; it cannot leave an entry without its
    # outputs, which were synced before.
    db.execute("PRAGMA synchronous=NORMAL")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        db.close()
        raise sqlite3.DatabaseError(f"written by another version ({version})")
    db.execute(_SCHEMA)
    db.execute(f"PRAGMA user_version={_VERSION}")
    db.execute("SELECT count(*) FROM articles").fetchone()
    return db
