"""The README's console examples: find them, run them, write what they print back into the README.

usage: python -m tests.readme_examples          (rewrites README.md after a change of what commands print)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A command and what the README says that it prints (standard output and standard error together)."""

    command: str
    printed: str


def examples(readme: str) -> list[Example]:
    """All examples in order; a block may hold several commands."""
    found = []
    for block in _BLOCK.findall(readme):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            found.append(Example(command, printed))
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an example as a reader would, with this Python's console script."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=180,
        check=False,
    )


def workplace(folder: Path) -> Path:
    """A folder that holds what the examples read."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "models.txt", folder)
    return folder


def main() -> None:
    """Rewrite what the examples print."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"TRANSLATE_SUMMARIZE_CACHE": f"{name}/cache", "HF_ENDPOINT": "http://127.0.0.1:9"}
        folder = workplace(Path(name) / "work")
        run("translate-summarize brief examples/stadtbahn.txt --model pocket", folder)
        for example in examples(text):
            printed = run(example.command, folder).stdout.replace(name, "/home/you")
            print(f"$ {example.command}\n{printed}")
            text = text.replace(
                f"$ {example.command}\n{example.printed}", f"$ {example.command}\n{printed.rstrip()}\n", 1
            )
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
