"""One batch at a time in an output folder; a second one is told who holds it."""

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
    """Hold an output folder; the system lets go of it when the process dies, however it dies.

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
            out, f"another batch works there{_who(holder)}", "wait for it, or choose another --out"
        ) from None
    except OSError as error:
        raise OutputError(out, f"cannot be written ({error.strerror or error})", "choose another --out") from error
    try:
        holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8")
        yield
    except OSError as error:
        if error.filename is not None and Path(os.fsdecode(error.filename)) == holder:
            raise OutputError(out, f"cannot be written ({error.strerror})", "free space there") from error
        raise
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def remove_leftovers(out: Path) -> None:
    """Remove temporary files that a killed batch left behind; only while the folder is held."""
    for where, folders, files in os.walk(out):
        folders[:] = [f for f in folders if not Path(where, f).is_symlink()]
        for file in files:
            if file.startswith(f"{FOLDER}-") and file.endswith(".tmp"):
                Path(where, file).unlink(missing_ok=True)


def _who(holder: Path) -> str:
    try:
        data = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {int(data['pid'])} on {data['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
