"""The tables of the translation memory, their keys and queries."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from translate_summarize.memory.units import MemoryHit, MemoryUnit
from translate_summarize.storage.sqlite_file import DamageError, transaction

# "TSmm": tells our file from any other SQLite database.
_APPLICATION_ID = 0x54536D6D

_SCHEMA_VERSION = 1

SCHEMA = (
    "CREATE TABLE settings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    "CREATE TABLE machine (key BLOB PRIMARY KEY, settings INTEGER NOT NULL, source TEXT NOT NULL,"
    " target TEXT NOT NULL, flags TEXT NOT NULL)",
    "CREATE TABLE human (key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)

# Well under the 999 variables that every SQLite allows in a statement.
_KEYS_A_QUERY = 500


def has_our_schema(connection: sqlite3.Connection) -> bool:
    """Whether our tables are there; False if the file is empty.

    Raises:
        _DamageError: if it is a database of another program or another version.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) == (_APPLICATION_ID, _SCHEMA_VERSION):
        return True
    if (application, version) == (0, 0) and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return False
    raise DamageError("wrong schema version")


def framed_key(text: str) -> bytes:
    """UTF-8 with its length before it, so that no two sequences of texts look alike."""
    # Only for the key: a lone surrogate cannot be stored, but may be asked for.
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


def look_up(connection: sqlite3.Connection, settings: str, sources: Sequence[str]) -> dict[str, MemoryHit]:
    distinct = list(dict.fromkeys(sources))
    base = hashlib.sha256(framed_key(settings))
    found: dict[str, MemoryHit] = {}
    has_human = connection.execute("SELECT EXISTS (SELECT 1 FROM human)").fetchone()[0]
    for start in range(0, len(distinct), _KEYS_A_QUERY):
        chunk = distinct[start : start + _KEYS_A_QUERY]
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
        query = f"SELECT key, target, flags FROM machine WHERE key IN ({marks})"  # noqa: S608 - only question marks
        for key, target, flags in connection.execute(query, list(by_key)):
            found[by_key[key]] = MemoryHit(as_text(target), as_flags(flags), human=False)
        if has_human:
            query = f"SELECT key, target FROM human WHERE key IN ({marks})"  # noqa: S608 - only question marks
            for key, target in connection.execute(query, list(human_key)):
                found[human_key[key]] = MemoryHit(as_text(target), (), human=True)
    return found


def hash_of_human_units(connection: sqlite3.Connection) -> str:
    hasher = None
    for key, target in connection.execute("SELECT key, target FROM human ORDER BY key"):
        hasher = hasher or hashlib.sha256()
        hasher.update(key + framed_key(as_text(target)))
    return hasher.hexdigest() if hasher else ""


def as_text(value: object) -> str:
    if not isinstance(value, str):
        raise DamageError("a text is none")
    return value


def as_flags(value: object) -> tuple[str, ...]:
    if value == "":
        return ()
    try:
        flags = json.loads(as_text(value))
    except ValueError as error:
        raise DamageError("flags are unreadable") from error
    if not isinstance(flags, list):
        raise DamageError("flags are no list")
    return tuple(as_text(flag) for flag in flags)


def rows_of(units: Iterable[MemoryUnit]) -> Iterator[tuple[bytes, str | None, str, str, str]]:
    """Key, settings, source, target and flags of the units that can be stored."""
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
            # A lone surrogate is no text, and SQLite keeps texts only.
            continue
        flags = json.dumps(unit.flags) if unit.flags else ""
        yield hasher.digest(), unit.settings, unit.source, unit.target, flags


def store_rows(
    connection: sqlite3.Connection, settings: str, rows: Sequence[tuple[bytes, str | None, str, str, str]]
) -> None:
    with transaction(connection):
        connection.execute("INSERT OR IGNORE INTO settings (text) VALUES (?)", (settings,))
        number = connection.execute("SELECT id FROM settings WHERE text = ?", (settings,)).fetchone()[0]
        connection.executemany(
            "INSERT OR REPLACE INTO machine (key, settings, source, target, flags) VALUES (?, ?, ?, ?, ?)",
            ((key, number, source, target, flags) for key, _, source, target, flags in rows),
        )


def merge_units(connection: sqlite3.Connection, units: Iterable[MemoryUnit]) -> int:
    # What is read from a file takes its time; others may write to the memory meanwhile.
    with transaction(connection, "DEFERRED"):
        connection.execute("CREATE TEMP TABLE incoming (key BLOB, settings TEXT, source TEXT, target TEXT, flags TEXT)")
        connection.executemany("INSERT INTO incoming VALUES (?, ?, ?, ?, ?)", rows_of(units))
    try:
        taken = int(connection.execute("SELECT count(*) FROM incoming").fetchone()[0])
        with transaction(connection):
            connection.execute(
                "INSERT OR IGNORE INTO settings (text) SELECT DISTINCT settings FROM incoming"
                " WHERE settings IS NOT NULL"
            )
            connection.execute(
                "INSERT OR REPLACE INTO machine (key, settings, source, target, flags)"
                " SELECT key, id, source, target, flags FROM incoming CROSS JOIN settings ON text = incoming.settings"
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
    with transaction(connection):
        removed = sum(connection.execute(f"DELETE FROM {table}").rowcount for table in ("human", "machine"))  # noqa: S608
        connection.execute("DELETE FROM settings")
    # The entries are gone; if another process is at work, the space comes back later.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removed
