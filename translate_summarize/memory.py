"""The translation memory: sentences once translated are not translated again (SQLite)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from translate_summarize.errors import InputError, OutputError

_Result = TypeVar("_Result")

# "TSmm": tells our file from any other SQLite database.
_APPLICATION_ID = 0x54536D6D
_SCHEMA_VERSION = 1
_SCHEMA = (
    "CREATE TABLE settings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    "CREATE TABLE machine (key BLOB PRIMARY KEY, settings INTEGER NOT NULL, source TEXT NOT NULL,"
    " target TEXT NOT NULL, flags TEXT NOT NULL)",
    "CREATE TABLE human (key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)
# Well under the 999 variables that every SQLite allows in a statement.
_KEYS_A_QUERY = 500
_DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# SQLite keeps no checksums: a schema page or a text that went bad shows only in these words.
_DAMAGE_WORDS = ("no such table", "no such column", "has no column", "Could not decode to UTF-8")
_SIDE_FILES = ("-wal", "-shm")
_RESTARTS = 2


@dataclass(frozen=True, slots=True)
class MemoryHit:
    """A translation that the memory knew.

    Attributes:
        target: the English sentence.
        flags: what was doubtful about it when the machine made it; a human's has none.
        human: a person made it; it was imported.
    """

    target: str
    flags: tuple[str, ...]
    human: bool


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A whole entry of the memory, as it is exported and imported.

    Attributes:
        source: the German sentence.
        target: the English sentence.
        flags: what was doubtful about it; empty for a human translation.
        settings: what the machine translated with (model, engine, beam ...); None for a human translation.
    """

    source: str
    target: str
    flags: tuple[str, ...] = ()
    settings: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What lies in the memory.

    Attributes:
        entries: sentences in all, the machine's (once for each settings) and people's.
        human: how many of them people translated.
        bytes_on_disk: size of the database with its write-ahead log, in bytes.
        settings: how many different settings the machine's entries were made with.
    """

    entries: int
    human: int
    bytes_on_disk: int
    settings: int


class TranslationMemory:
    """A store of translated sentences that several threads and processes may share.

    Nothing it meets may fail a translation: what cannot be read is unknown, what cannot be written is
    dropped. A damaged file is set aside (``memory.sqlite.damaged``) and a new one begun. Only what a user
    asks of the memory itself (``stats``, ``clear``, ``units``, ``merge``) raises.

    The file is opened on first use. An instance is not to be used across a fork.

    Attributes:
        path: the database file.
        broken: why it is no longer written (or, if it cannot even be opened, read); "" while all is well.
    """

    def __init__(self, path: Path, *, patience: float = 5.0) -> None:
        """Name the file; nothing is opened yet.

        Args:
            path: the database file; missing parent folders are made on first use.
            patience: seconds to wait while another process writes.
        """
        self.path = path
        self.broken = ""
        self._patience = patience
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._readable = True

    def __enter__(self) -> TranslationMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last process to do so folds the write-ahead log into it."""
        with self._lock:
            self._disconnect()

    def get_many(self, settings: str, sources: Sequence[str]) -> dict[str, MemoryHit]:
        """Look sentences up; a human translation wins over the machine's.

        Args:
            settings: all that the machine's translation depends on besides the sentence: model hash, engine,
                compute type, beam, version. A human translation is found whatever they are.
            sources: German sentences; they may repeat.

        Returns:
            The known ones; empty if the memory cannot be read.
        """
        if not sources or not self._readable:
            return {}
        try:
            return self._run(lambda connection: _look_up(connection, settings, sources))
        except (sqlite3.Error, OSError) as error:
            self.broken = self.broken or _reason(error)
            self._readable = False
            return {}

    def put_many(self, settings: str, entries: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
        """Remember the machine's translations, in one transaction.

        Once a write has failed, this and all further ones are dropped and ``broken`` says why.

        Args:
            settings: as for ``get_many``.
            entries: German sentence to English sentence and flags.
        """
        if not entries or self.broken:
            return
        units = [MemoryUnit(source, target, flags, settings) for source, (target, flags) in entries.items()]
        rows = list(_rows(units))
        if not rows:
            return
        try:
            self._run(lambda connection: _store(connection, settings, rows))
        except (sqlite3.Error, OSError) as error:
            self.broken = _reason(error)

    def human_revision(self) -> str:
        """A hash of all human translations, in whatever order they came; "" if there are none to be read."""
        try:
            return self._run(_human_revision)
        except (sqlite3.Error, OSError):
            return ""

    def stats(self) -> MemoryStats:
        """Count what is there.

        Raises:
            InputError: if the memory cannot be read.
        """
        try:
            human, machine, settings = self._run(
                lambda connection: connection.execute(
                    "SELECT (SELECT count(*) FROM human), (SELECT count(*) FROM machine),"
                    " (SELECT count(*) FROM settings)"
                ).fetchone()
            )
        except (sqlite3.Error, OSError) as error:
            raise self._unreadable(error) from error
        size = 0
        for suffix in ("", *_SIDE_FILES):
            with contextlib.suppress(OSError):
                size += self._beside(suffix).stat().st_size
        return MemoryStats(entries=human + machine, human=human, bytes_on_disk=size, settings=settings)

    def clear(self) -> int:
        """Forget everything, human translations too, and give the disk space back.

        Returns:
            How many entries were removed.

        Raises:
            OutputError: if the memory cannot be changed; then nothing was removed.
        """
        try:
            return self._run(_clear)
        except (sqlite3.Error, OSError) as error:
            raise self._unwritable(error) from error

    def units(self) -> Generator[MemoryUnit, None, None]:
        """All entries as they were at the first, human ones first; they are streamed, not gathered.

        Raises:
            InputError: if the memory cannot be read, or if damage shows on the way (then it is set aside).
        """
        try:
            self._run(lambda _: None)
            # A connection of its own: looking up and storing may go on meanwhile.
            identity = _identity(self.path)
            connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise self._unreadable(error) from error
        try:
            connection.execute("BEGIN")
            for source, target in connection.execute("SELECT source, target FROM human ORDER BY rowid"):
                yield MemoryUnit(_text(source), _text(target))
            for source, target, flags, settings in connection.execute(
                "SELECT source, target, flags, text FROM machine CROSS JOIN settings ON settings.id = machine.settings"
                " ORDER BY machine.rowid"
            ):
                yield MemoryUnit(_text(source), _text(target), _flags(flags), _text(settings))
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise self._unreadable(error) from error
            with self._lock, contextlib.suppress(OSError):
                connection.close()
                self._set_aside(identity)
            raise InputError(
                self.path, "is damaged and was set aside", f"look for {self._beside('.damaged').name} beside it"
            ) from error
        finally:
            connection.close()

    def merge(self, read_units: Callable[[], Iterable[MemoryUnit]]) -> int:
        """Add whole entries, all or none, in one transaction; later ones win over earlier and over old ones.

        The database is locked only once all units have been read.

        Args:
            read_units: gives the units; called again should the file turn out damaged on the way. Whatever it
                raises is passed on, and nothing is added.

        Returns:
            How many units were taken; human ones without text are not.

        Raises:
            OutputError: if the memory cannot be written; then it is as it was.
        """
        try:
            return self._run(lambda connection: _merge(connection, read_units()))
        except (sqlite3.Error, OSError) as error:
            raise self._unwritable(error) from error

    def _run(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do something with the database; if it is damaged, begin a new one and do it again."""
        with self._lock:
            for restarts_left in range(_RESTARTS, -1, -1):
                try:
                    return action(self._connected())
                except sqlite3.Error as error:
                    if not _is_damage(error) or not restarts_left:
                        raise
                    self._set_aside(self._identity)
            raise AssertionError("unreachable")

    def _connected(self) -> sqlite3.Connection:
        # Another process may have set the file aside, a user may have removed it: theirs is the new one.
        if self._connection is not None and self._identity != _identity(self.path):
            self._disconnect()
        if self._connection is None:
            self._make_file()
            # Known before opening: should the file be exchanged in between, we notice at the next use.
            self._identity = _identity(self.path)
            self._connection = self._open()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _make_file(self) -> None:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Articles may be confidential: nobody else reads what was in them.
            self.path.touch(mode=0o600)

    def _open(self) -> sqlite3.Connection:
        """A connection to a database with our schema."""
        connection = self._connect(f"{self.path.absolute().as_uri()}?mode=rw")
        try:
            self._prepare(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            # A write-ahead log needs a writable folder, even to read, unless it is promised that nobody writes.
            if _code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or self._has_log():
                raise
            connection = self._connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1")
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, uri: str) -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=self._patience, isolation_level=None, check_same_thread=False)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Set the connection up; make the tables if the file is new."""
        if not _has_our_schema(connection):
            # SQLite does not wait where two processes switch to the write-ahead log at once.
            with self._file_lock():
                if not _has_our_schema(connection):
                    with contextlib.suppress(sqlite3.OperationalError):
                        connection.execute("PRAGMA journal_mode = WAL")
                    with _transaction(connection):
                        for statement in _SCHEMA:
                            connection.execute(statement)
        # With a write-ahead log, NORMAL can lose the last entries in a power cut, but not the database.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA journal_size_limit = 16777216")

    def _set_aside(self, identity: tuple[int, int] | None) -> None:
        """Rename the damaged file and its side files, unless another process was quicker."""
        self._disconnect()
        with self._file_lock():
            if identity is None or _identity(self.path) != identity:
                return
            for suffix in ("", *_SIDE_FILES):
                old, new = self._beside(suffix), self._beside(".damaged" + suffix)
                new.unlink(missing_ok=True)
                if old.exists():
                    old.replace(new)

    def _file_lock(self) -> contextlib.AbstractContextManager[object]:
        from filelock import FileLock

        return FileLock(self._beside(".lock"), timeout=self._patience)

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.name + suffix)

    def _has_log(self) -> bool:
        try:
            return self._beside("-wal").stat().st_size > 0
        except OSError:
            return False

    def _unreadable(self, error: Exception) -> InputError:
        return InputError(self.path, f"the translation memory cannot be read: {_reason(error)}", _MEND)

    def _unwritable(self, error: Exception) -> OutputError:
        return OutputError(self.path, f"the translation memory cannot be written: {_reason(error)}", _MEND)


_MEND = "check the file's permissions and the disk, or choose another cache folder"


class _DamageError(sqlite3.DatabaseError):
    """The file is a database, but not as we write it."""


def _is_damage(error: sqlite3.Error) -> bool:
    if isinstance(error, _DamageError) or _code(error) in _DAMAGE_CODES:
        return True
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _DAMAGE_WORDS)


