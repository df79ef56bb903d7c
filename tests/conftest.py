"""Every test run has its own cache, home and hub address; the pocket model is prepared once per run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from translate_summarize.translation.translator import Translator


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for this process, whose prepared models all processes of the run share."""
    cache = tmp_path_factory.mktemp("cache")
    run = tmp_path_factory.getbasetemp()
    prepared = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "prepared"
    # The package locks this folder while it prepares a model.
    prepared.mkdir(exist_ok=True)
    (cache / "prepared").symlink_to(prepared)
    return cache


@pytest.fixture(autouse=True, scope="session")
def _isolated_session(shared_cache: Path) -> Iterator[None]:
    """Hide the user's models and the real hub from all tests."""
    replaced = {
        "TRANSLATE_SUMMARIZE_CACHE": str(shared_cache),
        "HF_HOME": str(shared_cache / "huggingface"),
        "HF_HUB_CACHE": str(shared_cache / "huggingface" / "hub"),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "NO_COLOR": "1",
    }
    removed = ("HF_HUB_OFFLINE", "TRANSLATE_SUMMARIZE_MODELS", "TRANSLATE_SUMMARIZE_DEBUG", "FORCE_COLOR")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in replaced.items():
            patch.setenv(name, value)
        for name in removed:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def translator(_isolated_session: None) -> Translator:
    """The pocket model on the default engine."""
    from translate_summarize.translation.translator import Translator

    return Translator(model="pocket", offline=True)


@pytest.fixture(scope="session")
def german_sentences() -> list[str]:
    return (Path(__file__).parent / "data" / "sentences.de.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def need_program() -> Callable[..., str]:
    """Find one of several names of a program; without it the test is skipped, or fails where ``CI`` is set."""

    def find(*names: str) -> str:
        for name in names:
            if path := shutil.which(name):
                return path
        missing = f"{' or '.join(names)} is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)

    return find
