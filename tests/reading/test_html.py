"""Saved web pages: the article in them, with its structure, and nothing of the page around it."""

from __future__ import annotations

import logging
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.places import ROOT
from translate_summarize.article.article import Article, BlockKind
from translate_summarize.errors import InputError
from translate_summarize.reading.source import parse_article, read_article

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
    assert [b.list_marker for b in article.blocks if b.kind is BlockKind.LIST_ITEM and not b.furniture] == [
        "1.",
        "2.",
        "3.",
    ]
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
    assert page(text + paragraphs(*PROSE)).blocks[1].text == "10⁶ Gramm CO₂, `x = 1`, „so“ & sehr weithin <nein>."


def test_line_breaks_part_paragraphs_where_a_thought_begins() -> None:
    body = f"<p>{PROSE[0]}<br><br>{PROSE[1]}<br>Sie ist<br>nötig.</p>"
    assert [text for kind, text in kinds(page(body)) if kind == "paragraph"] == [*PROSE[:2], "Sie ist nötig."]


def test_lists_nest_and_count() -> None:
    body = "<ol><li>Erstens schnell.<ul><li>Auch nachts.</li></ul></li><li>Zweitens billig.</li></ol>"
    items = [b for b in page(body + paragraphs(*PROSE)).blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(b.list_marker, b.level, b.text) for b in items] == [
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


def test_a_page_of_navigation_alone_is_no_article() -> None:
    with pytest.raises(InputError, match="holds no text"):
        page(NAVIGATION)
    with pytest.raises(InputError, match="holds no text"):
        page("<div id=root></div><noscript>Bitte schalten Sie JavaScript ein.</noscript>")
    film = f"{NAVIGATION}<h1>Video: So sieht sie aus</h1><video src=b.mp4></video><footer>Impressum</footer>"
    assert kinds(page(film)) == [("title", "Video: So sieht sie aus")]


T = "Rat beschließt Brücke"
ARTICLE = f"<h1>{T}</h1>{paragraphs(*PROSE)}"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # a count of comments that also stands in a number of the next paragraph
        (
            f"<article><h1>{T}</h1><p>{PROSE[0]}</p><div><a>3</a></div><p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>",
            PROSE[1],
        ),
        # comments that a JavaScript framework leaves in a sentence
        (
            f"<article>{ARTICLE}<p><strong>Lindenau</strong><!-- --> liegt an einem <!-- -->Fluss ohne Brücke.</p>",
            "Lindenau liegt an einem Fluss ohne Brücke.",
        ),
        (f"<h1>{T}</h1><p>{PROSE[0]}</p><h2>Die Kosten</h2>{paragraphs(*PROSE[1:])}", "Die Kosten"),
        (f"<h1>{T}</h1><p>{PROSE[0]}</p><ul><li>Eins ist neu</ul>{paragraphs(*PROSE[1:])}", "Eins ist neu"),
        (
            f"<article>{ARTICLE}<figure><blockquote><p>Das war ein Fehler.</p><cite>Jens Vogt</cite></blockquote>"
            f"</figure><p>{PROSE[0]}</p></article>",
            "– Jens Vogt",
        ),
        (f"<article>{ARTICLE}<h2><button>Was kostet sie?</button></h2><p>{PROSE[1]}</p></article>", "Was kostet sie?"),
        (
            f"<article>{ARTICLE}<details><summary>Wann wird sie fertig?</summary><p>{PROSE[1]}</p></details></article>",
            "Wann wird sie fertig?",
        ),
        (
            f"<article>{ARTICLE}<blockquote><p>In der Zeitschrift <cite>Das Ufer</cite> stand es.</p></blockquote>",
            "In der Zeitschrift Das Ufer stand es.",
        ),
        (
            f"<article>{ARTICLE}<p>Das <x-tip>Planverfahren</x-tip> dauert <o:p>lange</o:p>.</p></article>",
            "Das Planverfahren dauert lange.",
        ),
        (
            f"<article>{ARTICLE}<blockquote><p>So geht es nicht.</p><footer>Karin Möller im <cite>Boten</cite></footer>"
            "</blockquote></article>",
            "– Karin Möller im Boten",
        ),
    ],
)  # fmt: skip
def test_markup_that_loses_extractors_their_text(body: str, wanted: str) -> None:
    texts = [text for _, text in kinds(page(body, f"<title>{T}</title>"))]
    assert wanted in texts
    assert all(text in texts for text in PROSE)


