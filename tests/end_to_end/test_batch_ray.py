"""``batch --on ray`` on a cluster of two nodes on this machine: real processes, some of which die."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command_line import Run
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.units import MemoryUnit

ARTICLES = 130  # five windows: more than two nodes have in hand at once
HUMAN = "Die Bahn sucht einen Garten, sagte der Sprecher am Montag."
PEOPLE = ("Die Stadt Bonn", "Der Verein aus Ulm", "Die Schule am Markt", "Das Museum in Trier", "Der Rat")
DEEDS = ("baut eine neue Brücke", "kauft ein altes Haus", "sucht einen Garten", "schließt das Archiv")


@pytest.fixture(scope="module")
def cluster(shared_cache: Path) -> Iterator[object]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    yield cluster
    cluster.shutdown()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ray") / "press"
    folder.mkdir()
    chance = random.Random(8)
    for number in range(ARTICLES):
        sentences = [
            f"{chance.choice(PEOPLE)} {chance.choice(DEEDS)}, sagte der Sprecher am {day}. Mai {1000 + number}."
            for day in range(1, 4)
        ]
        text = f"Meldung {number} aus der Region\n\n{' '.join(sentences)} {HUMAN}\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "leer.txt").write_text("")
    return folder


class Batch:
    """A batch of the press with its own memory, which holds one human translation."""

    def __init__(self, press: Path, place: Path, shared_cache: Path, *options: str) -> None:
        self.out, cache = press.parent / place.name, place / "cache"
        cache.mkdir(parents=True)
        (cache / "prepared").symlink_to(shared_cache / "prepared")
        with TranslationMemory(cache / "memory.sqlite") as memory:
            memory.merge(lambda: [MemoryUnit(HUMAN, "A person wrote this.")])
        self.command = [sys.executable, "-m", "translate_summarize", "batch", str(press), "--out", str(self.out),
                        "-m", "pocket", "--beam", "1", *options]  # fmt: skip
        self.env = {**os.environ, "TRANSLATE_SUMMARIZE_CACHE": str(cache)}

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command, env=self.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip

    def outputs(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in self.out.iterdir() if p.is_file()}


@pytest.fixture(scope="module")
def local(
    press: Path, translator: object, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    batch = Batch(press, tmp_path_factory.mktemp("local"), shared_cache)
    process = batch.start()
    _, errors = process.communicate(timeout=200)
    assert process.returncode == 1, errors
    outputs = batch.outputs()
    assert len(outputs) == 2 * ARTICLES + 2
    assert b"A person wrote this." in outputs["000.txt.en.txt"]
    return outputs


def _wait_for_outputs(batch: Batch, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while not any(batch.out.glob("*.en.txt")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def _workers(cluster: Any) -> dict[int, str]:
    """Our actors' processes, by their id, with their titles: children of the cluster's raylets."""
    raylets = {p.process.pid for n in cluster.list_all_nodes() for p in n.all_processes.get("raylet", [])}
    titles = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            title = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent in raylets and title.startswith("ray::SentenceWorker"):
            titles[int(folder.name)] = title
    return titles


def _check_the_same(batch: Batch, process: subprocess.Popen[str], local: dict[str, bytes]) -> None:
    output, errors = process.communicate(timeout=200)
    assert process.returncode == 1, errors
    assert output == ""
    assert "Traceback" not in errors
    assert f"\n{ARTICLES} done (" in errors
    assert "/leer.txt: " in errors
    assert batch.outputs() == local


@pytest.mark.skipif(sys.platform != "linux", reason="looks the workers up in /proc")
def test_a_worker_that_is_killed_is_replaced(
    cluster: Any, press: Path, tmp_path: Path, shared_cache: Path, local: dict[str, bytes]
) -> None:
    batch = Batch(press, tmp_path / "killed", shared_cache, "--on", "ray", "--ray-address", cluster.address)
    process = batch.start()
    _wait_for_outputs(batch, process)
    before = _workers(cluster)
    assert len(before) == 2  # one a node
    victim = next(pid for pid, title in before.items() if ".translate" in title)  # in the midst of a window
    os.kill(victim, signal.SIGKILL)
    _check_the_same(batch, process, local)


def test_a_node_that_is_lost(
    cluster: Any, press: Path, tmp_path: Path, shared_cache: Path, local: dict[str, bytes]
) -> None:
    """Its worker is replaced on another node."""
    extra = cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    batch = Batch(press, tmp_path / "lost", shared_cache, "--on", "ray", "--ray-address", cluster.address)
    process = batch.start()
    _wait_for_outputs(batch, process)
    cluster.remove_node(extra, allow_graceful=False)
    _check_the_same(batch, process, local)


def test_interrupt(cluster: Any, press: Path, tmp_path: Path, shared_cache: Path, local: dict[str, bytes]) -> None:
    """Ctrl-C in a terminal reaches the whole process group."""
    batch = Batch(press, tmp_path / "interrupted", shared_cache, "--on", "ray", "--ray-address", cluster.address)
    process = batch.start()
    _wait_for_outputs(batch, process)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "run the same command again" in errors.splitlines()[-1]
    assert " done (" in errors
    assert "Traceback" not in errors
    again = subprocess.run(batch.command[:-4], env=batch.env, capture_output=True, text=True, check=False)
    assert 0 < int(again.stderr.splitlines()[-1].split(" done")[0]) < ARTICLES
    assert batch.outputs() == local


def test_another_model_on_a_node_is_refused(cluster: Any, shared_cache: Path) -> None:
    code = f"""
from translate_summarize import Translator
from translate_summarize.batch.ray_workers import RayWorkers
from translate_summarize.pipeline import TranslatorOptions
from translate_summarize.errors import ModelError
for name, beam in (("pocket", 2), ("none", 1)):
    options = TranslatorOptions(name, beam=beam, offline=True)
    try:
        RayWorkers(Translator("pocket", beam=1), options, {cluster.address!r}).__enter__()
    except ModelError as error:
        print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=100, check=False)
    other, missing = done.stdout.splitlines()
    assert "has another model or version" in other
    assert "cannot load the model" in missing
    assert "no such model" in missing


def test_no_cluster(run: Run, press: Path, tmp_path: Path) -> None:
    done = run("batch", press, "--out", tmp_path / "out", "-m", "pocket", "--on", "ray", "--ray-address", "127.0.0.1:9")
    assert done.returncode == 2
    assert "127.0.0.1:9: cannot reach a cluster" in done.stderr.splitlines()[-1]


def test_without_ray(run: Run, press: Path, tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "ray.py").write_text("raise ImportError")
    path = os.pathsep.join([str(tmp_path / "hidden"), os.environ.get("PYTHONPATH", "")])
    done = run("batch", press, "--out", tmp_path / "out", "-m", "pocket", "--on", "ray", env={"PYTHONPATH": path})
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'translate-summarize[ray]'" in done.stderr


def test_options_that_do_not_fit(run: Run, press: Path, tmp_path: Path) -> None:
    assert run("batch", press, "--out", tmp_path, "--on", "moon").returncode == 2
    done = run("batch", press, "--out", tmp_path, "--ray-address", "127.0.0.1:6379")
    assert done.returncode == 2
    assert "--on ray" in done.stderr
