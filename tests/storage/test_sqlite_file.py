"""A SQLite file shared by threads: its schema, migrations, snapshots and damage."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from translate_summarize.storage.sqlite_file import Schema, SqliteFile, stored_version, transaction

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


def add(file: SqliteFile, *names: str) -> None:
    def insert(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.executemany("INSERT INTO towns (name) VALUES (?)", ((n,) for n in names))

    file.run(insert)


def names(file: SqliteFile) -> list[str]:
    return [row[0] for row in file.run(lambda c: c.execute("SELECT name FROM towns ORDER BY name").fetchall())]


def columns(file: SqliteFile) -> list[str]:
    return [row[1] for row in file.run(lambda c: c.execute("PRAGMA table_info(towns)").fetchall())]


def test_a_new_file_is_private_and_has_the_schema(path: Path) -> None:
    file = SqliteFile(path, SECOND)
    assert columns(file) == ["name", "people"]
    assert path.stat().st_mode & 0o077 == 0
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


@pytest.mark.parametrize("schema", [replace(FIRST, application_id=8), replace(FIRST, version=9)])
def test_what_is_not_ours_is_set_aside(path: Path, schema: Schema) -> None:
    other = SqliteFile(path, schema)
    add(other, "Talbrück")
    other.close()
    file = SqliteFile(path, FIRST)
    assert names(file) == []
    file.close()
    aside = SqliteFile(file.beside(".damaged"), schema)
    assert names(aside) == ["Talbrück"]
    aside.close()


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
