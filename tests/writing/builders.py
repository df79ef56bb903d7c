"""Documents for the writers' tests, above all the article about the river, and how to read what they print."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translate_summarize.article.article import Article, Block, BlockKind, table_row
from translate_summarize.article.brief import Brief, BriefSentence, Explanation, ScoredSentence
from translate_summarize.article.flags import Flag, known_flags
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.writing.document import Document

K = BlockKind
SIGNATURE = Signature("0.1.0", "pocket", "c0ffee" * 10 + "beef", "ctranslate2", "int8", 4)


def block(kind: BlockKind, *pairs: tuple[str, ...] | SentencePair, **about: Any) -> TranslatedBlock:
    """A translated block; a third item of a pair is its flag."""
    sentences = tuple(p if isinstance(p, SentencePair) else SentencePair(p[0], p[1], known_flags(p[2:])) for p in pairs)
    sources = [p.source for p in sentences]
    source = replace(table_row(sources), **about) if kind is K.TABLE_ROW else Block(kind, " ".join(sources), **about)
    if source.furniture:
        return TranslatedBlock(source, (), left_out=True)
    return TranslatedBlock(source, sentences)


def article(*blocks: TranslatedBlock, source: str = "ordner/fluss.txt") -> TranslatedArticle:
    return TranslatedArticle(
        Article(source, tuple(b.block for b in blocks), hashlib.sha256(b"x").hexdigest()), blocks, SIGNATURE
    )


RIVER = article(
    block(K.TITLE, ("Ein Fluss kühlt Rechner", "A river cools computers")),
    block(
        K.PARAGRAPH,
        ("Das Wasser fließt durch drei Rohre.", "The water flows through three pipes."),
        ("Der Verbrauch sank um 34 Prozent.", "Consumption fell by 43 percent.", "number"),
    ),
    block(K.HEADING, ("Was es kostet", "What it costs"), level=2),
    block(K.QUOTE, ("„Weniger, als wir dachten.“", "“Less than we thought.”")),
    block(K.ATTRIBUTION, ("– Petra Lang, Leiterin", "– Petra Lang, head")),
    block(K.LIST_ITEM, ("Pumpen", "Pumps"), list_marker="•"),
    block(K.LIST_ITEM, ("kleine", "small ones small ones", "loop"), list_marker="-", level=1),
    block(K.LIST_ITEM, ("Rohre", "Pipes"), list_marker="•"),
    block(K.TABLE_ROW, ("Jahr", "Year"), ("Kosten", "Costs")),
    block(K.TABLE_ROW, ("2024", "2024"), ("9.100 €", "€9,100")),
    block(K.PARAGRAPH, ("Kommentar schreiben", ""), furniture="comment form"),
    block(K.CODE, ("if a < b:\n    return `a`", "if a < b:\n    return `a`"), code_language="python"),
    block(K.SEPARATOR, ("***", "***")),
    block(K.PARAGRAPH, ("Im Herbst geht es weiter.", "It goes on in autumn.")),
)
BRIEF = Brief(
    (
        BriefSentence("The water flows through three pipes.", 1, 0),
        BriefSentence("Consumption fell by 43 percent.", 1, 1, ("number",)),
    ),
    "A river cools computers",
    "Ein Fluss kühlt Rechner",
    "ordner/fluss.txt",
)
LEANING = Brief(
    (
        BriefSentence("The water flows through three pipes.", 1, 0),
        BriefSentence("It goes on in autumn.", 13, 0),
        BriefSentence("They cost €9,100.", 13, 0, needs_previous=True),
    ),
    path="ordner/fluss.txt",
)


def explained(brief: Brief, language: str = "en") -> Brief:
    """The brief with an explanation of its sentences and of one that was not chosen."""
    reasons = (("position", 0.75), ("lead", -0.25), ("frequency", 0.5))
    scored = [
        ScoredSentence(s.text, s.block, s.pair, number, 9.25 * number, 0.25, reasons, ("water", s.text))
        for number, s in enumerate(brief.sentences, start=1)
    ]
    scored.append(ScoredSentence("Nobody | was hurt.", 13, 0, 0, -1.0, 0.125, reasons, ("hurt",), "too short"))
    return replace(brief, explanation=Explanation(tuple(scored), (("position", -0.5),), language))


WHY = Document(RIVER, explained(BRIEF), with_translation=False)
TRANSLATION = Document(RIVER)
BILINGUAL = Document(RIVER, bilingual=True)
BRIEF_ONLY = Document(RIVER, BRIEF, with_translation=False)
BOTH = Document(RIVER, BRIEF)
EVERYTHING = Document(RIVER, BRIEF, bilingual=True)
ALL = [TRANSLATION, BILINGUAL, BRIEF_ONLY, BOTH, EVERYTHING, Document(RIVER, BRIEF, False, True)]
ALL += [WHY, Document(RIVER, explained(LEANING, "de"), bilingual=True, points=True)]


class Page(HTMLParser):
    """A parsed page: its elements, its text, and whether every tag is closed in order."""

    VOID = frozenset({"meta", "hr", "br", "link", "img"})

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[tuple[str, ...], str]] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((tuple(self.open), data))

    def text(self, within: str = "body") -> str:
        return flat("".join(data for tags, data in self.pieces if within in tags))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]


def flat(text: str) -> str:
    return " ".join(text.split())


def as_page(markdown: str) -> Page:
    """The Markdown as GitHub's parser family shows it."""
    return Page("<body>" + MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown) + "</body>")


