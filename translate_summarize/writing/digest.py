"""The digest of a batch: all its briefs on one page, a press review in Markdown and in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from translate_summarize.writing import encodable, markdown
from translate_summarize.writing import page as html
from translate_summarize.writing.document import one_line

_TITLE = "Press review"
# The lists of titles stand open in the contents of a page of at most so many articles.
_MOST_OPEN = 60


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One article of the batch.

    Attributes:
        folder: below the output folder, with "/" between its parts; "" is the top.
        name: of the article's output within that folder.
        title: English; may be "".
        source_title: German; may be "".
        brief: its paragraph; "" if none was made.
        source: path of the German file as the user gave it.
        translation: path from the digest to the translated file, with "/", not percent-encoded; "" if there is none.
        words: of the German article.
        brief_words: of the brief.
        doubtful: number of doubtful sentences.
        warnings: one line each.
        error: why the article failed; "" if it did not.
        modified: when the German file was last changed, in seconds since the epoch; decides the order.
        source_link: path from the digest to the German file, like ``translation``; "" if it is not to be linked.
    """

    folder: str
    name: str
    title: str
    source_title: str
    brief: str
    source: str
    translation: str
    words: int
    brief_words: int
    doubtful: int
    warnings: tuple[str, ...] = ()
    error: str = ""
    modified: float = 0.0
    source_link: str = ""

    @property
    def headline(self) -> str:
        """What the article is called, on one line: its English title, else the German one, else its file."""
        names = (self.title, self.source_title, self.name, self.source)
        return next((line for name in names if (line := one_line(name).strip())), "Untitled")

    @property
    def is_german(self) -> bool:
        """Whether the headline is the German title for want of an English one."""
        return not self.title.strip() and bool(self.source_title.strip())

    @property
    def reason(self) -> str:
        """Why it failed, on one line that does not begin with the file's name again."""
        return " ".join(self.error.split()).removeprefix(f"{' '.join(self.source.split())}: ")


@dataclass(frozen=True, slots=True)
class Digest:
    """All articles of a run, in any order.

    Attributes:
        entries: those that failed too.
        made: when, as it is to be printed; "" leaves it out.
        signature: what made the translations, on one line; "" leaves it out.
    """

    entries: tuple[DigestEntry, ...]
    made: str
    signature: str

    @property
    def done(self) -> tuple[DigestEntry, ...]:
        """The articles that did not fail: newest folder first, newest article first inside.

        A folder is as new as the newest of its articles; what is equally new stands by name.
        """
        done = [entry for entry in self.entries if not entry.error]
        newest: dict[str, float] = {}
        for entry in done:
            newest[entry.folder] = max(entry.modified, newest.get(entry.folder, entry.modified))
        return tuple(
            sorted(
                done, key=lambda e: (-newest[e.folder], e.folder, -e.modified, e.name, e.source, e.translation, e.title)
            )
        )

    @property
    def failed(self) -> tuple[DigestEntry, ...]:
        """The articles that failed, by name."""
        failed = [entry for entry in self.entries if entry.error]
        return tuple(sorted(failed, key=lambda e: (e.folder, e.name, e.source, e.error)))

    @property
    def title(self) -> str:
        """What the page is called, with the number of its articles."""
        return f"{_TITLE}: {_count(len(self.entries) - len(self.failed), 'article')}"

    @property
    def summary(self) -> tuple[str, ...]:
        """The counts that stand below the title, and when it was made."""
        done = self.done
        return (
            _count(sum(entry.words for entry in done), "word"),
            _count(sum(entry.doubtful for entry in done), "doubtful sentence"),
            f"{len(self.failed):,} failed",
            *([one_line(self.made)] if self.made.strip() else []),
        )


@dataclass(frozen=True, slots=True)
class _Folder:
    """The articles of one folder.

    Attributes:
        anchor: its id on the page.
        name: as a heading.
        entries: in order, each with its number on the page, from 1.
    """

    anchor: str
    name: str
    entries: Sequence[tuple[int, DigestEntry]]


def render_markdown(digest: Digest) -> str:
    """The digest as Markdown, ending in a line break.

    Args:
        digest: what to print; links hold only if the file lies where ``translation`` starts from.
    """
    folders = _folders(digest)
    failed = digest.failed
    paragraphs = [markdown.heading(digest.title, 1), markdown.inline(" · ".join(digest.summary))]
    if len(folders) > 1:
        contents = [f"- {markdown.link(f.name, f'#{f.anchor}')} ({_count(len(f.entries), 'article')})" for f in folders]
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
    return encodable("\n\n".join(p for p in paragraphs if p) + "\n")


