"""A batch that is killed, interrupted, out of space or started twice ends, after a rerun, like an undisturbed one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import re
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run

ARTICLES = 60  # two windows
COPIES = 3
SUBJECTS = ("Die Stadt Bonn", "Der Verein aus Ulm", "Die Schule am Markt", "Das Museum in Trier", "Die Bahn", "Der Rat")
VERBS = ("baut", "plant", "kauft", "sucht", "eröffnet", "schließt")
OBJECTS = ("eine neue Brücke", "ein altes Haus", "den großen Saal", "einen Garten", "zwei Läden", "das Archiv")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short articles, all different."""
    folder = tmp_path_factory.mktemp("kills") / "press"
    chance = random.Random(3)
    for number in range(ARTICLES):
        sentences = [
            f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} im Jahr {2000 + number} {chance.choice(OBJECTS)}."
            for _ in range(4)
        ]
        path = folder / f"tag-{number % 5}" / f"artikel-{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Meldung {number} aus der Region\n\n" + " ".join(sentences) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def out(press: Path) -> Iterator[Path]:
    """An output folder beside the undisturbed one: links in the digest are relative to it."""
    folder = press.parent / f"out-{secrets.token_hex(4)}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _command(press: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "translate_summarize", "batch", str(press), "--out", str(out), "-m", "pocket",
            "--beam", "1", "-f", "text", "-f", "html", "--no-memory", "--threads", "1"]  # fmt: skip


def _outputs(out: Path) -> dict[str, str]:
    return {
        p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in out.rglob("*")
        if p.is_file() and ".translate-summarize" not in p.parts
    }


