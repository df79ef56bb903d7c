"""Each exit code, one line on standard error, never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run
from tests.places import POCKET


def _one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    errors = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
    assert len(errors) == 1, done.stderr
    assert errors[0].startswith("translate-summarize: error: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in errors[0]


def test_0_success(run: Run, article: Path) -> None:
    assert run("brief", article, "-m", "pocket").returncode == 0


def test_1_some_files_of_a_batch_failed(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("batch", article, tmp_path / "gone.txt", "--out", tmp_path / "out", "-m", "pocket")
    assert done.returncode == 1
    assert "gone.txt" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("translate",),
        ("translate", "a.txt", "--no-such-option"),
        ("translate", "a.txt", "--beam", "0"),
        ("translate", "a.txt", "--beam", "many"),
        ("translate", "a.txt", "--format", "docx"),
        ("translate", "a.txt", "--output", "gone.pdf"),
        ("translate", "a.txt", "--engine", "magic"),
        ("brief", "a.txt", "--sentences", "0"),
        ("brief", "a.txt", "--words", "-3"),
        ("batch", "a.txt"),
        ("batch", "--out", "somewhere"),
        ("no-such-command",),
        ("models", "pull"),
        ("models", "no-such-command"),
    ],
)
def test_2_usage(run: Run, arguments: tuple[str, ...], article: Path) -> None:
    _one_line(run(*arguments, cwd=article.parent), 2) if "a.txt" not in arguments else _one_line(
        run(*(article if a == "a.txt" else a for a in arguments)), 2
    )


def test_2_output_is_the_input(run: Run, article: Path) -> None:
    before = article.read_bytes()
    _one_line(run("translate", article, "-o", article), 2, "waerme.txt")
    assert article.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
        ("zeros.txt", b"\0" * 4096, ""),
        ("page.docx", b"PK\x03\x04" + b"x" * 100, ""),
    ],
)
def test_3_unusable_input(run: Run, tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    _one_line(run("translate", tmp_path / name, "-m", "pocket"), 3, name, word)


def test_3_missing_and_folder(run: Run, tmp_path: Path) -> None:
    _one_line(run("translate", tmp_path / "gone.txt", "-m", "pocket"), 3, "gone.txt")
    _one_line(run("translate", tmp_path, "-m", "pocket"), 3, str(tmp_path.name))
    _one_line(run("batch", tmp_path, "--out", tmp_path / "out", "-m", "pocket"), 3, "no article")


def test_3_not_german_unless_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "english.txt"
    path.write_text(
        "The council of the small town voted on Monday to build a new bridge over the river. "
        "It will cost ten million pounds, and many of the people who live there are against it.\n"
    )
    _one_line(run("translate", path, "-m", "pocket"), 3, "english.txt", "--force")
    assert run("translate", path, "-m", "pocket", "--force").returncode == 0


def test_4_unknown_model(run: Run, article: Path) -> None:
    _one_line(run("translate", article, "-m", "no-such-model"), 4, "no-such-model", "models list")


def test_4_not_here_and_offline(run: Run, article: Path) -> None:
    _one_line(run("translate", article, "-m", "opus-mt", "--offline"), 4, "opus-mt", "--offline")
    _one_line(run("translate", article, "-m", "opus-mt", env={"HF_HUB_OFFLINE": "1"}), 4, "opus-mt")


def test_4_not_marian(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "bert").mkdir()
    (tmp_path / "bert" / "config.json").write_text('{"model_type": "bert"}')
    _one_line(run("translate", article, "-m", tmp_path / "bert"), 4, "not a MarianMT model")


def test_4_damaged(run: Run, article: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(POCKET, tmp_path / "model"))
    (model / "model.safetensors").write_bytes((model / "model.safetensors").read_bytes()[:100_000])
    _one_line(run("translate", article, "-m", model), 4, "model.safetensors")


def test_5_output_cannot_be_written(run: Run, article: Path, tmp_path: Path) -> None:
    _one_line(run("translate", article, "-m", "pocket", "-o", tmp_path), 5)
    _one_line(run("translate", article, "-m", "pocket", "-o", article / "x.txt"), 5, "x.txt")
    _one_line(run("batch", article, "-m", "pocket", "--out", article), 5, "waerme.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_5_full_disk(article: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "translate_summarize", "translate", str(article), "-m", "pocket", "-q"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    assert "standard output" in done.stderr


# The real command line, with a line on standard error once the engine is at work.
ANNOUNCING = """
import sys
from translate_summarize.cli.app import main
from translate_summarize.engines.ctranslate2_engine import CTranslate2Engine

translate = CTranslate2Engine.translate

def announce(*arguments):
    print("translating", file=sys.stderr, flush=True)
    return translate(*arguments)

CTranslate2Engine.translate = announce
main()
"""


def test_130_interrupted(article: Path) -> None:
    sentences = [f"Die Stadt Nummer {i} baut im kommenden Jahr eine neue Brücke über den Fluss." for i in range(3000)]
    article.write_text("\n\n".join(sentences), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", ANNOUNCING, "translate", str(article), "-m", "pocket", "--beam", "8"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "translating\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert out == ""
    assert "interrupted" in err
    assert "Traceback" not in err


def test_debug_shows_the_traceback(run: Run, tmp_path: Path) -> None:
    done = run("translate", tmp_path / "gone.txt", "--debug")
    assert done.returncode == 3
    assert "Traceback" in done.stderr
    assert done.stderr.rstrip().splitlines()[-1].startswith("translate-summarize: error: ")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(("closed", "code"), [("translate - <&-", 3), ("translate {} >&-", 5), ("brief {} >&-", 5)])
def test_closed_streams(article: Path, closed: str, code: int) -> None:
    command = f"{sys.executable} -m translate_summarize {closed.format(article)} -m pocket"
    _one_line(subprocess.run(command, shell=True, capture_output=True, text=True, check=False), code, "closed")
