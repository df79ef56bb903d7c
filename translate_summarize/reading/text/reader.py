"""Plain text -> blocks: paragraphs, headings, lists, quotes, tables, separators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from translate_summarize.article.article import Block, BlockKind, table_row
from translate_summarize.reading.structure.furniture import is_furniture_line
from translate_summarize.reading.structure.quotations import is_attribution, mark_quotations
from translate_summarize.reading.structure.sentence_shape import ends_sentence
from translate_summarize.reading.structure.titles import is_headline, is_question_heading, with_title
from translate_summarize.reading.text.lists import Marker, list_markers
from translate_summarize.reading.text.wrapping import Wrap, continues_paragraph, find_wrap, join_lines

_HEADING_LEVEL = 2

_SEPARATOR = re.compile(r"([-*_=~–—•·#+])(?:\s*\1){2,}")

_MAX_SEPARATOR = 2000

_EMAIL_QUOTE = re.compile(r">[>\s]*")


@dataclass(slots=True)
class _Piece:
    """Lines that make one block, with what stands around them; of a table row ``lines`` are the cells."""

    kind: BlockKind
    lines: list[str] = field(default_factory=list)
    list_marker: str = ""
    indent: int = 0
    level: int = 0
    gap_above: bool = False
    gap_below: bool = False
    first: int = 0
    last: int = 0

    def add(self, line: str, number: int) -> None:
        """Append a line."""
        self.lines.append(line)
        self.last = number

    def block(self) -> Block:
        """The block of these lines."""
        origin = f"{self.first + 1}-{self.last + 1}"
        if self.kind is BlockKind.SEPARATOR:
            return Block(self.kind, self.lines[0].strip(), origin=origin)
        if self.kind is BlockKind.TABLE_ROW:
            return replace(table_row(" ".join(cell.split()) for cell in self.lines), origin=origin)
        return Block(self.kind, join_lines(self.lines), self.level, self.list_marker, origin=origin)


def read_text(text: str) -> tuple[Block, ...]:
    r"""Read plain text.

    Args:
        text: cleaned text, ``\n`` for line ends (see ``charset.clean``).

    Returns:
        Its blocks in order, furniture not yet marked. Every character that is not white space is in them,
        but for a repeated title, list markers (kept in ``list_marker``), hyphens of rejoined words, the ">" of
        quoted lines and the bars between table cells.
    """
    raw = [line.rstrip() for line in text.split("\n")]
    lines = [line.expandtabs(4) for line in raw]
    wrap = find_wrap(lines)
    markers = list_markers(lines, wrap)
    pieces: list[_Piece] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end]:
            end += 1
        if end > start:
            group = list(
                _table(raw[start:end])
                or _quoted_lines(lines[start:end])
                or _pieces(lines[start:end], markers[start:end], wrap)
            )
            group[0].gap_above = group[-1].gap_below = True
            for piece in group:
                piece.first, piece.last = piece.first + start, piece.last + start
            pieces += group
        start = end + 1
    _set_levels(pieces)
    _open_around_separators(pieces)
    blocks = mark_quotations([piece.block() for piece in pieces])
    blocks = [
        replace(block, kind=BlockKind.HEADING, level=_HEADING_LEVEL) if _is_heading(blocks, pieces, i) else block
        for i, block in enumerate(blocks)
    ]
    return tuple(with_title(blocks, lambda i: _may_be_title(blocks, pieces, i), is_furniture_line))


def _pieces(lines: Sequence[str], markers: Sequence[Marker | None], wrap: Wrap) -> Iterator[_Piece]:
    """Divide lines between two blank ones into blocks."""
    piece: _Piece | None = None
    for i, line in enumerate(lines):
        marker = markers[i]
        if _is_separator(line):
            if piece:
                yield piece
            yield _Piece(BlockKind.SEPARATOR, [line], first=i, last=i)
            piece = None
        elif marker:
            if piece:
                yield piece
            piece = _Piece(BlockKind.LIST_ITEM, [line[marker.length :]], marker.sign, marker.indent, first=i, last=i)
        elif piece and _belongs(piece, lines, i, wrap):
            piece.add(line, i)
        else:
            if piece:
                yield piece
            piece = _Piece(BlockKind.PARAGRAPH, [line], first=i, last=i)
    if piece:
        yield piece


def _belongs(piece: _Piece, lines: Sequence[str], i: int, wrap: Wrap) -> bool:
    """Whether line i goes on with the piece that the line above belongs to."""
    line, above = lines[i], lines[i - 1]
    if piece.kind is BlockKind.LIST_ITEM and len(line) - len(line.lstrip()) > piece.indent:
        return True
    goes_on = continues_paragraph(above, line, wrap)
    is_furniture = is_furniture_line(line.strip())
    if is_furniture and (ends_sentence(above) or not goes_on):
        return False
    if len(piece.lines) == 1 and is_furniture_line(above.strip()) and (is_furniture or not line.strip()[0].islower()):
        return False
    if i == len(lines) - 1 and ends_sentence(above) and is_attribution(line.strip(), quoted=_is_quoted(above)):
        return False
    return goes_on


def _is_quoted(line: str) -> bool:
    return line.rstrip(".!?,")[-1:] in set('“”«»"')


def _is_separator(line: str) -> bool:
    return len(line) <= _MAX_SEPARATOR and bool(_SEPARATOR.fullmatch(line.strip()))


def _table(raw: Sequence[str]) -> list[_Piece]:
    """One piece a row if all lines have the same number of tabs or bars; else none."""
    if len(raw) < 2:
        return []
    for bar in ("\t", "|"):
        counts = {line.strip().count(bar) for line in raw}
        if len(counts) == 1 and 0 not in counts:
            rows = (line.strip().strip("|") if bar == "|" else line.strip() for line in raw)
            return [_Piece(BlockKind.TABLE_ROW, row.split(bar), first=i, last=i) for i, row in enumerate(rows)]
    return []


def _quoted_lines(lines: Sequence[str]) -> list[_Piece]:
    """Paragraphs of lines that all begin with ">", as mail programs quote; else none."""
    if len(lines) < 2 or not all(line.lstrip().startswith(">") for line in lines):
        return []
    bare = [_EMAIL_QUOTE.sub("", line.lstrip(), count=1) for line in lines]
    depths = [line.lstrip().removesuffix(rest).count(">") for line, rest in zip(lines, bare, strict=True)]
    pieces: list[_Piece] = []
    for i, line in enumerate(bare):
        if line and (i == 0 or not bare[i - 1] or depths[i] != depths[i - 1]):
            pieces.append(_Piece(BlockKind.QUOTE, level=depths[i] - 1, first=i))
        if line:
            pieces[-1].add(line, i)
    return pieces


def _set_levels(pieces: Sequence[_Piece]) -> None:
    """Nesting depth of list items from their indentation."""
    indents: list[int] = []
    for piece in pieces:
        if piece.kind is not BlockKind.LIST_ITEM:
            indents.clear()
            continue
        while indents and piece.indent < indents[-1]:
            indents.pop()
        if not indents or piece.indent > indents[-1]:
            indents.append(piece.indent)
        piece.level = len(indents) - 1


def _open_around_separators(pieces: Sequence[_Piece]) -> None:
    """A line of dashes parts blocks as a blank line does."""
    for above, below in pairwise(pieces):
        if BlockKind.SEPARATOR in (above.kind, below.kind):
            above.gap_below = below.gap_above = True


def _is_heading(blocks: Sequence[Block], pieces: Sequence[_Piece], i: int) -> bool:
    block, piece = blocks[i], pieces[i]
    if block.kind is not BlockKind.PARAGRAPH or len(piece.lines) > 3 or len(blocks) == 1:
        return False
    alone = piece.gap_above and piece.gap_below
    if is_headline(block.text):
        return alone or (not piece.gap_below and len(piece.lines) == 1 and _heads_paragraph(blocks, i))
    return alone and is_question_heading(block.text) and _heads_paragraph(blocks, i)


def _may_be_title(blocks: Sequence[Block], pieces: Sequence[_Piece], i: int) -> bool:
    if pieces[i].gap_above and pieces[i].gap_below:
        return i + 1 == len(blocks) or blocks[i + 1].kind is not BlockKind.ATTRIBUTION
    if i + 1 < len(blocks) and blocks[i + 1].text == blocks[i].text:
        return True
    return len(pieces[i].lines) == 1 and not ends_sentence(blocks[i].text) and _heads_paragraph(blocks, i)


def _heads_paragraph(blocks: Sequence[Block], i: int) -> bool:
    """Whether a longer paragraph of whole sentences follows."""
    below = blocks[i + 1] if i + 1 < len(blocks) else None
    return (
        below is not None
        and below.kind is BlockKind.PARAGRAPH
        and ends_sentence(below.text)
        and len(below.text) > 1.5 * len(blocks[i].text)
    )
