"""The printed blocks gathered into lists, tables and quotations with their attribution."""

from __future__ import annotations

from dataclasses import dataclass

from translate_summarize.article.article import VERBATIM, BlockKind
from translate_summarize.article.inline import one_line
from translate_summarize.article.translation import SentencePair, TranslatedBlock
from translate_summarize.writing.document import Document


@dataclass(frozen=True, slots=True)
class Part:
    """One printed block.

    Attributes:
        index: its index in the translated article's ``blocks``.
        translated: the block.
        depth: how deep a list item is nested among the items of its list; gaps in levels closed up.
    """

    index: int
    translated: TranslatedBlock
    depth: int = 0

    @property
    def kind(self) -> BlockKind:
        """What the block is."""
        return self.translated.block.kind

    @property
    def pairs(self) -> tuple[SentencePair, ...]:
        """Its sentence pairs; a block that needed no translation counts as one pair equal on both sides."""
        block = self.translated.block
        if self.kind in VERBATIM or (not self.translated.pairs and block.text):
            return tuple(SentencePair(text, text) for text in block.cells or (block.text,))
        return self.translated.pairs

    @property
    def source(self) -> str:
        """The German text on one line (code: verbatim)."""
        text = self.translated.block.text
        return text if self.kind in VERBATIM else one_line(text)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are printed as one thing.

    Attributes:
        kind: LIST_ITEM for a list, TABLE_ROW for a table, QUOTE for quotations with their attribution,
            else the kind of the only part.
        parts: its blocks in order.
    """

    kind: BlockKind
    parts: tuple[Part, ...]


def head(document: Document) -> Part | None:
    """The title, for writers that set it above everything else; None if there is none."""
    index = document.title_index
    return Part(index, document.translated.blocks[index]) if index >= 0 else None


def outline(document: Document, without: Part | None = None) -> tuple[Group, ...]:
    """The blocks to print, in order: no left-out furniture, nor the one part that stands elsewhere."""
    groups: list[list[Part]] = []
    levels: list[int] = []
    skipped = without.index if without else -1
    for index, translated in enumerate(document.translated.blocks):
        if translated.left_out or index == skipped:
            continue
        kind = translated.block.kind
        depth = 0
        if kind is BlockKind.LIST_ITEM:
            while levels and levels[-1] >= translated.block.level:
                levels.pop()
            depth = len(levels)
            levels.append(translated.block.level)
        else:
            levels.clear()
        part = Part(index, translated, depth)
        if groups and _continues(groups[-1][-1].kind, kind, groups[-1][0].kind):
            groups[-1].append(part)
        else:
            groups.append([part])
    return tuple(Group(parts[0].kind, tuple(parts)) for parts in groups)


def _continues(last: BlockKind, new: BlockKind, first: BlockKind) -> bool:
    """Whether a block of kind ``new`` belongs to the group that begins and ends as given."""
    if new is BlockKind.ATTRIBUTION:
        return last is BlockKind.QUOTE
    return new is last is first and new in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTE}
