"""No text is lost in any format, and none is taken for markup."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.writing.builders import (
    WORDS,
    K,
    Page,
    article,
    as_page,
    block,
    documents,
    explained,
    flat,
)
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.article.flags import Flag
from translate_summarize.article.translation import SentencePair
from translate_summarize.formats import render
from translate_summarize.writing.document import Document


def expected(document: Document) -> list[str]:
    """Every sentence that must be found in the document."""
    wanted = [s.text for s in document.brief.sentences] if document.brief else []
    if document.with_translation:
        for b in document.translated.kept_blocks:
            if b.block.kind is K.SEPARATOR:
                continue
            wanted += [p.target for p in b.pairs]
            if document.bilingual:
                wanted += [p.source for p in b.pairs]
    return [flat(sentence) for sentence in wanted]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_text(document: Document) -> None:
    text = flat(render(document, "text"))
    for sentence in expected(document):
        assert sentence in text


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_markdown(document: Document) -> None:
    page = as_page(render(document, "markdown"))
    for sentence in expected(document):
        assert sentence in page.text()


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_html_and_none_becomes_markup(document: Document) -> None:
    page = Page(render(document, "html"))
    text = page.text()
    for sentence in expected(document):
        assert sentence in text
    assert not {tag for tag, _ in page.elements} & {"script", "b"}
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        href = link["href"] or ""
        assert href.startswith(("https://", "http://")) or href[1:] in ids


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="`")))
@example('<script>alert("x")</script>&lt;\'')
@example("\x00\x0b\x1b[0m")
def test_html_escapes_any_text_wherever_it_stands(text: str) -> None:
    pair = SentencePair(text, text, (Flag.NUMBER,))
    whole = article(block(K.TITLE, pair), block(K.CODE, pair, code_language=text), source=text or "x")
    brief = explained(Brief((BriefSentence(text, 0, 0, (text,)),), text, text, text))
    source = render(Document(whole, brief, bilingual=True), "html")
    page = Page(source)
    assert not page.all("script")
    shown = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85]|\s", "", text)
    found = re.sub(r"[\ufffd\x0c\x85]|\s", "", "".join(d for tags, d in page.pieces if "pre" in tags))
    assert found == shown.replace("\ufffd", "")
    assert not {a for _, attributes in page.elements for a in attributes} - {
        "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "data-n", "href",
        "height", "http-equiv", "id", "lang", "name", "preserveaspectratio", "rel", "tabindex", "title", "translate",
        "viewbox", "width",
    }  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | st.sampled_from(["`", "``", "`x`", " "]), min_size=1, max_size=10).map("".join))
@example("Haus` Haus `")
@example("`` `x` ``")
@example("www.example.org&amp;")
@example("https://example.org&amp; https://example.org/?a=1&b=2")
def test_markdown_and_html_agree_on_code(line: str) -> None:
    document = Document(article(block(K.PARAGRAPH, ("Quelle", line))))
    html = Page(render(document, "html"))
    assert html.text("article") in as_page(render(document, "markdown")).text()
