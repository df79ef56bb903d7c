"""The translation memory: sentences translated once are not translated again (SQLite)."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from translate_summarize.errors import InputError, OutputError
from translate_summarize.memory.table import (
    SCHEMA,
    as_flags,
    as_score,
    as_text,
    clear_units,
    drop_unused,
    hash_of_human_units,
    look_up,
    merge_units,
    rows_of,
    store_rows,
    touch,
)
from translate_summarize.memory.units import MemoryEntry, MemoryHit, MemoryStats, MemoryUnit
from translate_summarize.storage.sqlite_file import SqliteFile, describe_error, is_damage

KEEP_UNUSED_DAYS = 90
"""Machine translations made with settings that were not used for so many days are dropped after a batch."""

_SECONDS_PER_DAY = 86_400
_HINT = "check the file's permissions and the disk, or choose another cache folder"


class TranslationMemory:
    """A store of translated sentences that several threads and processes may share.

    It never makes a translation fail: what cannot be read counts as unknown, what cannot be written is dropped. A
    damaged file is renamed to ``memory.sqlite.damaged`` and a new one is started; a file of a newer version is left
    alone. Only what a user asks of the memory itself (``stats``, ``clear``, ``units``, ``merge``) raises.

    The file is opened on first use. An instance must not be used across a fork.

    Attributes:
        path: the database file.
        disabled_reason: why it is no longer written (or, if it cannot be opened, read); "" while it works.
    """

    def __init__(self, path: Path, *, busy_timeout: float = 5.0) -> None:
        """Name the file; nothing is opened yet.

        Args:
            path: the database file; missing parent folders are made on first use.
            busy_timeout: seconds to wait while another process writes.
        """
        self.path = path
        self.disabled_reason = ""
        # Articles may be confidential: only the user may read what was in them.
        self._file = SqliteFile(path, SCHEMA, busy_timeout=busy_timeout, private=True)
        self._readable = True
        self._touched: set[tuple[str, int]] = set()

    def __enter__(self) -> TranslationMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last process to do so folds the write-ahead log into it."""
        self._file.close()

    def get_many(self, settings: str, sources: Sequence[str]) -> dict[str, MemoryHit]:
        """Look sentences up; a human translation wins over a machine translation.

        Args:
            settings: everything the machine translation depends on besides the sentence (``Signature.memory_key``).
                A human translation is found whatever they are.
            sources: German sentences; they may repeat.

        Returns:
            The known ones; empty if the memory cannot be read.
        """
        if not sources or not self._readable:
            return {}
        try:
            hits = self._file.run(lambda connection: look_up(connection, settings, sources))
        except (sqlite3.Error, OSError) as error:
            self.disabled_reason = self.disabled_reason or describe_error(error)
            self._readable = False
            return {}
        self._note_use(settings)
        return hits

    def put_many(self, settings: str, entries: Mapping[str, MemoryEntry]) -> None:
        """Remember machine translations, in one transaction.

        Once a write has failed, this and all further ones are dropped and ``disabled_reason`` says why.

        Args:
            settings: as for ``get_many``.
            entries: by German sentence.
        """
        if not entries or self.disabled_reason:
            return
        units = (MemoryUnit(source, e.target, e.flags, settings, e.score) for source, e in entries.items())
        rows = list(rows_of(units))
        if not rows:
            return
        try:
            self._file.run(lambda connection: store_rows(connection, settings, rows, _today()))
        except (sqlite3.Error, OSError) as error:
            self.disabled_reason = describe_error(error)

    def human_hash(self) -> str:
        """A hash of all human translations, whatever their order; "" if there are none or they cannot be read."""
        try:
            return self._file.run(hash_of_human_units)
        except (sqlite3.Error, OSError):
            return ""

    def drop_unused(self, days: int = KEEP_UNUSED_DAYS) -> int:
        """Remove machine translations whose settings were not used for some days; human ones always stay.

        Returns:
            How many were removed; 0 if the memory cannot be written now.
        """
        if self.disabled_reason:
            return 0
        with contextlib.suppress(sqlite3.Error, OSError):
            return self._file.run(lambda connection: drop_unused(connection, _today() - days))
        return 0

    def stats(self) -> MemoryStats:
        """Count what is there.

        Raises:
            InputError: the memory cannot be read.
        """
        try:
            human, machine, settings = self._file.run(
                lambda connection: connection.execute(
                    "SELECT (SELECT count(*) FROM human), (SELECT count(*) FROM machine),"
                    " (SELECT count(*) FROM settings)"
                ).fetchone()
            )
        except (sqlite3.Error, OSError) as error:
            raise self._unreadable(error) from error
        return MemoryStats(entries=human + machine, human=human, bytes_on_disk=self._file.size(), settings=settings)

    def clear(self) -> int:
        """Remove everything, human translations too, and give the disk space back.

        Returns:
            How many entries were removed.

        Raises:
            OutputError: the memory cannot be changed; then nothing was removed.
        """
        try:
            return self._file.run(clear_units)
        except (sqlite3.Error, OSError) as error:
            raise self._unwritable(error) from error

    def units(self) -> Generator[MemoryUnit, None, None]:
        """Yield a consistent snapshot of all entries, human translations first.

        Raises:
            InputError: the memory cannot be read, or damage shows on the way (then the file is set aside).
        """
        try:
            with self._file.snapshot() as connection:
                for source, target in connection.execute("SELECT source, target FROM human ORDER BY rowid"):
                    yield MemoryUnit(as_text(source), as_text(target))
                for source, target, flags, settings, score in connection.execute(
                    "SELECT source, target, flags, text, score FROM machine CROSS JOIN settings"
                    " ON settings.id = machine.settings ORDER BY machine.rowid"
                ):
                    yield MemoryUnit(
                        as_text(source), as_text(target), as_flags(flags), as_text(settings), as_score(score)
                    )
        except sqlite3.Error as error:
            if not is_damage(error):
                raise self._unreadable(error) from error
            aside = self._file.beside(".damaged").name
            raise InputError(self.path, "is damaged and was set aside", f"look for {aside} beside it") from error
        except OSError as error:
            raise self._unreadable(error) from error

    def merge(self, read_units: Callable[[], Iterable[MemoryUnit]]) -> int:
        """Add whole entries, all or none, in one transaction; later ones win over earlier and over old ones.

        The database is locked only once all units have been read.

        Args:
            read_units: gives the units; called again if the file turns out to be damaged on the way. Whatever it
                raises is passed on, and nothing is added.

        Returns:
            How many units were taken; human ones without text are not.

        Raises:
            OutputError: the memory cannot be written; then it is unchanged.
        """
        try:
            return self._file.run(lambda connection: merge_units(connection, read_units(), _today()))
        except (sqlite3.Error, OSError) as error:
            raise self._unwritable(error) from error

    def _note_use(self, settings: str) -> None:
        """Write down, once a day and process, that these settings are in use; failing to is harmless."""
        today = _today()
        if self.disabled_reason or (settings, today) in self._touched:
            return
        self._touched.add((settings, today))
        with contextlib.suppress(sqlite3.Error, OSError):
            self._file.run(lambda connection: touch(connection, settings, today))

    def _unreadable(self, error: Exception) -> InputError:
        return InputError(self.path, f"the translation memory cannot be read: {describe_error(error)}", _HINT)

    def _unwritable(self, error: Exception) -> OutputError:
        return OutputError(self.path, f"the translation memory cannot be written: {describe_error(error)}", _HINT)


def _today() -> int:
    """Days since 1970."""
    return int(time.time() // _SECONDS_PER_DAY)
