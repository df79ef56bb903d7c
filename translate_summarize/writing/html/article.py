"""HTML: one self-contained, accessible page that loads nothing and runs no script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from translate_summarize.article.article import VERBATIM, BlockKind
from translate_summarize.article.brief import BriefSentence
from translate_summarize.article.inline import RunKind, one_line
from translate_summarize.article.translation import SentencePair
from translate_summarize.writing.document import Document
from translate_summarize.writing.html.explanation import section
from translate_summarize.writing.html.page import escaped, footer, inline, page, style_sheet
from translate_summarize.writing.outline import Group, Part, head, outline

# Sentences of one row that are highlighted with their counterparts; each needs a line of the style sheet.
_MAX_PAIRED = 200

_NUMBER = re.compile(r"(\d{1,9})[.)]")

_LETTER = re.compile(r"([A-Za-z])[.)]")

_BULLET = re.compile(r"[^\w(\[]?")

_TASK = re.compile(r"(\S+) \[([ xX])\]")

_EMPHASIS = {"strong": RunKind.STRONG, "em": RunKind.EMPHASIS}


class _Side(StrEnum):
    """A column of the page; its value is the language."""

    GERMAN = "de"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Context:
    """What decides how sentences are marked.

    Attributes:
        keys: where the sentences of the brief stand and their numbers.
        bilingual: whether sentences are paired with their counterparts.
        side: the column being written.
        first: number within its row that the first sentence of the part has.
    """

    keys: dict[tuple[int, int], int]
    bilingual: bool
    side: _Side = _Side.ENGLISH
    first: int = 0


def render(document: Document) -> str:
    """The document as an HTML page, ending in a line break."""
    context = _Context(document.key_pairs, document.bilingual)
    title = head(document)
    name = document.title or document.source_file or "Article"
    groups = outline(document, without=title) if document.with_translation else ()
    explanation = document.brief.explanation if document.brief else None
    explained = section(document, explanation) if explanation else ""
    body = [
        _header(document, title, context),
        '<main id="main">',
        *([_brief(document, context)] if document.brief else []),
        *([explained] if explained else []),
        *([_article(groups, context)] if document.with_translation else []),
        "</main>",
        _footer(document),
    ]
    return page(
        name,
        body,
        _style(groups, document) + (style_sheet("scores.css") if explained else ""),
        version=document.translated.signature.version,
        css_class="bilingual" if document.bilingual else "",
    )


def _style(groups: Iterable[Group], document: Document) -> str:
    style = style_sheet("page.css")
    if document.bilingual:
        longest = max((sum(len(p.pairs) for p in g.parts) for g in groups), default=0)
        lit = "background: var(--pair); color: var(--ink);"
        style += "".join(
            f".row:has(.s{n}:is(:hover, :focus, :target)) .s{n} {{ {lit} }}\n" for n in range(min(longest, _MAX_PAIRED))
        )
    return style


def _header(document: Document, title: Part | None, context: _Context) -> str:
    english = _sentences(title, replace(context, bilingual=False)) if title else inline(document.title)
    if not english:
        english = "Brief" if not document.with_translation else escaped(document.source_file or "Article")
    lines = ["<header>", f"<h1>{english}</h1>"]
    if document.bilingual and document.source_title:
        lines.append(f'<p class="original" lang="de">{inline(document.source_title)}</p>')
    if document.brief is None:
        lines.append(_source(document))
    return "\n".join([*lines, "</header>"])


def _source(document: Document) -> str:
    title, file = document.source_title, escaped(document.source_file)
    cite = f'<cite lang="de">{inline(title)}</cite>' if title else ""
    named = f"{cite} ({file})" if cite and file else cite or file
    return f'<p class="source">Source: {named}</p>' if named else ""


def _brief(document: Document, context: _Context) -> str:
    points = [" ".join(_brief_sentence(s, context) for s in point) for point in document.brief_points]
    listed = "".join(f"<li>{point}</li>" for point in points)
    paragraph = f"<ul>{listed}</ul>" if document.points else f"<p>{' '.join(points)}</p>"
    if document.bilingual and document.brief_source:
        paragraph = _row(f"<p>{inline(document.brief_source)}</p>", paragraph)
    if not document.with_translation:
        return f'<section class="brief" aria-label="Brief">\n{paragraph}\n{_source(document)}\n</section>'
    return (
        '<section class="brief" aria-labelledby="brief">\n<h2 id="brief">Brief</h2>\n'
        f"{paragraph}\n{_source(document)}\n</section>"
    )


def _brief_sentence(sentence: BriefSentence, context: _Context) -> str:
    place = (sentence.block, sentence.pair)
    number = context.keys.get(place)
    text = _wrapped(inline(sentence.text), ["doubt"] if sentence.flags else [], sentence.flags)
    if number is None:
        return text
    return (
        f'{text}<a class="ref" href="#{_anchor(*place)}" data-n="{number}"'
        f' aria-label="Sentence {number} in the translation"></a>'
    )


def _footer(document: Document) -> str:
    legend = f'<p class="legend"><mark class="doubt">Doubtful</mark>: {escaped(document.legend)}</p>'
    return footer(str(document.translated.signature), [legend] if document.legend else [])


def _article(groups: Iterable[Group], context: _Context) -> str:
    lines = ['<article aria-label="Translation">']
    if context.bilingual:
        lines.append('<div class="row columns" aria-hidden="true"><span>German</span><span>English</span></div>')
    for group in groups:
        if not context.bilingual or group.kind in VERBATIM:
            lines.append(_group(group, replace(context, bilingual=False)))
        elif group.kind is BlockKind.LIST_ITEM:
            lines += [_item_row(part, context) for part in group.parts]
        else:
            lines.append(_both(group, context))
    return "\n".join([*lines, "</article>"])


def _item_row(part: Part, context: _Context) -> str:
    """A list item as a row of its own, which keeps the columns level in long lists."""
    alone = Group(part.kind, (replace(part, depth=0),))
    return _both(alone, context, f"depth-{min(part.depth, 3)}")


def _both(group: Group, context: _Context, css_class: str = "") -> str:
    german, english = (_group(group, replace(context, side=side)) for side in _Side)
    return _row(german, english, css_class)


def _row(german: str, english: str, item_class: str = "") -> str:
    row = "row item" if item_class else "row"
    attribute = f' class="{item_class}"' if item_class else ""
    columns = f'<div lang="de"{attribute}>{german}</div>\n<div lang="en"{attribute}>{english}</div>'
    return f'<div class="{row}">{columns}</div>'


def _group(group: Group, context: _Context) -> str:
    part = group.parts[0]
    match group.kind:
        case BlockKind.TITLE | BlockKind.HEADING:
            return _heading(part, context)
        case BlockKind.LIST_ITEM:
            return _list(list(group.parts), context)
        case BlockKind.TABLE_ROW:
            return _table(group.parts, context)
        case BlockKind.QUOTE:
            return _quote(group.parts, context)
        case BlockKind.CODE:
            return _code(part)
        case BlockKind.SEPARATOR:
            return "<hr>"
        case _:
            return f"<p>{_emphasised(part, _sentences(part, context))}</p>"


def _emphasised(part: Part, text: str) -> str:
    """The text in the emphasis that stands around the whole block in the source."""
    block = part.translated.block
    wanted = _EMPHASIS if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) else {}
    tags = [tag for tag, kind in wanted.items() if block.is_wholly(kind)]
    return "".join(f"<{t}>" for t in tags) + text + "".join(f"</{t}>" for t in reversed(tags))


def _heading(part: Part, context: _Context) -> str:
    level = min(max(part.translated.block.level, 2), 6)
    text = _sentences(part, context)
    # The German heading only looks like one, so that the page has one outline.
    if context.side is _Side.GERMAN:
        return f'<p class="h{level}">{text}</p>'
    return f"<h{level}>{text}</h{level}>"


def _code(part: Part) -> str:
    language = part.translated.block.code_language
    named = f' class="language-{escaped(language)}"' if re.fullmatch(r"\S+", language) else ""
    # The parser drops the line break after <pre>, and would drop one of the code's in its place.
    return f'<pre translate="no">\n<code{named}>{escaped(part.source)}</code></pre>'


def _quote(parts: Iterable[Part], context: _Context) -> str:
    """Nested quotations open inside the outer ones; the attribution closes the innermost."""
    shown = ""
    depth = 0
    for part, inner in _numbered(parts, context):
        text = _sentences(part, inner)
        if part.kind is BlockKind.ATTRIBUTION:
            shown += f"<footer>{text}</footer>"
            continue
        wanted = part.translated.block.level + 1
        shown += (
            "<blockquote>" * (wanted - depth) + "</blockquote>" * (depth - wanted) + f"<p>{_emphasised(part, text)}</p>"
        )
        depth = wanted
    return shown + "</blockquote>" * depth


def _list(parts: list[Part], context: _Context) -> str:
    shown = ""
    open_tags: list[str] = []
    for part, inner in _numbered(parts, context):
        opening, item, lead = _item_tags(part)
        tag = opening[1:3]
        while len(open_tags) > part.depth + 1:
            shown += f"</li></{open_tags.pop()}>"
        if len(open_tags) == part.depth + 1:
            shown += "</li>"
            if open_tags[-1] != tag:
                shown += f"</{open_tags.pop()}>"
        while len(open_tags) < part.depth + 1:
            shown += opening
            open_tags.append(tag)
        shown += f"{item}{lead}{_sentences(part, inner)}"
    return shown + "".join(f"</li></{tag}>" for tag in reversed(open_tags))


def _item_tags(part: Part) -> tuple[str, str, str]:
    """The tags that open a list item's list and the item, and what of its marker is printed as text."""
    marker, box = one_line(part.translated.block.list_marker), ""
    if task := _TASK.fullmatch(marker):
        done = task[2] != " "
        marker = task[1]
        box = f'<span role="img" aria-label="{"done" if done else "open"}">{"☑" if done else "☐"}</span> '
    if number := _NUMBER.fullmatch(marker):
        return "<ol>", f'<li value="{int(number[1])}">', box
    if letter := _LETTER.fullmatch(marker):
        kind = "A" if letter[1].isupper() else "a"
        return "<ol>", f'<li type="{kind}" value="{ord(letter[1]) - ord(kind) + 1}">', box
    return "<ul>", "<li>", box if _BULLET.fullmatch(marker) else f"{escaped(marker)} {box}"


