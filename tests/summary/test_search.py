"""The summariser: what it chooses, what it refuses, how it mends what it prints."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize.article.article import BlockKind
from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN
from translate_summarize.summary.candidates import Passage, SummarySentence, summary_sentences
from translate_summarize.summary.features import FEATURES, PAIR_FEATURES, tokens
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.readability import (
    is_boilerplate,
    quote_states,
    refers_back,
    with_closed_quotes,
    without_connective,
    without_dateline,
)
from translate_summarize.summary.search import Summariser
from translate_summarize.summary.summarize import sentences_of_text, summarize
from translate_summarize.summary.word_model import shipped


@pytest.mark.parametrize(
    "sentence",
    [
        "He left the town.",
        "Their house burned down.",
        "This is new.",
        "However, the council agreed.",
        "But the mayor said no.",
        "In addition, the bridge is old.",
        "On Tuesday, she resigned.",
        "After the talks they left.",
        "The 38-year-old was arrested.",
        "The latter is cheaper.",
        "“It is over,” he said.",
    ],
)
def test_english_openings_that_point_back(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council agreed.",
        "There are two bridges.",
        "One man was hurt.",
        "Although it rained, the match went on.",
        "On Tuesday, the mayor said he would go.",
        "According to Mayor Brown, he was ill.",
        "Thistles grow there.",
        "Hebrides ferries are late.",
        "Andrea Brown said they had won.",
    ],
)
def test_english_openings_that_stand_alone(sentence: str) -> None:
    assert not refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Er verließ die Stadt.",
        "Das teilte die Polizei mit.",
        "Die sollen im Mai kommen.",
        "Allerdings ist die Brücke alt.",
        "Bei diesem Brand starb niemand.",
        "Am Dienstag sagte sie ab.",
        "Der 38-Jährige wurde verhaftet.",
        "Darüber hinaus fehlt Geld.",
        "Dabei wurde niemand verletzt.",
    ],
)
def test_german_openings_that_point_back(sentence: str) -> None:
    assert refers_back(sentence, GERMAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Rat stimmte zu.",
        "Das neue Haus ist fertig.",
        "Die Polizei sucht Zeugen.",
        "Am Dienstag sagte die Ministerin ab.",
        "Undine Meier gewann.",
        "Bei Regen fällt das Fest aus.",
        "Da die Länder zustimmen müssen, dauert es.",
    ],
)
def test_german_openings_that_stand_alone(sentence: str) -> None:
    assert not refers_back(sentence, GERMAN)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("However, the council of Bonn agreed.", "The council of Bonn agreed."),
        ("But Anna Brown said no to it.", "Anna Brown said no to it."),
        ("In addition, 40 houses were built.", "40 houses were built."),
        ("However, he disagreed with all of them.", None),
        ("But when it rains the street floods.", None),
        ("Instead, the council bought a bus.", None),
        ("However small, the council matters here.", None),
        ("However, no.", None),
        ("The council agreed, however.", None),
    ],
)
def test_connective_is_severed_only_where_that_is_safe(sentence: str, rest: str | None) -> None:
    assert without_connective(sentence) == rest


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("Berlin (dpa) - The council agreed.", "The council agreed."),
        ("Bonn/Berlin (dpa/lnw) – the council agreed.", "The council agreed."),
        ("(CNN) -- Voters stayed away.", "Voters stayed away."),
        ("(CNN) Voters stayed away.", "Voters stayed away."),
        ("NEW YORK -- Voters stayed away.", "Voters stayed away."),
        ("Von Max Muster, Berlin. Der Rat stimmte zu.", "Der Rat stimmte zu."),
        ("By Max Muster: The council agreed.", "The council agreed."),
        ("Berlin (the capital) agreed.", "Berlin (the capital) agreed."),
        ("By Monday the council had agreed.", "By Monday the council had agreed."),
        ("Von Berlin bis Bonn fuhr der Zug.", "Von Berlin bis Bonn fuhr der Zug."),
        ("NATO agreed - at last.", "NATO agreed - at last."),
    ],
)
def test_head_is_stripped(sentence: str, rest: str) -> None:
    assert without_dateline(sentence) == rest


@pytest.mark.parametrize("sentence", ["Scroll down for video.", "Von Max Muster", "Photo: Anna Brown."])
def test_dead_wood(sentence: str) -> None:
    assert is_boilerplate(sentence)
    assert not is_boilerplate("The council of Bonn agreed.")


def test_quotations_over_several_sentences() -> None:
    spans = quote_states(["Brown said: “It is good.", "It will last.", "And it is cheap.”", "She laughed."])
    assert spans == [(False, True), (True, True), (True, False), (False, False)]


def test_lone_quotation_mark_quotes_nothing() -> None:
    assert quote_states(["The 5” pipe broke.", "Nobody was hurt."]) == [(False, False), (False, False)]


def test_quotation_marks_are_made_whole() -> None:
    assert with_closed_quotes("Brown said: “It is good.", False, True) == "Brown said: “It is good.”"
    assert with_closed_quotes("It is cheap”, said Brown.", True, False) == "“It is cheap”, said Brown."
    assert with_closed_quotes("It is cheap, said Brown.", False, False) == "It is cheap, said Brown."


QUOTED = """The council of Bonn approved a new tram line to the northern suburbs on Monday.

