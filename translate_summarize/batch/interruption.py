"""SIGINT and SIGTERM stop a batch cleanly: what is finished is recorded and reported before the batch ends."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """A pending SIGINT or SIGTERM: raised at once inside ``interruptible_section``, else deferred.

    Attributes:
        requested: whether a signal has arrived.
    """

    def __init__(self) -> None:
        self.requested = False
        self._may_raise = False

    @contextmanager
    def interruptible_section(self) -> Iterator[None]:
        """A section that a signal may interrupt: its work can be dropped half done.

        Raises:
            KeyboardInterrupt: a signal arrived before or during the section.
        """
        self._may_raise = True
        try:
            self._raise_if_requested()
            yield
        finally:
            self._may_raise = False

    def request(self) -> None:
        """Record that a signal has arrived; called in the main thread."""
        self.requested = True
        if self._may_raise:
            self._raise_if_requested()

    def _raise_if_requested(self) -> None:
        if self.requested:
            raise KeyboardInterrupt


@contextmanager
def interruptible(*, everywhere: bool = False) -> Iterator[Interruption]:
    """Handle SIGINT and SIGTERM alike: the first requests an interruption, the second kills the process.

    Outside the main thread, which alone receives signals, nothing changes.

    Args:
        everywhere: the whole block is an interruptible section.

    Raises:
        KeyboardInterrupt: at the end, if an interruption was requested.
    """
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    previous = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}

    def handle(_number: int, _frame: FrameType | None) -> None:
        for number in previous:
            signal.signal(number, signal.SIG_DFL)
        interruption.request()

    for number in previous:
        signal.signal(number, handle)
    try:
        if everywhere:
            with interruption.interruptible_section():
                yield interruption
        else:
            yield interruption
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    if interruption.requested:
        raise KeyboardInterrupt
