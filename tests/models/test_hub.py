"""Pulls from a hub on loopback: whole, interrupted, damaged, two at once, and with no network at all."""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import translate_summarize
from tests.hub_standin import HubStandin
from translate_summarize.cli.pull_display import ConsoleProgress
from translate_summarize.errors import ExitCode, ModelError
from translate_summarize.models import hub, manifest, reachability, store
from translate_summarize.storage import folders

POCKET = Path(translate_summarize.__file__).parent / "pocket"
MARIAN, CT2 = "someone/pocket-de-en", "someone/klein-ctranslate2"
WEIGHTS = "model.safetensors"
WEIGHTS_SIZE = (POCKET / WEIGHTS).stat().st_size
MARIAN_FILES = {
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "source.spm",
    "target.spm",
    "vocab.json",
    WEIGHTS,
}
MARIAN_SIZE = sum((POCKET / name).stat().st_size for name in MARIAN_FILES)
CT2_FILES = {
    "config.json": b'{"add_source_eos": false}',
    "model.bin": bytes(range(256)) * 4000,
    "shared_vocabulary.json": b'["</s>", "a"]',
    "source.spm": b"source pieces",
    "target.spm": b"target pieces",
    "vocab.json": b"{}",
}
UNWANTED = {"README.md": b"# card", "pytorch_model.bin": b"pickle" * 99, "onnx/model.onnx": b"graph"}

PULLER = """
import sys
from translate_summarize.errors import ModelError
from translate_summarize.models import hub

class Telling:
    def start(self, total_bytes, folder): print("start", total_bytes, flush=True)
    def advance(self, bytes_): pass
    def waiting(self): print("waiting", flush=True)
    def done(self): print("done", flush=True)
    def failed(self): print("failed", flush=True)

try:
    print(hub.pull(sys.argv[1], progress=Telling()), flush=True)
except ModelError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


class Recorder:
    """Keeps what a pull tells."""

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


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's caches, proxies or tokens, or waits between repetitions."""
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    for name in os.environ:
        if name.lower().endswith("_proxy") or name in (
            "HF_HUB_CACHE",
            "HUGGINGFACE_HUB_CACHE",
            "HF_TOKEN",
            "HF_HUB_OFFLINE",
            "TRANSFORMERS_OFFLINE",
        ):
            monkeypatch.delenv(name)
    monkeypatch.setattr(hub, "RETRY_PAUSE", 0.01)
    # Loaded before any clock runs, and after the variables are set that it reads when loaded.
    importlib.import_module("huggingface_hub.utils")


@pytest.fixture
def repositories(tmp_path: Path) -> dict[str, Path]:
    folder = tmp_path / "klein"
    for name, data in {**CT2_FILES, **UNWANTED}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return {MARIAN: POCKET, CT2: folder}


