"""Notes on standard error."""

from __future__ import annotations

import sys

from translate_summarize.article.translation import TranslatedArticle


class Console:
    """Writes notes to standard error; silent if ``quiet``."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    def note(self, text: str) -> None:
        """One line."""
        if not self.quiet:
            print(f"note: {' '.join(text.split())}", file=sys.stderr)

    def note_translation(self, translated: TranslatedArticle, marks: bool = True) -> None:
        """Say what was left out and what is doubtful."""
        reasons = [b.furniture for b in translated.left_out]
        if reasons:
            each = ", ".join(f"{r} {reasons.count(r)}" for r in dict.fromkeys(reasons))
            self.note(
                f"{_count(len(reasons), 'block')} of page furniture left out ({each}); --keep-all keeps "
                f"{'it' if len(reasons) == 1 else 'them'}"
            )
        doubtful = translated.flagged_pairs
        if doubtful:
            kinds = [f for p in doubtful for f in p.flags]
            each = ", ".join(f"{k} {kinds.count(k)}" for k in dict.fromkeys(kinds))
            total = sum(1 for _ in translated.pairs())
            self.note(
                f"{len(doubtful)} of {_count(total, 'sentence')} doubtful ({each})"
                + (", marked [?]" if marks else "; check against the source")
            )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def printable(text: str) -> str:
    """A name on one line, whatever its characters; undecodable bytes shown as such."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return shown.encode("utf-8", "backslashreplace").decode()
