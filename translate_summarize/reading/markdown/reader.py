"""Markdown (CommonMark and tables, through markdown-it-py) -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from translate_summarize.article.article import Alignment, Block, BlockKind, table_row
from translate_summarize.languages.german import GERMAN
from translate_summarize.reading.markdown.deleted import deleted_positions
from translate_summarize.reading.markdown.front_matter import front_matter_title, split_front_matter
from translate_summarize.reading.markdown.inline import InlineText
from translate_summarize.reading.marked_text import MarkedText
from translate_summarize.reading.structure.furniture import DELETED, is_furniture_line
from translate_summarize.reading.structure.quotations import is_attribution, mark_quotations
from translate_summarize.reading.structure.sentence_shape import ends_sentence
from translate_summarize.reading.structure.titles import with_title
from translate_summarize.reading.text.reader import read_text
from translate_summarize.reading.text.wrapping import HARD_BREAK, join_lines, split_at_hard_breaks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_MAX_NESTING = 60

_LONG_PARAGRAPH, _MAX_SIGNS = 20_000, 5_000

_TASK = re.compile(r"(\[[ xX]\])\s+(?=\S)")

_ALIGNMENTS = {f"text-align:{a.value}": a for a in (Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT)}

_MAX_SETEXT_HEADING = 120

_BAR = re.compile(r"(?<!\\)\|")

_FIRST_WORD = re.compile(r"\w+(?:-\w+)*")


def read_markdown(text: str) -> tuple[Block, ...]:
    r"""Read Markdown.

    Emphasis becomes runs; inline code stays in backticks, a link becomes "text (url)", an image "alt (url)", an
    autolink its address. Of inline HTML the tags that only change how text looks are dropped. Deleted text is left
    out; a block that is nothing else is furniture. Raw HTML and unused link definitions stay verbatim as code.

    Args:
        text: cleaned text, ``\n`` for line ends (see ``charset.clean``).

    Returns:
        Its blocks in order, furniture not yet marked but for deleted text; of the source only Markdown's own signs
        and a repeated title are missing.
    """
    front_matter, body = split_front_matter(text)
    if _is_tangled(body):
        return read_text(text)
    first_line = text[: len(text) - len(body)].count("\n")
    try:
        blocks = TokenReader(body, first_line).blocks()
    except RecursionError:
        blocks = None
    if blocks is None:  # nested beyond what the parser follows; it would drop the rest silently
        return read_text(text)
    blocks = mark_quotations(blocks)
    heading = next(
        (i for i, b in enumerate(blocks[:6]) if b.kind is BlockKind.HEADING and b.level == 1 and not b.furniture), -1
    )
    if heading >= 0:
        blocks[heading] = replace(blocks[heading], kind=BlockKind.TITLE)
    if not front_matter:
        return tuple(with_title(blocks, lambda i: _may_be_title(blocks, i), is_furniture_line))
    language = "toml" if front_matter.startswith("+") else "yaml"
    code = Block(BlockKind.CODE, front_matter, code_language=language, origin=f"1-{first_line + 1}")
    title = front_matter_title(front_matter)
    if heading < 0 and title:
        blocks.insert(0, Block(BlockKind.TITLE, title, level=1, origin=code.origin))
        titled = with_title(blocks, lambda _: False, is_furniture_line)
        return (titled[0], code, *titled[1:])
    return (code, *with_title(blocks, lambda i: _may_be_title(blocks, i), is_furniture_line))


def _is_tangled(text: str) -> bool:
    """Whether a paragraph holds so many Markdown signs that the parser, quadratic in them, would take minutes."""
    return any(
        len(paragraph) > _LONG_PARAGRAPH and sum(map(paragraph.count, "[*_`<~&-!")) > _MAX_SIGNS
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

    parser = Verbatim("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    return parser


class TokenReader:
    """Walks over the parser's tokens and makes blocks."""

    def __init__(self, source: str, first_line: int = 0) -> None:
        """Parse.

        Args:
            source: Markdown without front matter.
            first_line: how many lines of the file stand above it.
        """
        self._lines = source.split("\n")
        self._first_line = first_line
        self._environment: dict[str, object] = {}
        self._tokens = _parser().parse(source, self._environment)
        self._used: set[str] = set()
        self._quotes = 0
        self._lists: list[str] = []
        self._prefix = ""
        self._within_deleted = False

    def blocks(self) -> list[Block] | None:
        """All blocks in order; None if the text is nested too deeply to be followed."""
        if any(token.level >= _MAX_NESTING - 1 for token in self._tokens):
            return None
        deleted = deleted_positions(self._tokens)
        placed: list[tuple[int, Block]] = []
        line = 0
        position = 0
        while position < len(self._tokens):
            token = self._tokens[position]
            if token.map:
                line = token.map[0]
            self._within_deleted = position in deleted
            blocks, position = self._next(position)
            for block in blocks:
                furniture = DELETED if self._within_deleted else block.furniture
                origin = block.origin or self._origin(token)
                placed.append((line, replace(block, furniture=furniture, origin=origin)))
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
                return self._paragraph(self._inline(self._tokens[position + 1], HARD_BREAK)), position + 3
            case "fence":
                language, code = token.info.strip(), token.content.rstrip("\n")
                shown = [Block(BlockKind.CODE, code, code_language=language)] if language or code.strip() else []
                return shown, position + 1
            case "code_block":
                return [Block(BlockKind.CODE, token.content.rstrip("\n"))], position + 1
            case "html_block":
                return [Block(BlockKind.CODE, token.content.rstrip("\n"), code_language="html")], position + 1
            case "hr":
                return [Block(BlockKind.SEPARATOR, self._source_line(token) or token.markup)], position + 1
            case "tr_open":
                return self._table_row(position)
        return [], position + 1

    def _source_line(self, token: Token) -> str:
        line = self._lines[token.map[0]].strip() if token.map else ""
        return line if len(set(line.replace(" ", ""))) == 1 else ""

    def _origin(self, token: Token) -> str:
        if not token.map:
            return ""
        return f"{self._first_line + token.map[0] + 1}-{self._first_line + token.map[1]}"

    def _heading(self, token: Token, marked: MarkedText) -> list[Block]:
        if not marked.text.strip():
            return []
        underlined = token.markup in ("-", "=")
        if underlined and len(marked.text) > _MAX_SETEXT_HEADING and ends_sentence(marked.text):
            # A paragraph with a line of dashes right below it, which CommonMark takes for a heading.
            return [*self._paragraph(marked), Block(BlockKind.SEPARATOR, token.markup * 3)]
        return [self._block(BlockKind.HEADING, marked, int(token.tag[1:]))]

    def _block(self, kind: BlockKind, marked: MarkedText, level: int = 0, list_marker: str = "") -> Block:
        """A block of one logical line."""
        marked, furniture = self._visible(marked)
        text = join_lines(marked.text.split("\n"))
        runs = marked.runs_in([text])[0]
        return Block(kind, text, level, list_marker, runs=runs, furniture=furniture)

    def _visible(self, marked: MarkedText) -> tuple[MarkedText, str]:
        """The text without what is struck out; of one that is nothing else all, and why it is furniture."""
        if marked.is_deleted or self._within_deleted:
            return marked, DELETED
        return marked.without_deleted(), ""

    def _paragraph(self, marked: MarkedText) -> list[Block]:
        """The paragraph, and the attribution that may stand in its last line; a hard break may divide paragraphs."""
        marked, furniture = self._visible(marked)
        lines = [line for line in re.split(r"[\n\r]", marked.text) if line.strip()]
        if not lines:
            return []
        kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        level = max(0, self._quotes - 1)
        last = lines[-1].strip()
        attributed = len(lines) > 1 and is_attribution(last, quoted=bool(self._quotes))
        if attributed and (self._quotes or ends_sentence(lines[-2])):
            blocks = [
                Block(BlockKind.QUOTE, join_lines(lines[:-1]), level, furniture=furniture),
                Block(BlockKind.ATTRIBUTION, " ".join(last.split()), furniture=furniture),
            ]
        else:
            texts = [join_lines(re.split(r"[\n\r]", part)) for part in split_at_hard_breaks(marked.text)]
            blocks = [Block(kind, text, level, furniture=furniture) for text in texts]
        return marked.place_in(blocks)

    def _list_item(self, position: int) -> tuple[list[Block], int]:
        token = self._tokens[position]
        marker = token.info + token.markup
        level = len(self._lists) - 1
        prefix, self._prefix = self._prefix, ""
        following = self._tokens[position + 1]
        blocks: list[Block] = []
        if following.type == "paragraph_open":
            marked = self._inline(self._tokens[position + 2])
            if prefix or self._is_ordinal(position, marked.text):
                blocks = self._paragraph(marked.prefixed(f"{prefix}{marker} "))
            else:
                task = _TASK.match(marked.text)
                box = f" {task[1]}" if task else ""
                rest = marked.after(task.end()) if task else marked
                item = self._block(BlockKind.LIST_ITEM, rest, level, marker + box)
                blocks = [item] if item.text else []
        elif following.type == "heading_open" and not prefix:  # "- # Überschrift"
            blocks = self._heading(following, self._inline(self._tokens[position + 2]))[:1]
            blocks = [replace(b, kind=BlockKind.LIST_ITEM, level=level, list_marker=marker) for b in blocks]
        elif following.type == "ordered_list_open" and token.info:  # "3. 10. 2024", two lists to CommonMark
            self._prefix = f"{prefix}{marker} "
            return [], position + 1
        if blocks:
            return [replace(b, origin=self._origin(following)) for b in blocks], position + 4
        if token.info or prefix or following.type == "list_item_close":  # "1986.", or a number above code
            return self._paragraph(MarkedText(prefix + marker)), position + 1
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
        cells: list[MarkedText] = []
        alignment: list[Alignment] = []
        while self._tokens[position].type != "tr_close":
            token = self._tokens[position]
            if token.type == "inline":
                cells.append(self._inline(token))
            elif token.type == "th_open":
                alignment.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), Alignment.NONE))
            position += 1
        cells += self._cells_beyond(row, len(cells))
        is_deleted = any(cell.is_deleted for cell in cells) and all(
            cell.is_deleted or not cell.text.strip() for cell in cells
        )
        if not is_deleted and not self._within_deleted:
            cells = [cell.without_deleted() for cell in cells]
        texts = [join_lines(cell.text.split("\n")) for cell in cells]
        if not any(texts):
            return [], position + 1
        runs = [cell.runs_in([text])[0] for cell, text in zip(cells, texts, strict=True)]
        block = table_row(texts, runs, alignment if any(alignment) else ())
        return [replace(block, furniture=DELETED if is_deleted else "")], position + 1

    def _cells_beyond(self, row: Token, width: int) -> Iterator[MarkedText]:
        """The cells of a row beyond those of the table's head, which the parser drops."""
        if not row.map:
            return
        source = self._lines[row.map[0]].lstrip("> \t").strip().removeprefix("|").removesuffix("|")
        for cell in _BAR.split(source)[width:]:
            inline = _parser().parseInline(" ".join(cell.split()).replace("\\|", "|"), self._environment)
            yield self._inline(inline[0]) if inline else MarkedText("")

    def _inline(self, token: Token, hard_break: str = "\n") -> MarkedText:
        """Inline text; soft line ends stay line ends."""
        inline = InlineText(self._target, hard_break, within_deleted=self._within_deleted)
        return inline.read(token.children or [])

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
                origin = f"{self._first_line + first + 1}-{self._first_line + end}"
                yield first, Block(BlockKind.CODE, verbatim, code_language="markdown", origin=origin)
