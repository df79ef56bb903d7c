"""Reading one article of a batch while others change its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_summarize.batch import article_job
from translate_summarize.batch.article_job import open_job
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.request import BatchOptions
from translate_summarize.reading.source import read_article

TEXT = "Der Rat der Stadt Bonn tagt am Montag im alten Rathaus am Markt.\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return Job(path, "a.txt", "a.txt")


def _reading(monkeypatch: pytest.MonkeyPatch, job: Job, changes: int) -> None:
    """The file grows during the first readings."""
    left = [changes]

    def read(path: Path):
        article = read_article(path)
        if left[0]:
            left[0] -= 1
            with job.path.open("a") as file:
                file.write(TEXT)
        return article

    monkeypatch.setattr(article_job, "read_article", read)


def test_a_file_that_changes_once_is_read_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    _reading(monkeypatch, job, changes=1)
    opened = open_job(job, BatchOptions())
    assert opened.problem == ""
    assert opened.article.text.count("Bonn") == 2


def test_a_file_that_keeps_changing_fails(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    _reading(monkeypatch, job, changes=2)
    assert open_job(job, BatchOptions()).problem == "changes while it is read; run again when it is whole"


def test_a_file_that_vanishes_after_it_was_planned_fails(job: Job) -> None:
    job.path.unlink()
    opened = open_job(job, BatchOptions())
    assert opened.article is None
    assert opened.problem
    assert "\n" not in opened.problem
