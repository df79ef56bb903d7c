"""One article of a batch: read and check it, write its outputs, tell the journal."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from translate_summarize.article.article import Article
from translate_summarize.article.brief import Brief
from translate_summarize.article.translation import Signature, TranslatedArticle
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import DONE, FAILED, Entry, file_sha256
from translate_summarize.batch.report import Event, Outcome
from translate_summarize.batch.request import BatchOptions
from translate_summarize.errors import InputError, OutputError, TranslateSummarizeError
from translate_summarize.formats import WRITABLE
from translate_summarize.reading.language import require_german
from translate_summarize.reading.source import read_article
from translate_summarize.storage.atomic import write_atomically
from translate_summarize.summary.summarize import summarize
from translate_summarize.writing.document import Document

_NO_USE_TO_GO_ON = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


@dataclass(frozen=True, slots=True)
class LoadedJob:
    """A job whose article has been read, or could not be.

    Attributes:
        job: which.
        article: None if it failed.
        problem: why it failed.
        started: when reading began (``time.monotonic``).
    """

    job: Job
    article: Article | None
    problem: str
    started: float


@dataclass(frozen=True, slots=True)
class JobResult:
    """A job that has ended, for the user and for the journal."""

    event: Event
    entry: Entry


def open_job(job: Job, options: BatchOptions) -> LoadedJob:
    """Read a job's article; whatever is wrong with it becomes its problem."""
    started = monotonic()
    try:
        if job.problem:
            raise InputError(job.path, job.problem)
        article = _read_steady(job.path)
        if not options.any_language:
            require_german(article)
        return LoadedJob(job, article, "", started)
    except TranslateSummarizeError as error:
        return LoadedJob(job, None, _reason(error), started)
    except (OSError, RecursionError, MemoryError) as error:
        return LoadedJob(job, None, f"cannot be read ({error})", started)


def _read_steady(path: Path) -> Article:
    """Read a file that nobody changes meanwhile; a second look if somebody did."""
    for _ in range(2):
        before = _stamp(path)
        article = read_article(path)
        if _stamp(path) == before:
            return article
    raise InputError(path, "changes while it is read", "run again when it is whole")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
        return stat.st_size, stat.st_mtime_ns
    except OSError:
        return None


def failed(opened: LoadedJob, settings: str) -> JobResult:
    """What to tell of a job that failed."""
    return JobResult(
        Event(opened.job, Outcome.FAILED, message=opened.problem),
        Entry(
            opened.job.name,
            FAILED,
            file_sha256(opened.job.path),
            settings,
            error=opened.problem,
            about=_times(opened.job.path),
        ),
    )


def write(
    opened: LoadedJob, translated: TranslatedArticle, out: Path, options: BatchOptions, settings: str
) -> JobResult:
    """Brief a translation and write all outputs of its job, each whole or not at all.

    Raises:
        OutputError: nothing more can be written below ``out`` (disk full, read-only, failing).
    """
    brief = summarize(translated, options.sentences, options.words)
    outputs: dict[str, str] = {}
    try:
        for name in options.formats:
            for kind, text in _texts(translated, brief, options, name):
                path = out / f"{opened.job.name}.{kind}{WRITABLE[name].suffixes[0]}"
                write_atomically(path, text)
                outputs[path.relative_to(out).as_posix()] = hashlib.sha256(text.encode()).hexdigest()
    except OutputError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_USE_TO_GO_ON:
            raise
        return failed(LoadedJob(opened.job, None, _reason(error), opened.started), settings)
    article = translated.article
    doubtful = len(translated.flagged_pairs)
    message = f"{doubtful} doubtful sentence{'' if doubtful == 1 else 's'}" if doubtful else ""
    about = _times(opened.job.path) | {
        "title": translated.title,
        "source_title": article.title,
        "brief": str(brief),
        "words": article.word_count,
        "brief_words": brief.word_count,
        "doubtful": doubtful,
        "furniture": len(translated.left_out),
        "translation": next(iter(outputs), ""),
    }
    entry = Entry(
        opened.job.name,
        DONE,
        article.sha256,
        settings,
        outputs,
        round(monotonic() - opened.started, 3),
        about=about,
    )
    return JobResult(Event(opened.job, Outcome.DONE, article.word_count, message), entry)


def _texts(translated: TranslatedArticle, brief: Brief, options: BatchOptions, name: str) -> list[tuple[str, str]]:
    whole = Document(translated, brief if WRITABLE[name].carries_brief else None, bilingual=options.bilingual)
    short = Document(translated, brief, with_translation=False, bilingual=options.bilingual)
    return [("en", WRITABLE[name].render(whole)), ("brief", WRITABLE[name].render(short))]


def settings_key(signature: Signature, options: BatchOptions, human_hash: str = "") -> str:
    """A key of all that decides the outputs of a batch, beside the inputs.

    Args:
        signature: of the translator.
        options: of the batch.
        human_hash: of the human translations in the memory; it stands for itself, after a "+".
    """
    parts = (str(signature), signature.model_hash, sorted(asdict(options).items()))
    key = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"{key}+{human_hash}" if human_hash else key


def _times(path: Path) -> dict[str, Any]:
    stamp = _stamp(path)
    return {"modified": stamp[1] / 1e9 if stamp else 0.0}


def _reason(error: TranslateSummarizeError) -> str:
    return " ".join(f"{error.problem}{f'; {error.hint}' if error.hint else ''}".split())
