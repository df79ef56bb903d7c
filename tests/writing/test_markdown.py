"""What the Markdown writer prints, and that every text renders as it is."""

from __future__ import annotations

import pytest

from tests.writing.builders import (
    BILINGUAL,
    BOTH,
    BRIEF_ONLY,
    SIGNATURE,
    TRANSLATION,
    K,
    article,
    as_page,
    block,
    flat,
    items,
)
from translate_summarize.article.article import Alignment, BlockKind
from translate_summarize.article.inline import Run, RunKind
from translate_summarize.formats import render
from translate_summarize.writing.document import Document


def test_markdown_translation() -> None:
    body, signature = render(TRANSLATION, "markdown").split("\n---\n\n*Translated by* ")
    assert signature == f"`{SIGNATURE}`\n"
    assert body == (
        "# A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. \\[?]\n\n"
        "## What it costs\n\n"
        "> “Less than we thought.”\n>\n> – Petra Lang, head\n\n"
        "- Pumps\n  - small ones small ones \\[?]\n- Pipes\n\n"
        "| Year | Costs |\n| --- | --- |\n| 2024 | €9,100 |\n\n"
        "```python\nif a < b:\n    return `a`\n```\n\n"
        "---\n\n"
        "It goes on in autumn.\n\n"
        "\\[?] doubtful: number (1), loop (1)\n"
    )


def test_markdown_bilingual_is_a_table_of_two_columns() -> None:
    markdown = render(BILINGUAL, "markdown")
    assert "| **Was es kostet** | **What it costs** |" in markdown
    assert "| 2024 \\| 9.100 € | 2024 \\| €9,100 |" in markdown
    page = as_page(markdown)
    assert len(page.all("table")) == 2
    assert len(page.all("td")) == 2 * len(page.all("tr")) - len(page.all("th"))
    assert "Weniger, als wir dachten" in page.text("td")
    assert "Less than we thought" in page.text("td")


def test_markdown_brief_only() -> None:
    assert render(BRIEF_ONLY, "markdown").startswith(
        "**A river cools computers**\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. \\[?]\n\n"
        "*Source: Ein Fluss kühlt Rechner (fluss.txt)*\n\n"
    )


def test_markdown_both() -> None:
    assert render(BOTH, "markdown").startswith("# A river cools computers\n\n## Brief\n\nThe water")


@pytest.mark.parametrize(
    "literal",
    [
        "# kein Titel",
        "1. Oktober war Montag",
        "2024) nein",
        "- Strich",
        "+ plus",
        "* Stern",
        "---",
        "===",
        "> größer",
        "a_b und _c_ und __d__",
        "5 * 3 * 2 **x**",
        "<b>fett</b> < 5 <!-- x -->",
        "C:\\neu\\*",
        "&amp; &copy; AT&T",
        "[Anm. d. Red.](x) ![y](z) [ ] [^1]",
        "~~weg~~ ~5",
        "ein ` allein und `` zwei",
        "a | b",
        "```x",
        "~~~",
        "Ende \\",
        "Titel #",
        "    eingerückt",
        "https://example.org/a_b_/c*d*?x=1&y=2#z.",
        "siehe (https://example.org/a_(b)), dort",
        "mailto <post@example.org> nein",
    ],
)
@pytest.mark.parametrize("kind", [K.PARAGRAPH, K.HEADING, K.TITLE, K.QUOTE, K.LIST_ITEM, K.TABLE_ROW])
@pytest.mark.parametrize("bilingual", [False, True])
def test_markdown_shows_what_stands_there(literal: str, kind: BlockKind, bilingual: bool) -> None:
    # A cell more keeps a bar within the text from being the row's own separator.
    pairs = [("Quelle", literal)] if kind is not K.TABLE_ROW else [("Q", literal), ("Z", "cell")]
    page = as_page(render(Document(article(block(kind, *pairs)), bilingual=bilingual), "markdown"))
    assert flat(literal) in page.text().replace("| cell", "")
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"b", "img", "s", "pre"}
    if not bilingual:
        assert "strong" not in tags
        assert ("li" in tags) == (kind is K.LIST_ITEM)
        assert len(page.all("hr")) == 1  # The one above the signature.


