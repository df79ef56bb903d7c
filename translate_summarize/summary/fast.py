"""A brief without the whole translation: chosen in German, and only what was chosen is translated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.article.translation import SentencePair, TranslatedArticle, TranslatedBlock
from translate_summarize.languages.german import GERMAN
from translate_summarize.languages.sentences import split_german
from translate_summarize.summary.candidates import TEXT, Passage, SummarySentence, summary_sentences
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.search import Summariser
from translate_summarize.summary.summarize import budget, check_length, cut_to, explained, summarize
from translate_summarize.translation.translator import Translator

ENGLISH_FOR_GERMAN = 1.15
"""English has about so many words for each of German's, whose compounds are one word."""


@dataclass(frozen=True, slots=True)
class FastBrief:
    """A brief with as much of the translation as it needed.

    Attributes:
        translated: the whole article; sentences that were not chosen have an empty target, and blocks without a
            chosen sentence no pairs.
        brief: of it.
        done: what was really translated, for notes on doubts and furniture.
    """

    translated: TranslatedArticle
    brief: Brief
    done: TranslatedArticle


def brief_before_translation(
    article: Article,
    translator: Translator,
    sentences: int = 3,
    words: int | None = None,
    *,
    ratio: float | None = None,
    explain: bool = False,
) -> FastBrief:
    """Brief a German article.

    Args:
        article: as ``read_article`` returns it.
        translator: of the chosen sentences and the title.
        sentences: see ``summarize``.
        words: likewise, counted in English.
        ratio: likewise.
        explain: likewise; what is explained are the German sentences.

    Raises:
        UsageError: a length is out of range.
    """
    check_length(sentences, words, ratio)
    split = {
        b: tuple(split_german(block.text))
        for b, block in enumerate(article.blocks)
        if not block.furniture and block.kind in TEXT
    }
    candidates = summary_sentences([Passage(article.blocks[b].kind, s, s, b) for b, s in split.items()])
    if not candidates:  # headings and tables alone: little enough to translate whole
        translated = translator.translate(article)
        return FastBrief(translated, summarize(translated, sentences, words, ratio=ratio, explain=explain), translated)
    if ratio is not None:
        words = max(1, round(ENGLISH_FOR_GERMAN * budget(candidates, ratio)))
    summariser = Summariser(candidates, article.title, GERMAN)
    german_words = None if words is None else max(1, round(words / ENGLISH_FOR_GERMAN))
    chosen = summariser.choose(sentences, german_words)
    if not chosen:
        chosen = [min(range(len(candidates)), key=lambda i: len(candidates[i].text.split()))]
    done = translator.translate(_reduced(article, [candidates[i] for i in chosen]))
    english = dict(zip(chosen, (_joined(b) for b in done.blocks[-len(chosen) :]), strict=True))
    brief_sentences = _printed(candidates, chosen, english, words)
    explanation = explained(summariser, candidates, chosen, sentences, "de") if explain else None
    translated = _whole(article, done, split, [(candidates[i], english[i]) for i in chosen])
    brief = Brief(tuple(brief_sentences), done.title, article.title, article.path, explanation)
    return FastBrief(translated, brief, done)


def _reduced(article: Article, chosen: list[SummarySentence]) -> Article:
    """The article with its title, its furniture (which is left out) and, last, a block a chosen sentence."""
    kept = [b for b in article.blocks if b.kind is BlockKind.TITLE or b.furniture]
    return replace(article, blocks=(*kept, *(Block(BlockKind.PARAGRAPH, c.text) for c in chosen)))


def _joined(block: TranslatedBlock) -> SentencePair:
    """A chosen sentence as one pair, even if the splitter finds two in it without their neighbours."""
    return SentencePair(block.block.text, block.text, block.flags)


def _printed(
    candidates: list[SummarySentence], chosen: list[int], english: dict[int, SentencePair], words: int | None
) -> list[BriefSentence]:
    """The brief's sentences, as many as keep to the words: the last is dropped first, since none needs one after it."""
    told = [replace(c, text=english[i].target) if i in english else c for i, c in enumerate(candidates)]
    while True:
        made = [
            BriefSentence(text, told[i].block, told[i].pair, english[i].flags, needs_previous)
            for i, (text, needs_previous) in zip(chosen, as_printed(told, chosen), strict=True)
        ]
        if words is None or sum(len(s.text.split()) for s in made) <= words:
            return made
        if len(chosen) == 1:
            return [replace(made[0], text=cut_to(made[0].text, words))]
        chosen = chosen[:-1]


def _whole(
    article: Article,
    done: TranslatedArticle,
    split: dict[int, tuple[str, ...]],
    chosen: list[tuple[SummarySentence, SentencePair]],
) -> TranslatedArticle:
    """The article in its own blocks, translated where it is."""
    found = {(c.block, c.pair): pair for c, pair in chosen}
    title = next((b for b in done.blocks if b.block.kind is BlockKind.TITLE), None)
    blocks = []
    for b, block in enumerate(article.blocks):
        if title is not None and block.kind is BlockKind.TITLE:
            blocks.append(title)
            continue
        sentences = split.get(b, ())
        pairs = tuple(
            replace(found[b, p], source=sentence) if (b, p) in found else SentencePair(sentence, "")
            for p, sentence in enumerate(sentences)
        )
        touched = any(pair.target for pair in pairs)
        blocks.append(TranslatedBlock(block, pairs if touched else (), left_out=bool(block.furniture)))
    return TranslatedArticle(article, tuple(blocks), done.signature)
