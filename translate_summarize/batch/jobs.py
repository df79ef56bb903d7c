"""Which files a batch processes, and what their outputs are called."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from translate_summarize.formats import READABLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Job:
    """One input file.

    Attributes:
        path: the file.
        place: its path below the output folder before it is made portable, in POSIX form.
        name: the same, made portable and unique; the outputs append their suffixes to it. "" until it is named.
        problem: why it cannot be processed, if that is known before it is opened; else "".
    """

    path: Path
    place: str
    name: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """The input's absolute path, with undecodable bytes escaped."""
        return os.fsencode(self.path.absolute()).decode("utf-8", "backslashreplace")


# Forbidden in names on Windows, or awkward in terminals and shells.
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)

_PAGE_PARTS = re.compile(r"[_-](?:files|Dateien)$")  # what English and German browsers append

_MAX_BYTES = 180
"""Bytes of one part of a name; file systems allow 255, and suffixes and temporary names need room."""


def find_jobs(paths: Iterable[Path], out: Path, pattern: str = "") -> list[Job]:
    """The jobs for files and folders, sorted by place; ``name_jobs`` names them.

    A folder is searched recursively for files whose suffix has a reader; hidden files and folders, the output folder
    and what browsers save beside a web page are skipped. One folder's tree is mirrored below the output folder;
    several folders keep their own names there. Links out of a folder or to folders, and folders that cannot be read,
    become jobs with a problem.

    Args:
        paths: files and folders; a missing file becomes a job that fails.
        out: the output folder.
        pattern: only files whose name matches this shell pattern; it selects names without a suffix too.
    """
    paths = list(dict.fromkeys(paths))
    folders = [p for p in paths if p.is_dir()]
    jobs: dict[Path, Job] = {}
    for path in paths:
        if path.is_dir():
            prefix = path.resolve().name if len(folders) > 1 else ""
            for file, problem in _walk(path, out.resolve(), pattern):
                below = file.relative_to(path).as_posix() if file != path else path.resolve().name
                place = PurePosixPath(prefix, below)
                jobs.setdefault(file, Job(file, str(place), problem=problem))
        else:
            jobs.setdefault(path, Job(path, path.name))
    return sorted(jobs.values(), key=lambda job: (job.place, str(job.path)))


def _walk(folder: Path, out: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    """Each file below a folder that should be processed, with its problem or ""."""
    root = folder.resolve()
    unreadable: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=unreadable.append):
        subfolders = [
            Path(where, name)
            for name in sorted(folders)
            if not (name.startswith(".") or Path(where, name).resolve() == out or _belongs_to_page(name, files))
        ]
        folders[:] = [path.name for path in subfolders if not path.is_symlink()]
        if not pattern:
            for path in subfolders:
                if path.is_symlink():
                    yield path, "is a link to a folder, and links are not followed; give the folder itself"
        for name in sorted(files):
            if not name.startswith(".") and _is_selected(name, pattern):
                path = Path(where, name)
                yield path, _link_problem(path, root) if path.is_symlink() else ""
    for error in unreadable:
        yield Path(os.fsdecode(error.filename)), f"cannot be searched ({error.strerror}); check its permissions"


def _is_selected(name: str, pattern: str) -> bool:
    suffix = Path(name).suffix.lower()
    if pattern:
        return suffix in ("", *READABLE_SUFFIXES) and fnmatch(name, pattern)
    return suffix in READABLE_SUFFIXES  # without a suffix it may be any file, so a pattern must ask for it


def _link_problem(link: Path, root: Path) -> str:
    if not link.exists():
        return "is a broken link; fix or remove it"
    if not link.resolve().is_relative_to(root):
        return "is a link out of the folder; give the file itself"
    return ""


def _belongs_to_page(folder: str, files: Iterable[str]) -> bool:
    """Whether a folder holds the images, scripts and frames of a web page that a browser saved beside it."""
    page = _PAGE_PARTS.sub("", folder)
    return page != folder and any(f"{page}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def name_jobs(jobs: Iterable[Job], known: Mapping[str, str]) -> list[Job]:
    """Give each job a name that is valid and unique on every file system.

    A file keeps its whole name, including the suffix. Characters that some file system forbids are replaced; names
    that would collide, if only on a file system that ignores case, get a hash of the path appended. A name that was
    given once does not change.

    Args:
        jobs: from ``find_jobs``.
        known: names given by earlier runs, by ``Job.key``.
    """
    taken = {_folded(name): path for path, name in known.items()}
    named = []
    for job in jobs:
        name = known.get(job.key) or _safe(job.place)
        if taken.get(_folded(name), job.key) != job.key:
            name = f"{name}~{hashlib.sha256(job.key.encode()).hexdigest()[:8]}"
        taken[_folded(name)] = job.key
        named.append(replace(job, name=name))
    return named


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _safe(place: str) -> str:
    return "/".join(_safe_part(part) for part in PurePosixPath(place).parts if part not in ("/", ".."))


def _safe_part(part: str) -> str:
    """The part itself if it is valid on every file system; else a valid one with a hash of the original."""
    text = os.fsencode(part).decode("utf-8", "replace").replace("\ufffd", "_")
    safe = _UNSAFE.sub("_", text)
    if safe.endswith((".", " ")) or _RESERVED.match(safe):
        safe = f"_{safe.rstrip('. ')}"
    if len(safe.encode()) > _MAX_BYTES:
        safe = safe.encode()[:_MAX_BYTES].decode("utf-8", "ignore")
    return safe if safe == part else f"{safe}~{hashlib.sha256(os.fsencode(part)).hexdigest()[:8]}"
