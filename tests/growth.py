"""How processor time grows with the input: what a stopwatch cannot say on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

Input = TypeVar("Input")

MAX_GROWTH = 9.0
"""Fourfold input takes about 4 times as long in linear time, 16 times in quadratic time."""

_LEAST = 0.002


def growth(work: Callable[[Input], object], small: Input, fourfold: Input) -> float:
    """How many times as long a fourfold input takes, in processor time, the best of three runs.

    Times below two milliseconds count as that much: they say nothing of growth.
    """
    return max(_LEAST, _best(work, fourfold)) / max(_LEAST, _best(work, small))


def _best(work: Callable[[Input], object], given: Input) -> float:
    times = []
    for _ in range(3):
        start = process_time()
        work(given)
        times.append(process_time() - start)
    return min(times)
