"""Files written whole or not at all: readers see the old content or the new one, never a part."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from translate_summarize.errors import OutputError

# What a folder's file system may be unable to do; the file itself is safe by then.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}


@contextlib.contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """A stream for the new content of a file, which replaces the file when the block ends without an error.

    Missing parent folders are made. The content goes to a temporary file in the same folder, is synced to the disk
    and renamed over the target; the folder is synced too. A symbolic link is followed; an old file's permissions are
    kept. Anything but a regular file (``/dev/stdout``, a named pipe) cannot be renamed over and is written directly.

    Raises:
        OSError: it cannot be written; then the old file is unchanged and no other file remains.
    """
    # stat before realpath: /dev/stdout is a link to a pipe that has no name in the file system.
    old = _status(path)
    if old is not None and stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if old is not None and not stat.S_ISREG(old.st_mode):
        with path.open("wb") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target.parent.mkdir(parents=True, exist_ok=True)
    # The target's own name plus a suffix could be too long for the file system.
    temporary = target.parent / f".translate-summarize-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            if old is not None:
                _take_over(temporary, old)
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


@contextlib.contextmanager
def open_text_atomically(path: Path) -> Iterator[TextIO]:
    r"""As ``open_atomically``, for UTF-8 text with ``\n`` at line ends.

    Raises:
        OSError: it cannot be written.
        UnicodeEncodeError: the text holds lone surrogates.
    """
    with open_atomically(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        try:
            yield text
            text.flush()
        finally:
            text.detach()


def write_atomically(path: Path, text: str) -> None:
    """Write a result as UTF-8; lone surrogates become backslash escapes. See ``open_atomically``.

    Args:
        path: the file to write.
        text: its content.

    Raises:
        OutputError: it cannot be written; then the old file is unchanged and no other file remains.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        with open_atomically(path) as stream:
            stream.write(data)
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError, example: str = "article.en.txt") -> OutputError:
    """What to tell a user when a file could not be written; ``example`` is a name that such a file could have."""
    problem, hint = _explained(error, path, example)
    return OutputError(path, f"cannot be written: {problem}", hint)


def _status(path: Path) -> os.stat_result | None:
    """The status of the file a path leads to; None if there is none yet."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_over(temporary: Path, old: os.stat_result) -> None:
    """Give the temporary file the old file's owner, if we may, and its permissions."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _explained(error: OSError, path: Path, example: str) -> tuple[str, str]:
    """The problem and a hint, in the user's words."""
    match error.errno:
        case errno.EISDIR:
            return "it is a folder", f"give a file in it, such as {path / example}"
        case errno.EACCES | errno.EPERM:
            return "no permission", f"choose another folder, or change the permissions of {path.parent}"
        case errno.EROFS:
            return "the disk is read-only", "choose a folder on another disk"
        case errno.ENOSPC | errno.EDQUOT:
            return "no space left on the disk", "free some space or choose a folder on another disk"
        case errno.ENOTDIR | errno.EEXIST:
            return "a part of its path is a file, not a folder", "choose another path"
        case errno.ENAMETOOLONG:
            return "its name is too long", "choose a shorter name"
        case errno.ELOOP:
            return "it is a symbolic link that leads back to itself", "remove the link or choose another path"
        case _:
            return error.strerror or type(error).__name__, "check the path and the disk, then try again"
