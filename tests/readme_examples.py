"""The README's console examples: find them, run them, compare what they print, write it back into the README.

usage: python -m tests.readme_examples          (rewrites README.md after a change of what commands print)

An example is compared line by line, and every character counts, except three things that differ between machines:

- English that the model wrote. It is known from the translation memory that the examples fill: where a printed line
  holds such a sentence, any other text of between half and twice as many words may stand there in the README.
- rates ("3,316 words/s").
- rows of ``brief --explain``, whose scores follow from the model's words. They only have to look like such rows.

So a change of a note, count, file name, heading, JSON key, version, model hash or of the number of lines is noticed.
What is not: other words from the model (the golden texts are for that), how many of its sentences a line holds as long
as the length fits, and other scores.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_RATE = re.compile(r"\b[\d,]+ words/s")
_EXPLANATION_ROW = re.compile(r"(?:\d+|-) +\d+\.\d +\d+%  (?: *[a-z ]+ [+-]\d\.\d,?)+  .*\S")
MIN_WORDS = 2
"""Words of a sentence that counts as the model's: a single word may be anything."""


@dataclass(frozen=True)
class Example:
    """A command and what the README says that it prints (standard output and standard error together)."""

    command: str
    printed: str


def examples(readme: str) -> list[Example]:
    """All examples in order; a block may hold several commands."""
    all_examples = []
    for block in _BLOCK.findall(readme):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            all_examples.append(Example(command, printed))
    return all_examples


def run_all(readme: str, folder: Path) -> Iterator[tuple[Example, subprocess.CompletedProcess[str]]]:
    """Run all examples in order, as a reader would: in one folder, with one cache (``folder/cache``).

    Args:
        readme: the text.
        folder: an empty folder, or one that holds only a cache.
    """
    work = folder / "work"
    shutil.copytree(ROOT / "examples", work / "examples")
    shutil.copy(ROOT / "models.txt", work)
    for number, path in enumerate(sorted((work / "examples").iterdir())):
        os.utime(path, (number, number))  # a digest is sorted by time, and a checkout sets any
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "TRANSLATE_SUMMARIZE_CACHE": str(folder / "cache"),
        "HF_ENDPOINT": "http://127.0.0.1:9",
    }
    for example in examples(readme):
        yield (
            example,
            subprocess.run(
                ["bash", "-o", "pipefail", "-c", example.command],
                cwd=work,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=180,
                check=False,
            ),
        )


def model_english(folder: Path) -> list[str]:
    """Every sentence that the model wrote during ``run_all``."""
    from translate_summarize.memory.memory import TranslationMemory

    with TranslationMemory(folder / "cache" / "memory.sqlite") as memory:
        return [unit.target for unit in memory.units()]


def differences(expected: str, printed: str, english: Iterable[str]) -> list[str]:
    """What distinguishes an example's output from the README, apart from what differs between machines.

    Args:
        expected: what the README shows.
        printed: what the command printed.
        english: the model's sentences (``model_english``).
    """
    sentences = sorted({s for s in english if len(s.split()) >= MIN_WORDS}, key=len, reverse=True)
    model = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sentences))})(?!\w)" if sentences else "(?!)", re.IGNORECASE
    )
    old, new = expected.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n")
    if len(old) != len(new):
        return [f"the README shows {len(old)} lines, the command prints {len(new)}"]
    return [f"README: {a!r}\nprinted: {b!r}" for a, b in zip(old, new, strict=True) if not _same(a, b, model)]


def _same(expected: str, printed: str, model: re.Pattern[str]) -> bool:
    if _EXPLANATION_ROW.fullmatch(expected.rstrip()) and _EXPLANATION_ROW.fullmatch(printed.rstrip()):
        return True
    expected, printed = (_RATE.sub("N words/s", line) for line in (expected, printed))
    fixed = model.split(printed)
    if len(fixed) == 1:
        return expected == printed
    if not re.fullmatch("(?:.*)".join(map(re.escape, fixed)), expected):
        return False
    return len(printed.split()) / 2 <= len(expected.split()) <= len(printed.split()) * 2


def main() -> None:
    """Rewrite what the examples print."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        for example, done in run_all(text, Path(name)):
            printed = done.stdout.replace(name, "/home/you")
            print(f"$ {example.command}\n{printed}")
            if _RATE.sub("", printed.rstrip()) == _RATE.sub("", example.printed.rstrip()):
                continue  # the rates of another run say nothing new
            text = text.replace(
                f"$ {example.command}\n{example.printed}", f"$ {example.command}\n{printed.rstrip()}\n", 1
            )
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
