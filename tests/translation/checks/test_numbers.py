"""Numbers, dates, times and units that a hypothesis keeps, and those that it lost."""

from __future__ import annotations

import pytest

from translate_summarize.article.flags import Flag
from translate_summarize.translation.checks.check import Findings, check
from translate_summarize.translation.checks.numbers import lost_numbers


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
        ("Siebenundvierzig Menschen kamen.", "Forty-seven people came."),
        ("Rund dreihundert kamen zu Fuß.", "Around three hundred came on foot."),
        ("Rund dreihundertfünf kamen zu Fuß.", "Around three hundred and five came on foot."),
        ("Er zahlt zweitausendfünfhundert Euro.", "He pays 2,500 euros."),
        ("Bis zu fünfhunderttausend Menschen kamen.", "Up to half a million people came."),
        ("Hunderteins Hunde bellen.", "One hundred and one dogs are barking."),
        ("Es sind 120 Gäste.", "There are one hundred and twenty guests."),
        ("Ein Mann und eine Frau kamen.", "The couple came."),
        ("Der siebenundvierzigste Gast bekam den Preis.", "That guest won the prize."),
        ("In Leipzig ist die Scheibe entzwei.", "In Leipzig the pane is broken."),
    ],
)
def test_kept_numbers(source: str, target: str) -> None:
    assert lost_numbers(source, target) == []
    assert check(source, target) == Findings()


@pytest.mark.parametrize(
    ("source", "target", "lost"),
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
        ("Siebenundvierzig Menschen kamen.", "People came.", ["Siebenundvierzig"]),
        ("Siebenundvierzig Menschen kamen.", "Seventy-four people came.", ["Siebenundvierzig"]),
        ("Rund dreihundert kamen zu Fuß.", "Around three came on foot.", ["dreihundert"]),
        ("Er zahlt zweitausendfünfhundert Euro.", "He pays 2,000 euros.", ["zweitausendfünfhundert"]),
        ("Hunderteins Hunde bellen.", "The dogs are barking.", ["Hunderteins"]),
    ],
)
def test_lost_numbers(source: str, target: str, lost: list[str]) -> None:
    assert lost_numbers(source, target) == lost
    findings = check(source, target)
    assert Flag.NUMBER in findings.flags
    assert findings.lost_numbers == tuple(lost)
