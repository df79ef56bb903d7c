"""What newspapers put around an article: bylines, agencies, dates and pointers to other articles.

Parts of regular expressions, for the readers and for the summary.
"""

from __future__ import annotations

import re

from translate_summarize.languages.german.words import MONTH_NAMES

BYLINE_OPENINGS = ("Von", "Ein Bericht von", "Text:", "Autor:", "Autorin:", "Interview:")

NEWS_AGENCIES = r"dpa|afp|reuters|ap|apa|sid|epd|kna|dts|ots|rtr|tass|upi|cnn|epa|ddp|dapd"

PICTURE_AGENCIES = (
    rf"{NEWS_AGENCIES}|getty|imago|shutterstock|pixabay|unsplash|istock|adobe ?stock|picture[ -]alliance|keystone"
    r"|pexels|wikimedia"
)

DATE = (
    r"(?:\w{2,10}, )?(?:den )?\d{1,2}\. ?"
    rf"(?:\d{{1,2}}\.|(?i:{'|'.join(MONTH_NAMES)})) ?(?:\d{{2,4}})?"
)
"""A day, its month by number or name, and maybe its weekday and year: "Montag, den 3. Mai 2027"."""

DATE_OPENINGS = "Stand|Veröffentlicht|Aktualisiert|Erschienen"

READ_ALSO = r"(?:lesen sie|lies|hören sie|sehen sie) (?:hier |hierzu |dazu |jetzt |zum thema )?(?:auch|mehr|weiter)"
"""The start of a pointer to another article, in lower case."""

BOILERPLATE = re.compile(
    rf"^\W*(?:{READ_ALSO.replace(' ', chr(92) + 's+')}\b|lesen\s+sie\s+hier\b|mehr\s+(?:zum\s+thema|dazu|lesen)\b|"
    r"foto\s*:|bild\s*:|video\s*:|quelle\s*:|hier\s+klicken\b|klicken\s+sie\b|aktualisiert\b|folgen\s+sie\s+uns\b|"
    r"abonnieren\b|newsletter\b|dieser\s+(?:artikel|text|beitrag)\s+(?:erschien|ist\s+zuerst|wurde)\b|"
    r"das\s+gespräch\s+führte|die\s+fragen\s+stellte|mit\s+material\s+von\b)",
    re.IGNORECASE,
)
"""The start of a sentence that says nothing of the article's subject."""
