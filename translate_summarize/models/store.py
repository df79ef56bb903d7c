"""Pulled models on this machine.

A pulled model is kept in ``<cache>/models/<organisation>--<name>/<revision>/``. Its ``manifest.json`` is written last
and atomically: a model with a manifest is complete. Models that other programs have put into Hugging Face's own cache
are found too, but never changed.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_summarize.errors import ModelError
from translate_summarize.models.manifest import MANIFEST, read_manifest
from translate_summarize.storage.folders import CACHE_VARIABLE, models_folder

PACKAGE_PREFIX = "package:"
"""Prefix of the models that ship inside the package."""

_REPOSITORY = re.compile(r"(?:[A-Za-z0-9_][\w.-]*/)?[A-Za-z0-9_][\w.-]*", re.ASCII)

_REVISION = re.compile(r"[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)*", re.ASCII)

_CT2_VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "source_vocabulary.json")


def is_repository(text: str) -> bool:
    """Whether a text can name a model's repository: ``package:FOLDER``, ``organisation/name`` or ``name``."""
    return bool(_REPOSITORY.fullmatch(text.removeprefix(PACKAGE_PREFIX))) and ".." not in text


def is_revision(text: str) -> bool:
    """Whether a text can be a revision on the hub; it becomes part of a path."""
    return bool(_REVISION.fullmatch(text)) and ".." not in text


def folder_of(repository: str, revision: str) -> Path:
    """The folder where the store keeps a model; it need not exist.

    Raises:
        ModelError: not a valid name of a repository or revision.
    """
    if not is_repository(repository) or repository.startswith(PACKAGE_PREFIX):
        raise ModelError(repository, "not the name of a hub repository", "write it as organisation/name")
    if not is_revision(revision):
        raise ModelError(repository, f"{revision!r} is not a revision", "give a branch, a tag or a commit, e.g. main")
    return models_folder() / repository.replace("/", "--") / revision.replace("/", "--")


def installed(repository: str, revision: str = "main") -> Path | None:
    """Find a model on this machine; never touches the network.

    Args:
        repository: ``package:FOLDER`` or a repository on the hub.
        revision: branch, tag or commit on the hub.

    Returns:
        Its folder if it is complete, else None. The store comes first, then Hugging Face's cache.

    Raises:
        ModelError: not a valid name of a repository or revision.
    """
    if repository.startswith(PACKAGE_PREFIX):
        folder = Path(__file__).resolve().parent.parent / repository.removeprefix(PACKAGE_PREFIX)
        return folder if is_repository(repository) and (folder / "config.json").is_file() else None
    folder = folder_of(repository, revision)
    return folder if read_manifest(folder) else _hub_snapshot(repository, revision)


def remove(repository: str, revision: str = "main") -> int:
    """Delete a model from the store, complete or partial.

    Args:
        repository: a repository on the hub.
        revision: branch, tag or commit on the hub.

    Returns:
        Bytes freed.

    Raises:
        ModelError: it is not in the store, not owned by the store, being pulled, or cannot be deleted.
    """
    if repository.startswith(PACKAGE_PREFIX):
        raise ModelError(repository, "ships inside the package and cannot be removed", "choose a pulled model")
    folder = folder_of(repository, revision)
    if not folder.is_dir():
        if _hub_snapshot(repository, revision):
            raise ModelError(
                repository,
                "is in Hugging Face's cache, which other programs use",
                "remove it with `hf cache rm`",
            )
        raise ModelError(repository, "is not on this machine", "see `translate-summarize models list`")

    def refuse() -> None:
        raise ModelError(repository, "is being pulled by another process", "wait for it to finish, or stop it")

    with locked(repository, revision, when_busy=refuse):
        freed = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
        try:
            # Without its manifest a half-deleted folder does not count as complete.
            (folder / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder)
        except OSError as error:
            raise ModelError(
                folder, f"cannot be deleted ({error.strerror or error})", "check its permissions"
            ) from error
        if not any(folder.parent.iterdir()):
            folder.parent.rmdir()
    return freed


@contextmanager
def locked(repository: str, revision: str, *, when_busy: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a model, so that no other process changes it.

    Args:
        repository: a repository on the hub.
        revision: branch, tag or commit on the hub.
        when_busy: called once before waiting for another process; may raise instead of waiting.

    Raises:
        ModelError: the cache folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = folder_of(repository, revision)
    path = models_folder() / ".locks" / f"{folder.parent.name}--{folder.name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, poll_interval=0.2)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            when_busy()
            lock.acquire(timeout=-1)
    except OSError as error:
        hint = f"make it writable, or set {CACHE_VARIABLE} to another folder"
        raise ModelError(
            path.parent, f"the cache folder cannot be written ({error.strerror or error})", hint
        ) from error
    try:
        yield
    finally:
        lock.release()


def _hub_snapshot(repository: str, revision: str) -> Path | None:
    """A snapshot in the hub library's own cache that has every file a translation needs."""
    cached = _hub_cache() / f"models--{repository.replace('/', '--')}"
    try:
        commit = (cached / "refs" / revision).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        commit = revision
    if not is_revision(commit):
        return None
    snapshot = cached / "snapshots" / commit

    def has(*names: str) -> bool:
        return any((snapshot / name).is_file() for name in names)

    complete = (
        has("config.json")
        and has("source.spm")
        and has("target.spm")
        and (
            (has("model.bin") and has(*_CT2_VOCABULARIES))
            or (has("model.safetensors", "pytorch_model.bin") and has("vocab.json"))
        )
    )
    return snapshot if complete else None


def _hub_cache() -> Path:
    """Hugging Face's cache folder, by the same variables as huggingface_hub.constants."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = os.environ.get("HF_HOME") or f"{base}/huggingface"
    named = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    return Path(os.path.expandvars(named or f"{home}/hub")).expanduser()
