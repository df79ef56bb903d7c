"""Lines that belong together: hard wraps, hyphenation at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translate_summarize.article.inline import CODE, holds_address
from translate_summarize.languages.german import GERMAN
from translate_summarize.languages.german.words import COLOURS, JOINING_WORDS, OPEN_WORDS
from translate_summarize.languages.sentences import full_stop_ends_sentence
from translate_summarize.reading.structure.sentence_shape import ends_sentence

HARD_BREAK = "\r"
"""Placeholder for an explicit line break while a paragraph is read."""

_HYPHENS = "-\u2010\u00ad\u00ac"


_MIN_WIDTH, _MAX_WIDTH = 30, 160

_RAGGED_SLACK = 0.15

_FEW_LINES = 4  # of so few one may be short, such as a title's

_CODE = re.compile(CODE)

_KEPT_SPACE = "\ue000"  # a private-use code point, so it cannot clash with text

_SENTENCE_WITHIN = re.compile(r"[a-zäöüß]{3}[.!?][“\"«]? [A-ZÄÖÜ„\"»]")

# A number, numeral or letter that stands alone on a line numbers what follows.
_ENUMERATOR = re.compile(r"(?:\d{1,3}|[IVXLC]{1,6}|\w)\.")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file's lines are broken.

    Attributes:
        width: widest line in characters; 0 if lines are not wrapped at some width.
        slack: by how many characters a line may fall short and still be one that ran full.
    """

    width: int = 0
    slack: float = 0.0


def find_wrap(lines: Sequence[str]) -> Wrap:
    """Find the width at which a file's lines are wrapped.

    A line ran full if the first word of the next one would not have fitted. The file is wrapped if that
    holds for nearly all lines that do not end a sentence.

    Args:
        lines: right-stripped lines of the file, tabs expanded; blank ones separate paragraphs.

    Returns:
        Width and slack; width 0 if lines are paragraphs or sentences of their own.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    if not pairs:
        return Wrap()
    open_pairs = [(len(a), len(b.split(None, 1)[0])) for a, b in pairs if not ends_sentence(a)]
    if len(open_pairs) * 5 < len(pairs) * 2:
        return Wrap()
    lengths = sorted([len(a) for a, _ in pairs] + [len(b) for _, b in pairs])
    for width in (lengths[-1], lengths[len(lengths) * 9 // 10]):
        if not _MIN_WIDTH <= width <= _MAX_WIDTH:
            continue
        for slack, share in ((0.0, 0.9), (_RAGGED_SLACK * width, 0.6)):
            full = sum(_ran_full(length, word, width, slack) for length, word in open_pairs)
            if full >= share * len(open_pairs) or (full >= _FEW_LINES and full == len(open_pairs) - 1):
                return Wrap(width, slack)
    return Wrap()


def continues_paragraph(line: str, following: str, wrap: Wrap) -> bool:
    """Whether the next line goes on with this line's paragraph.

    Args:
        line: a line, right-stripped.
        following: the line directly below it; neither is blank.
        wrap: of the file.

    Returns:
        True if they belong together.
    """
    if _is_broken_word(line):
        return True
    start = following.lstrip()
    if start == line.lstrip():
        return False  # a repeated title
    if _is_cut_short(line, start):
        return True
    if ends_sentence(line) and len(following) - len(start) > len(line) - len(line.lstrip()) + 1:
        return False  # first-line indentation
    if wrap.width and _ran_full(len(line), len(start.split(None, 1)[0]), wrap.width, wrap.slack):
        return True
    if ends_sentence(line):
        return False
    last = line[-60:].rsplit(None, 1)[-1]
    if start.lstrip("–— ")[:1].islower() or last.endswith(",") or last.casefold() in OPEN_WORDS:
        return True
    # "Die Halle ist alt. Sie kostet" ends neither a paragraph nor a headline.
    return last.isalpha() and last.islower() and bool(_SENTENCE_WITHIN.search(line))


def split_at_hard_breaks(text: str) -> Iterator[str]:
    r"""Split a paragraph at those of its hard breaks where a new thought begins.

    Args:
        text: with ``HARD_BREAK`` for explicit line breaks, ``\n`` at other line ends.

    Yields:
        The parts in order; a sentence that a break only interrupts is one part.
    """
    part = ""
    for line in text.split(HARD_BREAK):
        above = part.rstrip().rsplit("\n", 1)[-1]
        begun = bool(above) and bool(line.strip())
        if begun and not line.lstrip()[0].islower() and not continues_paragraph(above, line, Wrap()):
            yield part
            part = ""
        part += ("\n" if part else "") + line
    if part.strip():
        yield part


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one paragraph, and words broken at line ends.

    "Regie-" + "rung" is one word; "E-Mail-" + "Adresse" and "30-" + "jährig" keep the hyphen; "Nord-" +
    "und Südkorea" keeps hyphen and space.

    Args:
        lines: in order; outer white space is ignored.

    Returns:
        The text on one line, single spaces between words; those within `code` as they are.
    """
    words: list[str] = []
    for line in lines:
        parts = _keep_code(line).split()
        if not parts:
            continue
        if words and _is_broken_word(words[-1]):
            joined = _join_word(words[-1], parts[0])
            if joined:
                words[-1] = joined
                parts = parts[1:]
        words += parts
    return " ".join(words).replace("\xad", "").replace(_KEPT_SPACE, " ")


def _keep_code(line: str) -> str:
    """The line with placeholders for the spaces within `code`, so that they are not split at."""
    if "`" not in line:
        return line
    return _CODE.sub(lambda code: re.sub(r"\s", _KEPT_SPACE, code.group()), line)


def _ran_full(length: int, next_word: int, width: int, slack: float) -> bool:
    return length <= width * 1.1 and length + 1 + next_word > width - slack


def _is_cut_short(line: str, start: str) -> bool:
    """Whether the full stop that ends a line is that of an abbreviation or an ordinal: "5 Mio." + "Euro"."""
    line = line.strip()
    if not line.endswith(".") or line.endswith(".."):
        return False
    if _ENUMERATOR.fullmatch(line):
        return line[0].isdigit() and start.split(None, 1)[0].rstrip(".,;:").lower() in GERMAN.months
    return not full_stop_ends_sentence(line, start)


def _is_broken_word(text: str) -> bool:
    return len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalnum()


def _join_word(first: str, second: str) -> str:
    """The joined word; "" if a space belongs between the two."""
    stem = first[:-1]
    if first[-1] in "\u00ad\u00ac":
        return stem + second
    if holds_address(first):
        return first + second
    if second in JOINING_WORDS or not second[0].isalnum():
        return ""
    last_part = re.split(r"[^\w]", stem[-60:])[-1]
    keeps = (
        not second[0].islower()
        or last_part[-1:].isdigit()
        or last_part.isupper()
        or (last_part.islower() and (last_part.endswith("isch") or last_part in COLOURS))
    )
    return first + second if keeps else stem + second
