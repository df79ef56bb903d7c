"""Why these sentences were chosen, as a section of a page."""

from __future__ import annotations

from collections.abc import Iterator

from translate_summarize.article.article import BlockKind
from translate_summarize.article.brief import Explanation, ScoredSentence
from translate_summarize.writing.document import Document
from translate_summarize.writing.explanation import REASONS, SCORE, reasons
from translate_summarize.writing.html.page import escaped, inline

_PAGE_LEGEND = f"Bar and number: {SCORE}. Below the sentence: {REASONS}"


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
    why = [reasons(sentence), ", ".join(sentence.words), sentence.note]
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
