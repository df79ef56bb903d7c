"""The interface of an engine: source pieces in, hypotheses out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a hypothesis is searched for.

    Attributes:
        beam: beam size; 1 is greedy.
        no_repeat_ngram: forbid repeating n-grams of this many pieces; 0 allows all.
    """

    beam: int = 4
    no_repeat_ngram: int = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best hypothesis for one source sentence.

    Attributes:
        pieces: target pieces without the end mark.
        score: log-probability divided by the number of pieces.
    """

    pieces: tuple[str, ...]
    score: float


class Engine(Protocol):
    """Runs a MarianMT model."""

    name: str
    compute_type: str

    def translate(self, sentences: Sequence[Sequence[str]], decoding: Decoding) -> list[Decoded]:
        """One hypothesis a sentence, in the same order.

        Args:
            sentences: source pieces of each sentence, without the end mark, none empty.
            decoding: how to search.
        """
        ...


def max_target_length(source_length: int) -> int:
    """Pieces a hypothesis may have: far more than any good one needs, so that a loop ends early."""
    return min(512, 2 * source_length + 24)
