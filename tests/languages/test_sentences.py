"""Sentence boundaries: every phenomenon that the splitters know, and that no text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize.languages import sentences
from translate_summarize.languages.sentences import split_english, split_german

Splitter = Callable[[str], list[str]]


def without_space(text: str) -> str:
    return "".join(text.split())


# One " | " stands where a boundary must be; all other places must hold.
GERMAN = {
    "plain": "Der Regen hörte auf. | Die Kinder liefen hinaus! | Wer hatte den Ball?",
    "no capital after the stop": "Das gilt für alle Mitarb. im Lager und im Büro.",
    "abbreviation z. B.": "Manche Vögel, z. B. Stare und Schwalben, ziehen fort. | Andere bleiben.",
    "abbreviation z.B. without space": "Es gibt Obst, z.B. Birnen. | Nimm dir eins.",
    "abbreviation z. B. with a no-break space": "Es gibt Obst, z.\u00a0B. Birnen. | Nimm dir eins.",
    "abbreviation z. B. at the start": "Z. B. Pferde schlafen im Stehen.",
    "abbreviation d. h.": "Er ist volljährig, d. h. Verträge darf er selbst schließen.",
    "abbreviation bzw.": "Die Gemeinden bzw. Städte zahlen die Hälfte.",
    "titles": "Gestern sprach Dr. Anja Vogt mit Prof. Dr. Lorenz Hauck über Fr. Maier.",
    "doctor of medicine": "Die Praxis von Dr. med. Vogt ist geschlossen.",
    "millions inside": "Die Brücke kostet 12,5 Mio. Euro und 3 Mrd. Schrauben.",
    "millions at the end": "Der Umbau kostete 12 Mio. | Das war zu viel.",
    "number sign": "Nimm die Linie Nr. 7 bis zur Endhaltestelle. | Dort warte ich.",
    "circa": "Bis dorthin sind es ca. Zwölf Kilometer.",
    "et cetera inside": "Äpfel, Birnen usw. liegen im Keller.",
    "et cetera at the end": "Im Keller liegen Äpfel, Birnen usw. | Niemand isst sie.",
    "u. a. inside": "Es kamen u. a. Nachbarn und Lehrer.",
    "saint": "Die Pilger kamen aus St. Gallen und St. Anton.",
    "paragraph of a law": "Nach Art. 5 Abs. 2 Satz 1 ist das verboten. | § 3 Abs. 4 bleibt unberührt.",
    "page": "Siehe dazu S. 44 und Abb. 3 im Anhang.",
    "street": "Das Büro in der Lindenstr. 14 zieht um.",
    "street at the end": "Sie wohnt in der Lindenstr. | Dort ist es ruhig.",
    "before Christ": "Die Siedlung entstand um 400 v. Chr. am Fluss.",
    "registered club": "Der Angelverein Forelle e. V. Bachtal feiert.",
    "country is no abbreviation": "Den Winter verbrachte sie in der Schweiz. | Bücher las sie dort kaum.",
    "unit is no abbreviation": "Der Weg misst 15 km. | Wanderer brauchen vier Stunden.",
    "speed is no initial": "Erlaubt sind 30 km/h. | Radfahrer freut das.",
    "ordinal date": "Die Messe öffnet am 3. Oktober und schließt am 5. November.",
    "ordinal dates": "Geöffnet ist vom 1. bis 3. Mai, dann am 3. 10. 2031.",
    "date in figures with spaces": "Am 1. 1. 2025 war Neujahr. | 2026 wird besser.",
    "honorary doctor": "Prof. Dr. h. c. mult. Lorenz Hauck sprach. | Alle hörten zu.",
    "ordinal noun": "Im 19. Jahrhundert und im 2. Anlauf gelang der Bau.",
    "ordinal pair": "Das Tor fiel zwischen der 18. und 20. Minute.",
    "ordinal range": "Die Scherben stammen aus dem 1.-3. Jahrhundert.",
    "ordinal at the end": "Wir kommen am 3. | Das ist ein Montag.",
    "football club": "Am Samstag spielte der 1. FC Köln gegen den 1. FSV Mainz.",
    "football club first": "Das Spiel ist aus. | 1. FC Köln gewinnt.",
    "king": "Unter Ludwig XIV. Frankreich zu bereisen, war beschwerlich.",
    "king inside": "Ludwig XIV. liebte Gärten, Wilhelm II. Schiffe.",
    "king at the end": "Das Schloss gehörte Friedrich II. | Er kam selten.",
    "squadron": "Zwei Boote des III. Geschwaders kehrten um.",
    "footnote mark": "Die Stadt baut eine Halle.[^1] | Der Preis ist hoch.[12] | Das stimmt.[^Preis-2]",
    "year at the end": "Die Schule schloss im Jahr 2009. | Schüler gab es kaum noch.",
    "year before a function word": "Das Haus steht seit 1904. | Es hat vier Etagen.",
    "page at the end": "Die Karte ist auf Seite 12. | Wege sind rot.",
    "place at the end": "Das Team landete auf Platz 8. | Trainer Alsdorf war zufrieden.",
    "small number at the end": "Meine Tochter wird 6. | Ich werde alt.",
    "age range at the end": "Die meisten sind zwischen 45 und 54. | Männer überwiegen.",
    "product with a number": "Alle wollten das Fonblitz 5. | Kunden standen Schlange.",
    "decimal": "Der Preis stieg um 3,5 auf 12.75 Punkte.",
    "decimal at the end": "Der Index fiel auf 46,9. | Anleger verkauften.",
    "thousands": "Es kamen 12.500 Gäste und 1.000.000 Mücken.",
    "thousands at the end": "Gezählt wurden 12.500. | Gäste aus Polen fehlten.",
    "score at the end": "Am Ende stand es 3:1. | Trainer Alsdorf lachte.",
    "version at the end": "Wir nutzen Fonblitz 3.1. | Ältere Geräte fehlen.",
    "clock": "Beginn ist um 19.30 Uhr im Saal. | Einlass ab 18.45. | Karten kosten nichts.",
    "enumeration": "1. Das Mehl sieben. | 2. Die Butter schmelzen.",
    "quotation with the stop inside": "Sie rief: „Ich komme gleich.“ | Dann blieb sie sitzen.",
    "quotation that goes on": "„Kommst du mit?“ fragte er leise. | „Nein!“, rief sie.",
    "guillemets": "Er sagte: »Es reicht.« | Niemand widersprach.",
    "straight quotes": 'Er sagte: "Es reicht." | "Mir nicht", sagte sie.',
    "stop behind the quotation": "Sie nannte es „ein Wunder“. | Er schwieg.",
    "two in a quotation": "„Der Zug ist weg. | Wir laufen“, sagte er.",
    "bracketed sentence": "Das Dach ist neu. | (Die Wände nicht.) | Innen zieht es.",
    "bracket amid a sentence": "Der Bürgermeister (parteilos!) Karl Ott trat zurück.",
    "stop behind the bracket": "Es war teuer (sehr teuer!). | Wir zahlten trotzdem.",
    "ellipsis at the end": "Er wartete und wartete… | Niemand kam.",
    "three dots at the end": "Er wartete und wartete... | Niemand kam.",
    "ellipsis amid a sentence": "Sie wollte ... Kuchen, nur Kuchen.",
    "ellipsis and small letter": "Ich weiß nicht … vielleicht morgen.",
    "omission": "Der Text (...) Seite für Seite war lang.",
    "marks in a row": "Das ist doch nicht wahr?! | Doch!!! | Leider.",
    "address of a page": "Siehe https://beispiel.example/a.b?c=d.e und www.beispiel.example. | Dort ist alles.",
    "domain": "Bei t-online.de und web.de gab es Störungen. | Auch bei beispiel.de. | Kunden klagten.",
    "mail address": "Schreiben Sie an k.ott@beispiel.example. | Wir antworten.",
    "initials": "Die Bücher von J. K. Rowling und George W. Bush stehen oben.",
    "initials without space": "Ein Roman von E.T.A. Hoffmann lag dort.",
    "letter at the end": "Zitronen enthalten Vitamin C. | Paprika noch mehr.",
    "initial at the end": "Verurteilt wurde Peter S. | Er legte Berufung ein.",
    "footnote sign": "Der Turm ist schief.[3] | Das weiß jeder.",
    "face": "Der Kuchen war super! :) | Danke dafür.",
    "face as a mark": "Das war lecker ;-) | Wir kommen wieder.",
    "emoji": "Glückwunsch! 🎉 | Weiter so.",
    "tag": "Ist das noch normal? | #wetter",
    "dash": "Es regnet. – Trotzdem gehen wir.".replace(" – ", " | – "),
    "camel case": "Alle reden über Preise. | eBay senkt sie.",
    "number first": "Der Saal war voll. | 300 Gäste standen.",
    "exclaiming brand": "Der Konzern Yahoo! Deutschland schweigt.",
}

ENGLISH = {
    "plain": "The rain stopped. | Children ran outside! | Who had the ball?",
    "titles": "Mr. Hill met Mrs. Vale and Dr. Stone in St. Albans.",
    "e.g.": "Some birds, e.g. Swifts, leave early.",
    "etc. at the end": "We sell nuts, bolts, etc. | Nobody buys them.",
    "country": "The U.S. Senate met. | She left the U.S. | He stayed.",
    "number sign": "Take bus No. 7 home. | No. | I shall walk.",
    "initials": "The books of J. K. Rowling are upstairs.",
    "company": "Acme Inc. was sold. | It had been Acme Corp. | The name changed.",
    "year at the end": "The school closed in 2009. | Pupils were few.",
    "small number at the end": "My daughter turns 6. | I grow old.",
    "decimal": "It rose by 3.5 to 12.75 points.",
    "time": "It starts at 7 p.m. on Monday. | Doors open at 6 p.m. | The bar is closed.",
    "quotation": "“I am coming.” | Then she sat down.",
    "quotation that goes on": "“Are you coming?” he asked.",
    "bracketed sentence": "The roof is new. | (The walls are not.) | It is cold.",
    "address of a page": "See www.example.org for more. | All is there.",
    "ellipsis": "He waited and waited... | Nobody came.",
}


@pytest.mark.parametrize("marked", GERMAN.values(), ids=GERMAN.keys())
def test_german(marked: str) -> None:
    assert split_german(marked.replace(" | ", " ")) == marked.split(" | ")


@pytest.mark.parametrize("marked", ENGLISH.values(), ids=ENGLISH.keys())
def test_english(marked: str) -> None:
    assert split_english(marked.replace(" | ", " ")) == marked.split(" | ")


def test_forgotten_space() -> None:
    assert split_german("Der Griff ist schon abgebrochen.Das ärgert mich.") == [
        "Der Griff ist schon abgebrochen.",
        "Das ärgert mich.",
    ]


def test_blank_line_always_separates() -> None:
    assert split_german("Nach der Wahl\n\nder Kanzler schwieg") == ["Nach der Wahl", "der Kanzler schwieg"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_wrapped_line_goes_on(line_end: str) -> None:
    text = f"Der Zug hielt am{line_end}3. Oktober in{line_end}Bachtal und{line_end}fuhr weiter. Wir stiegen aus."
    assert [" ".join(s.split()) for s in split_german(text)] == [
        "Der Zug hielt am 3. Oktober in Bachtal und fuhr weiter.",
        "Wir stiegen aus.",
    ]


def test_line_end_after_a_stop() -> None:
    assert split_german("Es regnet.\nNiemand geht hinaus.\r\nAlle lesen.") == [
        "Es regnet.",
        "Niemand geht hinaus.",
        "Alle lesen.",
    ]


def test_line_end_before_a_function_word() -> None:
    assert split_german("Sturm über Bachtal\nDer Wind deckte Dächer ab.") == [
        "Sturm über Bachtal",
        "Der Wind deckte Dächer ab.",
    ]


def test_list_items_on_lines() -> None:
    assert split_german("Zutaten\n• Mehl\n• Butter\n1. Alles mischen") == [
        "Zutaten",
        "• Mehl",
        "• Butter",
        "1. Alles mischen",
    ]


@pytest.mark.parametrize("split", [split_german, split_english])
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_nothing_in_nothing_out(split: Splitter, text: str) -> None:
    assert split(text) == []


FRAGMENTS = st.sampled_from(
    """. .. ... … ! ? ?! " „ “ » « ( ) [ ] ' , ; : - – z. B. d.h. Dr. Nr. 3. 1.000 12,5 XIV. K. usw. Mio. am Der Haus
    ist und FC Oktober :-) 😀 #x @y https://a.example/b. t-online.de Ende.Das • 1) .[1] ,, `` ''""".split()
)
SPACES = st.sampled_from(["", "", " ", " ", " ", "\n", "\r\n", "\n\n", "\u00a0", "\t", "\u2028"])
TEXTS = st.one_of(
    st.lists(st.tuples(FRAGMENTS, SPACES), max_size=40).map(lambda parts: "".join(a + b for a, b in parts)),
    st.text(max_size=200),
)


