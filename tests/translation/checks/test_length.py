"""Hypotheses that are too short or too long."""

from __future__ import annotations

import pytest

from translate_summarize.translation.checks.length import MIN_SOURCE_WORDS, has_wrong_length


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Er sagte, dass er morgen früh nach Bonn fahren werde.", "He said that he would go."),
        ("Der Minister, der gestern noch in Bonn war, wird heute nicht kommen.", "The minister."),
        ("Der Rat der alten Stadt tagt am Montag.", "On Monday it meets. " * 8),
    ],
)
def test_wrong_length(source: str, target: str) -> None:
    assert has_wrong_length(source, target)


def test_right_length() -> None:
    assert not has_wrong_length(
        "Der Rat der alten Stadt tagt am Montag.", "The council of the old town meets on Monday."
    )


def test_a_short_sentence_may_have_any_length() -> None:
    source = "Der Rat der Stadt tagt am Montag."
    assert len(source.split()) < MIN_SOURCE_WORDS
    assert not has_wrong_length(source, "Yes.")
