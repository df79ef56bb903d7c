"""Engines that run a MarianMT model: CTranslate2 (default) and transformers (reference)."""

from __future__ import annotations

ENGINES = ("ctranslate2", "transformers")
