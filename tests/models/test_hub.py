"""Pulls from a hub on loopback: whole, interrupted, damaged, refused, and two at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.hub_standin import HubStandin
from tests.models.served_models import (
    CT2,
    CT2_FILES,
    MARIAN,
    MARIAN_FILES,
    MARIAN_SIZE,
    WEIGHTS,
    WEIGHTS_SIZE,
    start_pull,
)
from tests.places import POCKET
from translate_summarize.errors import ExitCode, ModelError
from translate_summarize.models import hub, manifest, reachability, store

pytestmark = pytest.mark.usefixtures("client")


class Recorder:
    """Keeps what a pull reports."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.total = 0
        self.came = 0
        self.folder = Path()

    def start(self, total_bytes: int, folder: Path) -> None:
        self.events.append("start")
        self.total, self.folder = total_bytes, folder

    def advance(self, bytes_: int) -> None:
        self.came += bytes_

    def waiting(self) -> None:
        self.events.append("waiting")

    def done(self) -> None:
        self.events.append("done")

    def failed(self) -> None:
        self.events.append("failed")


def test_a_pulled_marian_model_is_the_served_one(standin: HubStandin) -> None:
    recorder = Recorder()
    folder = hub.pull(MARIAN, progress=recorder)
    assert folder == store.installed(MARIAN) == recorder.folder
    assert {p.name for p in folder.iterdir()} == MARIAN_FILES | {manifest.MANIFEST}
    for name in MARIAN_FILES:
        assert (folder / name).read_bytes() == (POCKET / name).read_bytes()
    stored = json.loads((folder / manifest.MANIFEST).read_text(encoding="utf-8"))
    assert (stored["source"], stored["revision"], stored["commit"]) == (MARIAN, "main", standin.commit(MARIAN))
    assert manifest.verify(folder) == []
    assert recorder.events == ["start", "done"]
    assert recorder.came == recorder.total == MARIAN_SIZE


def test_only_what_a_translation_needs_is_fetched(standin: HubStandin) -> None:
    folder = hub.pull(CT2)
    assert {p.name for p in folder.iterdir()} == {*CT2_FILES, manifest.MANIFEST}
    assert not standin.fetches("pytorch_model.bin")
    assert not standin.fetches("README.md")


def test_safetensors_are_preferred_to_a_pickle_and_a_pickle_is_better_than_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = json.dumps({"model_type": "marian"}).encode()
    pieces = {"config.json": config, "source.spm": b"s", "target.spm": b"t", "vocab.json": b"{}"}
    for repository, weights in {
        "both": (WEIGHTS, "pytorch_model.bin"),
        "old": ("pytorch_model.bin",),
    }.items():
        (tmp_path / repository).mkdir()
        for name, data in {**pieces, **dict.fromkeys(weights, b"weights")}.items():
            (tmp_path / repository / name).write_bytes(data)
    with HubStandin({"a/both": tmp_path / "both", "a/old": tmp_path / "old"}) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        assert {p.name for p in hub.pull("a/both").iterdir()} == {*pieces, WEIGHTS, manifest.MANIFEST}
        assert {p.name for p in hub.pull("a/old").iterdir()} == {*pieces, "pytorch_model.bin", manifest.MANIFEST}


def test_a_second_pull_asks_the_hub_nothing(standin: HubStandin) -> None:
    hub.pull(CT2)
    asked, recorder = len(standin.requests), Recorder()
    hub.pull(CT2, progress=recorder)
    hub.pull(CT2, offline=True)
    assert len(standin.requests) == asked
    assert recorder.events == []


def test_a_cut_connection_is_taken_up_again_within_the_same_pull(standin: HubStandin) -> None:
    standin.troubles.cut_at, standin.troubles.cuts = 5_000_000, 1
    recorder = Recorder()
    folder = hub.pull(MARIAN, progress=recorder)
    first, second = standin.fetches(WEIGHTS)
    assert first.start is None
    assert second.start is not None
    assert 4_900_000 < second.start <= 5_000_000
    assert second.sent == WEIGHTS_SIZE - second.start
    assert manifest.verify(folder) == []
    assert recorder.came == recorder.total


