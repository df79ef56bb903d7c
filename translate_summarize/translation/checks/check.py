"""All checks of a hypothesis against its source."""

from __future__ import annotations

from translate_summarize.article.flags import EMPTY, LENGTH, LOOP, NAME, NEGATION, NUMBER, UNTRANSLATED, severity
from translate_summarize.translation.checks.acronyms import lost_acronyms
from translate_summarize.translation.checks.length import FEWEST_LETTERS, FEWEST_WORDS, LONG, MOST_WORDS
from translate_summarize.translation.checks.loops import STUTTER, loops
from translate_summarize.translation.checks.names import SURE, lost_names
from translate_summarize.translation.checks.negation import DENIED, DENIES
from translate_summarize.translation.checks.numbers import missing_numbers
from translate_summarize.translation.checks.untranslated import WORD, is_copied, is_german


def doubts(source: str, target: str) -> tuple[str, ...]:
    """Names of what is doubtful about a hypothesis; empty if nothing is.

    Args:
        source: a German sentence.
        target: its English hypothesis.
    """
    words, source_words = WORD.findall(target), WORD.findall(source)
    if source_words and not words:
        return (EMPTY,)
    found = []
    if (loops(words) and not loops(source_words)) or (STUTTER.search(target) and not STUTTER.search(source)):
        found.append(LOOP)
    if (is_german(words) and len(source_words) > 2) or is_copied(source, target, source_words, words):
        found.append(UNTRANSLATED)
    if missing_numbers(source, target):
        found.append(NUMBER)
    if lost_acronyms(source, target) or lost_names(source, target, SURE):
        found.append(NAME)
    if DENIES.search(source) and not DENIED.search(target):
        found.append(NEGATION)
    if len(source_words) >= LONG and not (
        FEWEST_WORDS <= len(words) / len(source_words) <= MOST_WORDS and len(target) >= FEWEST_LETTERS * len(source)
    ):
        found.append(LENGTH)
    return tuple(found)


def loss(source: str, target: str, flags: tuple[str, ...]) -> int:
    """How bad a hypothesis is, to choose among several: 0 is beyond doubt, each lost number or name counts.

    Args:
        source: a German sentence.
        target: its hypothesis.
        flags: what ``doubts`` says of the two.
    """
    lost = (missing_numbers(source, target), lost_acronyms(source, target), lost_names(source, target))
    return severity(flags) + sum(map(len, lost))