def _code(error: BaseException) -> int:
    """SQLite's primary result code; 0 if the error is not SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _reason(error: Exception) -> str:
    """Why, in the user's words."""
    match _code(error):
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


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name becomes."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has often rolled back by itself.
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _has_our_schema(connection: sqlite3.Connection) -> bool:
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
    raise _DamageError("wrong schema version")


def _framed(text: str) -> bytes:
    """UTF-8 with its length before it, so that no two sequences of texts look alike."""
    # Only for the key: a lone surrogate cannot be stored, but may be asked for.
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


def _look_up(connection: sqlite3.Connection, settings: str, sources: Sequence[str]) -> dict[str, MemoryHit]:
    distinct = list(dict.fromkeys(sources))
    base = hashlib.sha256(_framed(settings))
    found: dict[str, MemoryHit] = {}
    has_human = connection.execute("SELECT EXISTS (SELECT 1 FROM human)").fetchone()[0]
    for start in range(0, len(distinct), _KEYS_A_QUERY):
        chunk = distinct[start : start + _KEYS_A_QUERY]
        marks = ",".join("?" * len(chunk))
        by_key: dict[bytes, str] = {}
        human_key: dict[bytes, str] = {}
        for source in chunk:
            framed = _framed(source)
            hasher = base.copy()
            hasher.update(framed)
            by_key[hasher.digest()] = source
            if has_human:
                human_key[hashlib.sha256(framed).digest()] = source
        query = f"SELECT key, target, flags FROM machine WHERE key IN ({marks})"  # noqa: S608 - only question marks
        for key, target, flags in connection.execute(query, list(by_key)):
            found[by_key[key]] = MemoryHit(_text(target), _flags(flags), human=False)
        if has_human:
            query = f"SELECT key, target FROM human WHERE key IN ({marks})"  # noqa: S608 - only question marks
            for key, target in connection.execute(query, list(human_key)):
                found[human_key[key]] = MemoryHit(_text(target), (), human=True)
    return found


