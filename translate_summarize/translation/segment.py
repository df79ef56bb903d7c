"""How a sentence is put to the model: which parts are translated, which stand as they are.

A segment is a row of parts. Protected spans either hide behind a name that every model copies ("Berlin"), or,
when the model loses the name, the sentence is cut around them. Over-long sentences are cut at clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from translate_summarize.languages.clauses import split_clauses
from translate_summarize.translation.casing import as_continuation, is_all_caps, to_ordinary_case
from translate_summarize.translation.punctuation import match_final_punctuation

# Names that are spelled alike in both languages and that even a small model copies.
STAND_INS = ("Berlin", "Peter", "Paris", "Anna", "Madrid", "Thomas", "Hamburg", "Martin", "London", "Simon")

_GARBLED = 0.7

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence.

    Attributes:
        text: what is translated, or stands verbatim.
        verbatim: stands as it is.
        space: the white space before it in the source.
    """

    text: str
    verbatim: bool = False
    space: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence made ready for the model.

    Attributes:
        source: the sentence.
        parts: in order.
        hidden: (stand-in, protected span) pairs; the stand-ins are in the parts' text.
        all_caps: the target is put in capitals.
        lowered: the first letter was made small; the target gets its capital, and must be no garbled copy.
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

    def assemble(self, hypotheses: Sequence[str]) -> str | None:
        """The target sentence from the hypotheses for ``texts``; None if the model lost a span or garbled a word."""
        found = iter(hypotheses)
        target = ""
        for part in self.parts:
            text = part.text if part.verbatim else match_final_punctuation(part.text, next(found))
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


FindSpans = Callable[[str], list[tuple[int, int]]]


def as_whole(sentence: str, fits: Callable[[str], bool], cost: Callable[[str], float], spans: FindSpans) -> Segment:
    """The sentence in one part if it fits, protected spans behind stand-ins, all caps as ordinary text.

    Args:
        sentence: German.
        fits: whether the model takes a text of this length.
        cost: see ``casing.to_ordinary_case``.
        spans: finds what must come out byte for byte (``protection.find_protected``).
    """
    if not _LETTER.search(sentence):
        return Segment(sentence, (Part(sentence, verbatim=True),))
    text, hidden = _hide(sentence, spans(sentence))
    if len(hidden) > len(STAND_INS) or not _LETTER.search(_without(sentence, spans(sentence))):
        return around_protected(sentence, fits, spans)
    shouted = is_all_caps(_without(sentence, spans(sentence)))
    if shouted:
        text = to_ordinary_case(text, cost)
    return Segment(sentence, _cut(text, fits), tuple(hidden), shouted)


def lowered(sentence: str) -> Segment:
    """A short sentence with a small first letter, for the model may take a capital one for the mark of a name."""
    start = _LETTER.search(sentence)
    at = start.start() if start else 0
    text = sentence[:at] + sentence[at : at + 1].lower() + sentence[at + 1 :]
    return Segment(sentence, (Part(text),), lowered=True)


def in_clauses(sentence: str, fits: Callable[[str], bool], length: int, spans: FindSpans) -> Segment:
    """The sentence cut into clauses of at most ``length`` words, its protected spans verbatim."""
    return around_protected(sentence, lambda text: fits(text) and len(text.split()) <= length, spans)


def around_protected(sentence: str, fits: Callable[[str], bool], spans: FindSpans) -> Segment:
    """The sentence cut around its protected spans: fluency is lost, no byte of a span is."""
    parts: list[Part] = []
    at = 0
    for start, end in spans(sentence):
        parts += _between(sentence[at:start], fits)
        space = sentence[:start][len(sentence[:start].rstrip()) :]
        parts.append(Part(sentence[start:end], verbatim=True, space=space))
        at = end
    parts += _between(sentence[at:], fits)
    return Segment(sentence, tuple(parts))


def _between(text: str, fits: Callable[[str], bool]) -> list[Part]:
    """The parts of a stretch without protected spans; what holds no letter stands as it is."""
    stripped = text.strip()
    if not stripped:
        return []
    space = text[: len(text) - len(text.lstrip())]
    if not _LETTER.search(stripped):
        return [Part(stripped, verbatim=True, space=space)]
    # Punctuation that leans on a span must keep its place: ", sagte er" after a URL.
    lead = re.match(r"[\s.,;:!?)\]…–—-]*", stripped).group()  # type: ignore[union-attr]
    if lead:
        rest = stripped[len(lead) :]
        return [
            Part(lead.rstrip(), verbatim=True, space=space),
            *_spaced(_cut(rest, fits), " " if lead != lead.rstrip() else ""),
        ]
    return _spaced(_cut(stripped, fits), space)


def _is_garbled(source: str, target: str) -> bool:
    """Whether the target is the source with a few letters changed, as of a name that lost its capital."""
    source, target = source.casefold(), target.casefold()
    return source != target and SequenceMatcher(None, source, target, autojunk=False).ratio() > _GARBLED


def _spaced(parts: tuple[Part, ...], space: str) -> list[Part]:
    return [Part(p.text, p.verbatim, space if i == 0 else p.space) for i, p in enumerate(parts)]


def _cut(text: str, fits: Callable[[str], bool]) -> tuple[Part, ...]:
    pieces = [text] if fits(text) else split_clauses(text, fits)
    return tuple(Part(p, verbatim=not _LETTER.search(p), space=" " if i else "") for i, p in enumerate(pieces) if p)


def _hide(sentence: str, spans: list[tuple[int, int]]) -> tuple[str, list[tuple[str, str]]]:
    """The sentence with each protected span behind a stand-in that does not occur in it."""
    free = [s for s in STAND_INS if s.lower() not in sentence.lower()]
    hidden: list[tuple[str, str]] = []
    text, at = "", 0
    for (start, end), name in zip(spans, [*free, *[""] * len(spans)], strict=False):
        hidden.append((name, sentence[start:end]))
        text += sentence[at:start] + name
        at = end
    text += sentence[at:]
    return text, hidden if all(name for name, _ in hidden) else [("", "")] * (len(STAND_INS) + 1)


def _without(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The sentence less its protected spans."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(sentence[at:start])
        at = end
    return "".join([*kept, sentence[at:]])
