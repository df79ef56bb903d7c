"""Blocks cut into sentences and rebuilt from their hypotheses."""

from __future__ import annotations

import pytest

from tests.fakes import SIGNATURE, FakeSentences
from translate_summarize.article.article import Article, Block, BlockKind, table_row
from translate_summarize.article.flags import Flag
from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.translation.blocks import ArticleSentences
from translate_summarize.translation.translator import Translator


def _translated(english: dict[str, str], *blocks: Block) -> TranslatedArticle:
    return Translator(sentences=FakeSentences(english)).translate(Article("a.txt", blocks))


def _table_row(*cells: str) -> Block:
    return table_row(cells)


def test_a_paragraph_is_joined_from_its_sentences() -> None:
    translated = _translated(
        {"Die Brücke ist alt.": "The bridge is old.", "Neun Schiffe warten.": "Ships wait."},
        Block(BlockKind.PARAGRAPH, "Die Brücke ist alt. Neun Schiffe warten."),
    )
    assert translated.text == "The bridge is old. Ships wait."
    assert [p.flags for p in translated.pairs()] == [(), (Flag.NUMBER,)]


@pytest.mark.parametrize("kind", [BlockKind.CODE, BlockKind.SEPARATOR])
def test_what_is_verbatim_is_not_translated(kind: BlockKind) -> None:
    assert _translated({}, Block(kind, "print('Hallo Welt')")).text == "print('Hallo Welt')"


def test_figures_of_a_table_need_no_model() -> None:
    row = _table_row("3.500,5", "12 %", "03.10.2025", "", "1.200.000 €", "`3,5`")
    assert _translated({}, row).text == "3,500.5 | 12 % | 03.10.2025 |  | 1,200,000 € | `3,5`"


def test_words_of_a_table_are_translated() -> None:
    translated = _translated({"Jahr": "Year", "12.500 Stück": "12,500 pieces"}, _table_row("Jahr", "12.500 Stück"))
    assert translated.text == "Year | 12,500 pieces"


def test_figures_of_a_paragraph_are_not_those_of_a_cell() -> None:
    translated = _translated({"3.500": "3.500"}, Block(BlockKind.PARAGRAPH, "3.500"), _table_row("3.500"))
    assert [b.text for b in translated.blocks] == ["3.500", "3,500"]


@pytest.mark.parametrize(
    ("attribution", "english", "text"),
    [
        ("– Petra Lindner", {}, "– Petra Lindner"),
        ("Petra Lindner", {}, "Petra Lindner"),
        ("– Petra Lindner, Ärztin", {", Ärztin": ", doctor"}, "– Petra Lindner, doctor"),
        ("– eine Anwohnerin", {"eine Anwohnerin": "a resident"}, "– a resident"),
        ("der Sprecher", {"der Sprecher": "the spokesman"}, "the spokesman"),
    ],
)
def test_names_of_an_attribution_are_kept(attribution: str, english: dict[str, str], text: str) -> None:
    translated = _translated(english, Block(BlockKind.ATTRIBUTION, attribution))
    assert translated.text == text
    assert [p.source for p in translated.pairs()] == [attribution]


def test_a_role_in_a_line_and_on_a_line_of_its_own_are_two_sentences() -> None:
    sentences = FakeSentences({", Ärztin": ", doctor", "Ärztin": "Doctor"})
    article = Article(
        "a.txt", (Block(BlockKind.HEADING, "Ärztin"), Block(BlockKind.ATTRIBUTION, "– Petra Lindner, Ärztin"))
    )
    assert Translator(sentences=sentences).translate(article).text == "Doctor\n\n– Petra Lindner, doctor"
    assert sentences.asked == [["Ärztin", ", Ärztin"]]


def test_furniture_is_left_out_unless_all_is_furniture() -> None:
    furniture = Block(BlockKind.PARAGRAPH, "Schreibe einen Kommentar", furniture="comment form")
    text = Block(BlockKind.PARAGRAPH, "Ja.")
    english = {"Ja.": "Yes.", "Schreibe einen Kommentar": "Write a comment"}
    assert [b.left_out for b in _translated(english, text, furniture).blocks] == [False, True]
    assert _translated(english, furniture).text == "Write a comment"


def test_a_missing_hypothesis_is_an_error() -> None:
    sentences = ArticleSentences(Article("a.txt", (Block(BlockKind.PARAGRAPH, "Ja."),)), keep_all=False)
    with pytest.raises(KeyError):
        sentences.fill({}, SIGNATURE)
