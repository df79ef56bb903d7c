"""Finding the files of a batch and naming their outputs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from translate_summarize.batch.jobs import find_jobs, name_jobs


@pytest.fixture
def press(tmp_path: Path) -> Path:
    (tmp_path / "press" / "sport").mkdir(parents=True)
    (tmp_path / "press" / "a.txt").touch()
    (tmp_path / "press" / "LIESMICH").touch()
    (tmp_path / "press" / "sport" / "b.md").touch()
    return tmp_path / "press"


def _forbid(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder be unreadable, for root too."""
    scandir = os.scandir

    def refusing(path: Any) -> Iterator[os.DirEntry[str]]:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)


def test_a_folder_is_searched_for_suffixes_that_have_a_reader(press: Path, tmp_path: Path) -> None:
    assert [j.place for j in find_jobs([press], tmp_path / "out")] == ["a.txt", "sport/b.md"]


def test_a_pattern_also_selects_names_without_a_suffix(press: Path, tmp_path: Path) -> None:
    assert [j.place for j in find_jobs([press], tmp_path / "out", "L*")] == ["LIESMICH"]


@pytest.mark.parametrize("pattern", ["", "*.txt"])
def test_a_subfolder_that_cannot_be_searched_fails(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    _forbid(monkeypatch, press / "sport")
    done, failed = find_jobs([press], tmp_path / "out", pattern)
    assert (done.place, done.problem) == ("a.txt", "")
    assert failed.path == press / "sport"
    assert failed.problem == "cannot be searched (Permission denied); check its permissions"


def test_an_input_folder_that_cannot_be_searched_fails(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forbid(monkeypatch, press)
    (failed,) = name_jobs(find_jobs([press], tmp_path / "out"), {})
    assert failed.name == "press"
    assert "cannot be searched" in failed.problem


@pytest.mark.parametrize(
    ("target", "problem"), [("nowhere.txt", "broken link"), ("../outside.txt", "out of the folder"), ("a.txt", "")]
)
def test_links(press: Path, tmp_path: Path, target: str, problem: str) -> None:
    (tmp_path / "outside.txt").touch()
    (press / "link.txt").symlink_to(target)
    link = next(j for j in find_jobs([press], tmp_path / "out") if j.place == "link.txt")
    assert problem in link.problem
    assert bool(problem) is bool(link.problem)


def test_names_are_portable_unique_and_stable(tmp_path: Path) -> None:
    paths = [tmp_path / place / name for place in "xy" for name in ("a.txt", "A.txt", "con.txt", "a:b.txt", "l" * 300)]
    named = name_jobs(find_jobs(paths, tmp_path / "out"), {})
    assert len({j.name.casefold() for j in named}) == len(paths)
    assert all(len(j.name.encode()) < 200 and ":" not in j.name and not j.name.startswith("con.") for j in named)
    known = {j.key: j.name for j in named}
    assert {j.key: j.name for j in name_jobs(find_jobs(paths[::-1], tmp_path / "out"), known)} == known
