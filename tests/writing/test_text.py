"""What the plain-text writer prints."""

from __future__ import annotations

import pytest

from tests.writing.builders import BILINGUAL, BOTH, BRIEF, BRIEF_ONLY, LEANING, RIVER, TRANSLATION, K, article, block
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.formats import render
from translate_summarize.writing.document import Document


def test_a_document_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="brief"):
        Document(RIVER, None, with_translation=False)


def test_text_translation() -> None:
    assert render(TRANSLATION, "text") == (
        "A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. [?]\n\n"
        "What it costs\n\n"
        "  “Less than we thought.”\n"
        "  – Petra Lang, head\n\n"
        "- Pumps\n"
        "  - small ones small ones [?]\n"
        "- Pipes\n\n"
        "Year | Costs\n"
        "2024 | €9,100\n\n"
        "if a < b:\n    return `a`\n\n"
        "***\n\n"
        "It goes on in autumn.\n\n"
        "[?] doubtful: number (1), loop (1)\n"
    )


def test_text_bilingual_pairs_each_block() -> None:
    lines = render(BILINGUAL, "text")
    assert lines.startswith("DE: Ein Fluss kühlt Rechner\nEN: A river cools computers\n\nDE: Das Wasser")
    assert "\n\n  DE: „Weniger, als wir dachten.“\n  EN: “Less than we thought.”\n  DE: – Petra" in lines
    assert "\n- DE: Pumpen\n  EN: Pumps\n  - DE: kleine\n    EN: small ones small ones [?]\n" in lines
    assert "\nDE: 2024 | 9.100 €\nEN: 2024 | €9,100\n" in lines
    assert lines.count("if a < b") == 1


def test_text_brief_is_one_line_with_its_source() -> None:
    assert render(BRIEF_ONLY, "text") == (
        "A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. [?]\n\n"
        "Source: Ein Fluss kühlt Rechner (fluss.txt)\n\n"
        "[?] doubtful: number (1)\n"
    )


def test_text_brief_without_title() -> None:
    plain = article(block(K.PARAGRAPH, ("Ja.", "Yes.")), source="-")
    brief = Brief((BriefSentence("Yes.", 0, 0),), path="-")
    assert render(Document(plain, brief, False), "text") == "Yes.\n\nSource: standard input\n"


def test_text_brief_stands_above_the_translation() -> None:
    text = render(BOTH, "text")
    order = ["A river", "\nBrief\n", "\nSource: Ein Fluss", "\nTranslation\n", "What it costs"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert text.count("A river cools computers") == 1
    assert text.rstrip().endswith("number (1), loop (1)")


def test_text_brief_bilingual() -> None:
    text = render(Document(RIVER, BRIEF, False, True), "text")
    assert "DE: Das Wasser fließt durch drei Rohre. Der Verbrauch sank um 34 Prozent.\nEN: The water" in text


def test_points_in_text() -> None:
    shown = render(Document(RIVER, LEANING, with_translation=False, points=True), "text")
    assert "\n\n- The water flows through three pipes.\n- It goes on in autumn. They cost €9,100.\n\n" in shown