def test_an_interrupted_pull_goes_on_where_it_stopped(standin: HubStandin) -> None:
    standin.troubles.cut_at = 5_000_000
    recorder = Recorder()
    with pytest.raises(ModelError, match="the download resumes") as caught:
        hub.pull(MARIAN, progress=recorder)
    assert caught.value.exit_code is ExitCode.MODEL
    assert recorder.events == ["start", "failed"]
    assert store.installed(MARIAN) is None
    (partial,) = store.folder_of(MARIAN, "main").glob("*.part")
    kept = partial.stat().st_size
    assert 4_900_000 < kept <= 5_000_000

    standin.troubles.cut_at = None
    standin.requests.clear()
    recorder = Recorder()
    folder = hub.pull(MARIAN, progress=recorder)
    (request,) = standin.fetches(WEIGHTS)
    assert request.start == kept
    assert request.sent == WEIGHTS_SIZE - kept == recorder.total == recorder.came
    assert not standin.fetches("source.spm")
    assert (folder / WEIGHTS).read_bytes() == (POCKET / WEIGHTS).read_bytes()
    assert not list(folder.glob("*.part"))


def test_a_killed_pull_goes_on_where_it_stopped(standin: HubStandin) -> None:
    standin.troubles.hold_at = 2_000_000
    folder = store.folder_of(MARIAN, "main")
    with start_pull(MARIAN) as process:
        assert process.stdout is not None
        received = 0
        # The small files come first and are finished; of the weights, more than one megabyte.
        while received < MARIAN_SIZE - WEIGHTS_SIZE + 1_000_000:
            word, _, number = process.stdout.readline().partition(" ")
            assert word in ("start", "advance")
            received += int(number) if word == "advance" else 0
        process.kill()
    (partial,) = folder.glob(f"{WEIGHTS}.*.part")
    kept = partial.stat().st_size
    assert 900_000 < kept <= 2_000_000

    standin.troubles.hold_at = None
    standin.go_on.set()
    standin.requests.clear()
    hub.pull(MARIAN)
    (request,) = standin.fetches(WEIGHTS)
    assert request.start == kept
    assert manifest.verify(folder) == []


def test_a_server_without_range_requests_sends_the_file_anew(standin: HubStandin) -> None:
    standin.troubles.cut_at, standin.troubles.cuts = 5_000_000, 1
    standin.troubles.ignore_range = True
    recorder = Recorder()
    folder = hub.pull(MARIAN, progress=recorder)
    assert [r.start for r in standin.fetches(WEIGHTS)] == [None, None]
    assert manifest.verify(folder) == []
    assert recorder.came == recorder.total


@pytest.mark.parametrize("name", [WEIGHTS, "source.spm"])
def test_a_file_with_a_wrong_hash_is_deleted_and_fetched_anew_next_time(standin: HubStandin, name: str) -> None:
    standin.troubles.corrupt = {name}
    with pytest.raises(
        ModelError, match=f"{name} was damaged in transfer .*hash|{name} was damaged in transfer .*SHA-256"
    ) as caught:
        hub.pull(MARIAN)
    assert "again" in caught.value.hint
    folder = store.folder_of(MARIAN, "main")
    assert not list(folder.glob(f"{name}*"))
    assert store.installed(MARIAN) is None
    standin.troubles.corrupt = set()
    assert manifest.verify(hub.pull(MARIAN)) == []


def test_a_pull_repairs_a_damaged_model_and_fetches_nothing_else(standin: HubStandin) -> None:
    folder = hub.pull(CT2)
    (folder / "model.bin").write_bytes(b"x" * len(CT2_FILES["model.bin"]))
    (folder / "source.spm").unlink()
    standin.requests.clear()
    hub.pull(CT2)
    assert manifest.verify(folder) == []
    assert {n for n in CT2_FILES if standin.fetches(n)} == {"model.bin", "source.spm"}


