"""The lists of words agree with each other."""

from __future__ import annotations

import pytest

from translate_summarize.languages.english import words as english
from translate_summarize.languages.german import GERMAN, abbreviations, names, words
from translate_summarize.languages.language import Language
from translate_summarize.languages.registry import KNOWN, is_function_word

CONTENT_WORDS = {"jahr", "jahre", "jahren", "uhr", "sagt", "sagte", "zwei", "andere", "anderen", "worden"}


@pytest.mark.parametrize(
    "narrower",
    [
        words.OPEN_WORDS,
        words.CLAUSE_OPENERS - {"bzw"},
        words.ORDINAL_LEADERS,
        words.STOP_WORDS - CONTENT_WORDS,
        words.DISTINCTIVE_WORDS - CONTENT_WORDS,
        words.NO_ENGLISH_WORDS - CONTENT_WORDS,
        words.POLITE_PRONOUNS,
    ],
)
def test_narrower_lists_hold_function_words_only(narrower: frozenset[str]) -> None:
    assert narrower - words.FUNCTION_WORDS == set()


def test_no_abbreviation_behaves_in_two_ways() -> None:
    behaviours = [
        abbreviations.NEVER_FINAL,
        abbreviations.FINAL_BEFORE_STARTER,
        abbreviations.FINAL_BEFORE_CAPITAL,
        abbreviations.ONLY_BEFORE_NUMBER,
    ]
    assert sum(map(len, behaviours)) == len(frozenset().union(*behaviours))


@pytest.mark.parametrize("language", KNOWN.values(), ids=KNOWN.keys())
def test_a_language_knows_its_months(language: Language) -> None:
    assert set(language.months.values()) == set(range(1, 13))
    assert all(name == name.lower() for name in language.months)


def test_austrian_months_are_months() -> None:
    assert GERMAN.months["jänner"] == GERMAN.months["januar"]
    assert GERMAN.months["feber"] == GERMAN.months["februar"]
    assert GERMAN.takes_ordinal("feber")


def test_words_that_english_has_too_do_not_show_german() -> None:
    assert not words.NO_ENGLISH_WORDS & english.FUNCTION_WORDS
    assert "und" in words.NO_ENGLISH_WORDS


def test_a_name_may_begin_like_a_function_word() -> None:
    assert {"will", "man", "von"}.isdisjoint(names.NO_NAME)
    assert {"der", "und", "heute"} <= names.NO_NAME


def test_function_words_of_either_language() -> None:
    assert is_function_word("Obwohl")
    assert not is_function_word("Although")
    assert is_function_word("Although", german=False)