def test_a_live_ticker_keeps_the_order_of_the_page() -> None:
    entries = "".join(
        f"<div class=entry><span>18:{m} Uhr</span><h3>Lage um {m}</h3><p>{text}</p></div>"
        for m, text in zip((50, 40, 30), PROSE, strict=True)
    )
    found = kinds(page(f"<main><h1>{T}</h1><p>Im Rat geht es heute hoch her, und alle reden mit.</p>{entries}</main>"))
    assert [text for kind, text in found if kind in ("title", "heading")] == [
        T,
        "Lage um 50",
        "Lage um 40",
        "Lage um 30",
    ]
    assert [found.index(("paragraph", text)) for text in PROSE] == sorted(found.index(("paragraph", t)) for t in PROSE)


def test_teasers_above_the_headline_are_not_the_article() -> None:
    teaser = (
        "<article><h3>Freibad öffnet im Mai</h3><p>Das Freibad öffnet am ersten Mai und kostet wieder Eintritt.</p>"
    )
    found = page(
        f"<div>{teaser}</article></div><main><article>{ARTICLE}</article></main>", f"<title>{T} | Bote</title>"
    )
    assert found.title == T
    assert "Freibad" not in found.text


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            f"<title>{T} - Bote</title>",
            f"<header><h1><a>Bote</a></h1></header><div><h2>{T}</h2>{paragraphs(*PROSE)}</div>",
        ),
        (f"<title>{T} - Lokales - Bote</title><meta property=og:title content='{T}'>", paragraphs(*PROSE)),
        ("", ARTICLE),
        (f"<title>{T}</title>", f"<h1><span>Rat</span> <span>beschließt</span> Brücke</h1>{paragraphs(*PROSE)}"),
    ],
)
def test_the_headline_is_found(head: str, body: str) -> None:
    if "Bote</a>" in body:
        head += f"<meta property=og:title content='{T}'>"
    assert page(body, head).title == T


def test_a_kicker_does_not_run_into_the_headline() -> None:
    found = page(f"<article><h1><span>Verkehr:</span><span>{T}</span></h1>{paragraphs(*PROSE)}</article>", "")
    assert found.title == f"Verkehr: {T}"


def test_numbers_of_lists_and_lines_of_code_are_the_pages() -> None:
    body = ARTICLE + "<ol start=5><li>Fünftens so.<li value=9>Neuntens so.</ol><pre>eins<br>zwei</pre>"
    blocks = page(body).blocks
    assert [b.list_marker for b in blocks if b.kind is BlockKind.LIST_ITEM] == ["5.", "9."]
    assert [b.text for b in blocks if b.kind is BlockKind.CODE] == ["eins\nzwei"]


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


def test_pages_do_not_add_to_the_loggers_of_the_libraries() -> None:
    page(paragraphs(*PROSE))
    handlers = [list(logging.getLogger(name).handlers) for name in ("trafilatura", "justext")]
    for _ in range(3):
        page(paragraphs(*PROSE))
    assert [list(logging.getLogger(name).handlers) for name in ("trafilatura", "justext")] == handlers
    assert all(handlers)


def test_odd_pages_leave_standard_error_alone(capsys: pytest.CaptureFixture[str]) -> None:
    page("<p>kurz</p>")
    page("<table><tr><td><table></p></b>" + paragraphs(*PROSE))
    captured = capsys.readouterr()
    assert captured.err == captured.out == ""


def test_a_headline_that_is_a_table_row_or_a_list_item_becomes_the_title() -> None:
    for top in (f"<table><tr><td>Rat beschließt</td><td>{T}</td></tr></table>", f"<ul><li>{T}</li></ul>"):
        found = page(
            top + paragraphs(*PROSE), f"<title>Rat beschließt {T}</title>" if "table" in top else f"<title>{T}</title>"
        )
        assert T in found.title