def _human_revision(connection: sqlite3.Connection) -> str:
    hasher = None
    for key, target in connection.execute("SELECT key, target FROM human ORDER BY key"):
        hasher = hasher or hashlib.sha256()
        hasher.update(key + _framed(_text(target)))
    return hasher.hexdigest() if hasher else ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _DamageError("a text is none")
    return value


def _flags(value: object) -> tuple[str, ...]:
    if value == "":
        return ()
    try:
        flags = json.loads(_text(value))
    except ValueError as error:
        raise _DamageError("flags are unreadable") from error
    if not isinstance(flags, list):
        raise _DamageError("flags are no list")
    return tuple(_text(flag) for flag in flags)


def _rows(units: Iterable[MemoryUnit]) -> Iterator[tuple[bytes, str | None, str, str, str]]:
    """Key, settings, source, target and flags of the units that can be stored."""
    base_of: tuple[str, hashlib._Hash] | None = None
    for unit in units:
        if unit.settings is None:
            if not unit.source.strip() or not unit.target.strip():
                continue
            hasher = hashlib.sha256(_framed(unit.source))
        else:
            if base_of is None or base_of[0] != unit.settings:
                base_of = unit.settings, hashlib.sha256(_framed(unit.settings))
            hasher = base_of[1].copy()
            hasher.update(_framed(unit.source))
        try:
            for text in (unit.source, unit.target, unit.settings or ""):
                text.encode()
        except UnicodeEncodeError:
            # A lone surrogate is no text, and SQLite keeps texts only.
            continue
        flags = json.dumps(unit.flags) if unit.flags else ""
        yield hasher.digest(), unit.settings, unit.source, unit.target, flags


