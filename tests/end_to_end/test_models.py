"""``models``, through the real command line; pulls come from a stand-in of the hub on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run
from tests.hub_standin import HubStandin
from tests.places import POCKET


def test_list(run: Run) -> None:
    done = run("models", "list")
    assert done.returncode == 0
    rows = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert {"NAME", "pocket", "opus-mt", "opus-mt-hf"} <= set(rows)
    assert "in the package" in rows["pocket"]
    assert "CC-BY-SA-4.0" in rows["pocket"]
    assert "not pulled" in rows["opus-mt"]


def test_own_catalogue(run: Run, tmp_path: Path, article: Path) -> None:
    own = tmp_path / "mine.txt"
    own.write_text("# mine\nklein | package:pocket | main | CC-BY-SA-4.0 | 20 MB | for tests\n")
    assert "klein" in run("models", "list", "--models-file", own).stdout
    assert "klein" in run("models", "list", env={"TRANSLATE_SUMMARIZE_MODELS": str(own)}).stdout
    done = run("translate", article, "--models-file", own, "-m", "klein", "-f", "json")
    assert '"model": "klein"' in done.stdout


def test_path_and_verify(run: Run) -> None:
    assert Path(run("models", "path", "pocket").stdout.strip()) == POCKET
    done = run("models", "verify", "pocket")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("pocket: ok")
    assert run("models", "verify").stdout.startswith("pocket: ok")


@pytest.mark.parametrize("command", ["path", "verify", "remove"])
def test_not_here(run: Run, command: str) -> None:
    done = run("models", command, "opus-mt")
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "opus-mt" in done.stderr


def test_pocket_cannot_be_removed(run: Run) -> None:
    done = run("models", "remove", "pocket")
    assert done.returncode == 4
    assert (POCKET / "model.safetensors").exists()


def test_pull_use_verify_damage_remove(run: Run, tmp_path: Path, article: Path, hub: HubStandin) -> None:
    env = {"HF_ENDPOINT": hub.url, "TRANSLATE_SUMMARIZE_CACHE": str(tmp_path / "cache")}
    pulled = run("models", "pull", "test-org/marian-de-en", env=env)
    assert pulled.returncode == 0, pulled.stderr
    folder = Path(pulled.stdout.strip())
    assert (folder / "model.safetensors").read_bytes() == (POCKET / "model.safetensors").read_bytes()
    done = run("translate", article, "-m", "test-org/marian-de-en", "--offline", env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("translate", article, "-m", "pocket").stdout
    assert run("models", "verify", "test-org/marian-de-en", env=env).returncode == 0
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(5_000_000)
        file.write(b"\xff" * 100)
    damaged = run("models", "verify", "test-org/marian-de-en", env=env)
    assert damaged.returncode == 4
    assert "model.safetensors" in damaged.stderr
    assert run("models", "remove", "test-org/marian-de-en", env=env).returncode == 0
    assert not folder.exists()


def test_auto_fetches_the_best_model_when_the_hub_answers(
    run: Run, tmp_path: Path, article: Path, hub: HubStandin
) -> None:
    own = tmp_path / "mine.txt"
    own.write_text("opus-mt | test-org/marian-de-en | main | Apache-2.0 | 21 MB | stands in for the real one\n")
    env = {"HF_ENDPOINT": hub.url, "TRANSLATE_SUMMARIZE_CACHE": str(tmp_path / "cache")}
    first = run("brief", article, "--models-file", own, "-f", "json", env=env)
    assert first.returncode == 0, first.stderr
    assert '"model": "opus-mt"' in first.stdout
    assert "fetching model opus-mt (21 MB)" in first.stderr
    before = len(hub.requests)
    again = run("brief", article, "--models-file", own, "-f", "json", env=env)
    assert again.stdout == first.stdout
    assert len(hub.requests) == before


def test_auto_goes_on_when_the_pull_fails(run: Run, tmp_path: Path, article: Path, hub: HubStandin) -> None:
    own = tmp_path / "mine.txt"
    own.write_text("opus-mt | test-org/no-such-model | main | Apache-2.0 | 21 MB | is not there\n")
    env = {"HF_ENDPOINT": hub.url, "TRANSLATE_SUMMARIZE_CACHE": str(tmp_path / "cache")}
    done = run("brief", article, "--models-file", own, "-f", "json", env=env)
    assert done.returncode == 0, done.stderr
    assert '"model": "pocket"' in done.stdout
    assert "pocket model" in done.stderr


def test_model_from_the_hubs_own_cache_layout(run: Run, tmp_path: Path, article: Path) -> None:
    repository = tmp_path / "models--test-org--marian-de-en"
    shutil.copytree(POCKET, repository / "snapshots" / "abc123")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc123")
    expected = run("translate", article, "-m", "pocket").stdout
    assert run("translate", article, "-m", repository).stdout == expected
    env = {"HF_HUB_CACHE": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    assert run("translate", article, "-m", "test-org/marian-de-en", env=env).stdout == expected


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubStandin]:
    repository = tmp_path / "repository"
    shutil.copytree(POCKET, repository, ignore=shutil.ignore_patterns("manifest.json", "LICENSE"))
    with HubStandin({"test-org/marian-de-en": repository}) as standin:
        yield standin
