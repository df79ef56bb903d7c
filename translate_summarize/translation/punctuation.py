"""Final punctuation as in the source."""

from __future__ import annotations

import re


def match_final_punctuation(source: str, target: str) -> str:
    """Give the target the final stop that the source has, or take away one that it has not.

    Models end headings and cut clauses with a full stop that nobody wrote.
    """
    ends = source.rstrip("“”\"'»«)]’ ")
    if ends and ends[-1] not in ".!?…:;" and target.endswith(".") and not target.endswith(("..", " Mr.", " Dr.")):
        if not re.search(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Corp|Co|Jr|St|No|etc|vs)\.$", target):
            return target[:-1]
    elif source.endswith((".", "!", "?")) and target and target[-1].isalnum():
        return target + source[-1]
    return target
