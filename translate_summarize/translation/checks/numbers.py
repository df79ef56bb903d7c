"""Numbers, dates, times and units that a hypothesis lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from text_to_num import alpha2digit, text2num

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.english.numbers import COMPOUND, SPELLED
from translate_summarize.languages.german.numbers import MONTH, TIME
from translate_summarize.languages.german.words import MONTH_NAMES
from translate_summarize.translation.checks.words import LETTERS

_PAIR = re.compile(r"\b(?:both|pair|couple|double|twin|half|halves)\b", re.IGNORECASE)

_GERMAN_NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f' ]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")

_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")

# German cardinals. "ein" is the article more often than the number, "hundert" and "tausend" alone are units below.
_GERMAN_CARDINAL = re.compile(
    r"(?!(?:hundert|tausend)$)[a-zäöüß]*"
    r"(?:zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zig|ßig|hundert|tausend)"
    r"|[a-zäöüß]*(?:hundert|tausend)(?:und)?eins?"
)

# Each scale word of the source needs its own in the target.
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

# Once in the target is enough: English often names a unit once where German repeats it.
_UNITS = (
    (re.compile(r"\b[Tt]ausende?n?\b"), re.compile(r"thousand|[,\d]{4}", re.IGNORECASE)),
    (re.compile(r"\b[Hh]underte?n?\b"), re.compile(r"hundred|\d{3}|cent", re.IGNORECASE)),
    (re.compile(r"\bDutzend(?:en?)?\b"), re.compile(r"dozen|\b12\b|twelve|scores", re.IGNORECASE)),
    (re.compile(r"\bJahrzehnt(?:en?|s)?\b"), re.compile(r"decade|0s\b|ten years|10 years", re.IGNORECASE)),
    (re.compile(r"\bProzent\b|\d ?%"), re.compile(r"%|per ?cent", re.IGNORECASE)),
    (re.compile(r"\bEuro\b|€"), re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE)),
    (re.compile(r"\bDollar\b|(?<!\w)\$"), re.compile(r"\$|\bdollars?\b|\b(?:usd|bucks)\b", re.IGNORECASE)),
)

_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")


def lost_numbers(source: str, target: str) -> list[str]:
    """Numbers of the German source that the English target does not hold, as the source writes them.

    A number counts as kept as digits in English notation, spelled out, on a 12-hour clock, or as the same groups of
    digits (dates, versions). "Milliarde", "Million" and "Billion" must have become billion, million and trillion, and
    the month of a date its English name or its number. Percent signs, dollars and euros count as numbers.

    Args:
        source: a German sentence.
        target: its hypothesis.
    """
    low = target.lower()
    kept = _english_values(target, low)
    clock = "Uhr" in source
    lost = []
    rest = _THOUSANDS.sub(" ", target)  # "8,000" has not kept the zeros of "8.00"
    for time in TIME.finditer(source):
        kept_time = _time_in_english(time, target, kept)
        if kept_time is None:
            lost.append(time.group())
        else:  # nor has "2.15 pm" kept another 15
            rest = rest.replace(kept_time, " ", 1)
    groups = Counter(g.lstrip("0") or "0" for g in re.findall(r"\d+", rest))
    for number in _GERMAN_NUMBER.findall(TIME.sub(" ", source)):
        value = _german(number)
        if kept[value] or _half_day(value, kept, clock):
            continue
        if number.isdigit() and groups[number.lstrip("0") or "0"]:  # part of a date or a version
            continue
        lost.append(number)
    lost += [m for m in MONTH.findall(source) if not _names_month(m, low, groups)]
    for german, english in _SCALES:
        scales = german.findall(source)
        lost += scales[len(english.findall(target)) :]
    lost += [
        unit.group() for german, english in _UNITS if (unit := german.search(source)) and not english.search(target)
    ]
    lost += [
        word
        for word, value in _spelled_out(source)
        if not kept[str(value)] and not (value == 2 and _PAIR.search(target))
    ]
    return lost


def _spelled_out(source: str) -> Iterator[tuple[str, int]]:
    """The cardinals of two and more that a German sentence spells out, with their values.

    A capital within the sentence marks a noun ("die Sieben"), which English may name otherwise.
    """
    for index, word in enumerate(LETTERS.findall(source)):
        if _GERMAN_CARDINAL.fullmatch(cardinal := word if index else word.lower()):
            try:
                yield word, text2num(cardinal, "de")
            except ValueError:  # "entzwei" and "einzig" only end like cardinals
                continue


def _english_values(target: str, low: str) -> Counter[str]:
    """The numbers of an English sentence, in digits or spelled out, as plain decimals."""
    values = Counter(_english(n) for n in _ENGLISH_NUMBER.findall(target))
    values.update(str(SPELLED[w]) for w in re.findall(r"[a-z]+", low) if w in SPELLED)
    values.update(str(SPELLED[tens] + SPELLED[ones]) for tens, ones in COMPOUND.findall(low))
    # Numbers of several words: "three hundred and five".
    in_digits = alpha2digit(low.replace("half a million", "500,000"), "en")
    values.update(map(_english, _ENGLISH_NUMBER.findall(in_digits)))
    return values


def _time_in_english(time: re.Match[str], target: str, kept: Counter[str]) -> str | None:
    """How the target writes a time of day, on either clock ("" if as a word); None if it does not."""
    hour, minute = int(time[1]), time[2]
    for shown in {hour, hour - 12 if hour > 12 else hour, 12 if hour in (0, 24) else hour}:
        if written := re.search(rf"(?<!\d)0?{shown}[.:]?{minute}(?!\d)", target):
            return written.group()
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
    """A decimal without leading and trailing zeros."""
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
