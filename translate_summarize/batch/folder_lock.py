"""One batch at a time in an output folder; a second one fails and names the process that holds the folder."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_summarize.batch.journal import FOLDER
from translate_summarize.errors import OutputError


@contextmanager
def lock_folder(out: Path) -> Iterator[None]:
    """Hold an output folder for one batch; the lock is released by the OS even if the process is killed.

    Raises:
        OutputError: another process holds it, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = out / FOLDER
    holder = folder / "holder.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise OutputError(
            out, f"is in use by another batch{_describe(holder)}", "wait for it to finish, or choose another --out"
        ) from None
    except OSError as error:
        raise OutputError(out, f"cannot be written ({error.strerror or error})", "choose another --out") from error
    try:
        holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8")
        yield
    except OSError as error:
        if error.filename is not None and Path(os.fsdecode(error.filename)) == holder:
            raise OutputError(out, f"cannot be written ({error.strerror})", "free space on that disk") from error
        raise
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def remove_leftovers(out: Path) -> None:
    """Remove temporary files that a killed batch left behind; call it only while the folder is held.

    Raises:
        OutputError: one of them cannot be removed.
    """
    for where, folders, files in os.walk(out):
        folders[:] = [f for f in folders if not Path(where, f).is_symlink()]
        for file in files:
            if file.startswith(f"{FOLDER}-") and file.endswith(".tmp"):
                leftover = Path(where, file)
                try:
                    leftover.unlink(missing_ok=True)
                except OSError as error:
                    raise OutputError(leftover, f"cannot be removed ({error.strerror})", "delete it") from error


def _describe(holder: Path) -> str:
    """Who holds the folder, in brackets; "" if the file is not written yet, as it only serves the message."""
    try:
        data = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {int(data['pid'])} on {data['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
