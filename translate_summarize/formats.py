"""Every file format the program knows, one row each: how to recognise it, what reads it, what writes it.

To add a format, write one module and add one row. Readers and writers are named as ``module:function`` below the
package and imported on first use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from translate_summarize.article.inline import utf8_safe
from translate_summarize.errors import InputError, UsageError

if TYPE_CHECKING:
    from translate_summarize.article.article import Block
    from translate_summarize.writing.document import Document

_ZIP = b"PK\x03\x04"
_ZIP_HEAD, _ZIP_TAIL = 4096, 65536


@dataclass(frozen=True, slots=True)
class Magic:
    """Bytes that give a format away.

    Attributes:
        start: what the file begins with.
        member: bytes in the directory of a ZIP archive; empty outside ZIP.
        with_nul: the start could also open a German text, so it counts only beside a NUL byte.
    """

    start: bytes
    member: bytes = b""
    with_nul: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: as ``--format`` and ``Article.format`` say it.
        description: as messages say it ("a PDF document").
        suffixes: in lower case with the dot, the usual one first.
        magic: how its files are recognised; text formats have none.
        reader: ``module:function`` from decoded text to blocks; "" if the format is not read.
        writer: ``module:function`` from a ``Document`` to text; "" if the format is not written.
        carries_brief: its translations hold the brief too (a record or a page is complete, a text is only the text).
        written_back: whether the translation can be written into a copy of the source.
    """

    name: str
    description: str
    suffixes: tuple[str, ...] = ()
    magic: tuple[Magic, ...] = ()
    reader: str = ""
    writer: str = ""
    carries_brief: bool = False
    written_back: bool = False

    def read(self, text: str) -> tuple[Block, ...]:
        """The blocks of a decoded text; page furniture is not marked yet."""
        blocks: tuple[Block, ...] = _load(self.reader)(text)
        return blocks

    def render(self, document: Document) -> str:
        """The document in this format: the whole text of the file, ending in a line break.

        Lone surrogates (from file names that are not UTF-8) become backslash escapes.
        """
        text: str = _load(self.writer)(document)
        return utf8_safe(text)


TEXT = Format(
    "text", "plain text", (".txt", ".text"), reader="reading.text.reader:read_text", writer="writing.text:render"
)
MARKDOWN = Format(
    "markdown",
    "Markdown",
    (".md", ".markdown"),
    reader="reading.markdown.reader:read_markdown",
    writer="writing.markdown:render",
)
JSON = Format("json", "JSON", (".json",), writer="writing.json:render", carries_brief=True)
HTML = Format(
    "html",
    "a web page",
    (".html", ".htm", ".xhtml"),
    reader="reading.html.reader:read_web_page",
    writer="writing.html.article:render",
    carries_brief=True,
)

