"""Repetition that the source does not have."""

from __future__ import annotations

import re

from translate_summarize.translation.checks.words import words_of

MAX_LOOP_WORDS = 6
"""The longest phrase whose repetition is looked for."""

MIN_REPETITIONS = 3

# Fewer distinct words than a third, in a sentence that is long enough to judge.
MIN_WORDS_TO_JUDGE, MIN_DISTINCT_SHARE = 24, 0.34

# A long word twice in a row, or syllables or letters repeated within a word ("Meterterter").
_STUTTER = re.compile(r"\b([^\W\d_]{5,}) \1\b|([^\W\d_]{2,5}?)\2{2,}|([^\W\d_])\3{3,}", re.IGNORECASE)


def has_loop(source: str, target: str) -> bool:
    """Whether a hypothesis repeats itself where its source does not.

    Args:
        source: a German sentence.
        target: its hypothesis.
    """
    if _repeats(words_of(target)) and not _repeats(words_of(source)):
        return True
    return bool(_STUTTER.search(target)) and not _STUTTER.search(source)


def _repeats(words: list[str]) -> bool:
    """Whether a phrase of one to six words stands three times in a row, or few words make up a long sentence."""
    low = [w.lower() for w in words]
    for size in range(1, MAX_LOOP_WORDS + 1):
        run = 0
        for i in range(len(low) - size):
            run = run + 1 if low[i] == low[i + size] else 0
            if run >= (MIN_REPETITIONS - 1) * size:
                return True
    return len(low) >= MIN_WORDS_TO_JUDGE and len(set(low)) / len(low) < MIN_DISTINCT_SHARE
