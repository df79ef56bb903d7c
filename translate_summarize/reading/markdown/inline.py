"""Markdown's inline tokens -> text: links with their address, and what becomes of HTML tags within a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING

from translate_summarize.article.inline import LOWERED, RAISED, in_script
from translate_summarize.languages.language import word_set

if TYPE_CHECKING:
    from markdown_it.token import Token


# Tags that dress text and say nothing.
PRESENTATIONAL_TAGS = word_set(
    """abbr acronym b bdi bdo big center cite del dfn em font i ins mark nobr ruby s small span strike strong time u
    wbr"""
)

_CODE = word_set("code kbd samp tt")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>[^>]*?)/?>", re.DOTALL)

_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


class InlineText:
    """Makes text of one paragraph's inline tokens."""

    def __init__(self, target: Callable[[Token, str], str], hard_break: str) -> None:
        """Begin.

        Args:
            target: the address that a link or image token holds in an attribute.
            hard_break: stands for a line break that the writer meant; a soft one is a line end.
        """
        self._target = target
        self._hard_break = hard_break
        self._links: list[tuple[str, list[str], str]] = []  # target, text so far, autolink or not
        self._made: list[str] = []
        self._script: Mapping[int, int] = {}
        self._holds_code = False
        self._in_code = False

    def text(self, tokens: Sequence[Token]) -> str:
        """The text; tags without their partner, and unknown ones, stay as they are."""
        paired = _paired_tags(tokens)
        self._holds_code = _holds_code(tokens)
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    self._add(self._scripted(token.content))
                case "softbreak":
                    self._add(self._line_end("\n"))
                case "hardbreak":
                    self._add(self._line_end(self._hard_break))
                case "code_inline":
                    self._end_of_marks()
                    gap = " " if token.content[:1] == "`" or token.content[-1:] == "`" else ""
                    self._add(f"{token.markup}{gap}{token.content}{gap}{token.markup}")
                case "html_inline":
                    self._tag(token.content, paired)
                case "image":
                    alt = InlineText(self._target, self._hard_break).text(token.children or [])
                    self._add(with_address(alt, self._target(token, "src")))
                case "link_open":
                    self._links.append((self._target(token, "href"), [], token.info))
                case "link_close":
                    self._close_link()
        while self._links:  # an <a> that closes within another tag's stretch
            self._close_link()
        return "".join(self._made)

    def _add(self, text: str) -> None:
        (self._links[-1][1] if self._links else self._made).append(text)

    def _close_link(self) -> None:
        if self._links:
            target, parts, info = self._links.pop()
            text = "".join(parts)
            self._add(text if info == "auto" else with_address(text, target))

    def _tag(self, markup: str, paired: frozenset[str]) -> None:
        tag = _TAG.fullmatch(markup)
        name = tag["name"].lower() if tag else ""
        if tag is None:
            self._add(markup)
        elif name == "br":
            self._add(self._line_end(self._hard_break))
        elif name == "img":
            attributes = _attributes(tag["attributes"])
            self._add(with_address(attributes.get("alt", ""), attributes.get("src", "")) or markup)
        elif name in _CODE and name in paired:
            if not self._holds_code:  # marks within marks say nothing
                self._code_mark(bool(tag["end"]))
        elif name == "a" and name in paired:
            if tag["end"]:
                self._close_link()
            else:
                self._links.append((_attributes(tag["attributes"]).get("href", ""), [], ""))
        elif name in ("sub", "sup") and name in paired:
            self._script = {} if tag["end"] else LOWERED if name == "sub" else RAISED
        elif name not in PRESENTATIONAL_TAGS:
            self._add(markup)

    def _code_mark(self, is_end: bool) -> None:
        """Begin or end `code`; an empty stretch leaves no marks, for they would run into others."""
        self._in_code = not is_end
        made = self._links[-1][1] if self._links else self._made
        opening = len(made) - 1 - made[::-1].index("`") if is_end and "`" in made else -1
        if opening >= 0 and not any(map(str.strip, made[opening + 1 :])):
            del made[opening]
            return
        if not is_end:
            self._end_of_marks()
        self._add("`")

    def _line_end(self, mark: str) -> str:
        """What stands for the end of a line; code goes on over it."""
        return " " if self._in_code else mark

    def _end_of_marks(self) -> None:
        """A space between code and code: their marks would run together."""
        made = self._links[-1][1] if self._links else self._made
        if next((text for text in reversed(made) if text), "").endswith("`"):
            self._add(" ")

    def _scripted(self, text: str) -> str:
        return in_script(text, self._script)


def with_address(text: str, target: str) -> str:
    """A link's text with its address behind; only one of the two if they are the same or one is missing."""
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
    found: dict[str, list[bool]] = {}
    for token in tokens:
        if token.type == "html_inline" and (tag := _TAG.fullmatch(token.content)):
            found.setdefault(tag["name"].lower(), []).append(bool(tag["end"]))
    alternating = {name: all(end == bool(i % 2) for i, end in enumerate(ends)) for name, ends in found.items()}
    counted = {name: Counter(ends) for name, ends in found.items()}
    return frozenset(n for n, good in alternating.items() if good and counted[n][True] == counted[n][False])
