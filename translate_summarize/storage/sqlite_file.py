"""A SQLite file that may be damaged, shared between processes, or read-only."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

_Result = TypeVar("_Result")

SIDE_FILES = ("-wal", "-shm")
"""Suffixes of the files that SQLite keeps beside a database with a write-ahead log."""

_MAX_RESTARTS = 2
_DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# SQLite keeps no checksums: a damaged schema page or text shows only in these words.
_DAMAGE_WORDS = ("no such table", "no such column", "has no column", "Could not decode to UTF-8")
_READ_ONLY_CODES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_READ_ONLY_ERRNOS = {errno.EACCES, errno.EPERM, errno.EROFS}


class DamageError(sqlite3.DatabaseError):
    """The file is a database, but not one that this program wrote."""


class NewerVersionError(sqlite3.DatabaseError):
    """A newer version of this program wrote the file: it is left alone."""

    def __init__(self) -> None:
        super().__init__("a newer version of translate-summarize wrote it")


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a database.

    Attributes:
        application_id: SQLite's number that tells our file from other databases; 0 if the file has none.
        version: of the tables, kept as SQLite's ``user_version``.
        statements: make the tables in an empty file.
        migrations: statements that lead from a version to the next one, by the version they start from.
    """

    application_id: int
    version: int
    statements: tuple[str, ...]
    migrations: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


class SqliteFile:
    """One database file with one connection, used by several threads and beside other processes.

    A damaged file is renamed to ``NAME.damaged`` and a new one is started. A file of an older version is migrated, one
    of a newer version is left alone. An instance must not be used across a fork.

    Attributes:
        path: the database file.
    """

    def __init__(
        self,
        path: Path,
        schema: Schema,
        *,
        busy_timeout: float = 5.0,
        private: bool = False,
        read_only: bool = False,
    ) -> None:
        """Name the file; nothing is opened yet.

        Args:
            path: the database file; missing parent folders are made on first use.
            schema: its tables.
            busy_timeout: seconds to wait while another process writes.
            private: only the user may read a new file.
            read_only: never make, change or rename the file; one that is missing or damaged counts as empty.
        """
        self.path = path
        self._schema = schema
        self._busy_timeout = busy_timeout
        self._private = private
        self._read_only = read_only
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None

    def run(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do something with the database; if it is damaged, start a new one and do it again.

        Raises:
            NewerVersionError: a newer version of this program wrote the file.
            sqlite3.Error: the action failed for another reason than damage.
            OSError: the file cannot be made, renamed or locked.
        """
        with self._lock:
            for restarts_left in range(_MAX_RESTARTS, -1, -1):
                try:
                    return action(self._connected())
                except sqlite3.Error as error:
                    if not is_damage(error) or not restarts_left:
                        raise
                    if self._read_only:
                        self._disconnect()
                        self._connection = self._empty()
                    else:
                        self._quarantine(self._identity)
            raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the file; the last process to do so folds the write-ahead log into it."""
        with self._lock:
            self._disconnect()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own that sees the database as it is now; reads and writes elsewhere go on meanwhile.

        Raises:
            sqlite3.Error: it cannot be read. If damage shows, the file is set aside first (see ``is_damage``).
            OSError: it cannot be opened.
        """
        self.run(lambda _: None)
        identity = file_identity(self.path)
        connection = self._open()
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            if is_damage(error):
                with self._lock, contextlib.suppress(OSError):
                    connection.close()
                    self._quarantine(identity)
            raise
        finally:
            connection.close()

    def size(self) -> int:
        """Bytes on disk, with the write-ahead log."""
        total = 0
        for suffix in ("", *SIDE_FILES):
            with contextlib.suppress(OSError):
                total += self.beside(suffix).stat().st_size
        return total

    def beside(self, suffix: str) -> Path:
        """The path of the file with a suffix added to its name."""
        return self.path.with_name(self.path.name + suffix)

    def _connected(self) -> sqlite3.Connection:
        if self._read_only:
            self._connection = self._connection or self._open_read_only()
            return self._connection
        # Another process may have set the file aside, or the user may have deleted it: then the new one counts.
        if self._connection is not None and self._identity != file_identity(self.path):
            self._disconnect()
        if self._connection is None:
            self._make_file()
            # Taken before opening: if the file is exchanged in between, the next use notices.
            self._identity = file_identity(self.path)
            self._connection = self._open()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _make_file(self) -> None:
        if self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # While a damaged file is renamed, a new one's write-ahead log would be renamed along with it.
        with self._file_lock():
            self.path.touch(mode=0o600 if self._private else 0o666)

    def _open(self) -> sqlite3.Connection:
        """A connection to a database with our schema."""
        connection = self._connect("mode=rw")
        try:
            self._prepare(connection)
        except (sqlite3.OperationalError, OSError) as error:
            connection.close()
            # A write-ahead log needs a writable folder, even to read, unless SQLite is told that nobody writes.
            if not _is_read_only(error) or self._has_log():
                raise
            return self._migrated_copy(self._connect("mode=ro&immutable=1"))
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_read_only(self) -> sqlite3.Connection:
        try:
            return self._migrated_copy(self._connect("mode=ro"))
        except NewerVersionError:
            raise
        except (sqlite3.Error, OSError):
            return self._empty()

    def _migrated_copy(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """The connection itself if its tables are up to date, else a migrated copy in memory that only reads."""
        try:
            if stored_version(connection, self._schema) == self._schema.version:
                return connection
            copy = self._empty(with_tables=False)
            connection.backup(copy)
        except BaseException:
            connection.close()
            raise
        connection.close()
        self._make_tables(copy)
        copy.execute("PRAGMA query_only = ON")
        return copy

    def _empty(self, *, with_tables: bool = True) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if with_tables:
            self._make_tables(connection)
        return connection

    def _connect(self, query: str) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?{query}"
        return sqlite3.connect(uri, uri=True, timeout=self._busy_timeout, isolation_level=None, check_same_thread=False)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Configure the connection; make or migrate the tables if needed."""
        if stored_version(connection, self._schema) != self._schema.version:
            # SQLite does not wait when two processes switch to the write-ahead log at once.
            with self._file_lock():
                self._make_tables(connection)
        # With a write-ahead log, NORMAL may lose the last entries in a power cut, but not the database.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA journal_size_limit = 16777216")

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        version = stored_version(connection, self._schema)
        if version == self._schema.version:
            return
        if not version:
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection):
            if not version:
                statements = self._schema.statements
            else:
                steps = range(version, self._schema.version)
                statements = tuple(s for step in steps for s in self._schema.migrations[step])
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {self._schema.application_id}")
            connection.execute(f"PRAGMA user_version = {self._schema.version}")

    def _quarantine(self, identity: tuple[int, int] | None) -> None:
        """Rename the damaged file and its side files, unless another process was quicker."""
        self._disconnect()
        with self._file_lock():
            if identity is None or file_identity(self.path) != identity:
                return
            for suffix in ("", *SIDE_FILES):
                old, new = self.beside(suffix), self.beside(".damaged" + suffix)
                new.unlink(missing_ok=True)
                if old.exists():
                    old.replace(new)

    def _file_lock(self) -> contextlib.AbstractContextManager[object]:
        from filelock import FileLock

        return FileLock(self.beside(".lock"), timeout=self._busy_timeout)

    def _has_log(self) -> bool:
        try:
            return self.beside("-wal").stat().st_size > 0
        except OSError:
            return False