FORMATS: tuple[Format, ...] = (
    TEXT,
    MARKDOWN,
    JSON,
    HTML,
    Format("pdf", "a PDF document", (".pdf",), (Magic(b"%PDF-"),)),
    Format("rtf", "an RTF document", (".rtf",), (Magic(b"{\\rtf"),)),
    Format("docx", "a Word document (.docx)", (".docx",), (Magic(_ZIP, b"word/"),)),
    Format("xlsx", "an Excel sheet (.xlsx)", (".xlsx",), (Magic(_ZIP, b"xl/"),)),
    Format("pptx", "a PowerPoint file (.pptx)", (".pptx",), (Magic(_ZIP, b"ppt/"),)),
    Format(
        "odt",
        "an OpenDocument file (.odt)",
        (".odt",),
        (Magic(_ZIP, b"mimetypeapplication/vnd.oasis.opendocument"),),
    ),
    Format("epub", "an EPUB book", (".epub",), (Magic(_ZIP, b"mimetypeapplication/epub"),)),
    Format("zip", "a ZIP archive", (".zip",), (Magic(_ZIP),)),
    Format("doc", "an old Office document (.doc, .xls)", (".doc",), (Magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),)),
    Format("ps", "a PostScript document", (), (Magic(b"%!PS"),)),
    Format("png", "a PNG image", (), (Magic(b"\x89PNG\r\n\x1a\n"),)),
    Format("jpeg", "a JPEG image", (), (Magic(b"\xff\xd8\xff"),)),
    Format("gif", "a GIF image", (), (Magic(b"GIF87a"), Magic(b"GIF89a"))),
    Format("gzip", "a gzip archive", (), (Magic(b"\x1f\x8b\x08"),)),
    Format("xz", "an xz archive", (), (Magic(b"\xfd7zXZ\x00"),)),
    Format("7z", "a 7-Zip archive", (), (Magic(b"7z\xbc\xaf\x27\x1c"),)),
    Format("rar", "a RAR archive", (), (Magic(b"Rar!\x1a\x07"),)),
    Format("sqlite", "an SQLite database", (), (Magic(b"SQLite format 3\x00"),)),
    Format("program", "a program", (), (Magic(b"\x7fELF"), Magic(b"MZ", with_nul=True))),
    Format("bzip2", "a bzip2 archive", (), (Magic(b"BZh", with_nul=True),)),
    Format("mp3", "an MP3 recording", (), (Magic(b"ID3", with_nul=True),)),
    Format("riff", "a recording or image (RIFF)", (), (Magic(b"RIFF", with_nul=True),)),
    Format("ogg", "an Ogg recording", (), (Magic(b"OggS", with_nul=True),)),
    Format("film", "a film or other binary file", (), (Magic(b"\x00\x00\x00", with_nul=True),)),
)
"""In the order in which signatures are compared: a ZIP archive's content decides before "a ZIP archive" does."""

READABLE_SUFFIXES: tuple[str, ...] = tuple(s for f in FORMATS if f.reader for s in f.suffixes)
"""Suffixes of the files that a batch takes from a folder."""
WRITABLE: dict[str, Format] = {f.name: f for f in FORMATS if f.writer}
"""Output formats by name."""


def by_suffix(path: str | PathLike[str]) -> Format | None:
    """The format that a path's suffix names; None for an unknown suffix or none."""
    suffix = PurePath(path).suffix.lower()
    return next((f for f in FORMATS if suffix and suffix in f.suffixes), None)


def by_signature(data: bytes, *, with_nul: bool = False) -> Format | None:
    """The format that the first bytes of a file give away.

    Args:
        data: the whole file.
        with_nul: compare the signatures that count only beside a NUL byte, and no others.
    """
    directory = data[:_ZIP_HEAD] + data[-_ZIP_TAIL:] if data.startswith(_ZIP) else b""
    for known in FORMATS:
        for magic in known.magic:
            if magic.with_nul is with_nul and data.startswith(magic.start) and magic.member in directory:
                return known
    return None


def reader_for(suffix: str, path: str) -> Format:
    """The readable format of a suffix; a name without one is plain text.

    Args:
        suffix: in any case of letters, with the dot; may be empty.
        path: what the error calls the file.

    Raises:
        InputError: nothing reads the suffix.
    """
    known = by_suffix(f"name{suffix}") if suffix else TEXT
    if known is None or not known.reader:
        supported = ", ".join(READABLE_SUFFIXES)
        raise InputError(path, f"unknown format {suffix!r}", f"supported are {supported} and names without a suffix")
    return known


def writer_for(name: str) -> Format:
    """The output format of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in WRITABLE:
        raise UsageError(f"--format {name}", "unknown", f"choose one of {', '.join(WRITABLE)}")
    return WRITABLE[name]


def render(document: Document, name: str) -> str:
    """The document in the output format of that name; see ``Format.render``.

    Raises:
        UsageError: there is no such output format.
    """
    return writer_for(name).render(document)


@cache
def _load(location: str) -> Callable[..., Any]:
    module, _, function = location.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"translate_summarize.{module}"), function)
    return loaded
