"""The top of a web page's article: its headline, and the lead that extractors take for a teaser."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from translate_summarize.article.article import Block, BlockKind
from translate_summarize.reading.html.extraction import letters_of
from translate_summarize.reading.structure.furniture import DELETED, as_frame, is_furniture_line
from translate_summarize.reading.structure.sentence_shape import ends_sentence
from translate_summarize.reading.structure.titles import is_metadata, is_title

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})

_LEADS = _PROSE | {BlockKind.HEADING}

_MIN_PROSE = 60

_MIN_LEAD = 40

_MAX_GAP, _MAX_LEADS = 40, 5

_MIN_LIKENESS = 0.3

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

    def matches(self, heading: str) -> bool:
        """Whether the heading matches a title, apart from the site's name."""
        if any(letters_of(heading) == letters_of(part) for title in self.titles for part in _other_parts(title)):
            return False
        return any(_likeness(heading, title) >= _MIN_LIKENESS for title in self.titles)

    def _is_site(self, text: str) -> bool:
        return letters_of(text) in letters_of(self.site) or _likeness(text, self.site) > 0.5


def with_headline_and_lead(page: Sequence[Block], titles: PageTitles) -> list[Block]:
    """Find the article's headline, and the lead below it.

    Args:
        page: all of the page in order, what is not of the article marked as furniture.
        titles: of the page's metadata.

    Returns:
        The same blocks. One is the title, if the page has any: it may be new. What stands between it and the first
        paragraph and reads like text is of the article; what stands above it is not, unless it is prose.
    """
    blocks = list(page)
    begin = _first_paragraph(blocks, 0)
    below = _headline_below(blocks, begin, titles)
    if below >= 0:  # what stands above it are other articles
        blocks[:below] = map(as_frame, blocks[:below])
        begin = _first_paragraph(blocks, below)
    title = _title(blocks, begin, titles)
    if title < 0:
        if not titles.headline:
            return blocks
        title = next((i for i, b in enumerate(blocks) if not b.furniture), 0)
        blocks.insert(title, Block(BlockKind.TITLE, titles.headline, level=1))
        begin += 1
    blocks[title] = replace(blocks[title], kind=BlockKind.TITLE, level=1, cells=(), furniture="")
    _leave_out_around(blocks, title, begin)
    _readmit_lead(blocks, title, begin)
    return blocks


def _leave_out_around(blocks: list[Block], title: int, begin: int) -> None:
    """Leave out what stands above the title and is no prose, and repetitions of the title above the first paragraph."""
    for i in range(begin):
        above = i < title and not _is_prose(blocks[i])
        repeated = i > title and letters_of(blocks[i].text) == letters_of(blocks[title].text)
        if above or repeated:
            blocks[i] = as_frame(blocks[i])


def _readmit_lead(blocks: list[Block], title: int, begin: int) -> None:
    """Take back what stands between the title and the first paragraph and reads like a lead."""
    known = {letters_of(b.text) for b in blocks if not b.furniture}
    leads = [i for i in range(max(title, begin - _MAX_GAP) + 1, begin) if _is_lead(blocks[i], known)]
    for i in leads[:_MAX_LEADS]:
        kind = BlockKind.PARAGRAPH if blocks[i].kind is BlockKind.HEADING else blocks[i].kind
        blocks[i] = replace(blocks[i], kind=kind, furniture="")


def _first_paragraph(page: Sequence[Block], start: int) -> int:
    return next((i for i in range(start, len(page)) if not page[i].furniture and _is_prose(page[i])), len(page))


def _headline_below(page: Sequence[Block], begin: int, titles: PageTitles) -> int:
    """Index of the article's headline if it stands below teasers that were taken for its beginning; else -1."""
    if any(_is_heading(b) and titles.matches(b.text) for b in page[:begin]):
        return -1
    headline = next((i for i in range(begin, len(page)) if _is_heading(page[i]) and titles.matches(page[i].text)), -1)
    return headline if headline >= 0 and _kept(page[headline:]) > _kept(page[:headline]) else -1


def _kept(blocks: Sequence[Block]) -> int:
    """Characters outside furniture."""
    return sum(len(b.text) for b in blocks if not b.furniture)


def _title(page: Sequence[Block], begin: int, titles: PageTitles) -> int:
    """Index of the block above the article's first paragraph that is its headline; -1 if there is none."""
    inside = [i for i in range(begin) if not page[i].furniture]
    own = [i for i in inside if _is_heading(page[i])]
    above = [i for i in range(begin) if _is_heading(page[i])]
    headline = letters_of(titles.headline)
    likely = (
        [i for i in own if titles.matches(page[i].text)]
        or [i for i in above if titles.matches(page[i].text)]
        or [i for i in range(begin) if _is_heading(page[i], any_level=True) and letters_of(page[i].text) == headline]
        or own[:1]
        or [i for i in inside if headline and letters_of(page[i].text) == headline]
        or (above if not headline else [])
    )
    if not likely and not headline and inside and is_title(page[inside[0]].text):
        likely = inside[:1] if any(not b.furniture for b in page[inside[0] + 1 :]) else []
    return likely[-1] if likely else -1


def _is_heading(block: Block, *, any_level: bool = False) -> bool:
    return block.kind is BlockKind.HEADING and (any_level or block.level == 1) and block.furniture != DELETED


def _main_part(parts: Sequence[str]) -> str:
    """The part of a title that is the headline: the first of several words, else the longest."""
    return next((part for part in parts if len(part.split()) > 1), max(parts, key=len))


def _other_parts(title: str) -> list[str]:
    """The parts of a title between dashes and bars that are not the headline."""
    parts = _PARTS.split(title)
    return [part for part in parts if part != _main_part(parts)]


def _is_prose(block: Block) -> bool:
    return block.kind in _PROSE and len(block.text) >= _MIN_PROSE and ends_sentence(block.text)


def _is_lead(block: Block, known: Set[str]) -> bool:
    return (
        block.kind in _LEADS
        and block.furniture != DELETED
        and len(block.text) >= _MIN_LEAD
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
