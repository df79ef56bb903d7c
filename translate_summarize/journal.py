"""What a batch has done: one SQLite file in the output folder, so that a rerun skips what is done."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from translate_summarize.errors import OutputError

FOLDER = ".translate-summarize"


class Journal:
    """The journal of an output folder; a context manager.

    A damaged journal is set aside and begun anew: it only costs doing articles again.
    """

    def __init__(self, out: Path) -> None:
        """Open or make the journal of the output folder ``out``.

        Raises:
            OutputError: the folder cannot be written.
        """
        self._out = out
        path = out / FOLDER / "journal.sqlite"
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

    def is_done(self, name: str, sha256: str, settings: str) -> bool:
        """Whether an article was done from the same bytes with the same settings and its outputs are unchanged."""
        row = self._db.execute("SELECT sha256, settings, outputs FROM done WHERE name = ?", (name,)).fetchone()
        if row is None or row[:2] != (sha256, settings):
            return False
        outputs: dict[str, str] = json.loads(row[2])
        return all(_sha256(self._out / file) == digest for file, digest in outputs.items())

    def record(self, name: str, sha256: str, settings: str, outputs: Iterable[Path]) -> None:
        """Remember that an article is done; its outputs are written already.

        Raises:
            OutputError: the journal cannot be written.
        """
        digests = {p.relative_to(self._out).as_posix(): _sha256(p) for p in outputs}
        try:
            with self._db:
                self._db.execute(
                    "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)",
                    (name, sha256, settings, json.dumps(digests)),
                )
        except sqlite3.Error as error:
            raise OutputError(self._out, f"its journal cannot be written ({error})", "free space there") from error


def _open(path: Path) -> sqlite3.Connection:
    schema = (
        "CREATE TABLE IF NOT EXISTS done "
        "(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL, outputs TEXT NOT NULL)"
    )
    try:
        db = sqlite3.connect(path)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(schema)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        path.replace(path.with_suffix(".damaged"))
        db = sqlite3.connect(path)
        db.execute(schema)
    return db


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
