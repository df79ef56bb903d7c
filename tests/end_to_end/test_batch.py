"""``batch``, through the real command line and the real pocket model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    base = tmp_path / "presse"
    (base / "sport" / "fußball").mkdir(parents=True)
    (base / ".hidden").mkdir()
    (base / "a.txt").write_text("Neue Brücke in Bonn\n\nDie Stadt Bonn baut eine neue Brücke über den Rhein.\n")
    (base / "a.md").write_text("# Alte Brücke\n\nDie alte Brücke in Köln wird im Mai gesperrt.\n")
    (base / "sport" / "fußball" / "spiel.txt").write_text("Der Trainer war mit dem Spiel am Samstag zufrieden.\n")
    (base / ".hidden" / "x.txt").write_text("Das soll niemand lesen, denn es ist versteckt.\n")
    (base / "bild.png").write_bytes(b"\x89PNG")
    return base


def _files(out: Path) -> set[str]:
    return {
        p.relative_to(out).as_posix()
        for p in out.rglob("*")
        if p.is_file() and ".translate-summarize" not in p.parts and p.stem != "digest"
    }


def test_tree_is_mirrored_and_names_never_collide(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert _files(out) == {
        f"{name}.{kind}.txt" for name in ("a.txt", "a.md", "sport/fußball/spiel.txt") for kind in ("en", "brief")
    }
    assert "Bonn" in (out / "a.txt.en.txt").read_text()
    assert (out / "a.md.en.txt").read_text().strip()
    lines = done.stderr.splitlines()
    assert sum(line.startswith("[") for line in lines) == 3
    assert lines[-1].startswith("3 done")
    assert lines[-1].endswith("0 skipped, 0 failed.")


def test_saved_web_pages_without_the_parts_beside_them(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "seiten", tmp_path / "out"
    for parts in ("bruecke_files", "hafen-Dateien", "eigene_files"):
        (folder / parts).mkdir(parents=True)
        (folder / parts / "rahmen.html").write_text("<p>Die Werbung steht in einem Rahmen für sich allein.</p>")
    for name in ("bruecke.html", "hafen.htm"):
        (folder / name).write_text("<title>Bote</title><h1>Neue Brücke</h1><p>Die Stadt baut eine neue Brücke.</p>")
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 0, done.stderr
    assert _files(out) == {
        f"{name}.{kind}.txt"
        for name in ("bruecke.html", "hafen.htm", "eigene_files/rahmen.html")  # of no page: an article like any other
        for kind in ("en", "brief")
    }


def test_second_run_skips_and_force_redoes(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("batch", folder, "--out", out, "-m", "pocket")
    run(*command)
    stamps = {p: p.stat().st_mtime_ns for p in out.rglob("*.txt")}
    assert "0 done, 3 skipped, 0 failed." in run(*command).stderr
    assert stamps == {p: p.stat().st_mtime_ns for p in out.rglob("*.txt")}
    (folder / "a.txt").write_text("Neue Brücke in Ulm\n\nDie Stadt Ulm baut eine neue Brücke über die Donau.\n")
    assert "1 done" in run(*command).stderr
    assert "Ulm" in (out / "a.txt.en.txt").read_text()
    english = (out / "a.md.en.txt").read_text()
    (out / "a.md.en.txt").write_text("damaged")
    assert "1 done" in run(*command).stderr
    assert (out / "a.md.en.txt").read_text() == english
    assert "3 done" in run(*command, "--force").stderr
    assert "3 done" in run(*command, "--words", "20").stderr


def test_failed_files_are_reported_and_the_rest_goes_on(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "leer.txt").write_text("")
    (folder / "binär.txt").write_bytes(b"\0\1\2" * 500)
    (folder / "english.txt").write_text("The weather was fine and the people were happy to see the sun again today.\n")
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 1
    assert "3 done" in done.stderr
    assert "3 failed." in done.stderr
    for name in ("leer.txt", "binär.txt", "english.txt"):
        lines = [line for line in done.stderr.splitlines() if name in line]
        assert [line.startswith("[") for line in lines] == [True, False]  # as it happens, and at the end
        assert all("failed: " in line for line in lines)
        assert not (out / f"{name}.en.txt").exists()
    assert "4 done" in run("batch", folder, "--out", out, "-m", "pocket", "--any-language", "--force").stderr


def test_formats_and_pattern(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket", "-f", "json", "-f", "html", "--pattern", "a.*")
    assert done.returncode == 0, done.stderr
    assert _files(out) == {f"a.{s}.{k}.{f}" for s in ("txt", "md") for k in ("en", "brief") for f in ("json", "html")}
    data = json.loads((out / "a.txt.en.json").read_text())
    assert data["brief"]["text"]
    assert data["blocks"]


def test_files_of_the_same_name(run: Run, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Das Haus {name.upper()} steht am Rande der Stadt und ist alt.\n")
    out = tmp_path / "out"
    done = run("batch", tmp_path / "x/a.txt", tmp_path / "y/a.txt", "--out", out, "-m", "pocket")
    assert done.returncode == 0
    assert len(_files(out)) == 4
    done = run("batch", tmp_path / "x", tmp_path / "y", "--out", tmp_path / "two", "-m", "pocket")
    assert _files(tmp_path / "two") == {f"{d}/a.txt.{k}.txt" for d in "xy" for k in ("en", "brief")}


def test_output_folder_inside_the_input_folder(run: Run, folder: Path) -> None:
    out = folder / "english"
    run("batch", folder, "--out", out, "-m", "pocket")
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert "0 done, 3 skipped, 0 failed." in done.stderr


def test_damaged_journal_is_set_aside(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", folder, "--out", out, "-m", "pocket")
    (out / ".translate-summarize" / "journal.sqlite").write_bytes(b"no database" * 100)
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 0, done.stderr
    assert "3 done" in done.stderr


def test_bar_on_a_terminal(folder: Path, tmp_path: Path, shared_cache: Path) -> None:
    import pty

    (folder / "leer.txt").write_text("")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "translate_summarize",
            "batch",
            str(folder),
            "--out",
            str(tmp_path / "o"),
            "-m",
            "pocket",
        ],
        stderr=slave,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    assert process.wait(60) == 1
    assert b"4/4" in shown
    assert b"0:00:00" in shown
    assert re.search(rb"\d\d words, [\d,]+ words/s", shown)
    assert b"spiel.txt" in shown  # the current file
    assert shown.count(b"leer.txt: ") == 2  # as it happens, above the bar, and at the end
    assert b"[1/" not in shown


def test_output_folder_that_is_the_input_folder(run: Run, folder: Path) -> None:
    done = run("batch", folder, "--out", folder, "-m", "pocket")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not list(folder.rglob("*.en.txt"))


def test_imported_human_translations_make_done_articles_due_again(run: Run, tmp_path: Path, shared_cache: Path) -> None:
    (tmp_path / "press").mkdir()
    sentence = "Der Rat der Stadt Bonn tagt am Montag im alten Rathaus am Markt."
    (tmp_path / "press" / "a.txt").write_text(f"{sentence}\n")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "prepared").symlink_to(shared_cache / "prepared")
    env = {"TRANSLATE_SUMMARIZE_CACHE": str(tmp_path / "cache")}
    command = ("batch", tmp_path / "press", "--out", tmp_path / "out", "-m", "pocket")

    def imported(english: str) -> None:
        (tmp_path / "human.tmx").write_text(
            f'<tmx version="1.4"><header/><body><tu><tuv xml:lang="de"><seg>{sentence}</seg></tuv>'
            f'<tuv xml:lang="en"><seg>{english}</seg></tuv></tu></body></tmx>'
        )
        assert "1 units imported" in run("memory", "import", tmp_path / "human.tmx", env=env).stdout

    assert "1 done" in run(*command, env=env).stderr
    imported("The council meets.")
    assert "do\tother human translations\t" in run(*command, "--dry-run", env=env).stdout
    assert "1 done" in run(*command, env=env).stderr
    assert (tmp_path / "out" / "a.txt.en.txt").read_text().strip() == "The council meets."
    imported("The council meets.")
    assert "0 done, 1 skipped" in run(*command, env=env).stderr
    assert "1 done" in run(*command, "--no-memory", env=env).stderr
    assert "council meets." not in (tmp_path / "out" / "a.txt.en.txt").read_text()


@pytest.mark.parametrize("damage", ["truncated", "emptied", "gone", "half of them gone"])
def test_outputs_lost_in_a_power_cut_are_noticed(run: Run, folder: Path, tmp_path: Path, damage: str) -> None:
    """Recorded as done, but the disk lost what was written: the hashes tell."""
    out = tmp_path / "out"
    command = ("batch", folder, "--out", out, "-m", "pocket")
    run(*command)
    before = {p: p.read_bytes() for p in out.rglob("*.txt")}
    lost = sorted(before)[:: 2 if damage == "half of them gone" else 1]
    for path in lost:
        if "gone" in damage:
            path.unlink()
        else:
            path.write_bytes(before[path][: len(before[path]) // 2] if damage == "truncated" else b"")
    assert "3 done" in run(*command).stderr
    assert {p: p.read_bytes() for p in out.rglob("*.txt")} == before


def test_input_that_vanishes_between_plan_and_reading(run: Run, folder: Path, tmp_path: Path) -> None:
    paths = "\n".join(str(folder / name) for name in ("a.txt", "weg.txt")) + "\n"
    done = run("batch", "--from-list", "-", "--out", tmp_path / "out", "-m", "pocket", stdin=paths)
    assert done.returncode == 1
    assert "1 done" in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("failed: ") and "weg.txt" in line]
