"""German left over in a hypothesis."""

from __future__ import annotations

import pytest

from translate_summarize.translation.checks.untranslated import is_exclamation, is_untranslated


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Der Minister wird nicht kommen.", "Der Minister wird nicht kommen."),
        ("Genau.", "Genau."),
        ("Na und?", "na und?"),
        ("„Von wegen!“", "“Von wegen!”"),
        ("Die Haltung der Stadt ist klar.", "The Haltung of the city is clear."),
        ("Die Stadt ist föderal verfasst.", "The city is föderal in its make-up."),
        ("DIE GROßE KOALITION IST AM ENDE.", "DIE GROßE KOALITION IST AM ENDE."),
        ("Die US-Regierung plant heute viel.", "The US-Regierung plans a lot today."),
    ],
)
def test_untranslated(source: str, target: str) -> None:
    assert is_untranslated(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
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
def test_translated(source: str, target: str) -> None:
    assert not is_untranslated(source, target)


@pytest.mark.parametrize("sentence", ["Genau.", "Na und?", "„Von wegen!“", "Und dann …"])
def test_exclamations(sentence: str) -> None:
    assert is_exclamation(sentence)


@pytest.mark.parametrize("sentence", ["Berlin", "NVIDIA.", "123.", "", "Das ist nicht wahr."])
def test_no_exclamations(sentence: str) -> None:
    assert not is_exclamation(sentence)
