"""Hypothesis: a sentence in English with what the checks found; and the interface of whatever makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from translate_summarize.article.translation import Signature
from translate_summarize.translation.checks.check import Findings


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An English sentence for a German one, as it is checked, remembered and printed.

    Attributes:
        target: the English sentence.
        findings: what the checks found; of one from the memory only the flags, of a human's nothing.
        score: the engine's log-probability per piece, for several parts their mean weighted by pieces; None if
            nothing was decoded. Comparable only within one article and model.
    """

    target: str
    findings: Findings = field(default_factory=Findings)
    score: float | None = None


class SentenceModel(Protocol):
    """Translates sentences; what ``Translator`` needs of a model, wherever it runs."""

    @property
    def signature(self) -> Signature:
        """What its translations are made with."""
        ...

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each sentence, in the same order.

        Args:
            sentences: German; distinct, as ``Translator`` hands them over.
        """
        ...
