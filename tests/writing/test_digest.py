"""The digest: order, links that lead to files, escaping, and pages of nothing, of failures and of very many."""

from __future__ import annotations

import base64
import hashlib
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.growth import MAX_GROWTH, growth
from tests.places import ROOT
from tests.writing.builders import SENTENCES, Page, as_page, flat
from translate_summarize.writing.digest.entries import Digest, DigestEntry
from translate_summarize.writing.digest.html import render_html
from translate_summarize.writing.digest.markdown import render_markdown

SIGNATURE = "translate-summarize:0.1.0|model:pocket@c0ffeec0ffee|engine:ctranslate2-int8|beam:4"
BRIDGE = DigestEntry(
    "stadt/2024", "bruecke.html", "The bridge is closed", "Die Brücke ist zu", "It needs new bolts. Until May.",
    "ein/stadt/bruecke.txt", "stadt/2024/bruecke.html", 1200, 6, 2, modified=50.0,
)  # fmt: skip
MARKET = replace(
    BRIDGE, name="markt.html", title="The market moves", source_title="Der Markt zieht um", brief="It moves on Monday.",
    source="ein/stadt/markt.txt", translation="stadt/2024/markt.html", words=300, brief_words=4, doubtful=0,
    modified=70.0,
)  # fmt: skip
RIVER = replace(MARKET, folder="", name="fluss.html", title="A river", translation="fluss.html", modified=60.0)
BROKEN = DigestEntry("", "leer", "", "", "", "ein/leer.txt", "", 0, 0, 0, error="ein/leer.txt: is empty; write into it")
DIGEST = Digest((BRIDGE, RIVER, BROKEN, MARKET), SIGNATURE)
ODD_NAMES = [
    "mit leer  zeichen.html", "über Öl.html", "u\u0308ber.html", "#1.html", "100%.html", "%20.html", "was?.html",
    "'a' \"b\" `c`.html", "zwei\nzeilen.html", "🙂.html", "a:b.html", "javascript:alert(1)", "rück\\wärts.html",
    "[x](y).html", "a)b(c.html", "<b>.html", "&amp;.html", " rand.html", "*s*_t_.html", "ende\\",
    os.fsdecode(b"b\xff.html"),
]  # fmt: skip


def pages(digest: Digest) -> dict[str, Page]:
    return {"html": Page(render_html(digest)), "markdown": as_page(render_markdown(digest))}


def hrefs(page: Page) -> list[str]:
    """Addresses of files that the page links."""
    return [a["href"] or "" for a in page.all("a") if "href" in a and not (a["href"] or "").startswith("#")]


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_markdown_of_several_folders() -> None:
    assert render_markdown(DIGEST) == (
        "# Press review: 3 articles\n\n"
        "1,800 words · 2 doubtful sentences · 1 failed\n\n"
        "## Contents\n\n"
        "- [stadt/2024](#folder-1) (2 articles)\n"
        "- [Top folder](#folder-2) (1 article)\n"
        "- [Failed](#failed) (1)\n\n"
        '## <a id="folder-1"></a>stadt/2024\n\n'
        "### [The market moves](stadt/2024/markt.html)\n\n"
        "It moves on Monday.\n\n"
        "*Source: Der Markt zieht um · `ein/stadt/markt.txt` · 300 words (brief: 4)*\n\n"
        "### [The bridge is closed](stadt/2024/bruecke.html)\n\n"
        "It needs new bolts. Until May.\n\n"
        "*Source: Die Brücke ist zu · `ein/stadt/bruecke.txt` · 1,200 words (brief: 6) · 2 doubtful sentences*\n\n"
        '## <a id="folder-2"></a>Top folder\n\n'
        "### [A river](fluss.html)\n\n"
        "It moves on Monday.\n\n"
        "*Source: Der Markt zieht um · `ein/stadt/markt.txt` · 300 words (brief: 4)*\n\n"
        '## <a id="failed"></a>Failed\n\n'
        "- `ein/leer.txt`: is empty; write into it\n\n"
        f"---\n\n*Translated by* `{SIGNATURE}`\n"
    )


def test_html_is_one_accessible_page_that_loads_nothing() -> None:
    source = render_html(DIGEST)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert page.all("html") == [{"lang": "en"}]
    assert page.text("title") == page.text("h1") == "Press review: 3 articles"
    assert [len(page.all(tag)) for tag in ("h1", "main", "header", "nav", "article")] == [1, 1, 1, 1, 3]
    assert page.with_class("skip")[0]["href"] == "#main"
    assert not {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe", "object"}
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        assert "style" not in attributes
        assert attributes.get("aria-labelledby") in {None, *ids}
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids
    style = re.search(r"<style>(.*)</style>", source, re.DOTALL)
    assert style is not None
    assert "@media print" in style[1]
    assert "url(" not in style[1]
    hashed = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{hashed}';" in source
    # No heading level is left out, so that the outline can be walked.
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 3, 3, 2, 3, 2]


