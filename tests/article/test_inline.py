"""Code and addresses within a line, by the one grammar that readers, translation and writers share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.builders import WORDS, K, Page, article, as_page, block
from translate_summarize.article.inline import PieceKind, is_address, pieces
from translate_summarize.formats import render
from translate_summarize.reading.text.wrapping import join_lines
from translate_summarize.translation.protection import find_protected
from translate_summarize.writing.document import Document

LINES = st.lists(
    WORDS | st.sampled_from(["`", "``", "`x`", " ", "#", "HTTPS://", "www.a", "(", ")", "{", "}"]), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(LINES.map("".join))
def test_pieces_joined_are_the_line(line: str) -> None:
    cut = list(pieces(line))
    assert "".join(piece.raw for piece in cut) == line
    for piece in cut:
        assert piece.text
        assert piece.target.lower().startswith(("http://", "https://")) or not piece.target
        assert piece.kind is PieceKind.ADDRESS or not piece.target


@settings(max_examples=300, deadline=None)
@given(LINES.map(" ".join))
def test_code_and_addresses_are_protected_from_the_model(line: str) -> None:
    spans = find_protected(line)
    start = 0
    for piece in pieces(line):
        end = start + len(piece.raw)
        if piece.kind is not PieceKind.TEXT and "<" not in line and "[" not in line and "@" not in line:
            assert any(a <= start and end <= b for a, b in spans), piece
        start = end


@pytest.mark.parametrize(
    ("line", "address", "target"),
    [
        ("Siehe HTTPS://EXAMPLE.org/x.", "HTTPS://EXAMPLE.org/x", "HTTPS://EXAMPLE.org/x"),
        ("Siehe www.example.org/a, bitte.", "www.example.org/a", "http://www.example.org/a"),
        ("Siehe WWW.Example.ORG!", "WWW.Example.ORG", "http://WWW.Example.ORG"),
        ("Siehe Example.com/Dateien/a.zip.", "Example.com/Dateien/a.zip", ""),
        ("Siehe ftp://example.org/a.", "ftp://example.org/a", ""),
        ("(siehe https://example.org/wiki/Bonn_(Stadt))", "https://example.org/wiki/Bonn_(Stadt)", None),
        ("Die API https://api.example.org/{version}/a?b=c|d.", "https://api.example.org/{version}/a?b=c|d", None),
        ("Rufen Sie ‚https://example.org‘ auf.", "https://example.org", None),
        ("Rufen Sie *https://example.org/~a* auf.", "https://example.org/~a", None),
    ],
)
def test_an_address_is_the_same_to_every_part(line: str, address: str, target: str | None) -> None:
    found = [piece for piece in pieces(line) if piece.kind is PieceKind.ADDRESS]
    assert [(piece.raw, piece.target) for piece in found] == [(address, address if target is None else target)]
    assert [line[a:b] for a, b in find_protected(line)] == [address]
    assert is_address(address)
    document = Document(article(block(K.PARAGRAPH, ("Quelle", line))))
    page, markdown = Page(render(document, "html")), as_page(render(document, "markdown"))
    links = [a["href"] for a in page.all("a") if a.get("class") != "skip"]
    assert links == ([found[0].target] if found[0].target else [])
    assert line.replace("*", "") in page.text("article").replace("*", "")
    assert line.replace("*", "") in markdown.text().replace("*", "")


@pytest.mark.parametrize("line", ["www. ist kurz", "https:// allein", "http://", "www.…", "Er kam.Danach ging er."])
def test_what_only_looks_like_an_address_is_text(line: str) -> None:
    assert [piece.kind for piece in pieces(line)] == [PieceKind.TEXT]
    assert not is_address(line)


@pytest.mark.parametrize("start", ["https://example.org/der-", "HTTPS://EXAMPLE.org/der-", "(www.der-"])
def test_an_address_broken_at_its_hyphen_keeps_it(start: str) -> None:
    assert join_lines([f"Mehr auf {start}", "plan steht bereit."]) == f"Mehr auf {start}plan steht bereit."


@pytest.mark.parametrize("line", ["https://a.de/" + ")" * 200_000, "www.a" + "." * 200_000, "`" * 50_000 + " x"])
def test_long_lines_are_cut(line: str) -> None:
    assert "".join(piece.raw for piece in pieces(line)) == line
