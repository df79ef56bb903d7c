"""The top of a web page's article: its headline, and the lead that extractors take for a teaser."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from translate_summarize.article.article import Block, BlockKind
from translate_summarize.reading.html.blocks import FRAME
from translate_summarize.reading.html.extraction import letters_of
from translate_summarize.reading.structure.furniture import is_furniture_line
from translate_summarize.reading.structure.titles import is_metadata, is_title
from translate_summarize.reading.text.wrapping import ends_sentence

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})

_LEADS = _PROSE | {BlockKind.HEADING}

_SHORTEST_PROSE = 60

_SHORTEST_LEAD = 40

_WIDEST_GAP, _MOST_LEADS = 40, 5

_ALIKE = 0.3

_WORD = re.compile(r"\w+")

_PARTS = re.compile(r" [-–—»·|] ")

_DASHES = re.compile(r" ([-–—»·]) ")


@dataclass(frozen=True, slots=True)
class PageTitles:
    """What a page's metadata call the article and its site.

    Attributes:
        titles: the headline as the metadata name it, most trustworthy first; site names may hang on.
        site: name and host of the site.
    """

    titles: tuple[str, ...]
    site: str = ""

    @property
    def headline(self) -> str:
        """The first title without the site's name behind it."""
        title = next(filter(None, self.titles), "")
        parts = title.split(" | ")
        title = _main_part([part for part in parts if not self._is_site(part)] or parts)
        dashes = _DASHES.findall(title)
        head, _, tail = title.rpartition(f" {dashes[-1]} ") if dashes else ("", "", title)
        return head if head and self._is_site(tail) else title

    def call(self, heading: str) -> bool:
        """Whether a title is like a heading, and the heading is not just the site's name in it."""
        if any(letters_of(heading) == letters_of(part) for title in self.titles for part in _other_parts(title)):
            return False
        return any(_likeness(heading, title) >= _ALIKE for title in self.titles)

    def _is_site(self, text: str) -> bool:
        return letters_of(text) in letters_of(self.site) or _likeness(text, self.site) > 0.5


def with_headline_and_lead(page: Sequence[Block], names: PageTitles) -> list[Block]:
    """Find the article's headline, and the lead below it.

    Args:
        page: all of the page in order, what is not of the article marked as furniture.
        names: of the page's metadata.

    Returns:
        The same blocks. One is the title, if the page has any: it may be new. What stands between it and the first
        paragraph and reads like text is of the article; what stands above it is not, unless it is prose.
    """
    made = list(page)
    begin = _first_paragraph(made, 0)
    below = _headline_below(made, begin, names)
    if below >= 0:  # what stands above it are other articles
        made[:below] = [replace(b, furniture=b.furniture or FRAME) for b in made[:below]]
        begin = _first_paragraph(made, below)
    title = _title(made, begin, names)
    if title < 0:
        if not names.headline:
            return made
        title = next((i for i, b in enumerate(made) if not b.furniture), 0)
        made.insert(title, Block(BlockKind.TITLE, names.headline, level=1))
        begin += 1
    made[title] = replace(made[title], kind=BlockKind.TITLE, level=1, furniture="")
    for i in range(begin):
        if i < title and not _is_prose(made[i]):
            made[i] = replace(made[i], furniture=made[i].furniture or FRAME)
        elif i > title and letters_of(made[i].text) == letters_of(made[title].text):
            made[i] = replace(made[i], furniture=FRAME)
    known = {letters_of(b.text) for b in made if not b.furniture}
    leads = [i for i in range(max(title, begin - _WIDEST_GAP) + 1, begin) if _is_lead(made[i], known)]
    for i in leads[:_MOST_LEADS]:
        kind = BlockKind.PARAGRAPH if made[i].kind is BlockKind.HEADING else made[i].kind
        made[i] = replace(made[i], kind=kind, furniture="")
    return made


def _first_paragraph(page: Sequence[Block], start: int) -> int:
    return next((i for i in range(start, len(page)) if not page[i].furniture and _is_prose(page[i])), len(page))


def _headline_below(page: Sequence[Block], begin: int, names: PageTitles) -> int:
    """Index of the article's headline if it stands below teasers that were taken for its beginning; else -1."""
    if any(_is_heading(b) and names.call(b.text) for b in page[:begin]):
        return -1
    found = next((i for i in range(begin, len(page)) if _is_heading(page[i]) and names.call(page[i].text)), -1)
    if found < 0 or _kept(page[found:]) <= _kept(page[:found]):
        return -1
    return found


def _kept(blocks: Sequence[Block]) -> int:
    """Characters outside furniture."""
    return sum(len(b.text) for b in blocks if not b.furniture)


def _title(page: Sequence[Block], begin: int, names: PageTitles) -> int:
    """Index of the block above the article's first paragraph that is its headline; -1 if there is none."""
    inside = [i for i in range(begin) if not page[i].furniture]
    own = [i for i in inside if _is_heading(page[i])]
    above = [i for i in range(begin) if _is_heading(page[i])]
    headline = letters_of(names.headline)
    likely = (
        [i for i in own if names.call(page[i].text)]
        or [i for i in above if names.call(page[i].text)]
        or [i for i in range(begin) if page[i].kind is BlockKind.HEADING and letters_of(page[i].text) == headline]
        or own[:1]
        or [i for i in inside if headline and letters_of(page[i].text) == headline]
        or (above if not headline else [])
    )
    if not likely and not headline and inside and is_title(page[inside[0]].text):
        likely = inside[:1] if any(not b.furniture for b in page[inside[0] + 1 :]) else []
    return likely[-1] if likely else -1


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1


def _main_part(parts: Sequence[str]) -> str:
    """The part of a title that is the headline: the first of several words, else the longest."""
    return next((part for part in parts if len(part.split()) > 1), max(parts, key=len))


def _other_parts(title: str) -> list[str]:
    """The parts of a title between dashes and bars that are not the headline."""
    parts = _PARTS.split(title)
    return [part for part in parts if part != _main_part(parts)]


def _is_prose(block: Block) -> bool:
    return block.kind in _PROSE and len(block.text) >= _SHORTEST_PROSE and ends_sentence(block.text)


def _is_lead(block: Block, known: Set[str]) -> bool:
    return (
        block.kind in _LEADS
        and len(block.text) >= _SHORTEST_LEAD
        and ends_sentence(block.text)
        and not is_metadata(block.text)
        and not is_furniture_line(block.text)
        and letters_of(block.text) not in known
    )


def _likeness(text: str, title: str) -> float:
    """Share of a text's words that stand in a title (0 to 1)."""
    words = _WORD.findall(text.casefold())
    known = set(_WORD.findall(title.casefold()))
    return sum(w in known for w in words) / max(1, len(words))