def test_markdown_keeps_code_and_addresses() -> None:
    line = "Mit `a_b*c*` auf https://example.org/x_y?a=1&b=2 und ``x ` y``."
    markdown = render(Document(article(block(K.PARAGRAPH, (line, line)))), "markdown")
    assert "`a_b*c*`" in markdown
    assert "https://example.org/x_y?a=1&b=2" in markdown
    page = as_page(markdown)
    assert [d for tags, d in page.pieces if "code" in tags][:2] == ["a_b*c*", "x ` y"]
    assert page.all("a") == [{"href": "https://example.org/x_y?a=1&b=2"}]


def test_markdown_fence_is_longer_than_any_in_the_code() -> None:
    code = "```\nx\n````\n# y"
    page = as_page(render(Document(article(block(K.CODE, (code, code)))), "markdown"))
    assert [d for tags, d in page.pieces if "pre" in tags] == [code + "\n"]


def test_markdown_bars_in_cells_stay_in_their_cells() -> None:
    row = block(K.TABLE_ROW, ("a", "`x|y` | z\\|"), ("b", "c"))
    markdown = render(Document(article(row, row)), "markdown")
    page = as_page(markdown)
    assert len(page.all("td")) == len(page.all("th")) == 2
    assert "x|y | z\\|" in page.text("td")


def test_markdown_keeps_alignment_task_boxes_and_emphasis_around_paragraphs() -> None:
    markdown = render(
        Document(
            article(
                block(K.PARAGRAPH, ("Achtung *jetzt*.", "Attention *now*."), runs=(Run(0, 16, RunKind.STRONG),)),
                block(K.QUOTE, ("Leise.", "Quietly."), runs=(Run(0, 6, RunKind.EMPHASIS),)),
                block(K.LIST_ITEM, ("Halle", "Hall"), list_marker="- [x]"),
                block(K.LIST_ITEM, ("Bad", "Pool"), list_marker="- [ ]"),
                block(K.TABLE_ROW, ("Jahr", "Year"), ("Wert", "Value"), alignment=(Alignment.LEFT, Alignment.RIGHT)),
                block(K.TABLE_ROW, ("2024", "2024"), ("a | b", "a | b")),
            )
        ),
        "markdown",
    )
    assert "**Attention \\*now\\*.**\n\n> *Quietly.*\n\n- [x] Hall\n- [ ] Pool\n\n" in markdown
    assert "| Year | Value |\n| :-- | --: |\n| 2024 | a \\| b |" in markdown


def test_markdown_lists_nest_and_keep_their_numbers() -> None:
    listed = items(("1.", 0), ("2.", 0), ("-", 3), ("7.", 4), ("5.", 0), ("a)", 0), ("-", 1), ("3.", 1))
    page = as_page(render(Document(listed), "markdown"))
    starts = [a.get("start") for a in page.all("ol")]
    assert starts == [None, "7", "5", "3"]
    depths = {data.strip(): tags.count("li") for tags, data in page.pieces if "li" in tags and "item" in data}
    assert depths == {
        "item 0": 1,
        "item 1": 1,
        "item 2": 2,
        "item 3": 3,
        "item 4": 1,
        "a) item 5": 1,
        "item 6": 2,
        "item 7": 2,
    }


@pytest.mark.parametrize(
    "text",
    ["Halt!www.example.org__x__", "Halt!!www.example.org__x__", "!www.example.org/a_b_c", "Halt! www.example.org"],
)
def test_an_exclamation_mark_before_an_address_makes_no_image(text: str) -> None:
    page = as_page(render(Document(article(block(K.PARAGRAPH, (text, text)))), "markdown"))
    assert text in page.text()
    assert not page.all("img")
