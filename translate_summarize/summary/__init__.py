"""The extractive summariser: which sentences make the brief, and whether they read well together."""

from __future__ import annotations

__all__ = [
    "ENGLISH",
    "GERMAN",
    "TEXT",
    "Appraisal",
    "Candidate",
    "Passage",
    "Summariser",
    "Language",
    "candidates_of",
    "opens_dangling",
    "printed",
]