@pytest.mark.parametrize("split", [split_german, split_english])
@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(split: Splitter, text: str) -> None:
    sentences = split(text)
    assert without_space("".join(sentences)) == without_space(text)
    assert all(s and s == s.strip() for s in sentences)


@pytest.mark.parametrize("split", [split_german, split_english])
@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        "a.",
        "A. ",
        "1. ",
        "XIV. ",
        '."',
        ". (",
        ". '",
        "\n ",
        "… Wort ",
        ":) ",
        "z.B.",
        ". -",
        ". \u00a0",
        "(",
    ],
)
def test_work_is_linear(split: Splitter, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = 0

    class Counted:
        """A pattern that counts its calls and the characters that it matches."""

        def __init__(self, pattern: re.Pattern[str]) -> None:
            self._pattern = pattern

        def __getattr__(self, name: str) -> object:
            method = getattr(self._pattern, name)
            if name == "finditer":
                return lambda *arguments: map(count, method(*arguments))
            return lambda *arguments: count(method(*arguments))

    def count(result: object) -> object:
        nonlocal work
        work += 1 + (len(result[0]) if isinstance(result, re.Match) else 0)
        return result

    def work_on(length: int) -> int:
        nonlocal work
        work = 0
        split("Satz. " + unit * (length // len(unit)) + "x. Der")
        return work

    for name, value in vars(sentences).items():
        if isinstance(value, re.Pattern):
            monkeypatch.setattr(sentences, name, Counted(value))
    # For a text twice as long, quadratic work is four times as much.
    assert work_on(8_000) < 2.5 * work_on(4_000) + 100
