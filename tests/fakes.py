"""Stand-ins for a model and its parts: English from a dictionary or a function, checked like a model's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from translate_summarize.article.translation import Signature
from translate_summarize.engines.base import Decoded, Decoding
from translate_summarize.translation.checks.check import check
from translate_summarize.translation.hypothesis import Hypothesis

SIGNATURE = Signature("0", "fake", "0" * 64, "none", "none", 1)


class FakeSentences:
    """A ``SentenceModel`` for ``Translator(sentences=...)``.

    Attributes:
        asked: the sentences of each call, in order.
    """

    def __init__(
        self,
        english: Mapping[str, str] | Callable[[str], str] = str,
        *,
        score: float | None = None,
        signature: Signature = SIGNATURE,
    ) -> None:
        """Take the English of German sentences; by default they stay German."""
        self.signature = signature
        self.asked: list[list[str]] = []
        self._english = english if callable(english) else english.__getitem__
        self._score = score

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """See ``SentenceModel``."""
        self.asked.append(list(sentences))
        targets = [self._english(s) for s in sentences]
        return [Hypothesis(t, check(s, t), self._score) for s, t in zip(sentences, targets, strict=True)]


class FakeTokenizer:
    """A tokenizer whose pieces are words."""

    def __init__(self, *, unknown: str = "", max_words: int = 1000, costs: Mapping[str, float] | None = None) -> None:
        """Take the characters that it does not know, the words of a text that fits, and what words cost."""
        self._unknown, self._max_words, self._costs = unknown, max_words, costs or {}

    def encode(self, sentence: str) -> list[str]:
        """The words."""
        return sentence.split()

    def decode(self, pieces: Sequence[str]) -> str:
        """The words joined."""
        return " ".join(pieces)

    def knows(self, character: str) -> bool:
        """Whether it is none of the unknown ones."""
        return character not in self._unknown

    def cost(self, word: str) -> float:
        """The given cost, or 1."""
        return self._costs.get(word, 1.0)

    def fits(self, text: str) -> bool:
        """Whether it has few enough words."""
        return len(text.split()) <= self._max_words


class FakeEngine:
    """An engine for ``FakeTokenizer``.

    Attributes:
        calls: the texts of each call that had any, with how they were to be decoded.
    """

    name, compute_type = "fake", "none"

    def __init__(
        self, english: Mapping[str, str] | Callable[[str, Decoding], str], scores: Mapping[str, float] | None = None
    ) -> None:
        """Take the English of German texts, from a function also by decoding; and scores, which are else -1."""
        self.calls: list[tuple[list[str], Decoding]] = []
        self._english = english
        self._scores = scores or {}

    def translate(self, sentences: Sequence[Sequence[str]], decoding: Decoding) -> list[Decoded]:
        """See ``Engine``."""
        texts = [" ".join(pieces) for pieces in sentences]
        if texts:
            self.calls.append((texts, decoding))
        return [Decoded(tuple(self._target(t, decoding).split()), self._scores.get(t, -1.0)) for t in texts]

    def _target(self, text: str, decoding: Decoding) -> str:
        return self._english(text, decoding) if callable(self._english) else self._english[text]
