"""Is a hypothesis true to its source? Numbers, names, negations, loops, leftovers, length.

The checks know nothing of models: two strings in, the names of doubts out. ``translator`` retries what is
doubtful and marks what stays so (the idea of whisper's decode_with_fallback).
"""

from __future__ import annotations

import re

from translate_summarize.acronyms import lost_acronyms
from translate_summarize.figures import missing_numbers
from translate_summarize.names import SURE, lost_names
from translate_summarize.protection import PROTECTED
from translate_summarize.sentences import is_function_word

EMPTY, LOOP, UNTRANSLATED, LENGTH = "empty", "loop", "untranslated", "length"
NUMBER, NAME, NEGATION = "number", "name", "negation"

SEVERITY = {EMPTY: 100, LOOP: 50, UNTRANSLATED: 30, LENGTH: 15, NEGATION: 15, NUMBER: 10, NAME: 10}
"""How bad a doubt is, to choose the least bad of several hypotheses."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# German function words that are no English words.
_GERMAN = frozenset(
    "der das und nicht ist mit für auf ein eine einen einem einer eines dem den des zu von auch sich wird werden "
    "wurde wurden aus bei nach sind oder dass es sie ich wir ihr aber als wie über noch nur mehr vor durch zur zum "
    "im haben hatte sein seine ihre kann können soll sagte zwischen gegen unter wenn weil".split()
)
# Copied from the source, these are German: endings of nouns, adjectives and adverbs, small letters with an umlaut.
_GERMAN_SHAPE = re.compile(
    r"(?!Samsung).{3,}(?:ung|ungen|(?:heit|keit|schaft|tät)(?:en)?|isch|lich)|(?=[a-zäöüß]{5}).*[äöüß].*"
)
_SHORT = 3
"""Words of a sentence that may be an exclamation as a whole ("Genau.", "Na und?")."""
# A lost "nicht" turns the meaning round. "Nicht nur" and understatements do not count.
_DENIES = re.compile(
    r"\b(?:kein(?:e[nmrs]?)?|nicht(?! (?:nur|lange|wenige?|viel|zuletzt|einmal|mehr lange)\b)|nie(?:mals)?|niemand)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|non|not|none|nor|nobody|nothing|nowhere|never|neither|cannot|without|hardly|barely|rarely|seldom|scarcely"
    r"|rather|instead|only|yet to|other than|fewer|less|unless|except|until|bar|out of)\b|n['’]t\b|less\b"
    r"|\b(?:un|in(?:ab|ac|cap|comp|eff|suff|vis)|im[mp]|il[l]|ir[r]|dis|fail|lack|miss|refus|avoid|stop|prevent|den[iy]|declin"
    r"|abort|reject|exclu|free|far from|absen|mere|just)",
    re.IGNORECASE,
)
_LONG = 8
"""Words of a sentence whose length tells something."""
# Of 2,497 human translations 13 fall short of these shares of the source, of a small model's 3 in 100.
_FEWEST_WORDS, _MOST_WORDS, _FEWEST_LETTERS = 0.65, 2.8, 0.6
# A long word said twice, or a stammer inside a word ("Meterterter").
_STUTTER = re.compile(r"\b([^\W\d_]{5,}) \1\b|([^\W\d_]{2,5}?)\2{2,}|([^\W\d_])\3{3,}", re.IGNORECASE)


def doubts(source: str, target: str) -> tuple[str, ...]:
    """Names of what is doubtful about a hypothesis; empty if nothing is.

    Args:
        source: a German sentence.
        target: its English hypothesis.
    """
    words, source_words = _WORD.findall(target), _WORD.findall(source)
    if source_words and not words:
        return (EMPTY,)
    found = []
    if (_loops(words) and not _loops(source_words)) or (_STUTTER.search(target) and not _STUTTER.search(source)):
        found.append(LOOP)
    if (_is_german(words) and len(source_words) > 2) or _is_copied(source, target, source_words, words):
        found.append(UNTRANSLATED)
    if missing_numbers(source, target):
        found.append(NUMBER)
    if lost_acronyms(source, target) or lost_names(source, target, SURE):
        found.append(NAME)
    if _DENIES.search(source) and not _DENIED.search(target):
        found.append(NEGATION)
    if len(source_words) >= _LONG and not (
        _FEWEST_WORDS <= len(words) / len(source_words) <= _MOST_WORDS and len(target) >= _FEWEST_LETTERS * len(source)
    ):
        found.append(LENGTH)
    return tuple(found)


def severity(flags: tuple[str, ...]) -> int:
    """Sum of the severities of some doubts; 0 is a hypothesis beyond doubt."""
    return sum(SEVERITY[f] for f in flags)


def loss(source: str, target: str, flags: tuple[str, ...]) -> int:
    """How bad a hypothesis is, to choose among several: 0 is beyond doubt, each lost number or name counts.

    Args:
        source: a German sentence.
        target: its hypothesis.
        flags: what ``doubts`` says of the two.
    """
    lost = (missing_numbers(source, target), lost_acronyms(source, target), lost_names(source, target))
    return severity(flags) + sum(map(len, lost))


def _loops(words: list[str]) -> bool:
    """Whether one to six words stand three times in a row, or few words make up most of a long sentence."""
    low = [w.lower() for w in words]
    for size in range(1, 7):
        run = 0
        for i in range(len(low) - size):
            run = run + 1 if low[i] == low[i + size] else 0
            if run >= 2 * size:
                return True
    return len(low) >= 24 and len(set(low)) / len(low) < 0.34


def _is_german(words: list[str]) -> bool:
    german = sum(w.lower() in _GERMAN for w in words)
    return german >= 2 and german / len(words) >= 0.18


def is_exclamation(source: str) -> bool:
    """Whether a sentence is so short that a model may take its only words for names: "Genau.", "Na und?"."""
    words = _WORD.findall(source)
    return (
        0 < len(words) <= _SHORT
        and source.rstrip("“”\"'»«)]’ ").endswith((".", "!", "?", "…"))
        and any(w[1:].islower() for w in words)
    )


def _is_copied(source: str, target: str, source_words: list[str], words: list[str]) -> bool:
    """Whether the hypothesis, or a word in it that cannot be English, is still the German of the source."""
    is_equal = [w.casefold() for w in words] == [w.casefold() for w in source_words]
    if is_equal and (is_exclamation(source) or (len(words) > _SHORT and any(map(is_function_word, words)))):
        return not _is_english(words)
    kept = _parts(_WORD.findall(PROTECTED.sub(" ", target))) & _parts(_WORD.findall(PROTECTED.sub(" ", source)))
    return any(_GERMAN_SHAPE.fullmatch(w) for w in kept)


def _is_english(words: list[str]) -> bool:
    """Whether most function words of a sentence are English ones, as in a quotation that was English all along."""
    english = sum(is_function_word(w, german=False) for w in words)
    return english > sum(map(is_function_word, words))


def _parts(words: list[str]) -> set[str]:
    """The words, compounds with a hyphen taken apart."""
    return {part for word in words for part in word.split("-")}


def match_final_punctuation(source: str, target: str) -> str:
    """Give the target the final stop that the source has, or take away one that it has not.

    Models end headings and cut clauses with a full stop that nobody wrote.
    """
    ends = source.rstrip("“”\"'»«)]’ ")
    if ends and ends[-1] not in ".!?…:;" and target.endswith(".") and not target.endswith(("..", " Mr.", " Dr.")):
        if not re.search(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Corp|Co|Jr|St|No|etc|vs)\.$", target):
            return target[:-1]
    elif source.endswith((".", "!", "?")) and target and target[-1].isalnum():
        return target + source[-1]
    return target
