"""A drop folder: the batch runs again whenever a file comes or changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from translate_summarize.batch.report import Report

SETTLE_MILLISECONDS = 1_000
"""How long no file may change before the batch runs: a file that is being copied is not read half."""


def watch(paths: tuple[Path, ...], out: Path, once: Callable[[], Report]) -> Iterator[Report]:
    """Run at once, and again after each change below the paths, until interrupted.

    What changes while a run is under way is seen after it; nothing is missed.

    Args:
        paths: files and folders; they must be there.
        out: the output folder; what happens in it is no change.
        once: runs the batch.

    Raises:
        KeyboardInterrupt: the user has had enough.
    """
    from watchfiles import watch as changes

    results = str(out.resolve())

    def is_input(_change: object, path: str) -> bool:
        return path != results and not path.startswith(f"{results}/") and not Path(path).name.startswith(".")

    first = True
    # Timeouts yield too, so that the first run begins after the watching has begun.
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
            yield once()
