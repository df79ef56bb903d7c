"""Capitals before and after the model: ALL-CAPS lines, first capitals, clauses that continue a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from translate_summarize.languages.letters import has_small_letter
from translate_summarize.languages.registry import is_function_word

_WORD = re.compile(r"[^\W\d_]+")

MIN_LETTERS, MIN_WORD_LETTERS = 6, 4
"""Letters of an all-caps line and of its longest word; fewer may be acronyms ("EU, UNO")."""

ACRONYM_COST = 1.3
"""Factor on the cost of a word in capitals: in doubt it is an ordinary word."""


def is_all_caps(sentence: str) -> bool:
    """Whether a sentence is all capitals: no lower-case letter, and more than an acronym or two."""
    words = _WORD.findall(sentence)
    letters = sum(map(len, words))
    return letters >= MIN_LETTERS and not has_small_letter(sentence) and max(map(len, words)) >= MIN_WORD_LETTERS


def to_ordinary_case(sentence: str, cost: Callable[[str], float]) -> str:
    """Give each word of an ALL-CAPS sentence the case that the model knows best.

    Nouns get a capital, acronyms stay, all other words become lower case.

    Args:
        sentence: without lower-case letters.
        cost: the cost of a word as it is written; lower is likelier (``Tokenizer.cost``).
    """
    first = True

    def best(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        forms = (word.lower(), word.capitalize(), word)
        choice = min(forms, key=lambda w: cost(w) * (ACRONYM_COST if w == word else 1.0))
        if first and choice.islower():
            choice = choice.capitalize()
        first = False
        return choice

    return _WORD.sub(best, sentence)


def with_first_capital(source: str, target: str) -> str:
    """The target with a capital first letter if the source has one.

    Models that saw many headings and table cells begin these with a lower-case letter, as English writes nouns.
    "iPhone" and "eBay" stay as they are.

    Args:
        source: a German sentence.
        target: its hypothesis.
    """
    word = _WORD.match(target)
    if not word or not target[0].islower() or any(map(str.isupper, word.group())):
        return target
    first = _WORD.search(source)
    begins_large = first is not None and source[first.start()].isupper()
    # A word that the source has in lower case ("example.org", "npm") is a name.
    is_copied = re.search(rf"(?<!\w){re.escape(word.group())}(?!\w)", source)
    return target[0].upper() + target[1:] if begins_large and not is_copied else target


def as_continuation(source: str, target: str) -> str:
    """The target of a clause within a sentence, without the capital that models begin every text with.

    Args:
        source: the German clause; its target changes only if it begins with a lower-case letter.
        target: its hypothesis; only a function word loses its capital, so "I" and names keep theirs.
    """
    word = _WORD.match(target)
    if not word or not source[:1].islower() or not word.group().istitle() or word.group() == "I":
        return target
    return target[0].lower() + target[1:] if is_function_word(word.group(), german=False) else target
