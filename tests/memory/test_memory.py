"""The translation memory: exact, fast, shared, and never in the way."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize.errors import InputError, OutputError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.table import rows_of
from translate_summarize.memory.units import MemoryEntry, MemoryHit, MemoryUnit

SETTINGS = "pocket ct2 int8 beam=4 0.1.0"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def machine(count: int, start: int = 0) -> dict[str, MemoryEntry]:
    return {
        f"Im {n}. Jahr floss der Bach noch durch das Dorf.": MemoryEntry(
            f"In year {n} the brook still ran through the village."
        )
        for n in range(start, start + count)
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "memory.sqlite"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that users other than root can reach, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write anywhere: be nobody for a while."""
    import filelock  # noqa: F401 - nobody may not read root's packages

    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def damaged(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


ENTRIES = st.builds(MemoryEntry, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.none() | st.floats(-20, 0))


@given(st.dictionaries(TEXT, ENTRIES, max_size=20), TEXT)
@settings(max_examples=50, deadline=None)
def test_what_was_put_is_found(entries: dict[str, MemoryEntry], setting: str) -> None:
    with tempfile.TemporaryDirectory() as folder, TranslationMemory(Path(folder) / "memory.sqlite") as memory:
        memory.put_many(setting, entries)
        expected = {s: MemoryHit(e.target, e.flags, human=False, score=e.score) for s, e in entries.items()}
        assert memory.get_many(setting, [*entries, *entries, "nie gesehen" * 20]) == expected
        assert memory.get_many(setting + "!", list(entries)) == {}
        assert not memory.disabled_reason


def test_it_lasts_and_is_private(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, {"Guten Tag.": MemoryEntry("Hello.", ("number",))})
    assert path.stat().st_mode & 0o077 == 0
    with TranslationMemory(path) as memory:
        assert memory.get_many(SETTINGS, ["Guten Tag."]) == {"Guten Tag.": MemoryHit("Hello.", ("number",), False)}
        memory.put_many(SETTINGS, {"Guten Tag.": MemoryEntry("Good day.")})
        assert memory.get_many(SETTINGS, ["Guten Tag."]) == {"Guten Tag.": MemoryHit("Good day.", (), False)}
        assert memory.stats().entries == 1


def test_settings_and_source_cannot_run_together(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many("ab", {"c": MemoryEntry("x")})
        assert memory.get_many("a", ["bc"]) == {}
        assert memory.get_many("", ["abc"]) == {}


def test_human_wins_whatever_the_settings(path: Path) -> None:
    with TranslationMemory(path) as memory:
        assert memory.merge(lambda: [MemoryUnit("Na, Servus!", "Well, hello there!"), MemoryUnit("Leer.", "  ")]) == 1
        memory.put_many(
            SETTINGS, {"Na, Servus!": MemoryEntry("Na, servus!", ("untranslated",)), "Ja.": MemoryEntry("Yes.")}
        )
        human = MemoryHit("Well, hello there!", (), human=True)
        assert memory.get_many(SETTINGS, ["Na, Servus!", "Ja."]) == {
            "Na, Servus!": human,
            "Ja.": MemoryHit("Yes.", (), human=False),
        }
        assert memory.get_many("something else", ["Na, Servus!", "Ja."]) == {"Na, Servus!": human}


def test_a_lone_surrogate_is_not_kept_and_harms_nothing(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, {"Eins \ud800": MemoryEntry("One"), "Zwei": MemoryEntry("Two")})
        assert list(memory.get_many(SETTINGS, ["Eins \ud800", "Zwei"])) == ["Zwei"]
        assert not memory.disabled_reason


def test_stats_and_clear(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(3000))
        memory.put_many("other", machine(10))
        memory.merge(lambda: [MemoryUnit("Na, Servus!", "Well, hello there!")])
        stats = memory.stats()
        assert (stats.entries, stats.human, stats.settings) == (3011, 1, 2)
        assert stats.bytes_on_disk == sum(file.stat().st_size for file in path.parent.glob("memory.sqlite*"))
        assert stats.bytes_on_disk > 300_000
        assert memory.clear() == 3011
        after = memory.stats()
        assert (after.entries, after.human, after.settings) == (0, 0, 0)
        assert after.bytes_on_disk < 100_000
        assert memory.clear() == 0
        memory.put_many(SETTINGS, machine(1))
        assert memory.stats().entries == 1


def test_merge_is_all_or_nothing(path: Path) -> None:
    def units() -> Iterator[MemoryUnit]:
        yield MemoryUnit("Neu.", "New.")
        yield MemoryUnit("Alt.", "Old.", (), SETTINGS)
        raise InputError("x.tmx", "line 7: broken off")

    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, {"Alt.": MemoryEntry("Aged.")})
        with pytest.raises(InputError, match="line 7"):
            memory.merge(units)
        assert list(memory.units()) == [MemoryUnit("Alt.", "Aged.", (), SETTINGS)]
        assert memory.merge(lambda: [MemoryUnit("A.", "B."), MemoryUnit("A.", "C.")]) == 2
        assert next(memory.units()) == MemoryUnit("A.", "C.")


def test_units_can_be_read_while_others_are_put(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(50))
        units = memory.units()
        next(units)
        memory.put_many(SETTINGS, machine(50, start=50))
        assert len(list(units)) == 49
        assert memory.stats().entries == 100


WRITER = """
import sys
from pathlib import Path
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.units import MemoryEntry
name, rounds = sys.argv[2], int(sys.argv[3])
with TranslationMemory(Path(sys.argv[1])) as memory:
    sys.stdin.readline()
    for number in range(rounds):
        own = {f"{name} {number} {i}": MemoryEntry(f"{i}") for i in range(50)}
        memory.put_many("s", own | {f"gemeinsam {number}": MemoryEntry("both")})
        got = memory.get_many("s", list(own))
        assert len(got) == 50, (number, len(got), memory.disabled_reason)
    assert not memory.disabled_reason, memory.disabled_reason
"""


def start_writers(path: Path, count: int, rounds: int) -> list[subprocess.Popen[str]]:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"P{n}", str(rounds)], stdin=subprocess.PIPE, text=True
        )
        for n in range(count)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return writers


