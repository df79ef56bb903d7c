"""Terms of a glossary in a hypothesis."""

from __future__ import annotations

import re

from translate_summarize.glossary.shipped import ENGLISH
from translate_summarize.translation.checks.acronyms import TOKEN


def in_english(source: str, target: str) -> str:
    """The target with German acronyms that the model copied ("KI") put in English ("AI").

    Args:
        source: the German sentence.
        target: its hypothesis.
    """
    for german in dict.fromkeys(TOKEN.findall(source)):
        if german in ENGLISH:
            target = re.sub(rf"(?<![^\W_]){german}(?![^\W_])", ENGLISH[german][0], target)
    return target
