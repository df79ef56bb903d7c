"""Errors the user can fix, with their exit codes."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Process exit codes."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    INPUT = 3
    MODEL = 4
    OUTPUT = 5
    INTERRUPTED = 130


class TranslateSummarizeError(Exception):
    """Base of all errors the user can fix.

    Attributes:
        subject: the file, model or option the error is about.
        problem: what is wrong with it, in a clause.
        hint: what the user can do about it, in a clause; may be empty.
    """

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, subject: object, problem: str, hint: str = "") -> None:
        self.subject = str(subject)
        self.problem = problem
        self.hint = hint
        super().__init__(subject, problem, hint)  # the same arguments, so that it can be pickled

    def __str__(self) -> str:
        """Subject, problem and hint on one line."""
        line = f"{self.subject}: {self.problem}" + (f"; {self.hint}" if self.hint else "")
        return " ".join(line.split())


class UsageError(TranslateSummarizeError):
    """Options that exclude each other or have impossible values."""

    exit_code = ExitCode.USAGE


class InputError(TranslateSummarizeError):
    """An article that is missing, empty, binary, in an unknown format or not German."""

    exit_code = ExitCode.INPUT


class ModelError(TranslateSummarizeError):
    """A model that is missing, damaged or not a MarianMT model."""

    exit_code = ExitCode.MODEL


class OutputError(TranslateSummarizeError):
    """A result that cannot be written."""

    exit_code = ExitCode.OUTPUT


class Interrupted(TranslateSummarizeError):  # noqa: N818 - not an error
    """The user stopped work that can be resumed."""

    exit_code = ExitCode.INTERRUPTED
