"""The translation memory: sentences once translated are not translated again (SQLite)."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from translate_summarize.errors import InputError, OutputError
from translate_summarize.memory.table import (
    SCHEMA,
    as_flags,
    as_text,
    clear_units,
    has_our_schema,
    hash_of_human_units,
    look_up,
    merge_units,
    rows_of,
    store_rows,
)
from translate_summarize.memory.units import MemoryHit, MemoryStats, MemoryUnit
from translate_summarize.storage.sqlite_file import describe_error, error_code, file_identity, is_damage, transaction

_Result = TypeVar("_Result")

_SIDE_FILES = ("-wal", "-shm")

_RESTARTS = 2


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
            return self._run(lambda connection: look_up(connection, settings, sources))
        except (sqlite3.Error, OSError) as error:
            self.broken = self.broken or describe_error(error)
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
        rows = list(rows_of(units))
        if not rows:
            return
        try:
            self._run(lambda connection: store_rows(connection, settings, rows))
        except (sqlite3.Error, OSError) as error:
            self.broken = describe_error(error)

    def human_revision(self) -> str:
        """A hash of all human translations, in whatever order they came; "" if there are none to be read."""
        try:
            return self._run(hash_of_human_units)
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
            return self._run(clear_units)
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
            identity = file_identity(self.path)
            connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise self._unreadable(error) from error
        try:
            connection.execute("BEGIN")
            for source, target in connection.execute("SELECT source, target FROM human ORDER BY rowid"):
                yield MemoryUnit(as_text(source), as_text(target))
            for source, target, flags, settings in connection.execute(
                "SELECT source, target, flags, text FROM machine CROSS JOIN settings ON settings.id = machine.settings"
                " ORDER BY machine.rowid"
            ):
                yield MemoryUnit(as_text(source), as_text(target), as_flags(flags), as_text(settings))
        except sqlite3.Error as error:
            if not is_damage(error):
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
            return self._run(lambda connection: merge_units(connection, read_units()))
        except (sqlite3.Error, OSError) as error:
            raise self._unwritable(error) from error

    def _run(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do something with the database; if it is damaged, begin a new one and do it again."""
        with self._lock:
            for restarts_left in range(_RESTARTS, -1, -1):
                try:
                    return action(self._connected())
                except sqlite3.Error as error:
                    if not is_damage(error) or not restarts_left:
                        raise
                    self._set_aside(self._identity)
            raise AssertionError("unreachable")

    def _connected(self) -> sqlite3.Connection:
        # Another process may have set the file aside, a user may have removed it: theirs is the new one.
        if self._connection is not None and self._identity != file_identity(self.path):
            self._disconnect()
        if self._connection is None:
            self._make_file()
            # Known before opening: should the file be exchanged in between, we notice at the next use.
            self._identity = file_identity(self.path)
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
            if error_code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or self._has_log():
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
        if not has_our_schema(connection):
            # SQLite does not wait where two processes switch to the write-ahead log at once.
            with self._file_lock():
                if not has_our_schema(connection):
                    with contextlib.suppress(sqlite3.OperationalError):
                        connection.execute("PRAGMA journal_mode = WAL")
                    with transaction(connection):
                        for statement in SCHEMA:
                            connection.execute(statement)
        # With a write-ahead log, NORMAL can lose the last entries in a power cut, but not the database.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA journal_size_limit = 16777216")

    def _set_aside(self, identity: tuple[int, int] | None) -> None:
        """Rename the damaged file and its side files, unless another process was quicker."""
        self._disconnect()
        with self._file_lock():
            if identity is None or file_identity(self.path) != identity:
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
        return InputError(self.path, f"the translation memory cannot be read: {describe_error(error)}", _HINT)

    def _unwritable(self, error: Exception) -> OutputError:
        return OutputError(self.path, f"the translation memory cannot be written: {describe_error(error)}", _HINT)


_HINT = "check the file's permissions and the disk, or choose another cache folder"
