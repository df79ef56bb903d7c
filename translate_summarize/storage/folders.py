"""The cache folder and what it holds."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "TRANSLATE_SUMMARIZE_CACHE"
"""Environment variable: the folder to use instead of the user's cache folder."""


def cache_folder() -> Path:
    """The folder for everything that can be re-created: models, prepared models, the translation memory."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("translate-summarize", appauthor=False))


def memory_file() -> Path:
    """The translation memory; it may not exist yet."""
    return cache_folder() / "memory.sqlite"


def models_folder() -> Path:
    """The folder of pulled models; it may not exist yet."""
    return cache_folder() / "models"


def prepared_folder() -> Path:
    """The folder of models converted for an engine; it may not exist yet."""
    return cache_folder() / "prepared"


def unreachable_marker() -> Path:
    """The file that says when the model hub could last not be reached; it may not exist yet."""
    return cache_folder() / "hub-unreachable.json"
