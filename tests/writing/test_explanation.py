"""Bullet points and explanations in every format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.writing.builders import LEANING, RIVER, WHY, Page, as_page, explained
from translate_summarize.formats import render
from translate_summarize.writing.document import Document


@pytest.mark.parametrize("bilingual", [False, True])
def test_points_in_markdown_and_html(bilingual: bool) -> None:
    document = Document(RIVER, LEANING, with_translation=False, bilingual=bilingual, points=True)
    page = Page(render(document, "html"))
    assert len(page.all("li")) == 2
    assert "It goes on in autumn. They cost €9,100." in page.text("li")
    page = as_page(render(document, "markdown"))
    assert len(page.all("li")) == (0 if bilingual else 2)
    assert "It goes on in autumn. They cost €9,100." in page.text("td" if bilingual else "li")


def test_explanation_in_text() -> None:
    rows = render(WHY, "text").split("\n\n")[-2].splitlines()
    assert [row[0] for row in rows] == ["B", "1", "2", "-"]
    # Position and lead both say where a word stands.
    assert "position +0.5, frequency +0.5" in rows[1]
    assert rows[3].endswith("Nobody | was hurt. (too short)")


def test_explanation_in_markdown() -> None:
    page = as_page(render(WHY, "markdown"))
    assert len(page.all("tr")) == 4
    assert "Nobody | was hurt. (too short)" in page.text("td")


def test_explanation_in_html() -> None:
    source = render(WHY, "html")
    page = Page(source)
    assert [r["width"] for r in page.all("rect") if r["class"] == "part"] == ["50", "100", "0"]
    assert [a["class"] for a in page.all("mark") if "key" in (a["class"] or "")] == ["key", "key"]
    assert "What it costs" in page.text("h3")
    assert "style=" not in source
    german = Page(render(replace(WHY, brief=explained(LEANING, "de")), "html"))
    assert "Was es kostet" in german.text("h3")
