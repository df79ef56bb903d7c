"""A tree of HTML elements, or of those that trafilatura makes of them, -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate_summarize.article.article import Block, BlockKind, table_row
from translate_summarize.article.inline import LOWERED, RAISED, Run, RunKind, in_script
from translate_summarize.languages.language import word_set
from translate_summarize.reading.charset import clean
from translate_summarize.reading.html.origins import Origins
from translate_summarize.reading.marked_text import (
    DELETED_TAGS,
    RUN_TAGS,
    MarkedText,
    MarkedTextBuilder,
    join_marked,
)
from translate_summarize.reading.structure.furniture import DELETED, FRAME
from translate_summarize.reading.text.wrapping import HARD_BREAK, join_lines, split_at_hard_breaks

if TYPE_CHECKING:
    from lxml.etree import _Element


_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_LISTS = word_set("ul ol dl menu list")

_ITEMS = word_set("li dt dd item")

_ROWS, _CELLS = word_set("tr row"), word_set("td th cell")

_QUOTES = word_set("blockquote quote")

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

# What trafilatura makes of bold and italic text and of links.
_EXTRACTED_RUNS = {"#b": RunKind.STRONG, "#i": RunKind.EMPHASIS, "ref": RunKind.LINK}

_MAX_CELL = 400
"""Characters; a longer cell holds running text: the table is there for the layout."""


def blocks_of(root: _Element, frame: Set[str] = frozenset(), origins: Origins | None = None) -> list[Block]:
    """Make blocks of everything that a reader sees in a tree.

    A link is its text; sub- and superscript figures stay apart from the number before them; a table that is there
    for the layout is its content. Deleted text is left out; a block that is nothing else is furniture.

    Args:
        root: HTML's ``body`` or a part of it, or a tree of ``trafilatura.bare_extraction``.
        frame: names of elements whose blocks are the page's frame, and furniture.
        origins: where the elements stood in the source; None if it is not known.

    Returns:
        Its blocks in order: headings, paragraphs, quotes, list items, table rows, code, separators.
    """
    reader = ElementReader(frame, origins)
    reader.read(root)
    return reader.blocks


class ElementReader:
    """Walks over the elements, gathers inline text, and makes a block of it where one ends."""

    def __init__(self, frame: Set[str] = frozenset(), origins: Origins | None = None) -> None:
        self.blocks: list[Block] = []
        self._frame = frame
        self._origins = origins
        self._element: _Element | None = None  # the innermost one that stands on lines of its own
        self._furniture = ""
        self._line = MarkedTextBuilder()
        self._around: list[tuple[RunKind, str]] = []  # runs of elements that hold blocks
        self._quotes = 0
        self._lists: list[int] = []  # of each open list the number of its last item; -1 if it has none
        self._marker = ""  # of a list item that has no text yet

    def read(self, root: _Element) -> None:
        """All that stands in an element."""
        self._element = root
        self._content(root)
        self._end_paragraph()

    def _content(self, element: _Element) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._text(child.tail)

    def _end_paragraph(self) -> None:
        """Make blocks of the text gathered so far."""
        marked, self._line = self._line.build(), MarkedTextBuilder()
        deleted = marked.is_deleted
        if not deleted and self._furniture != DELETED:
            marked = marked.without_deleted()
        texts = list(_paragraphs(marked.text))
        for text, runs in zip(texts, marked.runs_in(texts), strict=True):
            around = tuple(Run(0, len(text), kind, target) for kind, target in self._around)
            self._add(replace(self._block(text, deleted), runs=around + runs), DELETED if deleted else "")

    def _add(self, block: Block, furniture: str = "") -> None:
        origin = self._origins.path(self._element) if self._origins is not None and self._element is not None else ""
        self.blocks.append(replace(block, furniture=furniture or self._furniture, origin=origin))

    def _block(self, text: str, deleted: bool) -> Block:
        if self._marker:
            marker, self._marker = self._marker, self._marker if deleted else ""
            return Block(BlockKind.LIST_ITEM, text, level=max(0, len(self._lists) - 1), list_marker=marker)
        if self._quotes:
            return Block(BlockKind.QUOTE, text, level=self._quotes - 1)
        return Block(BlockKind.PARAGRAPH, text)

    def _text(self, text: str | None) -> None:
        if text:
            self._line.add(_SPACE.sub(" ", clean(text)))

    def _child(self, element: _Element) -> None:
        tag, rend = _name(element), element.get("rend", "")
        if tag in _NO_TEXT or (tag == "head" and not rend) or _is_hidden(element):
            return
        if tag in ("br", "lb"):
            self._line.add(HARD_BREAK)
        elif tag in ("sub", "sup") or rend in ("#sub", "#sup"):
            script = RAISED if "sup" in (tag, rend[1:]) else LOWERED
            self._line.add(in_script(_plain(element).text, script))
        elif tag in _CODE and not _is_block_of_code(element):
            if code := _plain(element).text:
                start = self._line.length
                self._line.add(f"`{code}`")
                self._line.mark(start, RunKind.CODE)
        elif tag not in _BLOCKS and tag not in _CODE and not any(map(_is_block, element.iterdescendants())):
            self._inline(element, tag)
        else:
            self._whole(element, tag, rend)

    def _inline(self, element: _Element, tag: str) -> None:
        """An element within a line; a space is inserted between elements that CSS separates."""
        before = element.getprevious()
        if before is not None and not before.tail:
            last = self._line.last[-1:]
            first = next((text for text in element.itertext() if text), "")[:1]
            if (last.islower() or last in ":.…") and first.isupper():
                self._line.add(" ")
        if tag in DELETED_TAGS:
            self._line.begin_deleted()
        start = self._line.length
        self._content(element)
        for kind, target in _runs(element, tag):
            self._line.mark(start, kind, target)
        if tag in DELETED_TAGS:
            self._line.end_deleted()

    def _whole(self, element: _Element, tag: str, rend: str) -> None:
        """An element that stands on lines of its own, or holds such elements."""
        self._end_paragraph()
        outside = self._element, self._furniture, len(self._around)
        self._element = element
        self._furniture = DELETED if tag in DELETED_TAGS else self._furniture or (FRAME if tag in self._frame else "")
        self._around += _runs(element, tag)
        self._blocks_of(element, tag, rend)
        self._end_paragraph()
        self._element, self._furniture = outside[:2]
        del self._around[outside[2] :]

    def _blocks_of(self, element: _Element, tag: str, rend: str) -> None:
        if tag in _HEADINGS or tag == "head":
            self._heading(element, _HEADINGS.get(tag if tag in _HEADINGS else rend, 2))
        elif tag in _LISTS:
            self._lists.append(_number(element.get("start"), 1) - 1 if "ol" in (tag, rend) else -1)
            self._content(element)
            self._end_paragraph()
            self._lists.pop()
            self._marker = ""
        elif tag in _ITEMS:
            self._item(element)
        elif tag in _ROWS:
            self._row(element)
        elif tag in _QUOTES:
            self._quotes += 1
            self._content(element)
            self._end_paragraph()
            self._quotes -= 1
        elif tag == "pre" or tag in _CODE:
            if verbatim := "".join(_verbatim(element)).strip("\n"):
                self._add(Block(BlockKind.CODE, clean(verbatim)))
        elif tag == "hr":
            self._add(Block(BlockKind.SEPARATOR, "---"))
        else:
            self._content(element)

    def _heading(self, element: _Element, level: int) -> None:
        line = _plain(element)
        marked = line.visible
        if text := join_lines([marked.text]):
            self._marker = ""
            around = tuple(Run(0, len(text), kind, target) for kind, target in self._around)
            runs = around + marked.runs_in([text])[0]
            self._add(Block(BlockKind.HEADING, text, level=level, runs=runs), DELETED if line.is_deleted else "")

    def _item(self, element: _Element) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] = _number(element.get("value"), self._lists[-1] + 1)
            self._marker = f"{self._lists[-1]}."
        else:
            self._marker = "-"
        self._content(element)
        self._end_paragraph()
        self._marker = ""

    def _row(self, element: _Element) -> None:
        cells = [child for child in element if isinstance(child.tag, str) and _name(child) in _CELLS]
        lines = [_plain(cell) for cell in cells]
        filled = [line for line in lines if line.visible.text]
        for_layout = any(len(line.text) > _MAX_CELL for line in lines) or any(map(_holds_blocks, cells))
        if for_layout or len(filled) < 2:
            self._content(element)
            return
        is_deleted = all(line.is_deleted for line in filled)
        shown = [line.visible if is_deleted or not line.is_deleted else MarkedText("") for line in lines]
        texts = [join_lines([marked.text]) for marked in shown]
        runs = [marked.runs_in([text])[0] for marked, text in zip(shown, texts, strict=True)]
        self._add(table_row(texts, runs), DELETED if is_deleted else "")


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
        if isinstance(child.tag, str) and _name(child) not in DELETED_TAGS:
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


@dataclass(frozen=True, slots=True)
class _Line:
    """All text of an element on one line.

    Attributes:
        visible: what a reader sees of it; if the author struck out all of it, that.
        is_deleted: whether the author struck out all of it.
    """

    visible: MarkedText
    is_deleted: bool

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "" if self.is_deleted else self.visible.text


def _plain(element: _Element) -> _Line:
    inner = ElementReader()
    inner.read(element)
    shown = [block for block in inner.blocks if block.furniture != DELETED]
    marked = join_marked((block.text, block.runs) for block in shown or inner.blocks)
    return _Line(marked, is_deleted=bool(inner.blocks) and not shown)


def _runs(element: _Element, tag: str) -> list[tuple[RunKind, str]]:
    """The runs that an element makes of its text, each with a link's address."""
    kind = RUN_TAGS.get(tag) or _EXTRACTED_RUNS.get(element.get("rend", "")) or _EXTRACTED_RUNS.get(tag)
    if kind is RunKind.LINK:
        address = (element.get("href") or element.get("target") or "").strip()
        return [(kind, address)] if address else []
    return [(kind, "")] if kind else []


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of inline text: divided by empty lines, and by line breaks where a new thought begins."""
    for stretch in re.split(rf"(?:{HARD_BREAK}[ ]*){{2,}}", text):
        for part in split_at_hard_breaks(stretch):
            if paragraph := join_lines(re.split(r"[\n\r]", part)):
                yield paragraph
