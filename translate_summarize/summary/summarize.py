"""From an article's translation, or from plain English text, to its brief."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    """The key sentences of an English text, as one paragraph (``str()`` of the result).

    Args:
        text_or_translated_article: a translation, or English text with blank lines between paragraphs.
        sentences: how many sentences to take at most.
        words: how many words to take at most; wins over ``sentences``.
        ratio: the same as a share of the article's words, over 0 and at most 1; wins over ``sentences``.
        explain: whether the brief says what was thought of each sentence (``explanation``).

    Raises:
        UsageError: a length is out of range, or both ``words`` and ``ratio`` are given.
    """
    check_length(sentences, words, ratio)
    if not isinstance(text_or_translated_article, str | TranslatedArticle):
        raise TypeError("summarize() takes a TranslatedArticle (see Translator.translate) or English text")
    if isinstance(text_or_translated_article, TranslatedArticle):
        translated = text_or_translated_article
        candidates = summary_sentences(_passages(translated)) or _of_headings(translated)
        title, source_title = translated.title, translated.article.title
        source = translated.article.path
    else:
        candidates = candidates_of_text(text_or_translated_article)
        title = source_title = source = ""
        translated = None
    if ratio is not None:
        words = budget(candidates, ratio)
    summariser = Summariser(candidates, title)
    chosen = summariser.choose(sentences, words)
    made = [
        BriefSentence(text, candidates[i].block, candidates[i].pair, _flags(translated, candidates[i]), needs_previous)
        for i, (text, needs_previous) in zip(chosen, as_printed(candidates, chosen), strict=True)
    ]
    if not made and candidates and words is not None:
        shortest = min(candidates, key=lambda c: len(c.text.split()))
        made = [BriefSentence(cut_to(shortest.text, words), shortest.block, shortest.pair)]
    explanation = explained(summariser, candidates, chosen, sentences) if explain else None
    return Brief(tuple(made), title, source_title, source, explanation)


def check_length(sentences: int, words: int | None, ratio: float | None) -> None:
    """Refuse an impossible length.

    Raises:
        UsageError: see ``summarize``.
    """
    if sentences < 1 or (words is not None and words < 1):
        raise UsageError("brief", "its length must be at least 1", "give a positive --sentences or --words")
    if ratio is not None and not 0 < ratio <= 1:
        raise UsageError(f"--ratio {ratio}", "out of range", "give a share such as 0.1, at most 1")
    if ratio is not None and words is not None:
        raise UsageError("brief", "has two lengths", "give --words or --ratio, not both")


def cut_to(text: str, words: int) -> str:
    """The first words of a sentence that is too long for the brief, with a mark that it is broken off."""
    return " ".join(text.split()[:words]).rstrip(",;:–- ") + " …"


def budget(candidates: Sequence[SummarySentence], ratio: float) -> int:
    """Words that a share of an article's running text comes to."""
    return max(1, round(ratio * sum(len(c.text.split()) for c in candidates)))


def explained(
    summariser: Summariser,
    candidates: Sequence[SummarySentence],
    chosen: Sequence[int],
    sentences: int,
    language: str = "en",
) -> Explanation:
    """What was thought of each candidate.

    Args:
        summariser: that chose.
        candidates: all of them.
        chosen: indices in order.
        sentences: how many were wanted.
        language: of the candidates.
    """
    place = {index: number for number, index in enumerate(chosen, start=1)}
    scored = []
    for i, candidate in enumerate(candidates):
        thought = summariser.appraise(i, sentences)
        note = thought.barred or ("only with the sentence before it" if summariser.leans_on_predecessor(i) else "")
        scored.append(
            ScoredSentence(
                candidate.text,
                candidate.block,
                candidate.pair,
                place.get(i, 0),
                round(thought.score, 2),
                round(thought.share, 3),
                tuple((name, round(value, 2)) for name, value in thought.reasons),
                thought.words,
                note,
            )
        )
    return Explanation(tuple(scored), summariser.weights, language)


def candidates_of_text(text: str) -> list[SummarySentence]:
    """The sentences of English text with blank lines between paragraphs."""
    passages = []
    for paragraph in re.split(r"\n\s*\n", text):
        split = tuple(split_english(" ".join(paragraph.split())))
        passages.append(Passage(BlockKind.PARAGRAPH, split, split))
    return summary_sentences(passages)


def _passages(translated: TranslatedArticle) -> list[Passage]:
    """Paragraphs, lists and quotes; never furniture."""
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
    """All that an article without one whole sentence has to say."""
    return [
        SummarySentence(pair.target, b, p)
        for b, block in enumerate(translated.blocks)
        if not block.block.furniture
        for p, pair in enumerate(block.pairs)
        if any(c.isalpha() for c in pair.target)
    ]


def _flags(translated: TranslatedArticle | None, candidate: SummarySentence) -> tuple[str, ...]:
    if translated is None:
        return ()
    return translated.blocks[candidate.block].pairs[candidate.pair].flags