def test_html_says_what_markdown_says() -> None:
    page = Page(render_html(DIGEST))
    text = page.text("main")
    assert page.text("header").endswith("1,800 words · 2 doubtful sentences · 1 failed")
    assert "It needs new bolts. Until May. Source: Die Brücke ist zu · ein/stadt/bruecke.txt · 1,200 words" in text
    assert "1,200 words (brief: 6) · 2 doubtful sentences" in text
    assert text.endswith("Failed ein/leer.txt: is empty; write into it")
    assert SIGNATURE in page.text("footer")
    assert {"lang": "de"} in page.all("cite")


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_newest_folder_first_and_newest_article_first_in_it(name: str) -> None:
    titles = [("alt", "A", 1.0), ("neu", "B", 2.0), ("neu", "C", 9.0), ("mitte", "D", 5.0), ("mitte", "E", 3.0)]
    entries = tuple(
        replace(MARKET, folder=f, name=t, title=f"Title {t}", translation=f"{f}/{t}", modified=m) for f, t, m in titles
    )
    # A failure makes no folder newer.
    digest = Digest((*entries, replace(BROKEN, folder="alt", modified=99.0)), "")
    text = flat("".join(data for tags, data in pages(digest)[name].pieces if "nav" not in tags and "head" not in tags))
    assert in_order(text, "Title C", "Title B", "Title D", "Title E", "Title A")
    contents = pages(digest)[name].text("nav" if name == "html" else "ul")
    assert in_order(contents, "neu", "mitte", "alt", "Failed")


@pytest.mark.parametrize("form", [render_markdown, render_html])
def test_order_of_the_entries_given_does_not_matter(form: object) -> None:
    assert callable(form)
    same_age = [replace(MARKET, name=f"{i}.html", translation=f"{i}.html", folder=f"f{i % 3}") for i in range(9)]
    broken = [replace(BROKEN, name=f"x{i}", source=f"x{i}") for i in range(3)]
    entries = [*same_age, *broken, BRIDGE]
    wanted = form(Digest(tuple(entries), ""))
    for seed in range(5):
        random.Random(seed).shuffle(entries)
        assert form(Digest(tuple(entries), "")) == wanted


def test_equal_digests_make_equal_pages_in_every_process() -> None:
    code = (
        "import sys; from tests.writing.test_digest import *;"
        "sys.stdout.buffer.write((render_html(DIGEST) + render_markdown(DIGEST)).encode())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert made == {(render_html(DIGEST) + render_markdown(DIGEST)).encode()}


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_links_lead_to_the_files(name: str, tmp_path: Path) -> None:
    out = tmp_path / "aus"
    entries = []
    for number, odd in enumerate(ODD_NAMES):
        translation = out / f"o {number}#" / odd
        source = tmp_path / "ein" / odd
        for path in (translation, source):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{number} {path.parent.name}", encoding="utf-8")
        entries.append(
            replace(
                MARKET, folder=f"o {number}#", name=odd, title=f"Title {number}.", source=str(odd), source_title="",
                translation=f"o {number}#/{odd}", source_link=f"../ein/{odd}", modified=-float(number),
            )
        )  # fmt: skip
    page = pages(Digest(tuple(entries), ""))[name]
    base = out.as_uri() + "/digest.html"
    found = []
    for href in hrefs(page):
        address = urlsplit(urljoin(base, href))
        assert (address.scheme, address.netloc, address.query, address.fragment) == ("file", "", "", "")
        found.append(Path(os.fsdecode(unquote_to_bytes(address.path))).read_text(encoding="utf-8"))
    assert found == [text for i in range(len(ODD_NAMES)) for text in (f"{i} o {i}#", f"{i} ein")]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_every_folder_of_the_contents_is_there(name: str) -> None:
    page = pages(DIGEST)[name]
    wanted = {a["href"] for a in page.all("a") if (a.get("href") or "").startswith("#")} - {"#main"}
    assert {"#folder-1", "#folder-2", "#failed"} <= wanted
    assert wanted <= {f"#{a['id']}" for _, a in page.elements if "id" in a}


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_one_folder_needs_no_list_of_folders(name: str) -> None:
    one = replace(DIGEST, entries=(RIVER,))
    text = pages(one)[name].text()
    assert "Contents" not in text
    assert "Top folder" not in text
    assert in_order(text, "1 article ", "Articles", "A river")
    page = pages(replace(one, entries=(BRIDGE, MARKET)))["html"]
    assert page.text("nav") == "Contents stadt/2024 2 articles The market moves The bridge is closed"


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_digest_of_nothing(name: str) -> None:
    page = pages(Digest((), ""))[name]
    assert page.text("h1") == "Press review: 0 articles"
    assert "0 words · 0 doubtful sentences · 0 failed" in page.text()
    assert not page.all("h2")
    assert not page.all("article")
    # What is not known is left out.
    assert "ranslat" not in page.text()


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_digest_of_failures_only(name: str) -> None:
    other = replace(BROKEN, source="ein/bild.txt", name="bild", error="no prefix:\nsecond <line>")
    page = pages(Digest((BROKEN, other), ""))[name]
    assert page.text("h1") == "Press review: 0 articles"
    assert "0 words · 0 doubtful sentences · 2 failed" in page.text()
    assert not page.all("h3")
    items = [flat(item) for item in "".join(d for t, d in page.pieces if "li" in t and "nav" not in t).split("ein/")]
    assert items == ["", "bild.txt: no prefix: second <line>", "leer.txt: is empty; write into it"]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_an_article_without_english_title_goes_by_its_german_one_or_its_name(name: str) -> None:
    german, nameless = replace(BRIDGE, title=" "), replace(BRIDGE, title="", source_title="\n", name="x.html")
    page = pages(replace(DIGEST, entries=(german,)))[name]
    assert page.text("h3") == "Die Brücke ist zu"
    assert page.text().count("Die Brücke ist zu") == 1
    assert pages(replace(DIGEST, entries=(nameless,)))[name].text("h3") == "x.html"
    assert Page(render_html(replace(DIGEST, entries=(german,)))).all("h3") == [{"id": "title-1", "lang": "de"}]
    assert "lang" not in Page(render_html(replace(DIGEST, entries=(nameless,)))).all("h3")[0]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_article_without_brief_or_translation(name: str) -> None:
    page = pages(replace(DIGEST, entries=(replace(MARKET, brief="", brief_words=0, translation=""),)))[name]
    assert page.text("h3") == "The market moves"
    assert hrefs(page) == []
    assert "(brief" not in page.text()


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_no_link_stands_within_a_link(name: str) -> None:
    title = "See https://example.org/a_b_ and [x](y) ]now]"
    page = pages(replace(DIGEST, entries=(replace(MARKET, title=title, brief="At https://example.org/~x."),)))[name]
    assert page.text("h3") == title
    assert hrefs(page) == ["stadt/2024/markt.html", "https://example.org/~x"]
    code = pages(replace(DIGEST, entries=(replace(MARKET, title="The `](x)` operator"),)))[name]
    assert code.text("h3") == "The ](x) operator"
    assert hrefs(code) == ["stadt/2024/markt.html"]


LINES = SENTENCES | st.sampled_from(
    ["\ud800", "\udcff", "a\nb", "\x00", "\u2028", "javascript:alert(1)", "//x.de/y", ""]
)


@st.composite
def entries(draw: st.DrawFn) -> DigestEntry:
    texts = [draw(LINES) for _ in range(7)]
    return DigestEntry(
        texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6],
        draw(st.integers(0, 10**6)), draw(st.integers(0, 99)), draw(st.integers(0, 3)),
        draw(st.just("") | LINES), draw(st.floats(-1e9, 1e10)),
    )  # fmt: skip


