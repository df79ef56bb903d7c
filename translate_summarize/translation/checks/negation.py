"""Lost negations."""

from __future__ import annotations

import re

# A lost "nicht" turns the meaning round. "Nicht nur" and understatements do not count.
DENIES = re.compile(
    r"\b(?:kein(?:e[nmrs]?)?|nicht(?! (?:nur|lange|wenige?|viel|zuletzt|einmal|mehr lange)\b)|nie(?:mals)?|niemand)\b",
    re.IGNORECASE,
)

DENIED = re.compile(
    r"\b(?:no|non|not|none|nor|nobody|nothing|nowhere|never|neither|cannot|without|hardly|barely|rarely|seldom|scarcely"
    r"|rather|instead|only|yet to|other than|fewer|less|unless|except|until|bar|out of)\b|n['’]t\b|less\b"
    r"|\b(?:un|in(?:ab|ac|cap|comp|eff|suff|vis)|im[mp]|il[l]|ir[r]|dis|fail|lack|miss|refus|avoid|stop|prevent|den[iy]|declin"
    r"|abort|reject|exclu|free|far from|absen|mere|just)",
    re.IGNORECASE,
)
