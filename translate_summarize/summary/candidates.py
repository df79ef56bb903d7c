"""The sentences of an article that a brief may hold: who speaks in each, and what speaks against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_summarize.article.article import BlockKind
from translate_summarize.languages.registry import KNOWN
from translate_summarize.summary.readability import (
    is_bare_quote,
    is_boilerplate,
    is_question,
    quote_states,
    without_dateline,
)

TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
"""The kinds of block that a brief is made of: no headings, attributions, code or tables."""

_ENDS = re.compile(r"[.!?…:][\"”“»«'’)\]]*$")

_LABEL = re.compile(r"((?:[A-ZÄÖÜ][\w.’'-]*|von|van|de)(?:\s(?:[A-ZÄÖÜ][\w.’'-]*|von|van|de)){0,3}):\s+(?=\S)")

_TRANSLATED_LABEL = re.compile(r"[^:.!?]{1,60}:\s+")

_MARK = re.compile(r'["“”„»«]')

_MIN_QUESTIONS = 3

_MIN_WORDS_OF_LINE = 9


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of running text, sentence by sentence.

    Attributes:
        kind: of the block.
        texts: its sentences in the language that is scored.
        source: the same sentences in the article's own language if that is known, else ``texts``.
        block: index of the block; -1 if there is none.
        doubts: severity of each sentence's flags; empty if none is doubtful.
    """

    kind: BlockKind
    texts: tuple[str, ...]
    source: tuple[str, ...]
    block: int = -1
    doubts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence that may be chosen for the brief.

    Attributes:
        text: the sentence without a dateline or byline before it, and without the label of an interview's speaker.
        block: index of its block.
        pair: index of its pair in the block.
        follows: whether the summary sentence before it is its neighbour in the article.
        unattributed_quote: a quotation that names no speaker; a last resort.
        needs_previous: the sentence before it names the speaker.
        quote_state: whether it begins, and whether it ends, inside a quotation.
        question: the words of an interviewer; a last resort.
        boilerplate: carries no content; a last resort.
        doubt: severity of its flags; 0 if it has none.
        speaker: who says it in an interview; "" elsewhere.
    """

    text: str
    block: int = -1
    pair: int = -1
    follows: bool = False
    unattributed_quote: bool = False
    needs_previous: bool = False
    quote_state: tuple[bool, bool] = (False, False)
    question: bool = False
    boilerplate: bool = False
    doubt: int = 0
    speaker: str = ""


def summary_sentences(passages: Sequence[Passage]) -> list[SummarySentence]:
    """The sentences of an article that may be chosen, in order.

    Args:
        passages: its blocks of running text.
    """
    speakers = _Speakers(passages)
    return [sentence for index, passage in enumerate(passages) for sentence in _of_passage(passage, speakers, index)]


def _of_passage(passage: Passage, speakers: _Speakers, index: int) -> Iterator[SummarySentence]:
    follows = False
    texts = list(passage.texts)
    if speakers.labels[index] and texts:
        texts[0] = _TRANSLATED_LABEL.sub("", texts[0], count=1)
    question, speaker = speakers.questions[index], speakers.names[index]
    unknown = not speaker and not question and speakers.is_interview and index > speakers.first_question
    # A model loses quotation marks, so those of the source decide.
    states = quote_states(passage.source)
    is_one_quote = _is_one_quotation(passage.source, states)
    for p, (text, source, (begins, ends)) in enumerate(zip(texts, passage.source, states, strict=True)):
        if not _is_sentence(passage.kind, text):
            follows = False
            continue
        text = without_dateline(text)
        has_own_words = _has_words_outside(source, begins)
        bare = passage.kind is BlockKind.QUOTE or is_one_quote or unknown or is_bare_quote(source)
        yield SummarySentence(
            text,
            passage.block,
            p,
            follows,
            unattributed_quote=bare or (ends and not begins and not has_own_words),
            needs_previous=begins and not has_own_words and not bare,
            quote_state=(begins, ends),
            question=question or is_question(source),
            boilerplate=any(is_boilerplate(source, language) for language in KNOWN.values()),
            doubt=passage.doubts[p] if passage.doubts else 0,
            speaker=speaker,
        )
        follows = True


def _is_one_quotation(sentences: Sequence[str], states: Sequence[tuple[bool, bool]]) -> bool:
    """Whether a passage of several sentences is quoted from end to end, so that no sentence names the speaker."""
    last = len(sentences) - 1
    return last > 0 and not any(
        _has_words_outside(s, begins) or (i < last and not ends)
        for i, (s, (begins, ends)) in enumerate(zip(sentences, states, strict=True))
    )


class _Speakers:
    """Who speaks in each passage, if the article is an interview.

    Attributes:
        is_interview: whether a good part of the article are questions.
        first_question: index of the first passage that is one; the number of passages if none is.
        labels: of each passage, the speaker's name before a colon; "" if it has none.
        questions: whether each passage is an interviewer's.
        names: whose words each passage is; "" if it is not known.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        asks = [bool(p.source) and is_question(p.source[-1]) for p in passages]
        labels = [_label(p) for p in passages]
        counts = Counter(label for label in labels if label)
        asked = Counter(label for label, ask in zip(labels, asks, strict=True) if label and ask)
        interviewers = {label for label in counts if 2 * asked[label] >= counts[label]}
        first = next((i for i, ask in enumerate(asks) if ask), len(passages))
        speaking = max(1, sum(bool(p.source) for p in passages[first:]))
        self.is_interview = sum(asks) >= _MIN_QUESTIONS and 4 * sum(asks) >= speaking
        self.first_question = first
        answering = [label for label in counts if label not in interviewers]
        # A label that occurs once ("Conclusion: ...") names no speaker unless the article is an interview.
        self.labels = [label if label and (self.is_interview or counts[label] > 1) else "" for label in labels]
        self.questions = [
            self.is_interview and (ask or label in interviewers) for ask, label in zip(asks, labels, strict=True)
        ]
        self.names: list[str] = []
        alone = answering[0] if self.is_interview and len(answering) == 1 else ""
        for i, label in enumerate(self.labels):
            name = label if label and label not in interviewers else ""
            self.names.append(name or (alone if i > first and not self.questions[i] else ""))


def _label(passage: Passage) -> str:
    """The name before a colon that a passage begins with; "" if there is none."""
    label = _LABEL.match(passage.source[0]) if passage.source else None
    return label[1] if label else ""


def _has_words_outside(text: str, begins_inside: bool) -> bool:
    """Whether a sentence has two words or more outside its quotations."""
    outside = _MARK.split(text)[int(begins_inside) :: 2]
    return sum(len(part.split()) for part in outside) >= 2


def _is_sentence(kind: BlockKind, text: str) -> bool:
    """Whether a text has the end of a sentence or, in a paragraph, enough words: "3 eggs" is none."""
    if not any(c.isalpha() for c in text):
        return False
    return bool(_ENDS.search(text)) or (kind is BlockKind.PARAGRAPH and len(text.split()) >= _MIN_WORDS_OF_LINE)
