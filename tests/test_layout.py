"""The package keeps its layout: modules of a readable size in packages that explain themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.places import PACKAGE, ROOT

MIN_LINES, MAX_LINES = 20, 400
FACES = {"__init__.py", "__main__.py"}
MODULES = sorted(PACKAGE.rglob("*.py"))
PACKAGES = sorted({path.parent for path in MODULES})


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_data(path: Path) -> bool:
    """Whether a module holds word lists of a language."""
    return path.parent.parent.name == "languages" and path.stem in {"words", "page_furniture"}


def _line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_is_neither_tiny_nor_huge(path: Path) -> None:
    if path.name not in FACES:
        assert _line_count(path) >= MIN_LINES
    if not _is_data(path):
        assert _line_count(path) <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_has_a_docstring_and_a_name_that_says_something(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert path.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}


@pytest.mark.parametrize("folder", PACKAGES, ids=_name)
def test_folder_with_modules_is_a_package(folder: Path) -> None:
    assert (folder / "__init__.py").is_file()


@pytest.mark.parametrize("path", [path for path in MODULES if path.name not in FACES], ids=_name)
def test_module_imports_siblings_not_its_package(path: Path) -> None:
    """In ``summary/``, ``from translate_summarize.summary import fast`` imports a sibling; no other name is one."""
    package = ".".join(path.parent.relative_to(ROOT).parts)
    modules = {module.stem for module in path.parent.glob("*.py")} | {
        p.name for p in path.parent.iterdir() if p.is_dir()
    }
    if package == PACKAGE.name:
        modules.add("__version__")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            assert {alias.name for alias in node.names} <= modules
        elif isinstance(node, ast.Import):
            assert package not in {alias.name for alias in node.names}
