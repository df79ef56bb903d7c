"""Both engines say the same on the same float32 weights, and the engine's limits hold."""

from __future__ import annotations

import pytest

from tests.places import POCKET
from translate_summarize.engines.base import Decoding, max_target_length
from translate_summarize.engines.ctranslate2_engine import CTranslate2Engine
from translate_summarize.engines.transformers_engine import TransformersEngine
from translate_summarize.errors import ModelError, UsageError
from translate_summarize.models.checkpoint import open_checkpoint
from translate_summarize.models.conversion import prepare
from translate_summarize.models.tokenizer import Tokenizer
from translate_summarize.translation.translator import Translator


def test_greedy_output_is_the_same_in_both_engines(german_sentences: list[str], shared_cache) -> None:
    checkpoint = open_checkpoint(POCKET)
    tokenizer = Tokenizer(checkpoint)
    pieces = [tokenizer.encode(s) for s in german_sentences]
    assert len(pieces) >= 200
    fast = CTranslate2Engine(prepare(checkpoint, shared_cache / "prepared", "float32"), 2, "float32")
    reference = TransformersEngine(POCKET, 2)
    ours = [h.pieces for h in fast.translate(pieces, Decoding(beam=1))]
    theirs = [h.pieces for h in reference.translate(pieces, Decoding(beam=1))]
    different = [
        (s, tokenizer.decode(a), tokenizer.decode(b))
        for s, a, b in zip(german_sentences, ours, theirs, strict=True)
        if a != b
    ]
    assert different == []


def test_translator_runs_on_transformers(german_sentences: list[str]) -> None:
    # Greedy: of beams, the engines keep other hypotheses where two are all but equal.
    reference = Translator("pocket", engine="transformers", beam=1, offline=True)
    mine = Translator("pocket", beam=1, offline=True, compute_type="float32")
    some = german_sentences[:12]
    assert reference.signature.engine == "transformers"
    assert reference.translate_sentences(some) == mine.translate_sentences(some)


def test_loops_end() -> None:
    assert max_target_length(3) < 40
    assert max_target_length(10_000) == 512


def test_unknown_engine() -> None:
    with pytest.raises(UsageError, match="choose one of"):
        Translator("pocket", engine="marian", offline=True)


@pytest.mark.parametrize("arguments", [{"beam": 0}, {"beam": 65}, {"threads": 0}])
def test_impossible_values(arguments: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        Translator("pocket", offline=True, **arguments)


def test_damaged_prepared_model(tmp_path) -> None:
    folder = prepare(open_checkpoint(POCKET), tmp_path)
    (folder / "model.bin").write_bytes((folder / "model.bin").read_bytes()[:5000])
    with pytest.raises(ModelError):
        CTranslate2Engine(folder, 1)
