"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from translate_summarize.errors import OutputError


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it cannot be written; the old file, if any, is untouched.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def open_atomically(path: Path) -> Iterator[TextIO]:
    """A UTF-8 stream; the file appears under its name when all is written and synced, else not at all."""
    old = None
    with contextlib.suppress(FileNotFoundError):
        old = path.stat()
    if old is not None and not stat.S_ISREG(old.st_mode):
        # /dev/stdout or a named pipe: nothing can be renamed over it. A folder fails here, as it should.
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".translate-summarize-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if old is not None:
            temporary.chmod(stat.S_IMODE(old.st_mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


# What the folder's file system may not be able to do; the file itself is safe by then.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}


def write_atomically(path: Path, text: str) -> None:
    """Write a UTF-8 text file so that readers see the old content or the new, never a part.

    Missing parent folders are made. The text goes to a temporary file in the same folder, is synced to
    the disk and renamed over the target; the folder is synced too. A symbolic link is followed, an old
    file's permissions are kept. What is no regular file (``/dev/stdout``, a named pipe) cannot be renamed
    over and is written to directly.

    Args:
        path: the file to write.
        text: its content.

    Raises:
        OutputError: if it cannot be written; then the old file is as it was and no other file remains.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        _write(path, data)
    except OSError as error:
        problem, hint = _explained(error, path)
        raise OutputError(path, f"cannot be written: {problem}", hint) from error


def _write(path: Path, data: bytes) -> None:
    # stat before realpath: /dev/stdout is a link to a pipe that has no name in the file system.
    old = _status(path)
    if old is not None and stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if old is not None and not stat.S_ISREG(old.st_mode):
        with path.open("wb") as stream:
            stream.write(data)
        return
    target = Path(os.path.realpath(path))
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target.parent.mkdir(parents=True, exist_ok=True)
    # The target's own name plus a suffix could be too long for the file system.
    temporary = target.parent / f".translate-summarize-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
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


def _explained(error: OSError, path: Path) -> tuple[str, str]:
    """The problem and its mend, in the user's words."""
    match error.errno:
        case errno.EISDIR:
            return "it is a folder", f"give a file in it, such as {path / 'article.en.txt'}"
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
