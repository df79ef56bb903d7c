"""The terms that ship with the program."""

from __future__ import annotations

# German acronyms and what English calls them; the first is the one that stands in for a copied one.
ENGLISH = {
    "KI": ("AI", "artificial intelligence"),
    "EZB": ("ECB", "european central bank"),
    "IWF": ("IMF", "international monetary fund"),
    "BIP": ("GDP", "gross domestic product"),
    "UNO": ("UN", "united nations"),
    "DDR": ("GDR", "east german", "german democratic republic"),
    "BRD": ("FRG", "german"),
    "OSZE": ("OSCE",),
    "EuGH": ("ECJ", "court of justice"),
    "EGMR": ("ECHR", "court of human rights"),
    "IStGH": ("ICC", "international criminal court"),
    "IOK": ("IOC", "international olympic committee"),
    "UdSSR": ("USSR", "soviet"),
    "ADHS": ("ADHD",),
    "MRT": ("MRI",),
}

# Kept or spelled out in English, as the writer likes.
SPELLED_OUT = {
    "USA": ("us", "united states", "america"),
    "US": ("usa", "united states", "america"),
    "EU": ("european",),
    "UN": ("united nations",),
    "UK": ("british", "britain", "united kingdom"),
    "TV": ("television",),
    "WM": ("world",),
    "EM": ("european",),
}
