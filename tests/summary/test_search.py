"""The search for the best set of sentences, and the model of words behind it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN
from translate_summarize.summary.candidates import SummarySentence
from translate_summarize.summary.features import FEATURES, PAIR_FEATURES, tokens
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.readability import refers_back
from translate_summarize.summary.search import Summariser
from translate_summarize.summary.summarize import sentences_of_text, summarize
from translate_summarize.summary.word_model import shipped


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
    printed = as_printed(candidates, chosen)
    assert chosen == sorted(set(chosen))
    if words is None:
        assert len(chosen) <= count
    else:
        assert sum(len(text.split()) for text, _ in printed) <= words
    for i, (text, needs_previous) in zip(chosen, printed, strict=True):
        original = candidates[i].text
        assert text.strip("“”")[1:] in original
        beside = i - 1 in chosen and candidates[i].follows
        assert beside or not needs_previous
        # Only what opens the article may point to nothing.
        assert beside or i == 0 or not refers_back(text, ENGLISH)
