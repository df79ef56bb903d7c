"""Saved web pages -> blocks: trafilatura finds the article in the page (Barbaresi 2021)."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translate_summarize.article.article import Block
from translate_summarize.reading.html.blocks import blocks_of
from translate_summarize.reading.html.extraction import letters_of, matching_blocks
from translate_summarize.reading.html.headline import PageTitles, with_headline_and_lead
from translate_summarize.reading.html.origins import Origins
from translate_summarize.reading.marked_text import DELETED_TAGS
from translate_summarize.reading.structure.furniture import DELETED, as_frame
from translate_summarize.reading.structure.quotations import mark_quotations
from translate_summarize.reading.text.reader import read_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# They log what is odd in a page, which must not reach standard error. At import: one handler however many pages.
for _library in ("trafilatura", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_SHORT = 300
"""Characters; an extractor makes little of a shorter page, which is simple enough to take whole."""

_ENCODING = re.compile(r"\s*<\?xml[^>]*\?>")  # of bytes that are decoded by now

_RENAMED = {
    "//figure[.//blockquote or .//table]": "div",  # not a picture
    "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::summary]//button": "span",
    "//summary": "h4",
    "//details": "div",
}

_MOSTLY_FRAME = 5

# Each in the order of trust.
_TITLES = ("//meta[@property='og:title']/@content", "//meta[@name='twitter:title']/@content", "//head/title/text()")

_SITES = ("//meta[@property='og:site_name' or @property='og:url']/@content", "//link[@rel='canonical']/@href")

_PAGE_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|title|meta|script)\b",
    re.IGNORECASE | re.DOTALL,
)

_PATH = re.compile(r"^https?://(?:www\.)?([^/]*).*", re.DOTALL)

_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|!--)[^<>]*>")

_FRAME = frozenset({"nav", "footer", "aside", "form"})

_DASH = re.compile(r"\s*(?:--?|[–—―])\s")


def is_web_page(text: str) -> bool:
    """Whether a text begins as an HTML document does."""
    return bool(_PAGE_HEAD.match(text[:5000]))


def read_web_page(text: str) -> tuple[Block, ...]:
    """Read a saved web page.

    Args:
        text: the page, decoded; a text without any tag is read as plain text.

    Returns:
        The blocks of the page in order; all but the article (menus, teasers, comments, deleted text) is marked as
        furniture. None if a reader would see no text.
    """
    if not _MARKUP.search(text):
        return _without_origin(read_text(text))
    page = _parsed(text)
    if page is None:
        return ()
    origins = Origins(page)
    _simplify(page)
    try:
        return tuple(_read(page, origins))
    except RecursionError:  # nested deeper than any browser's page: only its text can be read
        _drop_deleted(page)
        return _without_origin(read_text(page.text_content()))


def _without_origin(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the lines they stood in, which are no XPaths."""
    return tuple(replace(block, origin="") for block in blocks)


def _read(page: HtmlElement, origins: Origins) -> list[Block]:
    titles = _titles(page)
    body = page.find(".//body")
    whole = mark_quotations(blocks_of(page if body is None else body, _FRAME, origins))
    _drop_deleted(page)
    article = _find_article(page)
    extracted = mark_quotations(blocks_of(article) if article is not None else [])
    visible = frozenset(i for i, b in enumerate(whole) if b.furniture != DELETED)
    inner = frozenset(i for i in visible if not whole[i].furniture)
    length = _length(extracted)
    if length < _SHORT and (not length or _length([whole[i] for i in inner]) <= _MOSTLY_FRAME * length):
        taken: frozenset[int] | None = inner
    else:
        taken = matching_blocks(extracted, whole, inner) or matching_blocks(extracted, whole, visible)
    if taken is None:
        known = "".join(letters_of(b.text) for b in extracted)
        rest = [as_frame(b) for b in whole if letters_of(b.text) not in known]
        return with_headline_and_lead([*extracted, *rest], titles)
    if not taken:
        return []
    blocks = [replace(b, furniture="") if i in taken else as_frame(b) for i, b in enumerate(whole)]
    return with_headline_and_lead(blocks, titles)


def _drop_deleted(page: HtmlElement) -> None:
    """Take deleted text out of the page, once its blocks are read."""
    for element in page.xpath("|".join(f"//{tag}" for tag in sorted(DELETED_TAGS))):
        if element.getparent() is not None:
            element.drop_tree()


def _simplify(page: HtmlElement) -> None:
    """Rewrite what the extractor would lose."""
    from lxml import etree

    etree.strip_tags(page, etree.Comment, etree.ProcessingInstruction)
    for quoted in page.xpath("//q"):
        _in_quotation_marks(quoted)
    for cited in page.xpath("//blockquote//footer | //blockquote/following-sibling::*[1][self::cite]"):
        _as_attribution(cited)
    for cited in page.xpath("//blockquote//cite"):
        if _stands_alone(cited):
            _as_attribution(cited)
    for path, tag in _RENAMED.items():
        for element in page.xpath(path):
            element.tag = tag


def _parsed(text: str) -> HtmlElement | None:
    from lxml import html
    from lxml.etree import ParserError

    try:
        return html.document_fromstring(_ENCODING.sub("", text, count=1), html.HTMLParser(huge_tree=True))
    except ParserError:  # nothing but comments
        return None


def _find_article(page: HtmlElement) -> HtmlElement | None:
    """The tree of the article."""
    from trafilatura import bare_extraction

    # Without metadata: the search for a date alone takes longer than all the rest.
    extracted = bare_extraction(page, include_comments=False, include_formatting=True, with_metadata=False)
    return None if extracted is None or isinstance(extracted, dict) else extracted.body


def _titles(page: HtmlElement) -> PageTitles:
    titles = [" ".join(text.split()) for path in _TITLES for text in page.xpath(path)]
    sites = [_PATH.sub(r"\1", text) for path in _SITES for text in page.xpath(path)]
    return PageTitles(tuple(titles), " ".join(sites))


def _in_quotation_marks(quoted: HtmlElement) -> None:
    quoted.text = f"„{quoted.text or ''}"
    if len(quoted):
        quoted[-1].tail = f"{quoted[-1].tail or ''}“"
    else:
        quoted.text += "“"
    quoted.drop_tag()


def _stands_alone(cited: HtmlElement) -> bool:
    """Whether no text stands beside an element, as beside the title of a book in a sentence."""
    before = cited.getprevious()
    text = cited.getparent().text if before is None else before.tail
    inline = before is not None and before.tag in ("a", "b", "em", "i", "span", "strong")
    return not (text or "").strip() and not (cited.tail or "").strip() and not inline


def _as_attribution(cited: HtmlElement) -> None:
    """Set the name of a quotation's speaker apart, with the dash that such lines have."""
    if not _DASH.match("".join(cited.itertext())):
        cited.text = f"– {(cited.text or '').lstrip()}"
    cited.tag = "p"


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(b.text) for b in blocks)
