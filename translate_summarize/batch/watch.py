"""A watched folder: the batch runs again whenever a file is added or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from translate_summarize.batch.report import Report

SETTLE_MILLISECONDS = 1_000
"""How long all files must stay unchanged before the batch runs, so that a file is not read while it is copied."""


def watch(paths: tuple[Path, ...], out: Path, run_once: Callable[[], Report]) -> Iterator[Report]:
    """Run at once, and again after each change below the paths, until interrupted.

    Changes during a run trigger another run after it; none is missed.

    Args:
        paths: existing files and folders.
        out: the output folder; changes in it are ignored.
        run_once: runs the batch.

    Raises:
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    from watchfiles import watch as changes

    out_path = str(out.resolve())

    def is_input(_change: object, path: str) -> bool:
        return path != out_path and not path.startswith(f"{out_path}/") and not Path(path).name.startswith(".")

    first = True
    # Timeouts yield too, so that the first run starts only once the folder is being watched.
    for changed in changes(
        *(p.resolve() for p in paths),
        watch_filter=is_input,
        debounce=10 * SETTLE_MILLISECONDS,
        step=SETTLE_MILLISECONDS,
        rust_timeout=SETTLE_MILLISECONDS // 4,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        if first or changed:
            first = False
            yield run_once()
