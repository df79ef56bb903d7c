"""Which attempts a sentence gets, which hypothesis wins, and that nothing changes it after the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.fakes import SIGNATURE, FakeEngine, FakeTokenizer
from translate_summarize.article.flags import Flag
from translate_summarize.engines.base import Decoding
from translate_summarize.translation import attempts
from translate_summarize.translation.attempts import ATTEMPTS, MAX_CLAUSE_WORDS, SentenceTranslator
from translate_summarize.translation.checks.check import check
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.protection import find_protected
from translate_summarize.translation.segment import STAND_INS

English = Mapping[str, str] | Callable[[str, Decoding], str]


def _translated(
    engine: FakeEngine, sentence: str, *, beam: int = 1, tokenizer: FakeTokenizer | None = None
) -> Hypothesis:
    signature = replace(SIGNATURE, beam=beam)
    (hypothesis,) = SentenceTranslator(tokenizer or FakeTokenizer(), engine, signature).translate([sentence])
    return hypothesis


def _target(english: English, sentence: str) -> str:
    return _translated(FakeEngine(english), sentence).target


def test_names_are_distinct() -> None:
    assert len({a.name for a in ATTEMPTS}) == len(ATTEMPTS)


def test_a_good_hypothesis_is_not_tried_again() -> None:
    engine = FakeEngine({"Die Brücke ist alt.": "The bridge is old."})
    hypothesis = _translated(engine, "Die Brücke ist alt.", beam=4)
    assert hypothesis == Hypothesis("The bridge is old.", score=-1.0)
    assert engine.calls == [(["Die Brücke ist alt."], Decoding(4))]


def test_nothing_is_decoded_for_a_sentence_without_letters() -> None:
    engine = FakeEngine({})
    assert _translated(engine, "1.234,56 €") == Hypothesis("1.234,56 €")
    assert engine.calls == []


@pytest.mark.parametrize(
    ("sentence", "model", "target"),
    [
        ("Die KI von 18.000 Firmen", "The KI of 18.000 companies", "The AI of 18,000 companies"),
        ("Wirtschaft", "economy", "Economy"),
        (", Sprecherin der Stadt", "spokeswoman for the city", ", spokeswoman for the city"),
        (", der neue Leiter", "The new head", ", the new head"),
        ("Kosten der Brücke", "Costs of the bridge.", "Costs of the bridge"),
        ("Die Brücke — sie ist alt.", "The bridge <unk> it is old.", "The bridge — it is old."),
        ("DIE BRÜCKE IST ALT", "The bridge is old", "THE BRIDGE IS OLD"),
    ],
)
def test_what_is_printed_is_what_was_checked(sentence: str, model: str, target: str) -> None:
    hypothesis = _translated(FakeEngine(lambda _text, _decoding: model), sentence)
    assert hypothesis.target == target
    assert hypothesis.findings == check(sentence, target)


def test_equal_findings_keep_the_earlier_hypothesis() -> None:
    english = {1: "Of the old bridge.", 8: "Of an old bridge."}
    hypothesis = _translated(FakeEngine(lambda _, d: english[d.beam]), "Neun alte Brücken stehen leer.")
    assert hypothesis.findings.flags == (Flag.NUMBER,)
    assert hypothesis.target == "Of the old bridge."


def test_the_less_doubtful_hypothesis_wins() -> None:
    english = {1: "Bridges were closed.", 8: "Nine bridges were closed."}
    sentence = "Neun Brücken und elf Tunnel wurden gesperrt."
    hypothesis = _translated(FakeEngine(lambda _, d: english[d.beam]), sentence)
    assert hypothesis.target == "Nine bridges were closed."
    assert hypothesis.findings.lost_numbers == ("elf",)


@pytest.mark.parametrize(("beam", "wider"), [(1, 8), (4, 8), (6, 12)])
def test_a_doubtful_sentence_gets_a_wider_beam(beam: int, wider: int) -> None:
    engine = FakeEngine(lambda _, d: "People came." if d.beam == beam else "Nine people came.")
    assert _translated(engine, "Neun Menschen kamen.", beam=beam).target == "Nine people came."
    assert [decoding for _, decoding in engine.calls] == [Decoding(beam), Decoding(wider, no_repeat_ngram=4)]


def test_a_loop_is_decoded_again_without_repeated_pairs() -> None:
    engine = FakeEngine(
        lambda _, d: "The city is new." if d.no_repeat_ngram == 2 else "The city and the city and the city and the."
    )
    assert _translated(engine, "Die Stadt ist neu.").target == "The city is new."
    assert [decoding.no_repeat_ngram for _, decoding in engine.calls] == [0, 2]


def test_a_long_doubtful_sentence_is_translated_clause_by_clause() -> None:
    first = "Die alte Stadt am Fluss baut im Mai eine neue Brücke"
    second = "weil neun große Schiffe im Herbst an der alten Brücke hängen geblieben sind."
    clauses = {
        f"{first},": "The old town on the river is building a new bridge in May,",
        second: "because nine large ships got stuck at the old bridge in autumn.",
    }
    engine = FakeEngine(lambda text, _: clauses.get(text, "The old town on the river builds a bridge, as ships had."))
    hypothesis = _translated(engine, f"{first}, {second}")
    assert hypothesis.target == " ".join(clauses.values())
    assert all(len(text.split()) <= MAX_CLAUSE_WORDS for text in engine.calls[-1][0])


def test_a_short_doubtful_sentence_stays_whole() -> None:
    engine = FakeEngine(lambda *_: "Ships, and a bridge.")
    _translated(engine, "Neun Schiffe kamen, und eine Brücke fiel.")
    assert {text for texts, _ in engine.calls for text in texts} == {"Neun Schiffe kamen, und eine Brücke fiel."}


def test_an_exclamation_that_stays_german_is_tried_in_lower_case() -> None:
    assert _target({"Basta!": "Basta!", "basta!": "enough!"}, "Basta!") == "Enough!"


def test_an_exclamation_that_still_stays_german_is_flagged() -> None:
    hypothesis = _translated(FakeEngine(lambda text, _: text), "Basta!")
    assert hypothesis.target == "Basta!"
    assert hypothesis.findings.flags == (Flag.UNTRANSLATED,)


def test_a_word_that_is_usually_lower_case_is_put_so_at_once() -> None:
    engine = FakeEngine({"genau.": "exactly."})
    tokenizer = FakeTokenizer(costs={"Genau": 9.0, "genau": 4.0})
    assert _translated(engine, "Genau.", tokenizer=tokenizer).target == "Exactly."


def test_a_garbled_copy_of_a_lowered_word_does_not_count() -> None:
    tokenizer = FakeTokenizer(costs={"Kornau": 9.0, "kornau": 4.0})
    engine = FakeEngine({"kornau.": "cornau.", "Kornau.": "Kornau."})
    assert _translated(engine, "Kornau.", tokenizer=tokenizer).target == "Kornau."


def test_a_garbled_name_is_tried_again_behind_a_stand_in() -> None:
    def english(text: str, _: Decoding) -> str:
        name = "Kovalsky" if "Kowalczyk" in text else text.split()[3]
        return f"On Friday, {name} spoke to the newspaper."

    sentence = "Am Freitag sprach Florian Kowalczyk mit der Zeitung."
    assert _target(english, sentence) == "On Friday, Florian Kowalczyk spoke to the newspaper."


def test_a_protected_span_hides_behind_a_stand_in() -> None:
    engine = FakeEngine({f"Mehr steht unter {STAND_INS[0]} im Netz.": f"There is more on the web at {STAND_INS[0]}."})
    target = _translated(engine, "Mehr steht unter https://example.org/a im Netz.").target
    assert target == "There is more on the web at https://example.org/a."


@pytest.mark.parametrize("lost", ["More on the web.", f"More at {STAND_INS[0]} or {STAND_INS[0]}."])
def test_a_lost_stand_in_cuts_the_sentence_around_its_span(lost: str) -> None:
    english = {f"Mehr unter {STAND_INS[0]} im Netz.": lost, "Mehr unter": "More at", "im Netz.": "on the web."}
    assert _target(english, "Mehr unter https://example.org/a im Netz.") == "More at https://example.org/a on the web."


def test_more_spans_than_stand_ins_cut_the_sentence() -> None:
    tags = " ".join(f"#tag{i}x" for i in range(len(STAND_INS) + 1))
    assert _target({"Die Stadt meldet": "The city reports"}, f"Die Stadt meldet {tags}") == f"The city reports {tags}"


def test_a_stand_in_that_the_sentence_holds_is_not_used() -> None:
    hidden = f"In {STAND_INS[0]} liest man die Seite {STAND_INS[1]} gern."
    english = {hidden: f"In {STAND_INS[0]} people like the page {STAND_INS[1]}."}
    target = _target(english, f"In {STAND_INS[0]} liest man die Seite https://example.org/x gern.")
    assert target == f"In {STAND_INS[0]} people like the page https://example.org/x."


def test_changes_stop_at_protected_spans() -> None:
    sentence = "Die KI wächst um 3,5 Prozent, sagt #KI mit `3,5` heute."
    english = f"The KI grows by 3,5 percent, says {STAND_INS[0]} with {STAND_INS[1]} today."
    assert _target(lambda *_: english, sentence) == "The AI grows by 3.5 percent, says #KI with `3,5` today."


def test_an_unknown_character_protects_its_word() -> None:
    engine = FakeEngine({f"Der Preis stieg in {STAND_INS[0]} stark.": f"The price in {STAND_INS[0]} rose sharply."})
    hypothesis = _translated(engine, "Der Preis stieg in Łódź stark.", tokenizer=FakeTokenizer(unknown="Ł"))
    assert hypothesis.target == "The price in Łódź rose sharply."


def test_protected_spans_are_found_once_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def counted(sentence: str, knows: Callable[[str], bool]) -> list[tuple[int, int]]:
        searched.append(sentence)
        return find_protected(sentence, knows)

    monkeypatch.setattr(attempts, "find_protected", counted)
    sentences = ["Neun Schiffe liegen laut https://example.org/a vor Bonn.", "Basta!", "Genau.", "***"]
    SentenceTranslator(FakeTokenizer(), FakeEngine(lambda text, _: text), SIGNATURE).translate(sentences)
    assert searched == sentences


def test_the_score_of_several_parts_is_weighted_by_their_pieces() -> None:
    english = {"Mehr unter": "More at", "auf einer alten Seite im Netz": "on an old page on the web"}
    engine = FakeEngine(
        lambda text, _: english.get(text, "Lost."), scores={"Mehr unter": -2.0, "auf einer alten Seite im Netz": -0.5}
    )
    hypothesis = _translated(engine, "Mehr unter https://example.org/a auf einer alten Seite im Netz")
    assert hypothesis.target == "More at https://example.org/a on an old page on the web"
    assert hypothesis.score == pytest.approx((2 * -2.0 + 7 * -0.5) / 9)


def test_a_sentence_that_does_not_fit_is_cut_at_clauses() -> None:
    english = {"Er kam,": "He came,", "sie ging,": "she went,", "es blieb.": "it stayed."}
    hypothesis = _translated(FakeEngine(english), "Er kam, sie ging, es blieb.", tokenizer=FakeTokenizer(max_words=2))
    assert hypothesis.target == "He came, she went, it stayed."


def test_sentences_keep_their_order() -> None:
    engine = FakeEngine(lambda text, _: {"Ja.": "Yes.", "Nein.": "No."}[text.capitalize()])
    translated = SentenceTranslator(FakeTokenizer(), engine, SIGNATURE).translate(["Ja.", "Nein.", "Ja."])
    assert [h.target for h in translated] == ["Yes.", "No.", "Yes."]
