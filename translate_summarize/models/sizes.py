"""Sizes in bytes as people write and read them (decimal units: 1 MB is 1,000,000 bytes)."""

from __future__ import annotations

import re

_UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}

_SIZE = re.compile(r"(?:about )?(\d+(?:\.\d+)?) ?(B|kB|MB|GB)")


def parse_size(text: str) -> int:
    """Read a size.

    Args:
        text: for example "151 MB", "about 1.5 GB".

    Returns:
        Bytes.

    Raises:
        ValueError: it is not written like that.
    """
    match = _SIZE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a size such as '151 MB'")
    return round(float(match[1]) * _UNITS[match[2]])


def size_text(size: int) -> str:
    """Write a size in bytes with the unit that fits: "987 B", "1.5 kB", "151 MB"."""
    for unit, factor in reversed(_UNITS.items()):
        if size >= factor and unit != "B":
            number = size / factor
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
    return f"{size} B"
