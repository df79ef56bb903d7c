"""The command ``translate``."""

from __future__ import annotations

from translate_summarize.cli.notes import Console
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
from translate_summarize.cli.output import check_output, choose_format, file_or_stdout, write_result
from translate_summarize.cli.pull_display import pull_progress
from translate_summarize.pipeline import TranslatorOptions, open_translator, read, render_translation
from translate_summarize.pipeline import translate as translate_article

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
    """Translate an article into English, keeping its structure."""
    console = Console(quiet)
    output = file_or_stdout(output)
    format_name = choose_format(format, output)
    check_output(output, file)
    options = TranslatorOptions(model, engine, beam, threads, models_file, offline, memory)
    article = read(file, any_language=force)
    translator = open_translator(options, console.note, pull_progress(quiet))
    translated = translate_article(translator, article, keep_all=keep_all)
    write_result(render_translation(translated, format_name, bilingual=bilingual), output)
    console.note_translation(translated)
