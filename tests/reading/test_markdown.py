from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import MAX_GROWTH, growth
from tests.places import ROOT
from translate_summarize.article.article import Alignment, Article, Block, BlockKind
from translate_summarize.article.inline import RunKind
from translate_summarize.reading.source import parse_article, read_article

EXAMPLES = ROOT / "examples"
PARAGRAPH = "Der Gemeinderat hat am Dienstag über die Sanierung der Schwimmhalle beraten."


def read(text: str) -> Article:
    return parse_article(text.encode(), "artikel.md", ".md")


def first(text: str) -> Block:
    return read(text).blocks[0]


def shape(text: str) -> list[tuple[BlockKind, str]]:
    return [(b.kind, b.text) for b in read(text).blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Ein **fettes** und *schräges* __Wort__ ~~nicht.", "Ein fettes und schräges Wort ~~nicht."),
        ("Der Befehl `rm -rf **x**` löscht.", "Der Befehl `rm -rf **x**` löscht."),
        ("Mit `` a ` b `` darin.", "Mit ``a ` b`` darin."),
        (
            "Siehe [die Seite](https://stadt.example/plan?a=1&b=ü).",
            "Siehe die Seite (https://stadt.example/plan?a=1&b=ü).",
        ),
        ('Siehe [die Seite](https://s.example "Der Plan").', 'Siehe die Seite (https://s.example "Der Plan").'),
        ("Siehe [**die** `Seite`](x.html).", "Siehe die `Seite` (x.html)."),
        ("Siehe <https://stadt.example/ä>.", "Siehe https://stadt.example/ä."),
        ("Schreiben Sie an <rat@stadt.example>.", "Schreiben Sie an rat@stadt.example."),
        ("Siehe [https://s.example](https://s.example).", "Siehe https://s.example."),
        ("Siehe [](https://s.example).", "Siehe https://s.example."),
        ("Im Bild: ![Die Halle](halle.jpg).", "Im Bild: Die Halle (halle.jpg)."),
        ("Im Bild: ![](halle.jpg).", "Im Bild: halle.jpg."),
        ("Hier [![Die Halle](h.jpg)](gross.jpg).", "Hier Die Halle (h.jpg) (gross.jpg)."),
        ("Bloß https://stadt.example/a_b_c hier.", "Bloß https://stadt.example/a_b_c hier."),
        ("Mit <b>fett</b> und H<sub>2</sub>O.", "Mit fett und H₂O."),
        ("Es sind 10<sup>6</sup> und x<sup>neu</sup>.", "Es sind 10⁶ und xneu."),
        ("Drücke <kbd>Strg  C</kbd>, <code>ls", "Drücke `Strg  C`, <code>ls"),
        ("Mit <span class='a'>Spanne</span> und <u>Strich</u>.", "Mit Spanne und Strich."),
        ("Siehe <a href='/x?a=1&amp;b=2' rel=me>hier</a>.", "Siehe hier (/x?a=1&b=2)."),
        ("Siehe <a href='/x'>hier und <a href='/y'>dort.", "Siehe <a href='/x'>hier und <a href='/y'>dort."),
        ("Siehe <a href='/x'>hier und [da</a>](y.html).", "Siehe hier und da (y.html) (/x)."),
        ("Das <img src='h.jpg' alt='Haus'> und <img>.", "Das Haus (h.jpg) und <img>."),
        ("Den <Namen> eingeben.<!-- geheim -->", "Den <Namen> eingeben.<!-- geheim -->"),
        ("Der Befehl `a  b   c` und ``x  `  y`` bleibt.", "Der Befehl `a  b   c` und ``x  `  y`` bleibt."),
        ("Umbruch<br>hier und  \nhier und\\\nhier.", "Umbruch hier und hier und hier."),
        ("Die Regie-\nrung und die E-Mail-\nAdresse in Nord-\nund Südkorea.", None),
        ("Maier &amp; Söhne &copy; \\*Stern\\*", "Maier & Söhne © *Stern*"),
        (
            "Siehe [den Plan][p] und [p].\n\n[p]: https://s.example",
            "Siehe den Plan (https://s.example) und p (https://s.example).",
        ),
    ],
)
def test_inline(source: str, text: str | None) -> None:
    expected = text or "Die Regierung und die E-Mail-Adresse in Nord- und Südkorea."
    assert shape(source) == [(BlockKind.PARAGRAPH, expected)]


