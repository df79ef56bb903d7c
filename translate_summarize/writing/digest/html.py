"""The digest as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translate_summarize.article.inline import one_line, utf8_safe
from translate_summarize.writing.digest.entries import (
    Digest,
    DigestEntry,
    Folder,
    address,
    count,
    group_by_folder,
    lengths,
)
from translate_summarize.writing.html import page as html

# The lists of titles stand open in the contents of a page of at most so many articles.
_MAX_OPEN = 60


def render_html(digest: Digest) -> str:
    """The digest as one self-contained page that loads nothing and runs no script, ending in a line break.

    Args:
        digest: what to print; links hold only if the file lies where ``translation`` starts from.
    """
    folders = group_by_folder(digest)
    body = [
        f'<header>\n<h1>{html.escaped(digest.title)}</h1>\n<p class="source">{html.inline(" · ".join(digest.summary))}'
        "</p>\n</header>",
        *_contents_html(folders, digest),
        '<main id="main">',
        *(_folder_html(folder, with_return=len(folders) > 1) for folder in folders),
        *([_failed_html(digest.failed)] if digest.failed else []),
        *([] if digest.entries else ["<p>No articles.</p>"]),
        "</main>",
        html.footer(digest.signature),
    ]
    return utf8_safe(html.page(digest.title, body, html.style_sheet("page.css", "digest.css"), css_class="digest"))


def _contents_html(folders: Sequence[Folder], digest: Digest) -> Iterable[str]:
    """The contents: folders with the titles in them; nothing for a page of one article."""
    if len(digest.entries) < 2:
        return
    opened = " open" if len(digest.entries) <= _MAX_OPEN else ""
    yield '<nav id="contents" aria-labelledby="contents-title">\n<h2 id="contents-title">Contents</h2>\n<ul>'
    for folder in folders:
        yield (
            f'<li><a href="#{folder.anchor}">{html.inline(folder.name, linked=False)}</a>\n'
            f"<details{opened}><summary>{count(len(folder.entries), 'article')}</summary>\n<ol>"
        )
        for number, entry in folder.entries:
            yield f'<li{_language(entry)}><a href="#article-{number}">{_headline_html(entry)}</a></li>'
        yield "</ol></details></li>"
    if digest.failed:
        yield f'<li><a href="#failed">Failed</a> ({len(digest.failed):,})</li>'
    yield "</ul>\n</nav>"


def _folder_html(folder: Folder, with_return: bool) -> str:
    return "\n".join(
        [
            f'<section aria-labelledby="{folder.anchor}">',
            f'<h2 id="{folder.anchor}">{html.inline(folder.name)}</h2>',
            *(_entry_html(number, entry) for number, entry in folder.entries),
            *(['<p class="return"><a href="#contents">Contents</a></p>'] if with_return else []),
            "</section>",
        ]
    )


def _entry_html(number: int, entry: DigestEntry) -> str:
    linked = _headline_html(entry)
    if entry.translation:
        linked = f'<a href="{address(entry.translation)}">{linked}</a>'
    brief = html.inline(entry.brief)
    german = "" if entry.is_german else html.inline(entry.source_title)
    about = [
        f'<cite lang="de">{german}</cite>' if german.strip() else "",
        _path_html(entry),
        lengths(entry),
        f'<mark class="doubt">{count(entry.doubtful, "doubtful sentence")}</mark>' if entry.doubtful else "",
    ]
    return "\n".join(
        [
            f'<article id="article-{number}" aria-labelledby="title-{number}">',
            f'<h3 id="title-{number}"{_language(entry)}>{linked}</h3>',
            *([f"<p>{brief}</p>"] if brief.strip() else []),
            f'<p class="source">Source: {" · ".join(part for part in about if part)}</p>',
            "</article>",
        ]
    )


def _failed_html(failed: Iterable[DigestEntry]) -> str:
    items = "\n".join(f"<li>{_path_html(entry)}: {html.inline(entry.reason)}</li>" for entry in failed)
    return f'<section aria-labelledby="failed">\n<h2 id="failed">Failed</h2>\n<ul>\n{items}\n</ul>\n</section>'


def _headline_html(entry: DigestEntry) -> str:
    return html.inline(entry.headline, linked=False)


def _language(entry: DigestEntry) -> str:
    return ' lang="de"' if entry.is_german else ""


def _path_html(entry: DigestEntry) -> str:
    path = one_line(entry.source).strip() or entry.headline
    shown = f'<code translate="no">{html.escaped(path)}</code>'
    return f'<a href="{address(entry.source_link)}">{shown}</a>' if entry.source_link else shown
