"""The top of a web page's article: its headline, and the lead that extractors take for a teaser."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from translate_summarize.article import Block, BlockKind
from translate_summarize.reading.furniture import is_furniture_line
from translate_summarize.reading.headlines import is_metadata, is_title
from translate_summarize.reading.html_blocks import FRAME
from translate_summarize.reading.page_choice import letters
from translate_summarize.reading.wrapping import ends_sentence

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_LEADS = _PROSE | {BlockKind.HEADING}
_SHORTEST_PROSE = 60
_SHORTEST_LEAD = 40
_WIDEST_GAP, _MOST_LEADS = 40, 5
_ALIKE = 0.3
_WORD = re.compile(r"\w+")
_DASHES = re.compile(r" ([-–—»·]) ")


@dataclass(frozen=True, slots=True)
class Names:
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
        title = max([part for part in parts if not self._is_site(part)] or parts, key=len)
        dashes = _DASHES.findall(title)
        head, _, tail = title.rpartition(f" {dashes[-1]} ") if dashes else ("", "", title)
        return head if head and self._is_site(tail) else title

    def _is_site(self, text: str) -> bool:
        return letters(text) in letters(self.site) or _likeness(text, self.site) > 0.5


def with_top(page: Sequence[Block], names: Names) -> list[Block]:
    """Find the article's headline, and the lead below it.

    Args:
        page: all of the page in order, what is not of the article marked as furniture.
        names: of the page's metadata.

    Returns:
        The same blocks. One is the title, if the page has any: it may be new. What stands between it and the first
        paragraph and reads like text is of the article; what stands above it is not, unless it is prose.
    """
    made = list(page)
    begin = next((i for i, b in enumerate(made) if not b.furniture and _is_prose(b)), len(made))
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
        elif i > title and letters(made[i].text) == letters(made[title].text):
            made[i] = replace(made[i], furniture=FRAME)
    known = {letters(b.text) for b in made if not b.furniture}
    leads = [i for i in range(max(title, begin - _WIDEST_GAP) + 1, begin) if _is_lead(made[i], known)]
    for i in leads[:_MOST_LEADS]:
        kind = BlockKind.PARAGRAPH if made[i].kind is BlockKind.HEADING else made[i].kind
        made[i] = replace(made[i], kind=kind, furniture="")
    return made


def _title(page: Sequence[Block], begin: int, names: Names) -> int:
    """Index of the block above the article's first paragraph that is its headline; -1 if there is none."""
    inside = [i for i in range(begin) if not page[i].furniture]
    own = [i for i in inside if page[i].kind is BlockKind.HEADING and page[i].level == 1]
    likely = (
        [i for i in own if _is_named(page[i], names)]
        or own[:1]
        or [i for i in range(begin) if page[i].kind is BlockKind.HEADING and _is_named(page[i], names)]
        or [i for i in inside if names.headline and letters(page[i].text) == letters(names.headline)]
    )
    if not likely and not names.headline and inside and is_title(page[inside[0]].text):
        likely = inside[:1] if any(not b.furniture for b in page[inside[0] + 1 :]) else []
    return likely[-1] if likely else -1


def _is_named(heading: Block, names: Names) -> bool:
    return heading.level == 1 and any(_likeness(heading.text, title) >= _ALIKE for title in names.titles)


def _is_prose(block: Block) -> bool:
    return block.kind in _PROSE and len(block.text) >= _SHORTEST_PROSE and ends_sentence(block.text)


def _is_lead(block: Block, known: Set[str]) -> bool:
    return (
        block.kind in _LEADS
        and len(block.text) >= _SHORTEST_LEAD
        and ends_sentence(block.text)
        and not is_metadata(block.text)
        and not is_furniture_line(block.text)
        and letters(block.text) not in known
    )


def _likeness(text: str, title: str) -> float:
    """Share of a text's words that stand in a title (0 to 1)."""
    words = _WORD.findall(text.casefold())
    known = set(_WORD.findall(title.casefold()))
    return sum(w in known for w in words) / max(1, len(words))
