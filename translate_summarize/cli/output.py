"""Where results go: standard output or a file, and in which format."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from translate_summarize.errors import OutputError, UsageError


def file_or_stdout(output: Path | None) -> Path | None:
    """The output file; None means standard output, which "-" names too."""
    return None if str(output) == "-" else output


def choose_format(format_name: str | None, output: Path | None) -> str:
    """Name of the output format: the requested one, else by the output's suffix, else plain text.

    Raises:
        UsageError: the format is unknown, or the suffix belongs to a format that cannot be written.
    """
    from translate_summarize.formats import WRITABLE, by_suffix, writer_for

    if format_name is not None:
        return writer_for(format_name).name
    by_name = by_suffix(output) if output is not None else None
    if by_name is not None and not by_name.writer:
        suffixes = ", ".join(f.suffixes[0] for f in WRITABLE.values())
        raise UsageError(output, f"{by_name.description} cannot be written", f"choose {suffixes}")
    return by_name.name if by_name is not None else "text"


def check_output(output: Path | None, file: str) -> None:
    """Refuse an output that can be seen to fail before the work of translating begins.

    Args:
        output: the output file; None is standard output.
        file: the article, or "-".

    Raises:
        OutputError: the output is a folder.
        UsageError: the output is the input.
    """
    if output is None:
        return
    if output.is_dir():
        raise OutputError(output, "is a folder", "give a file name")
    if file != "-" and output.exists() and Path(file).exists() and output.samefile(file):
        raise UsageError(output, "is the input file", "give another --output")


def write_result(text: str, output: Path | None) -> None:
    """Write a result to a file, atomically, or to standard output.

    Raises:
        OutputError: it cannot be written.
        BrokenPipeError: the reader of standard output is gone.
    """
    if output is not None:
        from translate_summarize.storage.atomic import write_atomically

        write_atomically(output, text)
        return
    if sys.stdout is None:  # closed by the shell, as in ">&-"
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
    """Point standard output at the null device, so that the interpreter's flush at exit cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
