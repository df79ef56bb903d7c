"""Markdown's inline tokens -> text with its markup; a link's address follows its text in parentheses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING

from translate_summarize.article.inline import LOWERED, RAISED, RunKind, in_script
from translate_summarize.languages.language import word_set
from translate_summarize.reading.marked_text import DELETED_TAGS, RUN_TAGS, MarkedText, MarkedTextBuilder

if TYPE_CHECKING:
    from markdown_it.token import Token


PRESENTATIONAL_TAGS = word_set(
    "abbr acronym b bdi bdo big center cite dfn em font i ins mark nobr ruby small span strong time u wbr"
)
"""HTML tags that are dropped: they change how text looks, not what it says."""

_CODE = word_set("code kbd samp tt")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>[^>]*?)/?>", re.DOTALL)

_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")

_MARKUP = {"em": RunKind.EMPHASIS, "strong": RunKind.STRONG}


class InlineText:
    """Makes text of the inline tokens of one paragraph."""

    def __init__(self, target: Callable[[Token, str], str], hard_break: str, *, within_deleted: bool = False) -> None:
        """Start with no text.

        Args:
            target: the address, with its title, that a link or image token holds in an attribute.
            hard_break: stands for an explicit line break; a soft one is a line end.
            within_deleted: tags of deleted text are dropped, paired or not: they reach over other paragraphs.
        """
        self._target = target
        self._hard_break = hard_break
        self._within_deleted = within_deleted
        self._built = MarkedTextBuilder()
        self._links: list[tuple[int, str, str]] = []  # start, address with title ("" of an autolink), address
        self._starts: dict[RunKind, list[int]] = {kind: [] for kind in RunKind}
        self._script: Mapping[int, int] = {}
        self._holds_code = False
        self._code_starts: list[int] = []

    def read(self, tokens: Sequence[Token]) -> MarkedText:
        """The text; tags without their partner, and unknown ones, stay as they are."""
        paired = _paired_tags(tokens)
        self._holds_code = _holds_code(tokens)
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    self._built.add(in_script(token.content, self._script))
                case "softbreak":
                    self._built.add(self._line_end("\n"))
                case "hardbreak":
                    self._built.add(self._line_end(self._hard_break))
                case "code_inline":
                    self._code(token)
                case "html_inline":
                    self._tag(token.content, paired)
                case "image":
                    alt = InlineText(self._target, self._hard_break).read(token.children or [])
                    self._built.add(with_address(alt.without_deleted().text, self._target(token, "src")))
                case "link_open":
                    shown = self._target(token, "href")
                    self._open_link("" if token.info == "auto" else shown, str(token.attrs.get("href", "")))
                case "link_close":
                    self._close_link()
                case "em_open" | "strong_open":
                    self._open(_MARKUP[token.tag])
                case "em_close" | "strong_close":
                    self._close(_MARKUP[token.tag])
                case "s_open":
                    self._built.begin_deleted()
                case "s_close":
                    self._built.end_deleted()
        while self._links:  # an <a> that closes within another tag's stretch
            self._close_link()
        return self._built.build()

    def _open(self, kind: RunKind) -> None:
        self._starts[kind].append(self._built.length)

    def _close(self, kind: RunKind) -> None:
        if self._starts[kind]:
            self._built.mark(self._starts[kind].pop(), kind)

    def _open_link(self, shown: str, address: str) -> None:
        self._links.append((self._built.length, shown, address))

    def _close_link(self) -> None:
        """End a link: its address follows its text, or stands for it if there is none."""
        if not self._links:
            return
        start, shown, address = self._links.pop()
        text = self._built.since(start)
        behind = with_address(text, shown)[len(text) :] if text.strip() else ""
        if not text.strip():
            start = self._built.length
            self._built.add(shown)
        if address:
            self._built.mark(start, RunKind.LINK, address)
        deleted = behind and self._built.is_deleted_since(start)
        if deleted:
            self._built.begin_deleted()
        self._built.add(behind)
        if deleted:
            self._built.end_deleted()

    def _tag(self, markup: str, paired: frozenset[str]) -> None:
        tag = _TAG.fullmatch(markup)
        name = tag["name"].lower() if tag else ""
        if tag is None:
            self._built.add(markup)
        elif name == "br":
            self._built.add(self._line_end(self._hard_break))
        elif name == "img":
            attributes = _attributes(tag["attributes"])
            self._built.add(with_address(attributes.get("alt", ""), attributes.get("src", "")) or markup)
        elif name in paired:
            self._paired_tag(name, tag, markup)
        elif name not in PRESENTATIONAL_TAGS and not (self._within_deleted and name in DELETED_TAGS):
            self._built.add(markup)

    def _paired_tag(self, name: str, tag: re.Match[str], markup: str) -> None:
        is_end = bool(tag["end"])
        if name in _CODE:
            if not self._holds_code:  # marks within marks say nothing
                self._code_mark(is_end)
        elif name == "a":
            if is_end:
                self._close_link()
            else:
                address = _attributes(tag["attributes"]).get("href", "")
                self._open_link(address, address)
        elif name in ("sub", "sup"):
            self._script = {} if is_end else LOWERED if name == "sub" else RAISED
        elif name in DELETED_TAGS:
            if is_end:
                self._built.end_deleted()
            else:
                self._built.begin_deleted()
        elif name in RUN_TAGS:
            if is_end:
                self._close(RUN_TAGS[name])
            else:
                self._open(RUN_TAGS[name])
        elif name not in PRESENTATIONAL_TAGS:
            self._built.add(markup)

    def _code(self, token: Token) -> None:
        self._end_of_marks()
        start = self._built.length
        gap = " " if token.content[:1] == "`" or token.content[-1:] == "`" else ""
        self._built.add(f"{token.markup}{gap}{token.content}{gap}{token.markup}")
        self._built.mark(start, RunKind.CODE)

    def _code_mark(self, is_end: bool) -> None:
        """Begin or end `code`; an empty stretch leaves no marks, since they would run into others."""
        if not is_end:
            self._end_of_marks()
            self._code_starts.append(self._built.length)
            self._built.add("`")
            return
        start = self._code_starts.pop()
        blank = self._built.since(start + 1)
        if blank.strip():
            self._built.add("`")
            self._built.mark(start, RunKind.CODE)
        else:
            self._built.truncate(start)
            self._built.add(blank)

    def _line_end(self, mark: str) -> str:
        """What stands for the end of a line; code goes on over it."""
        return " " if self._code_starts else mark

    def _end_of_marks(self) -> None:
        """A space between code and code: their marks would run together."""
        if self._built.last.endswith("`"):
            self._built.add(" ")


def with_address(text: str, target: str) -> str:
    """A link's text followed by its address; only one of the two if they are the same or one is missing."""
    if not target or text.strip() == target:
        return text
    return f"{text} ({target})" if text.strip() else target


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


def _holds_code(tokens: Sequence[Token]) -> bool:
    """Whether `code` stands between the tags of code."""
    within = False
    for token in tokens:
        if token.type == "code_inline" and within:
            return True
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag and tag["name"].lower() in _CODE:
            within = not tag["end"]
    return False


def _paired_tags(tokens: Sequence[Token]) -> frozenset[str]:
    """Names of the tags that open and close in turn, never twice in a row."""
    ends: dict[str, list[bool]] = {}
    for token in tokens:
        if token.type == "html_inline" and (tag := _TAG.fullmatch(token.content)):
            ends.setdefault(tag["name"].lower(), []).append(bool(tag["end"]))
    counted = {name: Counter(is_end) for name, is_end in ends.items()}
    return frozenset(
        name
        for name, is_end in ends.items()
        if all(end == bool(i % 2) for i, end in enumerate(is_end)) and counted[name][True] == counted[name][False]
    )
