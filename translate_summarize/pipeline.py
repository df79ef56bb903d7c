"""What every front end calls: open a translator, read, translate, brief, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate_summarize.article.article import Article
    from translate_summarize.cli.notes import Console
    from translate_summarize.memory.memory import TranslationMemory
    from translate_summarize.translation.translator import Translator


@dataclass(frozen=True, slots=True)
class TranslatorOptions:
    """How each node makes its translator; see ``Translator``."""

    model: str
    engine: str
    beam: int
    threads: int | None
    catalogue: Path | None
    offline: bool


def translator_options(
    translator: Translator, model: str, engine: str, threads: int | None, catalogue: Path | None, offline: bool
) -> TranslatorOptions:
    """How a node makes the same translator as this machine did from these arguments."""
    from translate_summarize.models.catalogue import find, read_catalogue
    from translate_summarize.models.selection import AUTO

    signature = translator.signature
    if model == AUTO:
        model = signature.model  # what a node would choose may differ
    elif find(read_catalogue(catalogue), model) is None and Path(model).is_dir():
        model = str(Path(model).resolve())
    return TranslatorOptions(model, engine, signature.beam, threads, catalogue and catalogue.resolve(), offline)


def open_memory() -> TranslationMemory:
    from translate_summarize.memory.memory import TranslationMemory
    from translate_summarize.storage.folders import cache_folder

    return TranslationMemory(cache_folder() / "memory.sqlite")


def read_german(file: str, force: bool) -> Article:
    from translate_summarize.reading.language import require_german
    from translate_summarize.reading.source import read_article

    article = read_article(file)
    if not force:
        require_german(article)
    return article


def open_translator(
    model: str,
    engine: str,
    beam: int,
    threads: int | None,
    models_file: Path | None,
    offline: bool,
    console: Console,
    memory: bool,
) -> Translator:
    from translate_summarize.cli.pull_display import ConsoleProgress
    from translate_summarize.models.selection import silent
    from translate_summarize.translation.translator import Translator

    return Translator(
        model,
        engine,
        beam,
        threads,
        catalogue=models_file,
        offline=offline,
        notify=console.note,
        progress=silent if console.quiet else ConsoleProgress,
        memory=open_memory() if memory else None,
    )
