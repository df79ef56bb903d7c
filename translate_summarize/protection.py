"""Spans of a sentence that must come out byte for byte: URLs, e-mail addresses, @names, #tags, `code`."""

from __future__ import annotations

import re

PROTECTED = re.compile(
    r"""
      `[^`\n]+`                                                     # code
    | (?:https?|ftp)://[^\s<>"„“”»«]+                               # URL with a scheme
    | (?<![\w@.])www\.[^\s<>"„“”»«]+                                # URL without one
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+       # e-mail address
    | (?<![\w@/.])[\w-]{2,63}(?:\.[\w-]{1,63}){0,3}\.(?:de|com|org|net|eu|at|ch|io|info|gov|edu)/[^\s<>"„“”»«]+
    | (?<![\w@&/])[@\#](?=\w*[^\W\d_])\w+                           # @name, #tag: with a letter
    """,
    re.VERBOSE,
)
_TRAILING = ".,;:!?…'’*_"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def find_protected(sentence: str) -> list[tuple[int, int]]:
    """Start and end (in characters) of each protected span, in order, not overlapping.

    Punctuation that ends the sentence or closes a bracket opened before a URL does not belong to the URL.
    """
    spans = []
    for match in PROTECTED.finditer(sentence):
        start, end = match.span()
        if sentence[start] != "`":
            end = _without_trailing(sentence, start, end)
        spans.append((start, end))
    return spans


def _without_trailing(sentence: str, start: int, end: int) -> int:
    while end > start + 1:
        last = sentence[end - 1]
        opened = _BRACKETS.get(last)
        span = sentence[start:end]
        unmatched = opened is not None and span.count(opened) < span.count(last)
        if last not in _TRAILING and not unmatched:
            break
        end -= 1
    return end
