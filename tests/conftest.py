"""Every test has a cache, a home and a hub of its own; the pocket model is prepared once a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the pocket model is prepared once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True, scope="session")
def _isolated_session(shared_cache: Path) -> Iterator[None]:
    """No test may see the user's models or reach a hub."""
    mine = {
        "TRANSLATE_SUMMARIZE_CACHE": str(shared_cache),
        "HF_HOME": str(shared_cache / "huggingface"),
        "HF_HUB_CACHE": str(shared_cache / "huggingface" / "hub"),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "NO_COLOR": "1",
    }
    dropped = ("HF_HUB_OFFLINE", "TRANSLATE_SUMMARIZE_MODELS", "TRANSLATE_SUMMARIZE_DEBUG", "FORCE_COLOR")
    before = {name: os.environ.get(name) for name in (*mine, *dropped)}
    os.environ.update(mine)
    for name in dropped:
        os.environ.pop(name, None)
    yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def translator(_isolated_session: None):
    """The pocket model on the default engine."""
    from translate_summarize.translation.translator import Translator

    return Translator(model="pocket", offline=True)


@pytest.fixture(scope="session")
def german_sentences() -> list[str]:
    return (Path(__file__).parent / "data" / "sentences.de.txt").read_text(encoding="utf-8").splitlines()