def test_processes_create_and_write_at_once(path: Path) -> None:
    writers = start_writers(path, 3, 40)
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with TranslationMemory(path) as memory:
        assert memory.stats().entries == 3 * 40 * 50 + 40
    assert not damaged(path).exists()


def test_processes_meet_a_damaged_file_at_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 500)
    writers = start_writers(path, 3, 20)
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with TranslationMemory(path) as memory:
        assert memory.stats().entries == 3 * 20 * 50 + 20
    assert damaged(path).read_bytes().startswith(b"no database")


def test_threads_share_one_memory(path: Path) -> None:
    wrong: list[object] = []
    with TranslationMemory(path) as memory:

        def work(start: int) -> None:
            for part in range(start, start + 400, 100):
                entries = machine(100, part)
                memory.put_many(SETTINGS, entries)
                if len(memory.get_many(SETTINGS, list(entries))) != 100:
                    wrong.append(part)

        threads = [threading.Thread(target=work, args=(n * 1000,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
        assert not memory.disabled_reason
        assert memory.stats().entries == 1600


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def newer_version(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(1))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def lost_table(path: Path) -> None:
    newer_version(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.execute("DROP TABLE human")
    connection.close()


def broken_off(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(2000))
    with path.open("r+b") as stream:
        stream.truncate(8192)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"kein SQLite"),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000),
        other_database,
        newer_version,
        lost_table,
        broken_off,
    ],
    ids=["short", "header", "other", "newer", "table", "truncated"],
)
def test_a_file_damaged_at_opening_is_set_aside(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    path = tmp_path / "memory.sqlite"
    damage(path)
    damaged(path).write_text("an older one")
    with TranslationMemory(path) as memory:
        assert memory.get_many(SETTINGS, list(machine(600))) == {}
        memory.put_many(SETTINGS, machine(600))
        assert len(memory.get_many(SETTINGS, list(machine(600)))) == 600
        assert not memory.disabled_reason
    assert damaged(path).read_bytes() != b"an older one"


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
    with TranslationMemory(path) as other, TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(20_000))
        assert len(other.get_many(SETTINGS, list(machine(100)))) == 100
        spoil(path)
        # What this connection holds in its own page cache is still good: let another program's change drop it.
        bump = sqlite3.connect(path)
        bump.execute("PRAGMA application_id = 0x54536D6D")
        bump.close()
        if reads:
            assert len(memory.get_many(SETTINGS, list(machine(20_000)))) < 20_000
        memory.put_many(SETTINGS, machine(300))
        assert not memory.disabled_reason
        assert damaged(path).exists()
        assert len(memory.get_many(SETTINGS, list(machine(300)))) == 300
        # The other instance follows to the new file, and its leaving the old one harms nothing.
        assert len(other.get_many(SETTINGS, list(machine(300)))) == 300
        other.put_many(SETTINGS, machine(10, start=300))
        other.close()
        assert len(memory.get_many(SETTINGS, list(machine(310)))) == 310
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_damage_found_while_exporting_is_told(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(5000))
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


