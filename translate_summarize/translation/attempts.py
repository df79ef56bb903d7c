"""The attempts at a sentence, from plain to clause by clause; the least doubtful wins."""

from __future__ import annotations

from translate_summarize.translation import terminology
from translate_summarize.translation.checks.check import doubts, loss
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.notation import in_english_notation
from translate_summarize.translation.protection import outside
from translate_summarize.translation.segment import Segment

CLAUSE_WORDS = 14
"""Words a clause may have when a doubtful sentence is translated clause by clause."""

MUCH_LIKELIER = 2.0
"""By how much, in nats, a word must be likelier with a small letter than with a capital to be taken for no noun."""

AROUND_WORD = "„“”\"'‚‘’»«›‹ .!?…–—-()"


def assembled(prepared: Segment, found: dict[str, str]) -> str | None:
    target = prepared.assemble([found.get(t, "") for t in prepared.texts])
    if target is None or not prepared.texts:
        return target
    source = prepared.source
    return outside(target, lambda text: terminology.in_english(source, in_english_notation(source, text)))


def judged(source: str, target: str) -> Hypothesis:
    flags = doubts(source, target)
    return Hypothesis(target, flags, loss(source, target, flags))
