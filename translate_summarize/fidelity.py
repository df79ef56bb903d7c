"""Is a hypothesis true to its source? Numbers, loops, leftovers, length.

The checks know nothing of models: two strings in, the names of doubts out. ``translator`` retries what is
doubtful and marks what stays so (the idea of whisper's decode_with_fallback).
"""

from __future__ import annotations

import re
from collections import Counter

EMPTY, LOOP, UNTRANSLATED, NUMBER, LENGTH = "empty", "loop", "untranslated", "number", "length"

SEVERITY = {EMPTY: 100, LOOP: 50, UNTRANSLATED: 30, LENGTH: 15, NUMBER: 10}
"""How bad a doubt is, to choose the least bad of several hypotheses."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# German function words that are no English words.
_GERMAN = frozenset(
    "der das und nicht ist mit für auf ein eine einen einem einer eines dem den des zu von auch sich wird werden "
    "wurde wurden aus bei nach sind oder dass es sie ich wir ihr aber als wie über noch nur mehr vor durch zur zum "
    "im haben hatte sein seine ihre kann können soll sagte zwischen gegen unter wenn weil".split()
)
_SPELLED = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
)
_SPELLED |= dict(zip("thirty forty fifty sixty seventy eighty ninety".split(), range(30, 100, 10), strict=True))
_SPELLED |= dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)
_SPELLED |= {"eleventh": 11, "twelfth": 12, "dozen": 12, "noon": 12, "midday": 12, "midnight": 24}
_SPELLED |= {"a": 1, "an": 1, "once": 1, "twice": 2, "hundred": 100, "thousand": 1000}
_GERMAN_SPELLED = dict(
    zip("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), range(2, 13), strict=True)
)
_STUTTER = re.compile(r"\b([^\W\d_]{5,}) \1\b", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:both|pair|couple|double|twin|half|halves)\b", re.IGNORECASE)
_GERMAN_NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f' ]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_SCALES = (
    (
        re.compile(r"\b(?:\w*milliarden?|Mrd)\b", re.IGNORECASE),
        re.compile(r"\b(?:billions?|bn)\b|\d\s?(?:bn|b)\b", re.I),
    ),
    (
        re.compile(r"\b(?:Millionen|Million|Mio)\b"),
        re.compile(r"\bmillions?\b|\b(?:mn?|mln)\b|\dm\b|[,\d]{7}", re.I),
    ),
    (re.compile(r"\b(?:Billionen|Billion)\b"), re.compile(r"\btrillions?\b", re.IGNORECASE)),
)


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
    if _is_german(words) and len(source_words) > 2:
        found.append(UNTRANSLATED)
    if missing_numbers(source, target):
        found.append(NUMBER)
    if len(source_words) >= 8 and not 0.55 <= len(words) / len(source_words) <= 2.8:
        found.append(LENGTH)
    return tuple(found)


def severity(flags: tuple[str, ...]) -> int:
    """Sum of the severities of some doubts; 0 is a hypothesis beyond doubt."""
    return sum(SEVERITY[f] for f in flags)


def loss(source: str, target: str) -> int:
    """How bad a hypothesis is, to choose among several: 0 is beyond doubt, each lost number counts."""
    return severity(doubts(source, target)) + len(missing_numbers(source, target))


def missing_numbers(source: str, target: str) -> list[str]:
    """Numbers of the German source that the English target does not hold, as they stand in the source.

    A number counts as kept as digits in English notation, spelled out up to twelve, on a 12-hour clock, or as
    the same groups of digits (dates, versions); "Milliarde", "Million" and "Billion" must have become
    billion, million and trillion.
    """
    kept = Counter(_english(n) for n in _ENGLISH_NUMBER.findall(target))
    kept.update(str(_SPELLED[w]) for w in re.findall(r"[a-z]+", target.lower()) if w in _SPELLED)
    groups = Counter(g.lstrip("0") or "0" for g in re.findall(r"\d+", target))
    clock = "Uhr" in source
    missing = []
    for number in _GERMAN_NUMBER.findall(source):
        value = _german(number)
        if kept[value] or _half_day(value, kept, clock):
            continue
        if all(groups[g.lstrip("0") or "0"] for g in re.findall(r"\d+", number)):
            continue
        missing.append(number)
    for german, english in _SCALES:
        scales = german.findall(source)
        missing += scales[len(english.findall(target)) :]
    for index, word in enumerate(_WORD.findall(source)):
        spelled = _GERMAN_SPELLED.get(word if index else word.lower())
        if spelled is not None and not kept[str(spelled)] and not (spelled == 2 and _PAIR.search(target)):
            missing.append(word)
    return missing


def _half_day(value: str, kept: Counter[str], clock: bool) -> bool:
    return clock and value.isdigit() and 12 < int(value) <= 24 and bool(kept[str(int(value) - 12)])


def _german(number: str) -> str:
    return _plain(re.sub(r"[.\u00a0\u202f' ]", "", number).replace(",", "."))


def _english(number: str) -> str:
    return _plain(number.replace(",", ""))


def _plain(number: str) -> str:
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


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
