"""The chosen sentences as the brief prints them."""

from __future__ import annotations

from collections.abc import Sequence

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.language import Language
from translate_summarize.summary.candidates import SummarySentence
from translate_summarize.summary.readability import refers_back, with_closed_quotes, without_connective


def as_printed(
    sentences: Sequence[SummarySentence], chosen: Sequence[int], language: Language = ENGLISH
) -> list[tuple[str, bool]]:
    """Each chosen sentence as the brief prints it, and whether it needs the one before it.

    A connective that refers to a sentence left out is dropped, quotations are closed, and the first sentence of
    an interview's speaker names the speaker.

    Args:
        sentences: the summary sentences of the article.
        chosen: indices in order.
        language: of the sentences.
    """
    taken = set(chosen)
    lines: list[tuple[str, bool]] = []
    speaker = ""
    for i in chosen:
        sentence = sentences[i]
        after_predecessor = sentence.follows and i - 1 in taken
        before_successor = i + 1 in taken and sentences[i + 1].follows
        text = sentence.text
        if not after_predecessor:
            text = without_connective(text, language) or text
        begins, ends = sentence.quote_state
        reaches_over = (begins and after_predecessor) or (ends and before_successor)
        text = with_closed_quotes(
            text, begins and not after_predecessor, ends and not before_successor, not reaches_over
        )
        if sentence.speaker and sentence.speaker != speaker:
            text = f"{sentence.speaker}: {text}"
        speaker = sentence.speaker
        needs_previous = after_predecessor and (
            sentence.needs_previous or begins or refers_back(sentence.text, language)
        )
        lines.append((text, needs_previous))
    return lines