def test_two_processes_pulling_at_once_fetch_each_file_once(standin: HubStandin) -> None:
    standin.troubles.hold_at = 0
    first = start_pull(CT2)
    assert first.stdout is not None
    total = sum(map(len, CT2_FILES.values()))
    assert first.stdout.readline() == f"start {total}\n"
    second = start_pull(CT2)
    assert second.stdout is not None
    assert second.stdout.readline() == "waiting\n"
    standin.go_on.set()
    lines = [line for line in first.communicate(timeout=60)[0].splitlines() if not line.startswith("advance")]
    folder = str(store.installed(CT2))
    assert lines == ["done", folder]
    assert second.communicate(timeout=60)[0].splitlines() == [folder]
    assert (first.returncode, second.returncode) == (0, 0)
    for name, data in CT2_FILES.items():
        (request,) = standin.fetches(name)
        assert request.sent == len(data)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (404, "", "not found on the hub"),
        (401, "", "not found on the hub"),
        (401, "GatedRepo", "HF_TOKEN"),
        (403, "GatedRepo", "request access"),
        (503, "", "HTTP status 503"),
    ],
)
def test_what_the_hub_refuses_is_said_in_one_line(standin: HubStandin, status: int, code: str, words: str) -> None:
    standin.troubles.status, standin.troubles.error_code = status, code
    with pytest.raises(ModelError, match=words) as caught:
        hub.pull(CT2)
    assert caught.value.subject == CT2
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_an_unknown_repository_and_an_unknown_revision_are_distinguished(standin: HubStandin) -> None:
    with pytest.raises(ModelError, match=r"someone/else: not found on the hub .*check the name"):
        hub.pull("someone/else")
    with pytest.raises(ModelError, match="no revision 'v9'"):
        hub.pull(CT2, "v9")


def test_a_commit_can_be_pulled(standin: HubStandin) -> None:
    commit = standin.commit(CT2)
    assert hub.pull(CT2, commit) == store.folder_of(CT2, commit)


@pytest.mark.parametrize("lacking", ["source.spm", "config.json", "model.bin and pickle"])
def test_a_repository_that_is_not_marian_is_refused_before_anything_is_fetched(
    repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    for name in ["model.bin", "pytorch_model.bin"] if " and " in lacking else [lacking]:
        (repositories[CT2] / name).unlink()
    with HubStandin(repositories) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        with pytest.raises(ModelError, match="not a MarianMT model"):
            hub.pull(CT2)
        assert not any("/resolve/" in r.path for r in server.requests)


def test_another_kind_of_model_is_refused_before_its_weights_are_fetched(
    repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repositories[CT2] / "shared_vocabulary.json").unlink()
    (repositories[CT2] / "config.json").write_text('{"model_type": "t5"}', encoding="utf-8")
    with HubStandin(repositories) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        for _ in range(2):
            with pytest.raises(ModelError, match="model_type is 't5'"):
                hub.pull(CT2)
        assert not server.fetches("pytorch_model.bin")
        assert len(server.fetches("config.json")) == 1


def test_too_little_space_is_reported_before_anything_is_fetched(standin: HubStandin) -> None:
    standin.troubles.oversized = {WEIGHTS: 10**18}
    with pytest.raises(ModelError, match=r"not enough space: .* free in .*, needs 1000000000 GB to fetch") as caught:
        hub.pull(MARIAN)
    assert "TRANSLATE_SUMMARIZE_CACHE" in caught.value.hint
    assert not any("/resolve/" in r.path for r in standin.requests)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_on_the_way_is_reported(standin: HubStandin) -> None:
    folder = store.folder_of(CT2, "main")
    folder.mkdir(parents=True)
    digest = standin.repositories[CT2]["model.bin"].sha256
    (folder / f"model.bin.{digest[:16]}.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="not enough space"):
        hub.pull(CT2)
    assert store.installed(CT2) is None


def test_a_cache_folder_that_cannot_be_made_is_reported(
    standin: HubStandin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ModelError, match=r"cannot be written .*TRANSLATE_SUMMARIZE_CACHE"):
        hub.pull(CT2)


def test_offline_forbids_a_pull_and_says_how_to_allow_it(standin: HubStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="drop --offline"):
        hub.pull(CT2, offline=True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert not reachability.is_reachable()
    with pytest.raises(ModelError, match="unset HF_HUB_OFFLINE") as caught:
        hub.pull(CT2)
    assert caught.value.exit_code is ExitCode.MODEL
    assert standin.requests == []


def test_a_model_in_the_hub_cache_is_not_fetched_again(standin: HubStandin, tmp_path: Path) -> None:
    snapshot = tmp_path / "hf" / "hub" / "models--someone--klein-ctranslate2" / "snapshots" / "main"
    snapshot.mkdir(parents=True)
    for name, data in CT2_FILES.items():
        (snapshot / name).write_bytes(data)
    assert hub.pull(CT2) == snapshot
    assert standin.requests == []
