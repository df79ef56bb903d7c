"""Flags: what may be wrong with a hypothesis, and how much each weighs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Flag(StrEnum):
    """Something doubtful about a hypothesis; its value is what users and files see."""

    EMPTY = "empty"
    LOOP = "loop"
    UNTRANSLATED = "untranslated"
    LENGTH = "length"
    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"

    @property
    def severity(self) -> int:
        """How much the flag weighs when hypotheses are compared; more is worse."""
        return _SEVERITY[self]


_SEVERITY = {
    Flag.EMPTY: 100,
    Flag.LOOP: 50,
    Flag.UNTRANSLATED: 30,
    Flag.LENGTH: 15,
    Flag.NEGATION: 15,
    Flag.NUMBER: 10,
    Flag.NAME: 10,
}


def severity(flags: Iterable[str]) -> int:
    """The sum of the flags' severities; 0 if there are none."""
    return sum(Flag(flag).severity for flag in flags)


def known_flags(values: Iterable[str]) -> tuple[Flag, ...]:
    """The flags among stored values; a value that this version does not know is dropped."""
    known = set(Flag)
    return tuple(Flag(value) for value in values if value in known)
