"""A checkpoint prepared without PyTorch equals what CTranslate2's own loader makes of it with PyTorch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.places import POCKET
from translate_summarize.errors import ModelError
from translate_summarize.models.checkpoint import Layout, open_checkpoint
from translate_summarize.models.conversion import marian_spec, prepare
from translate_summarize.models.tokenizer import Tokenizer


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A pocket model of the test's own, to damage."""
    return Path(shutil.copytree(POCKET, tmp_path / "model"))


def test_weights_equal_ctranslate2s_own_loader() -> None:
    import numpy as np
    import torch
    from ctranslate2.converters.transformers import MarianMTLoader
    from transformers import MarianMTModel

    ours = marian_spec(open_checkpoint(POCKET))
    theirs = MarianMTLoader().get_model_spec(MarianMTModel.from_pretrained(POCKET, dtype=torch.float32))
    pieces = list(json.loads((POCKET / "vocab.json").read_text(encoding="utf-8")))[:-1]
    theirs.register_source_vocabulary(pieces)
    theirs.register_target_vocabulary(pieces)
    ours.validate()
    theirs.validate()
    a, b = ours.variables(ordered=True), theirs.variables(ordered=True)
    assert [name for name, _ in a] == [name for name, _ in b]
    assert len(a) > 100
    for (name, mine), (_, other) in zip(a, b, strict=True):
        assert np.array_equal(np.asarray(mine.numpy()), np.asarray(other.numpy())), name


def test_pieces_equal_transformers_tokenizer(german_sentences: list[str]) -> None:
    from transformers import MarianTokenizer

    theirs = MarianTokenizer.from_pretrained(POCKET)
    ours = Tokenizer(open_checkpoint(POCKET))
    # Symbols that the model has no piece for are spelled out by us and lost by transformers: "&" becomes "und".
    whole = [s for s in german_sentences if "<unk>" not in theirs.convert_ids_to_tokens(theirs(s)["input_ids"])]
    assert len(whole) >= 200
    for sentence in whole:
        assert ours.encode(sentence) == theirs.tokenize(sentence)


def test_prepared_once_and_reused(tmp_path: Path) -> None:
    checkpoint = open_checkpoint(POCKET, "pocket")
    first = prepare(checkpoint, tmp_path)
    stamp = (first / "model.bin").stat().st_mtime_ns
    assert prepare(checkpoint, tmp_path) == first
    assert (first / "model.bin").stat().st_mtime_ns == stamp
    assert prepare(checkpoint, tmp_path, "float32") != first


def test_changed_weights_are_prepared_anew(copy: Path, tmp_path: Path) -> None:
    first = prepare(open_checkpoint(copy), tmp_path / "prepared")
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps({**config, "note": "changed"}))
    assert prepare(open_checkpoint(copy), tmp_path / "prepared") != first


def test_prepared_folder_is_a_checkpoint_in_ctranslate2s_layout(copy: Path, tmp_path: Path) -> None:
    prepared = prepare(open_checkpoint(copy), tmp_path / "prepared")
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copy(copy / name, prepared / name)
    checkpoint = open_checkpoint(prepared, "mine")
    assert checkpoint.layout is Layout.CTRANSLATE2
    assert prepare(checkpoint, tmp_path / "elsewhere") == prepared
    assert not (tmp_path / "elsewhere").exists()


def test_models_without_word_on_normalisation_get_moses(copy: Path) -> None:
    assert not open_checkpoint(copy).moses
    (copy / "tokenizer_config.json").write_text('{"source_lang": "de"}')
    moses = open_checkpoint(copy)
    assert moses.moses
    text = "Er sagte : ,,Ja '' ."
    assert Tokenizer(moses).encode(text) != Tokenizer(open_checkpoint(POCKET)).encode(text)


@pytest.mark.parametrize("name", ["config.json", "source.spm", "target.spm", "vocab.json", "model.safetensors"])
def test_missing_file(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        open_checkpoint(copy)


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "model.safetensors"])
def test_damaged_file(copy: Path, tmp_path: Path, name: str) -> None:
    data = (copy / name).read_bytes()
    (copy / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError):
        prepare(open_checkpoint(copy), tmp_path / "prepared")
    assert not list((tmp_path / "prepared").glob("*/model.bin")) if (tmp_path / "prepared").exists() else True


def test_damaged_pieces(copy: Path) -> None:
    (copy / "source.spm").write_bytes(b"no such thing")
    with pytest.raises(ModelError, match=r"source\.spm"):
        Tokenizer(open_checkpoint(copy))


def test_vocabulary_that_does_not_fit(copy: Path, tmp_path: Path) -> None:
    vocabulary = json.loads((copy / "vocab.json").read_text())
    vocabulary.pop("<pad>")
    (copy / "vocab.json").write_text(json.dumps(vocabulary))
    with pytest.raises(ModelError):
        prepare(open_checkpoint(copy), tmp_path)


def test_other_architecture(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps({**config, "model_type": "bert"}))
    with pytest.raises(ModelError, match="not a MarianMT model"):
        open_checkpoint(copy)


def test_torch_checkpoint(copy: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(copy / "model.safetensors"), copy / "pytorch_model.bin")
    (copy / "model.safetensors").unlink()
    checkpoint = open_checkpoint(copy)
    assert checkpoint.weights.name == "pytorch_model.bin"
    a = (prepare(checkpoint, tmp_path) / "model.bin").read_bytes()
    b = (prepare(open_checkpoint(POCKET), tmp_path) / "model.bin").read_bytes()
    assert a == b