def test_a_hard_break_between_sentences_parts_paragraphs() -> None:
    text = "Anna Weber  \nGartenweg 3  \n12345 Neustadt\n\nDie Stadt,\\\nsagt sie,  \nist schön.<br>Sie bleibt."
    assert [b.text for b in read(text).blocks] == [
        "Anna Weber",
        "Gartenweg 3",
        "12345 Neustadt",
        "Die Stadt, sagt sie, ist schön.",
        "Sie bleibt.",
    ]


@pytest.mark.parametrize(
    ("source", "kinds", "text"),
    [
        ("**Die Stadt warnt.**", {RunKind.STRONG}, "Die Stadt warnt."),
        ("*Die Stadt warnt. Sie __wartet__.*", {RunKind.EMPHASIS}, "Die Stadt warnt. Sie wartet."),
        ("***Die Stadt warnt.***", {RunKind.EMPHASIS, RunKind.STRONG}, "Die Stadt warnt."),
        ("**Die Stadt** warnt **alle.**", set(), "Die Stadt warnt alle."),
        ("**Die Stadt** warnt.", set(), "Die Stadt warnt."),
    ],
)
def test_emphasis_around_a_whole_paragraph_is_a_run_over_all_of_it(source: str, kinds: set[RunKind], text: str) -> None:
    block = read(f"# Titel\n\n{source}").blocks[1]
    assert ({kind for kind in RunKind if block.is_wholly(kind)}, block.text) == (kinds, text)


def test_task_list() -> None:
    blocks = read("Neu:\n\n- [ ] Halle\n- [x] Sauna\n  1. [X] heiß\n- [y] kalt\n- [ ]").blocks[1:]
    assert [(b.list_marker, b.text) for b in blocks] == [
        ("- [ ]", "Halle"),
        ("- [x]", "Sauna"),
        ("1. [X]", "heiß"),
        ("-", "[y] kalt"),
        ("-", "[ ]"),
    ]


def test_table_with_alignment_and_escaped_bars() -> None:
    blocks = read("| Name | Wert | Art |\n|:--|--:|---|\n| a \\| b | `c\\|d` | e |\n| f | g | h | i \\| j |").blocks
    assert [b.cells for b in blocks] == [
        ("Name", "Wert", "Art"),
        ("a | b", "`c|d`", "e"),
        ("f", "g", "h", "i | j"),
    ]
    assert [b.alignment for b in blocks] == [(Alignment.LEFT, Alignment.RIGHT, Alignment.NONE), (), ()]


def test_headings_and_title() -> None:
    blocks = read(
        "# Die Halle\n\nDie Halle\n\nText.\n\n## Die *Kosten*\n\n### Im Einzelnen ###\n\nPlan\n----\n\nEnde."
    ).blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks] == [
        ("title", 1, "Die Halle"),
        ("paragraph", 0, "Text."),
        ("heading", 2, "Die Kosten"),
        ("heading", 3, "Im Einzelnen"),
        ("heading", 2, "Plan"),
        ("paragraph", 0, "Ende."),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Oben steht ein Bild.\n\n# Die Halle\n\nText.", "Die Halle"),
        ("## Die Halle\n\nText.", "Die Halle"),
        ("Die Halle wird saniert\n\nText folgt hier.", "Die Halle wird saniert"),
        ("Die Halle wird saniert.\n\nText folgt hier.", ""),
    ],
)
def test_title_without_a_first_heading(text: str, title: str) -> None:
    assert read(text).title == title


