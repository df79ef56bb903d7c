"""Repetition that the source does not have."""

from __future__ import annotations

import pytest

from translate_summarize.translation.checks.loops import has_loop


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Er kam und ging wieder nach Hause.", "He came and came and came and came home."),
        ("Er sagte es öffentlich.", "He said it publicly publicly."),
        ("Er misst die Strecke.", "He measures the Meterterter."),
        (
            "Der Rat tagt.",
            "The council of the city and the council " * 4,
        ),
    ],
)
def test_loops(source: str, target: str) -> None:
    assert has_loop(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Nein, nein, nein!", "No, no, no!"),
        ("Er rief Hilfe Hilfe Hilfe.", "He called help help help."),
        ("Die Stadt und die Schule", "The city and the school and the city"),
    ],
)
def test_no_loop(source: str, target: str) -> None:
    assert not has_loop(source, target)
