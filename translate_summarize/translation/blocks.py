"""The sentences of a block, and the block from its sentence pairs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from translate_summarize.article.article import VERBATIM, Article, Block, BlockKind
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.languages.sentences import split_german
from translate_summarize.translation.casing import with_first_capital
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.notation import cell_in_english_notation
from translate_summarize.translation.protection import outside

_DASH = re.compile(r"[–—―-]+\s*")

_WORDS_OF_NAME = r"(?:[A-ZÄÖÜ][\w.'’-]*\s+){1,3}[A-ZÄÖÜ][\w.'’-]*"

_NAME = re.compile(rf"(?:[–—―-]+\s*)?{_WORDS_OF_NAME}")

_NAME_AND_ROLE = re.compile(rf"([–—―-]+\s*)?({_WORDS_OF_NAME},)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BlockSentence:
    """A sentence of a block; ``fixed`` stands before it and is not translated."""

    text: str
    fixed: str = ""
    is_cell: bool = False

    def pair(self, hypotheses: Mapping[str, Hypothesis]) -> SentencePair:
        """The sentence with its hypothesis, both after what is fixed in front.

        Args:
            hypotheses: by sentence; only a sentence without text needs none.
        """
        hypothesis = hypotheses[self.text] if self.text else Hypothesis("")
        target = hypothesis.target
        if self.is_cell:
            target = outside(target, cell_in_english_notation)
        if not self.fixed:
            target = with_first_capital(self.text, target)
        return SentencePair(self.fixed + self.text, self.fixed + target, hypothesis.flags)


class ArticleSentences:
    """The sentences of an article, and its translation made from their hypotheses."""

    def __init__(self, article: Article, keep_all: bool) -> None:
        self._article = article
        # If all of an article is furniture, as of a lone line, it is meant to be translated.
        self._keep_all = keep_all or all(b.furniture for b in article.blocks)
        self.sentences = [() if self._left_out(b) else _sentences(b) for b in article.blocks]

    def fill(self, hypotheses: Mapping[str, Hypothesis], signature: Signature) -> TranslatedArticle:
        """The translated article.

        Args:
            hypotheses: of all ``sentences`` that have text.
            signature: of the translator that made them.
        """
        blocks = tuple(
            TranslatedBlock(
                block,
                tuple(s.pair(hypotheses) for s in row),
                left_out=self._left_out(block),
            )
            for block, row in zip(self._article.blocks, self.sentences, strict=True)
        )
        return TranslatedArticle(self._article, blocks, signature)

    def _left_out(self, block: Block) -> bool:
        return bool(block.furniture) and not self._keep_all


def _sentences(block: Block) -> tuple[BlockSentence, ...]:
    """The sentences of a block, each with what stands before it as it is."""
    if block.kind in VERBATIM:
        return (BlockSentence("", fixed=block.text),)
    if block.kind is BlockKind.TABLE_ROW:
        return tuple(BlockSentence(cell, is_cell=True) for cell in block.cells)
    if block.kind is BlockKind.ATTRIBUTION:
        return (_attribution(block.text),)
    return tuple(BlockSentence(s) for s in split_german(block.text))


def _attribution(text: str) -> BlockSentence:
    """A person's name stands as it is; what the person does is translated."""
    parts = _NAME_AND_ROLE.fullmatch(text)
    if parts:
        return BlockSentence(parts[3], fixed=text[: parts.start(3)])
    name = _NAME.fullmatch(text)
    if name:
        return BlockSentence("", fixed=text)
    dash = _DASH.match(text)
    return BlockSentence(text[dash.end() :], fixed=dash.group()) if dash else BlockSentence(text)
