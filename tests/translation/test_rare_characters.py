"""Pieces that the model does not know, filled from the source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.translation.rare_characters import decode, with_common_signs


def spell(pieces: Sequence[str]) -> str:
    return "".join(pieces).replace("▁", " ").strip()


@pytest.mark.parametrize(
    ("source", "pieces", "target"),
    [
        ("Die SPÖ tagt.", "▁The ▁ SP <unk> ▁meets .", "The SPÖ meets."),
        ("Wien – Am Ende", "▁Vienna ▁ <unk> ▁In ▁the ▁end", "Vienna – In the end"),
        ("Er – so heißt es – kam.", "▁He ▁ <unk> ▁so ▁ <unk> ▁came .", "He – so – came."),
        ("Frau Błaszak kam.", "▁Ms ▁B <unk> asz ak ▁came .", "Ms Błaszak came."),
        ("Er kam heim.", "▁He ▁ <unk> ▁came .", "He came."),
        ("Er kam heim.", "▁ X <unk> Y ▁came .", "XY came."),
        ("Er kam.", "▁He ▁ ▁came .", "He came."),
    ],
)
def test_decode(source: str, pieces: str, target: str) -> None:
    assert decode(source, pieces.split(" "), spell) == target


@given(st.text(max_size=30), st.lists(st.sampled_from(["▁", "<unk>", "a", "▁b", "–"]), max_size=12))
def test_no_hole_and_no_double_space_remains(source: str, pieces: list[str]) -> None:
    target = decode(source, pieces, spell)
    assert "<unk>" not in target
    assert "\ue001" not in target or "\ue001" in source
    assert "  " not in target


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("Wien — 3‒4", "Wien – 3–4"),
        ("Er nannte es ‚Unsinn‘.", 'Er nannte es "Unsinn".'),
        ("Er sagte: „Das ‹Ding› und das ›Haus‹.“", "Er sagte: „Das 'Ding' und das 'Haus'.“"),
        ("‚Wie geht’s?’, rief er.", '"Wie geht’s?", rief er.'),
        ("DIE GROẞE STRAẞE", "DIE GROßE STRAßE"),
        ("Wie geht’s? 5 › 3", "Wie geht’s? 5 › 3"),
    ],
)
def test_common_signs(text: str, common: str) -> None:
    assert with_common_signs(text) == common
