"""Fetching models from the Hugging Face hub.

huggingface_hub lists a repository and reads the user's token and proxies. The transfer is our own: the library (2.4)
discards a partial file when it is killed, this one resumes it with an HTTP Range request. Files are always fetched over
plain HTTP, never by the hub's Xet protocol.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from translate_summarize.errors import ModelError
from translate_summarize.models import manifest, store
from translate_summarize.models.progress import PullProgress, SilentProgress
from translate_summarize.models.reachability import (
    CONNECT_TIMEOUT,
    READ_TIMEOUT,
    clear_unreachable,
    endpoint,
    is_offline,
    why_unreachable,
)
from translate_summarize.models.sizes import size_text
from translate_summarize.storage import folders

FIRST_ANSWER_TIMEOUT = 10.0
"""Seconds to wait for the hub's first answer, including DNS."""

MAX_RETRIES = 3
"""Attempts in a row that may bring nothing new before a transfer fails."""

RETRY_PAUSE = 0.5
"""Seconds before the first retry; doubled for each further one."""

_TOKENIZER_FILES = ("source.spm", "target.spm")

_SMALL_FILES = re.compile(
    r"config\.json|generation_config\.json|tokenizer_config\.json|source\.spm|target\.spm|vocab\.json"
)

_CT2_VOCABULARY = re.compile(r"(?:shared|source|target)_vocabulary\.(?:json|txt)")

_WEIGHTS = ("model.bin", "model.safetensors", "pytorch_model.bin")

_PARTIAL = ".part"

_TRANSIENT_STATUS = frozenset({408, 429, 500, 502, 503, 504})


class _CutShortError(Exception):
    """The hub ended a file early without an error."""


@dataclass(frozen=True, slots=True)
class _RemoteFile:
    """A file as the hub describes it: its SHA-256 if it is kept in LFS, else its git blob id."""

    name: str
    size: int
    sha256: str
    blob_id: str

    def problem(self, path: Path) -> str:
        """What is wrong with a copy; "" if nothing is."""
        size = path.stat().st_size
        if size != self.size:
            return f"is {size} bytes long and should be {self.size}"
        if self.sha256:
            return "" if manifest.file_sha256(path) == self.sha256 else "wrong SHA-256"
        return "" if manifest.git_blob_id(path) == self.blob_id else "wrong hash (git blob id)"

    def partial(self, folder: Path) -> Path:
        """The path of the partial file; the hash in its name keeps versions apart."""
        return folder / f"{self.name}.{(self.sha256 or self.blob_id)[:16]}{_PARTIAL}"

    def is_in(self, folder: Path) -> bool:
        """Whether a folder has an intact copy."""
        return (folder / self.name).is_file() and not self.problem(folder / self.name)


def pull(
    repository: str, revision: str = "main", *, progress: PullProgress | None = None, offline: bool = False
) -> Path:
    """Make sure that a model is on this machine, complete and intact.

    Files that are already there are verified; only missing and damaged ones are fetched. An interrupted pull resumes.
    If two processes pull the same model at once, one works and the other waits.

    Args:
        repository: a repository on the hub, ``organisation/name``.
        revision: branch, tag or commit.
        progress: shows the download.
        offline: forbid the network.

    Returns:
        The model's folder.

    Raises:
        ModelError: not found, not allowed, not MarianMT, no network, no space, or damaged in transfer. A
            partial file stays for the next pull; a damaged one is deleted.
    """
    progress = progress or SilentProgress()
    installed = store.installed(repository, revision)
    if repository.startswith(store.PACKAGE_PREFIX):
        if installed:
            return installed
        raise ModelError(repository, "is not in this installation", "install translate-summarize again")
    with store.locked(repository, revision, when_busy=progress.waiting):
        installed = store.installed(repository, revision)
        if installed and not manifest.verify(installed):
            return installed
        if offline or is_offline():
            hint = "drop --offline" if offline else "unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE"
            raise ModelError(repository, "must be fetched, but the network is turned off", f"{hint} to pull it")
        from huggingface_hub.errors import HTTPError

        folder = store.folder_of(repository, revision)
        try:
            return _fetch(repository, revision, folder, progress)
        except (HTTPError, OSError, ValueError, _CutShortError) as error:
            raise _explained(error, repository, revision, folder) from error