@pytest.fixture
def standin(repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[HubStandin]:
    with HubStandin(repositories) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_pulled_marian_model_is_the_served_one(standin: HubStandin) -> None:
    recorder = Recorder()
    folder = hub.pull(MARIAN, progress=recorder)
    assert folder == store.installed(MARIAN) == recorder.folder
    assert {p.name for p in folder.iterdir()} == MARIAN_FILES | {manifest.MANIFEST}
    for name in MARIAN_FILES:
        assert (folder / name).read_bytes() == (POCKET / name).read_bytes()
    stored = manifest.read_manifest(folder)
    assert stored is not None
    assert (stored.revision, stored.commit) == ("main", standin.commit(MARIAN))
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
    standin.troubles.bytes_per_second = 8_000_000
    folder = store.folder_of(MARIAN, "main")

    def partial_size() -> int:
        return sum(p.stat().st_size for p in folder.glob(f"{WEIGHTS}.*.part"))

    with subprocess.Popen([sys.executable, "-c", PULLER, MARIAN], stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while partial_size() < 1_000_000 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    kept = partial_size()
    assert 1_000_000 <= kept < WEIGHTS_SIZE

    standin.troubles.bytes_per_second = 0
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


def test_a_pull_mends_a_damaged_model_and_fetches_nothing_else(standin: HubStandin) -> None:
    folder = hub.pull(CT2)
    (folder / "model.bin").write_bytes(b"x" * len(CT2_FILES["model.bin"]))
    (folder / "source.spm").unlink()
    standin.requests.clear()
    hub.pull(CT2)
    assert manifest.verify(folder) == []
    assert {n for n in CT2_FILES if standin.fetches(n)} == {"model.bin", "source.spm"}


def test_two_processes_pulling_at_once_fetch_each_big_file_once(standin: HubStandin) -> None:
    standin.troubles.bytes_per_second = 6_000_000
    pullers = [
        subprocess.Popen([sys.executable, "-c", PULLER, MARIAN], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    outputs = [puller.communicate(timeout=60)[0].splitlines() for puller in pullers]
    assert [puller.returncode for puller in pullers] == [0, 0]
    folder = str(store.installed(MARIAN))
    assert sorted(outputs) == [[f"start {MARIAN_SIZE}", "done", folder], ["waiting", folder]]
    for name in MARIAN_FILES:
        (request,) = standin.fetches(name)
        assert request.sent == (POCKET / name).stat().st_size


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


def test_an_unknown_repository_and_an_unknown_revision_are_told_apart(standin: HubStandin) -> None:
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


def test_too_little_space_is_told_before_anything_is_fetched(standin: HubStandin) -> None:
    standin.troubles.oversized = {WEIGHTS: 10**18}
    with pytest.raises(ModelError, match=r"not enough space: .* free in .*, needs 1000000000 GB to fetch") as caught:
        hub.pull(MARIAN)
    assert "TRANSLATE_SUMMARIZE_CACHE" in caught.value.hint
    assert not any("/resolve/" in r.path for r in standin.requests)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_on_the_way_is_told(standin: HubStandin) -> None:
    folder = store.folder_of(CT2, "main")
    folder.mkdir(parents=True)
    digest = standin.repositories[CT2]["model.bin"].sha256
    (folder / f"model.bin.{digest[:16]}.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="not enough space"):
        hub.pull(CT2)
    assert store.installed(CT2) is None


def test_a_cache_folder_that_cannot_be_made_is_told(
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


def test_a_living_hub_is_reachable(standin: HubStandin) -> None:
    assert reachability.is_reachable()


def test_a_port_where_nobody_listens_is_not_reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    began = time.monotonic()
    assert not reachability.is_reachable()
    assert time.monotonic() - began < 3
    with pytest.raises(ModelError, match="cannot be reached"):
        hub.pull(CT2)


def test_a_server_that_never_answers_costs_no_more_than_the_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "FIRST_ANSWER_TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{listener.getsockname()[1]}")
        began = time.monotonic()
        assert not reachability.is_reachable(timeout=0.5)
        assert time.monotonic() - began < 2.0
        began = time.monotonic()
        with pytest.raises(ModelError, match="cannot be reached"):
            hub.pull(CT2)
        assert time.monotonic() - began < 2.0


def test_a_name_that_resolves_for_ever_costs_no_more_than_the_timeout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A resolver that hangs cannot be had on loopback without changing the machine's settings.
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(30) and [])
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    began = time.monotonic()
    assert not reachability.is_reachable(timeout=0.5)
    assert time.monotonic() - began < 2.0
    released.set()


def test_a_dead_network_is_remembered_for_a_while_but_not_by_a_pull(
    repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert not reachability.is_reachable()
    with HubStandin(repositories, port=port) as server:
        assert not reachability.is_reachable()
        assert server.requests == []
        hub.pull(CT2)
        assert reachability.is_reachable()


def test_the_memory_of_a_dead_network_ends(repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert not reachability.is_reachable()
    with HubStandin(repositories, port=port), HubStandin(repositories) as other:
        memory = folders.cache_folder() / "hub-unreachable.json"
        data = json.loads(memory.read_text(encoding="utf-8"))
        for text in (json.dumps(data | {"time": data["time"] - 601}), "damaged"):
            memory.write_text(json.dumps(data), encoding="utf-8")
            assert not reachability.is_reachable()
            memory.write_text(text, encoding="utf-8")
            assert reachability.is_reachable()
        memory.write_text(json.dumps(data), encoding="utf-8")
        monkeypatch.setenv("HF_ENDPOINT", other.url)
        assert reachability.is_reachable()


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_says_no_is_no_hub(standin: HubStandin, status: int) -> None:
    standin.troubles.status = status
    standin.troubles.front_page = False
    assert not reachability.is_reachable()


def test_proxies_are_respected(standin: HubStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    # The client reads the proxies once, so this needs a process of its own.
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("HTTP_PROXY", standin.url)
    done = subprocess.run([sys.executable, "-c", PULLER, CT2], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert manifest.verify(Path(done.stdout.splitlines()[-1])) == []


def test_progress_on_a_pipe_is_one_line_before_and_one_after(standin: HubStandin) -> None:
    out = StringIO()
    hub.pull(CT2, progress=ConsoleProgress("klein [x]", Console(file=out, width=40)))
    first, last = out.getvalue().splitlines()
    assert first == f"klein [x]: fetching 1.0 MB to {store.folder_of(CT2, 'main')}"
    assert last == "klein [x]: fetched 1.0 MB, sizes and hashes verified"


def test_progress_on_a_terminal_shows_a_bar_and_takes_it_away(
    standin: HubStandin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=100)
    hub.pull(CT2, progress=ConsoleProgress("klein", console))
    assert "━" in out.getvalue()
    standin.troubles.corrupt = {"model.bin"}
    store.remove(CT2)
    with pytest.raises(ModelError, match="damaged"):
        hub.pull(CT2, progress=ConsoleProgress("klein", console))
    assert "\x1b[?25h" in out.getvalue()[-200:], "the cursor is shown again"


def test_progress_goes_to_standard_error(
    standin: HubStandin, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.pull(CT2, progress=ConsoleProgress("klein"))
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 2
