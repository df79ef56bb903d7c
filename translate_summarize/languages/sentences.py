"""German and English sentence boundaries.

Candidates are the marks that can end a sentence (``. ! ? …``), faces such as ``:-)`` and line ends; the words before
and after a candidate decide. Nothing is trained. Closed classes of words (function words, abbreviations, words before
an ordinal or a cardinal number) are enough: German capitalises nouns, so a capital says little, but a capitalised
function word nearly always opens a sentence.

Time is linear in the length of the text: every pattern matches where it is tried or fails within a bounded stretch,
and no decision looks back further than ``_LOOK_BACK`` characters. ``benchmarks/sentence_splitting.md`` compares the
result with maintained libraries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.german import GERMAN
from translate_summarize.languages.language import Language, word_set


def split_german(text: str) -> list[str]:
    """Split German text into sentences.

    Args:
        text: running text; a blank line always separates sentences, a single line end is a space unless a list
            item or a capitalised function word follows.

    Returns:
        The sentences in order, stripped, none empty. Joined, they hold every non-space character of the text.
    """
    return _split(text, GERMAN)


def split_english(text: str) -> list[str]:
    """Split English text into sentences.

    Args:
        text: running text; line ends are treated as in ``split_german``.

    Returns:
        The sentences in order, stripped, none empty. Joined, they hold every non-space character of the text.
    """
    return _split(text, ENGLISH)


def full_stop_ends_sentence(before: str, after: str, language: Language = GERMAN) -> bool:
    """Whether a full stop at a line end ends a sentence, rather than an abbreviation, an initial or an ordinal.

    Args:
        before: a line that ends in a single full stop.
        after: the line below it, not blank.
        language: of the text.

    Returns:
        The same answer as the splitter's within running text. Of a small letter it is not known whether it begins
        a sentence: then only the word before the full stop decides.
    """
    before, after = before[-2 * _LOOK_BACK :], after[: 2 * _LOOK_BACK].lstrip()
    text = f"{before} {after}"
    following = _following(text, len(before) + 1, closed=False, language=language)
    return following is None or _full_stop_ends(text, before[-_LOOK_BACK - 1 : -1], following, language)


# These lack a vowel, but are not cut short: they end sentences as words do.
_WITHOUT_VOWEL = word_set("km cm mm nm kg mg ml kWh Hz ms mph hm hmm pst psst Pkw Lkw Kfz")

# Brand names with a mark that ends no sentence.
_NAMES_WITH_MARK = word_set("Yahoo Joomla Jeopardy Wham Yum")

_VOWELS = frozenset("aeiouyäöüáàâéèêíóôúAEIOUYÄÖÜÁÉ")

_CLOSERS = r"""\])}"'“”»«›‹’‘´`"""

_OPENERS = r"""(\[{"'„“”‚‘»«›‹`*_¿¡"""

# Characters that open no sentence, and "" for the end of the text.
_NO_OPENING = frozenset(["", *",;:.!?)/|=-–—"])

# No alternative backtracks, so no candidate is scanned twice.
_CANDIDATE = re.compile(
    rf"""(?P<mark>[.!?…]+)(?P<close>[{_CLOSERS}]*(?:\[(?:\d{{1,3}}|\^[^\]\s]{{1,40}})\])*)"""
    r"""|(?P<face>(?<=\s)(?::-?[)D]|;-?\)))(?=\s)"""
    r"""|(?P<line>\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85)"""
)

_SPACED_CLOSER = re.compile(r"[^\S\r\n]{1,2}[»«›‹”’)](?=\s|$)")

_TRAILER = re.compile(
    r"(?:[^\S\r\n]{0,2}(?:[:;=8]['-]?[)(DPp/|\]](?=\s|$)|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+)){1,8}"
)

_BLANK_LINE = re.compile(r"(?>\r\n|[\r\n\u2028\x0b\x0c\x85])[^\S\r\n]*[\r\n\u2028\x0b\x0c\x85]|\u2029")

