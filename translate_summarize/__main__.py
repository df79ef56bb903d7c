"""``python -m translate_summarize``."""

from __future__ import annotations

from translate_summarize.cli.app import main

if __name__ == "__main__":
    main()
