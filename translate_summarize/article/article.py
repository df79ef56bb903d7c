"""What was read: an article and its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a paragraph, a heading, a list item and so on.

    Attributes:
        kind: what it is.
        text: its text on one logical line (code and separators: verbatim). Table cells are joined by " | ".
        level: heading level (1 to 6), or nesting depth of a list item or quote (0 is outermost).
        marker: a list item's marker as it stands in the source ("-", "•", "3.", "- [x]"); a code block's language;
            emphasis marks around a whole paragraph ("**"); how a table's columns are aligned (":--|--:"), in its head.
        furniture: why the block counts as page furniture ("comment form", "teaser", ...); "" if it does not.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A German article as read from a file.

    Attributes:
        path: as the user gave it, or "-" for standard input.
        blocks: in source order; nothing of the file is missing except a repeated title, and what a web page hides.
        sha256: hex digest of the file's bytes.
        format: name of the reader that made it ("text", "markdown", "html").
        encoding: the character encoding that was found, in Python's naming.
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


def table_row(cells: Iterable[str]) -> str:
    """The cells of a row joined by " | "; a bar within a cell keeps apart by non-breaking spaces around it."""
    return " | ".join(cell.replace(" |", "\xa0|").replace("| ", "|\xa0") for cell in cells)
