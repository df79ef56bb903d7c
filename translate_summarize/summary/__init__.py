"""The extractive summariser: which sentences make the brief, and whether they read well together."""

from translate_summarize.summary.candidates import TEXT, Candidate, Passage, candidates_of
from translate_summarize.summary.choice import Appraisal, Summariser
from translate_summarize.summary.paragraph import printed
from translate_summarize.summary.readability import opens_dangling
from translate_summarize.summary.wording import ENGLISH, GERMAN, Wording

__all__ = [
    "ENGLISH",
    "GERMAN",
    "TEXT",
    "Appraisal",
    "Candidate",
    "Passage",
    "Summariser",
    "Wording",
    "candidates_of",
    "opens_dangling",
    "printed",
]
