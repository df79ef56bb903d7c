"""``batch``, through the real command line and the real pocket model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


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


def test_tree_is_mirrored_and_names_never_collide(run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert _files(out) == {
        f"{name}.{kind}.txt" for name in ("a.txt", "a.md", "sport/fußball/spiel.txt") for kind in ("en", "brief")
    }
    assert "Bonn" in (out / "a.txt.en.txt").read_text()
    assert "bridge" in (out / "a.md.en.txt").read_text()
    lines = done.stderr.splitlines()
    assert sum(line.startswith("[") for line in lines) == 3
    assert lines[-1].startswith("3 done")
    assert lines[-1].endswith("0 skipped, 0 failed.")


def test_second_run_skips_and_force_redoes(run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("batch", folder, "--out", out, "-m", "pocket")
    run(*command)
    stamps = {p: p.stat().st_mtime_ns for p in out.rglob("*.txt")}
    assert "0 done, 3 skipped, 0 failed." in run(*command).stderr
    assert stamps == {p: p.stat().st_mtime_ns for p in out.rglob("*.txt")}
    (folder / "a.txt").write_text("Neue Brücke in Ulm\n\nDie Stadt Ulm baut eine neue Brücke über die Donau.\n")
    assert "1 done" in run(*command).stderr
    assert "Ulm" in (out / "a.txt.en.txt").read_text()
    (out / "a.md.en.txt").write_text("damaged")
    assert "1 done" in run(*command).stderr
    assert "bridge" in (out / "a.md.en.txt").read_text()
    assert "3 done" in run(*command, "--force").stderr
    assert "3 done" in run(*command, "--words", "20").stderr


def test_failed_files_are_reported_and_the_rest_goes_on(run, folder: Path, tmp_path: Path) -> None:
    (folder / "leer.txt").write_text("")
    (folder / "binär.txt").write_bytes(b"\0\1\2" * 500)
    (folder / "english.txt").write_text("The weather was fine and the people were happy to see the sun again today.\n")
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 1
    assert "3 done" in done.stderr
    assert "3 failed." in done.stderr
    for name in ("leer.txt", "binär.txt", "english.txt"):
        told = [line for line in done.stderr.splitlines() if name in line]
        assert [line.startswith("[") for line in told] == [True, False]  # as it happens, and at the end
        assert all("failed: " in line for line in told)
        assert not (out / f"{name}.en.txt").exists()
    assert "4 done" in run("batch", folder, "--out", out, "-m", "pocket", "--any-language", "--force").stderr


def test_formats_and_pattern(run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", folder, "--out", out, "-m", "pocket", "-f", "json", "-f", "html", "--pattern", "a.*")
    assert done.returncode == 0, done.stderr
    assert _files(out) == {f"a.{s}.{k}.{f}" for s in ("txt", "md") for k in ("en", "brief") for f in ("json", "html")}
    data = json.loads((out / "a.txt.en.json").read_text())
    assert data["brief"]["text"]
    assert data["blocks"]


def test_files_of_the_same_name(run, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Das Haus {name.upper()} steht am Rande der Stadt und ist alt.\n")
    out = tmp_path / "out"
    done = run("batch", tmp_path / "x/a.txt", tmp_path / "y/a.txt", "--out", out, "-m", "pocket")
    assert done.returncode == 0
    assert len(_files(out)) == 4
    done = run("batch", tmp_path / "x", tmp_path / "y", "--out", tmp_path / "two", "-m", "pocket")
    assert _files(tmp_path / "two") == {f"{d}/a.txt.{k}.txt" for d in "xy" for k in ("en", "brief")}


def test_output_folder_inside_the_input_folder(run, folder: Path) -> None:
    out = folder / "english"
    run("batch", folder, "--out", out, "-m", "pocket")
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert "0 done, 3 skipped, 0 failed." in done.stderr


def test_damaged_journal_is_set_aside(run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", folder, "--out", out, "-m", "pocket")
    (out / ".translate-summarize" / "journal.sqlite").write_bytes(b"no database" * 100)
    done = run("batch", folder, "--out", out, "-m", "pocket")
    assert done.returncode == 0, done.stderr
    assert "3 done" in done.stderr


def test_bar_on_a_terminal(folder: Path, tmp_path: Path, shared_cache: Path) -> None:
    import os
    import pty
    import subprocess
    import sys

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
    assert process.wait(60) == 0
    assert b"3/3" in shown
    assert b"0:00:00" in shown


def test_output_folder_that_is_the_input_folder(run, folder: Path) -> None:
    done = run("batch", folder, "--out", folder, "-m", "pocket")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not list(folder.rglob("*.en.txt"))
