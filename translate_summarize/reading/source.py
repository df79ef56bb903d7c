"""A file or standard input becomes an article."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import BinaryIO

from translate_summarize.article.article import Article
from translate_summarize.errors import InputError
from translate_summarize.formats import HTML, TEXT, reader_for
from translate_summarize.reading.charset import decode
from translate_summarize.reading.html.reader import is_web_page
from translate_summarize.reading.structure.furniture import mark_furniture

MAX_BYTES = 100_000_000
"""Larger files are refused before they are read; their text would not fit into memory on an ordinary machine."""


def read_article(path: str | Path) -> Article:
    """Read an article from a file, or from standard input if the path is "-".

    Args:
        path: a file, or "-". Text that begins as an HTML document is read as one, whatever the name says.

    Returns:
        The article; ``path`` is as given.

    Raises:
        InputError: the file is missing, not readable, a folder, of an unknown format, binary or empty.
    """
    source = str(path)
    if source == "-":
        if sys.stdin is None:  # as after "<&-"
            raise InputError(source, "standard input is closed", "give a file, or a text through a pipe")
        return parse_article(_bounded(sys.stdin.buffer, source), source, "")
    suffix = Path(source).suffix
    try:
        is_folder = Path(source).is_dir()
        size = Path(source).stat().st_size
        if is_folder:
            raise InputError(source, "is a folder, not an article", "use `batch` for folders")
        _check_size(size, source)
        reader_for(suffix, source)  # before reading: a film of two gigabytes is refused unread
        with Path(source).open("rb") as file:
            data = _bounded(file, source)
    except FileNotFoundError as error:
        raise InputError(source, "no such file", "check the path") from error
    except PermissionError as error:
        raise InputError(source, "may not be read", "check the file's permissions") from error
    except NotADirectoryError as error:
        raise InputError(source, "part of the path is a file, not a folder", "check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(source, f"cannot be read ({reason})", "check the path") from error
    return parse_article(data, source, suffix)


def parse_article(data: bytes, source: str, suffix: str = ".txt") -> Article:
    """Read an article from a file's bytes.

    Args:
        data: the whole file.
        source: what errors and ``Article.path`` call it.
        suffix: chooses the reader, in any case of letters; see ``formats.reader_for``.

    Returns:
        The article, page furniture marked.

    Raises:
        InputError: unknown suffix, binary data, only white space, or a web page without text.
    """
    known = reader_for(suffix, source)
    text, encoding = decode(data, source)
    if known is TEXT and is_web_page(text):
        known = HTML
    blocks = mark_furniture(known.read(text))
    if all(b.furniture for b in blocks):
        raise InputError(source, "holds no text that a reader would see", "save the article's text as a .txt file")
    return Article(
        path=source,
        blocks=blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        format=known.name,
        encoding=encoding,
    )


def _bounded(file: BinaryIO, source: str) -> bytes:
    """All bytes of a file. A device or pipe has no size and may never end."""
    data = file.read(MAX_BYTES + 1)
    _check_size(len(data), source)
    return data


def _check_size(size: int, source: str) -> None:
    if size > MAX_BYTES:
        raise InputError(source, f"is larger than {MAX_BYTES // 10**6} MB, too large for an article", "split it")
