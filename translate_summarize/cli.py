"""The command line: parse, call, print, exit code; no logic."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate_summarize import __version__
from translate_summarize.errors import ExitCode, Interrupted, OutputError, TranslateSummarizeError, UsageError

if TYPE_CHECKING:
    from translate_summarize.article import Article
    from translate_summarize.console import Console
    from translate_summarize.memory import TranslationMemory
    from translate_summarize.translator import Translator

PROGRAM = "translate-summarize"
INTERNAL_ERROR = 70

EXIT_CODES = (
    "[bold]Exit codes[/bold]: 0 all well; 1 some files of a batch failed; 2 usage; 3 input unreadable, empty, binary "
    "or not German; 4 model missing, damaged or not MarianMT; 5 output cannot be written; 70 a bug in this program; "
    "130 interrupted."
)

app = typer.Typer(
    name=PROGRAM,
    help="German article files into faithful English and one-paragraph English briefs, offline."
    + "\n\n[bold]Start with[/bold] translate-summarize brief article.txt\n\n"
    + EXIT_CODES,
    rich_markup_mode="rich",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="List, fetch, check and remove models.", rich_markup_mode="rich", no_args_is_help=True)
app.add_typer(models_app, name="models")
memory_app = typer.Typer(
    help="The translation memory: what it holds, and exchange with translators' tools (TMX 1.4b).",
    rich_markup_mode="rich",
    no_args_is_help=True,
)
app.add_typer(memory_app, name="memory")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _debug(wanted: bool) -> None:
    if wanted:
        os.environ["TRANSLATE_SUMMARIZE_DEBUG"] = "1"


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="German article (.txt, .md, .html), or - for standard input.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write here; - is standard output.")]
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="text, markdown, json or html; guessed from OUT's suffix.", metavar="FORMAT"),
]
Bilingual = Annotated[bool, typer.Option("--bilingual", help="Put the German beside the English.")]
KeepAll = Annotated[bool, typer.Option("--keep-all", help="Translate page furniture (comment forms, teasers) too.")]
Sentences = Annotated[int, typer.Option("--sentences", min=1, help="Sentences of the brief.")]
Words = Annotated[int | None, typer.Option("--words", min=1, help="Words of the brief at most; wins over --sentences.")]
Ratio = Annotated[
    float | None,
    typer.Option("--ratio", help="Words of the brief at most, as a share of the article's, such as 0.1."),
]
Model = Annotated[
    str,
    typer.Option("--model", "-m", help="auto, a name from `models list`, a folder, or a hub id of a MarianMT model."),
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="ctranslate2, or transformers (needs the extra \\[torch]).")
]
Beam = Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is fastest.")]
Threads = Annotated[int | None, typer.Option("--threads", min=1, help="Processor cores; default: all it may use.")]
ModelsFile = Annotated[
    Path | None,
    typer.Option("--models-file", envvar="TRANSLATE_SUMMARIZE_MODELS", help="Your own models.txt.", metavar="TXT"),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never use the network.")]
Memory = Annotated[
    bool, typer.Option("--memory/--no-memory", help="Use the translation memory: no sentence is translated twice.")
]
Force = Annotated[bool, typer.Option("--force", help="Go on when the text does not look German.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Debug = Annotated[bool, typer.Option("--debug", callback=_debug, is_eager=True, help="Show a traceback with an error.")]


@app.command(
    epilog="[bold]Examples[/bold]\n\ntranslate-summarize translate article.txt\n\n"
    "translate-summarize translate article.txt --bilingual -o article.html\n\n"
    "cat article.txt | translate-summarize translate - --format json"
)
def translate(
    file: FileArgument,
    output: Output = None,
    format: Format = None,  # noqa: A002 - the option's name
    bilingual: Bilingual = False,
    keep_all: KeepAll = False,
    model: Model = "auto",
    engine: EngineOption = "ctranslate2",
    beam: Beam = 4,
    threads: Threads = None,
    models_file: ModelsFile = None,
    offline: Offline = False,
    force: Force = False,
    memory: Memory = True,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Translate an article into English, its structure kept."""
    from translate_summarize.briefing import summarize
    from translate_summarize.console import Console
    from translate_summarize.writing import CARRY_BRIEF, render
    from translate_summarize.writing.document import Document

    console = Console(quiet)
    output = None if str(output) == "-" else output
    name = _format_name(format, output)
    _check_output(output, file)
    article = _read(file, force)
    translated = _translator(model, engine, beam, threads, models_file, offline, console, memory).translate(
        article, keep_all=keep_all
    )
    brief = summarize(translated) if name in CARRY_BRIEF else None
    _write(render(Document(translated, brief, bilingual=bilingual), name), output)
    console.note_translation(translated)


