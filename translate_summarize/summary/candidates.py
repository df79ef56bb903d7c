"""From an article's passages to the sentences that may stand in its brief: whose words they are, what hinders them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_summarize.article.article import BlockKind
from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN
from translate_summarize.summary.readability import is_bare_quote, is_dead, is_question, quoted_spans, without_dateline

TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
"""Kinds of block that a brief is made of; never headings, attributions, code or tables."""

_ENDS = re.compile(r"[.!?…:][\"”“»«'’)\]]*$")

_LABEL = re.compile(r"((?:[A-ZÄÖÜ][\w.’'-]*|von|van|de)(?:\s(?:[A-ZÄÖÜ][\w.’'-]*|von|van|de)){0,3}):\s+(?=\S)")

_TRANSLATED_LABEL = re.compile(r"[^:.!?]{1,60}:\s+")

_MARK = re.compile(r'["“”„»«]')

_LEAST_QUESTIONS = 3

_LEAST_WORDS_OF_A_LINE = 9


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of running text, sentence by sentence.

    Attributes:
        kind: what it is.
        texts: its sentences, in the language that is scored.
        source: the same in the article's own language, as far as that is known; else as ``texts``.
        block: index of the block; -1 if there is none.
        doubts: severity of each sentence's flags.
    """

    kind: BlockKind
    texts: tuple[str, ...]
    source: tuple[str, ...]
    block: int = -1
    doubts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence that may stand in the brief.

    Attributes:
        text: the sentence, without an agency's or author's head and without the label of an interview's speaker.
        block: index of its block.
        pair: index of its pair in the block.
        follows: whether the candidate before it is the sentence before it in the article.
        quote: a quotation that does not name its speaker, taken only if there is nothing else.
        needs_previous: the sentence before names the speaker.
        inside: whether it begins, and whether it ends, within a quotation.
        question: an interviewer's words; taken only if there is nothing else.
        dead: it says nothing of the subject; likewise.
        doubt: severity of its flags, 0 is none.
        speaker: whose words it is in an interview; "" elsewhere.
    """

    text: str
    block: int = -1
    pair: int = -1
    follows: bool = False
    quote: bool = False
    needs_previous: bool = False
    inside: tuple[bool, bool] = (False, False)
    question: bool = False
    dead: bool = False
    doubt: int = 0
    speaker: str = ""


def summary_sentences(passages: Sequence[Passage]) -> list[SummarySentence]:
    """The candidates of an article, in order.

    Args:
        passages: all its blocks of running text; other blocks between them part them with an empty one.
    """
    voices = _Voices(passages)
    found: list[SummarySentence] = []
    for number, passage in enumerate(passages):
        found += _of_passage(passage, voices, number)
    return found


def _of_passage(passage: Passage, voices: _Voices, number: int) -> Iterator[SummarySentence]:
    follows = False
    texts = list(passage.texts)
    if voices.labels[number] and texts:
        texts[0] = _TRANSLATED_LABEL.sub("", texts[0], count=1)
    question, speaker = voices.questions[number], voices.speakers[number]
    unknown = not speaker and not question and voices.is_interview and number > voices.begins
    # A model loses quotation marks; the article's own tell better what is quoted.
    spans = quoted_spans(passage.source)
    nobody = _is_one_quotation(passage.source, spans)
    for p, (text, source, (begins, ends)) in enumerate(zip(texts, passage.source, spans, strict=True)):
        if not _is_sentence(passage.kind, text):
            follows = False
            continue
        text = without_dateline(text)
        speaks = _has_words_outside(source, begins)
        bare = passage.kind is BlockKind.QUOTE or nobody or unknown or is_bare_quote(source)
        yield SummarySentence(
            text,
            passage.block,
            p,
            follows,
            quote=bare or (ends and not begins and not speaks),
            needs_previous=begins and not speaks and not bare,
            inside=(begins, ends),
            question=question or is_question(source),
            dead=any(is_dead(source, language) for language in (ENGLISH, GERMAN)),
            doubt=passage.doubts[p] if passage.doubts else 0,
            speaker=speaker,
        )
        follows = True


def _is_one_quotation(sentences: Sequence[str], spans: Sequence[tuple[bool, bool]]) -> bool:
    """Whether a passage of several sentences is quoted from end to end, so that none of them names the speaker."""
    last = len(sentences) - 1
    return last > 0 and not any(
        _has_words_outside(s, begins) or (i < last and not ends)
        for i, (s, (begins, ends)) in enumerate(zip(sentences, spans, strict=True))
    )


class _Voices:
    """Who speaks in each passage, if the article is an interview."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        asks = [bool(p.source) and is_question(p.source[-1]) for p in passages]
        labels = [_label(p) for p in passages]
        counts = Counter(label for label in labels if label)
        asked = Counter(label for label, ask in zip(labels, asks, strict=True) if label and ask)
        interviewers = {label for label in counts if 2 * asked[label] >= counts[label]}
        first = next((i for i, ask in enumerate(asks) if ask), len(passages))
        speaking = max(1, sum(bool(p.source) for p in passages[first:]))
        self.is_interview = sum(asks) >= _LEAST_QUESTIONS and 4 * sum(asks) >= speaking
        self.begins = first
        answering = [label for label in counts if label not in interviewers]
        # A label that stands once, as in "Conclusion: ...", is none unless the article is an interview.
        self.labels = [label if label and (self.is_interview or counts[label] > 1) else "" for label in labels]
        self.questions = [
            self.is_interview and (ask or label in interviewers) for ask, label in zip(asks, labels, strict=True)
        ]
        self.speakers: list[str] = []
        alone = answering[0] if self.is_interview and len(answering) == 1 else ""
        for i, label in enumerate(self.labels):
            mine = label if label and label not in interviewers else ""
            self.speakers.append(mine or (alone if i > first and not self.questions[i] else ""))


def _label(passage: Passage) -> str:
    """The name before a colon that a passage begins with; "" if there is none."""
    found = _LABEL.match(passage.source[0]) if passage.source else None
    return found[1] if found else ""


def _has_words_outside(text: str, begins_inside: bool) -> bool:
    """Whether two words or more of a sentence stand outside its quotations."""
    outside = _MARK.split(text)[int(begins_inside) :: 2]
    return sum(len(part.split()) for part in outside) >= 2


def _is_sentence(kind: BlockKind, text: str) -> bool:
    """Items such as "3 eggs" and lines without an end are no sentences, except a paragraph's own text."""
    if not any(c.isalpha() for c in text):
        return False
    return bool(_ENDS.search(text)) or (kind is BlockKind.PARAGRAPH and len(text.split()) >= _LEAST_WORDS_OF_A_LINE)
