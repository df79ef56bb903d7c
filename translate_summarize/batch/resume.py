"""Is a job to be done, and why: what a rerun skips, and what ``--dry-run`` tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import DONE, FAILED, Journal, file_sha256


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a job.

    Attributes:
        job: which.
        do: whether it is to be done.
        why: in a few words.
    """

    job: Job
    do: bool
    why: str


def decide(
    jobs: Iterable[Job],
    journal: Journal,
    settings: str,
    *,
    force: bool = False,
    retry_failed: bool = False,
    leave_failed: bool = False,
) -> Iterator[Decision]:
    """Say of each job whether it is to be done, one by one.

    Args:
        jobs: with names.
        journal: of the output folder.
        settings: key of all that decides the outputs.
        force: do what is done and unchanged too.
        retry_failed: do only what failed before.
        leave_failed: skip what failed before and is unchanged.
    """
    for job in jobs:
        entry = journal.entry(job.key)
        state = entry.state if entry else ""
        if retry_failed:
            yield Decision(job, state == FAILED, "failed before" if state == FAILED else "did not fail before")
        elif entry is None or not state:
            yield Decision(job, True, "new")
        elif state == FAILED:
            unchanged = leave_failed and entry.sha256 == file_sha256(job.path)
            yield Decision(job, not unchanged, "failed before")
        elif force:
            yield Decision(job, True, "forced")
        elif entry.settings != settings:
            same = entry.settings.partition("+")[0] == settings.partition("+")[0]
            yield Decision(job, True, "other human translations" if same else "other settings")
        elif state == DONE and entry.sha256 != file_sha256(job.path):
            yield Decision(job, True, "input changed")
        elif entry.name != job.name or not journal.outputs_unchanged(entry):
            yield Decision(job, True, "outputs changed or gone")
        else:
            yield Decision(job, False, "done and unchanged")
