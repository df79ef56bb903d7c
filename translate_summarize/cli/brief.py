"""The command ``brief``."""

from __future__ import annotations

from typing import Annotated

import typer

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
from translate_summarize.cli.output import check_output, choose_format, write_result
from translate_summarize.errors import UsageError
from translate_summarize.pipeline import open_translator, read_german

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
    from translate_summarize.cli.notes import Console
    from translate_summarize.formats import WRITABLE
    from translate_summarize.summary.fast import brief_before_translation
    from translate_summarize.summary.summarize import check_length, summarize
    from translate_summarize.writing.document import Document

    console = Console(quiet)
    output = None if str(output) == "-" else output
    name = choose_format(format, output)
    check_length(sentences, words, ratio)
    if fast and with_translation:
        raise UsageError("--fast", "translates only what it chooses", "leave out --fast or --with-translation")
    check_output(output, file)
    article = read_german(file, force)
    translator = open_translator(model, engine, beam, threads, models_file, offline, console, memory)
    if fast:
        made = brief_before_translation(article, translator, sentences, words, ratio=ratio, explain=explain)
        translated, done, told = made.translated, made.partial, made.brief
    else:
        translated = done = translator.translate(article, keep_all=keep_all)
        told = summarize(translated, sentences, words, ratio=ratio, explain=explain)
    document = Document(translated, told, with_translation=with_translation, bilingual=bilingual, points=points)
    write_result(WRITABLE[name].render(document), output)
    console.note_translation(done, marks=with_translation)
