"""Help, version and completion, and that they import nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import translate_summarize
from tests.end_to_end.command_line import Run


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"translate-summarize {translate_summarize.__version__}\n"


@pytest.mark.parametrize("command", ["translate", "brief", "batch"])
def test_help_has_examples(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Examples" in done.stdout
    assert f"translate-summarize {command}" in done.stdout


def test_help_documents_the_exit_codes(run: Run) -> None:
    text = run("--help").stdout
    for code in ("0 success", "130", "interrupted"):
        assert code in text


def test_completion_can_be_shown(run: Run) -> None:
    # Typer would look for a shell among the parent processes, which depends on how the tests are started.
    done = run("--show-completion", "bash", env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert "translate" in done.stdout


def test_console_script_is_installed() -> None:
    script = Path(sys.executable).parent / "translate-summarize"
    assert subprocess.run([script, "--version"], capture_output=True, check=True).stdout


@pytest.mark.parametrize("module", ["numpy", "transformers", "torch", "ctranslate2", "huggingface_hub", "rich", "ray"])
def test_import_stays_light(module: str) -> None:
    code = f"import sys, translate_summarize, translate_summarize.cli.app; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_brief_of_a_prepared_model_needs_no_transformers(article: Path) -> None:
    code = (
        "import sys; from translate_summarize.cli.app import run; "
        f"code = run(['brief', {str(article)!r}, '-m', 'pocket', '-q']); "
        "bad = {'transformers', 'torch', 'huggingface_hub'} & set(sys.modules); "
        "print(bad, file=sys.stderr); sys.exit(code or len(bad))"
    )
    subprocess.run([sys.executable, "-m", "translate_summarize", "brief", str(article), "-m", "pocket"], check=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