def test_a_long_paragraph_above_dashes_is_no_heading() -> None:
    text = f"{PARAGRAPH} {PARAGRAPH}\n---\n\nEnde."
    assert [b.kind for b in read(text).blocks] == [BlockKind.PARAGRAPH, BlockKind.SEPARATOR, BlockKind.PARAGRAPH]


def test_lists() -> None:
    text = "Neu:\n\n- Rutsche\n- Sauna\n  die größer wird\n\n  1. heiß\n  2. sehr heiß\n     * Dampf\n- Café\n\n"
    text += "7) sieben\n8) acht"
    assert [(b.list_marker, b.level, b.text) for b in read(text).blocks[1:]] == [
        ("-", 0, "Rutsche"),
        ("-", 0, "Sauna die größer wird"),
        ("1.", 1, "heiß"),
        ("2.", 1, "sehr heiß"),
        ("*", 2, "Dampf"),
        ("-", 0, "Café"),
        ("7)", 0, "sieben"),
        ("8)", 0, "acht"),
    ]


def test_second_paragraph_and_code_in_an_item() -> None:
    assert shape("- eins\n\n  mehr dazu\n\n      x = 1\n- zwei") == [
        (BlockKind.LIST_ITEM, "eins"),
        (BlockKind.PARAGRAPH, "mehr dazu"),
        (BlockKind.CODE, "x = 1"),
        (BlockKind.LIST_ITEM, "zwei"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3. Oktober ist Feiertag.",
        "1. FC Altenfels gewinnt.",
        "1986.",
        "3. 10. 2024 war ein Donnerstag.",
        "-",
        "1986. Ein Jahr",
    ],
)
def test_german_numbers_are_no_lists(text: str) -> None:
    assert shape(f"{PARAGRAPH}\n\n{text}\n\n{PARAGRAPH}")[1] == (BlockKind.PARAGRAPH, text)


def test_numbers_above_other_blocks_stay() -> None:
    joined = "".join(b.list_marker + b.text for b in read("1. > Zitat\n2.     code\n3. - Punkt\n4. # Kopf").blocks)
    assert "".join(joined.split()) == "1.Zitat2.code3.-Punkt4.Kopf"


def test_quotes() -> None:
    text = f"{PARAGRAPH}\n\n> Wir bauen\n> um.\n>\n> > Tiefer.\n\n„Ja.“\n\nWir bauen bald.\n\n– Hilde Brand, Leiterin"
    assert [(b.kind.value, b.level, b.text) for b in read(text).blocks[1:]] == [
        ("quote", 0, "Wir bauen um."),
        ("quote", 1, "Tiefer."),
        ("quote", 0, "„Ja.“"),
        ("quote", 0, "Wir bauen bald."),
        ("attribution", 0, "– Hilde Brand, Leiterin"),
    ]


@pytest.mark.parametrize(
    "text", ["> Wir bauen um\n> — Hilde Brand, Leiterin", "> Wir bauen um\n>\n> — Hilde Brand, Leiterin"]
)
def test_attribution_within_a_quote(text: str) -> None:
    assert shape(f"{PARAGRAPH}\n\n{text}")[1:] == [
        (BlockKind.QUOTE, "Wir bauen um"),
        (BlockKind.ATTRIBUTION, "— Hilde Brand, Leiterin"),
    ]


def test_code_is_verbatim() -> None:
    code = first("```python title=x\nif a:\n    b  =  'ä' # **nicht** fett\n\n\nc\n```")
    assert (code.kind, code.code_language) == (BlockKind.CODE, "python title=x")
    assert code.text == "if a:\n    b  =  'ä' # **nicht** fett\n\n\nc"
    assert first("~~~\n# kein Kopf\n~~~").text == "# kein Kopf"
    assert shape(f"{PARAGRAPH}\n\n    eingerückt\n      mehr")[1] == (BlockKind.CODE, "eingerückt\n  mehr")


