"""The wheel contains its data and works in an empty environment, offline, without PyTorch."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.places import PACKAGE, ROOT

pytestmark = pytest.mark.slow


def _run(*command: str | Path, **environment: str) -> str:
    """Run a command and return its standard output; fail with its standard error."""
    process = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=600,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a virtual environment with nothing but the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", folder)
    programs = folder / "bin"
    _run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    return programs


def test_wheel_contains_the_package_with_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".pyo"}
    }
    assert package - names == set()
    data = {"models.txt", "model.safetensors", "names.bin", "weights.json", "schema.json", "page.css", "py.typed"}
    assert data <= {Path(name).name for name in names}
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"translate_summarize"}


def test_brief_in_an_empty_environment(environment: Path, tmp_path: Path) -> None:
    no_torch = "import importlib.util; assert importlib.util.find_spec('torch') is None"
    _run(environment / "python", "-I", "-c", no_torch)
    offline = {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "PYTHONPATH": ""}
    folders = {"HOME": str(tmp_path), "XDG_CACHE_HOME": "", "TRANSLATE_SUMMARIZE_CACHE": str(tmp_path / "cache")}
    article = ROOT / "examples" / "stadtbahn.txt"
    brief = _run(environment / "translate-summarize", "brief", article, **offline, **folders)
    assert brief == _run(sys.executable, "-m", "translate_summarize", "brief", article)
    assert len(brief.split()) > 30
    assert list((tmp_path / "cache" / "prepared").iterdir())
