"""All checks of a hypothesis against its source."""

from __future__ import annotations

from dataclasses import dataclass

from translate_summarize.article.flags import Flag, severity
from translate_summarize.translation.checks.acronyms import lost_acronyms
from translate_summarize.translation.checks.length import has_wrong_length
from translate_summarize.translation.checks.loops import has_loop
from translate_summarize.translation.checks.names import FLAGGED_PROBABILITY, lost_names
from translate_summarize.translation.checks.negation import lost_negation
from translate_summarize.translation.checks.numbers import lost_numbers
from translate_summarize.translation.checks.untranslated import is_untranslated
from translate_summarize.translation.checks.words import WORD


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of checking a hypothesis.

    Attributes:
        flags: what is doubtful, in the order in which users see it.
        lost_numbers: numbers of the source that the hypothesis lacks, as the source has them.
        lost_acronyms: acronyms and coined names that it lacks.
        lost_names: likely names that it lacks; only a sure one raises a flag.
    """

    flags: tuple[Flag, ...] = ()
    lost_numbers: tuple[str, ...] = ()
    lost_acronyms: tuple[str, ...] = ()
    lost_names: tuple[str, ...] = ()

    @property
    def severity(self) -> int:
        """How bad the hypothesis is, to choose among several: 0 is beyond doubt, each lost number or name counts."""
        return severity(self.flags) + len(self.lost_numbers) + len(self.lost_acronyms) + len(self.lost_names)


def check(source: str, target: str) -> Findings:
    """Compare a hypothesis with its source.

    Args:
        source: a German sentence.
        target: its English hypothesis, as it will be printed.
    """
    numbers, acronyms, names = lost_numbers(source, target), lost_acronyms(source, target), lost_names(source, target)
    if WORD.search(source) and not WORD.search(target):
        flags: tuple[Flag, ...] = (Flag.EMPTY,)
    else:
        raised = {
            Flag.LOOP: has_loop(source, target),
            Flag.UNTRANSLATED: is_untranslated(source, target),
            Flag.NUMBER: bool(numbers),
            Flag.NAME: bool(acronyms) or any(n.probability >= FLAGGED_PROBABILITY for n in names),
            Flag.NEGATION: lost_negation(source, target),
            Flag.LENGTH: has_wrong_length(source, target),
        }
        flags = tuple(flag for flag, is_raised in raised.items() if is_raised)
    return Findings(flags, tuple(numbers), tuple(acronyms), tuple(n.text for n in names))
