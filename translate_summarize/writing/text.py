"""Plain text: paragraphs on one line each, separated by blank lines."""

from __future__ import annotations

import re
from collections.abc import Callable

from translate_summarize.article.article import VERBATIM, BlockKind
from translate_summarize.article.brief import Explanation
from translate_summarize.article.inline import one_line
from translate_summarize.writing.document import DOUBT_MARK, Document
from translate_summarize.writing.explanation import LEGEND, table
from translate_summarize.writing.outline import Group, Part, head, outline

_BULLET = re.compile(r"[^\w(\[]?")


def render(document: Document) -> str:
    """The document as plain text, ending in a line break."""
    write: Callable[[Part], str] = _both if document.bilingual else _english
    paragraphs: list[str] = []
    title = None
    if document.brief is not None:
        title = head(document)
        paragraphs = [write(title) if title else document.title, *_brief(document)]
    if document.with_translation:
        paragraphs += [_group(group, write) for group in outline(document, without=title)]
    if document.legend:
        paragraphs.append(f"{DOUBT_MARK} doubtful: {document.legend}")
    return "\n\n".join(p for p in paragraphs if p.strip()) + "\n"


def _brief(document: Document) -> list[str]:
    points = [" ".join(_marked(s.text, s.flags) for s in point) for point in document.brief_points]
    paragraph = "\n".join(f"- {point}" for point in points) if document.points else " ".join(points)
    if document.bilingual:
        paragraph = _paired(document.brief_source, paragraph)
    source = f"Source: {document.source_line}" if document.source_line else ""
    paragraphs = [paragraph, source]
    if document.brief and document.brief.explanation:
        paragraphs += _explanation(document.brief.explanation)
    return ["Brief", *paragraphs, "Translation"] if document.with_translation else paragraphs


def _explanation(explanation: Explanation) -> list[str]:
    rows = table(explanation)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)] + [0]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    return ["Why these sentences", LEGEND, "\n".join(lines)]


def _group(group: Group, write: Callable[[Part], str]) -> str:
    match group.kind:
        case BlockKind.LIST_ITEM:
            return "\n".join(_item(part, write(part)) for part in group.parts)
        case BlockKind.TABLE_ROW:
            return "\n".join(write(part) for part in group.parts)
        case BlockKind.QUOTE:
            return _quote(group, write)
        case _:
            return write(group.parts[0])


def _quote(group: Group, write: Callable[[Part], str]) -> str:
    """Indented by two spaces, the attribution directly below its quotation."""
    lines = ""
    indent = "  "
    for part in group.parts:
        if part.kind is BlockKind.QUOTE:
            indent = "  " * (part.translated.block.level + 1)
            lines += "\n\n" if lines else ""
        else:
            lines += "\n"
        lines += "\n".join(indent + line for line in write(part).split("\n"))
    return lines


def _item(part: Part, text: str) -> str:
    marker = one_line(part.translated.block.list_marker)
    marker = "-" if _BULLET.fullmatch(marker) else marker
    first = "  " * part.depth + marker + " "
    return first + text.replace("\n", "\n" + " " * len(first))


def _english(part: Part) -> str:
    if part.kind is BlockKind.CODE:
        return part.source
    if part.kind is BlockKind.SEPARATOR:
        return part.source.strip() or "* * *"
    return part.translated.separator.join(_marked(p.target, p.flags) for p in part.pairs)


def _both(part: Part) -> str:
    return _english(part) if part.kind in VERBATIM else _paired(part.source, _english(part))


def _paired(german: str, english: str) -> str:
    return f"DE: {german}\nEN: {english}" if german else english


def _marked(sentence: str, flags: tuple[str, ...]) -> str:
    return f"{one_line(sentence)} {DOUBT_MARK}" if flags else one_line(sentence)
