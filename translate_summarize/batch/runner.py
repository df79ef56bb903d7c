"""A whole batch as ordered: find and name the jobs, hold the folder, run, log, and make the digest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NoReturn

from translate_summarize.batch.article_job import settings_key
from translate_summarize.batch.digest import write_digest
from translate_summarize.batch.event_log import EventLog
from translate_summarize.batch.folder_lock import lock_folder, remove_leftovers
from translate_summarize.batch.interruption import interruptible
from translate_summarize.batch.jobs import Job, find_jobs, name_jobs
from translate_summarize.batch.journal import Journal
from translate_summarize.batch.report import BatchDisplay, Event, Report
from translate_summarize.batch.request import BatchRequest
from translate_summarize.batch.resume import Decision, decide
from translate_summarize.batch.windows import run
from translate_summarize.batch.workers import LocalWorkers, Workers
from translate_summarize.errors import InputError, OutputError, UsageError
from translate_summarize.translation.translator import Translator


def dry_run(order: BatchRequest, translator: Translator) -> Iterator[Decision]:
    """What would be done with each job, and why; writes nothing.

    Raises:
        InputError: there is no job.
    """
    jobs = _jobs(order)
    settings = settings_key(translator.signature, order.options, translator.human_hash)
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(order.out, read_only=True))
        named = name_jobs(jobs, journal.names())
        yield from decide(named, journal, settings, force=order.force, retry_failed=order.retry_failed)


def run_batch(
    order: BatchRequest,
    make_translator: Callable[[], Translator],
    show: Callable[[int], BatchDisplay],
    make_workers: Callable[[Translator], Workers] = LocalWorkers,
) -> Report:
    """Do a batch as ordered; an interrupt ends it once all that is finished has been told.

    Args:
        order: see ``Order``.
        make_translator: called once the output folder is held.
        show: makes the display for a number of jobs.
        make_workers: who translates.

    Raises:
        InputError: there is no job, or the list of paths cannot be read.
        OutputError: the output folder is in use, or cannot be written.
        ModelError: the model is missing or fails.
        KeyboardInterrupt: the user has had enough.
    """
    jobs = _jobs(order)
    if order.out.exists() and not order.out.is_dir():
        raise OutputError(order.out, "is not a folder", "choose another --out")
    with lock_folder(order.out):
        remove_leftovers(order.out)
        translator = make_translator()
        with Journal(order.out) as journal, EventLog(order.log) as log, make_workers(translator) as workers:
            named = name_jobs(jobs, journal.names())
            display = show(len(named))
            with interruptible() as interruption:
                with display:

                    def tell(event: Event) -> None:
                        display.show(event)
                        log.write(event)

                    report = run(
                        named,
                        order.out,
                        journal,
                        workers,
                        order.options,
                        settings_key(translator.signature, order.options, translator.human_hash),
                        interruption,
                        force=order.force,
                        retry_failed=order.retry_failed,
                        leave_failed=order.leave_failed,
                        on_event=tell,
                    )
                    if order.digest:
                        with suppress(KeyboardInterrupt), interruption.welcome():
                            write_digest(order.out, named, journal, str(translator.signature))
                translator.tidy_memory()
                report.interrupted = interruption.wished
                log.end(report)
                display.conclude(report)
    return report


def watch_batch(order: BatchRequest, perform: Callable[[], Report]) -> NoReturn:
    """Perform the order at once and again after each change of its inputs, until interrupted.

    Raises:
        UsageError: there is nothing to watch.
        KeyboardInterrupt: the user has had enough.
    """
    from translate_summarize.batch.watch import watch

    missing = [p for p in order.paths if not p.exists()]
    if missing or not order.paths or order.from_list:
        raise UsageError(
            missing[0] if missing else "--watch", "needs files or folders that are there", "give a folder to watch"
        )
    with interruptible(everywhere=True):
        for _ in watch(order.paths, order.out, perform):
            pass
    raise KeyboardInterrupt


def _jobs(order: BatchRequest) -> list[Job]:
    if not order.paths and not order.from_list:
        raise UsageError("batch", "nothing to work on", "give files or folders, or --from-list FILE")
    if any(p.is_dir() and p.resolve() == order.out.resolve() for p in order.paths):
        raise UsageError(
            order.out, "is an input folder, and outputs would be taken for articles", "choose another --out"
        )
    paths = [*order.paths, *(_listed(order.from_list) if order.from_list else ())]
    jobs = find_jobs(paths, order.out, order.pattern)
    if not jobs and not order.may_be_empty:
        raise InputError(
            paths[0] if paths else order.from_list,
            "no article found",
            "give files, or folders with .txt, .md or .html files, or --from-list",
        )
    return jobs


def _listed(source: str) -> list[Path]:
    """Paths, one a line; a line is bytes, as file names are."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise InputError(source, f"cannot be read ({error.strerror})", "check the path of --from-list") from error
    return [Path(os.fsdecode(line)) for line in data.splitlines() if line.strip()]
