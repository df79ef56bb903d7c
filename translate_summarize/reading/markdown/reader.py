"""Markdown (CommonMark and tables, through markdown-it-py) -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from translate_summarize.article.article import Block, BlockKind, table_row
from translate_summarize.languages.german import GERMAN
from translate_summarize.reading.markdown.front_matter import front_matter_title, split_front_matter
from translate_summarize.reading.markdown.inline import InlineText
from translate_summarize.reading.structure.furniture import is_furniture_line
from translate_summarize.reading.structure.quotations import is_attribution, mark_quotations
from translate_summarize.reading.structure.titles import with_title
from translate_summarize.reading.text.reader import read_text
from translate_summarize.reading.text.wrapping import HARD_BREAK, ends_sentence, join_lines, split_at_hard_breaks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_DEEPEST_NESTING = 60

_LONG_PARAGRAPH, _MOST_SIGNS = 20_000, 5_000

_TASK = re.compile(r"(\[[ xX]\])\s+(?=\S)")

_ALIGNMENTS = {"text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}

_LONGEST_SETEXT_HEADING = 120

_BAR = re.compile(r"(?<!\\)\|")

_FIRST_WORD = re.compile(r"\w+(?:-\w+)*")


def read_markdown(text: str) -> tuple[Block, ...]:
    r"""Read Markdown.

    Emphasis marks within a paragraph go, those around a whole one become its ``marker``; inline code stays in
    backticks, a link becomes "text (url)", an image "alt (url)", an autolink its address. Of inline HTML the tags
    that only dress text go like emphasis marks. Raw HTML and definitions of links that nothing uses stay verbatim
    as code.

    Args:
        text: cleaned text, ``\n`` for line ends (see ``decoding.clean``).

    Returns:
        Its blocks in order, furniture not yet marked; of the source only Markdown's own signs and a repeated
        title are missing.
    """
    front_matter, body = split_front_matter(text)
    if _is_tangled(body):
        return read_text(text)
    try:
        blocks = TokenReader(body).blocks()
    except RecursionError:
        blocks = None
    if blocks is None:  # nested beyond what the parser follows; it would drop the rest without a word
        return read_text(text)
    blocks = mark_quotations(blocks)
    heading = next((i for i, b in enumerate(blocks[:6]) if b.kind is BlockKind.HEADING and b.level == 1), -1)
    if heading >= 0:
        blocks[heading] = replace(blocks[heading], kind=BlockKind.TITLE)
    if not front_matter:
        return tuple(with_title(blocks, lambda i: _may_be_title(blocks, i), is_furniture_line))
    code = Block(BlockKind.CODE, front_matter, marker="toml" if front_matter.startswith("+") else "yaml")
    title = front_matter_title(front_matter)
    if heading < 0 and title:
        blocks.insert(0, Block(BlockKind.TITLE, title, level=1))
        titled = with_title(blocks, lambda _: False, is_furniture_line)
        return (titled[0], code, *titled[1:])
    return (code, *with_title(blocks, lambda i: _may_be_title(blocks, i), is_furniture_line))


def _is_tangled(text: str) -> bool:
    """Whether a paragraph holds so many Markdown signs that the parser, quadratic in them, would take minutes."""
    return any(
        len(paragraph) > _LONG_PARAGRAPH and sum(map(paragraph.count, "[*_`<~&-!")) > _MOST_SIGNS
        for paragraph in text.split("\n\n")
    )


def _may_be_title(blocks: Sequence[Block], i: int) -> bool:
    below = blocks[i + 1] if i + 1 < len(blocks) else None
    return below is None or below.kind not in (BlockKind.ATTRIBUTION, BlockKind.LIST_ITEM)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Verbatim(MarkdownIt):
        """Leaves addresses as they stand in the source."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
            return link

    parser = Verbatim("commonmark", {"maxNesting": _DEEPEST_NESTING})
    parser.enable(["table", "strikethrough"])
    return parser


