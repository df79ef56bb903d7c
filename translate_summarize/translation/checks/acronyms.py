"""Acronyms and coined names ("H20", "OpenAI", "KI"): which got lost, and the English of those that did not.

Coined names are told by their shape: a capital or a figure beyond the first letter. For ordinary names see ``names``.
"""

from __future__ import annotations

import re

from translate_summarize.glossary.shipped import ENGLISH, SPELLED_OUT
from translate_summarize.languages.german.names import ACRONYM_WORDS
from translate_summarize.languages.letters import folded, has_small_letter
from translate_summarize.languages.registry import is_function_word

TOKEN = re.compile(r"[^\W_]+")

_COINED = re.compile(r"(?=.*[A-ZÄÖÜ])(?=.+[A-ZÄÖÜ\d]).+")

_GENDERED = re.compile(r".+[a-zäöüß]In(?:nen)?")

# "US-Dollar" and "US-amerikanisch" are a dollar and American to English.
_US_WORD = re.compile(r"\bUS-(?=Dollar|amerikanisch)")

_FEWEST_INITIALS = 3

_LONGEST_ACRONYM = 6

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def lost_acronyms(source: str, target: str) -> list[str]:
    """Acronyms and coined names of the German source that the English target does not hold.

    Args:
        source: a German sentence; of one in capitals nothing is lost, for there every word looks like an acronym.
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
        spelled_out = len(bare) >= _FEWEST_INITIALS and bare in initials
        known_otherwise = any(re.search(rf"\b{folded(o.casefold())}", low) for o in others)
        if not ({bare, bare.removesuffix("s")} & kept or spelled_out or known_otherwise):
            lost.append(word)
    return lost


def find(text: str) -> list[tuple[int, int]]:
    """Start and end of each acronym or coined name that is the same in English, in order."""
    found = (m for m in TOKEN.finditer(text) if _is_coined(m.group()))
    return [m.span() for m in found if m.group() not in ENGLISH and m.group() not in SPELLED_OUT]


def _is_coined(word: str) -> bool:
    if not _COINED.fullmatch(word) or word in ACRONYM_WORDS or _GENDERED.fullmatch(word):
        return False
    # A word that is shouted ("Das ist NICHT wahr") is no acronym.
    shouted = word.isalpha() and not has_small_letter(word)
    return not (shouted and (len(word) > _LONGEST_ACRONYM or is_function_word(word)))
