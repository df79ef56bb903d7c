"""A Ray cluster translates: one actor a node holds the model; reading, memory, journal and outputs stay here.

Ray places the actors, replaces those that die and redoes what they had in hand. A window travels as its sentences
that the memory does not hold, and comes back as their candidates; so nodes share no files with this machine, and
imported human translations win as they do without Ray.
"""

from __future__ import annotations

import os
import queue
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any, Self

from translate_summarize.article.article import Article
from translate_summarize.article.translation import Signature, TranslatedArticle
from translate_summarize.errors import ModelError, TranslateSummarizeError, UsageError
from translate_summarize.pipeline import TranslatorOptions
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.translator import Translator

WINDOWS_A_NODE = 2
"""One is translated, the next waits at the node: so the node need not wait for us."""

DEATHS = 3
"""How often Ray may redo a window because its actor died."""

_PAUSES = (0, 5, 10, 20)
"""Seconds to wait before a window is given out once more; then the window itself is to blame, or the cluster."""

_PATIENCE = 3.0
"""Seconds for a cluster's head to answer; Ray itself would wait for minutes."""

_SAME_THERE = "install and pull the same there"


class SentenceWorker:
    """Holds the model on a node; a Ray actor."""

    def __init__(self, recipe: TranslatorOptions, cores: int) -> None:
        self._translator = Translator(
            recipe.model,
            recipe.engine,
            recipe.beam,
            min(recipe.threads or cores, cores),
            catalogue=recipe.catalogue,
            offline=recipe.offline,
        )

    def signature(self) -> Signature:
        """What its translations are made with."""
        return self._translator.signature

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """See ``SentenceModel``."""
        return self._translator.sentences.translate(sentences)


