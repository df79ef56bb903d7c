"""The kinds of doubt about a hypothesis, and how bad each is."""

from __future__ import annotations

EMPTY, LOOP, UNTRANSLATED, LENGTH = "empty", "loop", "untranslated", "length"

NUMBER, NAME, NEGATION = "number", "name", "negation"

SEVERITY = {EMPTY: 100, LOOP: 50, UNTRANSLATED: 30, LENGTH: 15, NEGATION: 15, NUMBER: 10, NAME: 10}
"""How bad a doubt is, to choose the least bad of several hypotheses."""


def severity(flags: tuple[str, ...]) -> int:
    """Sum of the severities of some doubts; 0 is a hypothesis beyond doubt."""
    return sum(SEVERITY[f] for f in flags)
