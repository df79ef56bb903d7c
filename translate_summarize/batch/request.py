"""What the user asked a batch to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What the user ordered.

    Attributes:
        paths: files and folders.
        from_list: a file with more paths, one a line; "-" is standard input.
        out: the output folder.
        pattern: see ``plan.find_jobs``.
        options: what decides the outputs.
        force: do again what is done and unchanged.
        retry_failed: do only what failed before.
        digest: write digest.md and digest.html.
        log: append events here.
        leave_failed: skip what failed before and is unchanged.
        may_be_empty: no job at all is no error (a drop folder).
    """

    paths: tuple[Path, ...]
    from_list: str | None
    out: Path
    pattern: str
    options: BatchOptions
    force: bool = False
    retry_failed: bool = False
    digest: bool = True
    log: Path | None = None
    leave_failed: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What decides the outputs of a batch, beside the model.

    Attributes:
        formats: names of output formats.
        sentences: of a brief.
        words: of a brief, at most; wins over ``sentences``.
        keep_all: translate page furniture too.
        bilingual: source beside translation.
        any_language: take articles that are not German too.
    """

    formats: tuple[str, ...] = ("text",)
    sentences: int = 3
    words: int | None = None
    keep_all: bool = False
    bilingual: bool = False
    any_language: bool = False
