"""The translation memory: what goes in comes out, human translations win, and what is unused goes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.file_systems import ordinary_user, reachable_folder
from translate_summarize.article.translation import TRANSLATION_REVISION, Signature
from translate_summarize.errors import InputError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.table import rows_of
from translate_summarize.memory.units import MemoryEntry, MemoryHit, MemoryUnit

SETTINGS = "pocket ct2 int8 beam=4 0.1.0"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ENTRIES = st.builds(MemoryEntry, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.none() | st.floats(-20, 0))


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
        "PRAGMA journal_mode = WAL",
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
        assert memory.drop_unused() == 0
    assert [file.name for file in path.parent.iterdir() if "damaged" in file.name] == []


def test_a_memory_of_0_3_0_is_read_where_it_cannot_be_written() -> None:
    with reachable_folder() as folder:
        path = folder / "memory.sqlite"
        made_by_0_3_0(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        with ordinary_user(), TranslationMemory(path) as memory:
            assert memory.get_many(SETTINGS, ["Nein."]) == {"Nein.": MemoryHit("Nope.", (), human=True)}
            assert memory.stats().entries == 2


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


def test_a_lookup_writes_once_a_day(path: Path) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many("old", machine(3))
    age(path, "old", 1)
    statements: list[str] = []
    for _ in range(2):
        with TranslationMemory(path) as memory:
            memory._file.run(lambda connection: connection.set_trace_callback(statements.append))
            for _ in range(3):
                memory.get_many("old", list(machine(3)))
    assert [s for s in statements if not s.startswith("SELECT")] == [s for s in statements if s.startswith("UPDATE")]
    assert sum(s.startswith("UPDATE") for s in statements) == 1


@pytest.mark.parametrize("again", ["put", "imported"])
def test_what_is_stored_again_counts_as_used(path: Path, again: str) -> None:
    with TranslationMemory(path) as memory:
        memory.put_many("old", machine(3))
    age(path, "old", 200)
    with TranslationMemory(path) as memory:
        if again == "put":
            memory.put_many("old", machine(1))
        else:
            memory.merge(lambda: [MemoryUnit("Ja.", "Yes.", (), "old")])
        assert memory.drop_unused() == 0


def test_the_key_holds_the_revision_and_not_the_version() -> None:
    signature = Signature("0.3.0", "pocket", "c0ffee" * 10, "ctranslate2", "int8", 4)
    assert replace(signature, version="9.9.9").memory_key == signature.memory_key
    assert f"revision:{TRANSLATION_REVISION}|" in signature.memory_key
    others = [
        replace(signature, model_hash="f00"),
        replace(signature, engine="transformers"),
        replace(signature, compute_type="float32"),
        replace(signature, beam=1),
    ]
    assert len({s.memory_key for s in [signature, *others]}) == 5


def test_human_translations_stay_however_old(path: Path) -> None:
    made_by_0_3_0(path)
    with TranslationMemory(path) as memory:
        assert memory.stats().entries == 2
    age(path, "settings of 0.3.0", 10_000)
    with TranslationMemory(path) as memory:
        assert memory.drop_unused() == 1
        assert [unit.source for unit in memory.units()] == ["Nein."]
