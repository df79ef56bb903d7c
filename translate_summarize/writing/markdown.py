"""Markdown (CommonMark with the tables of GitHub), every text escaped so that it renders as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from translate_summarize.article.article import VERBATIM, Alignment, BlockKind
from translate_summarize.article.inline import Piece, PieceKind, RunKind, one_line, pieces
from translate_summarize.writing.document import Document
from translate_summarize.writing.explanation import LEGEND, table
from translate_summarize.writing.outline import Group, Part, head, outline

_DOUBT = "\\[?]"

# Characters that start inline markup wherever they stand; "_" and "&", "<" only in some company.
_INLINE = re.compile(
    r"[\\`*\[~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[a-z/!?])"
    r"|&(?=#?\w+;)",
    re.IGNORECASE,
)

_BLOCK_START = re.compile(r"(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=][-=\s]*$)|^\d{1,9}(?=[.)](?:\s|$))")

# Needs no escape: an ampersand, for instance, must not begin an entity.
_PLAIN_ADDRESS = re.compile(r"(?:[A-Za-z0-9:/.?=%#+,-]|&(?=[A-Za-z0-9-]+=))+")

_ORDERED = re.compile(r"(\d{1,9})[.)]")

_BULLET = re.compile(r"[^\w(\[]?")

_TASK = re.compile(r"([-*+]|\d{1,9}[.)]) (\[[ xX]\])")

_RULES = {Alignment.NONE: "---", Alignment.LEFT: ":--", Alignment.CENTER: ":-:", Alignment.RIGHT: "--:"}


def render(document: Document) -> str:
    """The document as Markdown, ending in a line break."""
    paragraphs: list[str] = []
    title = None
    if document.brief is not None:
        title = head(document)
        paragraphs = _brief(document, title)
    if document.with_translation:
        groups = outline(document, without=title)
        paragraphs += _side_by_side(groups) if document.bilingual else [_group(group) for group in groups]
    if document.legend:
        paragraphs.append(f"{_DOUBT} doubtful: {inline(document.legend)}")
    paragraphs += ["---", f"*Translated by* {code_span(str(document.translated.signature))}"]
    return "\n\n".join(p for p in paragraphs if p.strip()) + "\n"


def inline(text: str) -> str:
    """Text as Markdown that renders as that text; `code` stays code and web addresses stay intact."""
    markup = ""
    for piece in map(_piece, pieces(one_line(text))):
        # "!" before a link would make it an image.
        if piece.startswith("[") and markup.endswith("!"):
            markup = f"{markup[:-1]}\\!"
        markup += piece
    return markup


def link(text: str, address: str) -> str:
    """Text as a link.

    Args:
        text: not markup; web addresses in it are text, for a link cannot hold another.
        address: percent-encoded, so that nothing in it can end the link.
    """
    shown = "".join(
        piece.raw if piece.kind is PieceKind.CODE else _link_text(piece.raw) for piece in pieces(one_line(text))
    )
    return f"[{shown.strip()}]({address})"


def _piece(piece: Piece) -> str:
    if piece.kind is PieceKind.CODE:
        return piece.raw
    if not piece.target:
        return _escaped(piece.raw)
    if _PLAIN_ADDRESS.fullmatch(piece.raw):
        return piece.raw
    if piece.target == piece.raw:
        return f"<{piece.raw}>"
    # An autolink needs a scheme. In the address an escape or an entity would be resolved.
    target = piece.target.replace("\\", "%5C").replace("&", "&amp;")
    return f"[{_link_text(piece.raw)}](<{target}>)"


def _link_text(text: str) -> str:
    return _escaped(text).replace("]", "\\]")


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def block_text(markup: str) -> str:
    """Inline markup escaped for the start of a block, where more characters have a meaning."""
    markup = markup.strip()
    start = _BLOCK_START.match(markup)
    return f"{start[0]}\\{markup[start.end() :]}" if start else markup


def code_span(text: str) -> str:
    """Text as code, which shows every character as it is."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{one_line(text)}{pad}{fence}"