def _fetch(repository: str, revision: str, folder: Path, progress: PullProgress) -> Path:
    reason = why_unreachable(FIRST_ANSWER_TIMEOUT)
    if reason:
        raise _unreachable(repository, reason)
    commit, files = _listing(repository, revision)
    clear_unreachable()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / manifest.MANIFEST).unlink(missing_ok=True)
    missing = [file for file in files if not file.is_in(folder)]
    needed = sum(file.size - min(_size(file.partial(folder)), file.size) for file in missing)
    _check_space(repository, folder, needed)
    progress.start(needed, folder)
    try:
        for file in files:
            if file in missing:
                _download(repository, commit, file, folder, progress)
            if file.name == "config.json":
                _check_config(repository, folder / file.name, files)
        names = [file.name for file in files]
        for path in folder.iterdir():
            # Files of an older version of the repository would count as parts of the model.
            if path.name.endswith(_PARTIAL) or (_is_model_file(path.name) and path.name not in names):
                path.unlink()
        manifest.write_manifest(folder, repository, revision, commit, names)
    except BaseException:
        progress.failed()
        raise
    progress.done()
    return folder


def _listing(repository: str, revision: str) -> tuple[str, list[_RemoteFile]]:
    """The commit behind a revision, and the files that a translation needs, small ones first."""
    from huggingface_hub import HfApi

    info = HfApi(endpoint=endpoint()).model_info(
        repository, revision=revision, files_metadata=True, timeout=READ_TIMEOUT
    )
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or []}
    lacking = [name for name in ("config.json", *_TOKENIZER_FILES) if name not in siblings]
    weights = _choose_weights(list(siblings))
    if lacking or not weights:
        what = ", ".join(lacking) or f"any of {', '.join(_WEIGHTS)}"
        raise ModelError(
            repository,
            f"not a MarianMT model: the repository lacks {what}",
            "choose one such as Helsinki-NLP's opus-mt",
        )
    files = []
    for name, sibling in siblings.items():
        if name == weights or _SMALL_FILES.fullmatch(name) or _CT2_VOCABULARY.fullmatch(name):
            sha256 = sibling.lfs.sha256 if sibling.lfs else ""
            if sibling.size is None or not (sha256 or sibling.blob_id):
                raise ModelError(
                    repository,
                    f"{endpoint()} does not give the size and hash of {name}",
                    "use another HF_ENDPOINT",
                )
            files.append(_RemoteFile(name, sibling.size, sha256, sibling.blob_id or ""))
    return str(info.sha), sorted(files, key=lambda file: (file.name != "config.json", file.size))


def _choose_weights(names: list[str]) -> str:
    """CTranslate2's weights if the repository has that layout, else safetensors, else a PyTorch pickle."""
    usable = _WEIGHTS if any(_CT2_VOCABULARY.fullmatch(name) for name in names) else _WEIGHTS[1:]
    return next((name for name in usable if name in names), "")


def _is_model_file(name: str) -> bool:
    return name in _WEIGHTS or bool(_SMALL_FILES.fullmatch(name) or _CT2_VOCABULARY.fullmatch(name))


def _check_config(repository: str, path: Path, files: list[_RemoteFile]) -> None:
    """Refuse another kind of model before fetching its weights; CTranslate2's layout does not say its kind."""
    if any(file.name == "model.bin" for file in files):
        return
    try:
        kind = json.loads(path.read_text(encoding="utf-8")).get("model_type")
    except (ValueError, AttributeError):
        kind = None
    if kind != "marian":
        raise ModelError(
            repository, f"not a MarianMT model (model_type is {kind!r})", "choose one with model_type 'marian'"
        )