def test_a_file_removed_during_work_is_made_again(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(5))
        shutil.rmtree(path.parent)
        assert memory.get_many(SETTINGS, list(machine(5))) == {}
        memory.put_many(SETTINGS, machine(7))
        assert len(memory.get_many(SETTINGS, list(machine(7)))) == 7
        assert path.exists()


def test_a_read_only_folder_can_be_read(open_folder: Path) -> None:
    path = open_folder / "memory.sqlite"
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(5))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    with ordinary_user(), TranslationMemory(path) as memory:
        assert len(memory.get_many(SETTINGS, list(machine(9)))) == 5
        memory.put_many(SETTINGS, machine(9))
        assert "read-only" in memory.disabled_reason
        memory.put_many(SETTINGS, machine(9))
        assert len(memory.get_many(SETTINGS, list(machine(9)))) == 5
        with pytest.raises(OutputError, match="read-only"):
            memory.clear()
        with pytest.raises(OutputError, match="read-only"):
            memory.merge(lambda: [MemoryUnit("A.", "B.")])
    assert path.read_bytes() == before


def test_a_read_only_file_can_be_read(open_folder: Path) -> None:
    path = open_folder / "memory.sqlite"
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(5))
    path.chmod(0o444)
    with ordinary_user(), TranslationMemory(path) as memory:
        assert len(memory.get_many(SETTINGS, list(machine(5)))) == 5
        memory.put_many(SETTINGS, machine(9))
        assert "read-only" in memory.disabled_reason


@pytest.mark.parametrize("damage", [None, b"kein SQLite"])
def test_a_folder_without_permission_fails_nothing(open_folder: Path, damage: bytes | None) -> None:
    path = open_folder / "memory.sqlite"
    if damage:
        path.write_bytes(damage)
    open_folder.chmod(0o555)
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


