"""A memory that cannot be read or written never makes a translation fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.file_systems import ordinary_user, reachable_folder, small_disk
from translate_summarize.errors import InputError, OutputError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.units import MemoryEntry, MemoryUnit

SETTINGS = "revision:1|model:pocket"


def machine(count: int, start: int = 0) -> dict[str, MemoryEntry]:
    return {f"Der {n}. Zug hält.": MemoryEntry(f"The train number {n} stops.") for n in range(start, start + count)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def damaged(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


def filled(path: Path, count: int = 5) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(count))


def lost_table(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE human")
    connection.close()


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"kein SQLite"), lost_table])
def test_a_damaged_file_is_set_aside(path: Path, damage: Callable[[Path], object]) -> None:
    damage(path)
    with TranslationMemory(path) as memory:
        assert memory.get_many(SETTINGS, list(machine(600))) == {}
        memory.put_many(SETTINGS, machine(600))
        assert len(memory.get_many(SETTINGS, list(machine(600)))) == 600
        assert not memory.disabled_reason
    assert damaged(path).exists()


def test_damage_during_an_export_is_reported(path: Path) -> None:
    filled(path, 5000)
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'machine'").fetchone()[0]
    connection.close()
    with path.open("r+b") as stream:
        stream.seek((root - 1) * 4096)
        stream.write(b"\xa5" * 4096)
    with TranslationMemory(path) as memory:
        with pytest.raises(InputError, match="set aside"):
            list(memory.units())
        assert damaged(path).exists()
        memory.put_many(SETTINGS, machine(5))
        assert len(list(memory.units())) == 5


def test_a_newer_versions_memory_is_left_alone(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with TranslationMemory(path) as memory:
        assert memory.get_many(SETTINGS, list(machine(5))) == {}
        memory.put_many(SETTINGS, machine(5))
        assert "newer version" in memory.disabled_reason
        assert memory.drop_unused() == 0
        with pytest.raises(InputError, match="newer version"):
            memory.stats()
        with pytest.raises(OutputError, match="newer version"):
            memory.clear()
    assert path.read_bytes() == before
    assert not damaged(path).exists()


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_without_permission_to_write_it_is_read(protected: str) -> None:
    with reachable_folder() as folder:
        path = folder / "memory.sqlite"
        filled(path)
        path.chmod(0o444)
        if protected == "folder":
            folder.chmod(0o555)
        before = path.read_bytes()
        with ordinary_user(), TranslationMemory(path) as memory:
            assert len(memory.get_many(SETTINGS, list(machine(9)))) == 5
            assert not memory.disabled_reason
            memory.put_many(SETTINGS, machine(9))
            assert "read-only" in memory.disabled_reason
            memory.put_many(SETTINGS, machine(9))
            assert len(memory.get_many(SETTINGS, list(machine(9)))) == 5
            with pytest.raises(OutputError, match="read-only"):
                memory.clear()
            with pytest.raises(OutputError, match="read-only"):
                memory.merge(lambda: [MemoryUnit("A.", "B.")])
        assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [None, b"kein SQLite"])
def test_without_permission_to_make_it_nothing_fails(damage: bytes | None) -> None:
    with reachable_folder() as folder:
        path = folder / "memory.sqlite"
        if damage:
            path.write_bytes(damage)
        folder.chmod(0o555)
        with ordinary_user(), TranslationMemory(path) as memory:
            assert memory.get_many(SETTINGS, ["Ja."]) == {}
            assert memory.disabled_reason
            memory.put_many(SETTINGS, machine(1))
            with pytest.raises(InputError, match=r"memory\.sqlite"):
                memory.stats()


def test_a_folder_in_its_place_fails_nothing(tmp_path: Path) -> None:
    with TranslationMemory(tmp_path) as memory:
        memory.put_many(SETTINGS, machine(1))
        assert memory.disabled_reason
        assert memory.get_many(SETTINGS, ["Ja."]) == {}


def test_locked_for_too_long(path: Path) -> None:
    with TranslationMemory(path, busy_timeout=0.2) as memory:
        memory.put_many(SETTINGS, machine(5))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        memory.put_many(SETTINGS, machine(9))
        assert "locked" in memory.disabled_reason
        # Once disabled, it does not wait for the lock again.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memory._file, "run", lambda _: pytest.fail("the file was asked again"))
            memory.put_many(SETTINGS, machine(9))
        assert len(memory.get_many(SETTINGS, list(machine(9)))) == 5
        with pytest.raises(OutputError, match="locked"):
            memory.clear()
        other.execute("ROLLBACK")
        other.close()
        assert memory.clear() == 5


def test_a_lock_while_dropping_does_not_disable_the_memory(path: Path) -> None:
    with TranslationMemory(path, busy_timeout=0.1) as memory:
        memory.put_many(SETTINGS, machine(5))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("UPDATE settings SET last_used = last_used - 91")
        other.execute("BEGIN IMMEDIATE")
        assert memory.drop_unused() == 0
        other.execute("ROLLBACK")
        other.close()
        assert not memory.disabled_reason
        assert memory.drop_unused() == 5


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "1m") as disk, TranslationMemory(disk / "memory.sqlite") as memory:
        memory.put_many(SETTINGS, machine(100))
        memory.put_many(SETTINGS, machine(20_000, start=100))
        assert memory.disabled_reason == "no space left on the disk"
        assert len(memory.get_many(SETTINGS, list(machine(200)))) == 100
        with pytest.raises(OutputError, match="no space"):
            memory.merge(lambda: (MemoryUnit(s, e.target) for s, e in machine(20_000).items()))
        assert memory.stats().human == 0
