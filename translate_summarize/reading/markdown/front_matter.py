"""Front matter at the top of a Markdown file."""

from __future__ import annotations

import re

_MAX_LINES = 200

_FRONT_MATTER_LINE = re.compile(r"\s*(?:#.*|- .*|['\"]?[\w .-]{1,60}['\"]?\s*[:=].*|[\]})],?|\s+\S.*)?")

_TITLE_KEY = re.compile(r"title\s*[:=]\s*(?P<title>\S.*)", re.IGNORECASE)


def split_front_matter(text: str) -> tuple[str, str]:
    """YAML ("---") or TOML ("+++") at the top, with its fences, and the rest."""
    fence = text[:4].rstrip("\n")
    if fence not in ("---", "+++"):
        return "", text
    head = text.split("\n", _MAX_LINES)[1:_MAX_LINES]
    for i, line in enumerate(head):
        if line.rstrip() in (fence, "..." if fence == "---" else fence):
            length = len(fence) + 1 + sum(len(above) + 1 for above in head[:i]) + len(line)
            return (text[:length].rstrip(), text[length:]) if i else ("", text)
        if len(line) > 2000 or not _FRONT_MATTER_LINE.fullmatch(line):
            return "", text
    return "", text


def front_matter_title(front_matter: str) -> str:
    """The value of its key "title", in any case; "" if there is none or it holds no letter."""
    for line in front_matter.split("\n"):
        if match := _TITLE_KEY.match(line):
            title = match["title"].strip()
            if len(title) > 1 and title[0] == title[-1] and title[0] in "'\"":
                title = title[1:-1]
            return " ".join(title.split()) if any(map(str.isalpha, title)) and title[0] not in ">|[{" else ""
    return ""
