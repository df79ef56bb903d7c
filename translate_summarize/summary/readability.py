"""Does a sentence read well on its own? Openings that refer back, quotations, datelines and bylines.

The rules are of the kind that ExtEval's Appendix F uses to find faulty extracts (Zhang et al., "Extractive is
not Faithful", ACL 2023): linking words, pronouns and demonstratives at the start of a sentence whose predecessor
is missing. The benchmark counts with them, and the search avoids what they find.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german.newspaper import NEWS_AGENCIES
from translate_summarize.languages.language import Language
from translate_summarize.languages.registry import KNOWN

_AGENCIES = rf"(?:{NEWS_AGENCIES}|[\w-]+/[\w/-]+)"

_NAME = r"[A-ZÄÖÜ][\w’'-]+(?:\s(?:und|and|von|van|de|[A-ZÄÖÜ][\w.’'-]*)){1,5}(?:,\s[A-ZÄÖÜ][\w-]+)?"

_BYLINE_OPENINGS = "|".join(opening for language in KNOWN.values() for opening in language.byline_openings)

_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:[\s/][A-ZÄÖÜ(][\w.)’'-]*){0,3}"

_DATELINE = re.compile(
    # "Berlin (dpa) - ", "(CNN) -- ", "(CNN) ", "NEW YORK -- ", "Updated Jul 7, 2012 6:40 PM ET "
    rf"(?:{_PLACE}(?:,\s[\w. ]{{1,25}})?\s)?\((?i:{_AGENCIES})\)\s*(?:[-–—]+\s*|\.\s+|:\s+|(?=\w))"
    r"|[A-ZÄÖÜ][A-ZÄÖÜ.]{2,}(?:[\s,/]+[A-ZÄÖÜ][\w.]+){0,3}\s*(?:--|[–—]|-(?=\s))\s*"
    r"|(?i:updated|aktualisiert)\s[\w,: ]{6,40}?\b(?:ET|GMT|BST|CET|Uhr)\b\s*"
    # "Von Max Muster, Berlin. Der Rat ..." and its translation; the name ends at a full stop, a dash or a colon.
    rf"|(?:Von|By)\s{_NAME}\s*(?:[.:|]|[-–—]+)\s+"
)

_BYLINE = re.compile(rf"\W*(?:{_BYLINE_OPENINGS})\s{_NAME}\W*")

_BARE = re.compile(r"""^["“„»«”'‘‚](?:[^"“”„»«]*)["”“«»'’‘][.!?]?$""")

_MARKS = '"“”„»«'

_MARK = re.compile(f"[{_MARKS}]")

_MIN_WORDS_LEFT = 4


def refers_back(sentence: str, language: Language = ENGLISH) -> bool:
    """Whether a sentence opens with a pronoun or a linking word that refers to the sentence before it."""
    return bool(language.back_reference.match(sentence))


def without_connective(sentence: str, language: Language = ENGLISH) -> str | None:
    """The sentence without its opening connective ("However, the council ..."), if what remains stands alone.

    Returns:
        The rest with a capital; None if there is no such connective, or if the rest refers back too.
    """
    connective = language.removable_connective.match(sentence) if language.removable_connective else None
    if not connective:
        return None
    rest = sentence[connective.end() :]
    if len(rest.split()) < _MIN_WORDS_LEFT or refers_back(rest, language) or not rest[:1].isalnum():
        return None
    return rest[0].upper() + rest[1:]


def without_dateline(sentence: str) -> str:
    """The sentence without a dateline ("Berlin (dpa) - ") or a byline ("Von Max Muster. ") before it."""
    dateline = _DATELINE.match(sentence)
    rest = sentence[dateline.end() :].lstrip() if dateline else sentence
    return rest[0].upper() + rest[1:] if dateline and rest else sentence


def is_byline(sentence: str) -> bool:
    """Whether a sentence is a byline and nothing else."""
    return bool(_BYLINE.fullmatch(sentence))


def is_boilerplate(sentence: str, language: Language = ENGLISH) -> bool:
    """Whether a sentence carries no content: a caption's label, a pointer to another article, a byline."""
    return bool(language.boilerplate.match(sentence)) or is_byline(sentence)


def is_question(sentence: str) -> bool:
    """Whether a sentence ends as a question."""
    return sentence.rstrip("\"'”“»«’‘) ").endswith("?")


def is_bare_quote(sentence: str) -> bool:
    """Whether a sentence is a quotation and nothing else, so that its speaker is unknown."""
    return bool(_BARE.match(sentence))


def quote_states(sentences: Sequence[str]) -> list[tuple[bool, bool]]:
    """For each sentence of a paragraph, whether it begins, and whether it ends, inside a quotation.

    A quotation that the paragraph does not close counts as closed where it opens: a lone mark is a typo.
    """
    states = []
    inside = False
    for i, sentence in enumerate(sentences):
        odd = len(_MARK.findall(sentence)) % 2 == 1
        ends = inside != odd
        if odd and not inside:
            ends = any(len(_MARK.findall(later)) % 2 for later in sentences[i + 1 :])
        states.append((inside, ends))
        inside = ends
    return states


def with_closed_quotes(sentence: str, begins_inside: bool, ends_inside: bool, whole: bool = True) -> str:
    """The sentence with the quotation marks that its missing neighbours hold.

    Args:
        sentence: of a paragraph.
        begins_inside: it begins inside a quotation, and the sentence before it is not printed.
        ends_inside: it ends inside a quotation, and the sentence after it is not printed.
        whole: neither neighbour shares a quotation with it.
    """
    marks = _MARK.findall(sentence)
    left, right = ("“", "”") if marks and marks[0] != '"' else ('"', '"')
    closed = (left if begins_inside else "") + sentence + (right if ends_inside else "")
    # The model may have lost, or kept, the mark that a neighbour holds.
    if whole and len(_MARK.findall(closed)) % 2:
        if closed.endswith(tuple(_MARKS)) and not closed.startswith(tuple(_MARKS)):
            return left + closed
        if closed.startswith(tuple(_MARKS)) and not closed.endswith(tuple(_MARKS)):
            return closed + right
    return closed
