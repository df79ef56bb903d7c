"""Line ends that a writer meant: an abbreviation, an initial or an ordinal before one does not end the paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from translate_summarize.languages.german import GERMAN
from translate_summarize.reading.source import parse_article

ABBREVIATIONS = sorted(GERMAN.never_final | GERMAN.final_before_starter)

INTERRUPTED = [
    ("Der Umbau kostet rund 5 Mio.", "Euro und wird gebaut."),
    ("Der Bund gibt dafür 2,4 Mrd.", "Euro im Jahr."),
    ("Die Halle öffnet am 11. Nov.", "Vormittag und schließt um acht."),
    ("Der Bus fährt vom Hbf.", "Altenfels in die Stadt."),
    ("Sie zog in die Hafenstr.", "Altenfels und blieb dort."),
    ("Es sprach Prof. Dr. med.", "Weber aus Altenfels."),
    ("Das Bild malte J. K.", "Rottmeyer vor der Hochzeit."),
    ("Sie startete von der 12.", "Position und wurde Zweite."),
    ("Wir feiern das am 3.", "Oktober mit einem Umzug."),
    ("Der Bau begann unter Ludwig XIV.", "Frankreich zahlte lange daran."),
    ("Er trat im 2.", "Anlauf an."),
    ("Die Stadt wirbt z. B.", "Gärtner und Köche an."),
    ("Es gibt ca.", "zwölf Bewerber."),
]

ENDED = [
    ("Der Umbau kostete 12 Mio.", "Das war zu viel."),
    ("Im Keller liegen Äpfel, Birnen usw.", "Niemand isst sie."),
    ("Die Karte ist auf Seite 12.", "Wege sind rot."),
    ("Das Haus steht seit 1904.", "Es hat vier Etagen."),
    ("Zitronen enthalten Vitamin C.", "Paprika noch mehr."),
    ("Der Weg misst 15 km.", "Wanderer brauchen vier Stunden."),
    ("Das Dorf liegt in der Schweiz.", "Bücher gibt es dort kaum."),
]


def with_br(above: str, below: str) -> tuple[str, str]:
    return f"<html><body><article><h1>Titel</h1><p>{above}<br>{below}</p></article></body></html>", "a.html"


def with_br_in_markdown(above: str, below: str) -> tuple[str, str]:
    return f"# Titel\n\n{above}<br>{below}\n", "a.md"


def with_spaces(above: str, below: str) -> tuple[str, str]:
    return f"# Titel\n\n{above}  \n{below}\n", "a.md"


def with_backslash(above: str, below: str) -> tuple[str, str]:
    return f"# Titel\n\n{above}\\\n{below}\n", "a.md"


def in_few_lines(above: str, below: str) -> tuple[str, str]:
    return f"Titel\n\n{above}\n{below}\n", "a.txt"


Layout = Callable[[str, str], tuple[str, str]]
LAYOUTS = [with_br, with_br_in_markdown, with_spaces, with_backslash, in_few_lines]


def paragraphs(layout: Layout, above: str, below: str) -> list[str]:
    source, name = layout(above, below)
    article = parse_article(source.encode(), name, "." + name.rpartition(".")[2])
    return [block.text for block in article.blocks if block.text != "Titel"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("above", "below"), INTERRUPTED)
def test_a_sentence_that_goes_on_is_one_paragraph(layout: Layout, above: str, below: str) -> None:
    assert paragraphs(layout, above, below) == [f"{above} {below}"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("above", "below"), ENDED)
def test_a_sentence_that_ends_ends_its_paragraph(layout: Layout, above: str, below: str) -> None:
    assert paragraphs(layout, above, below) == [above, below]


@pytest.mark.parametrize("layout", [with_br, with_spaces, in_few_lines])
def test_every_abbreviation_of_the_splitter_is_known(layout: Layout) -> None:
    torn = [a for a in ABBREVIATIONS if len(paragraphs(layout, f"Hier steht auch {a}.", "Altenfels im Text.")) != 1]
    assert torn == []


def test_a_number_alone_on_its_line_is_not_an_ordinal() -> None:
    assert paragraphs(in_few_lines, "Der Rat tagt.\n2.", "Altenfels feiert im Sommer.")[1] == "2."
