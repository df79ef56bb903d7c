"""Where models lie on this machine.

A pulled model lies in ``<cache>/models/<organisation>--<name>/<revision>/``. Its ``manifest.json`` is
written last and atomically: where there is a manifest, the model is complete. Models that other programs have
put into Hugging Face's own cache are found too, but never changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from translate_summarize.errors import ModelError

CACHE_VARIABLE = "TRANSLATE_SUMMARIZE_CACHE"
"""Environment variable: the folder to use instead of the user's cache folder."""
MANIFEST = "manifest.json"
"""Name of the file that says what a model's folder holds."""
PACKAGE_PREFIX = "package:"
"""Sources that begin so ship inside the package."""

_SOURCE = re.compile(r"(?:[A-Za-z0-9_][\w.-]*/)?[A-Za-z0-9_][\w.-]*", re.ASCII)
_REVISION = re.compile(r"[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)*", re.ASCII)
_CT2_VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "source_vocabulary.json")


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of a pulled model.

    Attributes:
        name: its name in the model's folder.
        size: bytes.
        sha256: hex digest.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a complete model's folder holds, and where it came from.

    Attributes:
        source: the repository on the hub.
        revision: what was asked for, e.g. "main".
        commit: what that was at the time of the pull.
        files: all files but the manifest itself.
    """

    source: str
    revision: str
    commit: str
    files: tuple[ManifestFile, ...]


def cache_folder() -> Path:
    """The folder for all that can be had again: models, prepared models, the translation memory."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("translate-summarize", appauthor=False))


def models_folder() -> Path:
    """The folder of pulled models; it may not exist yet."""
    return cache_folder() / "models"


def prepared_folder() -> Path:
    """The folder of models converted for an engine; it may not exist yet."""
    return cache_folder() / "prepared"


def is_source(text: str) -> bool:
    """Whether a text can be a model's source: ``package:FOLDER``, ``organisation/name`` or ``name``."""
    return bool(_SOURCE.fullmatch(text.removeprefix(PACKAGE_PREFIX))) and ".." not in text


def is_revision(text: str) -> bool:
    """Whether a text can be a revision on the hub; it becomes part of a path, so not all texts can."""
    return bool(_REVISION.fullmatch(text)) and ".." not in text


def folder_of(source: str, revision: str) -> Path:
    """The folder where the store keeps a model, whether it is there or not.

    Raises:
        ModelError: no hub repository or revision can be called that.
    """
    if not is_source(source) or source.startswith(PACKAGE_PREFIX):
        raise ModelError(source, "not the name of a hub repository", "write it as organisation/name")
    if not is_revision(revision):
        raise ModelError(source, f"{revision!r} is not a revision", "give a branch, a tag or a commit, e.g. main")
    return models_folder() / source.replace("/", "--") / revision.replace("/", "--")


