"""A cache of the test's own, and a hub on loopback that serves two models."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub_standin import HubStandin
from tests.models.served_models import CT2, CT2_FILES, MARIAN, UNWANTED
from tests.places import POCKET
from translate_summarize.models import hub


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that may not exist yet; the user's caches, proxies and tokens are hidden."""
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    for name in os.environ:
        if name.lower().endswith("_proxy") or name in (
            "HF_HUB_CACHE",
            "HUGGINGFACE_HUB_CACHE",
            "HF_TOKEN",
            "HF_HUB_OFFLINE",
            "TRANSFORMERS_OFFLINE",
            "XDG_CACHE_HOME",
        ):
            monkeypatch.delenv(name)
    return tmp_path / "cache"


@pytest.fixture
def client(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub's library, loaded, and a pull that hardly waits between repetitions."""
    monkeypatch.setattr(hub, "RETRY_PAUSE", 0.01)
    # After the variables are set that it reads when loaded.
    importlib.import_module("huggingface_hub.utils")


@pytest.fixture
def repositories(tmp_path: Path) -> dict[str, Path]:
    """The folders that the hub serves."""
    folder = tmp_path / "klein"
    for name, data in {**CT2_FILES, **UNWANTED}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return {MARIAN: POCKET, CT2: folder}


@pytest.fixture
def standin(repositories: dict[str, Path], client: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubStandin]:
    """The hub."""
    with HubStandin(repositories) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server
