"""English openings: those that refer back to the sentence before, and those of bylines and boilerplate."""

from __future__ import annotations

import re

from translate_summarize.languages.language import alternatives

_PRONOUNS = "he she it they him his her hers its their theirs them this that these those such both neither either"

_LINKS = (
    "and but or nor so yet then also however moreover furthermore therefore thus hence consequently meanwhile "
    "nevertheless nonetheless instead otherwise besides additionally accordingly similarly likewise conversely "
    "afterwards later finally indeed rather here another others in_addition as_a_result for_example for_instance "
    "on_the_other_hand on_the_one_hand in_contrast by_contrast on_the_contrary at_the_same_time because_of_this "
    "because_of_that after_that before_that despite_this despite_that in_fact in_turn in_this in_that in_these "
    "in_those "
    "at_this at_that for_this for_that with_this with_that to_this to_that of_this of_these of_those from_this "
    "from_that since_then by_then until_then according_to_him according_to_her according_to_them the_latter "
    "the_former the_same the_two the_pair the_duo not_only even_so that_said what_is_more above_all as_such "
    "of_course for_that_reason for_this_reason in_this_way in_the_process apart_from_that"
)

# A short phrase of place or time, and then the pronoun: "On Tuesday, he said", "After the talks they left".
_FRONTED = (
    r"(?:on|in|at|by|after|during|since|until|before|from|with|for|under|over|last|next|two|three|earlier|today|"
    r"yesterday|recently|now|once|soon)\b(?:\s+(?!according\b)[\w’'-]+){0,5}?,?\s+"
    r"(?:he|she|they)\b"
)

_AGED = r"the\s+\d{1,3}[\s-]years?[\s-]olds?\b"

BACK_REFERENCE = re.compile(
    rf"^\W*(?:(?:{alternatives(_PRONOUNS)}|{alternatives(_LINKS)})\b|{_FRONTED}|{_AGED})", re.IGNORECASE
)

REMOVABLE_CONNECTIVE = re.compile(
    r"^(?:(?:"
    + alternatives(
        "however meanwhile moreover furthermore additionally besides also nevertheless nonetheless indeed therefore "
        "thus hence consequently accordingly still finally in_addition in_fact at_the_same_time by_contrast "
        "in_contrast on_the_other_hand as_a_result in_turn what_is_more even_so of_course"
    )
    + r")\s*,\s+|(?:but|and|yet|so)\s+(?=(?-i:[A-Z]|(?:the|an?)\s)))",
    re.IGNORECASE,
)
"""A linking word with its comma, or a conjunction before a name or an article."""

# A model translates "Von Max Muster" by any of these.
BYLINE_OPENINGS = ("By", "From", "Of")

BOILERPLATE = re.compile(
    r"^\W*(?:scroll\s+down\b|click\s+(?:here|on|through)\b|read\s+(?:more|also|on|here)\b|see\s+(?:also|below)\b|"
    r"(?:file\s+)?photos?\s*:|image\s*:|picture\s*:|video\s*:|watch\s+(?:the\s+)?video\b|share\s+this\b|"
    r"editor['’]?s['’]?\s+note\b|updated\b.{0,60}$|subscribe\b|follow\s+us\b|copyright\b|all\s+rights\s+reserved\b|"
    r"this\s+(?:article|story|text)\s+(?:was|has\s+been|first|originally)\b|(?:with|additional)\s+material\s+"
    r"(?:from|by)\b)",
    re.IGNORECASE,
)
"""The start of a sentence that says nothing of the article's subject."""