def render_html(digest: Digest) -> str:
    """The digest as one self-contained page that loads nothing and runs no script, ending in a line break.

    Args:
        digest: what to print; links hold only if the file lies where ``translation`` starts from.
    """
    folders = _folders(digest)
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
    return encodable(html.page(digest.title, body, html.style_sheet("page.css", "digest.css"), dress="digest"))


def _folders(digest: Digest) -> list[_Folder]:
    numbered = enumerate(digest.done, start=1)
    grouped = [(name, tuple(entries)) for name, entries in groupby(numbered, key=lambda pair: pair[1].folder)]
    top = "Articles" if len(grouped) == 1 else "Top folder"
    return [
        _Folder(f"folder-{number}", one_line(name).strip() or top, entries)
        for number, (name, entries) in enumerate(grouped, start=1)
    ]


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _lengths(entry: DigestEntry) -> str:
    brief = f" (brief: {entry.brief_words:,})" if entry.brief.strip() else ""
    return f"{_count(entry.words, 'word')}{brief}"


def _address(path: str) -> str:
    """A path as a relative address: every byte of it that could mean something else is percent-encoded."""
    try:
        encoded = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair of surrogates, as Windows allows in names
        encoded = path.encode("utf-8", "surrogatepass")
    return quote(encoded, safe="/")


# --- Markdown -------------------------------------------------------------------------------------


def _entry_markdown(entry: DigestEntry) -> Iterable[str]:
    headline = entry.headline
    linked = markdown.link(headline, _address(entry.translation)) if entry.translation else markdown.inline(headline)
    yield markdown.heading(linked, 3)
    yield markdown.block_text(markdown.inline(entry.brief))
    german = "" if entry.is_german else markdown.inline(entry.source_title)
    about = [german, _path_markdown(entry), _lengths(entry)]
    about += [_count(entry.doubtful, "doubtful sentence")] if entry.doubtful else []
    yield markdown.emphasis("Source: " + " · ".join(part for part in about if part.strip()))
    yield "\n".join(f"- Warning: {markdown.inline(warning)}" for warning in entry.warnings)


def _path_markdown(entry: DigestEntry) -> str:
    path = one_line(entry.source).strip() or entry.headline
    shown = markdown.code_span(path)
    return f"[{shown}]({_address(entry.source_link)})" if entry.source_link else shown


# --- HTML -----------------------------------------------------------------------------------------


def _contents_html(folders: Sequence[_Folder], digest: Digest) -> Iterable[str]:
    """The contents: folders with the titles in them; nothing for a page of one article."""
    if len(digest.entries) < 2:
        return
    opened = " open" if len(digest.entries) <= _MOST_OPEN else ""
    yield '<nav id="contents" aria-labelledby="contents-title">\n<h2 id="contents-title">Contents</h2>\n<ul>'
    for folder in folders:
        yield (
            f'<li><a href="#{folder.anchor}">{html.inline(folder.name, linked=False)}</a>\n'
            f"<details{opened}><summary>{_count(len(folder.entries), 'article')}</summary>\n<ol>"
        )
        for number, entry in folder.entries:
            yield f'<li{_language(entry)}><a href="#article-{number}">{_headline_html(entry)}</a></li>'
        yield "</ol></details></li>"
    if digest.failed:
        yield f'<li><a href="#failed">Failed</a> ({len(digest.failed):,})</li>'
    yield "</ul>\n</nav>"


def _folder_html(folder: _Folder, with_return: bool) -> str:
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
        linked = f'<a href="{_address(entry.translation)}">{linked}</a>'
    brief = html.inline(entry.brief)
    german = "" if entry.is_german else html.inline(entry.source_title)
    about = [
        f'<cite lang="de">{german}</cite>' if german.strip() else "",
        _path_html(entry),
        _lengths(entry),
        f'<mark class="doubt">{_count(entry.doubtful, "doubtful sentence")}</mark>' if entry.doubtful else "",
    ]
    warnings = "".join(f"<li>Warning: {html.inline(warning)}</li>" for warning in entry.warnings)
    return "\n".join(
        [
            f'<article id="article-{number}" aria-labelledby="title-{number}">',
            f'<h3 id="title-{number}"{_language(entry)}>{linked}</h3>',
            *([f"<p>{brief}</p>"] if brief.strip() else []),
            f'<p class="source">Source: {" · ".join(part for part in about if part)}</p>',
            *([f'<ul class="warnings">{warnings}</ul>'] if warnings else []),
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
    return f'<a href="{_address(entry.source_link)}">{shown}</a>' if entry.source_link else shown