class TokenReader:
    """Walks over the parser's tokens and makes blocks."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._environment: dict[str, object] = {}
        self._tokens = _parser().parse(source, self._environment)
        self._used: set[str] = set()
        self._quotes = 0
        self._lists: list[str] = []
        self._prefix = ""

    def blocks(self) -> list[Block] | None:
        """All blocks in order; None if the text is nested too deeply to be followed."""
        if any(token.level >= _DEEPEST_NESTING - 1 for token in self._tokens):
            return None
        placed: list[tuple[int, Block]] = []
        line = 0
        position = 0
        while position < len(self._tokens):
            token = self._tokens[position]
            if token.map:
                line = token.map[0]
            made, position = self._next(position)
            placed += [(line, block) for block in made]
        placed += self._unused_definitions()
        placed.sort(key=lambda item: item[0])  # stable: only the definitions move
        return [block for _, block in placed]

    def _next(self, position: int) -> tuple[list[Block], int]:
        """Blocks that begin with the token at this position, and where to go on."""
        token = self._tokens[position]
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token.type)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                return self._list_item(position)
            case "heading_open":
                return self._heading(token, self._inline(self._tokens[position + 1])), position + 3
            case "paragraph_open":
                return self._paragraph(self._tokens[position + 1]), position + 3
            case "fence":
                marker = token.info.strip()
                made = [Block(BlockKind.CODE, token.content.rstrip("\n"), marker=marker)]
                return (made if marker or token.content.strip() else []), position + 1
            case "code_block":
                return [Block(BlockKind.CODE, token.content.rstrip("\n"))], position + 1
            case "html_block":
                return [Block(BlockKind.CODE, token.content.rstrip("\n"), marker="html")], position + 1
            case "hr":
                return [Block(BlockKind.SEPARATOR, self._source_line(token) or token.markup)], position + 1
            case "tr_open":
                return self._table_row(position)
        return [], position + 1

    def _source_line(self, token: Token) -> str:
        line = self._lines[token.map[0]].strip() if token.map else ""
        return line if len(set(line.replace(" ", ""))) == 1 else ""

    def _heading(self, token: Token, text: str) -> list[Block]:
        if not text.strip():
            return []
        underlined = token.markup in ("-", "=")
        if underlined and len(text) > _LONGEST_SETEXT_HEADING and ends_sentence(text):
            # A paragraph with a line of dashes right below it, which CommonMark takes for a heading.
            return [*self._text_blocks(text), Block(BlockKind.SEPARATOR, token.markup * 3)]
        return [Block(BlockKind.HEADING, join_lines(text.split("\n")), level=int(token.tag[1:]))]

    def _paragraph(self, inline: Token) -> list[Block]:
        made = self._text_blocks(self._inline(inline, hard_break=HARD_BREAK))
        marks = _surrounding_emphasis(inline)
        if not marks or any(b.kind is BlockKind.ATTRIBUTION for b in made):
            return made
        return [replace(block, marker=marks) for block in made]

    def _text_blocks(self, text: str) -> list[Block]:
        """The paragraph, and the attribution that may stand in its last line; a hard break may part paragraphs."""
        lines = [line for line in re.split(r"[\n\r]", text) if line.strip()]
        if not lines:
            return []
        kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        level = max(0, self._quotes - 1)
        last = lines[-1].strip()
        attributed = len(lines) > 1 and is_attribution(last, quoted=bool(self._quotes))
        if attributed and (self._quotes or ends_sentence(lines[-2])):
            return [
                Block(BlockKind.QUOTE, join_lines(lines[:-1]), level=level),
                Block(BlockKind.ATTRIBUTION, " ".join(last.split())),
            ]
        return [Block(kind, join_lines(re.split(r"[\n\r]", part)), level=level) for part in split_at_hard_breaks(text)]

    def _list_item(self, position: int) -> tuple[list[Block], int]:
        token = self._tokens[position]
        marker = token.info + token.markup
        level = len(self._lists) - 1
        prefix, self._prefix = self._prefix, ""
        following = self._tokens[position + 1]
        if following.type == "paragraph_open":
            text = join_lines(self._inline(self._tokens[position + 2]).split("\n"))
            if prefix or self._is_ordinal(position, text):
                return self._text_blocks(f"{prefix}{marker} {text}"), position + 4
            if task := _TASK.match(text):
                marker, text = f"{marker} {task[1]}", text[task.end() :]
            if text:
                return [Block(BlockKind.LIST_ITEM, text, level=level, marker=marker)], position + 4
        elif following.type == "heading_open" and not prefix:  # "- # Überschrift"
            made = self._heading(following, self._inline(self._tokens[position + 2]))
            if made:
                return [replace(made[0], kind=BlockKind.LIST_ITEM, level=level, marker=marker)], position + 4
        elif following.type == "ordered_list_open" and token.info:  # "3. 10. 2024", two lists to CommonMark
            self._prefix = f"{prefix}{marker} "
            return [], position + 1
        if token.info or prefix or following.type == "list_item_close":  # "1986.", or a number above code
            return self._text_blocks(prefix + marker), position + 1
        return [], position + 1

    def _is_ordinal(self, position: int, text: str) -> bool:
        """Whether a list is no list but a paragraph that begins with an ordinal ("3. Oktober")."""
        item = self._tokens[position]
        opening = self._tokens[position - 1]
        if item.level != 1 or opening.type != "ordered_list_open" or item.markup != ".":
            return False
        close = position + 1
        while self._tokens[close].level > item.level:
            close += 1
        alone = self._tokens[close + 1].type == "ordered_list_close"
        if not alone or item.info != "1":
            return alone
        noun = _FIRST_WORD.match(text)
        return noun is not None and GERMAN.takes_ordinal(noun[0].lower())

    def _table_row(self, position: int) -> tuple[list[Block], int]:
        row = self._tokens[position]
        cells: list[str] = []
        alignment: list[str] = []
        while self._tokens[position].type != "tr_close":
            token = self._tokens[position]
            if token.type == "inline":
                cells.append(join_lines(self._inline(token).split("\n")))
            elif token.type == "th_open":
                alignment.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), "---"))
            position += 1
        if row.map:  # the parser drops cells beyond the header's
            source = self._lines[row.map[0]].lstrip("> \t").strip().removeprefix("|").removesuffix("|")
            beyond = _BAR.split(source)[len(cells) :]
            cells += [" ".join(cell.split()).replace("\\|", "|") for cell in beyond]
        marker = "|".join(alignment) if any(":" in a for a in alignment) else ""
        return ([Block(BlockKind.TABLE_ROW, table_row(cells), marker=marker)] if any(cells) else []), position + 1

    def _inline(self, token: Token, hard_break: str = "\n") -> str:
        """Inline text; soft line ends stay line ends."""
        return InlineText(self._target, hard_break).text(token.children or [])

    def _target(self, token: Token, attribute: str) -> str:
        address, title = str(token.attrs.get(attribute, "")), str(token.attrs.get("title", ""))
        self._used.add(f"{address}\n{title}")
        return f'{address} "{title}"'.strip() if title else address

    def _unused_definitions(self) -> Iterator[tuple[int, Block]]:
        """Link definitions that no link uses: the parser drops them, but they may be remarks."""
        references = self._environment.get("references", {})
        duplicates = self._environment.get("duplicate_refs", [])
        if not isinstance(references, dict) or not isinstance(duplicates, list):
            return
        for definition in [*references.values(), *duplicates]:
            used = f"{definition['href']}\n{definition['title']}" in self._used
            if not used or definition in duplicates:
                first, end = definition["map"]
                verbatim = "\n".join(self._lines[first:end]).strip("\n")
                yield first, Block(BlockKind.CODE, verbatim, marker="markdown")


def _surrounding_emphasis(inline: Token) -> str:
    """The emphasis marks around a whole paragraph: "", "*", "**" or "***"."""
    tokens = [t for t in inline.children or [] if t.type != "text" or t.content.strip()]
    marks = ""
    while len(tokens) > 2 and tokens[0].type in ("em_open", "strong_open"):
        inner = tokens[1:-1]
        if tokens[-1].type != tokens[0].type.replace("open", "close") or any(t.level <= tokens[0].level for t in inner):
            break
        marks += "*" * len(tokens[0].markup)
        tokens = inner
    return marks