def installed(source: str, revision: str = "main") -> Path | None:
    """Find a model on this machine; never touches the network.

    Args:
        source: ``package:FOLDER`` or a repository on the hub.
        revision: branch, tag or commit on the hub.

    Returns:
        Its folder if it is complete, else None. The store comes first, then Hugging Face's cache.

    Raises:
        ModelError: no hub repository or revision can be called that.
    """
    if source.startswith(PACKAGE_PREFIX):
        folder = Path(__file__).resolve().parent.parent / source.removeprefix(PACKAGE_PREFIX)
        return folder if is_source(source) and (folder / "config.json").is_file() else None
    folder = folder_of(source, revision)
    return folder if read_manifest(folder) else _hub_snapshot(source, revision)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None if there is none or it is damaged."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = tuple(ManifestFile(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in data["files"])
        manifest = Manifest(str(data["source"]), str(data["revision"]), str(data["commit"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # A name that leads out of the folder was not written by us.
    return manifest if files and all(Path(f.name).name == f.name for f in files) else None


def write_manifest(folder: Path, source: str, revision: str, commit: str, names: list[str]) -> Manifest:
    """Declare a folder complete: write its manifest, whole or not at all.

    Args:
        folder: the model's folder.
        source: where it came from.
        revision: what was asked for.
        commit: what that was.
        names: the files that belong to it; they must be there.

    Raises:
        OSError: a file is missing, or the manifest cannot be written.
    """
    files = tuple(ManifestFile(n, (folder / n).stat().st_size, file_sha256(folder / n)) for n in sorted(names))
    manifest = Manifest(source, revision, commit, files)
    write_text(folder / MANIFEST, json.dumps(asdict(manifest), indent=1) + "\n")
    return manifest


def verify(folder: Path) -> list[str]:
    """Compare a model's files with the sizes and hashes they had when they were fetched.

    Args:
        folder: what ``installed`` found: a folder with a manifest, or a snapshot in Hugging Face's cache
            (whose files are links to blobs that are named by their hash).

    Returns:
        One line a problem, each naming the file; empty if all is well.
    """
    manifest = read_manifest(folder)
    if manifest:
        return [problem for file in manifest.files if (problem := _manifest_problem(folder / file.name, file))]
    if folder.parent.name == "snapshots":
        return [problem for path in sorted(folder.iterdir()) if (problem := _blob_problem(path))]
    return [f"{MANIFEST}: missing or damaged, so the files cannot be compared with anything"]


def remove(source: str, revision: str = "main") -> int:
    """Delete a model from the store, complete or half fetched.

    Args:
        source: a repository on the hub.
        revision: branch, tag or commit on the hub.

    Returns:
        Bytes freed.

    Raises:
        ModelError: it is not in the store, not the store's to delete, being pulled, or cannot be deleted.
    """
    if source.startswith(PACKAGE_PREFIX):
        raise ModelError(source, "ships inside the package and cannot be removed", "choose a pulled model")
    folder = folder_of(source, revision)
    if not folder.is_dir():
        if _hub_snapshot(source, revision):
            raise ModelError(
                source,
                "lies in Hugging Face's cache, which other programs use",
                "remove it with `hf cache rm`",
            )
        raise ModelError(source, "is not on this machine", "see `translate-summarize models list`")

    def refuse() -> None:
        raise ModelError(source, "is being pulled by another process", "wait for it to end, or stop it")

    with locked(source, revision, when_busy=refuse):
        freed = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
        try:
            # Without its manifest a half-deleted folder does not count as complete.
            (folder / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder)
        except OSError as error:
            raise ModelError(
                folder, f"cannot be deleted ({error.strerror or error})", "look at its permissions"
            ) from error
        if not any(folder.parent.iterdir()):
            folder.parent.rmdir()
    return freed


@contextmanager
def locked(source: str, revision: str, *, when_busy: Callable[[], None]) -> Iterator[None]:
    """Be the only process that changes a model.

    Args:
        source: a repository on the hub.
        revision: branch, tag or commit on the hub.
        when_busy: called once before waiting for another process; may raise instead of waiting.

    Raises:
        ModelError: the cache folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = folder_of(source, revision)
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
        mend = f"make it writable, or name another folder in {CACHE_VARIABLE}"
        raise ModelError(
            path.parent, f"the cache folder cannot be written ({error.strerror or error})", mend
        ) from error
    try:
        yield
    finally:
        lock.release()


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_blob_id(path: Path) -> str:
    """Git's object id of a file: SHA-1 over a header with its size, and its bytes."""
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it cannot be written; the old file, if any, is untouched.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _manifest_problem(path: Path, file: ManifestFile) -> str:
    try:
        size = path.stat().st_size
        if size != file.size:
            return f"{file.name}: is {size} bytes long and should be {file.size}"
        return "" if file_sha256(path) == file.sha256 else f"{file.name}: wrong SHA-256"
    except FileNotFoundError:
        return f"{file.name}: missing"
    except OSError as error:
        return f"{file.name}: cannot be read ({error.strerror or error})"


def _blob_problem(path: Path) -> str:
    """The hub's cache names a blob by its SHA-256 (big files) or its git blob id (small ones)."""
    try:
        blob = path.resolve(strict=True)
        digest = {64: file_sha256, 40: git_blob_id}.get(len(blob.name) if path.is_symlink() else 0)
        return f"{path.name}: wrong hash" if digest and digest(blob) != blob.name else ""
    except FileNotFoundError:
        return f"{path.name}: missing"
    except OSError as error:
        return f"{path.name}: cannot be read ({error.strerror or error})"


def _hub_snapshot(source: str, revision: str) -> Path | None:
    """A snapshot in the hub library's own cache that has all that a translation needs."""
    repository = _hub_cache() / f"models--{source.replace('/', '--')}"
    try:
        commit = (repository / "refs" / revision).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        commit = revision
    if not is_revision(commit):
        return None
    snapshot = repository / "snapshots" / commit

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
