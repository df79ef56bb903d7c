"""What the HTML writer prints: one accessible page that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.writing.builders import (
    ALL,
    BOTH,
    EVERYTHING,
    RIVER,
    SIGNATURE,
    TRANSLATION,
    K,
    Page,
    article,
    block,
    flat,
    items,
)
from translate_summarize.article.article import Block
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.article.inline import Run, RunKind
from translate_summarize.article.translation import SentencePair, TranslatedBlock
from translate_summarize.formats import render
from translate_summarize.writing.document import Document


@pytest.mark.parametrize("document", ALL)
def test_html_is_one_accessible_page_that_loads_nothing(document: Document) -> None:
    source = render(document, "html")
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert page.all("html") == [{"lang": "en"}]
    assert page.text("title") == "A river cools computers"
    assert [len(page.all(tag)) for tag in ("h1", "main", "header")] == [1, 1, 1]
    assert page.with_class("skip")[0]["href"] == "#main"
    assert page.all("main")[0]["id"] == "main"
    metas = {m.get("name") or m.get("http-equiv"): m.get("content") for m in page.all("meta")}
    assert "width=device-width" in str(metas["viewport"])
    assert metas["generator"] == "translate-summarize 0.1.0"
    assert str(SIGNATURE) in page.text("footer")
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object"}
    assert not any("style" in a or any(n.startswith("on") for n in a) for _, a in page.elements)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert (link["href"] or "")[1:] in ids
    style = re.search(r"<style>(.*)</style>", source, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert metas["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_html_structure() -> None:
    page = Page(render(TRANSLATION, "html"))
    assert [len(page.all(t)) for t in ("h2", "blockquote", "ul", "li", "table", "th", "pre", "hr")] == [
        1, 1, 2, 3, 1, 2, 1, 1,
    ]  # fmt: skip
    assert "– Petra Lang, head" in page.text("blockquote")
    assert "".join(d for tags, d in page.pieces if "pre" in tags) == "\nif a < b:\n    return `a`"
    assert "Kommentar" not in page.text()
    assert page.text("cite") == "Ein Fluss kühlt Rechner"


def test_html_marks_doubts_and_explains_them() -> None:
    page = Page(render(TRANSLATION, "html"))
    doubts = [a.get("title") for a in page.with_class("doubt")]
    assert doubts == ["doubtful: number", "doubtful: loop", None]
    assert "Doubtful: number (1), loop (1)" in page.text("footer")
    assert "legend" not in Page(render(Document(items(("-", 0))), "html")).text()


def test_html_brief_points_at_its_sentences() -> None:
    page = Page(render(BOTH, "html"))
    assert [a["id"] for a in page.with_class("key")] == ["b1s0", "b1s1"]
    assert [a["href"] for a in page.with_class("ref")] == ["#b1s0", "#b1s1"]
    assert page.text("mark").startswith("Consumption fell by 43 percent.The water flows through three pipes.")
    assert page.text("section").startswith("Brief The water flows through three pipes. Consumption fell")


def test_html_brief_of_unknown_sentences_points_nowhere() -> None:
    brief = Brief((BriefSentence("Yes."), BriefSentence("No.", 99, 0), BriefSentence("Well.", 10, 0)))
    page = Page(render(Document(RIVER, brief, bilingual=True), "html"))
    assert page.with_class("key") == page.with_class("ref") == []
    assert "Yes. No. Well." in page.text("section")


def test_html_bilingual_pairs_the_sentences() -> None:
    source = render(EVERYTHING, "html")
    page = Page(source)
    rows = page.with_class("row")
    assert len(rows) > 8
    german = [data for tags, data in page.pieces if "article" in tags]
    for b in RIVER.kept_blocks[1:]:
        for p in b.pairs if b.block.kind is not K.SEPARATOR else ():
            assert any(flat(p.source) in flat(d) for d in german)
    assert re.search(
        r'<div lang="de"><p><mark class="s s0 key" tabindex="-1">Das Wasser[^<]*</mark> '
        r'<mark class="s s1 key" tabindex="-1">Der Verbrauch[^<]*</mark></p></div>\n'
        r'<div lang="en"><p><mark class="s s0 key" id="b1s0" tabindex="-1">The water[^<]*</mark> '
        r'<mark class="s s1 key doubt" id="b1s1" tabindex="-1" title="doubtful: number">',
        source,
    )
    assert ".row:has(.s1:is(:hover, :focus, :target)) .s1" in source
    assert ".row:has(" not in render(BOTH, "html").replace(".row:has(:is(h2", "")
    # The German headings must not double the outline.
    assert len(page.all("h2")) == 2


def test_html_shows_all_of_a_german_block_whose_pairs_do_not_cover_it() -> None:
    part = TranslatedBlock(Block(K.PARAGRAPH, "Eins. Zwei. Drei."), (SentencePair("Eins.", "One."),))
    assert "Eins. Zwei. Drei." in Page(render(Document(article(part), bilingual=True), "html")).text()


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_bilingual_title_is_that_of_the_printed_title(name: str) -> None:
    """A page's own title, left out as furniture, is not the article's."""
    titled = article(
        block(K.TITLE, ("Portal für alles", ""), furniture="page header"),
        block(K.TITLE, ("Ein Fluss kühlt", "A river cools", "number")),
        block(K.PARAGRAPH, ("Ja.", "Yes.")),
    )
    brief = Brief((BriefSentence("Yes.", 2, 0),), "A river cools", "Ein Fluss kühlt")
    shown = render(Document(titled, brief, bilingual=True), name)
    assert "Ein Fluss kühlt" in shown.split("Brief")[0]
    assert "Portal" not in shown
    assert "doubt" in shown
    # The doubt about the title counts though the brief alone is printed.
    assert "number (1)" in render(Document(titled, brief, with_translation=False), name)


def test_html_links_only_web_addresses() -> None:
    line = 'https://example.org/?a=1&b="x" javascript:alert(1) ftp://example.org (http://example.org/a_(b)).'
    page = Page(render(Document(article(block(K.PARAGRAPH, (line, line)))), "html"))
    assert [a for a in page.all("a") if a.get("class") != "skip"] == [
        {"href": "https://example.org/?a=1&b=", "rel": "noreferrer"},
        {"href": "http://example.org/a_(b)", "rel": "noreferrer"},
    ]
    assert line in page.text("article")


def test_html_shows_task_boxes_and_emphasis_around_paragraphs() -> None:
    page = render(
        Document(
            article(
                block(K.PARAGRAPH, ("Achtung.", "Attention."), runs=(Run(0, 8, RunKind.STRONG),)),
                block(K.QUOTE, ("Leise.", "Quietly."), runs=(Run(0, 6, RunKind.EMPHASIS), Run(0, 6, RunKind.STRONG))),
                block(K.LIST_ITEM, ("Halle", "Hall"), list_marker="- [x]"),
                block(K.LIST_ITEM, ("Bad", "Pool"), list_marker="3. [ ]"),
            )
        ),
        "html",
    )
    assert "<p><strong>Attention.</strong></p>" in page
    assert "<p><strong><em>Quietly.</em></strong></p>" in page
    assert '<li><span role="img" aria-label="done">☑</span> Hall' in page
    assert '<li value="3"><span role="img" aria-label="open">☐</span> Pool' in page
    assert "[x]" not in page


def test_html_lists_nest_and_keep_their_numbers() -> None:
    listed = items(("1.", 0), ("2.", 0), ("-", 3), ("7.", 4), ("5.", 0), ("c)", 0), ("-", 1), ("3.", 1), ("§4", 0))
    page = Page(render(Document(listed), "html"))
    assert [(a.get("type"), a.get("value")) for a in page.all("li")] == [
        (None, "1"),
        (None, "2"),
        (None, None),
        (None, "7"),
        (None, "5"),
        ("a", "3"),
        (None, None),
        (None, "3"),
        (None, None),
    ]
    assert [tags.count("li") for tags, data in page.pieces if "li" in tags and "item" in data] == [
        1,
        1,
        2,
        3,
        1,
        1,
        2,
        2,
        1,
    ]
    assert "§4 item 8" in page.text()
