"""German acronyms that the model copied become the English ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.translation.terminology import with_english_acronyms


@pytest.mark.parametrize(
    ("source", "target", "english"),
    [
        ("KI-Forscher und KIM", "KI researchers and KIM", "AI researchers and KIM"),
        ("Die EZB (Frankfurt)", "The EZB (Frankfurt)", "The ECB (Frankfurt)"),
        ("Kim Ki-duk dreht einen Film.", "Kim Ki-duk is making a film.", "Kim Ki-duk is making a film."),
        ("Die Stadt wächst.", "The KI is growing.", "The KI is growing."),
    ],
)
def test_copied_acronyms_become_english(source: str, target: str, english: str) -> None:
    assert with_english_acronyms(source, target) == english


@given(st.text(max_size=60))
def test_nothing_is_added(text: str) -> None:
    assert with_english_acronyms(text, "") == ""
