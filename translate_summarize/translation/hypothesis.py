"""A hypothesis: an English sentence with its flags."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A hypothesis for a sentence, with what is doubtful about it."""

    target: str
    flags: tuple[str, ...] = ()
    loss: int = 0
