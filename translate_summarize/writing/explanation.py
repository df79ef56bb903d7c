"""Why the sentences of a brief were chosen, as the rows of a table."""

from __future__ import annotations

from translate_summarize.article.brief import Explanation, ScoredSentence
from translate_summarize.article.inline import one_line

SCORE = "the ROUGE-1 and ROUGE-2 (in points, added) that the sentence alone may expect as a summary"

REASONS = (
    "what speaks for (+) and against (-) its words, in log-odds against the article's mean, and its strongest words. "
    "The brief is the set of sentences that covers most together and reads well."
)

LEGEND = f"Score: {SCORE}. Words: how many of its words a reader's summary should hold. Then {REASONS}"
"""Explains the columns; printed above the table."""

# Shown as one: they say where in the article a word stands.
_PLACE = frozenset({"position", "lead", "spread", "article length"})

_MAX_REASONS = 3

_MAX_CHARACTERS = 70


def table(explanation: Explanation) -> list[tuple[str, ...]]:
    """Rows of plain text, one a sentence, below a head; chosen sentences carry their number."""
    rows: list[tuple[str, ...]] = [("Brief", "Score", "Words", "For and against", "Strongest words", "Sentence")]
    for sentence in explanation.sentences:
        text = one_line(sentence.text)
        if len(text) > _MAX_CHARACTERS:
            text = text[: _MAX_CHARACTERS - 1].rstrip() + "…"
        rows.append(
            (
                str(sentence.number or "-"),
                f"{sentence.score:.1f}",
                f"{sentence.share:.0%}",
                reasons(sentence),
                ", ".join(sentence.words),
                f"{text} ({sentence.note})" if sentence.note else text,
            )
        )
    return rows


def reasons(sentence: ScoredSentence) -> str:
    """The strongest reasons for and against a sentence: "position +0.7, length -0.2"."""
    grouped: dict[str, float] = {}
    for name, value in sentence.reasons:
        shown = "position" if name in _PLACE else name
        grouped[shown] = grouped.get(shown, 0.0) + value
    strongest = sorted(grouped.items(), key=lambda r: -abs(r[1]))[:_MAX_REASONS]
    return ", ".join(f"{name} {value:+.1f}" for name, value in strongest if abs(value) >= 0.05)
