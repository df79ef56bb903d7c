"""Openings that refer back, datelines, boilerplate and quotations."""

from __future__ import annotations

import pytest

from translate_summarize.languages.german import GERMAN
from translate_summarize.summary.readability import (
    is_boilerplate,
    quote_states,
    refers_back,
    with_closed_quotes,
    without_connective,
    without_dateline,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "He left the town.",
        "Their house burned down.",
        "This is new.",
        "However, the council agreed.",
        "But the mayor said no.",
        "In addition, the bridge is old.",
        "On Tuesday, she resigned.",
        "After the talks they left.",
        "The 38-year-old was arrested.",
        "The latter is cheaper.",
        "“It is over,” he said.",
    ],
)
def test_english_openings_that_point_back(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council agreed.",
        "There are two bridges.",
        "One man was hurt.",
        "Although it rained, the match went on.",
        "On Tuesday, the mayor said he would go.",
        "According to Mayor Brown, he was ill.",
        "Thistles grow there.",
        "Hebrides ferries are late.",
        "Andrea Brown said they had won.",
    ],
)
def test_english_openings_that_stand_alone(sentence: str) -> None:
    assert not refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Er verließ die Stadt.",
        "Das teilte die Polizei mit.",
        "Die sollen im Mai kommen.",
        "Allerdings ist die Brücke alt.",
        "Bei diesem Brand starb niemand.",
        "Am Dienstag sagte sie ab.",
        "Der 38-Jährige wurde verhaftet.",
        "Darüber hinaus fehlt Geld.",
        "Dabei wurde niemand verletzt.",
    ],
)
def test_german_openings_that_point_back(sentence: str) -> None:
    assert refers_back(sentence, GERMAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Rat stimmte zu.",
        "Das neue Haus ist fertig.",
        "Die Polizei sucht Zeugen.",
        "Am Dienstag sagte die Ministerin ab.",
        "Undine Meier gewann.",
        "Bei Regen fällt das Fest aus.",
        "Da die Länder zustimmen müssen, dauert es.",
    ],
)
def test_german_openings_that_stand_alone(sentence: str) -> None:
    assert not refers_back(sentence, GERMAN)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("However, the council of Bonn agreed.", "The council of Bonn agreed."),
        ("But Anna Brown said no to it.", "Anna Brown said no to it."),
        ("In addition, 40 houses were built.", "40 houses were built."),
        ("However, he disagreed with all of them.", None),
        ("But when it rains the street floods.", None),
        ("Instead, the council bought a bus.", None),
        ("However small, the council matters here.", None),
        ("However, no.", None),
        ("The council agreed, however.", None),
    ],
)
def test_connective_is_removed_only_where_that_is_safe(sentence: str, rest: str | None) -> None:
    assert without_connective(sentence) == rest


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("Berlin (dpa) - The council agreed.", "The council agreed."),
        ("Bonn/Berlin (dpa/lnw) – the council agreed.", "The council agreed."),
        ("(CNN) -- Voters stayed away.", "Voters stayed away."),
        ("(CNN) Voters stayed away.", "Voters stayed away."),
        ("NEW YORK -- Voters stayed away.", "Voters stayed away."),
        ("Von Max Muster, Berlin. Der Rat stimmte zu.", "Der Rat stimmte zu."),
        ("By Max Muster: The council agreed.", "The council agreed."),
        ("Berlin (the capital) agreed.", "Berlin (the capital) agreed."),
        ("By Monday the council had agreed.", "By Monday the council had agreed."),
        ("Von Berlin bis Bonn fuhr der Zug.", "Von Berlin bis Bonn fuhr der Zug."),
        ("NATO agreed - at last.", "NATO agreed - at last."),
    ],
)
def test_dateline_is_removed(sentence: str, rest: str) -> None:
    assert without_dateline(sentence) == rest


@pytest.mark.parametrize("sentence", ["Scroll down for video.", "Von Max Muster", "Photo: Anna Brown."])
def test_boilerplate(sentence: str) -> None:
    assert is_boilerplate(sentence)
    assert not is_boilerplate("The council of Bonn agreed.")


def test_quotations_over_several_sentences() -> None:
    spans = quote_states(["Brown said: “It is good.", "It will last.", "And it is cheap.”", "She laughed."])
    assert spans == [(False, True), (True, True), (True, False), (False, False)]


def test_lone_quotation_mark_quotes_nothing() -> None:
    assert quote_states(["The 5” pipe broke.", "Nobody was hurt."]) == [(False, False), (False, False)]


def test_quotation_marks_are_made_whole() -> None:
    assert with_closed_quotes("Brown said: “It is good.", False, True) == "Brown said: “It is good.”"
    assert with_closed_quotes("It is cheap”, said Brown.", True, False) == "“It is cheap”, said Brown."
    assert with_closed_quotes("It is cheap, said Brown.", False, False) == "It is cheap, said Brown."