def stored_version(connection: sqlite3.Connection, schema: Schema) -> int:
    """The version of our tables in a database; 0 if it is empty.

    Raises:
        DamageError: it is a database of another program, or of a version that cannot be migrated.
        NewerVersionError: a newer version of this program wrote it.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == schema.application_id:
        if version > schema.version:
            raise NewerVersionError
        if version == schema.version or version in schema.migrations:
            return version
    if (application, version) == (0, 0) and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return 0
    raise DamageError("another program's database")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that the file's content is wrong, rather than that it cannot be used now."""
    if isinstance(error, DamageError) or error_code(error) in _DAMAGE_CODES:
        return True
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _DAMAGE_WORDS)


def _is_read_only(error: sqlite3.OperationalError | OSError) -> bool:
    if isinstance(error, OSError):
        return error.errno in _READ_ONLY_ERRNOS
    return error_code(error) in _READ_ONLY_CODES


def error_code(error: BaseException) -> int:
    """SQLite's primary result code; 0 if the error is not SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def describe_error(error: Exception) -> str:
    """The reason in the user's words."""
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
    """Device and inode: the same file keeps them when it is renamed; None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Commit on success, roll back on any error.

    Args:
        connection: in autocommit mode.
        kind: SQLite's kind of transaction: "DEFERRED", "IMMEDIATE" or "EXCLUSIVE".
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has often rolled back by itself.
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
