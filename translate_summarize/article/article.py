"""What was read: an article and its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from translate_summarize.article.inline import Run, RunKind

CELL_SEPARATOR = " | "
"""Stands between the cells of a table row where the row is shown as one text."""


class BlockKind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CODE = "code"
    SEPARATOR = "separator"


VERBATIM = frozenset({BlockKind.CODE, BlockKind.SEPARATOR})
"""Kinds of blocks that are the same in every language."""


class Alignment(StrEnum):
    """How a table column is aligned."""

    NONE = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a paragraph, a heading, a list item and so on.

    Attributes:
        kind: what it is.
        text: its text on one logical line (code and separators: verbatim). Of a table row the cells joined for
            display; never parse them back, use ``cells``.
        level: heading level (1 to 6), or nesting depth of a list item or quote (0 is outermost).
        list_marker: a list item's marker as in the source, with its task box: "-", "•", "3.", "- [x]".
        code_language: what a code block's fence names; also "html", "yaml", "toml" and "markdown" for such source.
        alignment: in a table's head, one a column; empty if no column is aligned.
        cells: of a table row, in order.
        runs: inline markup, ordered by start; positions are characters of ``text``.
        origin: place in the source file, for the reader of that format and a writer that edits the file in place: a
            range of lines ("3-5", from 1, in Markdown and plain text) or an XPath (HTML); "" if there is none.
        furniture: why the block counts as page furniture ("comment form", "teaser", ...); "" if it does not.

    Raises:
        ValueError: a table row without cells, or cells of another kind of block.
    """

    kind: BlockKind
    text: str
    level: int = 0
    list_marker: str = ""
    code_language: str = ""
    alignment: tuple[Alignment, ...] = ()
    cells: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    origin: str = ""
    furniture: str = ""

    def __post_init__(self) -> None:
        if bool(self.cells) != (self.kind is BlockKind.TABLE_ROW):
            raise ValueError("table rows, and no other blocks, have cells; see table_row()")

    def is_wholly(self, kind: RunKind) -> bool:
        """Whether one run of that kind covers the whole text."""
        return any(r.kind is kind and r.start == 0 and r.end == len(self.text) for r in self.runs)


def table_row(cells: Iterable[str], runs: Iterable[Iterable[Run]] = (), alignment: Iterable[Alignment] = ()) -> Block:
    """A table row.

    Args:
        cells: their texts.
        runs: of each cell, positions within the cell's text.
        alignment: of the columns, in a table's head.
    """
    texts = tuple(cells)
    placed: list[Run] = []
    start = 0
    for text, inner in zip(texts, (*runs, *[()] * len(texts)), strict=False):
        placed += [run.shifted(start) for run in inner]
        start += len(text) + len(CELL_SEPARATOR)
    return Block(
        BlockKind.TABLE_ROW,
        CELL_SEPARATOR.join(texts),
        alignment=tuple(alignment),
        cells=texts,
        runs=tuple(placed),
    )


@dataclass(frozen=True, slots=True)
class Article:
    """A German article as read from a file.

    Attributes:
        path: as the user gave it, or "-" for standard input.
        blocks: in source order; only a repeated title and what a web page hides are missing.
        sha256: hex digest of the file's bytes.
        format: name of the reader that made it ("text", "markdown", "html").
        encoding: the detected character encoding, in Python's naming.
    """

    path: str
    blocks: tuple[Block, ...]
    sha256: str = ""
    format: str = "text"
    encoding: str = "utf-8"

    @property
    def title(self) -> str:
        """Text of the title block; "" if the article has none."""
        return next((b.text for b in self.blocks if b.kind is BlockKind.TITLE), "")

    @property
    def text(self) -> str:
        """All blocks that are not furniture, separated by blank lines."""
        return "\n\n".join(b.text for b in self.blocks if not b.furniture)

    @property
    def word_count(self) -> int:
        """White-space separated words outside furniture."""
        return sum(len(b.text.split()) for b in self.blocks if not b.furniture)