class RayWorkers:
    """The nodes of a Ray cluster, as many windows at once as keep them busy."""

    def __init__(self, translator: Translator, recipe: TranslatorOptions, address: str | None = None) -> None:
        """Prepare; the cluster is joined on entering.

        Args:
            translator: knows the memory; its model must be the nodes' too.
            recipe: what the nodes make theirs from.
            address: of the cluster's head, "host:port" or "ray://..."; None takes RAY_ADDRESS, or the cluster of
                this machine, or starts one.
        """
        self.capacity = 0
        self._translator, self._recipe, self._address = translator, recipe, address
        self._actors: list[Any] = []
        self._threads = ThreadPoolExecutor(1)
        # Ray tells of dead workers on standard output, which is for results.
        self._told_to_stderr = redirect_stdout(sys.stderr)
        self._idle: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._under_way: dict[Future[list[TranslatedArticle]], int] = {}

    def __enter__(self) -> Self:
        """Join the cluster and load the model on every node.

        Raises:
            UsageError: Ray is not installed, or there is no cluster at the address.
            ModelError: a node lacks the model, or has another one.
        """
        ray = _ray()
        self._told_to_stderr.__enter__()
        try:
            self._join(ray)
        except BaseException:
            self._leave(ray)
            raise
        self.capacity = WINDOWS_A_NODE * len(self._actors)
        self._threads = ThreadPoolExecutor(self.capacity, "ray")
        self._handing_over = Translator(sentences=self, memory=self._translator.memory)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the actors, which ends what is under way, and leave the cluster."""
        self._leave(_ray())

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Split, look up, send off and rebuild in a thread, which mostly waits for its node."""
        future = self._threads.submit(self._handing_over.translate_all, articles, keep_all=keep_all)
        self._under_way[future] = number

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """The first window that is ready.

        Raises:
            ModelError: a node's model fails, or a window has killed too many actors.
        """
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        future = done.pop()
        return self._under_way.pop(future), future.result()

    @property
    def signature(self) -> Signature:
        """The nodes' signature, which is this machine's; see ``SentenceModel``."""
        return self._translator.signature

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """Translate on whichever node is free; called in the windows' threads."""
        ray = _ray()
        if not sentences:
            return []
        problem: Exception | None = None
        for pause in _PAUSES:
            time.sleep(pause)
            actor = self._idle.get()
            try:
                found: list[Hypothesis] = ray.get(actor.translate.remote(sentences))
                return found
            except ray.exceptions.ActorUnavailableError as error:
                problem = error  # until the cluster has noticed that a machine is lost, its retries come to nothing
            except ray.exceptions.RayTaskError as error:
                raise _cause(error) from error
            except ray.exceptions.RayError as error:
                problem = error
                break
            finally:
                self._idle.put(actor)
        raise ModelError(
            "--on ray",
            f"workers died again and again over the same sentences, or the cluster is gone ({_last_line(problem)})",
            "look at the nodes' memory and at `ray status`, and run the same command again",
        ) from problem

    def _join(self, ray: Any) -> None:
        # That somebody translates is nobody else's business.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            _knock(self._address or os.environ.get("RAY_ADDRESS", ""))
            with _signals_as_they_are():
                ray.init(self._address, log_to_driver=False, logging_level="ERROR", namespace="translate-summarize")
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise UsageError(
                f"--ray-address {self._address or ''}".strip(),
                f"no cluster to be reached ({str(error).splitlines()[0]})",
                "start one with `ray start --head` and give its host:port",
            ) from error
        nodes = [n for n in ray.nodes() if n["Alive"] and n["Resources"].get("CPU", 0) >= 1]
        if not nodes:
            raise UsageError("--on ray", "the cluster has no node with a processor core", "look at `ray status`")
        # Zero: a replacement must find room even where all nodes are taken, by us.
        make = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=DEATHS)(SentenceWorker)
        for node in nodes:
            # Its own node if that is alive, else any other: a lost machine's work goes on elsewhere.
            place = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node["NodeID"], soft=True)
            cores = int(node["Resources"]["CPU"])
            self._actors.append(make.options(scheduling_strategy=place).remote(self._recipe, cores))
        self._check(ray, nodes)
        for actor in self._actors * WINDOWS_A_NODE:
            self._idle.put(actor)

    def _check(self, ray: Any, nodes: list[dict[str, Any]]) -> None:
        """Every node must translate as this machine would."""
        for node, actor in zip(nodes, self._actors, strict=True):
            host = f"node {node['NodeManagerHostname']}"
            try:
                signature = ray.get(actor.signature.remote())
            except ray.exceptions.RayError as error:
                cause = getattr(error, "cause", None)
                reason = cause if isinstance(cause, TranslateSummarizeError) else _last_line(error)
                raise ModelError(host, f"cannot load the model ({reason})", _SAME_THERE) from error
            if signature != self._translator.signature:
                raise ModelError(
                    host,
                    f"has another model or version ({signature}, here {self._translator.signature})",
                    _SAME_THERE,
                )

    def _leave(self, ray: Any) -> None:
        with redirect_stdout(StringIO()):  # that we end our actors is no news
            for actor in self._actors:
                ray.kill(actor)
            self._threads.shutdown(cancel_futures=True)
            ray.shutdown()
        self._told_to_stderr.__exit__(None, None, None)


def _knock(address: str) -> None:
    """See whether anybody is at an address with a port.

    Raises:
        OSError: nobody is.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()


@contextmanager
def _signals_as_they_are() -> Iterator[None]:
    """Ray takes SIGTERM for itself; we stop in good order on it."""
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _ray() -> Any:
    try:
        import ray
        import ray.util.scheduling_strategies
    except ImportError as error:
        raise UsageError(
            "--on ray", "Ray is not installed", "run: pip install 'translate-summarize[ray]', on every node"
        ) from error
    return ray


def _cause(error: Any) -> Exception:
    cause = error.cause
    return cause if isinstance(cause, TranslateSummarizeError) else ModelError("--on ray", _last_line(error))


def _last_line(error: Exception | None) -> str:
    return next((line.strip() for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)
