"""Capitals: ALL-CAPS lines are translated as ordinary text and put back; a sentence begins with a capital."""

from __future__ import annotations

import re
from collections.abc import Callable

from translate_summarize.languages.letters import has_small_letter
from translate_summarize.languages.registry import is_function_word

_WORD = re.compile(r"[^\W\d_]+")


def is_all_caps(sentence: str) -> bool:
    """Whether a sentence is shouted: no small letter, and more than an acronym or two."""
    words = _WORD.findall(sentence)
    letters = sum(map(len, words))
    return letters >= 6 and not has_small_letter(sentence) and max(map(len, words)) > 3


def to_ordinary_case(sentence: str, cost: Callable[[str], float]) -> str:
    """Give each word of an ALL-CAPS sentence the case that the model knows best.

    Args:
        sentence: without small letters.
        cost: of a word in a given case, lower is likelier (``Tokenizer.cost``); so nouns get their capital,
            acronyms keep theirs, all else becomes small.
    """
    first = True

    def best(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        # In doubt a long word is no acronym: capitals cost a little more.
        choice = min((word.lower(), word.capitalize(), word), key=lambda w: cost(w) * (1.3 if w == word else 1.0))
        if first and choice.islower():
            choice = choice.capitalize()
        first = False
        return choice

    return _WORD.sub(best, sentence)


def with_first_capital(source: str, target: str) -> str:
    """The target with a capital first letter if the source has one; "iPhone" and "eBay" keep their own way.

    Models that saw many headings and cells begin these with a small letter, as English writes their nouns.
    """
    word = _WORD.match(target)
    if not word or not target[0].islower() or any(map(str.isupper, word.group())):
        return target
    first = _WORD.search(source)
    begins_large = first is not None and source[first.start()].isupper()
    # What the source itself holds in small letters ("example.org", "npm") is a name.
    is_copied = re.search(rf"(?<!\w){re.escape(word.group())}(?!\w)", source)
    return target[0].upper() + target[1:] if begins_large and not is_copied else target


def as_continuation(source: str, target: str) -> str:
    """The target of a clause that goes on within a sentence: models begin all with a capital letter.

    Args:
        source: the German clause; only if it begins with a small letter its target does.
        target: its hypothesis; "I" and names keep their capital, for only function words lose it.
    """
    word = _WORD.match(target)
    if not word or not source[:1].islower() or not word.group().istitle() or word.group() == "I":
        return target
    return target[0].lower() + target[1:] if is_function_word(word.group(), german=False) else target