@pytest.fixture(scope="module")
def undisturbed(press: Path, shared_cache: Path) -> dict[str, str]:
    out = press.parent / "undisturbed"
    done = subprocess.run(_command(press, out), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    outputs = _outputs(out)
    assert len(outputs) == 4 * ARTICLES + 2
    return outputs


def _finish(press: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(press, out), capture_output=True, text=True, timeout=300, check=False)


def _wait_for(process: subprocess.Popen[str] | subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    """Wait until something has happened while the process runs."""
    while not happened():
        assert process.poll() is None
        time.sleep(0.005)


def _kill(process: subprocess.Popen[bytes], out: Path, undisturbed: dict[str, str]) -> None:
    """Kill a batch; what it leaves is whole files and temporary ones."""
    process.kill()
    process.wait(30)
    for name, digest in _outputs(out).items():
        if not name.endswith(".tmp"):
            assert undisturbed[name] == digest, name


def _start(press: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(press, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _count(out: Path, pattern: str) -> int:
    return sum(1 for _ in out.rglob(pattern))


def _recorded(out: Path) -> int:
    """Articles that the journal holds as done."""
    path = out / ".translate-summarize" / "journal.sqlite"
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as journal:
            return int(journal.execute("SELECT count(*) FROM articles WHERE state = 'done'").fetchone()[0])
    except sqlite3.Error:  # not there yet
        return 0


STATES: dict[str, Callable[[Path], bool]] = {
    "the folder is held": lambda out: (out / ".translate-summarize" / "holder.json").exists(),
    "the journal exists": lambda out: (out / ".translate-summarize" / "journal.sqlite").exists(),
    "the first outputs of a window are written": lambda out: _count(out, "*.en.txt") >= 1,
    "a window is half written": lambda out: _count(out, "*.brief.html") >= 16,
    "the first window is recorded": lambda out: _recorded(out) >= 32,
    "the second window is half written": lambda out: _count(out, "*.brief.html") >= 45,
}
"""Moments in the life of a batch of two windows, in order. One may have passed when the signal arrives."""


def test_killed_in_each_state(press: Path, out: Path, undisturbed: dict[str, str]) -> None:
    """Each kill strikes the run that resumes the last one; at every moment there are only whole files."""
    for reached in STATES.values():
        process = _start(press, out)
        _wait_for(process, lambda reached=reached: reached(out))  # type: ignore[misc]
        _kill(process, out, undisturbed)
    assert _recorded(out) >= 32
    done = _finish(press, out)
    assert done.returncode == 0, done.stderr
    assert _outputs(out) == undisturbed


@pytest.mark.slow
def test_killed_at_25_random_moments(press: Path, out: Path, undisturbed: dict[str, str]) -> None:
    chance = random.Random(11)
    kills = 0
    while kills < 25:
        process = _start(press, out)
        time.sleep(chance.uniform(0.1, 2.2))
        if process.poll() is not None:  # it was done before: start afresh, so that the kills strike work
            shutil.rmtree(out)
            continue
        _kill(process, out, undisturbed)
        kills += 1
    done = _finish(press, out)
    assert done.returncode == 0, done.stderr
    assert _outputs(out) == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_and_resumed(press: Path, tmp_path: Path, number: int) -> None:
    out = tmp_path / "out"
    for n in range(COPIES):  # more windows than are in progress at the signal
        shutil.copytree(press, tmp_path / "more" / str(n))
    for i, path in enumerate(sorted((tmp_path / "more").rglob("*.txt"))):
        path.write_text(path.read_text(encoding="utf-8").replace("im Jahr", f"{i} Tage lang im Jahr"), encoding="utf-8")
    command = _command(tmp_path / "more", out)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _wait_for(process, lambda: _count(out, "*.en.txt") > 0)
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert output == ""
    assert "run the same command again" in errors
    assert "Traceback" not in errors
    assert not list(out.rglob("*.tmp"))
    again = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert again.returncode == 0, again.stderr
    summary = re.search(r"(\d+) skipped", again.stderr.splitlines()[-1])
    assert summary is not None
    assert 0 < int(summary[1]) < COPIES * ARTICLES
    assert len(_outputs(out)) == 4 * COPIES * ARTICLES + 2


def test_two_batches_at_once(press: Path, out: Path, undisturbed: dict[str, str]) -> None:
    first = _start(press, out)
    holder = out / ".translate-summarize" / "holder.json"
    _wait_for(first, lambda: holder.exists() and bool(holder.read_text()))
    second = _finish(press, out)
    assert second.returncode == 5
    assert second.stderr.count("\n") == 1
    assert f"process {first.pid}" in second.stderr
    assert first.wait(120) == 0
    assert _outputs(out) == undisturbed


def test_full_disk(press: Path, out: Path, undisturbed: dict[str, str]) -> None:
    """On a real, small file system, which only root may mount."""
    out.mkdir()
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", out], capture_output=True, check=False)
        .returncode == 0
    )  # fmt: skip
    if not mounted:
        pytest.skip("needs the right to mount a small file system")
    try:
        done = _finish(press, out)
        assert done.returncode == 5, done.stderr
        assert "space" in done.stderr
        assert done.stderr.splitlines()[-1].startswith("translate-summarize: error: ")
        assert "Traceback" not in done.stderr
        for name, digest in _outputs(out).items():
            assert undisturbed[name] == digest, name
        assert not list(out.rglob("*.tmp"))
        subprocess.run(["mount", "-o", "remount,size=64m", out], check=True)
        assert _finish(press, out).returncode == 0
        assert _outputs(out) == undisturbed
    finally:
        subprocess.run(["umount", out], check=True)


def test_bad_inputs_each_have_their_line(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "press"
    base.mkdir()
    good = "Die Stadt Bonn baut eine neue Brücke, und der Rat ist dafür.\n"
    (base / "gut.txt").write_text(good, encoding="utf-8")
    (base / "latin.txt").write_bytes(good.encode("latin-1"))
    (base / "binär.txt").write_bytes(bytes(range(256)) * 50)
    (base / "leer.txt").write_bytes(b"")
    (base / "schleife").symlink_to(base, target_is_directory=True)
    (tmp_path / "draußen.txt").write_text(good, encoding="utf-8")
    (base / "link.txt").symlink_to(tmp_path / "draußen.txt")
    (base / "tot.txt").symlink_to(base / "nirgends.txt")
    (base / "neue\nZeile 🎉.txt").write_text(good, encoding="utf-8")
    (base / "a:b?.txt").write_text(good, encoding="utf-8")
    with (base / "riesig.txt").open("wb") as huge:
        huge.write(b"Wort " * 1000)
        huge.truncate(1_000_000_000)
    if os.geteuid():
        (base / "zu.txt").write_text(good, encoding="utf-8")
        (base / "zu.txt").chmod(0)
    out = tmp_path / "out"
    done = run("batch", base, "--out", out, "-m", "pocket", "--log", tmp_path / "log.jsonl")
    assert done.returncode == 1, done.stderr
    events = {e["name"]: e for e in map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines()) if "name" in e}
    failed = {name for name, e in events.items() if e["event"] == "failed"}
    assert failed == {"binär.txt", "leer.txt", "schleife", "link.txt", "tot.txt", "riesig.txt"} | (
        {"zu.txt"} if os.geteuid() else set()
    )
    assert all(e["message"] and "\n" not in e["message"] for n, e in events.items() if n in failed)
    for name in failed:
        assert sum("failed: " in line and name in line for line in done.stderr.splitlines()) == 2
    assert (out / "gut.txt.en.txt").read_text() == (out / "latin.txt.en.txt").read_text()
    names = [p.name for p in out.rglob("*.en.txt")]
    assert len(names) == 4
    assert not any(c in name for name in names for c in '\n:?"<>|*')


def test_dry_run_retry_failed_from_list_and_log(run: Run, tmp_path: Path) -> None:
    base, out = tmp_path / "press", tmp_path / "out"
    base.mkdir()
    (base / "a.txt").write_text("Der Rat der Stadt ist mit dem Bau der Brücke einverstanden.\n")
    (base / "b.txt").write_text("")
    paths = "\n".join(map(str, sorted(base.iterdir()))) + "\n"
    common = ("--from-list", "-", "--out", out, "-m", "pocket")
    dry = run("batch", *common, "--dry-run", stdin=paths)
    assert dry.returncode == 0
    assert [line.split("\t")[:2] for line in dry.stdout.splitlines()] == [["do", "new"]] * 2
    assert not out.exists()
    assert run("batch", *common, stdin=paths).returncode == 1
    dry = run("batch", *common, "--dry-run", stdin=paths)
    assert [line.split("\t")[:2] for line in dry.stdout.splitlines()] == [
        ["skip", "done and unchanged"],
        ["do", "failed before"],
    ]
    (base / "b.txt").write_text("Der Rat der Stadt ist nun auch mit dem Bau der Schule einverstanden.\n")
    done = run("batch", *common, "--retry-failed", "--force", stdin=paths)
    assert "1 done" in done.stderr
    assert "1 skipped" in done.stderr
    dry = run("batch", *common, "--dry-run", "--beam", "1", stdin=paths)
    assert {line.split("\t")[1] for line in dry.stdout.splitlines()} == {"other settings"}


def test_digest(run: Run, tmp_path: Path) -> None:
    base, out = tmp_path / "press", tmp_path / "out"
    base.mkdir()
    (base / "a.txt").write_text(
        "Neue Brücke in Bonn\n\nDer Rat der Stadt Bonn ist mit dem Bau der Brücke einverstanden.\n"
    )
    (base / "b.txt").write_text("")
    run("batch", base, "--out", out, "-m", "pocket")
    page, text = (out / "digest.html").read_text(), (out / "digest.md").read_text()
    assert "a.txt.en.txt" in page
    assert "a.txt.en.txt" in text
    assert "Bonn" in text
    assert "b.txt" in text
    run("batch", base, "--out", tmp_path / "none", "-m", "pocket", "--no-digest")
    assert not (tmp_path / "none" / "digest.md").exists()


def test_watch_takes_files_as_they_come(tmp_path: Path, shared_cache: Path) -> None:
    drop, out, log = tmp_path / "drop", tmp_path / "out", tmp_path / "log.jsonl"
    drop.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "translate_summarize", "batch", str(drop), "--out", str(out), "-m", "pocket", "--watch",
         "--log", str(log)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip

    def wait_for(event: str, name: str | None = None, times: int = 1) -> None:
        end = time.monotonic() + 60
        while (log.read_text() if log.exists() else "").count(
            f'{{"event": "{event}"' + (f', "file": {json.dumps(str(drop / name))}' if name else "")
        ) < times:
            assert process.poll() is None
            assert time.monotonic() < end, (event, name)
            time.sleep(0.05)

    try:
        wait_for("end")
        (drop / "a.txt").write_text("Der Rat der Stadt Bonn tagt am Montag im alten Rathaus.\n")
        wait_for("done", "a.txt")
        assert "Bonn" in (out / "a.txt.en.txt").read_text()
        (drop / "leer.txt").write_text("")
        (drop / "a.txt").write_text("Der Rat der Stadt Ulm tagt am Dienstag im alten Rathaus.\n")
        wait_for("failed", "leer.txt")
        wait_for("done", "a.txt", times=2)
        assert "Ulm" in (out / "a.txt.en.txt").read_text()
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    lines = errors.splitlines()
    assert sum("leer.txt" in line for line in lines) == 2  # as it happens, and at the end
    assert "run the same command again" in lines[-1]
    assert re.fullmatch(r"\d done.*, \d skipped, \d failed\.", lines[-2])
    assert "Traceback" not in errors
