"""Final punctuation as in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.translation.punctuation import match_final_punctuation


@pytest.mark.parametrize(
    ("source", "target", "english"),
    [
        ("Die Kosten der Isolation", "The costs of isolation.", "The costs of isolation"),
        ("Er kommt.", "He comes", "He comes."),
        ("Kommt er?", "Is he coming?", "Is he coming?"),
        ("Ein Werk der Firma Example Inc.", "A work of Example Inc.", "A work of Example Inc."),
        ("Sie lebt in den USA", "She lives in the U.S.", "She lives in the U.S."),
        ("Und dann …", "And then...", "And then..."),
    ],
)
def test_final_punctuation(source: str, target: str, english: str) -> None:
    assert match_final_punctuation(source, target) == english


@given(st.text(), st.text())
def test_only_the_end_changes(source: str, target: str) -> None:
    matched = match_final_punctuation(source, target)
    assert matched.startswith(target[:-1])
    assert abs(len(matched) - len(target)) <= 1
