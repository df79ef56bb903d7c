"""A SQLite file that is damaged, gone, read-only, locked or on a full disk."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.file_systems import ordinary_user, reachable_folder, small_disk
from tests.storage.towns import FIRST, SECOND, add, columns, count, damaged, names
from translate_summarize.storage.sqlite_file import Schema, SqliteFile, describe_error


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "towns.sqlite"


def filled(path: Path, towns: int = 5) -> None:
    file = SqliteFile(path, FIRST)
    add(file, *(f"Town number {n}" for n in range(towns)))
    file.close()


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def lost_table(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE towns")
    connection.close()


def broken_off(path: Path) -> None:
    filled(path, 2000)
    with path.open("r+b") as stream:
        stream.truncate(8192)


DAMAGES = pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"kein SQLite"),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000),
        other_database,
        lost_table,
        broken_off,
    ],
    ids=["short", "header", "other", "table", "truncated"],
)


@DAMAGES
def test_a_damaged_file_is_set_aside(path: Path, damage: Callable[[Path], object]) -> None:
    path.parent.mkdir()
    damage(path)
    damaged(path).write_text("an older one")
    file = SqliteFile(path, FIRST)
    assert names(file) == []
    add(file, "Lindenau")
    assert names(file) == ["Lindenau"]
    file.close()
    assert damaged(path).read_bytes() != b"an older one"


@DAMAGES
def test_a_damaged_file_that_is_only_read_counts_as_empty(path: Path, damage: Callable[[Path], object]) -> None:
    path.parent.mkdir()
    damage(path)
    before = path.read_bytes()
    file = SqliteFile(path, FIRST, read_only=True)
    assert names(file) == []
    file.close()
    assert path.read_bytes() == before
    assert not damaged(path).exists()


def test_a_missing_file_that_is_only_read_is_not_made(path: Path) -> None:
    file = SqliteFile(path, FIRST, read_only=True)
    assert names(file) == []
    file.close()
    assert not path.parent.exists()


def test_a_file_that_is_only_read_is_migrated_in_memory(path: Path) -> None:
    filled(path)
    before = path.read_bytes()
    file = SqliteFile(path, SECOND, read_only=True)
    assert (count(file), columns(file)) == (5, ["name", "people"])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        add(file, "Lindenau")
    file.close()
    assert path.read_bytes() == before


def spoil(path: Path) -> None:
    """Overwrite every page but the first, which alone is read at opening."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(4096)
        stream.write(b"\xa5" * (size - 4096))


@pytest.mark.parametrize("reads", [True, False])
def test_damage_in_the_middle_of_work(path: Path, reads: bool) -> None:
    other, file = SqliteFile(path, FIRST), SqliteFile(path, FIRST)
    add(file, *(f"Town number {n}" for n in range(20_000)))
    assert count(other) == 20_000
    spoil(path)
    # What this connection holds in its own page cache is still good: let another program's change drop it.
    bump = sqlite3.connect(path)
    bump.execute("PRAGMA application_id = 7")
    bump.close()
    if reads:
        assert count(file) == 0
    add(file, "Lindenau")
    assert damaged(path).exists()
    assert names(file) == ["Lindenau"]
    # The other instance follows to the new file, and its leaving the old one harms nothing.
    assert names(other) == ["Lindenau"]
    add(other, "Talbrück")
    other.close()
    assert names(file) == ["Lindenau", "Talbrück"]
    file.close()
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_file_removed_during_work_is_made_again(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    add(file, "Lindenau")
    shutil.rmtree(path.parent)
    assert names(file) == []
    add(file, "Talbrück")
    assert names(file) == ["Talbrück"]
    file.close()
    assert path.exists()


@pytest.mark.parametrize("protected", ["file", "folder"])
@pytest.mark.parametrize("schema", [FIRST, SECOND], ids=["same", "older"])
def test_without_permission_to_write_it_is_read(protected: str, schema: Schema) -> None:
    with reachable_folder() as folder:
        path = folder / "towns.sqlite"
        filled(path)
        path.chmod(0o444)
        if protected == "folder":
            folder.chmod(0o555)
        before = path.read_bytes()
        with ordinary_user():
            file = SqliteFile(path, schema)
            assert count(file) == 5
            with pytest.raises(sqlite3.OperationalError) as caught:
                add(file, "Lindenau")
            assert describe_error(caught.value) == "it is read-only"
            assert count(file) == 5
            file.close()
        assert path.read_bytes() == before


def test_without_permission_nothing_is_set_aside() -> None:
    with reachable_folder() as folder:
        path = folder / "towns.sqlite"
        path.write_bytes(b"kein SQLite")
        folder.chmod(0o555)
        with ordinary_user():
            file = SqliteFile(path, FIRST)
            with pytest.raises(PermissionError):
                names(file)
        assert [entry.name for entry in folder.iterdir()] == ["towns.sqlite"]


def test_locked_for_too_long(path: Path) -> None:
    file = SqliteFile(path, FIRST, busy_timeout=0.2)
    add(file, "Lindenau")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        add(file, "Talbrück")
    assert describe_error(caught.value) == "another process keeps it locked"
    assert names(file) == ["Lindenau"]
    other.execute("ROLLBACK")
    other.close()
    add(file, "Talbrück")
    assert names(file) == ["Lindenau", "Talbrück"]
    file.close()


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "1m") as disk:
        file = SqliteFile(disk / "towns.sqlite", FIRST)
        add(file, "Lindenau")
        with pytest.raises(sqlite3.OperationalError) as caught:
            add(file, *(f"A town with a long name, number {n}" for n in range(20_000)))
        assert describe_error(caught.value) == "no space left on the disk"
        assert names(file) == ["Lindenau"]
        file.close()


def test_a_file_that_may_not_grow(path: Path) -> None:
    """As a full disk, where nothing may be mounted."""
    file = SqliteFile(path, FIRST)
    add(file, "Lindenau")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        with pytest.raises(sqlite3.OperationalError):
            add(file, *(f"A town with a long name, number {n}" for n in range(20_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(file) == ["Lindenau"]
    file.close()
    assert not damaged(path).exists()
