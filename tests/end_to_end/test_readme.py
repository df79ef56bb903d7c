"""Every example of the README runs and prints what the README shows; ``readme_examples`` says what is compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import readme_examples
from tests.places import ROOT
from tests.readme_examples import Example, differences

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = readme_examples.examples(README)

# The examples build on each other, so one worker of a parallel run takes them all.
pytestmark = pytest.mark.xdist_group("readme")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path, translator: object) -> Path:
    """A folder with a cache of its own, since ``memory stats`` counts; the prepared model is shared."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "cache").mkdir()
    (folder / "cache" / "prepared").symlink_to(shared_cache / "prepared")
    return folder


@pytest.fixture(scope="module")
def results(folder: Path) -> dict[Example, tuple[int, str]]:
    """Exit code and output of each example."""
    done = readme_examples.run_all(README, folder)
    return {example: (process.returncode, process.stdout) for example, process in done}


@pytest.fixture(scope="module")
def english(folder: Path, results: object) -> list[str]:
    return readme_examples.model_english(folder)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.command[:60])
def test_example(example: Example, results: dict[Example, tuple[int, str]], english: list[str]) -> None:
    code, printed = results[example]
    assert code == (3 if "error: " in example.printed else 0), printed
    assert differences(example.printed, printed, english) == []


# --- what the comparison notices

CHANGES = {
    "note": ("note: 8 blocks of page furniture left out", "note: 8 blocks of page furniture dropped"),
    "count": ("[2/3] done", "[2/4] done"),
    "count in a note": ("1 of 37 sentences", "1 of 38 sentences"),
    "file name": ("english/stadtbahn.txt.brief.txt\n", "english/stadtbahn.brief.txt\n"),
    "heading": ("## Brief\n", "## Summary\n"),
    "label of a model's line": ("\nEN: ", "\nEnglish: "),
    "mark of a bullet point": ("\n- ", "\n* "),
    "level of a heading by the model": ("\n# ", "\n## "),
    "link around a title by the model": ("](werkzeugverleih.html.en.txt)", "](werkzeugverleih.en.txt)"),
    "JSON key": ('"sha256"', '"hash"'),
    "JSON value": ('"encoding": "utf-8"', '"encoding": "ascii"'),
    "German text": ("DE: Was gebaut wird", "DE: Was geplant wird"),
    "source line": ("Source: ", "From: "),
    "column": ("Strongest words", "Words"),
    "cell of an explanation": (" +1.", " 1."),
    "version": ("translate-summarize:0", "translate-summarize:x"),
    "table": ("CC-BY-SA-4.0", "CC-BY-4.0"),
    "error": ("is in English, not in German", "is in English"),
    "reason": ("other settings", "new settings"),
    "line less": ("\n\n", "\n"),
    "line more": ("\n\n", "\n\n\n"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed_in_every_example(
    old: str, new: str, results: dict[Example, tuple[int, str]], english: list[str]
) -> None:
    changed = [(e, p) for e, (_, p) in results.items() if old in f"\n{p}"]
    assert changed
    for example, printed in changed:
        assert differences(example.printed, f"\n{printed}".replace(old, new, 1).removeprefix("\n"), english)


@pytest.mark.parametrize(
    ("readme", "same"),
    [
        ("# The old bridge is closed\n", True),
        ("# The bridge\n", True),
        ("# Bridge\n", False),  # fewer than half as many words
        ("## The old bridge is closed\n", False),
        ("# The old bridge is closed\n\n", True),  # the README leaves out the blank lines at the end
        ("# The old bridge is closed\n\nEnd\n", False),
    ],
)
def test_other_english_of_the_same_length_is_accepted(readme: str, same: bool) -> None:
    assert (differences(readme, "# The old bridge closes\n", ["the old bridge closes"]) == []) is same


def test_rates_may_differ_and_totals_may_not() -> None:
    readme = "3 done (990 words, 3,316 words/s), 0 skipped, 0 failed.\n"
    assert not differences(readme, readme.replace("3,316", "12"), [])
    assert differences(readme, readme.replace("990", "991"), [])


# --- the README as a whole


def test_every_command_and_option_is_shown() -> None:
    commands = " ".join(e.command for e in EXAMPLES)
    for word in ("translate ", "brief ", "batch ", "models list", "models verify", "models path", "--bilingual"):
        assert word in commands
    for word in ("pipx install", "make demo", "make test", "models pull", "models remove", "--models-file", "130"):
        assert word in README


def test_python_example(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    assert sum(bool(line.strip()) for line in code[1].splitlines()) <= 5
    monkeypatch.chdir(ROOT)
    exec(compile(code[1], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    shown = next(e.printed for e in EXAMPLES if e.command.startswith("translate-summarize translate"))
    assert printed.splitlines()[0] == shown.splitlines()[0]