@app.command(
    epilog="[bold]Examples[/bold]\n\ntranslate-summarize brief article.txt\n\n"
    "translate-summarize brief article.txt --words 60 --format markdown\n\n"
    "translate-summarize brief article.txt --points --fast\n\n"
    "translate-summarize brief article.txt --explain -o why.html\n\n"
    "translate-summarize brief article.md --with-translation -o article.html"
)
def brief(
    file: FileArgument,
    output: Output = None,
    format: Format = None,  # noqa: A002 - the option's name
    sentences: Sentences = 3,
    words: Words = None,
    ratio: Ratio = None,
    points: Annotated[bool, typer.Option("--points", help="Bullet points instead of a paragraph.")] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Choose in German and translate only what is chosen: several times faster.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say below the brief why each sentence was chosen or not.")
    ] = False,
    with_translation: Annotated[
        bool, typer.Option("--with-translation", help="Print the whole translation below the brief.")
    ] = False,
    bilingual: Bilingual = False,
    keep_all: KeepAll = False,
    model: Model = "auto",
    engine: EngineOption = "ctranslate2",
    beam: Beam = 4,
    threads: Threads = None,
    models_file: ModelsFile = None,
    offline: Offline = False,
    force: Force = False,
    memory: Memory = True,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Brief an article: its key sentences as one English paragraph."""
    from translate_summarize.briefing import check_length, summarize
    from translate_summarize.console import Console
    from translate_summarize.fast_brief import brief_fast
    from translate_summarize.writing import render
    from translate_summarize.writing.document import Document

    console = Console(quiet)
    output = None if str(output) == "-" else output
    name = _format_name(format, output)
    check_length(sentences, words, ratio)
    if fast and with_translation:
        raise UsageError("--fast", "translates only what it chooses", "leave out --fast or --with-translation")
    _check_output(output, file)
    article = _read(file, force)
    translator = _translator(model, engine, beam, threads, models_file, offline, console, memory)
    if fast:
        made = brief_fast(article, translator, sentences, words, ratio=ratio, explain=explain)
        translated, done, told = made.translated, made.done, made.brief
    else:
        translated = done = translator.translate(article, keep_all=keep_all)
        told = summarize(translated, sentences, words, ratio=ratio, explain=explain)
    document = Document(translated, told, with_translation=with_translation, bilingual=bilingual, points=points)
    _write(render(document, name), output)
    console.note_translation(done, marks=with_translation)


@app.command(
    epilog="[bold]Examples[/bold]\n\ntranslate-summarize batch press/ --out english/\n\n"
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
    from translate_summarize.batch import command
    from translate_summarize.batch.report import BatchOptions, Report
    from translate_summarize.batch.workers import LocalWorkers, Workers
    from translate_summarize.console import BatchConsole, Console, printable

    if on not in ("local", "ray"):
        raise UsageError(f"--on {on}", "unknown", "choose local or ray")
    if ray_address and on != "ray":
        raise UsageError("--ray-address", "is of no use here", "add --on ray")
    console = Console(quiet)
    formats = tuple(dict.fromkeys(_known_format(f) for f in format or ["text"]))
    order = command.Order(
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
        return _translator(model, engine, beam, threads, models_file, offline, console, memory)

    def workers(translator: Translator) -> Workers:
        if on == "local":
            return LocalWorkers(translator)
        from translate_summarize.batch.ray_workers import RayWorkers, recipe

        return RayWorkers(translator, recipe(translator, model, engine, threads, models_file, offline), ray_address)

    def perform() -> Report:
        return command.perform(order, translator, lambda total: BatchConsole(total, quiet, skips=not watch), workers)

    if dry_run:
        for decision in command.rehearse(order, translator()):
            print(f"{'do' if decision.do else 'skip'}\t{decision.why}\t{printable(str(decision.job.path))}")
        return
    try:
        if watch:
            command.keep_watching(order, perform)
        report = perform()
    except KeyboardInterrupt:
        raise Interrupted("batch", "interrupted", "run the same command again to go on where it stopped") from None
    if report.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


@models_app.command("list")
def models_list(models_file: ModelsFile = None, debug: Debug = False) -> None:
    """The models of the catalogue, and which are on this machine."""
    from translate_summarize.models.catalogue import read_catalogue
    from translate_summarize.models.sizes import size_text
    from translate_summarize.models.store import PACKAGE_PREFIX, installed

    rows = [("NAME", "STATE", "SIZE", "LICENCE", "SOURCE", "FOR")]
    for entry in read_catalogue(models_file):
        packaged = entry.source.startswith(PACKAGE_PREFIX)
        state = "in the package" if packaged else "pulled" if installed(entry.source, entry.revision) else "not pulled"
        rows.append((entry.name, state, size_text(entry.size), entry.licence, entry.source, entry.purpose))
    widths = [max(len(row[i]) for row in rows) for i in range(5)] + [0]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@models_app.command("pull")
def models_pull(
    name: Annotated[str, typer.Argument(help="A name from `models list`, or a hub id.")],
    models_file: ModelsFile = None,
    offline: Offline = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Fetch a model from the hub, check it, and print its folder."""
    from translate_summarize.console import Console
    from translate_summarize.models.hub import is_offline
    from translate_summarize.models.progress import ConsoleProgress
    from translate_summarize.models.selection import named_entry, open_entry, silent

    checkpoint = open_entry(
        named_entry(name, models_file),
        offline=offline or is_offline(),
        notify=Console(quiet).note,
        progress=silent if quiet else ConsoleProgress,
    )
    print(checkpoint.folder)


