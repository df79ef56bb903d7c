"""Reading one article of a batch while its file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_summarize import pipeline
from translate_summarize.article.article import Article
from translate_summarize.batch import article_job
from translate_summarize.batch.article_job import load_job
from translate_summarize.batch.jobs import Job
from translate_summarize.batch.request import BatchOptions

TEXT = "Der Rat der Stadt Bonn tagt am Montag im alten Rathaus am Markt.\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return Job(path, "a.txt", "a.txt")


def _let_file_grow(monkeypatch: pytest.MonkeyPatch, job: Job, changes: int) -> None:
    """Let the file grow during the first reads."""
    left = [changes]

    def read(path: Path, any_language: bool) -> Article:
        article = pipeline.read(path, any_language=any_language)
        if left[0]:
            left[0] -= 1
            with job.path.open("a") as file:
                file.write(TEXT)
        return article

    monkeypatch.setattr(article_job, "read", read)


def test_a_file_that_changes_once_is_read_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_file_grow(monkeypatch, job, changes=1)
    loaded = load_job(job, BatchOptions())
    assert loaded.problem == ""
    assert loaded.article is not None
    assert loaded.article.text.count("Bonn") == 2


def test_a_file_that_keeps_changing_fails(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_file_grow(monkeypatch, job, changes=2)
    assert load_job(job, BatchOptions()).problem == "changed while it was read; run again once it is complete"


def test_a_file_that_vanishes_after_it_was_planned_fails(job: Job) -> None:
    job.path.unlink()
    loaded = load_job(job, BatchOptions())
    assert loaded.article is None
    assert loaded.problem
    assert "\n" not in loaded.problem