def _check_space(repository: str, folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise _no_space(repository, folder, f"{size_text(needed)} to fetch", free)


def _download(repository: str, commit: str, file: _RemoteFile, folder: Path, progress: PullProgress) -> None:
    """Fetch one file, resuming an earlier attempt, and put it in place if its hash is right."""
    from huggingface_hub.errors import HfHubHTTPError, HTTPError

    partial = file.partial(folder)
    if _size(partial) > file.size:
        partial.unlink()
    partial.touch()
    failures = 0
    while (have := _size(partial)) < file.size:
        try:
            _receive(repository, commit, file, partial, progress)
        except (HTTPError, _CutShortError) as error:
            failures = failures + 1 if _size(partial) <= have else 1
            final = isinstance(error, HfHubHTTPError) and error.response.status_code not in _TRANSIENT_STATUS
            if final or failures > MAX_RETRIES:
                raise
            time.sleep(RETRY_PAUSE * 2 ** (failures - 1))
    problem = file.problem(partial)
    if problem:
        partial.unlink()
        raise ModelError(
            repository,
            f"{file.name} was damaged in transfer ({problem}) and was deleted",
            "run the pull again to fetch it",
        )
    partial.replace(folder / file.name)


def _receive(repository: str, commit: str, file: _RemoteFile, partial: Path, progress: PullProgress) -> None:
    """One request: append what arrives to the partial file."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    have = _size(partial)
    # A compressed answer could not be resumed, and its length would not be the file's.
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    url = hf_hub_url(repository, file.name, revision=commit, endpoint=endpoint())
    # Connect, read, write, and waiting for a pooled connection.
    timeouts = (CONNECT_TIMEOUT, READ_TIMEOUT, READ_TIMEOUT, READ_TIMEOUT)
    with get_session().stream("GET", url, headers=headers, timeout=timeouts) as response:
        hf_raise_for_status(response)
        with partial.open("ab") as out:
            if have and response.status_code != 206:
                # The server ignores Range and starts over.
                out.truncate(0)
                progress.advance(-have)
                have = 0
            for chunk in response.iter_bytes():
                out.write(chunk)
                have += len(chunk)
                progress.advance(len(chunk))
                if have > file.size:
                    break
            out.flush()
            if have >= file.size:
                os.fsync(out.fileno())
    if have < file.size:
        raise _CutShortError(f"{file.name} ended after {have} of {file.size} bytes")


def _explained(error: Exception, repository: str, revision: str, folder: Path) -> ModelError:
    """Any failure of a pull as one line with a hint."""
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RevisionNotFoundError

    if isinstance(error, HfHubHTTPError):
        status = error.response.status_code
        if isinstance(error, GatedRepoError) or status == 403:
            hint = f"request access at {endpoint()}/{repository} and set HF_TOKEN to your token"
            return ModelError(repository, "the hub does not allow you to fetch it", hint)
        if isinstance(error, RevisionNotFoundError):
            return ModelError(repository, f"has no revision {revision!r} on the hub", "check the revision")
        if status in (401, 404):
            # The hub answers 401 for a missing repository, so as not to reveal private ones.
            hint = "check the name; if the repository is private, set HF_TOKEN to your token"
            return ModelError(repository, f"not found on the hub ({endpoint()})", hint)
        return ModelError(repository, f"{endpoint()} answered with HTTP status {status}", "try again later")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _no_space(repository, folder, "more than that", shutil.disk_usage(folder).free)
    if isinstance(error, OSError) and error.filename:
        hint = f"make it writable, or set {folders.CACHE_VARIABLE} to another folder"
        return ModelError(error.filename, f"cannot be written ({error.strerror})", hint)
    return _unreachable(repository, f"{type(error).__name__}: {error}")


def _unreachable(repository: str, reason: str) -> ModelError:
    hint = "check the network, HTTPS_PROXY and HF_ENDPOINT, and pull again; the download resumes"
    return ModelError(repository, f"{endpoint()} cannot be reached ({reason})", hint)


def _no_space(repository: str, folder: Path, needed: str, free: int) -> ModelError:
    hint = f"free some space, or set {folders.CACHE_VARIABLE} to a folder on another disk"
    return ModelError(repository, f"not enough space: {size_text(free)} free in {folder}, needs {needed}", hint)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
