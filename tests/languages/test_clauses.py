"""Clause boundaries of over-long sentences: the best place is cut, every piece fits, and no text is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize.languages.clauses import split_clauses

FRAGMENTS = st.sampled_from(
    """. , ; : - – — ( ) " „ “ » « 3,5 12.000 und weil der Haus a\u0308 😀 :-) Donaudampfschifffahrt z. B.""".split()
)
SPACES = st.sampled_from(["", "", " ", " ", " ", "\n", "\r\n", "\n\n", "\u00a0", "\t", "\u2028"])
TEXTS = st.one_of(
    st.lists(st.tuples(FRAGMENTS, SPACES), max_size=40).map(lambda parts: "".join(a + b for a, b in parts)),
    st.text(max_size=200),
)


def without_space(text: str) -> str:
    return "".join(text.split())


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda piece: len(piece) <= limit


def test_what_fits_stays_whole() -> None:
    assert split_clauses("  Ja, gern; immer: so – gut.  ", at_most(40)) == ["Ja, gern; immer: so – gut."]
    assert split_clauses("  ", at_most(40)) == []


@pytest.mark.parametrize(
    "marked",
    [
        "Der Wind kam von Westen, stark und kalt;| die Boote blieben im Hafen, fest vertäut.",
        "Der Bericht nennt drei, vier Gründe dafür:| zu wenig Geld, zu wenig Zeit und Personal.",
        "Die Brücke, alt und rostig, wird gesperrt –| der Umweg führt, leider, durch drei Orte.",
        "Sie wollte den alten, roten Wagen behalten,| weil er ihr, trotz allem, noch gefiel.",
        "Er kaufte frisches Brot vom Vortag,| reichlich guten Käse aus der Schweiz.",
    ],
    ids=["semicolon", "colon", "dash", "comma before a conjunction", "comma"],
)
def test_best_place_is_cut(marked: str) -> None:
    pieces = marked.split("| ")
    assert split_clauses(" ".join(pieces), at_most(max(map(len, pieces)))) == pieces


def test_decimal_comma_is_no_clause() -> None:
    assert split_clauses("Es kostet 12,50 Euro, mehr nicht", at_most(22)) == ["Es kostet 12,50 Euro,", "mehr nicht"]


def test_space_then_word_as_last_resorts() -> None:
    assert split_clauses("eins zwei drei vier", at_most(10)) == ["eins zwei", "drei vier"]
    pieces = split_clauses("Donaudampfschifffahrt", at_most(8))
    assert "".join(pieces) == "Donaudampfschifffahrt"
    assert len(pieces) == 3


def test_combining_mark_stays_with_its_letter() -> None:
    assert split_clauses("abca\u0308def", at_most(4)) == ["abc", "a\u0308de", "f"]


def test_pieces_are_balanced() -> None:
    pieces = split_clauses("wort " * 30, at_most(100))
    assert [len(p.split()) for p in pieces] == [15, 15]


def test_fits_is_asked_sparingly() -> None:
    asked = 0

    def fits(piece: str) -> bool:
        nonlocal asked
        asked += 1
        return len(piece) <= 300

    sentence = "Wir gingen, obwohl es regnete, langsam weiter " * 40
    assert len(split_clauses(sentence, fits)) == 7
    assert asked < 1000


@given(text=TEXTS, limit=st.integers(min_value=1, max_value=60))
@settings(max_examples=200, deadline=None)
def test_clauses_fit_and_lose_nothing(text: str, limit: int) -> None:
    pieces = split_clauses(text, at_most(limit))
    assert without_space("".join(pieces)) == without_space(text)
    assert all(p and p == p.strip() and len(p) <= limit for p in pieces)


@given(words=st.lists(st.text(alphabet="abcde", min_size=1, max_size=8), min_size=1, max_size=30))
def test_fewest_pieces(words: list[str]) -> None:
    count, room = 1, 20
    for word in words:
        if len(word) > room:
            count, room = count + 1, 20
        room -= len(word) + 1
    assert len(split_clauses(" ".join(words), at_most(20))) == count
