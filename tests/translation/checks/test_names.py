"""Names among German nouns, and those that a hypothesis lost."""

from __future__ import annotations

import pytest

from translate_summarize.article.flags import Flag
from translate_summarize.translation.checks import names
from translate_summarize.translation.checks.check import check

SENTENCES = {
    "Am Dienstag traf Angela Merkel in Washington den Präsidenten.": {"Angela", "Merkel", "Washington"},
    "Der Trainer wechselte in der Pause Florian Kowalczyk für Sandro Bellini ein.": {
        "Florian", "Kowalczyk", "Sandro", "Bellini",
    },
    "In Osterbrook und Wilmersdorf stehen viele Wohnungen leer.": {"Osterbrook", "Wilmersdorf"},
    "Nach Angaben von Amnesty wurden in Harare mehrere Menschen verhaftet.": {"Amnesty", "Harare"},
}  # fmt: skip
NOUNS = [
    "Die Regierung hat den Haushalt nach langer Debatte mit großer Mehrheit beschlossen.",
    "Wegen des Hochwassers bleiben Schulen und Kindergärten am Freitag geschlossen.",
    "Der Vorstand kündigte für das kommende Jahr höhere Preise und weniger Filialen an.",
    "Im Rathaus stehen Bohrmaschinen, Sägen, Leitern und zwei Nähmaschinen zum Ausleihen.",
    "Mehrere Zeugen berichteten der Polizei von lautem Streit in der Nachbarschaft.",
]


def test_names_among_other_nouns() -> None:
    found = [{n.text for n in names.find_names(s)} for s in SENTENCES]
    right = sum(len(f & wanted) for f, wanted in zip(found, SENTENCES.values(), strict=True))
    wanted = sum(map(len, SENTENCES.values()))
    assert right >= 0.7 * wanted
    assert sum(map(len, found)) - right <= 1
    assert [names.find_names(s) for s in NOUNS] == [()] * len(NOUNS)


def test_places_and_probabilities() -> None:
    sentence = next(iter(SENTENCES))
    for name in names.find_names(sentence):
        assert sentence[name.start : name.end] == name.text
        assert names.MIN_PROBABILITY <= name.probability <= 1
    start = sentence.index("Angela")
    assert (start, start + len("Angela Merkel")) in names.name_spans(sentence)  # one name of two words


def test_names_that_english_spells_its_own_way_are_not_lost() -> None:
    source = "In Hannover traf Selenskyj am Montag den Präsidenten von Tansania, und die Kita blieb zu."
    assert (
        names.lost_names(source, "On Monday, Zelensky met Tanzania's president in Hanover, and the nursery closed.")
        == []
    )


def test_a_sentence_in_capitals_has_no_names() -> None:
    assert names.find_names("ANGELA MERKEL IN WASHINGTON") == ()
    assert names.find_names("") == ()


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ("On Tuesday, Angela Merkel met the president in Washington.", []),
        ("On Tuesday, Angela Merkel's plane landed in WASHINGTON.", []),
        ("On Tuesday, Angela Marker met the president in Washington.", ["Merkel"]),
        ("She met the president there.", ["Angela", "Merkel", "Washington"]),
    ],
)
def test_lost_names(target: str, lost: list[str]) -> None:
    assert [n.text for n in names.lost_names(next(iter(SENTENCES)), target)] == lost


def test_accents_and_genitives_do_not_lose_a_name() -> None:
    held = names.words_held("Muller spoke in Gutersloh about Merkel's plans.")
    for name in ("müller", "merkels", "merkel"):
        assert names.is_held(name, held)
    assert not names.is_held("schäfer", held)


def test_only_a_sure_name_raises_a_flag() -> None:
    source = "Am Dienstag traf Angela Merkel in Washington den Präsidenten."
    assert Flag.NAME in check(source, "On Tuesday, she met the president in the capital.").flags
    assert Flag.NAME not in check(source, "On Tuesday, Angela Merkel met the president in Washington.").flags
    assert Flag.NAME not in check(NOUNS[0], "The government has decided on the budget after a long debate.").flags
