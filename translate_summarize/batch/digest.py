"""The digest of a batch, from the journal's entries."""

from __future__ import annotations

import os
from pathlib import Path

from translate_summarize.batch.jobs import Job
from translate_summarize.batch.journal import FAILED, Journal
from translate_summarize.storage.atomic import write_atomically


def write_digest(out: Path, jobs: list[Job], journal: Journal, signature: str) -> None:
    from translate_summarize.writing.digest.entries import Digest, DigestEntry
    from translate_summarize.writing.digest.html import render_html
    from translate_summarize.writing.digest.markdown import render_markdown

    entries = []
    for job in jobs:
        entry = journal.entry(job.key)
        if entry is None or not entry.state:
            continue
        about = entry.about or {}
        folder, _, name = job.name.rpartition("/")
        entries.append(
            DigestEntry(
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
        )
    digest = Digest(tuple(entries), signature=signature)
    write_atomically(out / "digest.md", render_markdown(digest))
    write_atomically(out / "digest.html", render_html(digest))