def test_html_is_verbatim_code() -> None:
    html = '<div class="x">\n  <p>Roh &amp; gut</p>\n</div>'
    assert shape(f"{PARAGRAPH}\n\n{html}\n\n<!-- Notiz -->")[1:] == [
        (BlockKind.CODE, html),
        (BlockKind.CODE, "<!-- Notiz -->"),
    ]


def test_tables() -> None:
    text = "| Karte | Preis |\n|:---|---:|\n| **Kind** | 2,50 € |\n| Gruppe | 9 € | ab 5 |\n| leer | |\n"
    assert shape(f"{PARAGRAPH}\n\n{text}")[1:] == [
        (BlockKind.TABLE_ROW, "Karte | Preis"),
        (BlockKind.TABLE_ROW, "Kind | 2,50 €"),
        (BlockKind.TABLE_ROW, "Gruppe | 9 € | ab 5"),
        (BlockKind.TABLE_ROW, "leer | "),
    ]


@pytest.mark.parametrize("line", ["---", "***", "* * *", "______"])
def test_thematic_breaks(line: str) -> None:
    assert shape(f"Erster.\n\n{line}\n\nZweiter.")[1] == (BlockKind.SEPARATOR, line)


class TestFrontMatter:
    YAML = '---\ntitle: "Die Halle: ein Streit"\ndate: 2024-05-03\ntags:\n  - bad\n---'

    def test_gives_the_title(self) -> None:
        article = read(f"{self.YAML}\n\n{PARAGRAPH}")
        assert article.title == "Die Halle: ein Streit"
        code = [b for b in article.blocks if b.kind is BlockKind.CODE]
        assert [(b.text, b.code_language) for b in code] == [(self.YAML, "yaml")]
        assert article.blocks[-1].text == PARAGRAPH

    def test_heading_goes_before_it(self) -> None:
        article = read(f"{self.YAML}\n\n# Anders\n\n{PARAGRAPH}")
        assert article.title == "Anders"
        assert article.blocks[0].text == self.YAML

    def test_toml(self) -> None:
        article = read(f"+++\ntitle = 'Die Halle'\n+++\n{PARAGRAPH}")
        assert (article.title, article.blocks[1].code_language) == ("Die Halle", "toml")

    def test_text_between_rules_is_none(self) -> None:
        article = read(f"---\n\n{PARAGRAPH} Wirklich.\n\n---\n\nEnde.")
        assert [b.kind.value for b in article.blocks] == ["separator", "paragraph", "separator", "paragraph"]


def test_unused_definitions_are_kept() -> None:
    text = "[//]: # (Notiz der Redaktion)\n\nSiehe [a].\n\n[a]: https://a.example\n[b]: https://b.example 'B'\n[a]: https://c.example"
    assert shape(text) == [
        (BlockKind.CODE, "[//]: # (Notiz der Redaktion)"),
        (BlockKind.PARAGRAPH, "Siehe a (https://a.example)."),
        (BlockKind.CODE, "[b]: https://b.example 'B'"),
        (BlockKind.CODE, "[a]: https://c.example"),
    ]


@pytest.mark.parametrize("opening", ["> ", "- ", "> - "])
def test_deep_nesting_loses_nothing(opening: str) -> None:
    article = read(f"{PARAGRAPH}\n\n{opening * 200}Tief unten.\n\nEnde.")
    assert "Tief unten." in "".join(b.text for b in article.blocks)
    assert article.blocks[-1].text == "Ende."


def test_example() -> None:
    article = read_article(EXAMPLES / "gruener-wasserstoff.md")
    shape = [b.kind for b in article.blocks]
    assert (article.format, article.title) == ("markdown", "Brunsrode macht Wasserstoff aus Windstrom")
    assert [b.text for b in article.blocks].count(article.title) == 1
    assert shape.count(BlockKind.TABLE_ROW) == 4
    assert [b.list_marker for b in article.blocks if b.kind is BlockKind.LIST_ITEM] == ["1.", "2.", "3."]
    assert shape.count(BlockKind.QUOTE) == shape.count(BlockKind.ATTRIBUTION) == 1
    assert 350 <= article.word_count <= 450


