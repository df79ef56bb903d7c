"""A model's text side: normalisation and SentencePiece pieces, the same for every engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from translate_summarize.errors import ModelError
from translate_summarize.models.checkpoint import Checkpoint

MAX_CHARACTERS = 4000
"""A longer text is cut without counting its pieces, which would take time."""

# What a model without a piece for a symbol gets instead.
_SPELLED = {"€": "Euro", "$": "Dollar", "£": "Pfund", "&": "und", "§": "Paragraf", "°": "Grad"}


class Tokenizer:
    """Sentences to source pieces, target pieces to sentences.

    The pieces are those of ``transformers.MarianTokenizer``; loading takes milliseconds instead of seconds.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        """Load both SentencePiece models.

        Raises:
            ModelError: a SentencePiece file is damaged.
        """
        self._checkpoint = checkpoint
        self._source = _load(checkpoint, "source.spm")
        self._target = _load(checkpoint, "target.spm")
        self._known: dict[str, bool] = {}

    def encode(self, sentence: str) -> list[str]:
        """Source pieces of a sentence, without the end mark."""
        pieces: list[str] = self._source.encode(self._normalise(sentence), out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """The sentence that target pieces spell."""
        known = [p for p in pieces if p not in ("</s>", "<unk>", "<pad>")]
        text: str = self._target.decode_pieces(known)
        return text.strip()

    def knows(self, character: str) -> bool:
        """Whether a character survives the model: its pieces hold it, or it is spelled out for the model."""
        if character not in self._known:
            pieces = self._source.encode(character)
            lost = self._source.unk_id() in pieces or unicodedata.category(character) == "No"
            self._known[character] = character in _SPELLED or character.isspace() or not lost
        return self._known[character]

    def cost(self, word: str) -> float:
        """Negative log-probability of a source word in its unigram model: lower is likelier."""
        return -sum(float(self._source.get_score(i)) for i in self._source.encode(word))

    def fits(self, text: str) -> bool:
        """Whether a text is short enough for the model."""
        return len(text) <= MAX_CHARACTERS and len(self.encode(text)) <= self._checkpoint.max_pieces

    def _normalise(self, sentence: str) -> str:
        for symbol, word in _SPELLED.items():
            if symbol in sentence and self._source.unk_id() in self._source.encode(symbol):
                sentence = " ".join(sentence.replace(symbol, f" {word} ").split())
        return str(self._moses.normalize(sentence)) if self._moses else sentence

    @cached_property
    def _moses(self) -> Any:
        if not self._checkpoint.moses:
            return None
        from sacremoses import MosesPunctNormalizer

        return MosesPunctNormalizer(lang="de")


def _load(checkpoint: Checkpoint, name: str) -> Any:
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(checkpoint.folder / name))
    except (OSError, RuntimeError) as error:
        raise ModelError(checkpoint.name, f"{name} is damaged", "pull or copy the model again") from error
