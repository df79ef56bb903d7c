"""English number words."""

from __future__ import annotations

import re

SPELLED = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
)

SPELLED |= dict(zip("thirty forty fifty sixty seventy eighty ninety".split(), range(30, 100, 10), strict=True))

SPELLED |= dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)

SPELLED |= {"eleventh": 11, "twelfth": 12, "dozen": 12, "noon": 12, "midday": 12, "midnight": 24}

SPELLED |= {"a": 1, "an": 1, "once": 1, "twice": 2, "hundred": 100, "thousand": 1000}

SPELLED |= {"decade": 10}

COMPOUND = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
    r"(one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
)
