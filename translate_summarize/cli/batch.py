"""The command ``batch``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate_summarize.cli.notes import Console, printable
from translate_summarize.cli.options import (
    Beam,
    Bilingual,
    Debug,
    EngineOption,
    KeepAll,
    Memory,
    Model,
    ModelsFile,
    Offline,
    Quiet,
    Sentences,
    Threads,
    Words,
)
from translate_summarize.cli.pull_display import pull_progress
from translate_summarize.errors import ExitCode, Interrupted, UsageError
from translate_summarize.formats import writer_for
from translate_summarize.pipeline import TranslatorOptions, open_translator

if TYPE_CHECKING:
    from translate_summarize.batch.report import Report
    from translate_summarize.batch.request import BatchRequest
    from translate_summarize.batch.workers import Workers
    from translate_summarize.translation.translator import Translator


EPILOG = (
    "[bold]Examples[/bold]\n\ntranslate-summarize batch press/ --out english/\n\n"
    "translate-summarize batch a.txt b.md --out english/ --format html --format json\n\n"
    "translate-summarize batch archive/ --out english/ --pattern '2026-*' --words 80\n\n"
    "find archive -name '*.txt' | translate-summarize batch --from-list - --out english/ --log english.jsonl"
)


def batch(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The output folder.")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files, and folders to search recursively.")
    ] = None,
    from_list: Annotated[
        str | None,
        typer.Option(
            "--from-list", metavar="FILE", help="Read more paths from FILE, one per line; - is standard input."
        ),
    ] = None,
    pattern: Annotated[str, typer.Option("--pattern", help="Only files whose names match, such as '2026-*'.")] = "",
    format: Annotated[  # noqa: A002 - the option's name
        list[str] | None,
        typer.Option(
            "--format", "-f", help="text (default), markdown, json or html; may be repeated.", metavar="FORMAT"
        ),
    ] = None,
    sentences: Sentences = 3,
    words: Words = None,
    bilingual: Bilingual = False,
    keep_all: KeepAll = False,
    force: Annotated[bool, typer.Option("--force", help="Redo files that are done and unchanged.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Process only files that failed before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be done and why, and do nothing.")
    ] = False,
    any_language: Annotated[bool, typer.Option("--any-language", help="Accept files that do not look German.")] = False,
    digest: Annotated[
        bool, typer.Option("--digest/--no-digest", help="Write digest.md and digest.html: all briefs on one page.")
    ] = True,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running, and process files as they are added or changed.")
    ] = False,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="JSONL", help="Append one JSON object per event to this file.")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="WHERE", help="local, or ray for a Ray cluster (needs the extra \\[ray]).")
    ] = "local",
    ray_address: Annotated[
        str | None,
        typer.Option(
            "--ray-address", metavar="HOST:PORT", help="Head of the cluster; default: RAY_ADDRESS, or this machine."
        ),
    ] = None,
    memory: Memory = True,
    model: Model = "auto",
    engine: EngineOption = "ctranslate2",
    beam: Beam = 4,
    threads: Threads = None,
    models_file: ModelsFile = None,
    offline: Offline = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Translate and brief every article in files and folders.

    Each input NAME produces NAME.en.txt (the translation) and NAME.brief.txt (the brief) below the output folder, or
    files with the suffixes of the requested formats. If a batch is killed, the same command resumes where it stopped;
    a second run processes only what is new or changed.
    """
    from translate_summarize.batch.request import BatchOptions, BatchRequest

    options = TranslatorOptions(model, engine, beam, threads, models_file, offline, memory)
    formats = tuple(dict.fromkeys(writer_for(name).name for name in format or ["text"]))
    request = BatchRequest(
        paths=tuple(paths or ()),
        from_list=from_list,
        out=out,
        pattern=pattern,
        options=BatchOptions(formats, sentences, words, keep_all, bilingual, any_language),
        force=force,
        retry_failed=retry_failed,
        digest=digest,
        log=log,
        leave_failed=watch,
        may_be_empty=watch,
    )
    make_workers = _choose_workers(on, ray_address, options)
    make_translator = cache(lambda: open_translator(options, Console(quiet).note, pull_progress(quiet)))
    if dry_run:
        _print_decisions(request, make_translator())
    else:
        _run(request, make_translator, make_workers, watch=watch, quiet=quiet)


def _choose_workers(on: str, ray_address: str | None, options: TranslatorOptions) -> Callable[[Translator], Workers]:
    """What makes the workers that ``--on`` names, given this machine's translator.

    Raises:
        UsageError: there are no such workers, or ``--ray-address`` has no effect.
    """
    if on not in ("local", "ray"):
        raise UsageError(f"--on {on}", "unknown", "choose local or ray")
    if ray_address and on != "ray":
        raise UsageError("--ray-address", "has no effect without --on ray", "add --on ray")
    if on == "local":
        from translate_summarize.batch.workers import LocalWorkers

        return LocalWorkers
    from translate_summarize.batch.ray_workers import RayWorkers

    return lambda translator: RayWorkers(translator, options, ray_address)


def _print_decisions(request: BatchRequest, translator: Translator) -> None:
    """Print one line per file, tab-separated: do or skip, the reason, the path."""
    from translate_summarize.batch.runner import dry_run

    for decision in dry_run(request, translator):
        print(f"{'do' if decision.do else 'skip'}\t{decision.reason}\t{printable(str(decision.job.path))}")


def _run(
    request: BatchRequest,
    make_translator: Callable[[], Translator],
    make_workers: Callable[[Translator], Workers],
    *,
    watch: bool,
    quiet: bool,
) -> None:
    """Run a batch once, or again after each change of its inputs.

    Raises:
        Interrupted: the user pressed Ctrl-C.
        typer.Exit: some files failed.
    """
    from translate_summarize.batch.runner import run_batch, watch_batch
    from translate_summarize.cli.batch_display import BatchConsole

    def run_once() -> Report:
        return run_batch(
            request, make_translator, lambda total: BatchConsole(total, quiet, show_skipped=not watch), make_workers
        )

    try:
        report = watch_batch(request, run_once) if watch else run_once()
    except KeyboardInterrupt:
        raise Interrupted("batch", "interrupted", "run the same command again to resume") from None
    if report.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
