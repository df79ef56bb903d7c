"""A SQLite file: its schema, migrations and snapshots; shared, damaged, read-only, locked, on a full disk."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.file_systems import ordinary_user, reachable_folder, small_disk
from translate_summarize.storage.sqlite_file import (
    NewerVersionError,
    Schema,
    SqliteFile,
    describe_error,
    stored_version,
    transaction,
)

FIRST = Schema(7, 1, ("CREATE TABLE towns (name TEXT PRIMARY KEY)",))
SECOND = Schema(
    7,
    2,
    ("CREATE TABLE towns (name TEXT PRIMARY KEY, people INTEGER)",),
    MappingProxyType({1: ("ALTER TABLE towns ADD COLUMN people INTEGER",)}),
)
THIRD = Schema(
    7,
    3,
    ("CREATE TABLE towns (name TEXT PRIMARY KEY, people INTEGER, river TEXT)",),
    MappingProxyType({**SECOND.migrations, 2: ("ALTER TABLE towns ADD COLUMN river TEXT",)}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "towns.sqlite"


def damaged(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


def count(file: SqliteFile) -> int:
    return int(file.run(lambda c: c.execute("SELECT count(*) FROM towns").fetchone()[0]))


def add(file: SqliteFile, *names: str) -> None:
    def insert(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.executemany("INSERT INTO towns (name) VALUES (?)", ((n,) for n in names))

    file.run(insert)


def names(file: SqliteFile) -> list[str]:
    return [row[0] for row in file.run(lambda c: c.execute("SELECT name FROM towns ORDER BY name").fetchall())]


def columns(file: SqliteFile) -> list[str]:
    return [row[1] for row in file.run(lambda c: c.execute("PRAGMA table_info(towns)").fetchall())]


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o640)])
def test_a_new_file_has_the_schema_and_its_permissions(path: Path, private: bool, mode: int) -> None:
    before = os.umask(0o027)
    try:
        file = SqliteFile(path, SECOND, private=private)
        assert columns(file) == ["name", "people"]
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode
    assert file.run(lambda c: stored_version(c, SECOND)) == 2
    file.close()


@pytest.mark.parametrize("newer", [SECOND, THIRD])
def test_an_old_file_is_migrated_step_by_step(path: Path, newer: Schema) -> None:
    old = SqliteFile(path, FIRST)
    add(old, "Talbrück", "Lindenau")
    old.close()
    file = SqliteFile(path, newer)
    assert names(file) == ["Lindenau", "Talbrück"]
    assert columns(file) == ["name", "people", "river"][: newer.version]
    file.close()
    again = SqliteFile(path, newer)
    assert names(again) == ["Lindenau", "Talbrück"]
    again.close()


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    old = SqliteFile(path, FIRST)
    add(old, "Talbrück")
    old.close()
    wrong = MappingProxyType({1: ("ALTER TABLE towns ADD COLUMN people INTEGER", "INSERT INTO towns VALUES (1, 2, 3)")})
    broken = SqliteFile(path, replace(SECOND, migrations=wrong))
    with pytest.raises(sqlite3.OperationalError):
        names(broken)
    broken.close()
    file = SqliteFile(path, FIRST)
    assert (names(file), columns(file)) == (["Talbrück"], ["name"])
    file.close()


def test_another_programs_file_is_set_aside(path: Path) -> None:
    schema = replace(FIRST, application_id=8)
    other = SqliteFile(path, schema)
    add(other, "Talbrück")
    other.close()
    file = SqliteFile(path, FIRST)
    assert names(file) == []
    file.close()
    aside = SqliteFile(file.beside(".damaged"), schema)
    assert names(aside) == ["Talbrück"]
    aside.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_versions_file_is_left_alone(path: Path, read_only: bool) -> None:
    newer = SqliteFile(path, SECOND)
    add(newer, "Talbrück")
    newer.close()
    before = path.read_bytes()
    file = SqliteFile(path, FIRST, read_only=read_only)
    with pytest.raises(NewerVersionError, match="newer version"):
        names(file)
    file.close()
    assert path.read_bytes() == before
    assert not damaged(path).exists()


def test_a_snapshot_does_not_see_what_comes_later(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    add(file, "Lindenau")
    with file.snapshot() as connection:
        rows = connection.execute("SELECT name FROM towns")
        first = rows.fetchone()
        add(file, "Talbrück")
        assert [first, *rows] == [("Lindenau",)]
    assert names(file) == ["Lindenau", "Talbrück"]
    file.close()


def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    with pytest.raises(sqlite3.IntegrityError):
        add(file, "Lindenau", "Lindenau")
    assert names(file) == []
    add(file, "Lindenau")
    assert names(file) == ["Lindenau"]
    file.close()


WRITER = """
import sys
from pathlib import Path
from translate_summarize.storage.sqlite_file import Schema, SqliteFile, transaction

file = SqliteFile(Path(sys.argv[1]), Schema(7, 1, ("CREATE TABLE towns (name TEXT PRIMARY KEY)",)))
name = sys.argv[2]
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    def insert(connection):
        with transaction(connection):
            rows = [(f"{name} {number} {i}",) for i in range(50)] + [(f"both {number}",)]
            connection.executemany("INSERT OR REPLACE INTO towns VALUES (?)", rows)
    file.run(insert)
    own = file.run(lambda c: c.execute("SELECT count(*) FROM towns WHERE name LIKE ?", (f"{name} %",)).fetchone()[0])
    assert own == 50 * (number + 1), (number, own)
file.close()
"""


def run_writers(path: Path, processes: int, rounds: int) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"P{n}", str(rounds)], stdin=subprocess.PIPE, text=True
        )
        for n in range(processes)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(60) for writer in writers] == [0] * processes


def test_processes_create_and_write_at_once(path: Path) -> None:
    run_writers(path, 3, 40)
    file = SqliteFile(path, FIRST)
    assert count(file) == 3 * 40 * 50 + 40
    file.close()
    assert not damaged(path).exists()


def test_processes_meet_a_damaged_file_at_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 500)
    run_writers(path, 3, 20)
    file = SqliteFile(path, FIRST)
    assert count(file) == 3 * 20 * 50 + 20
    file.close()
    assert damaged(path).read_bytes().startswith(b"no database")


def test_processes_migrate_at_once(path: Path) -> None:
    old = SqliteFile(path, replace(FIRST, version=1))
    add(old, "Lindenau")
    old.close()
    code = (
        "import sys; from pathlib import Path; from types import MappingProxyType\n"
        "from translate_summarize.storage.sqlite_file import Schema, SqliteFile\n"
        "steps = MappingProxyType({1: ('ALTER TABLE towns ADD COLUMN people INTEGER',)})\n"
        "sys.stdin.readline()\n"
        "file = SqliteFile(Path(sys.argv[1]), Schema(7, 2, (), steps))\n"
        "print(file.run(lambda c: c.execute('SELECT name, people FROM towns').fetchall()))\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0] for process in processes] == ["[('Lindenau', None)]\n"] * 3


def test_threads_share_one_file(path: Path) -> None:
    file = SqliteFile(path, FIRST)

    def work(number: int) -> None:
        for part in range(4):
            add(file, *(f"{number} {part} {i}" for i in range(100)))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(file) == 1600
    file.close()


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
