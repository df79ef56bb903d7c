"""Run the real command line in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run

ARTICLE = """Stadtwerke Lindau bauen größten Wärmespeicher der Region

Stadtwerke Lindau bauen größten Wärmespeicher der Region

Die Stadtwerke Lindau bauen am Hafen einen Wärmespeicher für 12,5 Millionen Euro. Der Speicher soll im Oktober
2027 in Betrieb gehen und 4.000 Haushalte versorgen. Das teilte das Unternehmen am Dienstag mit.

Kritik an den Kosten

Die Opposition im Stadtrat hält das Vorhaben für zu teuer. Sie fordert ein neues Gutachten. Der Stadtrat stimmt
am 14. März über den Plan ab, wie aus der Einladung unter https://www.example.org/stadtrat?id=7 hervorgeht.

„Wir brauchen den Speicher, und wir brauchen ihn bald.“

– Karin Vogt, Sprecherin der Stadtwerke

Das Land gibt 3 Millionen Euro dazu. Der Bau beginnt im Frühjahr.

Schreibe einen Kommentar

Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A small German article as scraped."""
    path = tmp_path / "waerme.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def run(shared_cache: Path) -> Run:
    """Runs ``translate-summarize ARGUMENTS``; see ``Run``."""

    def start(
        *arguments: object,
        stdin: str | bytes | None = None,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "translate_summarize", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin or b"",
            capture_output=True,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return start
