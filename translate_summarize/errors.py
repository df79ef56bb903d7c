"""Every error a user can meet, with its exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to the script that started it."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    INPUT = 3
    MODEL = 4
    OUTPUT = 5
    INTERRUPTED = 130


class TranslateSummarizeError(Exception):
    """Base of all errors that are the user's to mend.

    Attributes:
        subject: the file, model or option the error is about.
        problem: what is wrong with it, in a clause.
        mend: what the user can do about it, in a clause; may be empty.
    """

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, subject: object, problem: str, mend: str = "") -> None:
        self.subject = str(subject)
        self.problem = problem
        self.mend = mend
        super().__init__(subject, problem, mend)  # as they are: errors travel between processes

    def __str__(self) -> str:
        """One line: subject, problem, mend."""
        line = f"{self.subject}: {self.problem}" + (f"; {self.mend}" if self.mend else "")
        return " ".join(line.split())


class UsageError(TranslateSummarizeError):
    """Options that do not fit together or have impossible values."""

    exit_code = ExitCode.USAGE


class InputError(TranslateSummarizeError):
    """An article that cannot be read: missing, empty, binary, of an unknown format or not German."""

    exit_code = ExitCode.INPUT


class ModelError(TranslateSummarizeError):
    """A model that is missing, damaged or not a MarianMT model."""

    exit_code = ExitCode.MODEL


class OutputError(TranslateSummarizeError):
    """A result that cannot be written."""

    exit_code = ExitCode.OUTPUT


class Interrupted(TranslateSummarizeError):  # noqa: N818 - nothing went wrong
    """The user stopped work that can go on later."""

    exit_code = ExitCode.INTERRUPTED
