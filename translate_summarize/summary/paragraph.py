"""From chosen candidates to the sentences of the brief, as they are printed."""

from __future__ import annotations

from collections.abc import Sequence

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.language import Language
from translate_summarize.summary.candidates import SummarySentence
from translate_summarize.summary.readability import refers_back, with_closed_quotes, without_connective


def as_printed(
    candidates: Sequence[SummarySentence], chosen: Sequence[int], language: Language = ENGLISH
) -> list[tuple[str, bool]]:
    """Each chosen sentence as the brief prints it, and whether it needs the one before it.

    Args:
        candidates: all of them.
        chosen: indices in order.
        language: their language.
    """
    taken = set(chosen)
    lines: list[tuple[str, bool]] = []
    speaker = ""
    for i in chosen:
        candidate = candidates[i]
        after_predecessor = candidate.follows and i - 1 in taken
        before_successor = i + 1 in taken and candidates[i + 1].follows
        text = candidate.text
        if not after_predecessor:
            text = without_connective(text, language) or text
        begins, ends = candidate.inside
        reaches_over = (begins and after_predecessor) or (ends and before_successor)
        text = with_closed_quotes(
            text, begins and not after_predecessor, ends and not before_successor, not reaches_over
        )
        if candidate.speaker and candidate.speaker != speaker:
            text = f"{candidate.speaker}: {text}"
        speaker = candidate.speaker
        needs_previous = after_predecessor and (
            candidate.needs_previous or begins or refers_back(candidate.text, language)
        )
        lines.append((text, needs_previous))
    return lines
