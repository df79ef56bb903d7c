"""What every front end calls: open a translator, read, translate, brief, render.

    translator = open_translator(TranslatorOptions(model="pocket"))
    article = read("article.txt")
    print(render_translation(translate(translator, article), "text"))
    print(render_brief(brief(translator, article, BriefOptions(words=60)), "text"))

Front ends share nothing but this module. Notes and progress are callables, so it knows no terminal; what is slow to
import is imported on first use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate_summarize.article.article import Article
    from translate_summarize.article.brief import Brief
    from translate_summarize.article.translation import TranslatedArticle
    from translate_summarize.memory.memory import TranslationMemory
    from translate_summarize.models.progress import PullProgress
    from translate_summarize.translation.translator import Translator


@dataclass(frozen=True, slots=True)
class TranslatorOptions:
    """The options of a translator, on this machine or another.

    Attributes:
        model: "auto", a name in the catalogue, a folder, or a hub id.
        engine: "ctranslate2" or "transformers".
        beam: beam size, 1 to 64.
        threads: processor cores; None means all that the process may use.
        models_file: the user's own catalogue; None means the one that ships.
        offline: never use the network.
        memory: look sentences up in the translation memory first, and remember new ones.
    """

    model: str = "auto"
    engine: str = "ctranslate2"
    beam: int = 4
    threads: int | None = None
    models_file: Path | None = None
    offline: bool = False
    memory: bool = True


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What a brief should be like.

    Attributes:
        sentences: maximum number of sentences.
        words: maximum number of English words; takes precedence over ``sentences``.
        ratio: the same as a share of the article's words, above 0 and at most 1.
        explain: record why each sentence was chosen or not.

    Raises:
        UsageError: a length is out of range, or both ``words`` and ``ratio`` are given.
    """

    sentences: int = 3
    words: int | None = None
    ratio: float | None = None
    explain: bool = False

    def __post_init__(self) -> None:
        from translate_summarize.summary.summarize import check_length

        check_length(self.sentences, self.words, self.ratio)


@dataclass(frozen=True, slots=True)
class BriefResult:
    """A brief and the translation it was taken from.

    Attributes:
        brief: the chosen sentences.
        translated: the whole article; after a fast brief, sentences that were not chosen have an empty target.
        partial: the part that was really translated; the same as ``translated`` unless the brief is fast.
    """

    brief: Brief
    translated: TranslatedArticle
    partial: TranslatedArticle


def open_translator(
    options: TranslatorOptions,
    notify: Callable[[str], None] = lambda _: None,
    progress: Callable[[str], PullProgress] | None = None,
) -> Translator:
    """Load a model, fetching it first if need be.

    Args:
        options: which model, and how it is run.
        notify: called with one-line messages for the user.
        progress: called with a model's name to show its download; None shows nothing.

    Raises:
        UsageError: an option has an impossible value, or the engine's package is not installed.
        ModelError: the model is missing, damaged or not MarianMT.
    """
    from translate_summarize.models.selection import silent
    from translate_summarize.translation.translator import Translator

    return Translator(
        options.model,
        options.engine,
        options.beam,
        options.threads,
        catalogue=options.models_file,
        offline=options.offline,
        notify=notify,
        progress=progress or silent,
        memory=open_memory() if options.memory else None,
    )


def open_memory() -> TranslationMemory:
    """The user's translation memory, in the cache folder."""
    from translate_summarize.memory.memory import TranslationMemory
    from translate_summarize.storage.folders import memory_file

    return TranslationMemory(memory_file())


def read(path: str | Path, *, any_language: bool = False) -> Article:
    """Read a German article.

    Args:
        path: a file, or "-" for standard input.
        any_language: accept text that is clearly not German.

    Raises:
        InputError: the article cannot be read, or is not German.
    """
    from translate_summarize.reading.language import require_german
    from translate_summarize.reading.source import read_article

    article = read_article(path)
    if not any_language:
        require_german(article)
    return article


def translate(translator: Translator, article: Article, *, keep_all: bool = False) -> TranslatedArticle:
    """Translate an article, with its page furniture if ``keep_all``."""
    return translator.translate(article, keep_all=keep_all)


def brief(
    translator: Translator, article: Article, options: BriefOptions, *, fast: bool = False, keep_all: bool = False
) -> BriefResult:
    """Brief an article.

    Args:
        translator: from ``open_translator``.
        article: from ``read``.
        options: length of the brief, and whether it is explained.
        fast: choose sentences in German and translate only those.
        keep_all: translate page furniture too; has no effect on a fast brief.
    """
    if not fast:
        return brief_of_translation(translate(translator, article, keep_all=keep_all), options)
    from translate_summarize.summary.fast import brief_before_translation

    result = brief_before_translation(
        article, translator, options.sentences, options.words, ratio=options.ratio, explain=options.explain
    )
    return BriefResult(result.brief, result.translated, result.partial)


def brief_of_translation(translated: TranslatedArticle, options: BriefOptions) -> BriefResult:
    """Brief an article that is already translated."""
    from translate_summarize.summary.summarize import summarize

    chosen = summarize(translated, options.sentences, options.words, ratio=options.ratio, explain=options.explain)
    return BriefResult(chosen, translated, translated)


def render_translation(
    translated: TranslatedArticle, format_name: str, *, brief: Brief | None = None, bilingual: bool = False
) -> str:
    """The content of a translation's output file, ending in a line break.

    Args:
        translated: from ``translate``.
        format_name: see ``formats.WRITABLE``.
        brief: for formats that hold the brief too (JSON, HTML); None makes one of three sentences.
        bilingual: put the German beside the English.

    Raises:
        UsageError: there is no such output format.
    """
    from translate_summarize.formats import writer_for
    from translate_summarize.writing.document import Document

    writer = writer_for(format_name)
    if not writer.carries_brief:
        brief = None
    elif brief is None:
        brief = brief_of_translation(translated, BriefOptions()).brief
    return writer.render(Document(translated, brief, bilingual=bilingual))


def render_brief(
    result: BriefResult,
    format_name: str,
    *,
    with_translation: bool = False,
    bilingual: bool = False,
    points: bool = False,
) -> str:
    """The content of a brief's output file, ending in a line break.

    Args:
        result: from ``brief``.
        format_name: see ``formats.WRITABLE``.
        with_translation: put the translation below the brief.
        bilingual: put the German beside the English.
        points: write bullet points instead of a paragraph.

    Raises:
        UsageError: there is no such output format.
    """
    from translate_summarize.formats import render
    from translate_summarize.writing.document import Document

    document = Document(
        result.translated, result.brief, with_translation=with_translation, bilingual=bilingual, points=points
    )
    return render(document, format_name)
