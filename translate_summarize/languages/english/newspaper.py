"""What English newspapers put around an article."""

from __future__ import annotations

import re

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
