"""A brief chosen in German: only the chosen sentences are translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.article.translation import SentencePair, TranslatedArticle, TranslatedBlock
from translate_summarize.languages.german import GERMAN
from translate_summarize.languages.sentences import split_german
from translate_summarize.summary.candidates import TEXT, Passage, SummarySentence, summary_sentences
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.search import Summariser
from translate_summarize.summary.summarize import check_length, cut_to, explain_choice, summarize, words_of_ratio

ENGLISH_WORDS_PER_GERMAN = 1.15
"""Words of an English translation for each German word: German writes compounds as one word."""


class ArticleTranslator(Protocol):
    """What translates an article; ``Translator`` does."""

    def translate(self, article: Article) -> TranslatedArticle:
        """Translate all blocks but furniture, one translated block each."""
        ...


@dataclass(frozen=True, slots=True)
class FastBrief:
    """A brief and the partial translation behind it.

    Attributes:
        translated: the whole article; sentences that were not chosen have an empty target, and blocks without a
            chosen sentence have no pairs.
        brief: the brief of it.
        partial: only what was translated, for notes on flags and furniture.
    """

    translated: TranslatedArticle
    brief: Brief
    partial: TranslatedArticle


def brief_before_translation(
    article: Article,
    translator: ArticleTranslator,
    sentences: int = 3,
    words: int | None = None,
    *,
    ratio: float | None = None,
    explain: bool = False,
) -> FastBrief:
    """Choose the key sentences of a German article and translate only these and the title.

    Args:
        article: as ``read_article`` returns it.
        translator: translates the chosen sentences and the title.
        sentences: most sentences.
        words: most English words; wins over ``sentences``.
        ratio: most words, as a share of the article's words; wins over ``sentences``.
        explain: whether the brief holds the scores of all sentences, in German.

    Raises:
        UsageError: a length is out of range, or both ``words`` and ``ratio`` are given.
    """
    check_length(sentences, words, ratio)
    split = {
        b: tuple(split_german(block.text))
        for b, block in enumerate(article.blocks)
        if not block.furniture and block.kind in TEXT
    }
    candidates = summary_sentences([Passage(article.blocks[b].kind, s, s, b) for b, s in split.items()])
    if not candidates:  # only headings and tables: little enough to translate whole
        translated = translator.translate(article)
        return FastBrief(translated, summarize(translated, sentences, words, ratio=ratio, explain=explain), translated)
    if ratio is not None:
        words = max(1, round(ENGLISH_WORDS_PER_GERMAN * words_of_ratio(candidates, ratio)))
    summariser = Summariser(candidates, article.title, GERMAN)
    german_words = None if words is None else max(1, round(words / ENGLISH_WORDS_PER_GERMAN))
    chosen = summariser.choose(sentences, german_words)
    if not chosen:
        chosen = [min(range(len(candidates)), key=lambda i: len(candidates[i].text.split()))]
    partial = translator.translate(_article_of(article, [candidates[i] for i in chosen]))
    pairs = dict(zip(chosen, map(_as_one_pair, partial.blocks[-len(chosen) :]), strict=True))
    brief = Brief(
        _brief_sentences(candidates, chosen, pairs, words),
        partial.title,
        article.title,
        article.path,
        explain_choice(summariser, candidates, chosen, sentences, GERMAN.code) if explain else None,
    )
    by_place = {(candidates[i].block, candidates[i].pair): pair for i, pair in pairs.items()}
    return FastBrief(_in_place(article, partial, split, by_place), brief, partial)


def _article_of(article: Article, chosen: Sequence[SummarySentence]) -> Article:
    """The article's title and furniture, which is left out, and a paragraph for each chosen sentence."""
    kept = [b for b in article.blocks if b.kind is BlockKind.TITLE or b.furniture]
    return replace(article, blocks=(*kept, *(Block(BlockKind.PARAGRAPH, c.text) for c in chosen)))


def _as_one_pair(block: TranslatedBlock) -> SentencePair:
    """A chosen sentence as one pair, even if the splitter finds two in it without their neighbours."""
    return SentencePair(block.block.text, block.text, block.flags)


def _brief_sentences(
    candidates: Sequence[SummarySentence],
    chosen: Sequence[int],
    pairs: Mapping[int, SentencePair],
    words: int | None,
) -> tuple[BriefSentence, ...]:
    """The brief's English sentences; the last are dropped if there are too many words, as no other needs them."""
    english = [replace(c, text=pairs[i].target) if i in pairs else c for i, c in enumerate(candidates)]
    while True:
        brief = tuple(
            BriefSentence(text, english[i].block, english[i].pair, pairs[i].flags, needs_previous)
            for i, (text, needs_previous) in zip(chosen, as_printed(english, chosen), strict=True)
        )
        if words is None or sum(len(s.text.split()) for s in brief) <= words:
            return brief
        if len(chosen) == 1:
            return (replace(brief[0], text=cut_to(brief[0].text, words)),)
        chosen = chosen[:-1]


def _in_place(
    article: Article,
    partial: TranslatedArticle,
    split: Mapping[int, Sequence[str]],
    pairs: Mapping[tuple[int, int], SentencePair],
) -> TranslatedArticle:
    """The article in its own blocks, with a target where a sentence was chosen.

    Args:
        article: as read.
        partial: holds the translated title.
        split: the sentences of each block of running text.
        pairs: the chosen sentences by block and place in the block.
    """
    title = next((b for b in partial.blocks if b.block.kind is BlockKind.TITLE), None)
    blocks = []
    for b, block in enumerate(article.blocks):
        if title is not None and block.kind is BlockKind.TITLE:
            blocks.append(title)
            continue
        in_block = tuple(
            replace(pairs[b, p], source=sentence) if (b, p) in pairs else SentencePair(sentence, "")
            for p, sentence in enumerate(split.get(b, ()))
        )
        has_target = any(pair.target for pair in in_block)
        blocks.append(TranslatedBlock(block, in_block if has_target else (), left_out=bool(block.furniture)))
    return TranslatedArticle(article, tuple(blocks), partial.signature)
