"""The tables of the translation memory, their keys and queries."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from translate_summarize.memory.units import MemoryHit, MemoryUnit
from translate_summarize.storage.sqlite_file import DamageError, Schema, transaction

# "TSmm" in ASCII.
_APPLICATION_ID = 0x54536D6D

SCHEMA = Schema(
    application_id=_APPLICATION_ID,
    version=2,
    statements=(
        "CREATE TABLE settings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, last_used INTEGER NOT NULL)",
        "CREATE TABLE machine (key BLOB PRIMARY KEY, settings INTEGER NOT NULL, source TEXT NOT NULL,"
        " target TEXT NOT NULL, flags TEXT NOT NULL, score REAL)",
        "CREATE TABLE human (key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL)",
    ),
    migrations=MappingProxyType(
        {
            # 0.3.0: no scores, and no record of when settings were last used.
            1: (
                "ALTER TABLE settings ADD COLUMN last_used INTEGER NOT NULL DEFAULT 0",
                "UPDATE settings SET last_used = CAST(julianday('now') - 2440587.5 AS INTEGER)",
                "ALTER TABLE machine ADD COLUMN score REAL",
            )
        }
    ),
)
"""``last_used`` counts days since 1970, so that a lookup writes at most once a day."""

_MAX_KEYS_PER_QUERY = 500
"""Well under the 999 variables that every SQLite allows in a statement."""

_Row = tuple[bytes, str | None, str, str, str, float | None]
"""Key, settings, source, target, flags, score."""


def framed_key(text: str) -> bytes:
    """UTF-8 with its length before it, so that no two sequences of texts look alike."""
    # Only for the key: a lone surrogate cannot be stored, but may be asked for.
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


def look_up(connection: sqlite3.Connection, settings: str, sources: Sequence[str]) -> dict[str, MemoryHit]:
    """The known translations of some sentences; see ``TranslationMemory.get_many``."""
    distinct = list(dict.fromkeys(sources))
    base = hashlib.sha256(framed_key(settings))
    hits: dict[str, MemoryHit] = {}
    has_human = connection.execute("SELECT EXISTS (SELECT 1 FROM human)").fetchone()[0]
    for start in range(0, len(distinct), _MAX_KEYS_PER_QUERY):
        chunk = distinct[start : start + _MAX_KEYS_PER_QUERY]
        marks = ",".join("?" * len(chunk))
        by_key: dict[bytes, str] = {}
        human_key: dict[bytes, str] = {}
        for source in chunk:
            framed = framed_key(source)
            hasher = base.copy()
            hasher.update(framed)
            by_key[hasher.digest()] = source
            if has_human:
                human_key[hashlib.sha256(framed).digest()] = source
        query = f"SELECT key, target, flags, score FROM machine WHERE key IN ({marks})"  # noqa: S608 - only question marks
        for key, target, flags, score in connection.execute(query, list(by_key)):
            hits[by_key[key]] = MemoryHit(as_text(target), as_flags(flags), human=False, score=as_score(score))
        if has_human:
            query = f"SELECT key, target FROM human WHERE key IN ({marks})"  # noqa: S608 - only question marks
            for key, target in connection.execute(query, list(human_key)):
                hits[human_key[key]] = MemoryHit(as_text(target), (), human=True)
    return hits


def touch(connection: sqlite3.Connection, settings: str, day: int) -> None:
    """Note that some settings are used on a day, in days since 1970; writes only what is not noted yet."""
    older = connection.execute("SELECT id FROM settings WHERE text = ? AND last_used < ?", (settings, day)).fetchone()
    if older:
        connection.execute("UPDATE settings SET last_used = ? WHERE id = ?", (day, *older))


def drop_unused(connection: sqlite3.Connection, before: int) -> int:
    """Remove the machine translations of settings last used before a day; human ones stay.

    Returns:
        How many were removed.
    """
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM settings WHERE last_used < ?)", (before,)).fetchone()[0]:
        return 0
    with transaction(connection):
        removed = connection.execute(
            "DELETE FROM machine WHERE settings IN (SELECT id FROM settings WHERE last_used < ?)", (before,)
        ).rowcount
        connection.execute("DELETE FROM settings WHERE last_used < ?", (before,))
    return int(removed)


def hash_of_human_units(connection: sqlite3.Connection) -> str:
    """A hash of all human translations, whatever their order; "" if there are none."""
    hasher = None
    for key, target in connection.execute("SELECT key, target FROM human ORDER BY key"):
        hasher = hasher or hashlib.sha256()
        hasher.update(key + framed_key(as_text(target)))
    return hasher.hexdigest() if hasher else ""


def as_text(value: object) -> str:
    """A stored text.

    Raises:
        DamageError: it is no text.
    """
    if not isinstance(value, str):
        raise DamageError("a text is not text")
    return value


def as_score(value: object) -> float | None:
    """A stored score.

    Raises:
        DamageError: it is no number.
    """
    if value is None:
        return None
    if not isinstance(value, int | float):
        raise DamageError("a score is not a number")
    return float(value)


def as_flags(value: object) -> tuple[str, ...]:
    """Stored flags.

    Raises:
        DamageError: they are no list of texts.
    """
    if value == "":
        return ()
    try:
        flags = json.loads(as_text(value))
    except ValueError as error:
        raise DamageError("flags are unreadable") from error
    if not isinstance(flags, list):
        raise DamageError("flags are not a list")
    return tuple(as_text(flag) for flag in flags)


def rows_of(units: Iterable[MemoryUnit]) -> Iterator[_Row]:
    """The rows of the units that can be stored."""
    base_of: tuple[str, hashlib._Hash] | None = None
    for unit in units:
        if unit.settings is None:
            if not unit.source.strip() or not unit.target.strip():
                continue
            hasher = hashlib.sha256(framed_key(unit.source))
        else:
            if base_of is None or base_of[0] != unit.settings:
                base_of = unit.settings, hashlib.sha256(framed_key(unit.settings))
            hasher = base_of[1].copy()
            hasher.update(framed_key(unit.source))
        try:
            for text in (unit.source, unit.target, unit.settings or ""):
                text.encode()
        except UnicodeEncodeError:
            # SQLite stores no lone surrogates.
            continue
        flags = json.dumps(unit.flags) if unit.flags else ""
        yield hasher.digest(), unit.settings, unit.source, unit.target, flags, unit.score


def store_rows(connection: sqlite3.Connection, settings: str, rows: Sequence[_Row], day: int) -> None:
    """Write machine translations in one transaction; newer ones replace older ones.

    Args:
        connection: to the memory.
        settings: of all rows.
        rows: from ``rows_of``.
        day: today, in days since 1970.
    """
    with transaction(connection):
        connection.execute(
            "INSERT INTO settings (text, last_used) VALUES (?, ?)"
            " ON CONFLICT (text) DO UPDATE SET last_used = excluded.last_used",
            (settings, day),
        )
        number = connection.execute("SELECT id FROM settings WHERE text = ?", (settings,)).fetchone()[0]
        connection.executemany(
            "INSERT OR REPLACE INTO machine (key, settings, source, target, flags, score) VALUES (?, ?, ?, ?, ?, ?)",
            ((key, number, source, target, flags, score) for key, _, source, target, flags, score in rows),
        )


def merge_units(connection: sqlite3.Connection, units: Iterable[MemoryUnit], day: int) -> int:
    """Add units, all or none; see ``TranslationMemory.merge``. ``day`` is today, in days since 1970."""
    # What is read from a file takes its time; others may write to the memory meanwhile.
    with transaction(connection, "DEFERRED"):
        connection.execute(
            "CREATE TEMP TABLE incoming (key BLOB, settings TEXT, source TEXT, target TEXT, flags TEXT, score REAL)"
        )
        connection.executemany("INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?)", rows_of(units))
    try:
        taken = int(connection.execute("SELECT count(*) FROM incoming").fetchone()[0])
        with transaction(connection):
            connection.execute(
                "INSERT INTO settings (text, last_used) SELECT DISTINCT settings, ? FROM incoming"
                " WHERE settings IS NOT NULL ON CONFLICT (text) DO UPDATE SET last_used = excluded.last_used",
                (day,),
            )
            connection.execute(
                "INSERT OR REPLACE INTO machine (key, settings, source, target, flags, score)"
                " SELECT key, id, source, target, flags, score FROM incoming"
                " CROSS JOIN settings ON text = incoming.settings"
                " ORDER BY incoming.rowid"
            )
            connection.execute(
                "INSERT OR REPLACE INTO human (key, source, target)"
                " SELECT key, source, target FROM incoming WHERE settings IS NULL ORDER BY rowid"
            )
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("DROP TABLE incoming")
    return taken


def clear_units(connection: sqlite3.Connection) -> int:
    """Remove everything and give the disk space back; returns how many entries there were."""
    with transaction(connection):
        removed = sum(connection.execute(f"DELETE FROM {table}").rowcount for table in ("human", "machine"))  # noqa: S608
        connection.execute("DELETE FROM settings")
    # The entries are gone; if another process is at work, the space comes back later.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removed
