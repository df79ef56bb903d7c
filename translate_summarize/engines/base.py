"""The interfaces of an engine and of a model's text side: sentences to pieces, pieces to decoded pieces and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

ENGINES = ("ctranslate2", "transformers")
"""Names of the engines, the default first."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the engine searches.

    Attributes:
        beam: beam size; 1 is greedy.
        no_repeat_ngram: forbid repeating n-grams of this many pieces; 0 allows all.
    """

    beam: int = 4
    no_repeat_ngram: int = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best target pieces for one source sentence.

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
        """Decode each sentence; the results are in the same order.

        Args:
            sentences: source pieces of each sentence, without the end mark, none empty.
            decoding: how to search.
        """
        ...


class TextPieces(Protocol):
    """A model's text side; see ``models.tokenizer.Tokenizer``."""

    def encode(self, sentence: str) -> list[str]:
        """Source pieces of a sentence, without the end mark."""
        ...

    def decode(self, pieces: Sequence[str]) -> str:
        """The sentence that target pieces spell."""
        ...

    def knows(self, character: str) -> bool:
        """Whether a character survives the model."""
        ...

    def cost(self, word: str) -> float:
        """Negative log-probability of a source word; lower is likelier."""
        ...

    def fits(self, text: str) -> bool:
        """Whether a text is short enough for the model."""
        ...


def max_target_length(source_length: int) -> int:
    """Target pieces to stop at: far more than a good hypothesis needs, so that a loop ends early."""
    return min(512, 2 * source_length + 24)
