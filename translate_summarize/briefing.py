"""From an article's translation, or from plain English text, to its brief."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate_summarize.article import BlockKind, Brief, BriefSentence, TranslatedArticle, TranslatedBlock
from translate_summarize.errors import UsageError
from translate_summarize.fidelity import severity
from translate_summarize.sentences import split_english
from translate_summarize.summary import Candidate, choose

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_QUOTED = re.compile(r"""^["“„»'‘][^"“”„»«]*["”“«'’][.!?]?$""")
_ENDS = re.compile(r"[.!?…][\"”“»«'’)\]]*$")


def summarize(
    text_or_translated_article: str | TranslatedArticle, sentences: int = 3, words: int | None = None
) -> Brief:
    """The key sentences of an English text, as one paragraph (``str()`` of the result).

    Args:
        text_or_translated_article: a translation, or English text with blank lines between paragraphs.
        sentences: how many sentences to take at most.
        words: how many words to take at most; wins over ``sentences``.

    Raises:
        UsageError: ``sentences`` or ``words`` is less than 1.
    """
    if sentences < 1 or (words is not None and words < 1):
        raise UsageError("brief", "its length must be at least 1", "give a positive --sentences or --words")
    if not isinstance(text_or_translated_article, str | TranslatedArticle):
        raise TypeError("summarize() takes a TranslatedArticle (see Translator.translate) or English text")
    if isinstance(text_or_translated_article, TranslatedArticle):
        translated = text_or_translated_article
        candidates = list(_of_article(translated)) or list(_of_headings(translated))
        title, source_title = translated.title, translated.article.title
        source = translated.article.source
    else:
        candidates = list(_of_text(text_or_translated_article))
        title = source_title = source = ""
        translated = None
    chosen = [candidates[i] for i in choose(candidates, title, sentences, words)]
    if not chosen and candidates and words is not None:
        shortest = min(candidates, key=lambda c: len(c.text.split()))
        chosen = [_cut_to(shortest, words)]
    return Brief(
        tuple(BriefSentence(c.text, c.block, c.pair, _flags(translated, c)) for c in chosen),
        title,
        source_title,
        source,
    )


def _of_article(translated: TranslatedArticle) -> Iterator[Candidate]:
    """Sentences of paragraphs, lists and quotes; never furniture, headings, attributions, code or tables."""
    follows = False
    for b, block in enumerate(translated.blocks):
        if block.left_out or block.block.furniture or block.block.kind not in _TEXT:
            follows = False
            continue
        for p, pair in enumerate(block.pairs):
            if not _is_sentence(block, pair.target):
                follows = False
                continue
            quote = block.block.kind is BlockKind.QUOTE or bool(_QUOTED.match(pair.target))
            yield Candidate(pair.target, b, p, follows, quote, severity(pair.flags))
            follows = True


def _of_headings(translated: TranslatedArticle) -> Iterator[Candidate]:
    """All that an article without one whole sentence has to say."""
    for b, block in enumerate(translated.blocks):
        if not block.block.furniture:
            for p, pair in enumerate(block.pairs):
                if any(c.isalpha() for c in pair.target):
                    yield Candidate(pair.target, b, p)


def _of_text(text: str) -> Iterator[Candidate]:
    for paragraph in re.split(r"\n\s*\n", text):
        follows = False
        for sentence in split_english(" ".join(paragraph.split())):
            yield Candidate(sentence, follows=follows, quote=bool(_QUOTED.match(sentence)))
            follows = True


def _is_sentence(block: TranslatedBlock, text: str) -> bool:
    """Items such as "3 eggs" and lines without an end are no sentences, except a paragraph's own text."""
    if not any(c.isalpha() for c in text):
        return False
    return bool(_ENDS.search(text)) or (block.block.kind is BlockKind.PARAGRAPH and len(text.split()) > 8)


def _flags(translated: TranslatedArticle | None, candidate: Candidate) -> tuple[str, ...]:
    if translated is None:
        return ()
    return translated.blocks[candidate.block].pairs[candidate.pair].flags


def _cut_to(candidate: Candidate, words: int) -> Candidate:
    kept = " ".join(candidate.text.split()[:words]).rstrip(",;:–- ")
    return Candidate(f"{kept} …", candidate.block, candidate.pair)