def test_a_full_disk(tmp_path: Path) -> None:
    """A real one: a file system of a megabyte."""
    mounted = tmp_path / "small"
    mounted.mkdir()
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("may not mount a file system")
    try:
        with TranslationMemory(mounted / "memory.sqlite") as memory:
            memory.put_many(SETTINGS, machine(100))
            memory.put_many(SETTINGS, machine(20_000, start=100))
            assert memory.disabled_reason == "no space left on the disk"
            assert len(memory.get_many(SETTINGS, list(machine(200)))) == 100
            with pytest.raises(OutputError, match="no space"):
                memory.merge(lambda: (MemoryUnit(s, e.target) for s, e in machine(20_000).items()))
            assert memory.stats().human == 0
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_a_file_that_may_not_grow(path: Path) -> None:
    """As a full disk, where nothing may be mounted."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, machine(100))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, old[1]))
        try:
            memory.put_many(SETTINGS, machine(20_000, start=100))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
        assert memory.disabled_reason
        assert len(memory.get_many(SETTINGS, list(machine(200)))) == 100
    assert not damaged(path).exists()


def test_a_lookup_of_many_sentences_takes_few_queries(path: Path) -> None:
    entries = machine(5_000)
    statements: list[str] = []
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, entries)
        memory.merge(lambda: [MemoryUnit("Na, Servus!", "Well, hello there!")])
        memory._file.run(lambda connection: connection.set_trace_callback(statements.append))
        assert len(memory.get_many(SETTINGS, list(entries))) == 5_000
    assert sum(s.startswith("SELECT key") for s in statements) == 2 * 5_000 / 500


def test_importing_it_is_cheap() -> None:
    code = (
        "import sys, translate_summarize.memory.tmx; print(sorted({'numpy', 'filelock', 'asyncio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_human_hash_tells_human_translations_apart(tmp_path: Path) -> None:
    def revision(name: str, *units: MemoryUnit) -> str:
        with TranslationMemory(tmp_path / name) as memory:
            for unit in units:
                memory.merge([[unit]].pop)
            return memory.human_hash()

    a, b = MemoryUnit("Ja.", "Yes."), MemoryUnit("Nein.", "No.")
    assert revision("empty") == ""
    assert revision("machine", MemoryUnit("Ja.", "Yes.", (), "settings")) == ""
    assert revision("one", a, b) == revision("two", b, a) == revision("again", b, a, b)
    assert (
        len({revision("a", a), revision("b", b), revision("ab", a, b), revision("c", MemoryUnit("Ja.", "Aye."))}) == 4
    )


def test_a_score_comes_back(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many(SETTINGS, {"Ja.": MemoryEntry("Yes.", (), -0.25), "Nein.": MemoryEntry("No.")})
        hits = memory.get_many(SETTINGS, ["Ja.", "Nein."])
    assert (hits["Ja."].score, hits["Nein."].score) == (-0.25, None)


def made_by_0_3_0(path: Path) -> None:
    """The tables of 0.3.0, with one machine and one human translation."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    for statement in (
        "CREATE TABLE settings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        "CREATE TABLE machine (key BLOB PRIMARY KEY, settings INTEGER NOT NULL, source TEXT NOT NULL,"
        " target TEXT NOT NULL, flags TEXT NOT NULL)",
        "CREATE TABLE human (key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL)",
        "PRAGMA application_id = 1414753645",
        "PRAGMA user_version = 1",
    ):
        connection.execute(statement)
    machine_key, machine_row = table_row("Ja.", "Yes.", "settings of 0.3.0")
    human_key, human_row = table_row("Nein.", "Nope.", None)
    connection.execute("INSERT INTO settings VALUES (1, 'settings of 0.3.0')")
    connection.execute("INSERT INTO machine VALUES (?, 1, ?, ?, '')", (machine_key, *machine_row))
    connection.execute("INSERT INTO human VALUES (?, ?, ?)", (human_key, *human_row))
    connection.commit()
    connection.close()


def table_row(source: str, target: str, settings: str | None) -> tuple[bytes, tuple[str, str]]:
    [(key, *_)] = rows_of([MemoryUnit(source, target, (), settings)])
    return key, (source, target)


def test_a_memory_of_0_3_0_keeps_all_it_holds(path: Path) -> None:
    made_by_0_3_0(path)
    with TranslationMemory(path) as memory:
        assert memory.get_many(SETTINGS, ["Nein."]) == {"Nein.": MemoryHit("Nope.", (), human=True)}
        assert memory.get_many("settings of 0.3.0", ["Ja."]) == {"Ja.": MemoryHit("Yes.", (), human=False)}
        assert list(memory.units()) == [
            MemoryUnit("Nein.", "Nope."),
            MemoryUnit("Ja.", "Yes.", (), "settings of 0.3.0"),
        ]
        assert not memory.disabled_reason
    assert not damaged(path).exists()


def age(path: Path, settings: str, days: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE settings SET last_used = last_used - ? WHERE text = ?", (days, settings))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(("days", "dropped"), [(89, 0), (90, 0), (91, 3)])
def test_what_was_not_used_for_ninety_days_is_dropped(path: Path, days: int, dropped: int) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many("old", machine(3))
        memory.put_many("new", machine(2))
        memory.merge(lambda: [MemoryUnit("Na, Servus!", "Well, hello there!")])
    age(path, "old", days)
    with TranslationMemory(path) as memory:
        assert memory.drop_unused() == dropped
        assert memory.stats().human == 1
        assert len(memory.get_many("new", list(machine(3)))) == 2
        assert len(memory.get_many("old", list(machine(3)))) == 3 - dropped


def test_a_lookup_counts_as_use(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many("old", machine(3))
    age(path, "old", 200)
    with TranslationMemory(path) as memory:
        memory.get_many("old", list(machine(1)))
        assert memory.drop_unused() == 0


def test_human_translations_stay_however_old(path: Path) -> None:
    made_by_0_3_0(path)
    with TranslationMemory(path) as memory:
        assert memory.stats().entries == 2
    age(path, "settings of 0.3.0", 10_000)
    with TranslationMemory(path) as memory:
        assert memory.drop_unused() == 1
        assert [unit.source for unit in memory.units()] == ["Nein."]
