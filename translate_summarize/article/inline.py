"""What stands within a line: runs of markup, and the one grammar of code and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class RunKind(StrEnum):
    """A kind of inline markup."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Run:
    """Inline markup over a span of a text.

    Attributes:
        start: index of the first character.
        end: index after the last character; the backticks of code lie within.
        kind: what the markup means.
        target: a link's address as in the source; "" for other kinds.
    """

    start: int
    end: int
    kind: RunKind
    target: str = ""

    def shifted(self, by: int) -> Run:
        """The same run in a text with ``by`` characters more in front."""
        return Run(self.start + by, self.end + by, self.kind, self.target)


# A run of n backticks opens a code span that the next run of exactly n closes (CommonMark 6.1).
CODE = r"(?<!`)(?P<fence>`+)(?!`)(?P<code>[^\n]+?)(?<!`)(?P=fence)(?!`)"
"""Pattern of a code span; its groups are ``fence`` and ``code``."""

_IN_ADDRESS = r"[^\s\x00-\x1f\x7f<>\"`„“”‚‘’«»‹›]"

_DOMAINS = "de|com|org|net|eu|at|ch|io|info|gov|edu"

ADDRESS = (
    rf"(?i:(?:https?|ftp)://[^\W_]{_IN_ADDRESS}*"
    rf"|(?<![\w@.#])www\.[^\W_]{_IN_ADDRESS}*"
    rf"|(?<![\w@/.#])[\w-]{{2,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})/{_IN_ADDRESS}+)"
)
"""Pattern of a web address, with or without a scheme; ``address_end`` says where it ends."""

EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
"""Pattern of an e-mail address."""

PROTECTED = re.compile(
    rf"""
      {CODE}
    | <!--[^\n]{{0,2000}}?--> | </?[A-Za-z][^<>\n]{{0,300}}>         # HTML
    | {ADDRESS}
    | {EMAIL}
    | \[\^[^\]\s]{{1,40}}\]                                         # footnote mark
    | (?<=\()[a-z][a-z+.-]{{1,20}}:[^\s()]+(?=\))                     # (scheme:link)
    | (?<=\()[^\s()]*/[^\s()]*\.[^\s()]*(?=\))                       # (path/link.html)
    | (?<=\()[^\s().]+\.[a-z]{{2,5}}(?:\#[^\s()]*)?(?=\))            # (link.png)
    | (?<![\w@&/])[@\#](?!(?i:https?|ftp)://)(?=\w*[^\W\d_])\w+     # @name, #tag: with a letter
    """,
    re.VERBOSE,
)
"""What a translation copies byte for byte."""

_CODE_OR_ADDRESS = re.compile(rf"{CODE}|{ADDRESS}")

_TRAILING = ".,;:!?'’*_~…"

_BRACKETS = {")": "(", "]": "[", "}": "{"}


def address_end(line: str, start: int, end: int) -> int:
    """Where an address ends: before the sentence's punctuation and brackets that it does not open itself.

    Args:
        line: the text around it.
        start: of the address.
        end: where ``ADDRESS`` stops to match.
    """
    unopened = {c: line.count(c, start, end) - line.count(o, start, end) for c, o in _BRACKETS.items()}
    while end > start + 1:
        last = line[end - 1]
        if unopened.get(last, 0) > 0:
            unopened[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


class PieceKind(StrEnum):
    """What a piece of a line is."""

    TEXT = "text"
    CODE = "code"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line.

    Attributes:
        kind: what it is.
        text: as it is shown; of code what stands between the backticks.
        raw: as it stands in the line; the pieces' ``raw`` joined are the line.
        target: where an address leads, "http://" added to a bare "www."; "" if the address is not for a web browser.
    """

    kind: PieceKind
    text: str
    raw: str
    target: str = ""


def pieces(line: str) -> Iterator[Piece]:
    """Cut a line into plain text, code spans and addresses."""
    end = 0
    for match in _CODE_OR_ADDRESS.finditer(line):
        start, stop = match.span()
        if start > end:
            yield Piece(PieceKind.TEXT, line[end:start], line[end:start])
        if match["fence"]:
            yield Piece(PieceKind.CODE, _without_padding(match["code"]), match[0])
            end = stop
        else:
            end = address_end(line, start, stop)
            address = line[start:end]
            yield Piece(PieceKind.ADDRESS, address, address, _target(address))
    if end < len(line):
        yield Piece(PieceKind.TEXT, line[end:], line[end:])


def _target(address: str) -> str:
    start = address[:8].lower()
    if start.startswith("www."):
        return f"http://{address}"  # as GitHub Flavored Markdown resolves it (6.9)
    return address if start.startswith(("http://", "https://")) else ""


def _without_padding(code: str) -> str:
    """The code without the blank on either side that separates backticks in it from those around it."""
    return code[1:-1] if code.strip(" ") and code[0] == code[-1] == " " else code


def is_address(text: str) -> bool:
    """Whether a text is one web or e-mail address and nothing else."""
    return bool(re.fullmatch(f"{ADDRESS}|{EMAIL}", text))


def holds_address(text: str) -> bool:
    """Whether a web address stands in a text."""
    return bool(re.search(ADDRESS, text))


RAISED: Mapping[int, int] = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")

LOWERED: Mapping[int, int] = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def in_script(text: str, script: Mapping[int, int]) -> str:
    """Text in sub- or superscript.

    Args:
        text: changed only if the script has all its characters ("10⁶" is not "106").
        script: ``LOWERED`` or ``RAISED``.
    """
    return text.translate(script) if all(ord(c) in script for c in text) else text


def one_line(text: str) -> str:
    """The text with each line break, of any kind Unicode knows, replaced by one space."""
    return " ".join(line.strip(" \t") for line in text.splitlines()) if text else ""


def utf8_safe(text: str) -> str:
    """The text with lone surrogates (from file names that are not UTF-8) as backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
