"""The reference engine: transformers' MarianMTModel, float32 on the CPU; needs the extra [torch]."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translate_summarize.engines.base import Decoded, Decoding, max_target_length
from translate_summarize.errors import ModelError, UsageError

MAX_BATCH_SENTENCES = 32
"""Sentences of a mini-batch, padded to equal length."""


class TransformersEngine:
    """Runs a checkpoint in Hugging Face's layout with ``MarianMTModel.generate``."""

    name = "transformers"
    compute_type = "float32"

    def __init__(self, folder: Path, threads: int, model: str = "") -> None:
        """Load the model.

        Args:
            folder: a checkpoint in Hugging Face's layout.
            threads: processor cores to use in all.
            model: the model's name, for messages.

        Raises:
            UsageError: PyTorch is not installed.
            ModelError: the files are damaged.
        """
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        try:
            import torch
        except ImportError:
            raise UsageError(
                "--engine transformers",
                "PyTorch is not installed",
                "pip install 'translate-summarize[torch]'",
            ) from None
        from transformers import MarianMTModel
        from transformers.utils import logging

        logging.disable_progress_bar()
        torch.set_num_threads(threads)
        try:
            self._model = MarianMTModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()
            self._ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        except Exception as error:  # transformers raises many kinds; each means that the folder is unusable
            raise ModelError(
                model or folder.name, f"transformers cannot load it ({error})", "pull or copy the model again"
            ) from error
        self._pieces = {i: piece for piece, i in self._ids.items()}

    def translate(self, sentences: Sequence[Sequence[str]], decoding: Decoding) -> list[Decoded]:
        """See ``Engine.translate``."""
        decoded: list[Decoded] = []
        for start in range(0, len(sentences), MAX_BATCH_SENTENCES):
            decoded += self._batch(sentences[start : start + MAX_BATCH_SENTENCES], decoding)
        return decoded

    def _batch(self, sentences: Sequence[Sequence[str]], decoding: Decoding) -> list[Decoded]:
        import torch

        end, unknown, pad = self._ids["</s>"], self._ids["<unk>"], self._ids["<pad>"]
        rows = [[*(self._ids.get(piece, unknown) for piece in pieces), end] for pieces in sentences]
        width = max(map(len, rows))
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=ids,
                attention_mask=(ids != pad).long(),
                num_beams=decoding.beam,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_length=max_target_length(width - 1) + 2,
                do_sample=False,
                return_dict_in_generate=True,
                output_scores=True,
            )
        scores = out.sequences_scores if decoding.beam > 1 else self._greedy_scores(out, pad)
        return [
            Decoded(tuple(self._pieces[i] for i in ids if i not in (end, pad)), score)
            for ids, score in zip(out.sequences.tolist(), scores.tolist(), strict=True)
        ]

    def _greedy_scores(self, out: Any, pad: int) -> Any:
        """Log-probability per piece of each sequence; ``generate`` reports none for greedy search."""
        steps = self._model.compute_transition_scores(out.sequences, out.scores, normalize_logits=True)
        is_piece = out.sequences[:, 1:] != pad  # the first is the start mark
        return steps.masked_fill(~is_piece, 0.0).sum(1) / is_piece.sum(1)
