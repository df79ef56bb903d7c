"""Which spans of a sentence are protected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.translation.protection import find_protected, outside


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("Mehr unter https://example.org/a_b?c=1&d=2#e.", ["https://example.org/a_b?c=1&d=2#e"]),
        ("(siehe https://example.org/wiki/Bonn_(Stadt))", ["https://example.org/wiki/Bonn_(Stadt)"]),
        ("Schreiben Sie an max.muster+news@mail.example.de!", ["max.muster+news@mail.example.de"]),
        ("www.example.de/nachrichten, heißt es.", ["www.example.de/nachrichten"]),
        ("Bei @stadtwerke_bonn hieß es #Störung_2026.", ["@stadtwerke_bonn", "#Störung_2026"]),
        ("Der Befehl `rm -rf „x“` löscht alles.", ["`rm -rf „x“`"]),
        ("Mit ``a ` b`` und `c`.", ["``a ` b``", "`c`"]),
        ("Den <Namen> und <a href='x y'>hier</a><!-- so -->.", ["<Namen>", "<a href='x y'>", "</a>", "<!-- so -->"]),
        ("Es gilt a < b und c > d.", []),
        ("Die Datei liegt auf example.com/dateien/a.zip bereit.", ["example.com/dateien/a.zip"]),
        ("Rufen Sie „https://example.org“ auf.", ["https://example.org"]),
        ("Platz #1 ging an Bonn, Platz # 2 an Köln.", []),
        ("Das kostet 3,50 Euro @ Stück.", []),
        ("Er kam am 3. Oktober.Danach ging er.", []),
    ],
)
def test_spans(sentence: str, spans: list[str]) -> None:
    assert [sentence[a:b] for a, b in find_protected(sentence)] == spans


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("Das ‹Haus› steht.", ["‹", "›"]),
        ("Der Pfad C:\\Daten\\Haus ist neu🎉.", ["\\Daten\\Haus", "🎉"]),
        ("Herr Błaszak kam.", ["Błaszak"]),
        ("Er nahm 3×4 Meter.", ["3×4"]),
    ],
)
def test_unknown_characters(sentence: str, spans: list[str]) -> None:
    found = find_protected(sentence, lambda c: c.isascii() and c != "\\")
    assert [sentence[a:b] for a, b in found] == spans


def test_outside() -> None:
    assert outside("ab `ab` ab https://ab.de ab", str.upper) == "AB `ab` AB https://ab.de AB"
    assert outside("", str.upper) == ""


@given(st.text(alphabet="ab./:@#`-_ („“)?https", max_size=80))
def test_spans_are_ordered_and_apart(sentence: str) -> None:
    end = 0
    for start, stop in find_protected(sentence):
        assert end <= start < stop <= len(sentence)
        end = stop


def test_long_line_without_spans_is_fast() -> None:
    assert find_protected("a." * 200_000) == []
    assert find_protected("a-" * 200_000) == []
    for signs in ("<!--", "<a", "``x`", "`` ` "):
        find_protected(signs * 20_000)
    find_protected("🎉" * 100_000, str.isascii)
    assert find_protected("习" * 100_000, str.isascii) == [(0, 100_000)]
