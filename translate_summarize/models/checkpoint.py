"""A MarianMT checkpoint on disk: whether it is one, its layout and its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from translate_summarize.errors import ModelError


class Layout(StrEnum):
    """The files of a checkpoint."""

    MARIAN = "marian"
    """Hugging Face: config.json, model.safetensors or pytorch_model.bin, source.spm, target.spm, vocab.json."""
    CTRANSLATE2 = "ctranslate2"
    """CTranslate2: model.bin, a vocabulary, source.spm, target.spm."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checked checkpoint folder.

    Attributes:
        name: what the user calls it.
        folder: its folder.
        layout: which files it has.
        sha256: hex digest over the files that decide its output.
        moses: whether its training text went through Moses punctuation normalisation.
        max_pieces: source pieces a text may have; longer sentences are cut at clauses.
    """

    name: str
    folder: Path
    layout: Layout
    sha256: str
    moses: bool
    max_pieces: int

    @property
    def weights(self) -> Path:
        """The file that holds the weights."""
        return self.folder / _weights_name(self.folder, self.layout)


MAX_POSITIONS = 500
"""Marian has 512 positions; the rest is room for the end mark and for normalisation."""

DEFAULT_MAX_PIECES = 256
"""Longer sentences are rare in training data, and models lose text on them."""

_TOKENIZER_FILES = ("source.spm", "target.spm")

_CT2_VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "source_vocabulary.json")


def open_checkpoint(folder: Path, name: str = "") -> Checkpoint:
    """Inspect a folder that holds a MarianMT checkpoint.

    Args:
        folder: a folder in Hugging Face's or in CTranslate2's layout.
        name: the model's name for messages and signatures; the folder's name if empty.

    Raises:
        ModelError: the folder is missing, incomplete, damaged or not a MarianMT model.
    """
    name = name or folder.name
    if not folder.is_dir():
        raise ModelError(name, f"no model folder at {folder}", "see `translate-summarize models list`")
    layout = _layout(folder, name)
    wanted = [*_TOKENIZER_FILES, _weights_name(folder, layout)]
    if layout is Layout.MARIAN:
        wanted.append("vocab.json")
    missing = [f for f in wanted if not (folder / f).is_file()]
    if missing:
        raise ModelError(name, f"the model folder lacks {', '.join(missing)}", "pull or copy it again")
    text = _text_settings(folder, name)
    # Helsinki-NLP's models do not say how their text was normalised; ours do.
    moses = text.get("punctuation_normalizer", "moses") == "moses"
    longest = min(int(text.get("segment_max_pieces", DEFAULT_MAX_PIECES)), MAX_POSITIONS)
    return Checkpoint(name, folder, layout, _digest(folder, layout), moses, longest)


def _layout(folder: Path, name: str) -> Layout:
    config = _json(folder / "config.json", name)
    if (folder / "model.bin").is_file() and any((folder / v).is_file() for v in _CT2_VOCABULARIES):
        return Layout.CTRANSLATE2
    kind = config.get("model_type")
    if kind != "marian":
        raise ModelError(name, f"not a MarianMT model (model_type is {kind!r})", "choose one with model_type 'marian'")
    return Layout.MARIAN


def _weights_name(folder: Path, layout: Layout) -> str:
    if layout is Layout.CTRANSLATE2:
        return "model.bin"
    older = "pytorch_model.bin"
    return older if (folder / older).is_file() and not (folder / "model.safetensors").is_file() else "model.safetensors"


def _text_settings(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "tokenizer_config.json"
    return _json(path, name) if path.is_file() else {}


def _json(path: Path, name: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(name, f"no {path.name} in {path.parent}", "give a MarianMT model folder") from None
    except (OSError, ValueError) as error:
        raise ModelError(name, f"{path.name} cannot be read ({error})", "pull or copy the model again") from error
    if not isinstance(data, dict):
        raise ModelError(name, f"{path.name} is not a JSON object", "pull or copy the model again")
    return data


def _digest(folder: Path, layout: Layout) -> str:
    """SHA-256 over the names and digests of the files that decide the model's output."""
    names = [
        "config.json",
        *_TOKENIZER_FILES,
        _weights_name(folder, layout),
        "vocab.json",
        *_CT2_VOCABULARIES,
    ]
    total = hashlib.sha256()
    for name in names:
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                total.update(f"{name}:{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()
