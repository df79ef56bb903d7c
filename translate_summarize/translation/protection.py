"""Protected spans of a sentence, kept byte for byte: URLs, e-mail addresses, @names, #tags, `code`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translate_summarize.article.inline import PROTECTED, address_end

Span = tuple[int, int]
"""Start and end of a stretch of a sentence, in characters."""


def find_protected(sentence: str, knows: Callable[[str], bool] = lambda _: True) -> list[Span]:
    """The protected spans of a sentence, in order, not overlapping.

    Punctuation that ends the sentence or closes a bracket opened before a URL does not belong to the URL. Words with
    a character that the model would lose are protected too.

    Args:
        sentence: German.
        knows: whether a character survives the model (``Tokenizer.knows``).
    """
    spans: list[Span] = []
    at = 0
    for match in PROTECTED.finditer(sentence):
        start, end = match.span()
        if sentence[start] not in "`[<":
            end = address_end(sentence, start, end)
        spans += _unknown(sentence, at, start, knows)
        spans.append((start, end))
        at = end
    return spans + _unknown(sentence, at, len(sentence), knows)


def outside(text: str, change: Callable[[str], str]) -> str:
    """The text with ``change`` applied to each stretch outside its protected spans."""
    pieces, at = [], 0
    for start, end in find_protected(text):
        pieces += [change(text[at:start]), text[start:end]]
        at = end
    return "".join([*pieces, change(text[at:])])


def without(text: str, spans: Sequence[Span]) -> str:
    """The text less the spans."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _unknown(sentence: str, start: int, end: int, knows: Callable[[str], bool]) -> list[Span]:
    """The words between two positions that hold a character which the model does not know."""
    if all(map(knows, set(sentence[start:end]))):
        return []
    spans: list[Span] = []
    for i in range(start, end):
        if knows(sentence[i]) or (spans and i < spans[-1][1]):
            continue
        first, last = i, i + 1
        before, after = sentence[max(start, i - 1) : i], sentence[i + 1 : min(end, i + 2)]
        # A letter extends to its whole word, a sign only if it stands within one (not in "‹Haus").
        if sentence[i].isalnum() or (before.isalnum() and after.isalnum()):
            while first > start and sentence[first - 1].isalnum():
                first -= 1
            while last < end and sentence[last].isalnum():
                last += 1
        if spans and first <= spans[-1][1]:
            first = spans.pop()[0]
        spans.append((first, last))
    return spans
