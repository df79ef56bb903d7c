"""Numbers, dates, times and units that a hypothesis lost."""

from __future__ import annotations

import re
from collections import Counter

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.english.numbers import COMPOUND, SPELLED
from translate_summarize.languages.german.numbers import GERMAN_SPELLED, MONTH, TIME
from translate_summarize.languages.german.words import MONTH_NAMES

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
        re.compile(r"\bmillions?\b|\b(?:mn|mln)\b|\d\s?m\b|[,\d]{7}", re.I),
    ),
    (re.compile(r"\b(?:Billionen|Billion)\b"), re.compile(r"\btrillions?\b", re.IGNORECASE)),
)

# What is counted; once in the target is enough, for English says it once where German says it twice, too.
_UNITS = (
    (re.compile(r"\b[Tt]ausende?n?\b"), re.compile(r"thousand|[,\d]{4}", re.IGNORECASE)),
    (re.compile(r"\b[Hh]underte?n?\b"), re.compile(r"hundred|\d{3}|cent", re.IGNORECASE)),
    (re.compile(r"\bDutzend(?:en?)?\b"), re.compile(r"dozen|\b12\b|twelve|scores", re.IGNORECASE)),
    (re.compile(r"\bJahrzehnt(?:en?|s)?\b"), re.compile(r"decade|0s\b|ten years|10 years", re.IGNORECASE)),
    (re.compile(r"\bProzent\b|\d ?%"), re.compile(r"%|per ?cent", re.IGNORECASE)),
    (re.compile(r"\bEuro\b|€"), re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE)),
    (re.compile(r"\bDollar\b|(?<!\w)\$"), re.compile(r"\$|\bdollars?\b|\b(?:usd|bucks)\b", re.IGNORECASE)),
)

WORD = re.compile(r"[^\W\d_]+")

_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")


def missing_numbers(source: str, target: str) -> list[str]:
    """Numbers of the German source that the English target does not hold, as they stand in the source.

    A number counts as kept as digits in English notation, spelled out up to a hundred, on a 12-hour clock, or as
    the same groups of digits (dates, versions); "Milliarde", "Million" and "Billion" must have become
    billion, million and trillion, the month of a date its English name or number. Percent signs, dollars and euros
    are counted among the numbers.
    """
    low = target.lower()
    kept = Counter(_english(n) for n in _ENGLISH_NUMBER.findall(target))
    kept.update(str(SPELLED[w]) for w in re.findall(r"[a-z]+", low) if w in SPELLED)
    kept.update(str(SPELLED[tens] + SPELLED[ones]) for tens, ones in COMPOUND.findall(low))
    clock = "Uhr" in source
    missing = []
    rest = _THOUSANDS.sub(" ", target)  # "8,000" has not kept the noughts of "8.00"
    for time in TIME.finditer(source):
        told = _told_time(time, target, kept)
        if told is None:
            missing.append(time.group())
        else:  # nor has "2.15 pm" kept another 15
            rest = rest.replace(told, " ", 1)
    groups = Counter(g.lstrip("0") or "0" for g in re.findall(r"\d+", rest))
    for number in _GERMAN_NUMBER.findall(TIME.sub(" ", source)):
        value = _german(number)
        if kept[value] or _half_day(value, kept, clock):
            continue
        if number.isdigit() and groups[number.lstrip("0") or "0"]:  # part of a date or a version
            continue
        missing.append(number)
    missing += [m for m in MONTH.findall(source) if not _names_month(m, low, groups)]
    for german, english in _SCALES:
        scales = german.findall(source)
        missing += scales[len(english.findall(target)) :]
    missing += [
        found.group() for german, english in _UNITS if (found := german.search(source)) and not english.search(target)
    ]
    for index, word in enumerate(WORD.findall(source)):
        spelled = GERMAN_SPELLED.get(word if index else word.lower())
        if spelled is not None and not kept[str(spelled)] and not (spelled == 2 and _PAIR.search(target)):
            missing.append(word)
    return missing


def _told_time(time: re.Match[str], target: str, kept: Counter[str]) -> str | None:
    """A time of day as the target tells it, on either clock; None if it does not."""
    hour, minute = int(time[1]), time[2]
    for shown in {hour, hour - 12 if hour > 12 else hour, 12 if hour in (0, 24) else hour}:
        if told := re.search(rf"(?<!\d)0?{shown}[.:]?{minute}(?!\d)", target):
            return told.group()
        if minute == "00" and kept[str(shown)]:
            return ""
    return None


def _names_month(german: str, target: str, groups: Counter[str]) -> bool:
    number = MONTH_NAMES[german]
    english = next(name for name, value in ENGLISH.months.items() if value == number)
    return bool(re.search(rf"\b{english[:3]}", target)) or bool(groups[str(number)])


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
