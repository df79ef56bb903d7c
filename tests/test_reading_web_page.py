"""Saved web pages: the article in them, with its structure, and nothing of the page around it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT

from translate_summarize.article import Article, BlockKind
from translate_summarize.errors import InputError
from translate_summarize.reading import parse_article, read_article

PROSE = [
    "Der Rat der Stadt hat am Abend nach langer Debatte den Bau der neuen Brücke beschlossen.",
    "Sie soll im Jahr 2031 fertig sein und nach heutiger Schätzung 41,5 Millionen Euro kosten.",
    "Die alte Brücke trägt seit dem Hochwasser keine Lastwagen mehr, und auch Busse müssen einen Umweg fahren.",
]
NAVIGATION = "<nav><ul><li><a href=/>Start</a></li><li><a href=/sport>Sport aus der Region</a></li></ul></nav>"


def page(body: str, head: str = "<title>Rat beschließt Brücke | Bote</title>") -> Article:
    return parse_article(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "p", ".html")


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in article.blocks if not b.furniture]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_the_example_keeps_the_article_and_leaves_the_page() -> None:
    article = read_article(ROOT / "examples" / "werkzeugverleih.html")
    assert article.format == "html"
    assert article.title == "Stadtbücherei verleiht jetzt auch Bohrmaschinen"
    found = kinds(article)
    assert found[1][1].startswith("Wer in Talbrück eine Leiter")  # the lead, whose class says "teaser"
    assert [text for kind, text in found if kind == "heading"] == [
        "Warum die Bücherei das macht",
        "Was es zu leihen gibt",
    ]
    quote = next(i for i, (kind, _) in enumerate(found) if kind == "quote")
    assert found[quote + 1] == ("attribution", "– Ruth Kastenholz, Leiterin der Stadtbücherei")
    assert [text for kind, text in found if kind == "table_row"][:2] == ["Gerät | Anzahl", "Bohrmaschinen | 24"]
    assert [b.marker for b in article.blocks if b.kind is BlockKind.LIST_ITEM and not b.furniture] == ["1.", "2.", "3."]
    for outside in ("Cookies", "Sport", "Gerberei", "Newsletter", "Endlich", "Impressum", "Teilen", "dataLayer"):
        assert outside not in article.text
    left_out = " ".join(b.text for b in article.blocks if b.furniture)
    for kept in ("Cookies", "Gerberei", "Newsletter", "Endlich", "Impressum", "Marlene Ostheim"):
        assert kept in left_out


def test_a_short_page_keeps_its_structure() -> None:
    found = kinds(page("<h1>Rat beschließt Brücke</h1><h2>Warum</h2><p>Sie ist alt.</p><ul><li>eins<li>zwei</ul><hr>"))
    assert found == [
        ("title", "Rat beschließt Brücke"),
        ("heading", "Warum"),
        ("paragraph", "Sie ist alt."),
        ("list_item", "eins"),
        ("list_item", "zwei"),
        ("separator", "---"),
    ]


def test_inline_elements_become_text() -> None:
    text = (
        "<p>10<sup>6</sup> Gramm CO<sub>2</sub>, <code>x  = 1</code>,\n <q>so</q> &amp; <b>sehr</b>"
        ' <a href="https://bote.example/1">weit</a>&shy;hin &lt;nein&gt; <del>alt</del>.</p>'
    )
    assert page(text + paragraphs(*PROSE)).blocks[1].text == "10⁶ Gramm CO₂, `x = 1`, „so“ & sehr weithin <nein> alt."


def test_line_breaks_part_paragraphs_where_a_thought_begins() -> None:
    body = f"<p>{PROSE[0]}<br><br>{PROSE[1]}<br>Sie ist<br>nötig.</p>"
    assert [text for kind, text in kinds(page(body)) if kind == "paragraph"] == [*PROSE[:2], "Sie ist nötig."]


def test_lists_nest_and_count() -> None:
    body = "<ol><li>Erstens schnell.<ul><li>Auch nachts.</li></ul></li><li>Zweitens billig.</li></ol>"
    items = [b for b in page(body + paragraphs(*PROSE)).blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(b.marker, b.level, b.text) for b in items] == [
        ("1.", 0, "Erstens schnell."),
        ("-", 1, "Auch nachts."),
        ("2.", 0, "Zweitens billig."),
    ]


def test_a_layout_table_is_its_content_and_a_real_one_its_rows() -> None:
    layout = f"<table><tr><td><h1>Rat beschließt Brücke</h1>{paragraphs(*PROSE)}</td><td></td></tr></table>"
    assert kinds(page(layout)) == [("title", "Rat beschließt Brücke"), *(("paragraph", text) for text in PROSE)]
    rows = "<table><tr><th>Jahr<th>Kosten<tr><td>2027<td>12,5 Mio.</table>"
    found = kinds(page(paragraphs(*PROSE) + rows))
    assert found[-2:] == [("table_row", "Jahr | Kosten"), ("table_row", "2027 | 12,5 Mio.")]


def test_code_stays_verbatim() -> None:
    found = kinds(page(paragraphs(*PROSE) + "<pre><code>if x:\n    y = 1</code></pre>"))
    assert found[-1] == ("code", "if x:\n    y = 1")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Rat beschließt Brücke | Bote</title>", "", "Rat beschließt Brücke"),
        ("<title>Bote | Rat beschließt die Brücke</title>", "", "Rat beschließt die Brücke"),
        ("<title>Brücke - Lindenauer Bote</title><meta property=og:site_name content='Lindenauer Bote'>", "", "Brücke"),
        ("<title>Brücke - und nun?</title>", "", "Brücke - und nun?"),
        ("<title>Bote</title><meta property=og:title content='Rat baut'>", "<h1>Rat baut jetzt</h1>", "Rat baut jetzt"),
        ("<title>Ja zur Brücke | Bote</title>", "<h1>Der Bote</h1><h1>Ja zur Brücke</h1>", "Ja zur Brücke"),
        ("", "", ""),
    ],
)
def test_the_title_is_the_headline_not_the_site(head: str, body: str, title: str) -> None:
    assert page(NAVIGATION + body + f"<main>{paragraphs(*PROSE)}</main>", head).title == title


def test_what_stands_between_headline_and_text_is_kept_if_it_is_a_lead() -> None:
    lead = "Nach zwölf Jahren Streit bekommt die Stadt ihre Brücke."
    body = (
        f"{NAVIGATION}<article><h1>Rat beschließt Brücke</h1><div class=teaser><p>{lead}</p></div>"
        f"<p>Von Eva Kern</p><p>Anzeige</p>{paragraphs(*PROSE)}</article>"
    )
    texts = [text for _, text in kinds(page(body))]
    assert texts.count(lead) == 1
    assert texts.index(lead) < texts.index(PROSE[0])
    assert "Anzeige" not in texts


@pytest.mark.parametrize("empty", ["<html></html>", "<!-- -->", "<body><script>var x = 'Hallo';</script></body>"])
def test_a_page_without_text_says_so(empty: str) -> None:
    with pytest.raises(InputError, match=r"p: holds no text that a reader would see; save the article's text"):
        parse_article(empty.encode(), "p", ".html")


def test_hidden_text_is_not_read() -> None:
    body = paragraphs(*PROSE) + "<p hidden>Geheim.</p><p style='display: none'>Unsichtbar.</p>"
    assert "Geheim" not in page(body).text
    assert "Unsichtbar" not in page("<p style='display: none'>Unsichtbar.</p><p>Kurz.</p>").text


def test_only_navigation_is_better_than_nothing() -> None:
    assert "Sport aus der Region" in page(NAVIGATION).text


def test_an_encoding_declaration_of_xhtml_does_no_harm() -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Brücke</title></head><body>{paragraphs(*PROSE)}'
        "</body></html>"
    )
    article = parse_article(text.encode("latin-1"), "p", ".xhtml")
    assert kinds(article) == [("title", "Brücke"), *(("paragraph", t) for t in PROSE)]


def test_plain_text_that_is_a_page_is_read_as_one_and_the_other_way_round() -> None:
    text = f"<!doctype html>\n<title>Brücke</title>{paragraphs(*PROSE)}"
    for suffix in ("", ".txt"):  # as a browser or a pipe may hand it over
        article = parse_article(text.encode(), "p", suffix)
        assert (article.format, article.title) == ("html", "Brücke")
    assert parse_article(b"<p>Ein Tag im Text.", "p", "").format == "text"
    plain = parse_article("\n\n".join(PROSE).encode(), "p", ".html")
    assert [b.text for b in plain.blocks] == PROSE


@pytest.mark.parametrize("depth", [200, 1500])
def test_deep_nesting_is_read(depth: int) -> None:
    text = "<div>" * depth + paragraphs(*PROSE) + "</div>" * depth
    assert PROSE[1] in parse_article(text.encode(), "p", ".html").text


WORDS = st.integers(0, 10**6).map(lambda n: f"w{n}")
LEAVES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
TAGS = st.sampled_from(
    "p div span b i a ul li ol h2 blockquote table tr td section article nav em code pre q sub".split()
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=5)).map(lambda t: f"<{t[0]}>{' '.join(t[1])}</{t[0]}>"),
    max_leaves=30,
)


@given(TREES)
@settings(max_examples=150, deadline=None)
def test_no_visible_word_is_lost(tree: str) -> None:
    article = page(f"<h1>Titel oben</h1>{tree}", head="")
    found = re.findall(r"w\d+", " ".join(b.text for b in article.blocks))
    assert not Counter(re.findall(r"w\d+", tree)) - Counter(found)


def test_absurd_nesting_is_an_error_not_a_crash() -> None:
    text = "<div>" * 100_000 + paragraphs(*PROSE) + "</div>" * 100_000
    with pytest.raises(InputError, match="save the article's text"):
        parse_article(text.encode(), "p", ".html")


def test_words_do_not_run_together_where_a_tag_parts_them() -> None:
    body = f"<div><b>Warum ist das so?</b><br>{PROSE[0]}</div><div>Im <a href=/a>April</a>kam <span>er</span>.</div>"
    texts = [b.text for b in page(body + paragraphs(*PROSE[1:])).blocks]
    assert texts[1:3] == ["Warum ist das so?", PROSE[0]]
    assert not any("so?Der" in text for text in texts)


def test_odd_pages_leave_standard_error_alone(capsys: pytest.CaptureFixture[str]) -> None:
    page("<p>kurz</p>")
    page("<table><tr><td><table></p></b>" + paragraphs(*PROSE))
    captured = capsys.readouterr()
    assert captured.err == captured.out == ""
