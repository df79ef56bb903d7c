"""The progress of a pull on a terminal and on a pipe."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from translate_summarize.cli.pull_display import ConsoleProgress

FOLDER = Path("cache") / "models" / "klein" / "main"


def show(progress: ConsoleProgress, *, succeed: bool = True) -> None:
    """A pull of a megabyte."""
    progress.start(1_024_000, FOLDER)
    for _ in range(4):
        progress.advance(256_000)
    if succeed:
        progress.done()
    else:
        progress.failed()


def test_on_a_pipe_it_is_one_line_before_and_one_after() -> None:
    out = StringIO()
    show(ConsoleProgress("klein [x]", Console(file=out, width=40)))
    assert out.getvalue().splitlines() == [
        f"klein [x]: fetching 1.0 MB to {FOLDER}",
        "klein [x]: fetched 1.0 MB, sizes and hashes verified",
    ]


def test_waiting_for_another_process_is_one_line() -> None:
    out = StringIO()
    ConsoleProgress("klein", Console(file=out, width=40)).waiting()
    assert out.getvalue().count("\n") == 1
    assert "another process" in out.getvalue()


@pytest.mark.parametrize("succeed", [True, False])
def test_on_a_terminal_a_bar_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch, succeed: bool) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    out = StringIO()
    show(ConsoleProgress("klein", Console(file=out, force_terminal=True, width=100)), succeed=succeed)
    assert "━" in out.getvalue()
    assert "\x1b[?25h" in out.getvalue()[-200:], "the cursor is shown again"
    assert ("verified" in out.getvalue()) == succeed


def test_it_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    show(ConsoleProgress("klein"))
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 2