def items(*wanted: tuple[str, int]) -> TranslatedArticle:
    return article(
        *(
            block(K.LIST_ITEM, (f"Punkt {n}", f"item {n}"), list_marker=marker, level=level)
            for n, (marker, level) in enumerate(wanted)
        )
    )


WORDS = st.sampled_from(
    [
        "Haus", "house", "1.", "2)", "-", "+", "#", "##", "*", "**", "_", "__x__", "a_b", ">", "<",
        "<b>", "</p>",
        "<script>alert('x')</script>", "<!--", "-->", "&", "&amp;", "&#60;", '"', "'", "\\", "\\*", "|",
        "[a](b)",
        "![", "]", "~~", "---", "===", "é„“", "\u00a0", "https://example.org/a_b?c=1&d=(2)",
        "http://x.de.", "🙂",
        "javascript:1", "www.example.org", "a@b.de", "$1", "^2", "!", ":", "[?]",
    ]
)  # fmt: skip
LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="`\u2028\u2029"),
    min_size=1,
    max_size=12,
)
SENTENCES = st.lists(WORDS | LETTERS, min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda joint: joint.join(words))
)
FLAGS = st.lists(st.sampled_from([Flag.NUMBER, Flag.LOOP, Flag.NAME]), max_size=2, unique=True).map(tuple)


@st.composite
def translated_blocks(draw: st.DrawFn) -> TranslatedBlock:
    kind = draw(st.sampled_from(list(K)))
    level = draw(st.integers(0, 6 if kind is K.HEADING else 3))
    marker = draw(st.sampled_from(["-", "•", "1.", "2.", "7)", "b)", "iv.", ""])) if kind is K.LIST_ITEM else ""
    furniture = draw(st.sampled_from(["", "", "", "teaser"]))
    count = 1 if kind in {K.CODE, K.SEPARATOR} else draw(st.integers(1, 3))
    pairs = []
    for _ in range(count):
        source, target, flags = draw(SENTENCES), draw(SENTENCES), draw(FLAGS)
        pairs.append(SentencePair(source, source, ()) if count == 1 and kind in {K.CODE, K.SEPARATOR}
                     else SentencePair(source, target, flags))  # fmt: skip
    return block(kind, *pairs, level=level, list_marker=marker, furniture=furniture)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    translated = article(*draw(st.lists(translated_blocks(), min_size=1, max_size=6)))
    places = [(i, j) for i, b in enumerate(translated.blocks) for j in range(len(b.pairs))]
    brief = None
    wants_brief: bool = draw(st.booleans())
    if places and wants_brief:
        chosen = sorted(draw(st.sets(st.sampled_from(places), min_size=1, max_size=3)))
        pairs = [translated.blocks[i].pairs[j] for i, j in chosen]
        brief = Brief(
            tuple(
                BriefSentence(p.target, i, j, p.flags, draw(st.booleans()))
                for (i, j), p in zip(chosen, pairs, strict=True)
            ),
            translated.title,
            translated.article.title,
            translated.article.path,
        )
        brief = explained(brief) if draw(st.booleans()) else brief
    with_translation = brief is None or draw(st.booleans())
    return Document(translated, brief, with_translation, draw(st.booleans()), draw(st.booleans()))