def _table(parts: tuple[Part, ...], context: _Context) -> str:
    """A table whose first row is its head, if it has more than one."""
    rows = []
    for number, (part, inner) in enumerate(_numbered(parts, context)):
        tag = '<th scope="col">' if number == 0 and len(parts) > 1 else "<td>"
        fields = "".join(f"{tag}{cell}</{tag[1:3]}>" for cell in _cells(part, inner))
        rows.append(f"<tr>{fields}</tr>")
    return f'<div class="scroll"><table>{"".join(rows)}</table></div>'


def _cells(part: Part, context: _Context) -> list[str]:
    if context.side is _Side.GERMAN and not _covered(part):
        return [inline(cell) for cell in part.translated.block.cells]
    return [_sentence(part, i, pair, context) for i, pair in enumerate(part.pairs)]


def _numbered(parts: Iterable[Part], context: _Context) -> list[tuple[Part, _Context]]:
    """The parts of a row, each with the number of its first sentence within the row."""
    first = context.first
    numbered = []
    for part in parts:
        numbered.append((part, replace(context, first=first)))
        first += len(part.pairs)
    return numbered


def _covered(part: Part) -> bool:
    """Whether the sentence pairs hold all of the German block; if not, the block is shown unpaired."""
    joined = part.translated.separator.join(p.source for p in part.pairs)
    return "".join(joined.split()) == "".join(part.source.split())


