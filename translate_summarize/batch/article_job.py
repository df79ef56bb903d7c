"""One article of a batch: read it, write its outputs, and say what the journal and the user need to know."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from translate_summarize.article.article import Article
from translate_summarize.article.translation import Signature, TranslatedArticle
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import DONE, FAILED, Entry, file_sha256
from translate_summarize.batch.report import Event, Outcome
from translate_summarize.batch.request import BatchOptions
from translate_summarize.errors import InputError, OutputError, TranslateSummarizeError
from translate_summarize.formats import WRITABLE
from translate_summarize.pipeline import (
    BriefOptions,
    BriefResult,
    brief_of_translation,
    read,
    render_brief,
    render_translation,
)
from translate_summarize.storage.atomic import write_atomically

_FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors of the output folder itself: every further article would fail the same way."""


@dataclass(frozen=True, slots=True)
class LoadedJob:
    """A job whose article has been read, or could not be.

    Attributes:
        job: the job.
        article: None if it could not be read.
        problem: why it could not be read.
        started: when reading began (``time.monotonic``).
    """

    job: Job
    article: Article | None
    problem: str
    started: float


@dataclass(frozen=True, slots=True)
class JobResult:
    """A job that has ended: the event for the user, the entry for the journal."""

    event: Event
    entry: Entry


def load_job(job: Job, options: BatchOptions) -> LoadedJob:
    """Read a job's article; whatever is wrong with it becomes its problem."""
    started = monotonic()
    try:
        if job.problem:
            raise InputError(job.path, job.problem)
        return LoadedJob(job, _read_unchanging(job.path, options.any_language), "", started)
    except TranslateSummarizeError as error:
        return LoadedJob(job, None, _problem(error), started)
    except (OSError, RecursionError, MemoryError) as error:
        return LoadedJob(job, None, f"cannot be read ({error})", started)


class JobWriter:
    """Writes the outputs of a batch's articles.

    Args:
        out: the output folder.
        options: formats, and length of the briefs.
        settings: key of everything that decides the outputs (``settings_key``); recorded with each article.
    """

    def __init__(self, out: Path, options: BatchOptions, settings: str) -> None:
        self._out = out
        self._options = options
        self._settings = settings
        self._brief_options = BriefOptions(options.sentences, options.words)

    def write(self, loaded: LoadedJob, translated: TranslatedArticle) -> JobResult:
        """Brief a translation and write all outputs of its job, each atomically.

        Raises:
            OutputError: nothing more can be written to the output folder (disk full, read-only, failing).
        """
        result = brief_of_translation(translated, self._brief_options)
        outputs: dict[str, str] = {}
        try:
            for file, text in self._render(loaded.job, result):
                write_atomically(self._out / file, text)
                outputs[file] = hashlib.sha256(text.encode()).hexdigest()
        except OutputError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FATAL:
                raise
            return self.fail(loaded.job, _problem(error))
        event = Event(loaded.job, Outcome.DONE, translated.article.word_count, _doubtful_message(translated))
        return JobResult(event, self._entry(loaded, result, outputs))

    def fail(self, job: Job, problem: str) -> JobResult:
        """The result of a job that failed; writes nothing."""
        entry = Entry(
            job.name, FAILED, file_sha256(job.path), self._settings, error=problem, about={"modified": _modified(job)}
        )
        return JobResult(Event(job, Outcome.FAILED, message=problem), entry)

    def _render(self, job: Job, result: BriefResult) -> Iterator[tuple[str, str]]:
        """Path below the output folder, in POSIX form, and content of each output; translations come first."""
        bilingual = self._options.bilingual
        for name in self._options.formats:
            suffix = WRITABLE[name].suffixes[0]
            yield (
                f"{job.name}.en{suffix}",
                render_translation(result.translated, name, brief=result.brief, bilingual=bilingual),
            )
            yield f"{job.name}.brief{suffix}", render_brief(result, name, bilingual=bilingual)

    def _entry(self, loaded: LoadedJob, result: BriefResult, outputs: dict[str, str]) -> Entry:
        """What the journal keeps of an article that is done; ``about`` is what the digest shows."""
        article = result.translated.article
        about = {
            "modified": _modified(loaded.job),
            "title": result.translated.title,
            "source_title": article.title,
            "brief": str(result.brief),
            "words": article.word_count,
            "brief_words": result.brief.word_count,
            "doubtful": len(result.translated.flagged_pairs),
            "furniture": len(result.translated.left_out),
            "translation": next(iter(outputs), ""),
        }
        seconds = round(monotonic() - loaded.started, 3)
        return Entry(loaded.job.name, DONE, article.sha256, self._settings, outputs, seconds, about=about)


def settings_key(signature: Signature, options: BatchOptions, human_hash: str = "") -> str:
    """A key of everything that decides the outputs of a batch, besides the inputs.

    Args:
        signature: of the translator.
        options: of the batch.
        human_hash: of the human translations in the memory; follows a "+", so that ``resume`` can tell it apart.
    """
    parts: tuple[Any, ...] = (str(signature), signature.model_hash, sorted(asdict(options).items()))
    key = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"{key}+{human_hash}" if human_hash else key


def _read_unchanging(path: Path, any_language: bool) -> Article:
    """Read a file that does not change meanwhile; if it does, read it once more.

    Raises:
        InputError: it cannot be read, or keeps changing.
    """
    for _ in range(2):
        before = _size_and_time(path)
        article = read(path, any_language=any_language)
        if _size_and_time(path) == before:
            return article
    raise InputError(path, "changed while it was read", "run again once it is complete")


def _size_and_time(path: Path) -> tuple[int, int] | None:
    """Size in bytes and time of the last change in nanoseconds; None if the file is gone or out of reach."""
    try:
        stat = path.stat()
        return stat.st_size, stat.st_mtime_ns
    except OSError:
        return None


def _modified(job: Job) -> float:
    """When the input was last changed, in seconds since the epoch; 0 if it is gone."""
    stamp = _size_and_time(job.path)
    return stamp[1] / 1e9 if stamp else 0.0


def _doubtful_message(translated: TranslatedArticle) -> str:
    doubtful = len(translated.flagged_pairs)
    return f"{doubtful} doubtful sentence{'' if doubtful == 1 else 's'}" if doubtful else ""


def _problem(error: TranslateSummarizeError) -> str:
    """Problem and hint on one line; the subject is the job's file."""
    return " ".join(f"{error.problem}{f'; {error.hint}' if error.hint else ''}".split())
