"""Does a sentence read well on its own? Openings that point back, quotations, heads of agencies and authors.

The rules are of the cheap kind that ExtEval's Appendix F uses to find faulty extracts (Zhang et al., "Extractive is
not Faithful", ACL 2023): linking words, pronouns and demonstratives at the start of a sentence whose predecessor
was left behind. The benchmark counts with them, and the choice avoids what they find.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN
from translate_summarize.languages.german.newspaper import NEWS_AGENCIES
from translate_summarize.languages.language import Language

_AGENCIES = rf"(?:{NEWS_AGENCIES}|[\w-]+/[\w/-]+)"

_NAME = r"[A-ZÄÖÜ][\w’'-]+(?:\s(?:und|and|von|van|de|[A-ZÄÖÜ][\w.’'-]*)){1,5}(?:,\s[A-ZÄÖÜ][\w-]+)?"

_BYLINE_OPENINGS = "|".join((*GERMAN.byline_openings, *ENGLISH.byline_openings))

_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:[\s/][A-ZÄÖÜ(][\w.)’'-]*){0,3}"

_HEAD = re.compile(
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

_LEAST_WORDS_LEFT = 4


def refers_back(sentence: str, language: Language = ENGLISH) -> bool:
    """Whether a sentence opens with a pronoun or a linking word that points to the sentence before it."""
    return bool(language.back_reference.match(sentence))


def without_connective(sentence: str, language: Language = ENGLISH) -> str | None:
    """The sentence without its opening connective ("However, the council ..."), if what remains stands alone.

    Returns:
        The rest with a capital, or None if there is no such connective or the rest would point back too.
    """
    found = language.removable_connective.match(sentence) if language.removable_connective else None
    if not found:
        return None
    rest = sentence[found.end() :]
    if len(rest.split()) < _LEAST_WORDS_LEFT or refers_back(rest, language) or not rest[:1].isalnum():
        return None
    return rest[0].upper() + rest[1:]


def without_dateline(sentence: str) -> str:
    """The sentence without a place and agency ("Berlin (dpa) - ") or an author ("Von Max Muster. ") before it."""
    head = _HEAD.match(sentence)
    rest = sentence[head.end() :].lstrip() if head else sentence
    return rest[0].upper() + rest[1:] if head and rest else sentence


def is_byline(sentence: str) -> bool:
    """Whether a sentence is an author's line and nothing else."""
    return bool(_BYLINE.fullmatch(sentence))


def is_dead(sentence: str, language: Language = ENGLISH) -> bool:
    """Whether a sentence says nothing of the article's subject: a caption's label, a pointer, a byline."""
    return bool(language.boilerplate.match(sentence)) or is_byline(sentence)


def is_question(sentence: str) -> bool:
    """Whether a sentence ends as a question."""
    return sentence.rstrip("\"'”“»«’‘) ").endswith("?")


def is_bare_quote(sentence: str) -> bool:
    """Whether a sentence is a quotation and nothing else, so that nobody knows who speaks."""
    return bool(_BARE.match(sentence))


def quoted_spans(sentences: Sequence[str]) -> list[tuple[bool, bool]]:
    """For each sentence of one paragraph, whether it begins, and whether it ends, inside a quotation.

    A quotation that the paragraph does not close counts as closed where it opened: a lone mark is a slip.
    """
    spans = []
    inside = False
    for i, sentence in enumerate(sentences):
        odd = len(_MARK.findall(sentence)) % 2 == 1
        ends = inside != odd
        if odd and not inside:
            ends = any(len(_MARK.findall(later)) % 2 for later in sentences[i + 1 :])
        spans.append((inside, ends))
        inside = ends
    return spans


def with_closed_quotes(sentence: str, begins_inside: bool, ends_inside: bool, whole: bool = True) -> str:
    """The sentence with the quotation marks that its neighbours hold.

    Args:
        sentence: of a paragraph.
        begins_inside: see ``quoted_spans``; the sentence before it is not beside it.
        ends_inside: likewise for the sentence after it.
        whole: no quotation reaches over from a sentence that is beside it.
    """
    marks = _MARK.findall(sentence)
    left, right = ("“", "”") if marks and marks[0] != '"' else ('"', '"')
    made = (left if begins_inside else "") + sentence + (right if ends_inside else "")
    # The model may have lost, or kept, the mark that its neighbour holds.
    if whole and len(_MARK.findall(made)) % 2:
        if made.endswith(tuple(_MARKS)) and not made.startswith(tuple(_MARKS)):
            return left + made
        if made.startswith(tuple(_MARKS)) and not made.endswith(tuple(_MARKS)):
            return made + right
    return made
