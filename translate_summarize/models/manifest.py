"""The manifest of a model: its files, sizes and hashes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from translate_summarize.storage.atomic import open_text_atomically

MANIFEST = "manifest.json"
"""Name of the file that says what a model's folder holds."""

_SHA256_LENGTH, _GIT_ID_LENGTH = 64, 40


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


def read_manifest(folder: Path) -> tuple[ManifestFile, ...]:
    """The files that belong to a complete model; empty if its manifest is missing or damaged."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = tuple(ManifestFile(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in data["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    # A name that leads out of the folder was not written by us.
    return files if all(Path(f.name).name == f.name for f in files) else ()


def write_manifest(folder: Path, repository: str, revision: str, commit: str, names: list[str]) -> None:
    """Declare a folder complete: write its manifest, whole or not at all.

    Args:
        folder: the model's folder.
        repository: where it came from, for people who look at the file.
        revision: what was asked for, e.g. "main".
        commit: what that was at the time of the pull.
        names: the files that belong to it; they must be there.

    Raises:
        OSError: a file is missing, or the manifest cannot be written.
    """
    files = [ManifestFile(n, (folder / n).stat().st_size, file_sha256(folder / n)) for n in sorted(names)]
    data = {"source": repository, "revision": revision, "commit": commit, "files": [asdict(file) for file in files]}
    with open_text_atomically(folder / MANIFEST) as stream:
        stream.write(json.dumps(data, indent=1) + "\n")


def verify(folder: Path) -> list[str]:
    """Compare a model's files with the sizes and hashes they had when they were fetched.

    Args:
        folder: what ``installed`` found: a folder with a manifest, or a snapshot in Hugging Face's cache
            (whose files are links to blobs that are named by their hash).

    Returns:
        One line per problem, each naming the file; empty if there is none.
    """
    files = read_manifest(folder)
    if files:
        return [problem for file in files if (problem := manifest_problem(folder / file.name, file))]
    if folder.parent.name == "snapshots":
        return [problem for path in sorted(folder.iterdir()) if (problem := blob_problem(path))]
    return [f"{MANIFEST}: missing or damaged, so the files cannot be compared with anything"]


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


def manifest_problem(path: Path, file: ManifestFile) -> str:
    """What is wrong with a file against its manifest; "" if nothing is."""
    try:
        size = path.stat().st_size
        if size != file.size:
            return f"{file.name}: is {size} bytes long and should be {file.size}"
        return "" if file_sha256(path) == file.sha256 else f"{file.name}: wrong SHA-256"
    except FileNotFoundError:
        return f"{file.name}: missing"
    except OSError as error:
        return f"{file.name}: cannot be read ({error.strerror or error})"


def blob_problem(path: Path) -> str:
    """The hub's cache names a blob by its SHA-256 (big files) or its git blob id (small ones)."""
    try:
        blob = path.resolve(strict=True)
        expected = blob.name if path.is_symlink() else ""
        if len(expected) == _SHA256_LENGTH:
            actual = file_sha256(blob)
        elif len(expected) == _GIT_ID_LENGTH:
            actual = git_blob_id(blob)
        else:
            return ""
        return "" if actual == expected else f"{path.name}: wrong hash"
    except FileNotFoundError:
        return f"{path.name}: missing"
    except OSError as error:
        return f"{path.name}: cannot be read ({error.strerror or error})"
