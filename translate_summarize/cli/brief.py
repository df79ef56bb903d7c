"""The command ``brief``."""

from __future__ import annotations

from typing import Annotated

import typer

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
    Ratio,
    Sentences,
    Threads,
    Words,
)
from translate_summarize.cli.output import check_output, choose_format, file_or_stdout, write_result
from translate_summarize.cli.pull_display import pull_progress
from translate_summarize.errors import UsageError
from translate_summarize.pipeline import BriefOptions, TranslatorOptions, open_translator, read, render_brief
from translate_summarize.pipeline import brief as brief_article

EPILOG = (
    "[bold]Examples[/bold]\n\ntranslate-summarize brief article.txt\n\n"
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
        bool, typer.Option("--fast", help="Choose sentences in German and translate only those: several times faster.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="List below the brief why each sentence was chosen or not.")
    ] = False,
    with_translation: Annotated[
        bool, typer.Option("--with-translation", help="Print the full translation below the brief.")
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
    console = Console(quiet)
    output = file_or_stdout(output)
    format_name = choose_format(format, output)
    length = BriefOptions(sentences, words, ratio, explain)
    if fast and with_translation:
        raise UsageError("--fast", "translates only what it chooses", "leave out --fast or --with-translation")
    check_output(output, file)
    options = TranslatorOptions(model, engine, beam, threads, models_file, offline, memory)
    article = read(file, any_language=force)
    translator = open_translator(options, console.note, pull_progress(quiet))
    result = brief_article(translator, article, length, fast=fast, keep_all=keep_all)
    text = render_brief(result, format_name, with_translation=with_translation, bilingual=bilingual, points=points)
    write_result(text, output)
    console.note_translation(result.partial, marks=with_translation)
