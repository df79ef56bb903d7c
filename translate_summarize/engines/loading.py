"""From a model's name to an engine that is ready to run."""

from __future__ import annotations

import os

from translate_summarize.engines.base import Engine
from translate_summarize.errors import UsageError
from translate_summarize.models.checkpoint import Checkpoint, Layout


def usable_cores() -> int:
    """Processor cores that the process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_engine(checkpoint: Checkpoint, engine: str, threads: int, compute_type: str) -> Engine:
    if engine == "transformers":
        if checkpoint.layout is Layout.CTRANSLATE2:
            raise UsageError(
                "--engine transformers",
                f"model {checkpoint.name} is in CTranslate2's layout",
                "use --engine ctranslate2, or a model in Hugging Face's layout (opus-mt-hf)",
            )
        from translate_summarize.engines.transformers_engine import TransformersEngine

        return TransformersEngine(checkpoint.folder, threads, checkpoint.name)
    from translate_summarize.engines.ctranslate2_engine import CTranslate2Engine
    from translate_summarize.models.conversion import prepare
    from translate_summarize.storage.folders import prepared_folder

    folder = prepare(checkpoint, prepared_folder(), compute_type)
    return CTranslate2Engine(folder, threads, compute_type, checkpoint.name)