def _strong(markup: str) -> str:
    return f"**{markup.strip()}**" if markup.strip() else ""


def emphasis(markup: str) -> str:
    """Inline markup in italics; nothing if it is blank."""
    return f"*{markup.strip()}*" if markup.strip() else ""


def _marked(sentence: str, flags: tuple[str, ...]) -> str:
    return f"{inline(sentence)} {_DOUBT}" if flags else inline(sentence)


def _english(part: Part) -> str:
    return part.translated.separator.join(_marked(p.target, p.flags) for p in part.pairs)


def _brief(document: Document, title: Part | None) -> list[str]:
    points = [block_text(" ".join(_marked(s.text, s.flags) for s in point)) for point in document.brief_points]
    paragraph = "\n".join(f"- {point}" for point in points) if document.points else " ".join(points)
    english = _english(title) if title else inline(document.title)
    german = inline(document.source_title)
    if document.bilingual and document.brief_source:
        # A table cell holds no list.
        cell = "<br>".join(f"• {point}" for point in points) if document.points else paragraph
        paragraph = _pair_table([(inline(document.brief_source), cell)])
    source = emphasis(f"Source: {inline(document.source_line)}") if document.source_line else ""
    subtitle = emphasis(german) if document.bilingual else ""
    paragraphs = [paragraph, source]
    if document.brief and document.brief.explanation:
        rows = [[inline(cell) for cell in row] for row in table(document.brief.explanation)]
        paragraphs += ["## Why these sentences", inline(LEGEND), _table(rows)]
    if document.with_translation:
        return [heading(english, 1), subtitle, "## Brief", *paragraphs, "---"]
    return [_strong(english), subtitle, *paragraphs]


def heading(markup: str, level: int) -> str:
    """Inline markup as a heading of a level from 1 to 6; nothing if it is blank."""
    # A run of # at the end would be taken for the closing of the heading.
    return "#" * level + " " + re.sub(r"(^|\s)(#+)$", r"\1\\\2", markup.strip()) if markup.strip() else ""


def _level(part: Part) -> int:
    return 1 if part.kind is BlockKind.TITLE else min(max(part.translated.block.level, 2), 6)


def _group(group: Group) -> str:
    part = group.parts[0]
    match group.kind:
        case BlockKind.TITLE | BlockKind.HEADING:
            return heading(_english(part), _level(part))
        case BlockKind.LIST_ITEM:
            return _list(group.parts)
        case BlockKind.TABLE_ROW:
            rows = [[_marked(cell.target, cell.flags) for cell in row.pairs] for row in group.parts]
            return _table(rows, part.translated.block.alignment)
        case BlockKind.QUOTE:
            return _quote(group.parts)
        case BlockKind.CODE:
            return _fenced(part)
        case BlockKind.SEPARATOR:
            return "---"
        case _:
            return block_text(_emphasised(part))


def _emphasised(part: Part) -> str:
    """The English in the emphasis marks that stand around the whole block in the source."""
    block, english = part.translated.block, _english(part).strip()
    if not english or block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
        return english
    marks = "**" * block.is_wholly(RunKind.STRONG) + "*" * block.is_wholly(RunKind.EMPHASIS)
    return f"{marks}{english}{marks}"