_LIST_MARK = re.compile(r"\s{1,8}(?:[*•·‣▪►]\s|[-–—]\s{1,8}[A-ZÄÖÜ\d]|\d{1,3}[.)]\s{1,8}[A-ZÄÖÜ\d„\"]|[a-z]\)\s)")

_SPACES = re.compile(r"\s*")

_NEXT = re.compile(rf"(?P<open>(?:,,|[{_OPENERS}]|\.\.+|…)*)(?P<word>[^\W_][\w’'-]*)?")

_DASH = re.compile(r"[-–—]{1,2}\s+(?=\S)")

_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)

_SPACED_ABBREVIATION = re.compile(r"(?:(?<=\s)|(?<=[(\[/„“\"»'-])|^)((?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]{1,4})$")

_WORD_SEPARATOR = re.compile(r"""[-/(\[„“"»]""")

_ROMAN = re.compile(r"(?=.)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

_ORDINAL_TOKEN = re.compile(r"(?:\d{1,3}\.[-–/])*\d{1,5}")

_DATE_TOKEN = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")

_LOOK_BACK = 64


def _split(text: str, language: Language) -> list[str]:
    sentences = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < start:
            continue
        end = _boundary(text, start, match, language)
        if end is not None:
            sentence = text[start:end].strip()
            if sentence:
                sentences.append(sentence)
            start = _after_spaces(text, end)
    rest = text[start:].strip()
    if rest:
        sentences.append(rest)
    return sentences


def _after_spaces(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def _boundary(text: str, start: int, match: re.Match[str], language: Language) -> int | None:
    """Where the sentence from start ends if it ends at the candidate; else None."""
    if match["line"]:
        return match.end() if _line_ends_sentence(text, start, match.start(), language) else None
    end = match.end()
    if trailer := _TRAILER.match(text, end):
        end = trailer.end()
    if spaced := _SPACED_CLOSER.match(text, end):
        end = spaced.end()
    if end == len(text):
        return end
    after = _after_spaces(text, end)
    if after == len(text):
        return len(text)
    if after == end:
        return end if _is_missing_space(text, start, match, language) else None
    following = _following(text, after, closed=bool(match["close"]), language=language)
    if following is None or following.is_lower:
        return None
    if match["face"]:
        return end if following.is_starter else None
    return end if _ends_sentence(text, start, match, following, language) else None


@dataclass(frozen=True, slots=True)
class _Following:
    """What comes after a candidate.

    Attributes:
        word: the first word in lower case; "" if another character comes first.
        is_lower: whether it begins with a small letter.
        is_starter: whether it is a function word with a capital letter, quoted or not.
        is_number: whether it begins with a digit.
        quoted: whether quotation marks or brackets come before it.
        after_dash: whether a dash comes before it.
        end: where the word ends in the text.
    """

    word: str
    is_lower: bool = False
    is_starter: bool = False
    is_number: bool = False
    quoted: bool = False
    after_dash: bool = False
    end: int = 0


def _following(text: str, position: int, *, closed: bool, language: Language) -> _Following | None:
    """What follows white space; None if no sentence can begin with it."""
    dash = _DASH.match(text, position)
    if dash:
        position = dash.end()
    match = _NEXT.match(text, position)
    if match is None:
        return None
    word, opening = match["word"] or "", match["open"]
    if closed and opening.startswith(",,"):
        return None
    if not word and not opening and text[match.end() : match.end() + 1] in _NO_OPENING:
        return None
    quoted, after_dash = bool(opening), bool(dash)
    if not word or _ADDRESS.match(text, match.start("word")):
        return _Following("", quoted=quoted, after_dash=after_dash, end=match.end())
    first = word[0]
    # "iPhone", "eBay": a small letter before a capital opens a sentence like a capital.
    is_lower = first.islower() and not (len(word) > 2 and word[1].isupper() and word[2:3].islower())
    lowered = word.lower() if len(word) < _LOOK_BACK else ""
    is_starter = first.isupper() and lowered in language.function_words and not word[1:2].isupper()
    return _Following(
        lowered,
        is_lower=is_lower,
        is_starter=is_starter,
        is_number=first.isdigit(),
        quoted=quoted,
        after_dash=after_dash,
        end=match.end(),
    )


def _ends_sentence(text: str, start: int, match: re.Match[str], following: _Following, language: Language) -> bool:
    """Decide about a mark that white space and then a capital, a digit or another character follow."""
    mark, close, position = match["mark"], match["close"], match.start()
    before = text[max(start, position - _LOOK_BACK) : position]
    if _is_bracketed_mark(before, close):
        return False
    if ")" in close and not text.startswith("(", start) and following.word:
        # A remark in brackets within a sentence ("(leider!) Müller") ends it only if a new one clearly begins.
        return following.is_starter
    if mark[-1] in "!?":
        return following.is_starter or before[-16:].rpartition(" ")[2] not in _NAMES_WITH_MARK
    if mark != ".":
        detached = not before or before[-1].isspace()
        return following.is_starter or following.quoted or not (detached and language.capitalises_nouns)
    return _full_stop_ends(text, before, following, language)


def _is_bracketed_mark(before: str, close: str) -> bool:
    """Whether the mark is alone in brackets: "[...]", "(!)"."""
    return bool(before) and (before[-1], close[:1]) in {("[", "]"), ("(", ")")}


def _full_stop_ends(text: str, before: str, following: _Following, language: Language) -> bool:
    """Whether a single full stop ends the sentence: abbreviations, numbers and initials do not always."""
    tokens = before.split()
    if not tokens or before[-1].isspace():
        return True
    token = tokens[-1].lstrip("([{\"'„“‚»«›‹*_`")
    if not token:
        return True
    opens = len(tokens) == 1 or (len(tokens) == 2 and not any(c.isalnum() for c in tokens[0]))
    opens = opens and len(before) < _LOOK_BACK
    previous = _bare(tokens[-2]) if len(tokens) > 1 else ""
    if token[-1].isdigit():
        if following.after_dash and following.is_number:
            return False
        if not language.dotted_ordinals:
            return not (opens and token.isdigit() and len(token) < 3)
        return _number_ends(text, token, tokens, opens, following, language)
    if token.isupper() and _ROMAN.fullmatch(token):
        if opens:
            return False
        if following.is_starter:
            return True
        return len(token) > 1 and previous in language.number_labels
    if len(token) == 1 and token.isalpha() and (opens or (token.isupper() and previous in language.letter_labels)):
        return not opens
    return not _is_abbreviation(before, opens, following, language)


def _bare(token: str) -> str:
    return token.strip("([{\"'„“”‚»«›‹*_`.)]}").lower()


def _is_abbreviation(before: str, opens: bool, following: _Following, language: Language) -> bool:
    """Whether the full stop after ``before`` only marks an abbreviation."""
    chain = _SPACED_ABBREVIATION.search(before[-24:])
    token = before.split()[-1]
    if len(last := _WORD_SEPARATOR.split(token)[-1]) > 1 or "/" not in token:
        token = last  # but the "h" of "km/h" is no initial
    token = token.strip("'‚*_`")
    if chain:
        forms = {re.sub(r"\s", "", chain[1]).lower(), token}
    else:
        forms = {token, token[:1].lower() + token[1:]} if opens else {token}
    if forms & language.final_before_capital:
        return following.is_lower
    if forms & language.only_before_number:
        return following.is_number
    if forms & language.never_final:
        return True
    return not following.is_starter and (
        bool(forms & language.final_before_starter)
        or bool(chain and all(len(part) == 1 for part in re.sub(r"\s", "", chain[1]).split(".")))
        or (len(token) == 1 and token.isalpha())
        or _looks_abbreviated(token, language)
    )


def _looks_abbreviated(token: str, language: Language) -> bool:
    """Whether a word that is in no list looks cut short: "Hauptstr.", "Bstg."."""
    if token.endswith(language.abbreviated_endings) and len(token) > 4:
        return True
    return (
        1 < len(token) < 6
        and token.isalpha()
        and token[1:].islower()
        and token not in _WITHOUT_VOWEL
        and _VOWELS.isdisjoint(token)
    )


def _number_ends(
    text: str, token: str, tokens: list[str], opens: bool, following: _Following, language: Language
) -> bool:
    """Whether a German sentence ends after a number with a full stop, or the number is an ordinal."""
    if token[0] in "-–" and tokens[-2:-1] and re.fullmatch(r"\d{1,3}\.", tokens[-2]):
        return following.is_starter
    token = token.lstrip("-–−+")
    previous = tokens[-2] if len(tokens) > 1 else ""
    leader = _bare(previous)
    if _DATE_TOKEN.fullmatch(token):
        # "am 3.10. Uhr", but "Version 3.1."
        return following.is_starter or following.quoted or not following.word or leader not in language.date_leaders
    if not _ORDINAL_TOKEN.fullmatch(token):
        return True
    if opens:
        return len(token) > 3
    if previous.endswith(":") and len(token) == 1 and token.startswith("1"):
        return False
    earlier = _bare(tokens[-3]) if len(tokens) > 2 else ""
    if following.is_number:
        # "3. 10. 2024" is a date, "der 3. 100-Meter-Lauf" an ordinal.
        is_date = len(token) < 3 and (
            text[following.end : following.end + 1] == "."
            or (len(following.word) == 4 and bool(re.fullmatch(r"\d{1,2}\.", previous)))
        )
        return not (is_date or (leader in language.ordinal_leaders and len(token) < 3))
    if following.word in language.months and len(token) < 3:
        return False
    if following.is_starter or following.after_dash:
        return True
    if previous[-1:].isdigit() or leader in language.number_labels:
        return True
    if leader in {"und", "bis", "oder", "-", "–", "/"} and earlier.isdigit():
        return not tokens[-3].endswith(".")
    if leader in language.ordinal_leaders or ("." in token[:-1]):
        return False
    if leader.endswith(("e", "en", "em", "er", "es")) and earlier in language.ordinal_leaders and previous.islower():
        return False
    if following.quoted or not following.word:
        return True
    return len(token) > 3 or not language.takes_ordinal(following.word)


def _is_missing_space(text: str, start: int, match: re.Match[str], language: Language) -> bool:
    """Whether a space is missing ("geklebt.Das"): a word in small letters before, a function word after."""
    position = match.start()
    before = text[max(start, position - _LOOK_BACK) : position].rsplit(maxsplit=1)[-1:]
    if not before or match["mark"] not in {".", "!", "?"} or match["close"]:
        return False
    word = before[0].lstrip("(\"'„“»«")
    if len(word) < 3 or not word.isalpha() or not word[1:].islower() or word.lower() in language.never_final:
        return False
    following = _NEXT.match(text, match.end())
    if following is None or not following["word"] or following["open"]:
        return False
    behind = text[following.end() : following.end() + 1]
    name = following["word"]
    return behind.isspace() and name[0].isupper() and name[1:].islower() and name.lower() in language.function_words


def _line_ends_sentence(text: str, start: int, position: int, language: Language) -> bool:
    """Whether the line end at position separates sentences although no mark before it did."""
    if _BLANK_LINE.match(text, position):
        return True
    words = text[max(start, position - _LOOK_BACK) : position].split()
    last = words[-1].lower() if words else ""
    # A wrapped line ends in "am" or "der", a heading or a list item does not.
    if not last or last[-1] in ",-–—/(„" or last in language.function_words:
        return False
    if _LIST_MARK.match(text, position):
        return not last.endswith(".") or len(last) > 4
    if last[-1] in _CLOSERS + ".!?…:;":
        return False
    following = _following(text, _after_spaces(text, position), closed=False, language=language)
    return (
        following is not None
        and following.is_starter
        and not following.quoted
        and following.word not in language.capitalised_within
    )
