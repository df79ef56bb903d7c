"""An interrupt at any moment of a batch: what is finished is reported, what is not is done by the next run."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from translate_summarize.article.article import Article
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.batch import runner
from translate_summarize.batch.interruption import Interruption, interruptible
from translate_summarize.batch.journal import Entry, Journal
from translate_summarize.batch.report import Event, Report
from translate_summarize.batch.request import BatchOptions, BatchRequest
from translate_summarize.batch.runner import run_batch, watch_batch

SIGNATURE = Signature("0", "none", "0", "none", "none", 1)
ARTICLES = 70  # three windows


def _interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


class _EchoWorkers:
    """Workers that return the German."""

    capacity = 1
    at_work: Callable[[], None] = staticmethod(lambda: None)

    def __enter__(self) -> _EchoWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, number: int, articles: Sequence[Article], _keep_all: bool) -> None:
        self._window = number, articles

    def finished(self) -> tuple[int, list[TranslatedArticle]]:
        self.at_work()
        number, articles = self._window
        return number, [
            TranslatedArticle(
                a, tuple(TranslatedBlock(b, (SentencePair(b.text, b.text),)) for b in a.blocks), SIGNATURE
            )
            for a in articles
        ]


class _Display:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.report = Report()
        self.open = False

    def __enter__(self) -> _Display:
        self.open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.open = False

    def show(self, event: Event) -> None:
        assert self.open
        self.events.append(event)

    def conclude(self, report: Report) -> None:
        assert not self.open
        self.report = report


class _Signed:
    signature = SIGNATURE
    human_hash = ""

    def tidy_memory(self) -> None:
        """There is none."""


@pytest.fixture
def batch_request(tmp_path: Path) -> BatchRequest:
    press = tmp_path / "press"
    press.mkdir()
    for number in range(ARTICLES):
        (press / f"{number:03}.txt").write_text(f"Der Rat der Stadt Bonn tagt heute zum {number}. Mal im Rathaus.\n")
    return BatchRequest((press,), None, tmp_path / "out", "", BatchOptions())


def _run(batch_request: BatchRequest, display: _Display, workers: _EchoWorkers | None = None) -> Report:
    return run_batch(batch_request, _Signed, lambda _: display, lambda _: workers or _EchoWorkers())  # type: ignore[arg-type]


def _check(batch_request: BatchRequest, display: _Display) -> None:
    """Everything in the journal has been reported and counted, and the next run does the rest."""
    report = display.report
    assert report.interrupted
    with Journal(batch_request.out, read_only=True) as journal:
        entries = {p: journal.entry(str(p)) for p in batch_request.paths[0].iterdir()}
    recorded = {p for p, entry in entries.items() if entry and entry.state}
    assert {e.job.path for e in display.events} == recorded
    assert report.done == len(display.events) == len(recorded)
    assert not list(batch_request.out.rglob("*.tmp"))
    again = _Display()
    assert _run(batch_request, again).done == ARTICLES - report.done
    assert len(list(batch_request.out.rglob("*.en.txt"))) == ARTICLES
    assert not again.report.interrupted


@pytest.mark.parametrize("window", [1, 2, 3])
def test_while_a_window_is_recorded(batch_request: BatchRequest, monkeypatch: pytest.MonkeyPatch, window: int) -> None:
    """Its outputs are written, and nothing has been reported yet."""
    record, calls = Journal.record, []

    def recording(journal: Journal, entries: Iterable[tuple[str, Entry]]) -> None:
        calls.append(1)
        if len(calls) == window:
            _interrupt()
        record(journal, entries)

    monkeypatch.setattr(Journal, "record", recording)
    display = _Display()
    with pytest.raises(KeyboardInterrupt):
        _run(batch_request, display)
    assert display.report.done >= min(32 * window, ARTICLES)
    _check(batch_request, display)


@pytest.mark.parametrize("event", [1, 20, 32, 33, ARTICLES])
def test_while_an_event_is_reported(batch_request: BatchRequest, event: int) -> None:
    class Display(_Display):
        def show(self, event_: Event) -> None:
            if len(self.events) + 1 == event:
                _interrupt()
            super().show(event_)

    display = Display()
    with pytest.raises(KeyboardInterrupt):
        _run(batch_request, display)
    assert len(display.events) >= event
    _check(batch_request, display)


def test_while_a_window_is_translated(batch_request: BatchRequest) -> None:
    workers, calls = _EchoWorkers(), []

    def at_work() -> None:
        calls.append(1)
        if len(calls) == 2:
            _interrupt()

    workers.at_work = at_work
    display = _Display()
    with pytest.raises(KeyboardInterrupt):
        _run(batch_request, display, workers)
    assert display.report.done == 32
    _check(batch_request, display)


def test_while_the_digest_is_written(batch_request: BatchRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "write_digest", lambda *_: _interrupt())
    display = _Display()
    with pytest.raises(KeyboardInterrupt):
        _run(batch_request, display)
    assert display.report.done == ARTICLES
    assert not (batch_request.out / "digest.md").exists()
    monkeypatch.undo()
    _check(batch_request, display)
    assert (batch_request.out / "digest.md").exists()


def test_while_the_end_is_reported(batch_request: BatchRequest) -> None:
    class Display(_Display):
        def conclude(self, report: Report) -> None:
            _interrupt()
            super().conclude(report)

    display = Display()
    with pytest.raises(KeyboardInterrupt):
        _run(batch_request, display)
    assert display.report.done == ARTICLES


def test_while_watching(batch_request: BatchRequest) -> None:
    """The interrupted run reports everything, and no other run starts."""
    displays: list[_Display] = []

    def run_once() -> Report:
        class Display(_Display):
            def show(self, event_: Event) -> None:
                super().show(event_)
                if len(self.events) == 1:
                    _interrupt()

        displays.append(Display())
        return _run(batch_request, displays[-1])

    with pytest.raises(KeyboardInterrupt):
        watch_batch(batch_request, run_once)
    (display,) = displays
    assert display.report.done == len(display.events)


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    def stopped() -> None:
        with interruptible():
            _interrupt()
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL  # a second signal stops at once

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_request_is_raised_only_in_an_interruptible_section() -> None:
    interruption = Interruption()
    interruption.request()
    reached = False
    with pytest.raises(KeyboardInterrupt), interruption.interruptible_section():
        reached = True
    assert not reached