def _fenced(part: Part) -> str:
    code = part.source.removesuffix("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    language = part.translated.block.code_language
    language = language if re.fullmatch(r"[^\s`]+", language) else ""
    return f"{fence}{language}\n{code}\n{fence}"


def _quote(parts: Iterable[Part]) -> str:
    lines: list[str] = []
    level = 0
    for part in parts:
        # The attribution belongs into the quotation above it.
        level = part.translated.block.level + 1 if part.kind is BlockKind.QUOTE else level
        if lines:
            lines.append(">")
        lines.append("> " * level + block_text(_emphasised(part)))
    return "\n".join(lines)


def _list(parts: Iterable[Part]) -> str:
    """Items nested by the width of their parents' markers; numbers stay what they are in the source."""
    lines = ""
    open_items: list[tuple[int, int, str]] = []  # Column of the text, number, delimiter.
    for part in parts:
        level = part.depth
        before = open_items[level] if level < len(open_items) else None
        open_items = open_items[:level]
        marker, number, delimiter, text = _marker(part)
        if before and number >= 0 and before[1] >= 0:
            # Another delimiter starts a new list: Markdown would count on from the number before.
            goes_on = number in (before[1], before[1] + 1)
            delimiter = before[2] if goes_on else ")" if before[2] == "." else "."
            marker = f"{number}{delimiter}"
        column = open_items[-1][0] if open_items else 0
        open_items.append((column + len(marker) + 1, number, delimiter))
        if lines:
            # Within an item's text only a bullet with text, or the number 1, starts a list at once.
            lines += "\n" if text and (number in (-1, 1) or before) else "\n\n"
        lines += f"{' ' * column}{marker} {text}".rstrip()
    return lines


def _marker(part: Part) -> tuple[str, int, str, str]:
    """A list item's Markdown marker, its number (-1 for a bullet), its delimiter and its text."""
    own = one_line(part.translated.block.list_marker)
    text = _english(part)
    if task := _TASK.fullmatch(own):
        own, text = task[1], f"{task[2]} {text}"
    ordered = _ORDERED.fullmatch(own)
    if ordered:
        return own, int(ordered[1]), own[-1], block_text(text)
    # What is neither number nor bullet, such as "a)", is no marker in Markdown and stays before the text.
    return "-", -1, "", block_text(text if _BULLET.fullmatch(own) else f"{inline(own)} {text}")


def _row(fields: Iterable[str]) -> str:
    # A bar divides cells even within code and addresses, so it is escaped last and everywhere.
    return "| " + " | ".join(field.strip().replace("|", "\\|") for field in fields) + " |"


def _table(rows: list[list[str]], alignment: Sequence[Alignment] = ()) -> str:
    """A table whose first row is its head, as Markdown requires; without an alignment columns have the default one."""
    width = max(map(len, rows))
    full = [row + [""] * (width - len(row)) for row in rows]
    rule = [_RULES[column] for column in alignment[:width]]
    rule += [_RULES[Alignment.NONE]] * (width - len(rule))
    return "\n".join([_row(full[0]), _row(rule), *map(_row, full[1:])])


def _pair_table(rows: Iterable[tuple[str, str]]) -> str:
    return _table([["Deutsch", "English"], *map(list, rows)])


def _side_by_side(groups: Iterable[Group]) -> list[str]:
    """German and English in the columns of tables, interrupted by what is the same in both."""
    paragraphs: list[str] = []
    rows: list[tuple[str, str]] = []
    for group in groups:
        if group.kind in VERBATIM or group.kind is BlockKind.TITLE:
            if rows:
                paragraphs.append(_pair_table(rows))
                rows = []
            paragraphs.append(_group(group))
            if group.kind is BlockKind.TITLE:
                paragraphs.append(emphasis(inline(group.parts[0].source)))
        else:
            rows += [_pair(part, group.kind) for part in group.parts]
    return [*paragraphs, _pair_table(rows)] if rows else paragraphs


def _pair(part: Part, kind: BlockKind) -> tuple[str, str]:
    """A block in German and in English, with as much of its markup as a table cell allows."""
    markup: Callable[[str], str] = str.strip
    match kind:
        case BlockKind.HEADING:
            markup = _strong
        case BlockKind.QUOTE:
            markup = emphasis
        case BlockKind.LIST_ITEM:
            own = one_line(part.translated.block.list_marker)
            lead = "&emsp;" * part.depth + ("•" if _BULLET.fullmatch(own) else inline(own))
            return f"{lead} {inline(part.source)}", f"{lead} {_english(part)}"
    return markup(inline(part.source)), markup(_english(part))