def _store(
    connection: sqlite3.Connection, settings: str, rows: Sequence[tuple[bytes, str | None, str, str, str]]
) -> None:
    with _transaction(connection):
        connection.execute("INSERT OR IGNORE INTO settings (text) VALUES (?)", (settings,))
        number = connection.execute("SELECT id FROM settings WHERE text = ?", (settings,)).fetchone()[0]
        connection.executemany(
            "INSERT OR REPLACE INTO machine (key, settings, source, target, flags) VALUES (?, ?, ?, ?, ?)",
            ((key, number, source, target, flags) for key, _, source, target, flags in rows),
        )


def _merge(connection: sqlite3.Connection, units: Iterable[MemoryUnit]) -> int:
    # What is read from a file takes its time; others may write to the memory meanwhile.
    with _transaction(connection, "DEFERRED"):
        connection.execute("CREATE TEMP TABLE incoming (key BLOB, settings TEXT, source TEXT, target TEXT, flags TEXT)")
        connection.executemany("INSERT INTO incoming VALUES (?, ?, ?, ?, ?)", _rows(units))
    try:
        taken = int(connection.execute("SELECT count(*) FROM incoming").fetchone()[0])
        with _transaction(connection):
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


def _clear(connection: sqlite3.Connection) -> int:
    with _transaction(connection):
        removed = sum(connection.execute(f"DELETE FROM {table}").rowcount for table in ("human", "machine"))  # noqa: S608
        connection.execute("DELETE FROM settings")
    # The entries are gone; if another process is at work, the space comes back later.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removed
