"""A SQLite file: its schema, migrations, snapshots and transactions, shared by processes and threads."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.storage.towns import FIRST, SECOND, THIRD, add, columns, count, damaged, names
from translate_summarize.storage.sqlite_file import NewerVersionError, Schema, SqliteFile, stored_version


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "towns.sqlite"


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


def test_no_file_is_made_while_a_damaged_one_is_renamed(path: Path) -> None:
    """Its write-ahead log would be renamed along with the damaged one's."""
    from filelock import FileLock

    file = SqliteFile(path, FIRST, busy_timeout=0.1)
    path.parent.mkdir(parents=True)
    with FileLock(file.beside(".lock")):
        with pytest.raises(OSError, match="lock"):
            names(file)
        assert not path.exists()
    assert names(file) == []
    file.close()