Mayor Anna Brown said: “The tram line will change the northern suburbs. It will carry 18,000 people a day.”

“A tram is too dear for the northern suburbs. Nobody needs it.”

“The council acted in haste. The tram line ruins the suburbs”, said Tom Green of the opposition.
"""


@pytest.mark.parametrize("sentences", range(1, 6))
def test_quotations_keep_their_speaker(sentences: int) -> None:
    told = str(summarize(QUOTED, sentences=sentences))
    assert "too dear" not in told
    assert "in haste" not in told
    if "will carry" in told:
        assert "Brown said" in told
    if "ruins" in told:
        assert "“The tram line ruins the suburbs”, said Tom Green" in told
    assert told.count("“") == told.count("”")


INTERVIEW = """The forester Gesine Brand runs the town forest of Grau. Three dry summers killed a third of the spruces.

When did you see that the forest was lost?

Brand: The forest is not lost. In July 2019 there were 40 hectares of dead spruces on the hill.

Was that the drought alone?

No. The drought weakened the spruces and the beetle killed them. After the war the town planted spruces only.

So you blame those before you. Is that fair?

The town was hungry then. We should have planted oaks in the nineties, when the town knew better.

What does the forest need now?

Fewer deer. The deer eat every young oak, and fences cost the town 90,000 euros a year.
"""


@pytest.mark.parametrize("sentences", range(1, 9))
def test_interviewer_is_never_quoted(sentences: int) -> None:
    told = str(summarize(INTERVIEW, sentences=sentences))
    assert "?" not in told
    assert "So you blame" not in told


def test_answers_carry_their_speaker() -> None:
    told = [s.text for s in summarize(INTERVIEW, sentences=6).sentences]
    answers = [i for i, text in enumerate(told) if text not in INTERVIEW or text.startswith("Brand:")]
    assert answers
    assert told[answers[0]].startswith("Brand: ")
    assert sum(text.startswith("Brand: ") for text in told) == 1


ALL_QUOTES = "\n\n".join(
    [
        "“People expect sad stories when I say that I work with the old. There are some.”",
        "“You lead a project in which the old learn a language. How did it begin?”",
        "“By chance. A woman of 84 wanted to learn Portuguese, for her grandson lives in Porto.”",
        "“And does Portuguese protect the memory?”",
        "“We taught 148 people for two years. Their memory became better by 18 percent.”",
        "“What does that mean in life?”",
        "“They remembered thirteen things on a shopping list instead of eleven. That makes nobody a genius.”",
    ]
)


def test_interview_of_nothing_but_quotations() -> None:
    brief = summarize(ALL_QUOTES)
    assert brief.sentences
    assert "?" not in str(brief)
    assert str(brief).count("“") == str(brief).count("”")


def test_one_sentence() -> None:
    assert str(summarize("The bridge fell on Monday.")) == "The bridge fell on Monday."


def test_two_hundred_lines_of_one_word() -> None:
    text = "\n\n".join(f"Word{i}" for i in range(200))
    assert summarize(text).sentences == ()
    text = "\n\n".join(f"Word{i}." for i in range(200))
    assert 0 < len(summarize(text).sentences) <= 3


def test_same_sentence_fifty_times() -> None:
    assert str(summarize("\n\n".join(["The bridge fell on Monday."] * 50))) == "The bridge fell on Monday."


def test_lists_and_tables() -> None:
    items = [
        Passage(BlockKind.LIST_ITEM, (t,), (t,), b) for b, t in enumerate(["3 eggs", "Beat the eggs well.", "milk"])
    ]
    assert [c.text for c in summary_sentences(items)] == ["Beat the eggs well."]


def test_near_duplicates_never_stand_together() -> None:
    text = (
        "Apple launched a new television channel in the United States on Tuesday.\n\n"
        "Apple launched a new television channel in the United States on Tuesday evening.\n\n"
        "The service costs fifteen dollars a month and starts in April."
    ) + "\n\nRivals in Europe had expected it to come a year later than this."
    assert str(summarize(text, sentences=2)).count("Apple launched") == 1


def test_doubtful_sentences_are_avoided() -> None:
    texts = ["The bridge fell into the river on Monday.", "The bridge fell down on Monday in the town of Bonn."]
    for doubted in (0, 1):
        candidates = [SummarySentence(t, doubt=50 if i == doubted else 0) for i, t in enumerate(texts)]
        assert Summariser(candidates).choose(1) == [1 - doubted]


def test_title_counts() -> None:
    candidates = sentences_of_text(
        "The weather was fine on Monday morning.\n\nThe bakery sold many rolls on Monday.\n\n"
        "The harbour bridge was closed by engineers at noon.\n\nThe museum opened its doors to visitors."
    )
    worth = [Summariser(candidates, title).appraise(2).score for title in ("", "Harbour bridge closed")]
    assert worth[1] > worth[0]


def test_explanation_names_reasons_and_hindrances() -> None:
    explanation = summarize(QUOTED, sentences=1, explain=True).explanation
    assert explanation is not None
    assert [name for name, _ in explanation.weights] == list(FEATURES)
    assert [s.number for s in explanation.sentences].count(1) == 1
    assert all([name for name, _ in s.reasons] == list(FEATURES) for s in explanation.sentences)
    notes = {s.text: s.note for s in explanation.sentences}
    assert notes["Nobody needs it.”"] == "quotation without its speaker"
    assert summarize(QUOTED).explanation is None


def test_shipped_weights_are_whole() -> None:
    model = shipped()
    assert len(model.content.features) == len(model.function.features) == len(FEATURES)
    assert len(model.pair.features) == len(PAIR_FEATURES)
    assert model.content.repetition < 0 > model.function.repetition


def test_forms_of_a_word_are_one() -> None:
    assert len(set(tokens("planted planting plants").stems)) == 1
    assert len(set(tokens("Brücke Brücken", GERMAN).stems)) == 1


_SENTENCES = st.lists(
    st.sampled_from(
        [
            "The council of Bonn approved the tram line on Monday.",
            "However, the opposition wants another bus line.",
            "He said the bridge would cost 12 million euros.",
            "They will begin in spring.",
            "In addition, the suburbs get a school.",
            "Work on the first bridge begins in May.",
            "“We need it”, said Mayor Anna Brown.",
            "“That is a disgrace.”",
            "Who pays for the bridge?",
            "A federal grant covers two thirds of the costs.",
            "Residents have waited for a tram since 1974.",
            "On Friday, she will visit the northern suburbs.",
        ]
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(_SENTENCES, st.integers(1, 5), st.sampled_from([None, 8, 15, 30, 60]))
def test_any_article(sentences: list[str], count: int, words: int | None) -> None:
    candidates = sentences_of_text(" ".join(sentences))
    chosen = Summariser(candidates).choose(count, words)
    told = as_printed(candidates, chosen)
    assert chosen == sorted(set(chosen))
    if words is None:
        assert len(chosen) <= count
    else:
        assert sum(len(text.split()) for text, _ in told) <= words
    for i, (text, needs_previous) in zip(chosen, told, strict=True):
        original = candidates[i].text
        assert text.strip("“”")[1:] in original
        beside = i - 1 in chosen and candidates[i].follows
        assert beside or not needs_previous
        # Only what opens the article may point to nothing.
        assert beside or i == 0 or not refers_back(text, ENGLISH)
