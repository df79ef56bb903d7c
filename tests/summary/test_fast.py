"""The fast brief: chosen in German, only the chosen sentences translated, each in its own block."""

from __future__ import annotations

import pytest

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.errors import UsageError
from translate_summarize.summary.fast import brief_before_translation
from translate_summarize.translation.translator import Translator

K = BlockKind
ARTICLE = Article(
    "a.txt",
    (
        Block(K.TITLE, "Bonn baut eine Stadtbahn"),
        Block(
            K.PARAGRAPH,
            "Berlin (dpa) - Der Stadtrat von Bonn hat am Montag eine neue Stadtbahn beschlossen. "
            "Sie kostet 120 Millionen Euro.",
        ),
        Block(K.HEADING, "Kritik"),
        Block(K.PARAGRAPH, "Schreiben Sie einen Kommentar zur Stadtbahn in Bonn.", furniture="comment form"),
        Block(K.PARAGRAPH, "Allerdings hält die Opposition die Stadtbahn für zu teuer. Der Bund zahlt zwei Drittel."),
        Block(K.LIST_ITEM, "3 Eier"),
        Block(K.PARAGRAPH, "Der Bau der ersten Brücke beginnt im Mai. „Das ist eine Schande.“"),
    ),
)


def test_only_chosen_sentences_are_translated_in_their_own_blocks(translator: Translator) -> None:
    fast = brief_before_translation(ARTICLE, translator, 2)
    assert fast.translated.article is ARTICLE
    assert [b.block for b in fast.translated.blocks] == list(ARTICLE.blocks)
    translated = {
        (b, p) for b, block in enumerate(fast.translated.blocks) for p, pair in enumerate(block.pairs) if pair.target
    }
    assert translated == {(0, 0)} | {(s.block, s.pair) for s in fast.brief.sentences}
    assert [b.left_out for b in fast.translated.blocks] == [bool(b.furniture) for b in ARTICLE.blocks]
    assert fast.brief.title == fast.translated.title != ARTICLE.title
    assert fast.brief.source_title == ARTICLE.title


def test_german_rules_hold(translator: Translator) -> None:
    for sentences in range(1, 6):
        fast = brief_before_translation(ARTICLE, translator, sentences)
        places = [(s.block, s.pair) for s in fast.brief.sentences]
        assert places == sorted(places)
        assert len(places) <= sentences
        assert (4, 0) not in places or sentences == 5  # "Allerdings"
        assert (6, 1) not in places or sentences == 5  # nobody says the quotation
        assert (1, 1) not in places or (1, 0) in places  # "Sie"
        assert "dpa" not in str(fast.brief)


def test_explanation_is_in_german(translator: Translator) -> None:
    fast = brief_before_translation(ARTICLE, translator, 6, explain=True)
    assert fast.brief.explanation is not None
    assert fast.brief.explanation.language == "de"
    assert {s.block for s in fast.brief.explanation.sentences} == {1, 4, 6}


@pytest.mark.parametrize("words", [1, 4, 10, 25, 60])
def test_words(translator: Translator, words: int) -> None:
    brief = str(brief_before_translation(ARTICLE, translator, words=words).brief)
    assert 0 < len(brief.replace("…", "").split()) <= words


def test_article_without_sentences(translator: Translator) -> None:
    article = Article("b.txt", (Block(K.TITLE, "Brücke eingestürzt"), Block(K.HEADING, "Niemand verletzt")))
    assert str(brief_before_translation(article, translator).brief)
    assert str(brief_before_translation(Article("c.txt", ()), translator).brief) == ""


def test_impossible_length(translator: Translator) -> None:
    with pytest.raises(UsageError):
        brief_before_translation(ARTICLE, translator, ratio=2.0)
