"""SIGINT and SIGTERM stop a batch in good order: what is finished is told before the batch ends."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """The user's wish to stop. It breaks into long work at once (``welcome``), and waits for all the rest.

    Attributes:
        wished: whether a signal has come.
    """

    def __init__(self) -> None:
        self.wished = False
        self._welcome = False

    @contextmanager
    def welcome(self) -> Iterator[None]:
        """Work that may be dropped half done.

        Raises:
            KeyboardInterrupt: a signal has come, before or meanwhile.
        """
        self._welcome = True
        try:
            self._stop_if_wished()
            yield
        finally:
            self._welcome = False

    def wish(self) -> None:
        """A signal has come; called in the thread that works."""
        self.wished = True
        if self._welcome:
            self._stop_if_wished()

    def _stop_if_wished(self) -> None:
        if self.wished:
            raise KeyboardInterrupt


@contextmanager
def interruptible(*, everywhere: bool = False) -> Iterator[Interruption]:
    """SIGTERM stops like SIGINT, in good order; a second signal of either kind stops at once.

    Args:
        everywhere: an interrupt is welcome at any time.

    Raises:
        KeyboardInterrupt: at the end, if the wish to stop has come.
    """
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    before = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in before:
            signal.signal(number, signal.SIG_DFL)
        interruption.wish()

    for number in before:
        signal.signal(number, stop)
    try:
        if everywhere:
            with interruption.welcome():
                yield interruption
        else:
            yield interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if interruption.wished:
        raise KeyboardInterrupt
