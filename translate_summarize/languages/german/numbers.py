"""German number words, months and times."""

from __future__ import annotations

import re

from translate_summarize.languages.german.words import MONTH_NAMES

GERMAN_SPELLED = dict(
    zip(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        "achtzehn neunzehn zwanzig".split(),
        range(2, 21),
        strict=True,
    )
)

GERMAN_SPELLED |= dict(
    zip("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), range(30, 100, 10), strict=True)
)

MONTH = re.compile(rf"\b\d{{1,2}}\. ({'|'.join(MONTH_NAMES)})\b")

TIME = re.compile(r"(?<![\d.,:])(\d{1,2})[.:](\d\d)(?= Uhr| (?:bis|und|oder|–|-) \d{1,2}(?:[.:]\d\d)? Uhr)")
