"""Which files a batch works on, and what their outputs are called."""

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
        path: where it lies.
        place: its place below the output folder as its own name says it, in POSIX form.
        name: the same made safe and unlike all others; the outputs add their endings to it.
        problem: why it cannot be done, known before it is opened; "" if it may be tried.
    """

    path: Path
    place: str
    name: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """The input's absolute path, as text that any database takes."""
        return os.fsencode(self.path.absolute()).decode("utf-8", "backslashreplace")


# What Windows forbids in a name, and what no terminal or shell handles well.
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)

_PAGE_PARTS = re.compile(r"[_-](?:files|Dateien)$")  # as English and German browsers call them

_LONGEST = 180
"""Bytes of one part of a name; file systems allow 255, and endings and temporary names need room."""


def find_jobs(paths: Iterable[Path], out: Path, pattern: str = "") -> list[Job]:
    """The jobs for some files and folders, sorted by place; their names are still to be given (``name_jobs``).

    A folder is searched recursively for files whose suffix has a reader; hidden files and folders, the output folder
    and what browsers save beside a web page are passed over. One folder's tree is mirrored below the output folder;
    several folders keep their own names there. Links that lead out of a folder, or to folders, become jobs with a
    problem.

    Args:
        paths: files and folders; a missing one becomes a job that fails.
        out: the output folder.
        pattern: only files whose name matches this shell pattern; takes names without a suffix too.
    """
    paths = list(dict.fromkeys(paths))
    folders = [p for p in paths if p.is_dir()]
    found: dict[Path, Job] = {}
    for path in paths:
        if path.is_dir():
            prefix = path.resolve().name if len(folders) > 1 else ""
            for file, problem in _walk(path, out.resolve(), pattern):
                place = PurePosixPath(prefix, file.relative_to(path).as_posix())
                found.setdefault(file, Job(file, str(place), problem=problem))
        else:
            found.setdefault(path, Job(path, path.name))
    return sorted(found.values(), key=lambda job: (job.place, str(job.path)))


def _walk(folder: Path, out: Path, pattern: str) -> Iterator[tuple[Path, str]]:
    home = folder.resolve()
    for where, folders, files in os.walk(folder):
        kept = []
        for name in sorted(folders):
            path = Path(where, name)
            if name.startswith(".") or path.resolve() == out or _belongs_to_page(name, files):
                continue
            if path.is_symlink():
                if not pattern:
                    yield path, "is a link to a folder, and links are not followed; give the folder itself"
            else:
                kept.append(name)
        folders[:] = kept
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            # A name without a suffix is as likely a README of sorts: it must be asked for.
            if pattern:
                wanted = suffix in ("", *READABLE_SUFFIXES) and fnmatch(name, pattern)
            else:
                wanted = suffix in READABLE_SUFFIXES
            if wanted and not name.startswith("."):
                path = Path(where, name)
                outside = path.is_symlink() and not path.resolve().is_relative_to(home)
                gone = path.is_symlink() and not path.exists()
                problem = "is a link out of the folder; give the file itself" if outside else ""
                yield path, "is a link to nothing; mend or remove it" if gone else problem


def _belongs_to_page(folder: str, files: Iterable[str]) -> bool:
    """Whether a folder holds the pictures, scripts and frames of a web page that a browser saved beside it."""
    page = _PAGE_PARTS.sub("", folder)
    return page != folder and any(f"{page}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def name_jobs(jobs: Iterable[Job], known: Mapping[str, str]) -> list[Job]:
    """Give each job a name of its own, legal and unlike the others on every file system.

    A file keeps its whole name, suffix included. What is illegal elsewhere is replaced, and what would collide
    (also by the case of letters alone) gets a mark made from its path; a name once given stays.

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
    """The part itself if every file system takes it; else a mended one with a mark made from the original."""
    text = os.fsencode(part).decode("utf-8", "replace").replace("\ufffd", "_")
    safe = _UNSAFE.sub("_", text)
    if safe.endswith((".", " ")) or _RESERVED.match(safe):
        safe = f"_{safe.rstrip('. ')}"
    if len(safe.encode()) > _LONGEST:
        safe = safe.encode()[:_LONGEST].decode("utf-8", "ignore")
    return safe if safe == part else f"{safe}~{hashlib.sha256(os.fsencode(part)).hexdigest()[:8]}"
