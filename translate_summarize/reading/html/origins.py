"""Where the elements of a page stood before the page was simplified for reading."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class Origins:
    """XPaths of a tree's elements, which stay the same whatever becomes of the tree."""

    def __init__(self, root: _Element) -> None:
        """Remember where each element stands; time and memory grow with their number only."""
        self._steps: dict[_Element, tuple[_Element | None, str]] = {root: (None, f"/{root.tag}")}
        for parent in root.iter("*"):
            seen: Counter[str] = Counter()
            for child in parent.iterchildren("*"):
                tag = str(child.tag)
                seen[tag] += 1
                step = tag if _NAME.fullmatch(tag) else f"*[name()='{tag}']"
                self._steps[child] = (parent, f"/{step}[{seen[tag]}]")

    def path(self, element: _Element) -> str:
        """The XPath of an element in the page as it was; "" if it was not in it."""
        steps: list[str] = []
        place: _Element | None = element
        while place is not None:
            if place not in self._steps:
                return ""
            place, step = self._steps[place]
            steps.append(step)
        return "".join(reversed(steps))
