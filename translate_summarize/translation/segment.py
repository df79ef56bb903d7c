"""How a sentence is prepared for the model and rebuilt from its hypotheses.

A segment is a sequence of parts. Protected spans either hide behind a name that every model copies ("Berlin"), or the
sentence is cut around them. Over-long sentences are cut at clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from translate_summarize.languages.clauses import split_clauses
from translate_summarize.translation.casing import as_continuation, is_all_caps, to_ordinary_case
from translate_summarize.translation.protection import Span, without
from translate_summarize.translation.punctuation import match_final_punctuation

STAND_INS = ("Berlin", "Peter", "Paris", "Anna", "Madrid", "Thomas", "Hamburg", "Martin", "London", "Simon")
"""Names that both languages spell alike and that even a small model copies."""

MIN_GARBLED_SIMILARITY = 0.7
"""Similarity to the source from which a target is a garbled copy of it."""

_LETTER = re.compile(r"[^\W\d_]")

# A sentence that begins with a comma continues a line: the role after a name (see ``blocks``).
_CONTINUATION = re.compile(r",(\s+)(?=\S)")

Fits = Callable[[str], bool]
"""Whether the model takes a text of this length."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence.

    Attributes:
        text: what is translated, or kept.
        verbatim: kept as it is.
        space: the white space before it in the source.
    """

    text: str
    verbatim: bool = False
    space: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence prepared for the model.

    Attributes:
        source: the sentence.
        parts: in order.
        hidden: (stand-in, protected span) pairs; the stand-ins are in the parts' text.
        all_caps: the target is put in capitals.
        lowered: the first letter was made lower case; the target gets a capital, and must not be a garbled copy.
    """

    source: str
    parts: tuple[Part, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    all_caps: bool = False
    lowered: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be translated, in order."""
        return tuple(p.text for p in self.parts if not p.verbatim)

    def assemble(self, targets: Sequence[str]) -> str | None:
        """The target sentence; None if the model lost a protected span or garbled a word.

        Args:
            targets: the English of ``texts``, in the same order.
        """
        remaining = iter(targets)
        target = ""
        for part in self.parts:
            text = part.text if part.verbatim else match_final_punctuation(part.text, next(remaining))
            if target and not part.verbatim:
                text = as_continuation(part.text, text)
            if text and target and not target[-1].isspace():
                target += part.space
            target += text
        if self.all_caps:
            target = target.upper()
        if self.lowered:
            if _is_garbled(self.source, target):
                return None
            target = target[:1].upper() + target[1:]
        for stand_in, span in self.hidden:
            name = stand_in.upper() if self.all_caps else stand_in
            if len(re.findall(rf"(?<!\w){name}(?!\w)", target)) != 1:
                return None
            target = re.sub(rf"(?<!\w){name}(?!\w)", lambda _, s=span: s, target)  # type: ignore[misc]
        return target


def as_whole(sentence: str, spans: Sequence[Span], fits: Fits, cost: Callable[[str], float]) -> Segment:
    """The sentence in one part if it fits, the spans behind stand-ins, all caps as ordinary text.

    Args:
        sentence: German.
        spans: what is kept byte for byte, in order.
        fits: see ``Fits``.
        cost: see ``casing.to_ordinary_case``.
    """
    if not _LETTER.search(sentence):
        return Segment(sentence, (Part(sentence, verbatim=True),))
    visible = without(sentence, spans)
    hiding = _hide(sentence, spans) if _LETTER.search(visible) else None
    if hiding is None:
        return cut_around(sentence, spans, fits)
    text, hidden = hiding
    all_caps = is_all_caps(visible)
    if all_caps:
        text = to_ordinary_case(text, cost)
    return Segment(sentence, _after_comma(text, fits) or _cut(text, fits), hidden, all_caps)


def lowered(sentence: str) -> Segment:
    """A short sentence with a lower-case first letter, as a model may take a capital for the mark of a name."""
    start = _LETTER.search(sentence)
    at = start.start() if start else 0
    text = sentence[:at] + sentence[at : at + 1].lower() + sentence[at + 1 :]
    return Segment(sentence, (Part(text),), lowered=True)


def cut_around(sentence: str, spans: Sequence[Span], fits: Fits) -> Segment:
    """The sentence cut around the spans: it loses fluency, but no byte of a span."""
    parts: list[Part] = []
    at = 0
    for start, end in spans:
        parts += _between(sentence[at:start], fits)
        space = sentence[:start][len(sentence[:start].rstrip()) :]
        parts.append(Part(sentence[start:end], verbatim=True, space=space))
        at = end
    parts += _between(sentence[at:], fits)
    return Segment(sentence, tuple(parts))


def _between(text: str, fits: Fits) -> list[Part]:
    """The parts of a stretch without protected spans; one without letters is kept as it is."""
    stripped = text.strip()
    if not stripped:
        return []
    space = text[: len(text) - len(text.lstrip())]
    if not _LETTER.search(stripped):
        return [Part(stripped, verbatim=True, space=space)]
    # Punctuation that follows a span must keep its place: ", sagte er" after a URL.
    lead = re.match(r"[\s.,;:!?)\]…–—-]*", stripped).group()  # type: ignore[union-attr]
    if lead:
        rest = stripped[len(lead) :]
        return [
            Part(lead.rstrip(), verbatim=True, space=space),
            *_spaced(_cut(rest, fits), " " if lead != lead.rstrip() else ""),
        ]
    return _spaced(_cut(stripped, fits), space)


def _after_comma(text: str, fits: Fits) -> tuple[Part, ...] | None:
    """The parts of a sentence that continues a line, its comma kept; None for other sentences."""
    lead = _CONTINUATION.match(text)
    return (Part(",", verbatim=True), *_spaced(_cut(text[lead.end() :], fits), lead[1])) if lead else None


def _is_garbled(source: str, target: str) -> bool:
    """Whether the target is the source with a few letters changed, like a name that lost its capital."""
    source, target = source.casefold(), target.casefold()
    ratio = SequenceMatcher(None, source, target, autojunk=False).ratio()
    return source != target and ratio > MIN_GARBLED_SIMILARITY


def _spaced(parts: tuple[Part, ...], space: str) -> list[Part]:
    """The parts with this white space before the first."""
    return [replace(p, space=space) if i == 0 else p for i, p in enumerate(parts)]


def _cut(text: str, fits: Fits) -> tuple[Part, ...]:
    pieces = [text] if fits(text) else split_clauses(text, fits)
    return tuple(Part(p, verbatim=not _LETTER.search(p), space=" " if i else "") for i, p in enumerate(pieces) if p)


def _hide(sentence: str, spans: Sequence[Span]) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The sentence with a stand-in that it does not hold for each span, and the pairs; None if stand-ins run out."""
    free = [s for s in STAND_INS if s.lower() not in sentence.lower()]
    if len(spans) > len(free):
        return None
    hidden: list[tuple[str, str]] = []
    text, at = "", 0
    for (start, end), stand_in in zip(spans, free, strict=False):
        hidden.append((stand_in, sentence[start:end]))
        text += sentence[at:start] + stand_in
        at = end
    return text + sentence[at:], tuple(hidden)
