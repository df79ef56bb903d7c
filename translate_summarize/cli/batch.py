"""The command ``batch``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from translate_summarize.errors import ExitCode, Interrupted, UsageError
from translate_summarize.formats import writer_for
from translate_summarize.pipeline import open_translator

if TYPE_CHECKING:
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
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files, and folders searched recursively.")
    ] = None,
    from_list: Annotated[
        str | None, typer.Option("--from-list", metavar="FILE", help="More paths, one a line; - for standard input.")
    ] = None,
    pattern: Annotated[str, typer.Option("--pattern", help="Only files whose name matches, such as '2026-*'.")] = "",
    format: Annotated[  # noqa: A002 - the option's name
        list[str] | None,
        typer.Option("--format", "-f", help="text (default), markdown, json, html; may be repeated.", metavar="FORMAT"),
    ] = None,
    sentences: Sentences = 3,
    words: Words = None,
    bilingual: Bilingual = False,
    keep_all: KeepAll = False,
    force: Annotated[bool, typer.Option("--force", help="Do again what is done and unchanged.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Do only what failed before.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and why, and do nothing.")] = False,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Take files that do not look German too.")
    ] = False,
    digest: Annotated[
        bool, typer.Option("--digest/--no-digest", help="Write digest.md and digest.html: all briefs on one page.")
    ] = True,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running, and take new and changed files as they come.")
    ] = False,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="JSONL", help="Append an event a line for machines.")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="WHERE", help="local, or ray: a Ray cluster (needs the extra \\[ray]).")
    ] = "local",
    ray_address: Annotated[
        str | None,
        typer.Option("--ray-address", metavar="HOST:PORT", help="The cluster's head; default: RAY_ADDRESS, or here."),
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

    Each input NAME gives NAME.en.txt (the translation) and NAME.brief.txt (the brief) below the output folder, or
    the suffixes of the formats asked for. Killed at any moment, the same command goes on where it stopped; a second
    run does only what is new or changed.
    """
    from translate_summarize.batch import runner
    from translate_summarize.batch.report import Report
    from translate_summarize.batch.request import BatchOptions, BatchRequest
    from translate_summarize.batch.workers import LocalWorkers, Workers
    from translate_summarize.cli.batch_display import BatchConsole
    from translate_summarize.cli.notes import Console, printable

    if on not in ("local", "ray"):
        raise UsageError(f"--on {on}", "unknown", "choose local or ray")
    if ray_address and on != "ray":
        raise UsageError("--ray-address", "is of no use here", "add --on ray")
    console = Console(quiet)
    formats = tuple(dict.fromkeys(writer_for(f).name for f in format or ["text"]))
    order = BatchRequest(
        tuple(paths or ()),
        from_list,
        out,
        pattern,
        BatchOptions(formats, sentences, words, keep_all, bilingual, any_language),
        force,
        retry_failed,
        digest,
        log,
        leave_failed=watch,
        may_be_empty=watch,
    )

    @cache
    def translator() -> Translator:
        return open_translator(model, engine, beam, threads, models_file, offline, console, memory)

    def workers(translator: Translator) -> Workers:
        if on == "local":
            return LocalWorkers(translator)
        from translate_summarize.batch.ray_workers import RayWorkers
        from translate_summarize.pipeline import translator_options

        return RayWorkers(
            translator, translator_options(translator, model, engine, threads, models_file, offline), ray_address
        )

    def perform() -> Report:
        return runner.run_batch(order, translator, lambda total: BatchConsole(total, quiet, skips=not watch), workers)

    if dry_run:
        for decision in runner.dry_run(order, translator()):
            print(f"{'do' if decision.do else 'skip'}\t{decision.why}\t{printable(str(decision.job.path))}")
        return
    try:
        if watch:
            runner.watch_batch(order, perform)
        report = perform()
    except KeyboardInterrupt:
        raise Interrupted("batch", "interrupted", "run the same command again to go on where it stopped") from None
    if report.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
