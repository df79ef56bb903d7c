"""A folder of articles: plan the work, skip what is done, go on after a failure, report."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from time import monotonic

from translate_summarize.briefing import summarize
from translate_summarize.errors import InputError, ModelError, OutputError, TranslateSummarizeError
from translate_summarize.journal import Journal
from translate_summarize.reading import SUFFIXES, read_article
from translate_summarize.reading.language import require_german
from translate_summarize.translator import Translator
from translate_summarize.writing import CARRY_BRIEF, FORMATS, render
from translate_summarize.writing.document import Document
from translate_summarize.writing.files import write_atomically


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


@dataclass(frozen=True, slots=True)
class Job:
    """One input file.

    Attributes:
        path: where it lies.
        name: its place below the output folder, less the endings of the outputs; no two jobs share one.
    """

    path: Path
    name: str


class Outcome(StrEnum):
    """What became of a job."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """A job has ended.

    Attributes:
        job: which.
        outcome: how.
        words: source words translated.
        message: why it failed, in a line; or what is doubtful.
    """

    job: Job
    outcome: Outcome
    words: int = 0
    message: str = ""


@dataclass(slots=True)
class Report:
    """Counts of a batch."""

    done: int = 0
    skipped: int = 0
    failed: list[Event] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0

    def add(self, event: Event) -> None:
        """Count an event."""
        if event.outcome is Outcome.DONE:
            self.done += 1
            self.words += event.words
        elif event.outcome is Outcome.SKIPPED:
            self.skipped += 1
        else:
            self.failed.append(event)

    def __str__(self) -> str:
        """One sentence."""
        rate = f" ({self.words:,} words, {self.words / self.seconds:,.0f} words/s)" if self.words else ""
        return f"{self.done} done{rate}, {self.skipped} skipped, {len(self.failed)} failed."


def plan(paths: Sequence[Path], out: Path, pattern: str = "") -> list[Job]:
    """The jobs for some files and folders, sorted by name.

    A folder is searched recursively for files whose suffix has a reader; hidden folders, links to folders and
    the output folder are passed over. One folder's tree is mirrored below ``out``; several folders keep their
    own names there. A file keeps its whole name, suffix included, so that outputs never collide.

    Args:
        paths: files and folders; a missing one becomes a job that fails.
        out: the output folder.
        pattern: only files whose name matches this shell pattern; takes names without a suffix too.
    """
    folders = [p for p in paths if p.is_dir()]
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            prefix = path.resolve().name if len(folders) > 1 else ""
            for file in _walk(path, out.resolve(), pattern):
                place = PurePosixPath(prefix, file.relative_to(path).as_posix())
                found.setdefault(file, str(place))
        else:
            found.setdefault(path, path.name)
    jobs: list[Job] = []
    taken: set[str] = set()
    for path, name in sorted(found.items(), key=lambda item: (item[1], str(item[0]))):
        unique = name
        if name.casefold() in taken:  # same name from two places, or names that differ in case only
            unique = f"{name}~{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]}"
        taken.add(unique.casefold())
        jobs.append(Job(path, unique))
    return jobs


def _walk(folder: Path, out: Path, pattern: str) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(d for d in folders if not d.startswith(".") and Path(where, d).resolve() != out)
        for file in sorted(files):
            suffix = Path(file).suffix.lower()
            # A name without a suffix is as likely a README of sorts: it must be asked for.
            wanted = suffix in SUFFIXES and fnmatch(file, pattern) if pattern else suffix and suffix in SUFFIXES
            if wanted and not file.startswith("."):
                yield Path(where, file)


def run(
    jobs: Sequence[Job],
    out: Path,
    translator: Translator,
    options: BatchOptions,
    *,
    force: bool = False,
    on_event: Callable[[Event], None] = lambda _: None,
) -> Report:
    """Translate and brief every job; a failed one is reported and the rest goes on.

    Args:
        jobs: from ``plan``.
        out: the output folder; made if it is not there.
        translator: loaded.
        options: see ``BatchOptions``.
        force: do again what is done and unchanged.
        on_event: called after each job.

    Raises:
        OutputError: nothing can be written below ``out``.
        ModelError: the model fails.
    """
    report, start = Report(), monotonic()
    settings = hashlib.sha256(repr((str(translator.signature), astuple(options))).encode()).hexdigest()
    with Journal(out) as journal:
        for job in jobs:
            event = _run_job(job, out, translator, options, journal, settings, force)
            report.add(event)
            report.seconds = monotonic() - start
            on_event(event)
    return report


def _run_job(
    job: Job,
    out: Path,
    translator: Translator,
    options: BatchOptions,
    journal: Journal,
    settings: str,
    force: bool,
) -> Event:
    try:
        if not force and journal.is_done(job.name, _file_sha256(job.path), settings):
            return Event(job, Outcome.SKIPPED)
        article = read_article(job.path)
        if not options.any_language:
            require_german(article)
        translated = translator.translate(article, keep_all=options.keep_all)
        brief = summarize(translated, options.sentences, options.words)
        outputs = []
        for name in options.formats:
            documents = {
                "en": Document(translated, brief if name in CARRY_BRIEF else None, bilingual=options.bilingual),
                "brief": Document(translated, brief, with_translation=False, bilingual=options.bilingual),
            }
            for kind, document in documents.items():
                path = out / f"{job.name}.{kind}{FORMATS[name].suffix}"
                write_atomically(path, render(document, name))
                outputs.append(path)
        journal.record(job.name, article.sha256, settings, outputs)
    except (ModelError, OutputError):
        raise
    except TranslateSummarizeError as error:
        return Event(job, Outcome.FAILED, message=f"{error.problem}" + (f"; {error.mend}" if error.mend else ""))
    doubtful = len(translated.flagged_pairs)
    return Event(job, Outcome.DONE, article.word_count, f"{doubtful} doubtful sentences" if doubtful else "")


def _file_sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "check the path and its permissions") from error
