"""A SQLite file that may be damaged, shared or read-only."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

_DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# SQLite keeps no checksums: a schema page or a text that went bad shows only in these words.
_DAMAGE_WORDS = ("no such table", "no such column", "has no column", "Could not decode to UTF-8")


class DamageError(sqlite3.DatabaseError):
    """The file is a database, but not as we write it."""


def is_damage(error: sqlite3.Error) -> bool:
    if isinstance(error, DamageError) or error_code(error) in _DAMAGE_CODES:
        return True
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _DAMAGE_WORDS)


def error_code(error: BaseException) -> int:
    """SQLite's primary result code; 0 if the error is not SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def describe_error(error: Exception) -> str:
    """Why, in the user's words."""
    match error_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another process keeps it locked"
        case sqlite3.SQLITE_READONLY:
            return "it is read-only"
        case sqlite3.SQLITE_FULL:
            return "no space left on the disk"
        case sqlite3.SQLITE_CANTOPEN:
            return "it cannot be opened"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name becomes."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has often rolled back by itself.
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
