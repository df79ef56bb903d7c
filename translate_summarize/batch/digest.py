"""The digest of a batch (digest.md and digest.html), from the journal's entries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import FAILED, Entry, Journal
from translate_summarize.storage.atomic import write_atomically

if TYPE_CHECKING:
    from translate_summarize.writing.digest.entries import DigestEntry


def write_digest(out: Path, jobs: list[Job], journal: Journal, signature: str) -> None:
    """Write digest.md and digest.html: every article of the batch that is done or has failed.

    Args:
        out: the output folder.
        jobs: named jobs, also those that this run skipped.
        journal: what is known of them.
        signature: of the translator, on one line.

    Raises:
        OutputError: a file cannot be written.
    """
    from translate_summarize.writing.digest.entries import Digest
    from translate_summarize.writing.digest.html import render_html
    from translate_summarize.writing.digest.markdown import render_markdown

    recorded = ((job, journal.entry(job.key)) for job in jobs)
    entries = tuple(_digest_entry(out, job, entry) for job, entry in recorded if entry is not None and entry.state)
    digest = Digest(entries, signature=signature)
    write_atomically(out / "digest.md", render_markdown(digest))
    write_atomically(out / "digest.html", render_html(digest))


def _digest_entry(out: Path, job: Job, entry: Entry) -> DigestEntry:
    from translate_summarize.writing.digest.entries import DigestEntry

    about = entry.about or {}
    folder, _, name = job.name.rpartition("/")
    return DigestEntry(
        folder=folder,
        name=name,
        title=about.get("title", ""),
        source_title=about.get("source_title", ""),
        brief=about.get("brief", ""),
        source=str(job.path),
        source_link=Path(os.path.relpath(job.path, out)).as_posix(),
        translation=about.get("translation", ""),
        words=about.get("words", 0),
        brief_words=about.get("brief_words", 0),
        doubtful=about.get("doubtful", 0),
        error=entry.error if entry.state == FAILED else "",
        modified=about.get("modified", 0.0),
    )
