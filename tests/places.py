"""Paths of the package and its model."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "translate_summarize"
POCKET = PACKAGE / "pocket"
