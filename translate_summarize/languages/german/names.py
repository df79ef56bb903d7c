"""German words that look like names, and names that look like words."""

from __future__ import annotations

from translate_summarize.languages.german.words import FUNCTION_WORDS
from translate_summarize.languages.language import word_set

NAME_PARTICLES = word_set("von van de der den dem zu zur zum di da del della la le el al bin ibn und")
"""Small words within a name."""

_ARTICLES_THAT_ARE_PARTICLES = word_set("der den dem und")

NO_NAME = (
    # "Will Smith" and "Man Ray" are names, as is "Zur Hausen".
    (FUNCTION_WORDS - (NAME_PARTICLES - _ARTICLES_THAT_ARE_PARTICLES) - word_set("will man mag"))
    | word_set("mehr weniger neue neuer neues zwei drei")
)
"""Words, in lower case, that the name of a speaker does not begin with."""

ACRONYM_WORDS = word_set("""
    GmbH AG KG OHG eG eV LKW PKW KFZ LKWs PKWs OB WG WGs MwSt WLAN CD CDs DVD DVDs TÜV AKW AKWs NGO NGOs ID StVO
    StGB BGB GG ZDF ARD ORF MdB MdL MEP PC PCs
""")
"""Acronyms that are words rather than names: English translates or drops them."""

NO_SHARED_NAME = word_set("""
    April August September November
    Kita Kitas Union Corona Villa Advent Kirmes Kripo Abitur
    Hannover Straßburg Tansania Braunschweig Selenskyj Selenski Lawrow Nawalny Nawalnyj Gorbatschow Jelzin Schoigu
    Chodorkowski Tschetschenien Charkiw Lwiw Odessa Saporischschja Taschkent Kirgistan Usbekistan Turkmenistan
    Tadschikistan Kasachstan Nikosia Laibach Preßburg Tschernobyl Mossul Kundus Scharon Chruschtschow Dostojewski
    Tschaikowski
""")
"""Capitalised words that a translation need not keep: months, which are checked as dates, nouns that look like
names, and names that English spells in its own way."""