def _sentences(part: Part, context: _Context) -> str:
    if context.side is _Side.GERMAN and not _covered(part):
        return inline(part.source)
    shown = [_sentence(part, i, pair, context) for i, pair in enumerate(part.pairs)]
    return escaped(part.translated.separator).join(shown)


def _sentence(part: Part, index: int, pair: SentencePair, context: _Context) -> str:
    """One sentence of a block, marked as doubtful, as one of the brief's, or as one of a pair."""
    english = context.side is _Side.ENGLISH
    key = (part.index, index) in context.keys
    classes = []
    if context.bilingual and context.first + index < _MAX_PAIRED:
        classes = ["s", f"s{context.first + index}"]
    if key:
        classes.append("key")
    if english and pair.flags:
        classes.append("doubt")
    anchor = _anchor(part.index, index) if key and english else ""
    return _wrapped(inline(pair.target if english else pair.source), classes, pair.flags, anchor)


def _anchor(block: int, pair: int) -> str:
    return f"b{block}s{pair}"


def _wrapped(inner: str, classes: list[str], flags: tuple[str, ...], anchor: str = "") -> str:
    """A sentence in the tag its classes ask for; bare if they ask for none."""
    if not classes:
        return inner
    tag = "mark" if {"key", "doubt"} & set(classes) else "span"
    attributes = f' class="{" ".join(classes)}"'
    if anchor:
        attributes += f' id="{anchor}"'
    if "s" in classes or anchor:
        # Focusable by tap and link, but not by the Tab key.
        attributes += ' tabindex="-1"'
    if "doubt" in classes:
        attributes += f' title="doubtful: {escaped(", ".join(flags))}"'
    return f"<{tag}{attributes}>{inner}</{tag}>"
