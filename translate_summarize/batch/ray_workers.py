"""Workers on a Ray cluster: one actor per node holds the model; reading, memory, journal and outputs stay here.

Ray places the actors, restarts those that die and retries what they were doing. Of a window, only the sentences that
are not in the memory travel; their hypotheses come back. So nodes share no files with this machine, and imported human
translations take precedence as they do without Ray.
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
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from translate_summarize.article.article import Article
from translate_summarize.article.translation import Signature, TranslatedArticle
from translate_summarize.errors import ModelError, TranslateSummarizeError, UsageError
from translate_summarize.pipeline import TranslatorOptions, open_translator

if TYPE_CHECKING:
    from translate_summarize.translation.hypothesis import Hypothesis
    from translate_summarize.translation.translator import Translator

WINDOWS_PER_NODE = 2
"""One is being translated while the next already waits at the node, so the node is never idle."""

MAX_RETRIES = 3
"""How often Ray may retry a window because its actor died."""

_PAUSES = (0, 5, 10, 20)
"""Seconds to wait before each attempt at a window; after the last, the window or the cluster is at fault."""

_HEAD_TIMEOUT = 3.0
"""Seconds for the head of a cluster to answer; Ray itself would wait for minutes."""

_INSTALL_SAME = "install the same version and model there"


class SentenceWorker:
    """A Ray actor that holds the model on a node.

    Args:
        options: of the translator; its memory is not used.
        cores: processor cores that Ray counts on the node.
    """

    def __init__(self, options: TranslatorOptions, cores: int) -> None:
        self._translator = open_translator(replace(options, memory=False, threads=min(options.threads or cores, cores)))

    def signature(self) -> Signature:
        """What its translations are made with."""
        return self._translator.signature

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """See ``SentenceModel``."""
        return self._translator.sentences.translate(sentences)


class RayWorkers:
    """The nodes of a Ray cluster, with enough windows in progress to keep them busy.

    Args:
        translator: holds the memory; its model must be that of the nodes.
        options: what the translator was made from; the nodes get the same, with the model and paths pinned.
        address: of the cluster's head, "host:port" or "ray://..."; None takes RAY_ADDRESS, or the cluster of this
            machine, or starts one.
    """

    def __init__(self, translator: Translator, options: TranslatorOptions, address: str | None = None) -> None:
        self.capacity = 0
        self._translator, self._address = translator, address
        self._options = _for_nodes(options, translator.signature)
        self._actors: list[Any] = []
        self._threads = ThreadPoolExecutor(1)
        # Ray reports dead workers on standard output, which is for results.
        self._stdout_to_stderr = redirect_stdout(sys.stderr)
        self._idle: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._in_progress: dict[Future[list[TranslatedArticle]], int] = {}

    def __enter__(self) -> Self:
        """Join the cluster and load the model on every node.

        Raises:
            UsageError: Ray is not installed, or there is no cluster at the address.
            ModelError: a node lacks the model, or has another one.
        """
        ray = _ray()
        self._stdout_to_stderr.__enter__()
        try:
            self._join(ray)
        except BaseException:
            self._leave(ray)
            raise
        self.capacity = WINDOWS_PER_NODE * len(self._actors)
        self._threads = ThreadPoolExecutor(self.capacity, "ray")
        from translate_summarize.translation.translator import Translator

        self._remote_translator = Translator(sentences=self, memory=self._translator.memory)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the actors, which drops what is in progress, and leave the cluster."""
        self._leave(_ray())

    def submit(self, number: int, articles: Sequence[Article], keep_all: bool) -> None:
        """Start a window in a thread, which mostly waits for its node."""
        future = self._threads.submit(self._remote_translator.translate_all, articles, keep_all=keep_all)
        self._in_progress[future] = number

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        """The first window that is ready.

        Raises:
            ModelError: a node's model fails, or a window has killed too many actors.
        """
        done, _ = wait(self._in_progress, return_when=FIRST_COMPLETED)
        future = done.pop()
        return self._in_progress.pop(future), future.result()

    @property
    def signature(self) -> Signature:
        """The nodes' signature, which is this machine's; see ``SentenceModel``."""
        return self._translator.signature

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """Hypotheses from any idle node; called in the windows' threads.

        Raises:
            ModelError: the actors keep dying, or the cluster is gone.
        """
        ray = _ray()
        if not sentences:
            return []
        problem: Exception | None = None
        for pause in _PAUSES:
            time.sleep(pause)
            actor = self._idle.get()
            try:
                hypotheses: list[Hypothesis] = ray.get(actor.translate.remote(sentences))
                return hypotheses
            except ray.exceptions.ActorUnavailableError as error:
                problem = error  # Ray's own retries are useless until it has noticed that a machine is lost
            except ray.exceptions.RayTaskError as error:
                raise _cause(error) from error
            except ray.exceptions.RayError as error:
                problem = error
                break
            finally:
                self._idle.put(actor)
        raise ModelError(
            "--on ray",
            f"workers kept dying on the same sentences, or the cluster is gone ({_last_line(problem)})",
            "check memory use on the nodes and `ray status`, then run the same command again",
        ) from problem

    def _join(self, ray: Any) -> None:
        """Connect, start an actor on each node and check its model; see ``__enter__``."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray reports usage to its makers by default
        try:
            _probe(self._address or os.environ.get("RAY_ADDRESS", ""))
            with _keeping_sigterm():
                ray.init(self._address, log_to_driver=False, logging_level="ERROR", namespace="translate-summarize")
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise UsageError(
                f"--ray-address {self._address or ''}".strip(),
                f"cannot reach a cluster ({str(error).splitlines()[0]})",
                "start one with `ray start --head` and give its host:port",
            ) from error
        nodes = [n for n in ray.nodes() if n["Alive"] and n["Resources"].get("CPU", 0) >= 1]
        if not nodes:
            raise UsageError("--on ray", "the cluster has no node with a CPU", "check `ray status`")
        # No CPUs reserved: a replacement must find room even where our own actors take up every node.
        make_actor = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=MAX_RETRIES)(SentenceWorker)
        for node in nodes:
            # Soft: an actor whose node is lost restarts on another one.
            strategy = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node["NodeID"], soft=True)
            cores = int(node["Resources"]["CPU"])
            self._actors.append(make_actor.options(scheduling_strategy=strategy).remote(self._options, cores))
        self._check_signatures(ray, nodes)
        for actor in self._actors * WINDOWS_PER_NODE:
            self._idle.put(actor)

    def _check_signatures(self, ray: Any, nodes: list[dict[str, Any]]) -> None:
        """Check that every node translates as this machine would.

        Raises:
            ModelError: a node cannot load the model, or has another one.
        """
        for node, actor in zip(nodes, self._actors, strict=True):
            host = f"node {node['NodeManagerHostname']}"
            try:
                signature = ray.get(actor.signature.remote())
            except ray.exceptions.RayError as error:
                cause = getattr(error, "cause", None)
                reason = cause if isinstance(cause, TranslateSummarizeError) else _last_line(error)
                raise ModelError(host, f"cannot load the model ({reason})", _INSTALL_SAME) from error
            if signature != self._translator.signature:
                raise ModelError(
                    host,
                    f"has another model or version ({signature}, here {self._translator.signature})",
                    _INSTALL_SAME,
                )

    def _leave(self, ray: Any) -> None:
        with redirect_stdout(StringIO()):  # Ray announces that our actors end
            for actor in self._actors:
                ray.kill(actor)
            self._threads.shutdown(cancel_futures=True)
            ray.shutdown()
        self._stdout_to_stderr.__exit__(None, None, None)


def _for_nodes(options: TranslatorOptions, signature: Signature) -> TranslatorOptions:
    """The same options where "auto" is the model chosen here, and paths are absolute.

    Args:
        options: as the user gave them.
        signature: of the translator made from them on this machine.
    """
    from translate_summarize.models.catalogue import find, read_catalogue
    from translate_summarize.models.selection import AUTO

    model = options.model
    if model == AUTO:
        model = signature.model
    elif find(read_catalogue(options.models_file), model) is None and Path(model).is_dir():
        model = str(Path(model).resolve())
    models_file = options.models_file.resolve() if options.models_file else None
    return replace(options, model=model, models_file=models_file)


def _probe(address: str) -> None:
    """Raise OSError if nothing listens at an address that has a port."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _HEAD_TIMEOUT).close()


@contextmanager
def _keeping_sigterm() -> Iterator[None]:
    """Put back our own SIGTERM handler, which ``ray.init`` replaces."""
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
            "--on ray", "Ray is not installed", "run `pip install 'translate-summarize[ray]'` on every node"
        ) from error
    return ray


def _cause(error: Any) -> Exception:
    """The error that a node's translator raised."""
    cause = error.cause
    return cause if isinstance(cause, TranslateSummarizeError) else ModelError("--on ray", _last_line(error))


def _last_line(error: Exception | None) -> str:
    return next((line.strip() for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)
