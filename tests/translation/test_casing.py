"""ALL-CAPS lines and first capitals."""

from __future__ import annotations

import pytest

from tests.places import POCKET
from translate_summarize.models.checkpoint import open_checkpoint
from translate_summarize.models.tokenizer import Tokenizer
from translate_summarize.translation.casing import as_continuation, is_all_caps, to_ordinary_case, with_first_capital


@pytest.mark.parametrize(
    "sentence", ["DIE REGIERUNG TRITT ZURÜCK", "EILMELDUNG!", "GROßE FREUDE IN KÖLN", "3 TOTE BEI UNFALL"]
)
def test_shouted(sentence: str) -> None:
    assert is_all_caps(sentence)


@pytest.mark.parametrize("sentence", ["USA", "EU, UNO", "Die EU", "KI", "", "123", "DIE REGIERUNG tritt zurück"])
def test_not_shouted(sentence: str) -> None:
    assert not is_all_caps(sentence)


def test_ordinary_case() -> None:
    cost = Tokenizer(open_checkpoint(POCKET)).cost
    ordinary = to_ordinary_case("DIE REGIERUNG WILL MEHR GELD FÜR DIE SCHULEN", cost)
    assert ordinary == "Die Regierung will mehr Geld für die Schulen"


@pytest.mark.parametrize(
    ("source", "target", "mended"),
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
def test_first_capital(source: str, target: str, mended: str) -> None:
    assert with_first_capital(source, target) == mended


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("dass die Stadt wartet", "That the city waits", "that the city waits"),
        ("dass Bonn wartet", "Bonn waits", "Bonn waits"),
        ("die ich kenne", "I know", "I know"),
        ("Die Stadt wartet", "The city waits", "The city waits"),
        ("und die NATO", "AND NATO", "AND NATO"),
        ("das", "", ""),
    ],
)
def test_continuation(source: str, target: str, mended: str) -> None:
    assert as_continuation(source, target) == mended
