"""Repetition in a hypothesis."""

from __future__ import annotations

import re

# A long word said twice, or a stammer inside a word ("Meterterter").
STUTTER = re.compile(r"\b([^\W\d_]{5,}) \1\b|([^\W\d_]{2,5}?)\2{2,}|([^\W\d_])\3{3,}", re.IGNORECASE)


def loops(words: list[str]) -> bool:
    """Whether one to six words stand three times in a row, or few words make up most of a long sentence."""
    low = [w.lower() for w in words]
    for size in range(1, 7):
        run = 0
        for i in range(len(low) - size):
            run = run + 1 if low[i] == low[i + size] else 0
            if run >= 2 * size:
                return True
    return len(low) >= 24 and len(set(low)) / len(low) < 0.34
