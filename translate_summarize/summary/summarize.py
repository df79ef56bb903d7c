"""The brief of a translation or of plain English text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate_summarize.article.article import BlockKind
from translate_summarize.article.brief import Brief, BriefSentence, Explanation, ScoredSentence
from translate_summarize.article.flags import severity
from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.errors import UsageError
from translate_summarize.languages.sentences import split_english
from translate_summarize.summary.candidates import TEXT, Passage, SummarySentence, summary_sentences
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.search import Summariser


def summarize(
    text_or_translated_article: str | TranslatedArticle,
    sentences: int = 3,
    words: int | None = None,
    *,
    ratio: float | None = None,
    explain: bool = False,
) -> Brief:
    """Choose the key sentences of a translation or of an English text; ``str()`` of the result is one paragraph.

    Args:
        text_or_translated_article: a translation, or English text with blank lines between paragraphs.
        sentences: most sentences.
        words: most words; wins over ``sentences``.
        ratio: most words, as a share of the article's words, over 0 and at most 1; wins over ``sentences``.
        explain: whether the brief holds the scores of all sentences (``explanation``).

    Raises:
        UsageError: a length is out of range, or both ``words`` and ``ratio`` are given.
        TypeError: the first argument is neither a translation nor text.
    """
    check_length(sentences, words, ratio)
    if isinstance(text_or_translated_article, str):
        candidates = sentences_of_text(text_or_translated_article)
        brief_sentences, explanation = _choose(candidates, "", sentences, words, ratio, explain)
        return Brief(brief_sentences, explanation=explanation)
    if isinstance(text_or_translated_article, TranslatedArticle):
        translated = text_or_translated_article
        candidates = summary_sentences(_passages(translated)) or _of_headings(translated)
        chosen, explanation = _choose(candidates, translated.title, sentences, words, ratio, explain)
        flagged = tuple(replace(s, flags=translated.blocks[s.block].pairs[s.pair].flags) for s in chosen)
        return Brief(flagged, translated.title, translated.article.title, translated.article.path, explanation)
    raise TypeError("summarize() takes a TranslatedArticle (see Translator.translate) or English text")


def _choose(
    candidates: Sequence[SummarySentence],
    title: str,
    sentences: int,
    words: int | None,
    ratio: float | None,
    explain: bool,
) -> tuple[tuple[BriefSentence, ...], Explanation | None]:
    """The chosen sentences as printed, without flags, and the scores of all sentences if they are wanted."""
    if ratio is not None:
        words = words_of_ratio(candidates, ratio)
    summariser = Summariser(candidates, title)
    chosen = summariser.choose(sentences, words)
    brief_sentences = [
        BriefSentence(text, candidates[i].block, candidates[i].pair, needs_previous=needs_previous)
        for i, (text, needs_previous) in zip(chosen, as_printed(candidates, chosen), strict=True)
    ]
    if not brief_sentences and candidates and words is not None:
        shortest = min(candidates, key=lambda c: len(c.text.split()))
        brief_sentences = [BriefSentence(cut_to(shortest.text, words), shortest.block, shortest.pair)]
    explanation = explain_choice(summariser, candidates, chosen, sentences) if explain else None
    return tuple(brief_sentences), explanation


def check_length(sentences: int, words: int | None, ratio: float | None) -> None:
    """Check the length of a brief.

    Raises:
        UsageError: it is out of range, or both ``words`` and ``ratio`` are given.
    """
    if sentences < 1 or (words is not None and words < 1):
        raise UsageError("brief", "its length must be at least 1", "give a positive --sentences or --words")
    if ratio is not None and not 0 < ratio <= 1:
        raise UsageError(f"--ratio {ratio}", "out of range", "give a share such as 0.1, at most 1")
    if ratio is not None and words is not None:
        raise UsageError("brief", "has two lengths", "give --words or --ratio, not both")


def cut_to(text: str, words: int) -> str:
    """The first words of a sentence that is too long for the brief, with an ellipsis."""
    return " ".join(text.split()[:words]).rstrip(",;:–- ") + " …"


def words_of_ratio(candidates: Sequence[SummarySentence], ratio: float) -> int:
    """The number of words in a share of an article's running text."""
    return max(1, round(ratio * sum(len(c.text.split()) for c in candidates)))


def explain_choice(
    summariser: Summariser,
    candidates: Sequence[SummarySentence],
    chosen: Sequence[int],
    sentences: int,
    language: str = "en",
) -> Explanation:
    """The scores of all sentences, chosen or not.

    Args:
        summariser: the one that chose.
        candidates: the summary sentences of the article.
        chosen: indices of the chosen ones, in order.
        sentences: how many were wanted.
        language: ISO 639-1 code of the sentences.
    """
    number_in_brief = {index: number for number, index in enumerate(chosen, start=1)}
    scored = []
    for i, candidate in enumerate(candidates):
        appraisal = summariser.appraise(i, sentences)
        note = appraisal.excluded_because
        if not note and summariser.needs_previous(i):
            note = "only with the sentence before it"
        scored.append(
            ScoredSentence(
                candidate.text,
                candidate.block,
                candidate.pair,
                number_in_brief.get(i, 0),
                round(appraisal.score, 2),
                round(appraisal.share, 3),
                tuple((name, round(value, 2)) for name, value in appraisal.reasons),
                appraisal.words,
                note,
            )
        )
    return Explanation(tuple(scored), summariser.weights, language)


def sentences_of_text(text: str) -> list[SummarySentence]:
    """The summary sentences of English text with blank lines between paragraphs."""
    passages = []
    for paragraph in re.split(r"\n\s*\n", text):
        split = tuple(split_english(" ".join(paragraph.split())))
        passages.append(Passage(BlockKind.PARAGRAPH, split, split))
    return summary_sentences(passages)


def _passages(translated: TranslatedArticle) -> list[Passage]:
    """The blocks of running text, without furniture."""
    return [
        Passage(
            block.block.kind,
            tuple(p.target for p in block.pairs),
            tuple(p.source for p in block.pairs),
            b,
            tuple(severity(p.flags) for p in block.pairs),
        )
        for b, block in enumerate(translated.blocks)
        if not (block.left_out or block.block.furniture or block.block.kind not in TEXT)
    ]


def _of_headings(translated: TranslatedArticle) -> list[SummarySentence]:
    """The headings and other lines of an article without a whole sentence."""
    return [
        SummarySentence(pair.target, b, p)
        for b, block in enumerate(translated.blocks)
        if not block.block.furniture
        for p, pair in enumerate(block.pairs)
        if any(c.isalpha() for c in pair.target)
    ]
