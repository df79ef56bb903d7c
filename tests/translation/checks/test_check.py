"""All checks together: what they find and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.article.flags import Flag, known_flags, severity
from translate_summarize.translation.checks.check import Findings, check


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Die Regierung tritt zurück.", ""),
        ("Die Regierung tritt zurück.", "..."),
    ],
)
def test_empty(source: str, target: str) -> None:
    assert check(source, target).flags == (Flag.EMPTY,)


def test_nothing_is_wrong_with_nothing() -> None:
    assert check("", "") == Findings()
    assert check("123", "123") == Findings()


def test_what_was_lost_is_named() -> None:
    findings = check("Angela Merkel sah neun Schiffe der NATO und der EU in Washington.", "She saw ships.")
    assert findings.flags == (Flag.NUMBER, Flag.NAME, Flag.LENGTH)
    assert findings.lost_numbers == ("neun",)
    assert findings.lost_acronyms == ("NATO", "EU")
    assert {"Merkel", "Washington"} <= set(findings.lost_names)


def test_each_lost_thing_counts_beside_its_flag() -> None:
    findings = Findings((Flag.NUMBER, Flag.NAME), ("9", "11"), ("NATO",), ("Merkel",))
    assert findings.severity == Flag.NUMBER.severity + Flag.NAME.severity + 4
    assert Findings().severity == 0


def test_severities() -> None:
    assert severity(()) == 0
    assert severity(Flag) == sum(flag.severity for flag in Flag)
    assert max(Flag, key=lambda flag: flag.severity) is Flag.EMPTY
    assert all(flag.severity > 0 for flag in Flag)


def test_a_flag_of_another_version_is_dropped() -> None:
    assert known_flags(("name", "tone", "loop")) == (Flag.NAME, Flag.LOOP)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Nein, nein, nein!", "No, no, no!"),
        ("Das Auto ist rot.", "The car is red."),
        ("Die BMW AG und die Deutsche Bahn", "BMW AG and Deutsche Bahn"),
        ("Ja.", "Yes."),
        ("Berlin", "Berlin"),
        ("NVIDIA.", "NVIDIA."),
        ("The mayor was happy about it.", "The mayor was happy about it."),
        ("Mehr auf https://müller.de/straße.", "More at https://müller.de/straße."),
        ("Mail an jörg@müller.de, #Störung", "Mail to jörg@müller.de, #Störung"),
        ("Max Müller, Anna Klein, Otto Groß", "Max Müller, Anna Klein, Otto Groß"),
        ("Samsung und Frau Müller kommen.", "Samsung and Ms Müller are coming."),
    ],
)
def test_beyond_doubt(source: str, target: str) -> None:
    assert check(source, target).flags == ()


def test_a_lost_acronym_is_flagged() -> None:
    assert Flag.NAME in check("Die NATO tagt heute.", "The alliance meets today.").flags


@given(st.text(), st.text())
def test_any_text_can_be_checked(source: str, target: str) -> None:
    findings = check(source, target)
    assert list(findings.flags) == sorted(findings.flags, key=_ORDER.index)


_ORDER = [Flag.EMPTY, Flag.LOOP, Flag.UNTRANSLATED, Flag.NUMBER, Flag.NAME, Flag.NEGATION, Flag.LENGTH]
