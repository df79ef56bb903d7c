"""A batch's articles in windows: one is read, another translated and a third written, all at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic

from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.batch.article_job import JobResult, JobWriter, LoadedJob, load_job
from translate_summarize.batch.interruption import Interruption
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import Journal
from translate_summarize.batch.report import Event, Outcome, Report
from translate_summarize.batch.request import BatchOptions
from translate_summarize.batch.resume import Decision
from translate_summarize.batch.workers import Workers

WINDOW_WORDS = 6_000
"""German words translated together: enough for full mini-batches, few enough to lose little and to stay small."""

WINDOW_ARTICLES = 32

WINDOW_SKIPPED = 500
"""Skipped jobs after which a window ends, so that they are reported soon."""


@dataclass(frozen=True, slots=True)
class Window:
    """Articles that are translated together, and the jobs skipped on the way to them."""

    skipped: list[Job]
    loaded: list[LoadedJob]


class WindowRun:
    """One run over a batch's windows.

    While windows are translated, the next one is read and the previous one written, each in its own thread. An
    article is recorded after all its outputs are written, so another run can complete a batch that was killed at any
    moment. An interruption drops what is being read or translated, never what is being written or reported.

    Args:
        workers: translate the windows.
        writer: writes the outputs.
        journal: of the output folder.
        interruption: when it is requested, the run ends early.
        on_event: called after each job, in the calling thread.
    """

    def __init__(
        self,
        workers: Workers,
        writer: JobWriter,
        journal: Journal,
        interruption: Interruption,
        on_event: Callable[[Event], None],
    ) -> None:
        self._workers = workers
        self._writer = writer
        self._journal = journal
        self._interruption = interruption
        self._on_event = on_event
        self._start = monotonic()
        self._report = Report()
        self._submitted = 0
        self._in_progress: dict[int, list[LoadedJob]] = {}
        self._storing: Future[list[Event]] | None = None

    def run(self, decisions: Iterable[Decision], options: BatchOptions) -> Report:
        """Translate, brief and write every job that is to be done; a failed one is reported and the rest goes on.

        Args:
            decisions: what to do with each job (``resume.decide``).
            options: whether any language is accepted, and page furniture translated.

        Raises:
            OutputError: nothing more can be written to the output folder.
            ModelError: the model fails.
        """
        windows = _windows(takewhile(lambda _: not self._interruption.requested, decisions), options)
        with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as storer:
            try:
                self._run_windows(windows, options.keep_all, reader, storer)
            except KeyboardInterrupt:
                self._report.interrupted = True
            finally:
                # Even after an interruption: what is being written is completed, recorded and reported.
                self._report_stored()
        self._report.seconds = monotonic() - self._start
        return self._report

    def _run_windows(
        self, windows: Iterator[Window], keep_all: bool, reader: ThreadPoolExecutor, storer: ThreadPoolExecutor
    ) -> None:
        reading: Future[Window | None] | None = reader.submit(next, windows, None)
        while reading or self._in_progress:
            while reading and len(self._in_progress) < self._workers.capacity:
                with self._interruption.interruptible_section():
                    window = reading.result()
                reading = reader.submit(next, windows, None) if window else None
                if window:
                    self._submit(window, keep_all)
            if self._in_progress:
                with self._interruption.interruptible_section():
                    number, translations = self._workers.finished()
                self._report_stored()
                self._storing = storer.submit(self._store, self._in_progress.pop(number), translations)

    def _submit(self, window: Window, keep_all: bool) -> None:
        self._report_events(Event(job, Outcome.SKIPPED) for job in window.skipped)
        self._in_progress[self._submitted] = window.loaded
        self._workers.submit(self._submitted, [j.article for j in window.loaded if j.article], keep_all)
        self._submitted += 1

    def _store(self, loaded_jobs: list[LoadedJob], translations: list[TranslatedArticle]) -> list[Event]:
        """Write a window's outputs and record them; runs in the storing thread."""
        remaining = iter(translations)
        results: list[tuple[Job, JobResult]] = []
        try:
            for loaded in loaded_jobs:
                if loaded.article is None:
                    result = self._writer.fail(loaded.job, loaded.problem)
                else:
                    result = self._writer.write(loaded, next(remaining))
                results.append((loaded.job, result))
        finally:
            self._journal.record((job.key, result.entry) for job, result in results)
        return [result.event for _, result in results]

    def _report_stored(self) -> None:
        """Wait for the window that is being stored, and report its jobs once."""
        storing, self._storing = self._storing, None
        if storing is not None:
            self._report_events(storing.result())

    def _report_events(self, events: Iterable[Event]) -> None:
        for event in events:
            self._report.add(event)
            self._report.seconds = monotonic() - self._start
            self._on_event(event)


def _windows(decisions: Iterable[Decision], options: BatchOptions) -> Iterator[Window]:
    """Skipped jobs and loaded articles, in windows of bounded size."""
    skipped: list[Job] = []
    loaded: list[LoadedJob] = []
    words = 0
    for decision in decisions:
        if decision.do:
            loaded.append(load_job(decision.job, options))
            article = loaded[-1].article
            words += article.word_count if article else 0
        else:
            skipped.append(decision.job)
        if words >= WINDOW_WORDS or len(loaded) >= WINDOW_ARTICLES or len(skipped) >= WINDOW_SKIPPED:
            yield Window(skipped, loaded)
            skipped, loaded, words = [], [], 0
    if skipped or loaded:
        yield Window(skipped, loaded)
