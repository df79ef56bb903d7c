"""Where results go: standard output or a file, and in which format."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from translate_summarize.errors import OutputError, UsageError


def choose_format(format_name: str | None, output: Path | None) -> str:
    """Name of the output format: as asked for, else by the output's suffix, else plain text.

    Raises:
        UsageError: the format is unknown, or the suffix is that of a format that is not written.
    """
    from translate_summarize.formats import WRITABLE, by_suffix, writer_for

    if format_name is not None:
        return writer_for(format_name).name
    named = by_suffix(output) if output is not None else None
    if named is not None and not named.writer:
        suffixes = ", ".join(f.suffixes[0] for f in WRITABLE.values())
        raise UsageError(output, f"has the suffix of {named.description}, which is not written", f"choose {suffixes}")
    return named.name if named is not None else "text"


def check_output(output: Path | None, file: str) -> None:
    """What can be known before the work of translating should be said before it."""
    if output is None:
        return
    if output.is_dir():
        raise OutputError(output, "is a folder", "give a file name")
    if file != "-" and output.exists() and Path(file).exists() and output.samefile(file):
        raise UsageError(output, "is the input itself", "give another --output")


def write_result(text: str, output: Path | None) -> None:
    if output is not None:
        from translate_summarize.storage.atomic import write_atomically

        write_atomically(output, text)
        return
    if sys.stdout is None:  # as after ">&-"
        raise OutputError("standard output", "is closed", "give --output")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_stdout()
        raise OutputError(
            "standard output", f"cannot be written ({error.strerror})", "free space or write elsewhere"
        ) from error


def abandon_stdout() -> None:
    """Keep the interpreter from flushing, and complaining, once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
