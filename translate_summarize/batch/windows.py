"""A batch from start to end: windows of articles are read, translated together, and written, all at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from time import monotonic

from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.batch.article_job import JobResult, LoadedJob, failed, open_job, write
from translate_summarize.batch.interruption import Interruption
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import Journal
from translate_summarize.batch.report import Event, Outcome, Report
from translate_summarize.batch.request import BatchOptions
from translate_summarize.batch.resume import Decision, decide
from translate_summarize.batch.workers import Workers

WINDOW_WORDS = 6_000
"""Source words translated together: enough for full batches, few enough to lose little and to stay small."""

WINDOW_ARTICLES = 32


def run(
    jobs: Iterable[Job],
    out: Path,
    journal: Journal,
    workers: Workers,
    options: BatchOptions,
    settings: str,
    interruption: Interruption,
    *,
    force: bool = False,
    retry_failed: bool = False,
    leave_failed: bool = False,
    on_event: Callable[[Event], None] = lambda _: None,
) -> Report:
    """Translate and brief every job; a failed one is reported and the rest goes on.

    While windows of articles are translated, the next one is read and the one before is written. An article is
    recorded after all its outputs are written, so that a batch killed at any moment is ended by another run. An
    interrupt drops what is being read or translated, never what is being written or told, and the report says so.

    Args:
        jobs: with names (``plan.name_jobs``).
        out: the output folder, held by the caller (``folder_lock.hold``).
        journal: of the output folder.
        workers: who translates.
        options: what decides the outputs, beside the model.
        settings: key of both (``work.settings_key``).
        interruption: when it is wished, the run ends early.
        force: do again what is done and unchanged.
        retry_failed: do only what failed before.
        leave_failed: skip what failed before and is unchanged.
        on_event: called after each job, in the caller's thread.

    Raises:
        OutputError: nothing more can be written below ``out``.
        ModelError: the model fails.
    """
    report, start = Report(), monotonic()

    def tell(events: Iterable[Event]) -> None:
        for event in events:
            report.add(event)
            report.seconds = monotonic() - start
            on_event(event)

    decisions = decide(jobs, journal, settings, force=force, retry_failed=retry_failed, leave_failed=leave_failed)
    windows = _windows(takewhile(lambda _: not interruption.wished, decisions), options)
    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
        coming: Future[Window | None] = reader.submit(next, windows, None)
        under_way: dict[int, list[LoadedJob]] = {}
        storing: Future[list[Event]] | None = None
        try:
            numbers = count()
            more = True
            while more or under_way:
                while more and len(under_way) < workers.capacity:
                    with interruption.welcome():
                        window = coming.result()
                    if window is None:
                        more = False
                        break
                    coming = reader.submit(next, windows, None)
                    tell(Event(job, Outcome.SKIPPED) for job in window.skipped)
                    number = next(numbers)
                    under_way[number] = window.opened
                    workers.submit(number, [o.article for o in window.opened if o.article], options.keep_all)
                if under_way:
                    with interruption.welcome():
                        number, translations = workers.finished()
                    if storing is not None:
                        tell(storing.result())
                    storing = writer.submit(
                        _store, under_way.pop(number), translations, out, journal, options, settings
                    )
        except KeyboardInterrupt:
            report.interrupted = True
        finally:
            # Also after an interrupt: what is being written is written whole, recorded, and told.
            if storing is not None:
                tell(storing.result())
    report.seconds = monotonic() - start
    return report


@dataclass(frozen=True, slots=True)
class Window:
    """Articles that are translated together, and the jobs skipped on the way to them."""

    skipped: list[Job]
    opened: list[LoadedJob]


def _windows(decisions: Iterable[Decision], options: BatchOptions) -> Iterator[Window]:
    """Jobs to skip and articles to translate, in windows of bounded size."""
    skipped: list[Job] = []
    opened: list[LoadedJob] = []
    words = 0
    for decision in decisions:
        if not decision.do:
            skipped.append(decision.job)
        else:
            one = open_job(decision.job, options)
            opened.append(one)
            words += one.article.word_count if one.article else 0
        if words >= WINDOW_WORDS or len(opened) >= WINDOW_ARTICLES or len(skipped) >= 500:
            yield Window(skipped, opened)
            skipped, opened, words = [], [], 0
    if skipped or opened:
        yield Window(skipped, opened)


def _store(
    window: list[LoadedJob],
    translations: list[TranslatedArticle],
    out: Path,
    journal: Journal,
    options: BatchOptions,
    settings: str,
) -> list[Event]:
    done = iter(translations)
    finished: list[tuple[Job, JobResult]] = []
    try:
        for opened in window:
            result = (
                failed(opened, settings)
                if opened.article is None
                else write(opened, next(done), out, options, settings)
            )
            finished.append((opened.job, result))
    finally:
        journal.record((job.key, result.entry) for job, result in finished)
    return [result.event for _, result in finished]
