"""Runs a batch from request to digest: finds and names the jobs, locks the folder, translates, logs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from translate_summarize.batch.article_job import JobWriter, settings_key
from translate_summarize.batch.digest import write_digest
from translate_summarize.batch.event_log import EventLog
from translate_summarize.batch.folder_lock import lock_folder, remove_leftovers
from translate_summarize.batch.interruption import interruptible
from translate_summarize.batch.jobs import Job, find_jobs, name_jobs
from translate_summarize.batch.journal import Journal
from translate_summarize.batch.report import BatchDisplay, Event, Report
from translate_summarize.batch.request import BatchRequest
from translate_summarize.batch.resume import Decision, decide
from translate_summarize.batch.windows import WindowRun
from translate_summarize.batch.workers import LocalWorkers, Workers
from translate_summarize.errors import InputError, OutputError, UsageError
from translate_summarize.translation.translator import Translator


def dry_run(request: BatchRequest, translator: Translator) -> Iterator[Decision]:
    """Yield what a batch would do with each job, and why; writes nothing.

    Raises:
        InputError: there is no job, or the list of paths cannot be read.
        UsageError: the request names no input, or the output folder is an input.
    """
    jobs = _find_jobs(request)
    with Journal(request.out, read_only=True) as journal:
        yield from decide(name_jobs(jobs, journal.names()), journal, _settings(request, translator), request)


def run_batch(
    request: BatchRequest,
    make_translator: Callable[[], Translator],
    make_display: Callable[[int], BatchDisplay],
    make_workers: Callable[[Translator], Workers] = LocalWorkers,
) -> Report:
    """Run a batch; an interruption ends it once everything that is finished has been reported.

    Args:
        request: what to do.
        make_translator: called once the output folder is held.
        make_display: called with the number of jobs.
        make_workers: called with the translator; what it makes translates the articles.

    Raises:
        InputError: there is no job, or the list of paths cannot be read.
        OutputError: the output folder is in use, or cannot be written.
        ModelError: the model is missing or fails.
        UsageError: the request names no input, or the output folder is an input.
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    jobs = _find_jobs(request)
    if request.out.exists() and not request.out.is_dir():
        raise OutputError(request.out, "is not a folder", "choose another --out")
    with lock_folder(request.out):
        remove_leftovers(request.out)
        translator = make_translator()
        with Journal(request.out) as journal, EventLog(request.log) as log, make_workers(translator) as workers:
            named = name_jobs(jobs, journal.names())
            return _run_named(request, named, translator, journal, log, workers, make_display(len(named)))


def watch_batch(request: BatchRequest, run_once: Callable[[], Report]) -> NoReturn:
    """Run a batch at once, and again after each change of its inputs, until interrupted.

    Raises:
        UsageError: there is nothing to watch.
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    from translate_summarize.batch.watch import watch

    missing = [p for p in request.paths if not p.exists()]
    if missing or not request.paths or request.from_list:
        subject = missing[0] if missing else "--watch"
        raise UsageError(subject, "needs existing files or folders", "give a folder to watch")
    with interruptible(everywhere=True):
        for _ in watch(request.paths, request.out, run_once):
            pass
    raise KeyboardInterrupt


def _run_named(
    request: BatchRequest,
    jobs: list[Job],
    translator: Translator,
    journal: Journal,
    log: EventLog,
    workers: Workers,
    display: BatchDisplay,
) -> Report:
    settings = _settings(request, translator)

    def on_event(event: Event) -> None:
        display.show(event)
        log.write(event)

    with interruptible() as interruption:
        with display:
            writer = JobWriter(request.out, request.options, settings)
            run = WindowRun(workers, writer, journal, interruption, on_event)
            report = run.run(decide(jobs, journal, settings, request), request.options)
            if request.digest:
                # An interruption leaves out the digest; the report says that the batch was interrupted.
                with suppress(KeyboardInterrupt), interruption.interruptible_section():
                    write_digest(request.out, jobs, journal, str(translator.signature))
        translator.tidy_memory()
        report.interrupted = interruption.requested
        log.end(report)
        display.conclude(report)
    return report


def _settings(request: BatchRequest, translator: Translator) -> str:
    return settings_key(translator.signature, request.options, translator.human_hash)


def _find_jobs(request: BatchRequest) -> list[Job]:
    """The jobs of a request, not named yet.

    Raises:
        InputError: there is none, or the list of paths cannot be read.
        UsageError: the request names no input, or the output folder is an input.
    """
    if not request.paths and not request.from_list:
        raise UsageError("batch", "no input given", "give files or folders, or --from-list FILE")
    if any(p.is_dir() and p.resolve() == request.out.resolve() for p in request.paths):
        raise UsageError(
            request.out, "is an input folder, so its outputs would be read as articles", "choose another --out"
        )
    paths = [*request.paths, *(_read_list(request.from_list) if request.from_list else ())]
    jobs = find_jobs(paths, request.out, request.pattern)
    if not jobs and not request.may_be_empty:
        raise InputError(
            paths[0] if paths else request.from_list,
            "no article found",
            "give files, or folders with .txt, .md or .html files, or --from-list",
        )
    return jobs


def _read_list(path: str) -> list[Path]:
    """Paths from a file or from standard input ("-"), one per line; file names are bytes, so lines are too."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "check the path of --from-list") from error
    return [Path(os.fsdecode(line)) for line in data.splitlines() if line.strip()]
