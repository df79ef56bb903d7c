"""The command ``translate``."""

from __future__ import annotations

from translate_summarize.cli.options import (
    Beam,
    Bilingual,
    Debug,
    EngineOption,
    FileArgument,
    Force,
    Format,
    KeepAll,
    Memory,
    Model,
    ModelsFile,
    Offline,
    Output,
    Quiet,
    Threads,
)
from translate_summarize.cli.output import check_output, choose_format, write_result
from translate_summarize.pipeline import open_translator, read_german

EPILOG = (
    "[bold]Examples[/bold]\n\ntranslate-summarize translate article.txt\n\n"
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
    from translate_summarize.cli.notes import Console
    from translate_summarize.formats import WRITABLE
    from translate_summarize.summary.summarize import summarize
    from translate_summarize.writing.document import Document

    console = Console(quiet)
    output = None if str(output) == "-" else output
    name = choose_format(format, output)
    check_output(output, file)
    article = read_german(file, force)
    translated = open_translator(model, engine, beam, threads, models_file, offline, console, memory).translate(
        article, keep_all=keep_all
    )
    brief = summarize(translated) if WRITABLE[name].carries_brief else None
    write_result(WRITABLE[name].render(Document(translated, brief, bilingual=bilingual)), output)
    console.note_translation(translated)
