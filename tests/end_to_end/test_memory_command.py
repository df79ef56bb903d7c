"""``memory``, and what the memory does for a translation, through the real command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run


@pytest.fixture
def env(tmp_path: Path, shared_cache: Path) -> dict[str, str]:
    cache = tmp_path / "cache"
    cache.mkdir()
    if (shared_cache / "prepared").exists():
        (cache / "prepared").symlink_to(shared_cache / "prepared")
    return {"TRANSLATE_SUMMARIZE_CACHE": str(cache)}


def test_stats_path_clear(run: Run, env: dict[str, str], article: Path) -> None:
    assert "sentences  0" in run("memory", "stats", env=env).stdout
    first = run("translate", article, "-m", "pocket", env=env)
    count = int(run("memory", "stats", env=env).stdout.split()[1])
    assert count >= 10
    assert run("translate", article, "-m", "pocket", env=env).stdout == first.stdout
    assert int(run("memory", "stats", env=env).stdout.split()[1]) == count
    run("translate", article, "-m", "pocket", "--beam", 1, "--no-memory", env=env)
    assert int(run("memory", "stats", env=env).stdout.split()[1]) == count
    assert Path(run("memory", "path", env=env).stdout.strip()).is_file()
    assert f"{count} sentences deleted" in run("memory", "clear", env=env).stdout
    assert "sentences  0" in run("memory", "stats", env=env).stdout


def test_human_translation_wins_and_tmx_goes_round(run: Run, env: dict[str, str], tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Der Rat der Stadt Bonn tagt am Montag im alten Rathaus am Markt.\n")
    run("translate", text, "-m", "pocket", env=env)
    exported = run("memory", "export", tmp_path / "a.tmx", env=env)
    assert exported.returncode == 0, exported.stderr
    tmx = (tmp_path / "a.tmx").read_text()
    assert "Der Rat der Stadt Bonn tagt" in tmx
    (tmp_path / "human.tmx").write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="de-DE"><seg>Der Rat der Stadt Bonn tagt am Montag im '
        'alten Rathaus am Markt.</seg></tuv><tuv xml:lang="en-GB"><seg>Bonn City Council meets on Monday &amp; in '
        "the old town hall.</seg></tuv></tu></body></tmx>"
    )
    assert "1 units imported" in run("memory", "import", tmp_path / "human.tmx", env=env).stdout
    assert "Bonn City Council meets on Monday & in" in run("translate", text, "-m", "pocket", env=env).stdout
    assert "Bonn City Council" not in run("translate", text, "-m", "pocket", "--no-memory", env=env).stdout


def test_malformed_tmx(run: Run, env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bad.tmx").write_text("<tmx><body><tu></body></tmx>")
    done = run("memory", "import", tmp_path / "bad.tmx", env=env)
    assert done.returncode == 3
    assert "bad.tmx" in done.stderr
    assert done.stderr.count("\n") == 1


def test_damaged_memory_is_no_reason_to_fail(run: Run, env: dict[str, str], article: Path) -> None:
    path = Path(env["TRANSLATE_SUMMARIZE_CACHE"]) / "memory.sqlite"
    path.write_bytes(b"no database at all" * 1000)
    done = run("translate", article, "-m", "pocket", env=env)
    assert done.returncode == 0, done.stderr
    assert list(path.parent.glob("memory.sqlite.damaged*"))
