"""Both engines say the same on the same float32 weights, and the engine's limits hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import POCKET
from translate_summarize.engines.base import Decoding, max_target_length
from translate_summarize.engines.ctranslate2_engine import CTranslate2Engine
from translate_summarize.engines.transformers_engine import TransformersEngine
from translate_summarize.errors import ModelError
from translate_summarize.models.checkpoint import open_checkpoint
from translate_summarize.models.conversion import prepare
from translate_summarize.models.tokenizer import Tokenizer
from translate_summarize.translation.translator import Translator

Engines = tuple[CTranslate2Engine, TransformersEngine]


@pytest.fixture(scope="module")
def engines(shared_cache: Path) -> Engines:
    prepared = prepare(open_checkpoint(POCKET), shared_cache / "prepared", "float32")
    return CTranslate2Engine(prepared, 2, "float32"), TransformersEngine(POCKET, 2)


def test_greedy_output_is_the_same_in_both_engines(german_sentences: list[str], engines: Engines) -> None:
    tokenizer = Tokenizer(open_checkpoint(POCKET))
    varied = sorted(german_sentences, key=len)[::-4]  # of all lengths, the longest included
    assert len(varied) >= 55
    pieces = [tokenizer.encode(s) for s in varied]
    ours, theirs = (engine.translate(pieces, Decoding(beam=1)) for engine in engines)
    different = [
        (s, tokenizer.decode(a.pieces), tokenizer.decode(b.pieces))
        for s, a, b in zip(varied, ours, theirs, strict=True)
        if a.pieces != b.pieces
    ]
    assert different == []
    assert [d.score for d in ours] == pytest.approx([d.score for d in theirs], abs=1e-3)


def test_scores_of_a_beam_are_the_same_in_both_engines(german_sentences: list[str], engines: Engines) -> None:
    pieces = [Tokenizer(open_checkpoint(POCKET)).encode(s) for s in german_sentences[:6]]
    ours, theirs = (engine.translate(pieces, Decoding(beam=4)) for engine in engines)
    scores = [(a.score, b.score) for a, b in zip(ours, theirs, strict=True) if a.pieces == b.pieces]
    assert len(scores) >= 3  # of beams, the engines keep other hypotheses where two are all but equal
    assert all(a == pytest.approx(b, abs=1e-3) and a < 0 for a, b in scores)


def test_translator_runs_on_transformers(german_sentences: list[str]) -> None:
    reference = Translator("pocket", engine="transformers", beam=1, offline=True)
    ours = Translator("pocket", beam=1, offline=True, compute_type="float32")
    some = german_sentences[:8]
    assert reference.signature.engine == "transformers"
    assert reference.translate_sentences(some) == ours.translate_sentences(some)


def test_loops_end() -> None:
    assert max_target_length(3) < 40
    assert max_target_length(10_000) == 512


def test_damaged_prepared_model(tmp_path: Path) -> None:
    folder = prepare(open_checkpoint(POCKET), tmp_path)
    (folder / "model.bin").write_bytes((folder / "model.bin").read_bytes()[:5000])
    with pytest.raises(ModelError):
        CTranslate2Engine(folder, 1)
