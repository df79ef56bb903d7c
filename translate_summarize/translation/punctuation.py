"""Final punctuation as in the source."""

from __future__ import annotations

import re

_CLOSING = "“”\"'»«)]’ "

_FINAL = ".!?…:;"

# A full stop that belongs to an abbreviation and not to the sentence.
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Corp|Co|Jr|St|No|etc|vs)\.$")

_NEVER_REMOVED = ("..", " Mr.", " Dr.")


def match_final_punctuation(source: str, target: str) -> str:
    """Add the final stop that the source has, or remove one that it does not have.

    Models end headings and clauses with a full stop that the source lacks.

    Args:
        source: a German sentence or a clause of one.
        target: its hypothesis.
    """
    end = source.rstrip(_CLOSING)[-1:]
    if end and end not in _FINAL and target.endswith(".") and not target.endswith(_NEVER_REMOVED):
        return target if _ABBREVIATED.search(target) else target[:-1]
    if source.endswith((".", "!", "?")) and target and target[-1].isalnum():
        return target + source[-1]
    return target
