"""Inline markup and places of the source, as the readers record them in blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from translate_summarize.article.article import Block
from translate_summarize.article.inline import RunKind
from translate_summarize.reading.source import parse_article

PROSE = "Der Rat der Stadt Lindenau hat am Abend nach langer Debatte den Bau der neuen Brücke beschlossen."
E, S, C, L = RunKind


def markdown(text: str) -> tuple[Block, ...]:
    return parse_article(f"# Titel oben\n\n{text}".encode(), "a.md", ".md").blocks[1:]


def page(body: str) -> tuple[Block, ...]:
    whole = f"<!DOCTYPE html><title>Titel oben</title><body><h1>Titel oben</h1><p>{PROSE}</p>{body}</body>"
    return parse_article(whole.encode(), "a.html", ".html").blocks[2:]


def runs(block: Block) -> list[tuple[str, RunKind, str]]:
    return [(block.text[r.start : r.end], r.kind, r.target) for r in block.runs]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ein **fettes** und *schräges* Wort.", [("fettes", S, ""), ("schräges", E, "")]),
        ("Ein **sehr *schräges* Wort**.", [("sehr schräges Wort", S, ""), ("schräges", E, "")]),
        ("Der Befehl `rm  -rf` löscht.", [("`rm  -rf`", C, "")]),
        ('Siehe [den **Plan**](p.html "Titel").', [("den Plan", L, "p.html"), ("Plan", S, "")]),
        ("Siehe <https://a.example/b>.", [("https://a.example/b", L, "https://a.example/b")]),
        ("Siehe [](p.html).", [("p.html", L, "p.html")]),
        ("[Alles hier](p.html)", [("Alles hier", L, "p.html")]),
        ("Ein <b>fettes</b> <em>schräges</em> <a href='x?a&amp;b'>Wort</a> <code>x y</code>.", [
            ("fettes", S, ""), ("schräges", E, ""), ("Wort", L, "x?a&b"), ("`x y`", C, "")]),
        ("Die **Regie-\nrung** und **die\nStadt**.", [("Regierung", S, ""), ("die Stadt", S, "")]),
        ("3. **Oktober** ist Feiertag.", [("Oktober", S, "")]),
        ("**Erstens.**  \n**Zweitens.**", [("Erstens.", S, ""), ("Zweitens.", S, "")]),
    ],
)  # fmt: skip
def test_markdown(text: str, wanted: list[tuple[str, RunKind, str]]) -> None:
    assert [run for block in markdown(text) for run in runs(block)] == wanted


def test_every_kind_of_block_of_markdown() -> None:
    text = "## Der *Kopf*\n\n- [x] ein **Punkt**\n\n| a | **b** |\n|---|---|\n| c | d *e* | `f` |\n\n"
    text += "> ein *Zitat*\n> — **Eva** Kern"
    assert [runs(b) for b in markdown(text)] == [
        [("Kopf", E, "")],
        [("Punkt", S, "")],
        [("b", S, "")],
        [("e", E, ""), ("`f`", C, "")],
        [("Zitat", E, "")],
        [("Eva", S, "")],
    ]


def test_html() -> None:
    body = (
        "<p>Ein <b>fettes</b>, <i>schräges</i>, <strong>sehr <em>tiefes</em></strong> <a href='/x'>Wort</a> "
        "<code>x  y</code>.</p><h2>Der <em>Kopf</em></h2><ul><li>ein <b>Punkt</b></ul>"
        "<table><tr><td>a<td><b>b</b><tr><td>c<td>d <i>e</i></table><p><a href=/y>Alles hier</a></p>"
        "<a href=/z><h3>Noch ein Kopf</h3></a>"
    )
    assert [runs(b) for b in page(body)] == [
        [
            ("fettes", S, ""), ("schräges", E, ""), ("sehr tiefes", S, ""), ("tiefes", E, ""), ("Wort", L, "/x"),
            ("`x y`", C, ""),
        ],
        [("Kopf", E, "")],
        [("Punkt", S, "")],
        [("b", S, "")],
        [("e", E, "")],
        [("Alles hier", L, "/y")],
        [("Noch ein Kopf", L, "/z")],
    ]  # fmt: skip
    assert page("<p><b>Alles hier</b></p>")[0].is_wholly(S)


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["Wort", "a-b", "Regie-\nrung", "süß", "„Ja“,", "(so)"]), st.booleans(), st.sampled_from(" \n")
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS)
def test_runs_stand_where_the_words_stand(words: list[tuple[str, bool, str]]) -> None:
    text = (
        "Anfang " + "".join(f"<b>{word}</b>{end}" if is_bold else word + end for word, is_bold, end in words) + "Ende."
    )
    wanted = [word.replace("-\nr", "r") for word, is_bold, _ in words if is_bold]
    assert [shown for block in markdown(text) for shown, _, _ in runs(block)] == wanted


def test_origin_is_the_lines_of_the_source() -> None:
    source = "---\ntitle: Bad\n---\n\nText steht\nhier.\n\n> ein Zitat\n\n- a\n- b\n\n"
    source += "| c | d |\n|---|---|\n| e | f |\n\n```\nx\n```\n"
    blocks = parse_article(source.encode(), "a", ".md").blocks
    assert [b.origin for b in blocks] == ["1-3", "1-3", "5-6", "8-8", "10-10", "11-11", "13-13", "15-15", "17-19"]
    text = "Der Titel oben\n\nErster Satz, der\nweitergeht.\n\n- a\n  und a\n- b\n\n> q\n> r\n\nc\td\ne\tf\n\n***"
    blocks = parse_article(text.encode(), "a", ".txt").blocks
    assert [b.origin for b in blocks] == ["1-1", "3-4", "6-7", "8-8", "10-11", "13-13", "14-14", "16-16"]


def test_origin_is_an_xpath_into_the_page_as_it_was_saved() -> None:
    text = (
        f"<!DOCTYPE html><html><head><title>Titel</title></head><body><!-- a --><h1>Titel</h1><p>{PROSE}</p><q>Ja.</q>"
        f"<details><summary>Mehr</summary><p>{PROSE} Oder nicht.</p></details><div><o:p>Noch ein Satz.</o:p></div>"
        "<table><tr><td>a<td>b</table></body></html>"
    )
    tree = html.document_fromstring(text)
    blocks = [b for b in parse_article(text.encode(), "a", ".html").blocks if b.kind.value != "table_row"]
    assert len(blocks) > 4
    for block in blocks:
        (element,) = tree.xpath(block.origin)
        assert block.text.strip("„“") in element.text_content()
    plain = parse_article(PROSE.encode(), "a", ".html").blocks
    assert [b.origin for b in plain] == [""]
