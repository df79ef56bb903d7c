"""German."""

from __future__ import annotations

from translate_summarize.languages.german import abbreviations, newspaper, openings, words
from translate_summarize.languages.language import Language

__all__ = ["GERMAN"]

GERMAN = Language(
    code="de",
    name="German",
    function_words=words.FUNCTION_WORDS,
    capitalised_within=words.POLITE_PRONOUNS,
    capitalises_nouns=True,
    dotted_ordinals=True,
    never_final=abbreviations.NEVER_FINAL,
    final_before_starter=abbreviations.FINAL_BEFORE_STARTER,
    final_before_capital=abbreviations.FINAL_BEFORE_CAPITAL,
    only_before_number=abbreviations.ONLY_BEFORE_NUMBER,
    abbreviated_endings=abbreviations.ABBREVIATED_ENDINGS,
    number_labels=words.NUMBER_LABELS,
    letter_labels=words.LETTER_LABELS,
    ordinal_leaders=words.ORDINAL_LEADERS,
    date_leaders=words.DATE_LEADERS,
    ordinal_heads=words.ORDINAL_HEADS,
    ordinal_stems=words.ORDINAL_STEMS,
    months={name.lower(): number for name, number in (words.MONTH_NAMES | words.MONTH_ABBREVIATIONS).items()},
    stop_words=words.STOP_WORDS,
    endings=words.ENDINGS,
    byline_openings=newspaper.BYLINE_OPENINGS,
    back_reference=openings.BACK_REFERENCE,
    removable_connective=None,
    boilerplate=newspaper.BOILERPLATE,
)
