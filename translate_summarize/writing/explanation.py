"""Why a brief is what it is, as the rows of a table and as a page's section."""

from __future__ import annotations

from collections.abc import Iterator

from translate_summarize.article import BlockKind, Explanation, ScoredSentence
from translate_summarize.writing.document import Document, one_line
from translate_summarize.writing.page import escaped, inline

_SCORE = "the ROUGE-1 and ROUGE-2 (in points, added) that the sentence alone may expect as a summary"
_REASONS = (
    "what speaks for (+) and against (-) its words, in log-odds against the article's mean, and its strongest words. "
    "The brief is the set of sentences that covers most together and reads well."
)
LEGEND = f"Score: {_SCORE}. Words: how many of its words a reader's summary should hold. Then {_REASONS}"
"""What stands above the table."""
_PAGE_LEGEND = f"Bar and number: {_SCORE}. Below the sentence: {_REASONS}"
# Shown as one: they say where in the article a word stands.
_PLACE = frozenset({"position", "lead", "spread", "article length"})
_MOST_REASONS = 3
_MOST_CHARACTERS = 70


def table(explanation: Explanation) -> list[tuple[str, ...]]:
    """Rows of plain text, one a sentence, below a head; chosen sentences carry their number."""
    rows: list[tuple[str, ...]] = [("Brief", "Score", "Words", "For and against", "Strongest words", "Sentence")]
    for sentence in explanation.sentences:
        text = one_line(sentence.text)
        if len(text) > _MOST_CHARACTERS:
            text = text[: _MOST_CHARACTERS - 1].rstrip() + "…"
        rows.append(
            (
                str(sentence.number or "-"),
                f"{sentence.score:.1f}",
                f"{sentence.share:.0%}",
                _reasons(sentence),
                ", ".join(sentence.words),
                f"{text} ({sentence.note})" if sentence.note else text,
            )
        )
    return rows


def section(document: Document, explanation: Explanation) -> str:
    """A section of a page: the article, its chosen sentences highlighted, a bar of scores beside each."""
    lines = [
        '<section class="scores" aria-labelledby="scores">',
        '<h2 id="scores">Why these sentences</h2>',
        f'<p class="source">{escaped(_PAGE_LEGEND)}</p>',
        f'<div lang="{explanation.language}">',
        *_rows(document, explanation),
        "</div>",
        "</section>",
    ]
    return "\n".join(lines)


def _rows(document: Document, explanation: Explanation) -> Iterator[str]:
    best = max((s.score for s in explanation.sentences), default=0.0)
    block = None
    for sentence in explanation.sentences:
        if sentence.block != block:
            if block is not None:
                yield "</ul>"
            yield from _headings(document, explanation.language, -1 if block is None else block, sentence.block)
            yield "<ul>"
            block = sentence.block
        yield _row(sentence, best)
    if block is not None:
        yield "</ul>"


def _headings(document: Document, language: str, after: int, before: int) -> Iterator[str]:
    """The headings between two blocks."""
    for translated in document.translated.blocks[after + 1 : max(before, 0)]:
        if translated.block.kind is BlockKind.HEADING and not translated.left_out:
            text = translated.text if language == "en" else translated.block.text
            if text:
                yield f"<h3>{inline(text)}</h3>"


def _row(sentence: ScoredSentence, best: float) -> str:
    score = max(sentence.score, 0.0)
    text = inline(sentence.text)
    if sentence.number:
        text = f'<mark class="key">{text}</mark> <span class="place">{sentence.number}</span>'
    why = [_reasons(sentence), ", ".join(sentence.words), sentence.note]
    width = round(100 * score / max(best, 1.0))
    # Attributes of SVG are no inline style, which the page's policy forbids; the number beside the bar is read out.
    bar = (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" '
        f'height="10"/><rect class="part" width="{width}" height="10"/></svg>'
    )
    return (
        f'<li>{bar}<span class="score" lang="en">{sentence.score:.1f}</span>'
        f'<div>{text}<br><small lang="en">{escaped("; ".join(w for w in why if w))}</small></div></li>'
    )


def _reasons(sentence: ScoredSentence) -> str:
    grouped: dict[str, float] = {}
    for name, value in sentence.reasons:
        shown = "position" if name in _PLACE else name
        grouped[shown] = grouped.get(shown, 0.0) + value
    strongest = sorted(grouped.items(), key=lambda r: -abs(r[1]))[:_MOST_REASONS]
    return ", ".join(f"{name} {value:+.1f}" for name, value in strongest if abs(value) >= 0.05)