@models_app.command("verify")
def models_verify(
    name: Annotated[str | None, typer.Argument(help="A name from `models list`; default: all on this machine.")] = None,
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Check the size and SHA-256 of every file of a model."""
    from translate_summarize.models.selection import verify_models

    for checked, files in verify_models(name, models_file):
        print(f"{checked}: ok ({files} files)")


@models_app.command("path")
def models_path(
    name: Annotated[str, typer.Argument(help="A name from `models list`.")],
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Print the folder of a model."""
    from translate_summarize.models.selection import model_folder

    print(model_folder(name, models_file))


@models_app.command("remove")
def models_remove(
    name: Annotated[str, typer.Argument(help="A name from `models list`, or a hub id.")],
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Delete a pulled model from this machine."""
    from translate_summarize.models.selection import remove_model

    print(f"{name}: removed, {remove_model(name, models_file) / 1e6:.0f} MB freed")


@memory_app.command("stats")
def memory_stats(debug: Debug = False) -> None:
    """How many sentences the memory holds, and how large it is."""
    with _memory() as memory:
        stats = memory.stats()
    print(f"sentences  {stats.entries}\nhuman      {stats.human}\nsettings   {stats.settings}")
    print(f"size       {stats.bytes_on_disk / 1e6:.1f} MB")


@memory_app.command("clear")
def memory_clear(debug: Debug = False) -> None:
    """Forget everything, human translations too."""
    with _memory() as memory:
        print(f"{memory.clear()} sentences forgotten")


@memory_app.command("path")
def memory_path(debug: Debug = False) -> None:
    """Print where the memory lies."""
    with _memory() as memory:
        print(memory.path)


@memory_app.command("export")
def memory_export(
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="Where to write; replaced whole.")],
    debug: Debug = False,
) -> None:
    """Write the memory as TMX."""
    from translate_summarize.tmx import export_tmx

    with _memory() as memory:
        print(f"{export_tmx(memory, file)} units written to {file}")


@memory_app.command("import")
def memory_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="German-English TMX of any version.")],
    debug: Debug = False,
) -> None:
    """Take human translations from a TMX file; they win over the machine's."""
    from translate_summarize.tmx import import_tmx

    with _memory() as memory:
        taken = import_tmx(file, memory)
    print(f"{taken.imported} units imported, {taken.skipped} left out for want of German or English")


def _memory() -> TranslationMemory:
    from translate_summarize.memory import TranslationMemory
    from translate_summarize.models.store import cache_folder

    return TranslationMemory(cache_folder() / "memory.sqlite")


def _read(file: str, force: bool) -> Article:
    from translate_summarize.reading import read_article
    from translate_summarize.reading.language import require_german

    article = read_article(file)
    if not force:
        require_german(article)
    return article


def _translator(
    model: str,
    engine: str,
    beam: int,
    threads: int | None,
    models_file: Path | None,
    offline: bool,
    console: Console,
    memory: bool,
) -> Translator:
    from translate_summarize.models.progress import ConsoleProgress
    from translate_summarize.models.selection import silent
    from translate_summarize.translator import Translator

    return Translator(
        model,
        engine,
        beam,
        threads,
        catalogue=models_file,
        offline=offline,
        notify=console.note,
        progress=silent if console.quiet else ConsoleProgress,
        memory=_memory() if memory else None,
    )


_NO_TEXT_SUFFIXES = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"})


def _format_name(format_name: str | None, output: Path | None) -> str:
    from translate_summarize.writing import format_of_suffix

    if format_name is not None:
        return _known_format(format_name)
    guessed = format_of_suffix(output) if output is not None else None
    if output is not None and output.suffix.lower() in _NO_TEXT_SUFFIXES:
        raise UsageError(output, "is named like a format that is not written here", "choose .txt, .md, .json or .html")
    return guessed or "text"


def _known_format(name: str) -> str:
    from translate_summarize.writing import FORMATS

    if name not in FORMATS:
        raise UsageError(f"--format {name}", "unknown", f"choose one of {', '.join(FORMATS)}")
    return name


def _check_output(output: Path | None, file: str) -> None:
    """What can be known before the work of translating should be said before it."""
    if output is None:
        return
    if output.is_dir():
        raise OutputError(output, "is a folder", "give a file name")
    if file != "-" and output.exists() and Path(file).exists() and output.samefile(file):
        raise UsageError(output, "is the input itself", "give another --output")


def _write(text: str, output: Path | None) -> None:
    if output is not None:
        from translate_summarize.writing.files import write_atomically

        write_atomically(output, text)
        return
    if sys.stdout is None:  # as after ">&-"
        raise OutputError("standard output", "is closed", "give --output")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _abandon_stdout()
        raise OutputError(
            "standard output", f"cannot be written ({error.strerror})", "free space or write elsewhere"
        ) from error


def _abandon_stdout() -> None:
    """Keep the interpreter from flushing, and complaining, once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code (see ``errors.ExitCode``).

    Args:
        arguments: without the program's name; None means those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        # Results are UTF-8 whatever the locale; a file name that is not must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result: Any = app(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        if result == ExitCode.INTERRUPTED:  # newer typers catch the interrupt themselves
            return _fail("interrupted", ExitCode.INTERRUPTED)
        return result if isinstance(result, int) else ExitCode.OK
    except TranslateSummarizeError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        _abandon_stdout()  # the reader has had enough, as in `... | head`
        return ExitCode.OK
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's usage errors
            message = error.format_message().rstrip(".")
            # Without arguments typer has printed the help; there is nothing to add.
            return _fail(f"{message}. See `{PROGRAM} --help`.", ExitCode.USAGE) if message else ExitCode.USAGE
        return _fail(
            f"internal error ({type(error).__name__}: {error}); please report it with what --debug prints",
            INTERNAL_ERROR,
        )


def _fail(message: str, code: int) -> int:
    if os.environ.get("TRANSLATE_SUMMARIZE_DEBUG"):
        import traceback

        traceback.print_exc()
    print(f"{PROGRAM}: error: {' '.join(message.split())}", file=sys.stderr)
    return code


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run())
