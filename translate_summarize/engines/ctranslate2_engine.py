"""The default engine: CTranslate2, int8 on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translate_summarize.engines.base import Decoding, Hypothesis, max_target_length
from translate_summarize.errors import ModelError

# Padded source tokens of a batch; measured on two cores, larger batches are not faster.
BATCH_TOKENS = 1024


class CTranslate2Engine:
    """Runs a prepared model with ``ctranslate2.Translator``."""

    name = "ctranslate2"

    def __init__(self, folder: Path, threads: int, compute_type: str = "int8", model: str = "") -> None:
        """Load the model.

        Args:
            folder: a prepared model (``models.conversion.prepare``).
            threads: processor cores to use in all.
            compute_type: "int8" or "float32".
            model: the model's name, for messages.

        Raises:
            ModelError: the files are damaged.
        """
        import ctranslate2

        self.compute_type = compute_type
        try:
            self._translator = ctranslate2.Translator(
                str(folder), device="cpu", inter_threads=1, intra_threads=threads, compute_type=compute_type
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                model or folder.name, f"CTranslate2 cannot load it ({error})", "remove it and pull it again"
            ) from error

    def translate(self, sentences: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine.translate``."""
        results = self._translator.translate_batch(
            [[*pieces, "</s>"] for pieces in sentences],
            beam_size=decoding.beam,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=max_target_length(max(map(len, sentences), default=0)),
            max_input_length=0,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            return_scores=True,
        )
        return [Hypothesis(tuple(r.hypotheses[0]), float(r.scores[0])) for r in results]
