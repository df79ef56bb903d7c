"""Which sentences may be chosen, and who speaks in them."""

from __future__ import annotations

import pytest

from translate_summarize.article.article import BlockKind
from translate_summarize.summary.candidates import Passage, summary_sentences
from translate_summarize.summary.summarize import summarize

QUOTED = """The council of Bonn approved a new tram line to the northern suburbs on Monday.

Mayor Anna Brown said: “The tram line will change the northern suburbs. It will carry 18,000 people a day.”

“A tram is too dear for the northern suburbs. Nobody needs it.”

“The council acted in haste. The tram line ruins the suburbs”, said Tom Green of the opposition.
"""


@pytest.mark.parametrize("sentences", range(1, 6))
def test_quotations_keep_their_speaker(sentences: int) -> None:
    brief = str(summarize(QUOTED, sentences=sentences))
    assert "too dear" not in brief
    assert "in haste" not in brief
    if "will carry" in brief:
        assert "Brown said" in brief
    if "ruins" in brief:
        assert "“The tram line ruins the suburbs”, said Tom Green" in brief
    assert brief.count("“") == brief.count("”")


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
    brief = str(summarize(INTERVIEW, sentences=sentences))
    assert "?" not in brief
    assert "So you blame" not in brief


def test_answers_carry_their_speaker() -> None:
    sentences = [s.text for s in summarize(INTERVIEW, sentences=6).sentences]
    answers = [i for i, text in enumerate(sentences) if text not in INTERVIEW or text.startswith("Brand:")]
    assert answers
    assert sentences[answers[0]].startswith("Brand: ")
    assert sum(text.startswith("Brand: ") for text in sentences) == 1


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


def test_lists_and_tables() -> None:
    items = [
        Passage(BlockKind.LIST_ITEM, (t,), (t,), b) for b, t in enumerate(["3 eggs", "Beat the eggs well.", "milk"])
    ]
    assert [c.text for c in summary_sentences(items)] == ["Beat the eggs well."]
