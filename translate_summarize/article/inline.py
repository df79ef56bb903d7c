"""Inline structure of a text: links, code, addresses, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

PROTECTED = re.compile(
    r"""
      (?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)                          # code
    | <!--[^\n]{0,2000}?--> | </?[A-Za-z][^<>\n]{0,300}>             # HTML
    | (?:https?|ftp)://[^\s<>"„“”»«]+                               # URL with a scheme
    | (?<![\w@.])www\.[^\s<>"„“”»«]+                                # URL without one
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+       # e-mail address
    | (?<![\w@/.])[\w-]{2,63}(?:\.[\w-]{1,63}){0,3}\.(?:de|com|org|net|eu|at|ch|io|info|gov|edu)/[^\s<>"„“”»«]+
    | \[\^[^\]\s]{1,40}\]                                           # footnote mark
    | (?<=\()[a-z][a-z+.-]{1,20}:[^\s()]+(?=\))                       # (scheme:link)
    | (?<=\()[^\s()]*/[^\s()]*\.[^\s()]*(?=\))                       # (path/link.html)
    | (?<=\()[^\s().]+\.[a-z]{2,5}(?:\#[^\s()]*)?(?=\))              # (link.png)
    | (?<![\w@&/])[@\#](?=\w*[^\W\d_])\w+                           # @name, #tag: with a letter
    """,
    re.VERBOSE,
)

RAISED: Mapping[int, int] = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")

LOWERED: Mapping[int, int] = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def in_script(text: str, script: Mapping[int, int]) -> str:
    """Text in sub- or superscript (``LOWERED``, ``RAISED``).

    What has such characters throughout takes them ("10⁶" is not "106"); other text stays as it is.
    """
    return text.translate(script) if all(ord(c) in script for c in text) else text


def one_line(text: str) -> str:
    """The text with each line break (of any kind Unicode knows) made one space."""
    return " ".join(line.strip(" \t") for line in text.splitlines()) if text else ""


# A run of n backticks opens a code span that the next run of exactly n closes (CommonMark 6.1).
_RUNS = re.compile(
    r"(?<!`)(?P<fence>`+)(?!`)(?P<code>.+?)(?<!`)(?P=fence)(?!`)"
    r"|(?<!\w)(?P<url>https?://[^\W_][^\s\x00-\x1f\x7f<>\"`„“”‚‘’«»‹›\\^{}|]*)",
    re.IGNORECASE,
)

_CLOSERS = {")": "(", "]": "["}


class RunKind(StrEnum):
    """What a run of text is."""

    TEXT = "text"
    CODE = "code"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line.

    Attributes:
        kind: what it is.
        text: its text; of code what is shown, without the backticks.
        raw: as it stands in the line; the runs' ``raw`` joined are the line.
    """

    kind: RunKind
    text: str
    raw: str


def runs(line: str) -> Iterator[Run]:
    """Cut a line into plain text, code spans and http(s) addresses."""
    end = 0
    for match in _RUNS.finditer(line):
        if match["url"]:
            kind, raw = RunKind.URL, _without_trailing_punctuation(match["url"])
            text = raw
        else:
            kind, raw, text = RunKind.CODE, match[0], _without_padding(match["code"])
        if match.start() > end:
            yield Run(RunKind.TEXT, line[end : match.start()], line[end : match.start()])
        yield Run(kind, text, raw)
        end = match.start() + len(raw)
    if end < len(line):
        yield Run(RunKind.TEXT, line[end:], line[end:])


def _without_padding(code: str) -> str:
    """The code without the blank on either side that keeps backticks in it apart from its own."""
    return code[1:-1] if code.strip(" ") and code[0] == code[-1] == " " else code


def _without_trailing_punctuation(url: str) -> str:
    """The address without the punctuation of the sentence around it (brackets it opened itself stay)."""
    while url:
        last = url[-1]
        unopened = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if not (unopened or last in ".,;:!?'*_~…"):
            break
        url = url[:-1]
    return url


def utf8_safe(text: str) -> str:
    """The text with lone surrogates (from file names that are not UTF-8) as backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
