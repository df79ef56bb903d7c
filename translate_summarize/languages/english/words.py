"""English function words and labels."""

from __future__ import annotations

from translate_summarize.languages.language import word_set

FUNCTION_WORDS = word_set("""
    the a an this that these those he she it we you they i his her its our their your my me him
    them us one some any many most all each every both few several no none nobody nothing
    someone everyone anyone who what when where why how which whose whom and or but so yet for
    nor because although though while if unless until since after before as when whereas in on
    at by with from to of into during without within about against between under over through
    according despite due thanks like unlike besides instead following given then there here now
    today yesterday tomorrow soon later earlier recently currently meanwhile however therefore
    moreover furthermore nevertheless nonetheless also still already even only just perhaps
    maybe indeed instead again once finally eventually initially first overall additionally
    unfortunately clearly not never always often sometimes usually is are was were has have had
    do does did can could will would shall should may might must be please yes ok okay oh well
""")

# The summary's model was fitted with exactly these: the weights of function words and content words belong to them.
STOP_WORDS = word_set("""
    a an the of in on at to for from by with as and or but nor so yet if then than that this these those it its
    he she they them his her hers him their theirs we us our you your i me my mine is are was were be been being
    has have had having do does did done not no will would can could should may might must shall also only just
    more most such into over about after before which who whom whose what when where how there here all any some
    other s t up out off down through during between against under again very too own same each few both one
    said says say while because until
""")

# Longest first.
ENDINGS = ("'s", "’s", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "y", "e")

# Nouns that, before a number or a letter, name it ("Plan B.").
LABELS = word_set("""
    appendix article block chapter class exhibit figure formula gate grade group hepatitis level line model part
    phase plan platform position room schedule section series stage step table type unit variant version vitamin
    vitamins volume
""")

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
