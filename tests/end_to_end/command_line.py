"""The type of the ``run`` fixture, for tests that annotate it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Protocol


class Run(Protocol):
    """Runs ``translate-summarize ARGUMENTS`` in its own process."""

    def __call__(
        self,
        *arguments: object,
        stdin: str | bytes | None = None,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """The exit code, standard output and standard error.

        Args:
            arguments: of the program; paths and numbers become text.
            stdin: what is piped in; nothing by default.
            env: variables on top of those of the test run.
            cwd: the working folder.
        """
        ...
