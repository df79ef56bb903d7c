"""English."""

from __future__ import annotations

from translate_summarize.languages.english import abbreviations, openings, words
from translate_summarize.languages.language import Language

__all__ = ["ENGLISH"]

ENGLISH = Language(
    code="en",
    name="English",
    function_words=words.FUNCTION_WORDS,
    capitalised_within=frozenset({"i"}),
    capitalises_nouns=False,
    dotted_ordinals=False,
    never_final=abbreviations.NEVER_FINAL,
    final_before_starter=abbreviations.FINAL_BEFORE_STARTER,
    final_before_capital=abbreviations.FINAL_BEFORE_CAPITAL,
    only_before_number=abbreviations.ONLY_BEFORE_NUMBER,
    abbreviated_endings=(),
    number_labels=words.LABELS,
    letter_labels=words.LABELS,
    ordinal_leaders=frozenset(),
    date_leaders=frozenset(),
    ordinal_heads=frozenset(),
    ordinal_stems=(),
    months=words.MONTHS,
    stop_words=words.STOP_WORDS,
    endings=words.ENDINGS,
    byline_openings=openings.BYLINE_OPENINGS,
    back_reference=openings.BACK_REFERENCE,
    removable_connective=openings.REMOVABLE_CONNECTIVE,
    boilerplate=openings.BOILERPLATE,
)
