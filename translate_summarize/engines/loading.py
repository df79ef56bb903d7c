"""From a model's name to an engine and its tokenizer, ready to run."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize import __version__
from translate_summarize.article.translation import Signature
from translate_summarize.engines.base import ENGINES, Engine, TextPieces
from translate_summarize.errors import UsageError
from translate_summarize.models.checkpoint import Checkpoint, Layout

if TYPE_CHECKING:
    from translate_summarize.models.progress import PullProgress

    ProgressFactory = Callable[[str], PullProgress]
    """Makes the display of a download, given the model's name."""

MAX_BEAM = 64


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model that is ready to run.

    Attributes:
        tokenizer: its text side.
        engine: runs it.
        signature: what its translations are made with.
    """

    tokenizer: TextPieces
    engine: Engine
    signature: Signature


def load_model(
    model: str,
    engine: str,
    beam: int,
    threads: int | None,
    *,
    compute_type: str,
    catalogue: Path | None = None,
    offline: bool = False,
    notify: Callable[[str], None] = lambda _: None,
    progress: ProgressFactory | None = None,
) -> LoadedModel:
    """Find a model, download and prepare it if needed, and load it; see ``Translator`` for the arguments.

    Raises:
        UsageError: an argument has an impossible value, or the engine's package is not installed.
        ModelError: the model is missing, damaged or not MarianMT.
    """
    if engine not in ENGINES:
        raise UsageError(f"engine {engine!r}", "unknown", f"choose one of {', '.join(ENGINES)}")
    if not 1 <= beam <= MAX_BEAM:
        raise UsageError(f"beam {beam}", "out of range", f"give a number from 1 to {MAX_BEAM}")
    if threads is not None and threads < 1:
        raise UsageError(f"threads {threads}", "out of range", "give 1 or more")
    from translate_summarize.models.selection import select_checkpoint, silent
    from translate_summarize.models.tokenizer import Tokenizer

    checkpoint = select_checkpoint(
        model, catalogue=catalogue, offline=offline, notify=notify, progress=progress or silent
    )
    tokenizer = Tokenizer(checkpoint)
    loaded = load_engine(checkpoint, engine, min(threads or usable_cores(), usable_cores()), compute_type)
    signature = Signature(__version__, checkpoint.name, checkpoint.sha256, loaded.name, loaded.compute_type, beam)
    return LoadedModel(tokenizer, loaded, signature)


def load_engine(checkpoint: Checkpoint, engine: str, threads: int, compute_type: str) -> Engine:
    """Load an engine with a checkpoint, prepared if the engine needs it.

    Args:
        checkpoint: the model.
        engine: one of ``ENGINES``.
        threads: processor cores to use in all.
        compute_type: of CTranslate2, "int8" or "float32".

    Raises:
        UsageError: the engine does not run this layout, or its package is not installed.
        ModelError: the files are damaged.
    """
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


def usable_cores() -> int:
    """Processor cores that the process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
