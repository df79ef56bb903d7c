"""The brief of a translation or a text: its length, its order and what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.errors import UsageError
from translate_summarize.summary.features import FEATURES
from translate_summarize.summary.readability import refers_back
from translate_summarize.summary.summarize import summarize

NEWS = """The city council of Bonn has approved a new tram line to the northern suburbs.

The line will cost 120 million euros and open in 2031. It is to carry 18,000 passengers a day.
Residents of the northern suburbs have waited for a tram line since 1974.

However, the opposition calls the tram line too expensive. The council rejected a cheaper bus line in May.
"That is a disgrace."

A federal grant pays for two thirds of the tram line. Work on the first bridge begins in spring.
"""


def _translated(*blocks: tuple[BlockKind, list[str], str]) -> TranslatedArticle:
    source = tuple(Block(kind, " ".join(texts), furniture=furniture) for kind, texts, furniture in blocks)
    done = tuple(
        TranslatedBlock(b, tuple(SentencePair(f"DE {t}", t) for t in texts))
        for b, (_, texts, _) in zip(source, blocks, strict=True)
    )
    return TranslatedArticle(Article("a.txt", source), done, Signature("1", "m", "0" * 64, "e", "int8", 4))


def test_three_sentences_in_source_order() -> None:
    brief = summarize(NEWS)
    assert len(brief.sentences) == 3
    places = [NEWS.index(s.text) for s in brief.sentences]
    assert places == sorted(places)
    assert str(brief).startswith("The city council of Bonn")
    assert "\n" not in str(brief)


@pytest.mark.parametrize("sentences", range(1, 10))
def test_no_dangling_opening(sentences: int) -> None:
    everything = [s.text for s in summarize(NEWS, sentences=99).sentences]
    chosen = [s.text for s in summarize(NEWS, sentences=sentences).sentences]
    for text in chosen:
        if refers_back(text):
            assert everything[everything.index(text) - 1] in chosen


def test_no_bare_quote() -> None:
    assert "disgrace" not in str(summarize(NEWS, sentences=6))


@pytest.mark.parametrize("words", [5, 12, 20, 40, 80])
def test_word_budget(words: int) -> None:
    assert 0 < len(str(summarize(NEWS, words=words)).replace("…", "").split()) <= words


def test_short_article_is_returned_whole() -> None:
    text = "One bridge fell. Nobody was hurt."
    assert str(summarize(text)) == text


def test_furniture_headings_attributions_stay_out() -> None:
    article = _translated(
        (BlockKind.TITLE, ["Bridge falls"], ""),
        (BlockKind.PARAGRAPH, ["The old bridge fell into the river on Monday."], ""),
        (BlockKind.HEADING, ["The bridge and its old sorrows."], ""),
        (BlockKind.QUOTE, ["The bridge was old and everybody knew it."], ""),
        (BlockKind.ATTRIBUTION, ["– Jane Doe, engineer of the bridge."], ""),
        (BlockKind.PARAGRAPH, ["Nobody was hurt when the bridge fell.", "Police closed both banks."], ""),
        (BlockKind.CODE, ["bridge = None."], ""),
        (BlockKind.PARAGRAPH, ["Write a comment about the bridge that fell on Monday."], "comment form"),
        (BlockKind.PARAGRAPH, ["Traffic is sent over the northern bridge until spring."], ""),
    )
    brief = summarize(article, sentences=4)
    assert {s.block for s in brief.sentences} == {1, 5, 8}
    assert brief.title == brief.source_title == "Bridge falls"
    assert brief.path == "a.txt"
    for sentence in brief.sentences:
        assert article.blocks[sentence.block].pairs[sentence.pair].target == sentence.text


def test_article_of_headings_still_says_something() -> None:
    article = _translated((BlockKind.TITLE, ["Bridge falls"], ""), (BlockKind.HEADING, ["Nobody hurt"], ""))
    assert str(summarize(article)) == "Bridge falls Nobody hurt"


def test_repetition_is_taken_once() -> None:
    text = "\n\n".join(["The bridge fell on Monday."] * 20 + ["A new bridge will be built in the spring."])
    assert str(summarize(text, sentences=2)).count("fell on Monday") == 1


def test_empty_text() -> None:
    assert str(summarize("")) == ""


@pytest.mark.parametrize("arguments", [{"sentences": 0}, {"words": 0}])
def test_impossible_length(arguments: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        summarize(NEWS, **arguments)


def test_one_sentence() -> None:
    assert str(summarize("The bridge fell on Monday.")) == "The bridge fell on Monday."


def test_two_hundred_lines_of_one_word() -> None:
    text = "\n\n".join(f"Word{i}" for i in range(200))
    assert summarize(text).sentences == ()
    text = "\n\n".join(f"Word{i}." for i in range(200))
    assert 0 < len(summarize(text).sentences) <= 3


def test_same_sentence_fifty_times() -> None:
    assert str(summarize("\n\n".join(["The bridge fell on Monday."] * 50))) == "The bridge fell on Monday."


def test_explanation_names_reasons_and_hindrances() -> None:
    explanation = summarize(NEWS, sentences=1, explain=True).explanation
    assert explanation is not None
    assert [name for name, _ in explanation.weights] == list(FEATURES)
    assert [s.number for s in explanation.sentences].count(1) == 1
    assert all([name for name, _ in s.reasons] == list(FEATURES) for s in explanation.sentences)
    notes = {s.text: s.note for s in explanation.sentences}
    assert notes['"That is a disgrace."'] == "quotation without its speaker"
    assert summarize(NEWS).explanation is None


@given(st.lists(st.text(alphabet="abc XYZ.!?\n\"'", max_size=60), max_size=12), st.integers(1, 5))
def test_any_text(paragraphs: list[str], sentences: int) -> None:
    assert len(summarize("\n\n".join(paragraphs), sentences).sentences) <= sentences