PIECES = st.sampled_from(
    "# ,## ,- ,* ,1. ,2. ,> ,>> ,    ,\t,```,~~~,---,***,===,|,| a | b |,|---|---|,[a],[a](b),![a](b),[a]: b,<b>,<br>"
    ",<div>,</div>,<!--,-->,`,``,*,**,_,~~,Wort,Ärger,3. Oktober,(,),[,],!,&amp;,\\,:,+++,title: Kopf,<https://a.b>"
    ",– Hilde Brand,„Ja“,Teilen".split(",")
)
LINES = st.lists(st.lists(PIECES, max_size=7).map(" ".join), max_size=14)


def letters(text: str) -> list[str]:
    """The words, sorted: where they stand is another test's business."""
    return sorted(c for c in text if c.isalnum())


@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_no_text_is_lost(lines: list[str], end: str) -> None:
    # A marker that occurs once in the source must occur in the blocks, wherever it stands.
    marked = [f"{line} q{i}q" for i, line in enumerate(lines)]
    text = end.join(marked)
    if not text.strip():
        return
    found = "".join(f"{b.list_marker} {b.code_language} {b.text} " for b in read(text).blocks)
    for i in range(len(lines)):
        assert f"q{i}q" in found, (text, found)


@given(st.lists(st.sampled_from(["Wort", "süß", "*fett*", "`code`", "**so**", "3.", "–", "„Ja“,", "_ja_"]), min_size=1))
def test_running_text_keeps_all_letters(words: list[str]) -> None:
    text = "Anfang " + " ".join(words) + " Ende."
    assert letters("".join(b.text for b in read(text).blocks)) == letters(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    try:
        article = parse_article(text.encode("utf-8", "surrogatepass"), "x", ".md")
    except Exception as error:
        assert type(error).__name__ == "InputError"  # noqa: PT017 - any other error is the failure looked for
    else:
        assert all(isinstance(b.text, str) for b in article.blocks)


@pytest.mark.parametrize(
    "piece",
    [
        "Wort ",
        "a",
        "[",
        "*a ",
        "_a",
        "![",
        "> ",
        "`a ",
        "<a ",
        "[a](",
        "&amp",
        "- ",
        "x-",
        "| ",
    ],
    ids=repr,
)
def test_time_grows_with_the_line(piece: str) -> None:
    small, large = (piece * (length // len(piece)) for length in (100_000, 400_000))
    assert growth(read, small, large) < MAX_GROWTH
    assert read(large).blocks


TEXT_PIECES = (
    "wort ",
    "Ding",
    "<b>",
    "</b>",
    "<a href='ziel'>",
    "</a>",
    "<sub>",
    "</sub>",
    "3",
    "<code>",
    "</code>",
    "<Name>",
)
ALL_PIECES = (
    *TEXT_PIECES,
    "[link](url)",
    "*",
    "**",
    "`fest  e`",
    "<br>",
    "  \n",
    "\n",
    "<!-- neu -->",
    "<img alt='bild' src='ort'>",
    "<i",
)


@given(st.lists(st.sampled_from(ALL_PIECES), max_size=14).map("".join))
@example("`fest  e`<code></code>")
@example("<code>wort `fest  e`</code>")
@example("`fest  e`<code>**</code>**")
@example("<code><br></code>`fest  e`")
@example("<code><br>wort </code>`fest  e`")
@example("<code>wort <a href='ziel'>`fest  e`</code></a>")
def test_no_word_is_lost_among_tags(line: str) -> None:
    made = " ".join(b.text for b in read("Anfang " + line).blocks)
    for word in ("wort", "Ding", "link", "url", "Name", "neu", "bild", "ort", "`fest  e`"):
        assert made.count(word) >= line.count(word), (line, made)
    assert len(re.findall("[3₃]", made)) == line.count("3")
