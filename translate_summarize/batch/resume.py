"""Which jobs a run does and which it skips, and why; ``--dry-run`` prints these decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import DONE, FAILED, Journal, file_sha256
from translate_summarize.batch.request import BatchRequest


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a job is done or skipped.

    Attributes:
        job: the job.
        do: whether it is done.
        reason: in a few words.
    """

    job: Job
    do: bool
    reason: str


def decide(jobs: Iterable[Job], journal: Journal, settings: str, request: BatchRequest) -> Iterator[Decision]:
    """Yield a decision for each job, in order; each is made when it is asked for.

    Args:
        jobs: named jobs.
        journal: of the output folder.
        settings: key of everything that decides the outputs (``article_job.settings_key``).
        request: says what is forced, retried or left alone.
    """
    for job in jobs:
        yield Decision(job, *_do_and_reason(job, journal, settings, request))


def _do_and_reason(job: Job, journal: Journal, settings: str, request: BatchRequest) -> tuple[bool, str]:
    entry = journal.entry(job.key)
    state = entry.state if entry else ""
    if request.retry_failed:
        return (True, "failed before") if state == FAILED else (False, "did not fail before")
    if entry is None or not state:
        return True, "new"
    if state == FAILED:
        unchanged = request.leave_failed and entry.sha256 == file_sha256(job.path)
        return not unchanged, "failed before"
    if request.force:
        return True, "forced"
    if entry.settings != settings:
        same_model = entry.settings.partition("+")[0] == settings.partition("+")[0]
        return True, "other human translations" if same_model else "other settings"
    if state == DONE and entry.sha256 != file_sha256(job.path):
        return True, "input changed"
    if entry.name != job.name or not journal.outputs_unchanged(entry):
        return True, "outputs changed or gone"
    return False, "done and unchanged"
