"""Acronyms and coined names ("H20", "OpenAI", "KI") that a hypothesis lost.

They are recognised by their shape: a capital or a digit after the first letter. For ordinary names see ``names``.
"""

from __future__ import annotations

import re

from translate_summarize.glossary.shipped import ENGLISH, SPELLED_OUT
from translate_summarize.languages.german.names import ACRONYM_WORDS
from translate_summarize.languages.letters import folded, has_small_letter
from translate_summarize.languages.registry import is_function_word
from translate_summarize.translation.checks.words import TOKEN

_COINED = re.compile(r"(?=.*[A-ZÄÖÜ])(?=.+[A-ZÄÖÜ\d]).+")

_GENDERED = re.compile(r".+[a-zäöüß]In(?:nen)?")

# English says "dollar" and "American" for "US-Dollar" and "US-amerikanisch".
_US_WORD = re.compile(r"\bUS-(?=Dollar|amerikanisch)")

MIN_INITIALS = 3
"""Letters from which an acronym may have been spelled out, each letter an initial."""

MAX_ACRONYM_LETTERS = 6
"""A longer word in capitals is emphasised, not an acronym."""

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def lost_acronyms(source: str, target: str) -> list[str]:
    """Acronyms and coined names of the German source that the English target does not hold.

    Args:
        source: a German sentence; in one that is all capitals every word looks like an acronym, so nothing is lost.
        target: its hypothesis.
    """
    if not has_small_letter(source):
        return []
    wanted = [w for w in TOKEN.findall(_US_WORD.sub("", source)) if _is_coined(w)]
    if not wanted:
        return []
    low = folded(_DOTTED.sub(lambda m: m.group().replace(".", ""), target).casefold())
    kept = set(TOKEN.findall(low))
    kept |= {w.removesuffix("s") for w in kept}
    initials = folded("".join(w[0] for w in TOKEN.findall(target) if w[0].isupper()).casefold())
    lost = []
    for word in dict.fromkeys(wanted):
        others = (*ENGLISH.get(word, ()), *SPELLED_OUT.get(word, ()))
        bare = folded(word.casefold())
        spelled_out = len(bare) >= MIN_INITIALS and bare in initials
        known_otherwise = any(re.search(rf"\b{folded(o.casefold())}", low) for o in others)
        if not ({bare, bare.removesuffix("s")} & kept or spelled_out or known_otherwise):
            lost.append(word)
    return lost


def acronym_spans(text: str) -> list[tuple[int, int]]:
    """Start and end, in characters, of each acronym or coined name that English writes the same way, in order."""
    coined = (m for m in TOKEN.finditer(text) if _is_coined(m.group()))
    return [m.span() for m in coined if m.group() not in ENGLISH and m.group() not in SPELLED_OUT]


def _is_coined(word: str) -> bool:
    if not _COINED.fullmatch(word) or word in ACRONYM_WORDS or _GENDERED.fullmatch(word):
        return False
    # A word in capitals for emphasis ("Das ist NICHT wahr") is no acronym.
    all_caps = word.isalpha() and not has_small_letter(word)
    return not (all_caps and (len(word) > MAX_ACRONYM_LETTERS or is_function_word(word)))
