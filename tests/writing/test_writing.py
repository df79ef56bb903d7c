"""The writers: what each format prints, and that no text is lost or taken for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.brief import Brief, BriefSentence, Explanation, ScoredSentence
from translate_summarize.article.inline import RunKind, runs
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.errors import UsageError
from translate_summarize.formats import WRITABLE, by_suffix, render
from translate_summarize.writing.document import Document

K = BlockKind
SIGNATURE = Signature("0.1.0", "pocket", "c0ffee" * 10 + "beef", "ctranslate2", "int8", 4)
SCHEMA = json.loads(
    files("translate_summarize.writing").joinpath("schema.json").read_text(encoding="utf-8"),
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def block(kind: BlockKind, *pairs: tuple[str, ...] | SentencePair, **about: Any) -> TranslatedBlock:
    """A translated block; a third item of a pair is its flag."""
    separator = " | " if kind is K.TABLE_ROW else " "
    made = tuple(p if isinstance(p, SentencePair) else SentencePair(p[0], p[1], p[2:]) for p in pairs)
    source = Block(kind, separator.join(p.source for p in made), **about)
    if source.furniture:
        return TranslatedBlock(source, (), separator, left_out=True)
    return TranslatedBlock(source, made, separator)


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
    block(K.LIST_ITEM, ("Pumpen", "Pumps"), marker="•"),
    block(K.LIST_ITEM, ("kleine", "small ones small ones", "loop"), marker="-", level=1),
    block(K.LIST_ITEM, ("Rohre", "Pipes"), marker="•"),
    block(K.TABLE_ROW, ("Jahr", "Year"), ("Kosten", "Costs")),
    block(K.TABLE_ROW, ("2024", "2024"), ("9.100 €", "€9,100")),
    block(K.PARAGRAPH, ("Kommentar schreiben", ""), furniture="comment form"),
    block(K.CODE, ("if a < b:\n    return `a`", "if a < b:\n    return `a`"), marker="python"),
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


# --- the registry ---------------------------------------------------------------------------------


def test_each_format_has_its_suffix() -> None:
    assert {f.name: f.suffixes[0] for f in WRITABLE.values()} == {
        "text": ".txt",
        "markdown": ".md",
        "json": ".json",
        "html": ".html",
    }
    for form in WRITABLE.values():
        assert by_suffix(f"a.b/c{form.suffixes[0]}") is form


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("x.HTM", "html"),
        ("x.markdown", "markdown"),
        ("x.text", "text"),
        ("x.pdf", "pdf"),
        ("x", None),
        (".html", None),
        ("-", None),
    ],
)
def test_format_of_suffix(path: str, name: str | None) -> None:
    named = by_suffix(path)
    assert (named and named.name) == name


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="text, markdown, json, html"):
        render(TRANSLATION, "pdf")


def test_registry_imports_no_writer() -> None:
    code = "import sys, translate_summarize.formats; print(*[m for m in sys.modules if 'writing.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_document_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="brief"):
        Document(RIVER, None, with_translation=False)


@pytest.mark.parametrize("name", WRITABLE)
def test_file_name_that_is_no_utf8_can_still_be_written(name: str) -> None:
    odd = article(block(K.PARAGRAPH, ("Ja.", "Yes.")), source="b\udcffse.txt")
    brief = Brief((BriefSentence("Yes.", 0, 0),), path="b\udcffse.txt")
    assert "ffse.txt" in render(Document(odd, brief), name).encode("utf-8").decode("utf-8")


# --- plain text -----------------------------------------------------------------------------------


def test_text_translation() -> None:
    assert render(TRANSLATION, "text") == (
        "A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. [?]\n\n"
        "What it costs\n\n"
        "  “Less than we thought.”\n"
        "  – Petra Lang, head\n\n"
        "- Pumps\n"
        "  - small ones small ones [?]\n"
        "- Pipes\n\n"
        "Year | Costs\n"
        "2024 | €9,100\n\n"
        "if a < b:\n    return `a`\n\n"
        "***\n\n"
        "It goes on in autumn.\n\n"
        "[?] doubtful: number (1), loop (1)\n"
    )


def test_text_bilingual_pairs_each_block() -> None:
    lines = render(BILINGUAL, "text")
    assert lines.startswith("DE: Ein Fluss kühlt Rechner\nEN: A river cools computers\n\nDE: Das Wasser")
    assert "\n\n  DE: „Weniger, als wir dachten.“\n  EN: “Less than we thought.”\n  DE: – Petra" in lines
    assert "\n- DE: Pumpen\n  EN: Pumps\n  - DE: kleine\n    EN: small ones small ones [?]\n" in lines
    assert "\nDE: 2024 | 9.100 €\nEN: 2024 | €9,100\n" in lines
    assert lines.count("if a < b") == 1


def test_text_brief_is_one_line_with_its_source() -> None:
    assert render(BRIEF_ONLY, "text") == (
        "A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. [?]\n\n"
        "Source: Ein Fluss kühlt Rechner (fluss.txt)\n\n"
        "[?] doubtful: number (1)\n"
    )


def test_text_brief_without_title() -> None:
    plain = article(block(K.PARAGRAPH, ("Ja.", "Yes.")), source="-")
    brief = Brief((BriefSentence("Yes.", 0, 0),), path="-")
    assert render(Document(plain, brief, False), "text") == "Yes.\n\nSource: standard input\n"


def test_text_brief_stands_above_the_translation() -> None:
    text = render(BOTH, "text")
    order = ["A river", "\nBrief\n", "\nSource: Ein Fluss", "\nTranslation\n", "What it costs"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert text.count("A river cools computers") == 1
    assert text.rstrip().endswith("number (1), loop (1)")


def test_text_brief_bilingual() -> None:
    text = render(Document(RIVER, BRIEF, False, True), "text")
    assert "DE: Das Wasser fließt durch drei Rohre. Der Verbrauch sank um 34 Prozent.\nEN: The water" in text


# --- Markdown -------------------------------------------------------------------------------------


def test_markdown_translation() -> None:
    body, signature = render(TRANSLATION, "markdown").split("\n---\n\n*Translated by* ")
    assert signature == f"`{SIGNATURE}`\n"
    assert body == (
        "# A river cools computers\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. \\[?]\n\n"
        "## What it costs\n\n"
        "> “Less than we thought.”\n>\n> – Petra Lang, head\n\n"
        "- Pumps\n  - small ones small ones \\[?]\n- Pipes\n\n"
        "| Year | Costs |\n| --- | --- |\n| 2024 | €9,100 |\n\n"
        "```python\nif a < b:\n    return `a`\n```\n\n"
        "---\n\n"
        "It goes on in autumn.\n\n"
        "\\[?] doubtful: number (1), loop (1)\n"
    )


def test_markdown_bilingual_is_a_table_of_two_columns() -> None:
    markdown = render(BILINGUAL, "markdown")
    assert "| **Was es kostet** | **What it costs** |" in markdown
    assert "| 2024 \\| 9.100 € | 2024 \\| €9,100 |" in markdown
    page = as_page(markdown)
    assert len(page.all("table")) == 2
    assert len(page.all("td")) == 2 * len(page.all("tr")) - len(page.all("th"))
    assert "Weniger, als wir dachten" in page.text("td")
    assert "Less than we thought" in page.text("td")


def test_markdown_brief_only() -> None:
    assert render(BRIEF_ONLY, "markdown").startswith(
        "**A river cools computers**\n\n"
        "The water flows through three pipes. Consumption fell by 43 percent. \\[?]\n\n"
        "*Source: Ein Fluss kühlt Rechner (fluss.txt)*\n\n"
    )


def test_markdown_both() -> None:
    assert render(BOTH, "markdown").startswith("# A river cools computers\n\n## Brief\n\nThe water")


@pytest.mark.parametrize(
    "literal",
    [
        "# kein Titel",
        "1. Oktober war Montag",
        "2024) nein",
        "- Strich",
        "+ plus",
        "* Stern",
        "---",
        "===",
        "> größer",
        "a_b und _c_ und __d__",
        "5 * 3 * 2 **x**",
        "<b>fett</b> < 5 <!-- x -->",
        "C:\\neu\\*",
        "&amp; &copy; AT&T",
        "[Anm. d. Red.](x) ![y](z) [ ] [^1]",
        "~~weg~~ ~5",
        "ein ` allein und `` zwei",
        "a | b",
        "```x",
        "~~~",
        "Ende \\",
        "Titel #",
        "    eingerückt",
        "https://example.org/a_b_/c*d*?x=1&y=2#z.",
        "siehe (https://example.org/a_(b)), dort",
        "mailto <post@example.org> nein",
    ],
)
@pytest.mark.parametrize("kind", [K.PARAGRAPH, K.HEADING, K.TITLE, K.QUOTE, K.LIST_ITEM, K.TABLE_ROW])
@pytest.mark.parametrize("bilingual", [False, True])
def test_markdown_shows_what_stands_there(literal: str, kind: BlockKind, bilingual: bool) -> None:
    # A cell more keeps a bar within the text from being the row's own separator.
    pairs = [("Quelle", literal)] if kind is not K.TABLE_ROW else [("Q", literal), ("Z", "cell")]
    page = as_page(render(Document(article(block(kind, *pairs)), bilingual=bilingual), "markdown"))
    assert flat(literal) in page.text().replace("| cell", "")
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"b", "img", "s", "pre"}
    if not bilingual:
        assert "strong" not in tags
        assert ("li" in tags) == (kind is K.LIST_ITEM)
        assert len(page.all("hr")) == 1  # The one above the signature.


def test_markdown_keeps_code_and_addresses() -> None:
    line = "Mit `a_b*c*` auf https://example.org/x_y?a=1&b=2 und ``x ` y``."
    markdown = render(Document(article(block(K.PARAGRAPH, (line, line)))), "markdown")
    assert "`a_b*c*`" in markdown
    assert "https://example.org/x_y?a=1&b=2" in markdown
    page = as_page(markdown)
    assert [d for tags, d in page.pieces if "code" in tags][:2] == ["a_b*c*", "x ` y"]
    assert page.all("a") == [{"href": "https://example.org/x_y?a=1&b=2"}]


def test_markdown_fence_is_longer_than_any_in_the_code() -> None:
    code = "```\nx\n````\n# y"
    page = as_page(render(Document(article(block(K.CODE, (code, code)))), "markdown"))
    assert [d for tags, d in page.pieces if "pre" in tags] == [code + "\n"]


def test_markdown_bars_in_cells_stay_in_their_cells() -> None:
    row = block(K.TABLE_ROW, ("a", "`x|y` | z\\|"), ("b", "c"))
    markdown = render(Document(article(row, row)), "markdown")
    page = as_page(markdown)
    assert len(page.all("td")) == len(page.all("th")) == 2
    assert "x|y | z\\|" in page.text("td")


def test_markdown_keeps_alignment_task_boxes_and_emphasis_around_paragraphs() -> None:
    made = render(
        Document(
            article(
                block(BlockKind.PARAGRAPH, ("Achtung *jetzt*.", "Attention *now*."), marker="**"),
                block(BlockKind.QUOTE, ("Leise.", "Quietly."), marker="*"),
                block(BlockKind.LIST_ITEM, ("Halle", "Hall"), marker="- [x]"),
                block(BlockKind.LIST_ITEM, ("Bad", "Pool"), marker="- [ ]"),
                block(BlockKind.TABLE_ROW, ("Jahr", "Year"), ("Wert", "Value"), marker=":--|--:|x"),
                block(BlockKind.TABLE_ROW, ("2024", "2024"), ("a\xa0|\xa0b", "a\xa0|\xa0b")),
            )
        ),
        "markdown",
    )
    assert "**Attention \\*now\\*.**\n\n> *Quietly.*\n\n- [x] Hall\n- [ ] Pool\n\n" in made
    assert "| Year | Value |\n| :-- | --: |\n| 2024 | a \\| b |" in made


def test_html_shows_task_boxes_and_emphasis_around_paragraphs() -> None:
    made = render(
        Document(
            article(
                block(BlockKind.PARAGRAPH, ("Achtung.", "Attention."), marker="**"),
                block(BlockKind.QUOTE, ("Leise.", "Quietly."), marker="***"),
                block(BlockKind.LIST_ITEM, ("Halle", "Hall"), marker="- [x]"),
                block(BlockKind.LIST_ITEM, ("Bad", "Pool"), marker="3. [ ]"),
            )
        ),
        "html",
    )
    assert "<p><strong>Attention.</strong></p>" in made
    assert "<p><strong><em>Quietly.</em></strong></p>" in made
    assert '<li><span role="img" aria-label="done">☑</span> Hall' in made
    assert '<li value="3"><span role="img" aria-label="open">☐</span> Pool' in made
    assert "[x]" not in made


def items(*wanted: tuple[str, int]) -> TranslatedArticle:
    return article(
        *(
            block(K.LIST_ITEM, (f"Punkt {n}", f"item {n}"), marker=marker, level=level)
            for n, (marker, level) in enumerate(wanted)
        )
    )


def test_markdown_lists_nest_and_keep_their_numbers() -> None:
    listed = items(("1.", 0), ("2.", 0), ("-", 3), ("7.", 4), ("5.", 0), ("a)", 0), ("-", 1), ("3.", 1))
    page = as_page(render(Document(listed), "markdown"))
    starts = [a.get("start") for a in page.all("ol")]
    assert starts == [None, "7", "5", "3"]
    depths = {data.strip(): tags.count("li") for tags, data in page.pieces if "li" in tags and "item" in data}
    assert depths == {
        "item 0": 1,
        "item 1": 1,
        "item 2": 2,
        "item 3": 3,
        "item 4": 1,
        "a) item 5": 1,
        "item 6": 2,
        "item 7": 2,
    }


def test_html_lists_nest_and_keep_their_numbers() -> None:
    listed = items(("1.", 0), ("2.", 0), ("-", 3), ("7.", 4), ("5.", 0), ("c)", 0), ("-", 1), ("3.", 1), ("§4", 0))
    page = Page(render(Document(listed), "html"))
    assert [(a.get("type"), a.get("value")) for a in page.all("li")] == [
        (None, "1"),
        (None, "2"),
        (None, None),
        (None, "7"),
        (None, "5"),
        ("a", "3"),
        (None, None),
        (None, "3"),
        (None, None),
    ]
    assert [tags.count("li") for tags, data in page.pieces if "li" in tags and "item" in data] == [
        1,
        1,
        2,
        3,
        1,
        1,
        2,
        2,
        1,
    ]
    assert "§4 item 8" in page.text()


# --- JSON -----------------------------------------------------------------------------------------


def from_json(text: str) -> TranslatedArticle:
    """Build the translated article again from its JSON."""
    found = json.loads(text)
    blocks = tuple(
        TranslatedBlock(
            Block(BlockKind(b["kind"]), b["source"], b["level"], b["marker"], b["furniture"]),
            tuple(SentencePair(p["source"], p["target"], tuple(p["flags"])) for p in b["pairs"]),
            " | " if b["kind"] == "table_row" else " ",
            b["left_out"],
        )
        for b in found["blocks"]
    )
    about = {key: value for key, value in found["source"].items() if key not in {"file", "title"}}
    source = Article(found["source"]["file"], tuple(b.block for b in blocks), **about)
    signature = {key: value for key, value in found["signature"].items() if key != "text"}
    return TranslatedArticle(source, blocks, Signature(**signature))


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("document", ALL)
def test_json_follows_its_schema(document: Document) -> None:
    text = render(document, "json")
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert '\n  "schema_version": 1' in text
    found = json.loads(text)
    VALIDATOR.validate(found)
    assert ("blocks" in found) == document.with_translation
    assert (found["brief"] is None) == (document.brief is None)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("signature"),
        lambda d: d.update(extra=1),
        lambda d: d["blocks"][0].update(kind="poem"),
        lambda d: d["blocks"][0].update(translation=None),
        lambda d: d["blocks"][0]["pairs"][0].pop("target"),
        lambda d: d.pop("blocks"),
        lambda d: d["source"].update(sha256="abc"),
    ],
)
def test_schema_refuses_what_we_do_not_write(spoil: Any) -> None:
    found = json.loads(render(TRANSLATION, "json"))
    spoil(found)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found)


def test_json_holds_everything() -> None:
    found = json.loads(render(BOTH, "json"))
    assert from_json(render(BOTH, "json")) == RIVER
    assert found["title"] == "A river cools computers"
    assert found["flags"] == {"number": 1, "loop": 1}
    assert found["furniture"] == 1
    assert found["blocks"][10]["translation"] is None
    assert found["blocks"][9]["translation"] == "2024 | €9,100"
    assert found["signature"]["text"] == str(SIGNATURE)
    assert found["brief"]["text"] == str(BRIEF)
    assert found["brief"]["word_count"] == BRIEF.word_count
    for sentence in found["brief"]["sentences"]:
        assert found["blocks"][sentence["block"]]["pairs"][sentence["pair"]]["target"] == sentence["text"]


def test_json_explains() -> None:
    found = json.loads(render(WHY, "json"))
    VALIDATOR.validate(found)
    assert found["explain"]["weights"] == {"position": -0.5}
    assert [s["number"] for s in found["explain"]["sentences"]] == [1, 2, 0]
    assert found["explain"]["sentences"][2]["reasons"] == {"position": 0.75, "lead": -0.25, "frequency": 0.5}
    assert "explain" not in json.loads(render(BOTH, "json"))


def test_json_has_the_points() -> None:
    found = json.loads(render(Document(RIVER, LEANING), "json"))
    assert found["brief"]["points"] == [
        "The water flows through three pipes.",
        "It goes on in autumn. They cost €9,100.",
    ]


# --- points and explanations ----------------------------------------------------------------------


def test_points_in_text() -> None:
    shown = render(Document(RIVER, LEANING, with_translation=False, points=True), "text")
    assert "\n\n- The water flows through three pipes.\n- It goes on in autumn. They cost €9,100.\n\n" in shown


@pytest.mark.parametrize("bilingual", [False, True])
def test_points_in_markdown_and_html(bilingual: bool) -> None:
    document = Document(RIVER, LEANING, with_translation=False, bilingual=bilingual, points=True)
    page = Page(render(document, "html"))
    assert len(page.all("li")) == 2
    assert "It goes on in autumn. They cost €9,100." in page.text("li")
    page = as_page(render(document, "markdown"))
    assert len(page.all("li")) == (0 if bilingual else 2)
    assert "It goes on in autumn. They cost €9,100." in page.text("td" if bilingual else "li")


def test_explanation_in_text() -> None:
    rows = render(WHY, "text").split("\n\n")[-2].splitlines()
    assert [row[0] for row in rows] == ["B", "1", "2", "-"]
    # Position and lead both say where a word stands.
    assert "position +0.5, frequency +0.5" in rows[1]
    assert rows[3].endswith("Nobody | was hurt. (too short)")


def test_explanation_in_markdown() -> None:
    page = as_page(render(WHY, "markdown"))
    assert len(page.all("tr")) == 4
    assert "Nobody | was hurt. (too short)" in page.text("td")


def test_explanation_in_html() -> None:
    source = render(WHY, "html")
    page = Page(source)
    assert [r["width"] for r in page.all("rect") if r["class"] == "part"] == ["50", "100", "0"]
    assert [a["class"] for a in page.all("mark") if "key" in (a["class"] or "")] == ["key", "key"]
    assert "What it costs" in page.text("h3")
    assert "style=" not in source
    german = Page(render(replace(WHY, brief=explained(LEANING, "de")), "html"))
    assert "Was es kostet" in german.text("h3")


# --- HTML -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", ALL)
def test_html_is_one_accessible_page_that_loads_nothing(document: Document) -> None:
    source = render(document, "html")
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert page.all("html") == [{"lang": "en"}]
    assert page.text("title") == "A river cools computers"
    assert [len(page.all(tag)) for tag in ("h1", "main", "header")] == [1, 1, 1]
    assert page.with_class("skip")[0]["href"] == "#main"
    assert page.all("main")[0]["id"] == "main"
    metas = {m.get("name") or m.get("http-equiv"): m.get("content") for m in page.all("meta")}
    assert "width=device-width" in str(metas["viewport"])
    assert metas["generator"] == "translate-summarize 0.1.0"
    assert str(SIGNATURE) in page.text("footer")
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object"}
    assert not any("style" in a or any(n.startswith("on") for n in a) for _, a in page.elements)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert (link["href"] or "")[1:] in ids
    style = re.search(r"<style>(.*)</style>", source, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert metas["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_html_structure() -> None:
    page = Page(render(TRANSLATION, "html"))
    assert [len(page.all(t)) for t in ("h2", "blockquote", "ul", "li", "table", "th", "pre", "hr")] == [
        1, 1, 2, 3, 1, 2, 1, 1,
    ]  # fmt: skip
    assert "– Petra Lang, head" in page.text("blockquote")
    assert "".join(d for tags, d in page.pieces if "pre" in tags) == "\nif a < b:\n    return `a`"
    assert "Kommentar" not in page.text()
    assert page.text("cite") == "Ein Fluss kühlt Rechner"


def test_html_marks_doubts_and_explains_them() -> None:
    page = Page(render(TRANSLATION, "html"))
    doubts = [a.get("title") for a in page.with_class("doubt")]
    assert doubts == ["doubtful: number", "doubtful: loop", None]
    assert "Doubtful: number (1), loop (1)" in page.text("footer")
    assert "legend" not in Page(render(Document(items(("-", 0))), "html")).text()


def test_html_brief_points_at_its_sentences() -> None:
    page = Page(render(BOTH, "html"))
    assert [a["id"] for a in page.with_class("key")] == ["b1s0", "b1s1"]
    assert [a["href"] for a in page.with_class("ref")] == ["#b1s0", "#b1s1"]
    assert page.text("mark").startswith("Consumption fell by 43 percent.The water flows through three pipes.")
    assert page.text("section").startswith("Brief The water flows through three pipes. Consumption fell")


def test_html_brief_of_unknown_sentences_points_nowhere() -> None:
    brief = Brief((BriefSentence("Yes."), BriefSentence("No.", 99, 0), BriefSentence("Well.", 10, 0)))
    page = Page(render(Document(RIVER, brief, bilingual=True), "html"))
    assert page.with_class("key") == page.with_class("ref") == []
    assert "Yes. No. Well." in page.text("section")


def test_html_bilingual_pairs_the_sentences() -> None:
    source = render(EVERYTHING, "html")
    page = Page(source)
    rows = page.with_class("row")
    assert len(rows) > 8
    german = [data for tags, data in page.pieces if "article" in tags]
    for b in RIVER.kept_blocks[1:]:
        for p in b.pairs if b.block.kind is not K.SEPARATOR else ():
            assert any(flat(p.source) in flat(d) for d in german)
    assert re.search(
        r'<div lang="de"><p><mark class="s s0 key" tabindex="-1">Das Wasser[^<]*</mark> '
        r'<mark class="s s1 key" tabindex="-1">Der Verbrauch[^<]*</mark></p></div>\n'
        r'<div lang="en"><p><mark class="s s0 key" id="b1s0" tabindex="-1">The water[^<]*</mark> '
        r'<mark class="s s1 key doubt" id="b1s1" tabindex="-1" title="doubtful: number">',
        source,
    )
    assert ".row:has(.s1:is(:hover, :focus, :target)) .s1" in source
    assert ".row:has(" not in render(BOTH, "html").replace(".row:has(:is(h2", "")
    # The German headings must not double the outline.
    assert len(page.all("h2")) == 2


def test_html_shows_all_of_a_german_block_whose_pairs_do_not_cover_it() -> None:
    part = TranslatedBlock(Block(K.PARAGRAPH, "Eins. Zwei. Drei."), (SentencePair("Eins.", "One."),))
    assert "Eins. Zwei. Drei." in Page(render(Document(article(part), bilingual=True), "html")).text()


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_bilingual_title_is_that_of_the_printed_title(name: str) -> None:
    """A page's own title, left out as furniture, is not the article's."""
    titled = article(
        block(K.TITLE, ("Portal für alles", ""), furniture="page header"),
        block(K.TITLE, ("Ein Fluss kühlt", "A river cools", "number")),
        block(K.PARAGRAPH, ("Ja.", "Yes.")),
    )
    brief = Brief((BriefSentence("Yes.", 2, 0),), "A river cools", "Ein Fluss kühlt")
    shown = render(Document(titled, brief, bilingual=True), name)
    assert "Ein Fluss kühlt" in shown.split("Brief")[0]
    assert "Portal" not in shown
    assert "doubt" in shown
    # The doubt about the title counts though the brief alone is printed.
    assert "number (1)" in render(Document(titled, brief, with_translation=False), name)


def test_html_links_only_web_addresses() -> None:
    line = 'https://example.org/?a=1&b="x" javascript:alert(1) ftp://example.org (http://example.org/a_(b)).'
    page = Page(render(Document(article(block(K.PARAGRAPH, (line, line)))), "html"))
    assert [a for a in page.all("a") if a.get("class") != "skip"] == [
        {"href": "https://example.org/?a=1&b=", "rel": "noreferrer"},
        {"href": "http://example.org/a_(b)", "rel": "noreferrer"},
    ]
    assert line in page.text("article")


# --- properties -----------------------------------------------------------------------------------

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
FLAGS = st.lists(st.sampled_from(["number", "loop", '"<odd>&']), max_size=2, unique=True).map(tuple)


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
        if kind is K.TABLE_ROW:
            # A bar between blanks is what divides cells; within a cell it cannot stand.
            source, target = (text.replace(" | ", "/").strip() or "x" for text in (source, target))
        pairs.append(SentencePair(source, source, ()) if count == 1 and kind in {K.CODE, K.SEPARATOR}
                     else SentencePair(source, target, flags))  # fmt: skip
    return block(kind, *pairs, level=level, marker=marker, furniture=furniture)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    translated = article(*draw(st.lists(translated_blocks(), min_size=1, max_size=6)))
    places = [(i, j) for i, b in enumerate(translated.blocks) for j in range(len(b.pairs))]
    brief = None
    if places and draw(st.booleans()):
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


def expected(document: Document) -> list[str]:
    """Every sentence that must be found in the document."""
    wanted = [s.text for s in document.brief.sentences] if document.brief else []
    if document.with_translation:
        for b in document.translated.kept_blocks:
            if b.block.kind is K.SEPARATOR:
                continue
            wanted += [p.target for p in b.pairs]
            if document.bilingual:
                wanted += [p.source for p in b.pairs]
    return [flat(sentence) for sentence in wanted]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_text(document: Document) -> None:
    text = flat(render(document, "text"))
    for sentence in expected(document):
        assert sentence in text


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_markdown(document: Document) -> None:
    page = as_page(render(document, "markdown"))
    for sentence in expected(document):
        assert sentence in page.text()


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_sentence_is_lost_in_html_and_none_becomes_markup(document: Document) -> None:
    page = Page(render(document, "html"))
    text = page.text()
    for sentence in expected(document):
        assert sentence in text
    assert not {tag for tag, _ in page.elements} & {"script", "b"}
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        href = link["href"] or ""
        assert href.startswith(("https://", "http://")) or href[1:] in ids


@settings(max_examples=150, deadline=None)
@given(documents())
def test_json_goes_there_and_back(document: Document) -> None:
    text = render(document, "json")
    VALIDATOR.validate(json.loads(text))
    if document.with_translation:
        assert from_json(text) == document.translated


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="`")))
@example('<script>alert("x")</script>&lt;\'')
@example("\x00\x0b\x1b[0m")
def test_html_escapes_any_text_wherever_it_stands(text: str) -> None:
    pair = SentencePair(text, text, (text,))
    whole = article(block(K.TITLE, pair), block(K.CODE, pair, marker=text), source=text or "x")
    brief = explained(Brief((BriefSentence(text, 0, 0, (text,)),), text, text, text))
    source = render(Document(whole, brief, bilingual=True), "html")
    page = Page(source)
    assert not page.all("script")
    shown = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85]|\s", "", text)
    found = re.sub(r"[\ufffd\x0c\x85]|\s", "", "".join(d for tags, d in page.pieces if "pre" in tags))
    assert found == shown.replace("\ufffd", "")
    assert not {a for _, attributes in page.elements for a in attributes} - {
        "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "data-n", "href",
        "height", "http-equiv", "id", "lang", "name", "preserveaspectratio", "rel", "tabindex", "title", "translate",
        "viewbox", "width",
    }  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.sampled_from(["`", "``", "`x`", " "]), max_size=12).map("".join))
def test_runs_joined_are_the_line(line: str) -> None:
    found = list(runs(line))
    assert "".join(run.raw for run in found) == line
    for run in found:
        assert run.text
        if run.kind is RunKind.URL:
            assert re.fullmatch(r"https?://[^\s<>\"]+", run.text)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | st.sampled_from(["`", "``", "`x`", " "]), min_size=1, max_size=10).map("".join))
@example("Haus` Haus `")
@example("`` `x` ``")
def test_markdown_and_html_agree_on_code(line: str) -> None:
    document = Document(article(block(K.PARAGRAPH, ("Quelle", line))))
    html = Page(render(document, "html"))
    assert html.text("article") in as_page(render(document, "markdown")).text()
