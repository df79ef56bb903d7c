"""Results in the formats users ask for: a registry by name, one module a format."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING

from translate_summarize.errors import UsageError

if TYPE_CHECKING:
    from translate_summarize.writing.document import Document

__all__ = ["CARRY_BRIEF", "FORMATS", "Format", "encodable", "format_of_suffix", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    Attributes:
        name: as the user gives it.
        suffix: of its files, with the dot.
    """

    name: str
    suffix: str

    def render(self, document: Document) -> str:
        """Write the document in this format (its module is imported now, not before)."""
        return encodable(import_module(f"{__name__}.{self.name}").render(document))


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("text", ".txt"),
        Format("markdown", ".md"),
        Format("json", ".json"),
        Format("html", ".html"),
    )
}
CARRY_BRIEF = frozenset({"json", "html"})
"""Formats whose translation carries the brief too: a record and a page are whole; a text is the text alone."""
_BY_SUFFIX = {f.suffix: f.name for f in FORMATS.values()} | {
    ".text": "text",
    ".markdown": "markdown",
    ".htm": "html",
}


def render(document: Document, format_name: str) -> str:
    """Write the document in the named format.

    Args:
        document: what to print.
        format_name: a key of ``FORMATS``.

    Returns:
        The whole text of the file, encodable as UTF-8 and ending in a line break.

    Raises:
        UsageError: if there is no such format.
    """
    if format_name not in FORMATS:
        raise UsageError(format_name, "is no output format", f"choose one of {', '.join(FORMATS)}")
    return FORMATS[format_name].render(document)


def encodable(text: str) -> str:
    """The text as UTF-8 can hold it: a file name that is not UTF-8 reaches us as lone surrogates."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def format_of_suffix(path: str | PathLike[str]) -> str | None:
    """Name of the format that a file's suffix asks for; None if it asks for none."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())
