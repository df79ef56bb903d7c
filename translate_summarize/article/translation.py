"""What was translated: sentence pairs, blocks, articles, and the signature of the translator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translate_summarize.article.article import CELL_SEPARATOR, Article, Block, BlockKind
from translate_summarize.article.flags import Flag


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A source sentence and its translation.

    Attributes:
        source: one German sentence.
        target: its English hypothesis; equal to source where nothing was to be translated.
        flags: what remains doubtful about the hypothesis.
    """

    source: str
    target: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedBlock:
    """A block with its sentence pairs.

    Attributes:
        block: the source block.
        pairs: its sentences in order; empty where the block was left out.
        left_out: furniture that was not translated.
    """

    block: Block
    pairs: tuple[SentencePair, ...]
    left_out: bool = False

    @property
    def separator(self) -> str:
        """What stands between its sentences; between the cells of a table row a bar."""
        return CELL_SEPARATOR if self.block.kind is BlockKind.TABLE_ROW else " "

    @property
    def text(self) -> str:
        """The block in English, its sentences joined."""
        return self.separator.join(p.target for p in self.pairs)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of all its pairs, in order, each once."""
        return tuple(dict.fromkeys(f for p in self.pairs for f in p.flags))


TRANSLATION_REVISION = 1
"""Raise it by hand whenever the program may translate a sentence differently with the same model and settings:
remembered translations of an older revision are then no longer used."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What made a translation, so that another can repeat it.

    Attributes:
        version: of translate_summarize.
        model: name of the model.
        model_hash: SHA-256 of the checkpoint, hex.
        engine: "ctranslate2" or "transformers".
        compute_type: "int8", "float32", ...
        beam: beam size.
    """

    version: str
    model: str
    model_hash: str
    engine: str
    compute_type: str
    beam: int

    def __str__(self) -> str:
        """One line, in sacrebleu's manner."""
        return (
            f"translate-summarize:{self.version}|model:{self.model}@{self.model_hash[:12]}"
            f"|engine:{self.engine}-{self.compute_type}|beam:{self.beam}"
        )

    @property
    def memory_key(self) -> str:
        """What a remembered translation depends on besides its sentence; releases that translate alike share it."""
        return (
            f"revision:{TRANSLATION_REVISION}|model:{self.model_hash}"
            f"|engine:{self.engine}-{self.compute_type}|beam:{self.beam}"
        )


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article and its translation, block by block.

    Attributes:
        article: the source.
        blocks: one a source block, in the same order, left-out furniture included (``left_out``).
        signature: what made it.
    """

    article: Article
    blocks: tuple[TranslatedBlock, ...]
    signature: Signature

    @property
    def title(self) -> str:
        """The English title; "" if the article has none."""
        return next((b.text for b in self.blocks if b.block.kind is BlockKind.TITLE), "")

    @property
    def kept_blocks(self) -> tuple[TranslatedBlock, ...]:
        """The blocks that the writers print."""
        return tuple(b for b in self.blocks if not b.left_out)

    @property
    def text(self) -> str:
        """The kept blocks in English, separated by blank lines."""
        return "\n\n".join(b.text for b in self.kept_blocks)

    @property
    def left_out(self) -> tuple[Block, ...]:
        """The furniture that was not translated."""
        return tuple(b.block for b in self.blocks if b.left_out)

    @property
    def flagged_pairs(self) -> tuple[SentencePair, ...]:
        """Sentence pairs that remain doubtful."""
        return tuple(p for p in self.pairs() if p.flags)

    def pairs(self) -> Iterator[SentencePair]:
        """All sentence pairs in order."""
        for block in self.blocks:
            yield from block.pairs
