"""ALL-CAPS lines and first capitals."""

from __future__ import annotations

import pytest

from translate_summarize.translation.casing import as_continuation, is_all_caps, to_ordinary_case, with_first_capital


@pytest.mark.parametrize(
    "sentence", ["DIE REGIERUNG TRITT ZURÜCK", "EILMELDUNG!", "GROßE FREUDE IN KÖLN", "3 TOTE BEI UNFALL"]
)
def test_all_caps(sentence: str) -> None:
    assert is_all_caps(sentence)


@pytest.mark.parametrize("sentence", ["USA", "EU, UNO", "Die EU", "KI", "", "123", "DIE REGIERUNG tritt zurück"])
def test_not_all_caps(sentence: str) -> None:
    assert not is_all_caps(sentence)


def test_ordinary_case() -> None:
    likely = {"Die", "Regierung", "will", "mehr", "Geld", "für", "die", "NATO"}
    ordinary = to_ordinary_case(
        "DIE REGIERUNG WILL MEHR GELD FÜR DIE NATO", lambda word: 1.0 if word in likely else 9.0
    )
    assert ordinary == "Die Regierung will mehr Geld für die NATO"


def test_a_word_that_is_as_likely_in_capitals_is_no_acronym() -> None:
    assert to_ordinary_case("EIN HAUS", lambda _: 1.0) == "Ein haus"


@pytest.mark.parametrize(
    ("source", "target", "printed"),
    [
        ("Falsch.", "wrong.", "Wrong."),
        ("Wirtschaft", "economy", "Economy"),
        ("„Klar“, sagte sie.", "“Sure”, she said.", "“Sure”, she said."),
        ("und dann", "and then", "and then"),
        ("Das iPhone", "iPhone", "iPhone"),
        ("Mit npm geht es.", "npm does it.", "npm does it."),
        ("Ökonomie", "économie", "Économie"),
        ("", "", ""),
    ],
)
def test_first_capital(source: str, target: str, printed: str) -> None:
    assert with_first_capital(source, target) == printed


@pytest.mark.parametrize(
    ("source", "target", "printed"),
    [
        ("dass die Stadt wartet", "That the city waits", "that the city waits"),
        ("dass Bonn wartet", "Bonn waits", "Bonn waits"),
        ("die ich kenne", "I know", "I know"),
        ("Die Stadt wartet", "The city waits", "The city waits"),
        ("und die NATO", "AND NATO", "AND NATO"),
        ("das", "", ""),
    ],
)
def test_continuation(source: str, target: str, printed: str) -> None:
    assert as_continuation(source, target) == printed
