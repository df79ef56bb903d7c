"""A tree of HTML elements, or of those that trafilatura makes of them, -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from translate_summarize.article.article import Block, BlockKind, table_row
from translate_summarize.article.inline import LOWERED, RAISED, in_script
from translate_summarize.languages.language import word_set
from translate_summarize.reading.charset import clean
from translate_summarize.reading.text.wrapping import HARD_BREAK, join_lines, split_at_hard_breaks

if TYPE_CHECKING:
    from lxml.etree import _Element


FRAME = "page frame"
"""Why what stands around the article on its page counts as furniture."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_LISTS = word_set("ul ol dl menu list")

_ITEMS = word_set("li dt dd item")

_ROWS, _CELLS = word_set("tr row"), word_set("td th cell")

_QUOTES = word_set("blockquote quote")

_BOLD, _ITALIC = word_set("b strong #b"), word_set("i em #i")

_CODE = word_set("code kbd samp tt")

_BLOCKS = word_set(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr legend li main menu nav ol optgroup p
    pre search section summary table tbody td tfoot th thead tr ul cell item list quote row"""
)

_NO_TEXT = word_set(
    """audio button canvas datalist dialog embed graphic iframe img input link math meta noframes noscript object option
    picture rp rt script select source style svg template textarea title track video"""
)

_SPACE = re.compile(r"[ \t\n\f]+")

_LONGEST_CELL = 400
"""A longer cell holds running text: the table is there for the layout."""


def blocks_of(root: _Element, frame: Set[str] = frozenset()) -> list[Block]:
    """Make blocks of everything that a reader sees in a tree.

    A link is its text; sub- and superscript figures stay apart from the number before them; a table that is there
    for the layout is its content.

    Args:
        root: HTML's ``body`` or a part of it, or a tree of ``trafilatura.bare_extraction``.
        frame: names of elements whose blocks are the page's frame, and furniture.

    Returns:
        Its blocks in order: headings, paragraphs, quotes, list items, table rows, code, separators.
    """
    walker = ElementReader(frame)
    walker.content(root)
    walker.end_paragraph()
    return walker.blocks


class ElementReader:
    """Walks over the elements, gathers inline text, and makes a block of it where one ends."""

    def __init__(self, frame: Set[str] = frozenset()) -> None:
        self._frame = frame
        self._within_frame = False
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._quotes = 0
        self._lists: list[int] = []  # of each open list the number of its last item; -1 if it has none
        self._marker = ""  # of a list item that has no text yet
        self._emphasis = ""

    def content(self, element: _Element) -> None:
        """What stands in an element."""
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def end_paragraph(self) -> None:
        """Make blocks of the text gathered so far."""
        text, self._line = "".join(self._line), []
        for part in _paragraphs(text):
            self._add(self._block(part))

    def _add(self, block: Block) -> None:
        self.blocks.append(replace(block, furniture=FRAME) if self._within_frame else block)

    def _block(self, text: str) -> Block:
        if self._marker:
            marker, self._marker = self._marker, ""
            return Block(BlockKind.LIST_ITEM, text, level=max(0, len(self._lists) - 1), marker=marker)
        if self._quotes:
            return Block(BlockKind.QUOTE, text, level=self._quotes - 1, marker=self._emphasis)
        return Block(BlockKind.PARAGRAPH, text, marker=self._emphasis)

    def _text(self, text: str | None) -> None:
        if text:
            self._line.append(_SPACE.sub(" ", clean(text)))

    def _element(self, element: _Element) -> None:
        tag, rend = _name(element), element.get("rend", "")
        if tag in _NO_TEXT or (tag == "head" and not rend) or _is_hidden(element):
            return
        if tag in ("br", "lb"):
            self._line.append(HARD_BREAK)
        elif tag in ("sub", "sup") or rend in ("#sub", "#sup"):
            script = RAISED if "sup" in (tag, rend[1:]) else LOWERED
            self._line.append(in_script(_plain(element), script))
        elif tag in _CODE and not _is_block_of_code(element):
            if code := _plain(element):
                self._line.append(f"`{code}`")
        elif tag not in _BLOCKS and tag not in _CODE and not any(map(_is_block, element.iterdescendants())):
            self._inline(element)
        else:
            self.end_paragraph()
            outside, self._within_frame = self._within_frame, self._within_frame or tag in self._frame
            self._whole(element, tag, rend)
            self.end_paragraph()
            self._within_frame = outside

    def _inline(self, element: _Element) -> None:
        """What stands within a line; where two elements touch, as a page sets them apart by its style, a space."""
        before = element.getprevious()
        if before is not None and not before.tail:
            last = next((text for text in reversed(self._line) if text), "")[-1:]
            first = next((text for text in element.itertext() if text), "")[:1]
            if (last.islower() or last in ":.…") and first.isupper():
                self._line.append(" ")
        self.content(element)

    def _whole(self, element: _Element, tag: str, rend: str) -> None:
        """An element that stands on lines of its own."""
        if tag in _HEADINGS or tag == "head":
            self._heading(element, _HEADINGS.get(tag if tag in _HEADINGS else rend, 2))
        elif tag in _LISTS:
            self._lists.append(_number(element.get("start"), 1) - 1 if "ol" in (tag, rend) else -1)
            self.content(element)
            self.end_paragraph()
            self._lists.pop()
            self._marker = ""
        elif tag in _ITEMS:
            self._item(element)
        elif tag in _ROWS:
            self._row(element)
        elif tag in _QUOTES:
            self._quotes += 1
            self.content(element)
            self.end_paragraph()
            self._quotes -= 1
        elif tag == "pre" or tag in _CODE:
            if verbatim := "".join(_verbatim(element)).strip("\n"):
                self._add(Block(BlockKind.CODE, clean(verbatim)))
        elif tag == "hr":
            self._add(Block(BlockKind.SEPARATOR, "---"))
        else:
            self._emphasis = _emphasis(element)
            self.content(element)
            self.end_paragraph()
            self._emphasis = ""

    def _heading(self, element: _Element, level: int) -> None:
        if text := join_lines([_plain(element)]):
            self._marker = ""
            self._add(Block(BlockKind.HEADING, text, level=level))

    def _item(self, element: _Element) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] = _number(element.get("value"), self._lists[-1] + 1)
            self._marker = f"{self._lists[-1]}."
        else:
            self._marker = "-"
        self.content(element)
        self.end_paragraph()
        self._marker = ""

    def _row(self, element: _Element) -> None:
        cells = [child for child in element if isinstance(child.tag, str) and _name(child) in _CELLS]
        texts = [join_lines([_plain(cell)]) for cell in cells]
        for_layout = any(len(text) > _LONGEST_CELL for text in texts) or any(map(_holds_blocks, cells))
        if for_layout or sum(map(bool, texts)) < 2:
            self.content(element)
        else:
            self._add(Block(BlockKind.TABLE_ROW, table_row(texts)))


def _name(element: _Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1].lower()


def _is_block(element: _Element) -> bool:
    return isinstance(element.tag, str) and _name(element) in _BLOCKS


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _verbatim(element: _Element) -> Iterator[str]:
    """The text of an element, line breaks as such."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield "\n" if _name(child) in ("br", "lb") else "".join(_verbatim(child))
        yield child.tail or ""


def _is_hidden(element: _Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrib or "display:none" in style


def _is_block_of_code(element: _Element) -> bool:
    return any("\n" in text for text in element.itertext()) or any(_name(c) in _CODE for c in element)


def _holds_blocks(cell: _Element) -> bool:
    """Whether a cell holds more than one paragraph."""
    tags = [_name(e) for e in cell.iterdescendants() if isinstance(e.tag, str)]
    return tags.count("p") > 1 or any(t in _HEADINGS or t == "head" or t in _LISTS or t in _ROWS for t in tags)


def _plain(element: _Element) -> str:
    """All text of an element on one line."""
    inner = ElementReader()
    inner.content(element)
    inner.end_paragraph()
    return " ".join(block.text for block in inner.blocks)


def _emphasis(element: _Element) -> str:
    """Markdown's sign of the emphasis around all of a paragraph; "" if there is none."""
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) != 1 or (element.text or "").strip() or (children[0].tail or "").strip():
        return ""
    dress = {_name(children[0]), children[0].get("rend", "")}
    return "**" if dress & _BOLD else "*" if dress & _ITALIC else ""


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of inline text: parted by empty lines, and by line breaks where a new thought begins."""
    for stretch in re.split(rf"(?:{HARD_BREAK}[ ]*){{2,}}", text):
        for part in split_at_hard_breaks(stretch):
            if paragraph := join_lines(re.split(r"[\n\r]", part)):
                yield paragraph
