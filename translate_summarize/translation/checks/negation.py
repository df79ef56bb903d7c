"""Lost negations: a lost "nicht" reverses the meaning."""

from __future__ import annotations

import re

# "Nicht nur" (not only) and understatements such as "nicht wenige" (quite a few) negate nothing.
_GERMAN = re.compile(
    r"\b(?:kein(?:e[nmrs]?)?|nicht(?! (?:nur|lange|wenige?|viel|zuletzt|einmal|mehr lange)\b)|nie(?:mals)?|niemand)\b",
    re.IGNORECASE,
)

# Generous: English negates with prefixes and verbs ("childless", "he refused"), and a false alarm costs trust.
_ENGLISH = re.compile(
    r"\b(?:no|non|not|none|nor|nobody|nothing|nowhere|never|neither|cannot|without|hardly|barely|rarely|seldom|scarcely"
    r"|rather|instead|only|yet to|other than|fewer|less|unless|except|until|bar|out of)\b|n['’]t\b|less\b"
    r"|\b(?:un|in(?:ab|ac|cap|comp|eff|suff|vis)|im[mp]|il[l]|ir[r]|dis|fail|lack|miss|refus|avoid|stop|prevent|den[iy]|declin"
    r"|abort|reject|exclu|free|far from|absen|mere|just)",
    re.IGNORECASE,
)


def lost_negation(source: str, target: str) -> bool:
    """Whether the source negates something and the hypothesis holds no sign of it.

    Args:
        source: a German sentence.
        target: its hypothesis.
    """
    return bool(_GERMAN.search(source)) and not _ENGLISH.search(target)
