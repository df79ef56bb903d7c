"""Does a line have the shape of a sentence: a finite verb, a final mark?"""

from __future__ import annotations

import re

from translate_summarize.languages.german.verbs import FINITE, NO_VERB

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_CLOSING = "\"'“”‘’«»‹›)] \t"


def has_finite_verb(text: str) -> bool:
    """Whether a line of German seems to be a clause with a finite verb.

    Known finite forms count, and any other small-lettered word in "-t" that is neither a known adverb or
    adjective nor a participle in "ge…t". The first word does not count:
    questions and commands begin with the verb, teasers do not.

    Args:
        text: one line; headlines and headings, not paragraphs.

    Returns:
        True if there is a verb; False also when in doubt.
    """
    words = _WORD.findall(text)
    for i, word in enumerate(words):
        if i == 0 or not word.islower():
            continue
        if word in FINITE:
            # at the end "-en" may be an infinitive: "Wie wir weiter kommen"
            if word.endswith("en") and i == len(words) - 1:
                continue
            return True
        if len(word) >= 5 and word.endswith("t") and word not in NO_VERB and not word.startswith("ge"):
            return True
    return False


def ends_sentence(text: str) -> bool:
    """Whether a full stop, question mark, exclamation mark or ellipsis ends the text, quotes apart."""
    return text.rstrip(_CLOSING)[-1:] in {".", "!", "?", "…"}
