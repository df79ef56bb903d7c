"""What counts as a doubtful hypothesis, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.article.flags import severity
from translate_summarize.translation.checks.check import doubts
from translate_summarize.translation.checks.numbers import missing_numbers
from translate_summarize.translation.notation import cell_in_english_notation, in_english_notation
from translate_summarize.translation.punctuation import match_final_punctuation


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Der Umsatz stieg um 3,5 Prozent.", "Revenue rose by 3.5 percent."),
        ("Das Werk kostet 1.250.000 Euro.", "The plant costs 1,250,000 euros."),
        ("Es kamen 12 000 Besucher.", "12,000 visitors came."),
        ("Rund 3 Milliarden Euro fehlen.", "Around three billion euros are missing."),
        ("Er gab 2,5 Mio. Euro aus.", "He spent 2.5 million euros."),
        ("Am 3. Oktober 2024 beginnt es um 20 Uhr.", "It starts on 3 October 2024 at 8 p.m."),
        ("Um 14.30 Uhr kam der Zug.", "The train came at 14:30."),
        ("Version 3.11.7 ist da.", "Version 3.11.7 is here."),
        ("Im 19. Jahrhundert war es anders.", "In the 19th century it was different."),
        ("Am 05.06.2024 war Schluss.", "It ended on 05/06/2024."),
        ("Das sind 3,50 Euro.", "That is 3.5 euros."),
        ("Zum 1. Mal gewann sie.", "She won for the first time."),
        ("Die zwei Brüder kamen um sechs Uhr.", "Both brothers came at 6 o'clock."),
        ("Das sind 5 Prozent von 20 Euro.", "That is 5% of EUR 20."),
        ("Es kostet 3 Dollar.", "It costs $3."),
        ("Tausende kamen in zwei Jahrzehnten.", "Thousands came in two decades."),
        ("Hunderte sind es, keine 20 Prozent.", "It is hundreds, not 20 per cent."),
        ("Um 21.15 Uhr und um 8.00 Uhr", "At 9.15 p.m. and at 8 a.m."),
        ("Von 10 bis 15.30 Uhr", "From 10 am to 3:30 pm"),
        ("Um 12.00 Uhr ist Schluss.", "It ends at noon."),
        ("Rund 61 Prozent sagen ja.", "Some sixty-one percent say yes."),
        ("Dreizehn Jahre und zwanzig Tage", "13 years and twenty days"),
        ("Seit zehn Jahren ist es so.", "It has been so for a decade."),
        ("Am 31. Dezember und am 1. März", "On 31 December and on 1/3"),
        ("Es geht um drei Milliarden, nicht um vier Milliarden.", "It is about three billion, not four billion."),
    ],
)
def test_kept_numbers(source: str, target: str) -> None:
    assert missing_numbers(source, target) == []
    assert doubts(source, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Der Umsatz stieg um 3,5 Prozent.", "Revenue rose by 35 percent.", ["3,5"]),
        ("Es kamen 12.000 Besucher.", "12 visitors came.", ["12.000"]),
        ("Es kamen 12.000 Besucher.", "12.000 visitors came.", ["12.000"]),
        ("Rund 3 Milliarden Euro fehlen.", "Around 3 million euros are missing.", ["Milliarden"]),
        ("Sieben von 10 Menschen wissen es.", "Seven people know it.", ["10"]),
        ("Es geht um Billionen.", "It is about billions.", ["Billionen"]),
        ("Es sind 3 Milliarden statt 2 Milliarden.", "It is 3 instead of 2 billion.", ["Milliarden"]),
        ("Das Buch hat Millionen inspiriert.", "I'm inspired by the book.", ["Millionen"]),
        ("Am 3. August und am 10. September", "On 3 August and on the 10th", ["September"]),
        ("Bis 8.00 Uhr kam niemand.", "Up to 8,000 clocks nobody came.", ["8.00"]),
        ("Um 14:15 Uhr fielen 15 Bäume.", "At 2.15 pm trees fell.", ["15"]),
        ("Es kostet drei Milliarden Dollar.", "It costs three billion.", ["Dollar"]),
        ("Der Umsatz stieg um 5 %.", "Revenue rose by 5.", ["5 %"]),
        ("Das dauert Jahrzehnte.", "That takes years.", ["Jahrzehnte"]),
        ("Neunzehn Menschen kamen.", "People came.", ["Neunzehn"]),
        ("Die drei Minister kamen.", "The ministers came.", ["drei"]),
    ],
)
def test_lost_numbers(source: str, target: str, missing: list[str]) -> None:
    assert missing_numbers(source, target) == missing
    assert "number" in doubts(source, target)


@pytest.mark.parametrize(
    ("source", "target", "flag"),
    [
        ("Die Regierung tritt zurück.", "", "empty"),
        ("Die Regierung tritt zurück.", "...", "empty"),
        ("Er kam und ging wieder nach Hause.", "He came and came and came and came home.", "loop"),
        ("Er sagte es öffentlich.", "He said it publicly publicly.", "loop"),
        ("Der Minister wird nicht kommen.", "Der Minister wird nicht kommen.", "untranslated"),
        ("Genau.", "Genau.", "untranslated"),
        ("Na und?", "na und?", "untranslated"),
        ("„Von wegen!“", "“Von wegen!”", "untranslated"),
        ("Die Haltung der Stadt ist klar.", "The Haltung of the city is clear.", "untranslated"),
        ("Die Stadt ist föderal verfasst.", "The city is föderal in its make-up.", "untranslated"),
        ("Er kommt nicht.", "He is coming.", "negation"),
        ("Niemand sah ihn je.", "They saw him.", "negation"),
        ("Es gibt keine Milch.", "There is milk.", "negation"),
        ("Die NATO tagt heute.", "The alliance meets today.", "name"),
        ("DIE GROßE KOALITION IST AM ENDE.", "DIE GROßE KOALITION IST AM ENDE.", "untranslated"),
        ("Die US-Regierung plant heute viel.", "The US-Regierung plans a lot today.", "untranslated"),
        ("Er sagte, dass er morgen früh nach Bonn fahren werde.", "He said that he would go.", "length"),
        ("Der Minister, der gestern noch in Bonn war, wird heute nicht kommen.", "The minister.", "length"),
    ],
)
def test_doubts(source: str, target: str, flag: str) -> None:
    assert flag in doubts(source, target)
    assert severity(doubts(source, target)) > 0


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Nein, nein, nein!", "No, no, no!"),
        ("Das Auto ist rot.", "The car is red."),
        ("Die BMW AG und die Deutsche Bahn", "BMW AG and Deutsche Bahn"),
        ("Ja.", "Yes."),
        ("Berlin", "Berlin"),
        ("NVIDIA.", "NVIDIA."),
        ("Er kommt nicht.", "He isn’t coming."),
        ("Sie hat keine Kinder.", "She is childless."),
        ("Es ist nicht möglich.", "It is impossible."),
        ("Nicht nur er kommt.", "He comes as well."),
        ("Das dauert nicht lange.", "That will be quick."),
        ("The mayor was happy about it.", "The mayor was happy about it."),
        ("Mehr auf https://müller.de/straße.", "More at https://müller.de/straße."),
        ("Mail an jörg@müller.de, #Störung", "Mail to jörg@müller.de, #Störung"),
        ("Max Müller, Anna Klein, Otto Groß", "Max Müller, Anna Klein, Otto Groß"),
        ("Samsung und Frau Müller kommen.", "Samsung and Ms Müller are coming."),
    ],
)
def test_beyond_doubt(source: str, target: str) -> None:
    assert doubts(source, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("Die Kosten der Isolation", "The costs of isolation.", "The costs of isolation"),
        ("Er kommt.", "He comes", "He comes."),
        ("Kommt er?", "Is he coming?", "Is he coming?"),
        ("Ein Werk der Firma Example Inc.", "A work of Example Inc.", "A work of Example Inc."),
        ("Sie lebt in den USA", "She lives in the U.S.", "She lives in the U.S."),
        ("Und dann …", "And then...", "And then..."),
    ],
)
def test_final_punctuation(source: str, target: str, mended: str) -> None:
    assert match_final_punctuation(source, target) == mended


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("Es kamen 12.000 Besucher.", "12.000 visitors came.", "12,000 visitors came."),
        ("Rund 1.250.000,50 Euro.", "Around 1.250.000,50 euros.", "Around 1,250,000.50 euros."),
        ("Ein Plus von 3,5 Prozent", "A plus of 3,5 percent", "A plus of 3.5 percent"),
        ("Ein Plus von 3,5 Prozent", "A plus of 3.5 percent", "A plus of 3.5 percent"),
        ("Die Adresse 192.168.100.200", "The address 192.168.100.200", "The address 192.168.100.200"),
        ("Am 3.10.2024 um 14.30 Uhr", "On 3.10.2024 at 14.30", "On 3.10.2024 at 14.30"),
        ("Mit 1.500 Menschen", "With 1,500 people", "With 1,500 people"),
    ],
)
def test_english_notation(source: str, target: str, mended: str) -> None:
    assert in_english_notation(source, target) == mended


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ("3.500,5", "3,500.5"),
        ("1.234.567", "1,234,567"),
        ("18.000 €", "18,000 €"),
        ("−3,5 %", "−3.5 %"),
        ("(12,7)", "(12.7)"),
        ("1.000–2.000", "1,000–2,000"),
        ("03.10.2025", "03.10.2025"),
        ("12.30", "12.30"),
        ("192.168.100.200", "192.168.100.200"),
        ("0.125", "0.125"),
        ("1,2,3", "1,2,3"),
        ("3:1 (1:0)", "3:1 (1:0)"),
        ("3,5 Mio. Euro", "3,5 Mio. Euro"),
        ("", ""),
    ],
)
def test_cells_without_letters(cell: str, mended: str) -> None:
    assert cell_in_english_notation(cell) == mended


@given(st.text(), st.text())
def test_any_text_can_be_checked(source: str, target: str) -> None:
    assert set(doubts(source, target)) <= {
        "empty",
        "loop",
        "untranslated",
        "number",
        "name",
        "negation",
        "length",
    }
    match_final_punctuation(source, target)
