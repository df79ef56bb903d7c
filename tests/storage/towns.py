"""A database of towns, in three versions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import MappingProxyType

from translate_summarize.storage.sqlite_file import Schema, SqliteFile, transaction

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
