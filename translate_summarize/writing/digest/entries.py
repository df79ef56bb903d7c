"""The digest of a batch: its entries, sorted and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from translate_summarize.article.inline import one_line

_TITLE = "Press review"


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One article of the batch.

    Attributes:
        folder: below the output folder, with "/" between its parts; "" is the top.
        name: of the article's output within that folder.
        title: English; may be "".
        source_title: German; may be "".
        brief: its paragraph; "" if none was made.
        source: path of the German file as the user gave it.
        translation: path from the digest to the translated file, with "/", not percent-encoded; "" if there is none.
        words: of the German article.
        brief_words: of the brief.
        doubtful: number of doubtful sentences.
        error: why the article failed; "" if it did not.
        modified: when the German file was last changed, in seconds since the epoch; decides the order.
        source_link: path from the digest to the German file, like ``translation``; "" if it is not to be linked.
    """

    folder: str
    name: str
    title: str
    source_title: str
    brief: str
    source: str
    translation: str
    words: int
    brief_words: int
    doubtful: int
    error: str = ""
    modified: float = 0.0
    source_link: str = ""

    @property
    def headline(self) -> str:
        """What the article is called, on one line: its English title, else the German one, else its file."""
        names = (self.title, self.source_title, self.name, self.source)
        return next((line for name in names if (line := one_line(name).strip())), "Untitled")

    @property
    def is_german(self) -> bool:
        """Whether the headline is the German title, because there is no English one."""
        return not self.title.strip() and bool(self.source_title.strip())

    @property
    def reason(self) -> str:
        """Why it failed, on one line that does not begin with the file's name again."""
        return " ".join(self.error.split()).removeprefix(f"{' '.join(self.source.split())}: ")


@dataclass(frozen=True, slots=True)
class Digest:
    """All articles of a run, in any order.

    Attributes:
        entries: those that failed too.
        signature: what made the translations, on one line; "" leaves it out.
    """

    entries: tuple[DigestEntry, ...]
    signature: str

    @property
    def done(self) -> tuple[DigestEntry, ...]:
        """The articles that did not fail: newest folder first, newest article first inside.

        A folder is as new as the newest of its articles; what is equally new stands by name.
        """
        done = [entry for entry in self.entries if not entry.error]
        newest: dict[str, float] = {}
        for entry in done:
            newest[entry.folder] = max(entry.modified, newest.get(entry.folder, entry.modified))
        return tuple(
            sorted(
                done, key=lambda e: (-newest[e.folder], e.folder, -e.modified, e.name, e.source, e.translation, e.title)
            )
        )

    @property
    def failed(self) -> tuple[DigestEntry, ...]:
        """The articles that failed, by name."""
        failed = [entry for entry in self.entries if entry.error]
        return tuple(sorted(failed, key=lambda e: (e.folder, e.name, e.source, e.error)))

    @property
    def title(self) -> str:
        """What the page is called, with the number of its articles."""
        return f"{_TITLE}: {count(len(self.entries) - len(self.failed), 'article')}"

    @property
    def summary(self) -> tuple[str, ...]:
        """The counts that stand below the title."""
        done = self.done
        return (
            count(sum(entry.words for entry in done), "word"),
            count(sum(entry.doubtful for entry in done), "doubtful sentence"),
            f"{len(self.failed):,} failed",
        )


@dataclass(frozen=True, slots=True)
class Folder:
    """The articles of one folder.

    Attributes:
        anchor: its id on the page.
        name: as a heading.
        entries: in order, each with its number on the page, from 1.
    """

    anchor: str
    name: str
    entries: Sequence[tuple[int, DigestEntry]]


def group_by_folder(digest: Digest) -> list[Folder]:
    """The articles that did not fail, by folder, both in the digest's order."""
    numbered = enumerate(digest.done, start=1)
    grouped = [(name, tuple(entries)) for name, entries in groupby(numbered, key=lambda pair: pair[1].folder)]
    top = "Articles" if len(grouped) == 1 else "Top folder"
    return [
        Folder(f"folder-{number}", one_line(name).strip() or top, entries)
        for number, (name, entries) in enumerate(grouped, start=1)
    ]


def count(number: int, thing: str) -> str:
    """A number and what it counts: "1 word", "1,200 words"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def lengths(entry: DigestEntry) -> str:
    """The words of an article and of its brief."""
    brief = f" (brief: {entry.brief_words:,})" if entry.brief.strip() else ""
    return f"{count(entry.words, 'word')}{brief}"


def address(path: str) -> str:
    """A path as a relative address: every byte of it that could mean something else is percent-encoded."""
    try:
        encoded = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair of surrogates, as Windows allows in names
        encoded = path.encode("utf-8", "surrogatepass")
    return quote(encoded, safe="/")
