"""The digest as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from translate_summarize.article.inline import one_line, utf8_safe
from translate_summarize.writing import markdown
from translate_summarize.writing.digest.entries import Digest, DigestEntry, address, count, group_by_folder, lengths


def render_markdown(digest: Digest) -> str:
    """The digest as Markdown, ending in a line break.

    Args:
        digest: what to print; links hold only if the file lies where ``translation`` starts from.
    """
    folders = group_by_folder(digest)
    failed = digest.failed
    paragraphs = [markdown.heading(digest.title, 1), markdown.inline(" · ".join(digest.summary))]
    if len(folders) > 1:
        contents = [f"- {markdown.link(f.name, f'#{f.anchor}')} ({count(len(f.entries), 'article')})" for f in folders]
        contents += [f"- {markdown.link('Failed', '#failed')} ({len(failed):,})"] if failed else []
        paragraphs += [markdown.heading("Contents", 2), "\n".join(contents)]
    for folder in folders:
        # Each renderer makes another anchor of a heading's text, so the heading brings its own.
        paragraphs.append(markdown.heading(f'<a id="{folder.anchor}"></a>{markdown.inline(folder.name)}', 2))
        for _, entry in folder.entries:
            paragraphs += _entry_markdown(entry)
    if failed:
        paragraphs.append(markdown.heading('<a id="failed"></a>Failed', 2))
        paragraphs.append("\n".join(f"- {_path_markdown(e)}: {markdown.inline(e.reason)}" for e in failed))
    if digest.signature:
        paragraphs += ["---", f"*Translated by* {markdown.code_span(digest.signature)}"]
    return utf8_safe("\n\n".join(p for p in paragraphs if p) + "\n")


def _entry_markdown(entry: DigestEntry) -> Iterable[str]:
    headline = entry.headline
    linked = markdown.link(headline, address(entry.translation)) if entry.translation else markdown.inline(headline)
    yield markdown.heading(linked, 3)
    yield markdown.block_text(markdown.inline(entry.brief))
    german = "" if entry.is_german else markdown.inline(entry.source_title)
    about = [german, _path_markdown(entry), lengths(entry)]
    about += [count(entry.doubtful, "doubtful sentence")] if entry.doubtful else []
    yield markdown.emphasis("Source: " + " · ".join(part for part in about if part.strip()))


def _path_markdown(entry: DigestEntry) -> str:
    path = one_line(entry.source).strip() or entry.headline
    shown = markdown.code_span(path)
    return f"[{shown}]({address(entry.source_link)})" if entry.source_link else shown
