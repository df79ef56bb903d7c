"""Terms of a glossary enforced in a hypothesis."""

from __future__ import annotations

import re

from translate_summarize.glossary.shipped import ENGLISH
from translate_summarize.translation.checks.words import TOKEN


def with_english_acronyms(source: str, target: str) -> str:
    """The target with German acronyms that the model copied ("KI") replaced by the English ones ("AI").

    Args:
        source: the German sentence; only its acronyms are replaced.
        target: its hypothesis.
    """
    for german in dict.fromkeys(TOKEN.findall(source)):
        if german in ENGLISH:
            target = re.sub(rf"(?<![^\W_]){german}(?![^\W_])", ENGLISH[german][0], target)
    return target
