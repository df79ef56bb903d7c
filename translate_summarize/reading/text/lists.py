"""List markers in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translate_summarize.reading.structure.sentence_shape import ends_sentence
from translate_summarize.reading.text.wrapping import Wrap, continues_paragraph

_BULLETS = "-*•‣◦▪●○■►➢✓✔–—·"

_DASHES = "–—"

_ITEM = re.compile(
    rf"(?P<indent>\s*)(?:(?P<tight>[•‣◦▪●■►➢])\s*|(?P<marker>[{_BULLETS}]|\d{{1,3}}[.)]|[a-zA-Z]\))\s+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker at the start of a line."""

    sign: str
    indent: int
    length: int
    number: int = -1

    def like(self, other: Marker | None) -> bool:
        """Whether another marker is of the same style: a number or not, and the same last character."""
        if other is None or (self.number < 0) != (other.number < 0):
            return False
        return self.sign[-1] == other.sign[-1]


def list_markers(lines: Sequence[str], wrap: Wrap) -> list[Marker | None]:
    """The list marker of each line; None where a line only looks as if it had one."""
    candidates = [_marker(line) for line in lines]
    neighbours = _neighbours(lines, candidates)
    kept: list[Marker | None] = []
    in_list = False
    for i, line in enumerate(lines):
        marker = candidates[i]
        above = lines[i - 1] if i else ""
        if not line:
            in_list = False
        elif marker is not None:
            before, after = neighbours[i]
            if marker.sign[-1] == "." and marker.number >= 0:  # "3. Oktober" is no item, "1." before "2." is
                is_item = (before is not None and before.number == marker.number - 1) or (
                    after is not None and after.number == marker.number + 1
                )
            else:
                is_item = marker.sign not in _DASHES or marker.like(before) or marker.like(after)
                is_item = is_item or above.endswith(":")
            if is_item and above and not in_list and not above.endswith(":"):  # a dash in running text?
                bulleted = marker.sign not in _DASHES or not line[marker.length].islower()
                unlinked = marker.like(after) or not continues_paragraph(above, line, wrap)
                is_item = ends_sentence(above) or (bulleted and unlinked)
            in_list = in_list or is_item
            if not is_item:
                marker = None
        kept.append(marker)
    return kept


def _marker(line: str) -> Marker | None:
    match = _ITEM.match(line)
    if not match:
        return None
    sign = match["tight"] or match["marker"]
    number = int(sign[:-1]) if sign[0].isdecimal() else -1
    return Marker(sign, len(match["indent"]), match.end(), number)


def _neighbours(lines: Sequence[str], candidates: Sequence[Marker | None]) -> list[tuple[Marker | None, Marker | None]]:
    """For each line with a marker the ones of the items directly before and after it at its indentation."""
    before: list[Marker | None] = [None] * len(lines)
    after: list[Marker | None] = [None] * len(lines)
    latest: dict[int, tuple[int, Marker]] = {}
    gap = False
    for i, marker in enumerate(candidates):
        if not lines[i]:
            gap = True
            continue
        if marker is None:
            if gap and not lines[i].startswith(" "):  # a paragraph between two items: they are not neighbours
                latest.clear()
        else:
            if marker.indent in latest:
                place, other = latest[marker.indent]
                before[i], after[place] = other, marker
            latest = {indent: item for indent, item in latest.items() if indent < marker.indent}
            latest[marker.indent] = (i, marker)
        gap = False
    return list(zip(before, after, strict=True))
