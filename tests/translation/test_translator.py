"""The translator: structure, memory, nothing lost; and with the real model what holds whatever the model says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import SIGNATURE, FakeSentences
from translate_summarize.article.article import Article, Block, BlockKind, table_row
from translate_summarize.article.flags import Flag
from translate_summarize.errors import UsageError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.units import MemoryUnit
from translate_summarize.translation import translator as translator_module
from translate_summarize.translation.protection import find_protected
from translate_summarize.translation.translator import Translator

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _article(*blocks: Block) -> Article:
    return Article("test.txt", blocks)


# --- with a fake model


def test_structure_is_kept() -> None:
    article = _article(
        Block(BlockKind.TITLE, "Stadt baut neue Brücke"),
        Block(BlockKind.PARAGRAPH, "Die Stadt baut eine Brücke. Sie kostet 3,5 Millionen Euro."),
        Block(BlockKind.HEADING, "Kritik der Anwohner", level=2),
        Block(BlockKind.QUOTE, "Wir wollen Ruhe."),
        Block(BlockKind.ATTRIBUTION, "– Petra Lindner, Sprecherin der Anwohner"),
        Block(BlockKind.LIST_ITEM, "Der Bau beginnt im Mai."),
        table_row(["Jahr", "Kosten"]),
        Block(BlockKind.CODE, "print('Hallo Welt')"),
        Block(BlockKind.SEPARATOR, "---"),
        Block(BlockKind.PARAGRAPH, "Schreibe einen Kommentar", furniture="comment form"),
    )
    translator = Translator(sentences=FakeSentences(str.upper))
    translated = translator.translate(article)
    assert [b.block for b in translated.blocks] == list(article.blocks)
    assert [len(b.pairs) for b in translated.blocks] == [1, 2, 1, 1, 1, 1, 2, 1, 1, 0]
    assert translated.title == "STADT BAUT NEUE BRÜCKE"
    assert translated.blocks[1].text == "DIE STADT BAUT EINE BRÜCKE. SIE KOSTET 3,5 MILLIONEN EURO."
    assert translated.blocks[7].text == "print('Hallo Welt')"
    assert translated.signature == SIGNATURE
    assert translator.translate(article, keep_all=True).blocks[9].text == "SCHREIBE EINEN KOMMENTAR"


def test_repeated_sentences_are_translated_once() -> None:
    sentences = FakeSentences()
    translator = Translator(sentences=sentences)
    articles = [_article(Block(BlockKind.PARAGRAPH, "Ja. Nein. Ja.")), _article(Block(BlockKind.PARAGRAPH, "Nein."))]
    assert [a.text for a in translator.translate_all(articles)] == ["Ja. Nein. Ja.", "Nein."]
    assert translator.translate_sentences(["Ja.", "Ja."]) == ["Ja.", "Ja."]
    assert sentences.asked == [["Ja.", "Nein."], ["Ja."]]


def test_many_sentences_are_translated_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translator_module, "CHUNK_SENTENCES", 2)
    sentences = FakeSentences(str.upper)
    assert Translator(sentences=sentences).translate_sentences(list("abcde")) == list("ABCDE")
    assert sentences.asked == [["a", "b"], ["c", "d"], ["e"]]


def test_the_memory_is_asked_first(tmp_path: Path) -> None:
    with TranslationMemory(tmp_path / "memory.sqlite") as memory:
        memory.merge(lambda: [MemoryUnit("Die Brücke ist alt.", "the bridge has aged")])
        sentences = FakeSentences({"Neun Schiffe warten.": "Ships wait.", "Ja.": "Yes."})
        translator = Translator(sentences=sentences, memory=memory)
        article = _article(Block(BlockKind.PARAGRAPH, "Die Brücke ist alt. Neun Schiffe warten."))
        first = translator.translate(article)
        assert translator.translate(article) == first
        assert translator.translate_sentences(["Ja.", "Neun Schiffe warten."]) == ["Yes.", "Ships wait."]
    assert first.text == "the bridge has aged Ships wait."  # a person's text stays as it is
    assert [p.flags for p in first.pairs()] == [(), (Flag.NUMBER,)]
    assert sentences.asked == [["Neun Schiffe warten."], ["Ja."]]


def test_another_model_does_not_get_the_memory_of_this_one(tmp_path: Path) -> None:
    with TranslationMemory(tmp_path / "memory.sqlite") as memory:
        Translator(sentences=FakeSentences(str.upper), memory=memory).translate_sentences(["Ja."])
        other = FakeSentences(str.lower, signature=replace(SIGNATURE, model_hash="1" * 64))
        assert Translator(sentences=other, memory=memory).translate_sentences(["Ja."]) == ["ja."]


def test_human_hash(tmp_path: Path) -> None:
    assert Translator(sentences=FakeSentences()).human_hash == ""
    with TranslationMemory(tmp_path / "memory.sqlite") as memory:
        memory.merge(lambda: [MemoryUnit("Ja.", "Yes.")])
        assert Translator(sentences=FakeSentences(), memory=memory).human_hash


def test_wrong_types_of_arguments() -> None:
    from translate_summarize.summary.summarize import summarize

    translator = Translator(sentences=FakeSentences())
    with pytest.raises(TypeError, match="list of sentences"):
        translator.translate_sentences("Guten Tag.")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Article"):
        translator.translate("Guten Tag.")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="TranslatedArticle"):
        summarize(_article())  # type: ignore[arg-type]


@pytest.mark.parametrize("arguments", [{"beam": 0}, {"beam": 65}, {"threads": 0}])
def test_impossible_values(arguments: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="give"):
        Translator("pocket", offline=True, **arguments)  # type: ignore[arg-type]


def test_unknown_engine() -> None:
    with pytest.raises(UsageError, match="choose one of"):
        Translator("pocket", engine="marian", offline=True)


# --- with the real model


@pytest.mark.parametrize("text", ["123", "-", "…", "🎉🎉", "1.234,56 €", "***", "12:30", "", " ", "§ 3", "→"])
def test_what_holds_no_letter_passes_through(translator: Translator, text: str) -> None:
    assert translator.translate_sentences([text]) == [text]


@pytest.mark.parametrize("text", ["https://example.org/a/b?c=d", "max@example.org", "@bonn", "#ÖPNV", "`ls -l`"])
def test_protected_alone_passes_through(translator: Translator, text: str) -> None:
    assert translator.translate_sentences([text]) == [text]


SPANS = (
    "https://example.org/a_b?c=1&d=%C3%A4#e",
    "http://localhost:8080/Pfad/(x)/",
    "max.muster@mail.example.de",
    "@stadtwerke_bonn",
    "#Störung",
    "`sudo rm -rf /tmp/„x“`",
    "www.example.de/nachrichten",
)
FRAMES = (
    "Mehr dazu steht unter {} im Netz.",
    "{} schrieb am Montag, die Lage sei ernst.",
    "Die Stadt verweist auf {}.",
    "Wer {} liest und {} kennt, weiß das, sagte der Minister.",
    "DIE STADT VERWEIST AUF {} UND SCHWEIGT",
    "({})",
    "Wer mehr wissen will, findet es unter: {}!",
    "„Siehe {}“, sagte sie.",
)


@SLOW
@given(st.sampled_from(FRAMES), st.lists(st.sampled_from(SPANS), min_size=2, max_size=2))
def test_protected_spans_are_identical(translator: Translator, frame: str, spans: list[str]) -> None:
    sentence = frame.format(*spans)
    protected = sorted(sentence[a:b] for a, b in find_protected(sentence))
    target = translator.translate_sentences([sentence])[0]
    for span in protected:
        assert target.count(span) >= sentence.count(span), target
    assert not re.search(r"\b(?:Berlin|Madrid|Simon)\b", target)


def test_many_protected_spans(translator: Translator) -> None:
    tags = [f"#Tag{c}{i}" for i in range(8) for c in "ab"]
    sentence = "Die Stadt meldet " + " ".join(tags) + " und schweigt."
    target = translator.translate_sentences([sentence])[0]
    assert [w for w in target.split() if w.startswith("#")] == tags


@pytest.mark.parametrize("sentence", ["Uhr 🎉 <b> 3.", "[^1] | Genau.", "½ [^1] Ja!", "Genau `x  y`."])
def test_exclamations_keep_their_protected_spans(translator: Translator, sentence: str) -> None:
    target = translator.translate_sentences([sentence])[0]
    for start, end in find_protected(sentence):
        assert sentence[start:end] in target


def test_characters_that_the_model_does_not_know_are_kept(translator: Translator) -> None:
    targets = translator.translate_sentences(
        [
            "Der Preis stieg in Łódź um ½ Punkt.",
            "Präsident Xi (习近平) traf am Montag Путин in Moskau.",
            "Der Pfad lautet C:\\Daten\\Haus und ist neu 🎉.",
        ]
    )
    for target, kept in zip(targets, (("Łódź", "½"), ("习近平", "Путин"), ("C:\\Daten\\Haus", "🎉")), strict=True):
        assert all(k in target for k in kept), target


def test_footnote_marks_and_link_targets_are_kept(translator: Translator) -> None:
    sentence = "Der Umsatz stieg 2025[^1] laut Bericht (berichte/über-die-schule.html#haus) um 5 Prozent (tel:+49221)."
    target = translator.translate_sentences([sentence])[0]
    for span in ("[^1]", "(berichte/über-die-schule.html#haus)", "(tel:+49221)"):
        assert span in target


def test_changes_stop_at_protected_spans(translator: Translator) -> None:
    for span in ("https://example.org/KI/3,5", "#KI", "`KI 18.000`", "ki@example.org"):
        target = translator.translate_sentences([f"Die KI wächst um 3,5 Prozent, steht unter {span} im Bericht."])[0]
        assert span in target


@SLOW
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_gives_one_target_each(translator: Translator, texts: list[str]) -> None:
    targets = translator.translate_sentences(texts)
    assert len(targets) == len(texts)
    for text, target in zip(texts, targets, strict=True):
        assert bool(target.strip()) or not text.strip() or not any(c.isascii() and c.isalpha() for c in text)


def test_one_endless_word(translator: Translator) -> None:
    assert translator.translate_sentences(["a" * 30_000])[0]


def test_order_and_company_do_not_matter(translator: Translator, german_sentences: list[str]) -> None:
    some = german_sentences[::4]
    together = translator.translate_sentences(some)
    assert translator.translate_sentences(some[::-1])[::-1] == together
    few = [some[i : i + 5] for i in range(0, 30, 5)]
    assert [t for part in few for t in translator.translate_sentences(part)] == together[:30]
    one_core = Translator("pocket", threads=1, offline=True)
    assert one_core.translate_sentences(some[:30]) == together[:30]


def test_what_was_lost_is_flagged(translator: Translator) -> None:
    code = "Das Konto 4711 0815 3141 5926 5358 9793 2384 6264 3383 2795 0288 4197 gehört Xq7Zk9Wv3 Plk8Qr2."
    names = ("DeepSeek", "OpenAI", "H20", "UNESCO", "McKinsey", "5G", "CSU", "iPadOS", "XR7")
    sentences = [f"Der Sprecher sagte, dass {a} und {b} an dem Werk beteiligt sind." for a in names for b in names[::2]]
    article = _article(*(Block(BlockKind.PARAGRAPH, s) for s in [code, *sentences]))
    first, *pairs = translator.translate(article).pairs()
    numbers_lost = [n for n in re.findall(r"\d{4}", code) if n not in first.target]
    assert bool(numbers_lost) == (Flag.NUMBER in first.flags)
    for pair in pairs:
        names_lost = [n for n in names if n in pair.source and n not in pair.target]
        assert not names_lost or Flag.NAME in pair.flags, pair


def test_signature(translator: Translator) -> None:
    text = str(translator.signature)
    assert "model:pocket@" in text
    assert "engine:ctranslate2-int8" in text
    assert text.endswith("beam:4")


def test_more_threads_than_cores_are_not_started(german_sentences: list[str]) -> None:
    assert Translator("pocket", threads=999_999, offline=True).translate_sentences(german_sentences[:2])
