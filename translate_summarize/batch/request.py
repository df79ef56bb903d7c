"""What the user asked a batch to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What decides the outputs of a batch, besides the model.

    Attributes:
        formats: names of output formats.
        sentences: maximum number of sentences in a brief.
        words: maximum number of words in a brief; overrides ``sentences``.
        keep_all: translate page furniture too.
        bilingual: put the German beside the English.
        any_language: accept articles that are not German.
    """

    formats: tuple[str, ...] = ("text",)
    sentences: int = 3
    words: int | None = None
    keep_all: bool = False
    bilingual: bool = False
    any_language: bool = False


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Arguments of one batch.

    Attributes:
        paths: files and folders.
        from_list: a file with more paths, one per line; "-" is standard input.
        out: the output folder.
        pattern: see ``jobs.find_jobs``.
        options: what decides the outputs.
        force: redo what is done and unchanged.
        retry_failed: do only what failed before.
        digest: write digest.md and digest.html.
        log: append events to this file.
        leave_failed: skip what failed before and is unchanged.
        may_be_empty: finding no article is not an error (a watched folder).
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
