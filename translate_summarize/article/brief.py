"""A brief: its sentences, and why they were chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence chosen for a brief.

    Attributes:
        text: as printed: without agency, author or a connective that refers to a sentence left out.
        block: index of its block in the translated article's ``blocks``; -1 if unknown.
        pair: index of its pair within the block; -1 if unknown.
        flags: those of the sentence pair.
        needs_previous: refers back; keep it with the sentence before.
    """

    text: str
    block: int = -1
    pair: int = -1
    flags: tuple[str, ...] = ()
    needs_previous: bool = False


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """How the summariser scored one sentence of the article.

    Attributes:
        text: the sentence as it was scored; German if the brief was chosen in German.
        block: index of its block; -1 if unknown.
        pair: index of its pair within the block; -1 if unknown.
        number: its place in the brief, from 1; 0 if it was not chosen.
        score: expected ROUGE-1 plus ROUGE-2 F, in points, of this sentence alone as the summary.
        share: how many of its words a reader's summary is expected to hold, from 0 to 1.
        reasons: features and what each adds to the log-odds of its words, against the article's mean.
        words: those that contribute most to its score, strongest first.
        note: why it cannot be chosen, or only with the one before it; "" if it can.
    """

    text: str
    block: int
    pair: int
    number: int
    score: float
    share: float
    reasons: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a brief is what it is.

    Attributes:
        sentences: all candidates, in order.
        weights: of the features of content words, as fitted.
        language: of the sentences as scored, "en" or "de".
    """

    sentences: tuple[ScoredSentence, ...]
    weights: tuple[tuple[str, float], ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Brief:
    """A one-paragraph extractive summary.

    Attributes:
        sentences: in source order.
        title: English title of the article; may be "".
        source_title: German title; may be "".
        path: of the article, as the user gave it.
        explanation: None unless requested.
    """

    sentences: tuple[BriefSentence, ...]
    title: str = ""
    source_title: str = ""
    path: str = ""
    explanation: Explanation | None = None

    def __str__(self) -> str:
        """The paragraph."""
        return " ".join(s.text for s in self.sentences)

    @property
    def points(self) -> tuple[tuple[BriefSentence, ...], ...]:
        """The sentences as bullet points: one each; a sentence that needs the one before it shares its point."""
        points: list[list[BriefSentence]] = []
        for sentence in self.sentences:
            if sentence.needs_previous and points:
                points[-1].append(sentence)
            else:
                points.append([sentence])
        return tuple(map(tuple, points))

    @property
    def word_count(self) -> int:
        """White-space separated words of the paragraph."""
        return len(str(self).split())
