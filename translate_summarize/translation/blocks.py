"""The sentences of a block, and the block from its sentence pairs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from translate_summarize.article.article import VERBATIM, Article, Block, BlockKind
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.languages.sentences import split_german
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.notation import figures_in_english

_DASH = re.compile(r"[–—―-]+\s*")

_WORDS_OF_NAME = r"(?:[A-ZÄÖÜ][\w.'’-]*\s+){1,3}[A-ZÄÖÜ][\w.'’-]*"

_NAME = re.compile(rf"(?:[–—―-]+\s*)?{_WORDS_OF_NAME}")

_NAME_AND_ROLE = re.compile(rf"([–—―-]+\s*)?({_WORDS_OF_NAME},)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BlockSentence:
    """A sentence of a block.

    Attributes:
        source: the German sentence.
        text: what of it is translated; "" if nothing is.
        fixed: what stands before the translation, in English: a name, code, a cell of figures.
    """

    source: str
    text: str = ""
    fixed: str = ""

    def pair(self, hypotheses: Mapping[str, Hypothesis]) -> SentencePair:
        """The sentence with its translation.

        Raises:
            KeyError: the sentence has no hypothesis.
        """
        if not self.text:
            return SentencePair(self.source, self.fixed)
        hypothesis = hypotheses[self.text]
        return SentencePair(self.source, self.fixed + hypothesis.target, hypothesis.findings.flags)


class ArticleSentences:
    """The sentences of an article, block by block, and the article rebuilt from their hypotheses."""

    def __init__(self, article: Article, keep_all: bool) -> None:
        self._article = article
        # An article of furniture alone is not one: a single line was meant to be translated.
        self._keep_all = keep_all or all(b.furniture for b in article.blocks)
        self.rows = [() if self._left_out(b) else _sentences(b) for b in article.blocks]

    def fill(self, hypotheses: Mapping[str, Hypothesis], signature: Signature) -> TranslatedArticle:
        """The translated article.

        Args:
            hypotheses: of the text of every sentence in ``rows``.
            signature: what made them.
        """
        blocks = tuple(
            TranslatedBlock(
                block,
                tuple(s.pair(hypotheses) for s in row),
                left_out=self._left_out(block),
            )
            for block, row in zip(self._article.blocks, self.rows, strict=True)
        )
        return TranslatedArticle(self._article, blocks, signature)

    def _left_out(self, block: Block) -> bool:
        return bool(block.furniture) and not self._keep_all


def _sentences(block: Block) -> tuple[BlockSentence, ...]:
    """The sentences of a block, each with what stands before it unchanged."""
    if block.kind in VERBATIM:
        return (BlockSentence(block.text, fixed=block.text),)
    if block.kind is BlockKind.TABLE_ROW:
        return tuple(map(_cell, block.cells))
    if block.kind is BlockKind.ATTRIBUTION:
        return (_attribution(block.text),)
    return tuple(BlockSentence(s, s) for s in split_german(block.text))


def _cell(text: str) -> BlockSentence:
    """A cell of figures needs no model: it is put in English notation here, where a paragraph would stay as it is."""
    figures = figures_in_english(text)
    return BlockSentence(text, text) if figures is None else BlockSentence(text, fixed=figures)


def _attribution(text: str) -> BlockSentence:
    """A person's name is kept; what the person does is translated.

    The comma goes with the role, so that the memory's entry of a role within a line (", Sprecherin der Stadt") is not
    that of a line of its own, which begins with a capital.
    """
    parts = _NAME_AND_ROLE.fullmatch(text)
    if parts:
        name = text[: parts.end(2) - 1]
        return BlockSentence(text, text[len(name) :], fixed=name)
    if _NAME.fullmatch(text):
        return BlockSentence(text, fixed=text)
    dash = _DASH.match(text)
    return BlockSentence(text, text[dash.end() :], fixed=dash.group()) if dash else BlockSentence(text, text)
