"""Notes on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate_summarize.article.translation import TranslatedArticle


class Console:
    """Prints notes to standard error, unless ``quiet``."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    def note(self, text: str) -> None:
        """Print a note on one line."""
        if not self.quiet:
            print(f"note: {' '.join(text.split())}", file=sys.stderr)

    def note_translation(self, translated: TranslatedArticle, marks: bool = True) -> None:
        """Print how many blocks were left out and how many sentences are doubtful.

        Args:
            translated: the article, or the part of it that was translated.
            marks: whether doubtful sentences are marked in the output.
        """
        reasons = [b.furniture for b in translated.left_out]
        if reasons:
            pronoun = "it" if len(reasons) == 1 else "them"
            self.note(
                f"{_count(len(reasons), 'block')} of page furniture left out ({_tally(reasons)}); "
                f"--keep-all keeps {pronoun}"
            )
        doubtful = translated.flagged_pairs
        if doubtful:
            total = sum(1 for _ in translated.pairs())
            flags = [flag for pair in doubtful for flag in pair.flags]
            advice = ", marked [?]" if marks else "; check against the source"
            self.note(f"{len(doubtful)} of {_count(total, 'sentence')} doubtful ({_tally(flags)}){advice}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _tally(names: Iterable[str]) -> str:
    """Each name with how often it occurs, such as "teaser 1, comment form 6"."""
    return ", ".join(f"{name} {count}" for name, count in Counter(names).items())


def printable(text: str) -> str:
    """A file name on one line; control characters and undecodable bytes are escaped."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return shown.encode("utf-8", "backslashreplace").decode()