def shown(text: str) -> str:
    """The text as a page can show it."""
    line = " ".join(part.strip(" \t") for part in text.splitlines())
    return flat(re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "\ufffd", line).encode("utf-8", "backslashreplace").decode())


@settings(max_examples=200, deadline=None)
@given(st.lists(entries(), max_size=4), LINES)
@example([replace(BRIDGE, folder="</h2><script>", title="</h3>]](x) #", brief="1. # \\")], "")
def test_no_text_is_lost_and_none_becomes_markup(some: list[DigestEntry], signature: str) -> None:
    digest = Digest(tuple(some), signature)
    for name, page in pages(digest).items():
        text = page.text()
        for entry in digest.done:
            for wanted in (entry.title, entry.brief, entry.source_title, entry.source, entry.folder):
                assert shown(wanted) in text
        for entry in digest.failed:
            assert shown(entry.reason) in text
        assert shown(signature) in text
        assert len(page.all("h3")) == len(digest.done)
        assert not {tag for tag, _ in page.elements} & {"script", "b", "img", "blockquote", "table", "pre", "s"}, name
        ids = [a["id"] for _, a in page.elements if "id" in a]
        assert len(ids) == len(set(ids))
        used = {a for _, attributes in page.elements for a in attributes}
        assert not used - {
            "aria-labelledby", "charset", "class", "content", "href", "http-equiv", "id", "lang", "name", "open",
            "rel", "translate",
        }  # fmt: skip
        for a in page.all("a"):
            assert not re.match(r"(?!https?:)[a-z]+:", a.get("href") or "")
    assert (render_html(digest) + render_markdown(digest)).encode("utf-8")


def test_time_grows_with_the_number_of_articles() -> None:
    chance = random.Random(7)
    many = tuple(
        replace(
            BRIDGE, folder=f"ordner {chance.randrange(150)}", name=f"{i}.html", title=f"Title {i} of an article",
            translation=f"o/{i} .html", modified=chance.random(), brief="This sentence is one of ten. " * 10,
        )
        for i in range(4_000)
    )  # fmt: skip
    for form in (render_html, render_markdown):
        assert growth(form, Digest(many[:1_000], ""), Digest(many, "")) < MAX_GROWTH
    html, markdown = (form(Digest(many, "")) for form in (render_html, render_markdown))
    assert html.count("<article ") == markdown.count("\n### ") == 4_000
    # The lists of titles are closed at first, so that the articles are not pages below.
    assert html.count("<details>") == 150
    assert "<details open>" not in html
