"""Every example of the README runs and prints what the README says it prints, in kind."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests import readme_examples
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return readme_examples.workplace(tmp_path_factory.mktemp("readme") / "work")


@pytest.mark.parametrize("example", readme_examples.examples(README), ids=lambda e: e.command[:60])
def test_example(example: readme_examples.Example, workplace: Path) -> None:
    done = readme_examples.run(example.command, workplace)
    expected = 3 if "not in German" in example.printed else 0
    assert done.returncode == expected, done.stdout
    assert done.stdout.strip()
    # Processors round int8 differently, so a word may differ; whether it is a note, a table or a text may not.
    assert _shape(done.stdout) == _shape(example.printed)


def _shape(printed: str) -> list[str]:
    """The first word of lines that are not running text."""
    return [line.split()[0] for line in printed.splitlines() if re.match(r"(note:|\{|<|#|\$|pocket|opus-mt)", line)]


def test_every_command_and_option_is_shown() -> None:
    commands = " ".join(e.command for e in readme_examples.examples(README))
    for word in ("translate ", "brief ", "batch ", "models list", "models verify", "models path", "--bilingual"):
        assert word in commands
    for word in ("pipx install", "make demo", "make test", "models pull", "models remove", "--models-file", "130"):
        assert word in README


def test_python_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    assert sum(bool(line.strip()) for line in code[1].splitlines()) <= 5
    monkeypatch.chdir(ROOT)
    exec(compile(code[1], "README.md", "exec"), {})
    assert len(capsys.readouterr().out) > 100
    assert "translate_summarize" in sys.modules
