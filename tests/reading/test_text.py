from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import MAX_GROWTH, growth
from tests.places import ROOT
from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.reading.charset import clean
from translate_summarize.reading.source import parse_article, read_article
from translate_summarize.reading.structure.quotations import is_attribution, is_quotation
from translate_summarize.reading.text.wrapping import join_lines

EXAMPLES = ROOT / "examples"

PARAGRAPHS = [
    "Der Gemeinderat von Altenfels hat am Dienstag über die Sanierung der Schwimmhalle beraten. Nach drei Stunden "
    "stand fest, dass die Arbeiten im Herbst beginnen. Die Halle bleibt dann elf Monate geschlossen.",
    "Gegen den Plan stimmten nur zwei Mitglieder. Sie hielten einen Neubau am Ortsrand für billiger und verwiesen "
    "auf ein Gutachten aus dem Jahr 2019, das allerdings von anderen Zahlen ausging.",
    "Bis zur Wiedereröffnung weichen die Vereine in das Nachbardorf aus. Ein Bus fährt jeden Nachmittag um 15.30 Uhr "
    "vom Marktplatz ab; die Fahrt ist für Kinder kostenlos.",
]
TITLE = "Schwimmhalle in Altenfels wird saniert"


def read(text: str) -> Article:
    return parse_article(text.encode(), "artikel.txt")


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


class TestParagraphs:
    def test_blank_lines(self) -> None:
        article = read(TITLE + "\n\n" + "\n\n\n".join(PARAGRAPHS) + "\n")
        assert article.title == TITLE
        assert [b.text for b in article.blocks[1:]] == PARAGRAPHS
        assert {b.kind for b in article.blocks[1:]} == {BlockKind.PARAGRAPH}

    @pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
    def test_hard_wrapped(self, width: int) -> None:
        wrapped = "\n\n".join(textwrap.fill(p, width) for p in [TITLE, *PARAGRAPHS])
        assert texts(wrapped) == [TITLE, *PARAGRAPHS]

    @pytest.mark.parametrize("width", [50, 72])
    def test_hard_wrapped_with_indented_first_lines(self, width: int) -> None:
        wrapped = "\n".join(textwrap.fill(p, width, initial_indent="    ") for p in PARAGRAPHS)
        assert texts(f"{TITLE}\n\n{wrapped}") == [TITLE, *PARAGRAPHS]

    def test_hard_wrapped_without_blank_lines_splits_at_short_lines(self) -> None:
        wrapped = "\n".join(textwrap.fill(p, 72) for p in PARAGRAPHS)
        assert texts(f"{TITLE}\n{wrapped}") == [TITLE, *PARAGRAPHS]

    def test_one_paragraph_a_line(self) -> None:
        assert texts("\n".join([TITLE, *PARAGRAPHS])) == [TITLE, *PARAGRAPHS]

    def test_windows_line_ends_and_trailing_blanks(self) -> None:
        assert texts("  \r\n".join([TITLE, "", *PARAGRAPHS])) == [TITLE, *PARAGRAPHS]

    def test_broken_sentences_are_joined_in_ragged_lines(self) -> None:
        assert texts("Der Bus hält\nan der Schule und\nam Rathaus. Er ist\npünktlich.") == [
            "Der Bus hält an der Schule und am Rathaus. Er ist pünktlich."
        ]

    @pytest.mark.parametrize(
        "lines",
        [
            ["Das Fest beginnt am 3.", "Oktober. Dort spricht Frau Dr.", "Weber über die Halle."],
            ["Es ist der 2.", "Anlauf des Vereins, und er kostet ca.", "3 Millionen, sagt z.", "B. Frau Weber."],
            ["Sie tagt (u. a.", "in Bonn) seit dem 1.", "Juli 2020 im Rathaus Nr.", "5."],
        ],
    )
    def test_a_line_that_ends_in_an_abbreviation_or_ordinal_goes_on(self, lines: list[str]) -> None:
        assert texts("\n".join(lines)) == [" ".join(lines)]

    def test_a_sentence_begun_at_the_end_of_a_ragged_line_goes_on(self) -> None:
        assert texts("Die Halle ist alt. Sie kostet\n3,5 Millionen Euro.") == [
            "Die Halle ist alt. Sie kostet 3,5 Millionen Euro."
        ]
        assert texts("Man nehme:\n200 g Mehl\n3 Eier\nSalz")[1:] == ["200 g Mehl", "3 Eier", "Salz"]

    def test_a_line_that_ends_in_a_number_may_end_its_paragraph(self) -> None:
        lines = ["Die Stadt kam auf Platz 3.", "Die Halle ist 30 Jahre alt und steht am Ende der Straße Nummer 12."]
        assert texts("\n".join(lines)) == lines

    def test_spaces_within_code_stay(self) -> None:
        assert texts("Der Befehl  `a  b   c` und ``x  `  y``\nbleibt.") == [
            "Der Befehl `a  b   c` und ``x  `  y`` bleibt."
        ]

    def test_white_space_within_lines_is_one_space(self) -> None:
        assert texts("Ein\u00a0Satz  mit \t Lücken.") == ["Ein Satz mit Lücken."]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Die Regie-", "rung tagt."], "Die Regierung tagt."),
        (["Die E-Mail-", "Adresse fehlt."], "Die E-Mail-Adresse fehlt."),
        (["In Nord-", "und Südkorea."], "In Nord- und Südkorea."),
        (["Vor- oder", "Nachteile, Vor-", "oder Nachteile"], "Vor- oder Nachteile, Vor- oder Nachteile"),
        (["eine 30-", "jährige Frau"], "eine 30-jährige Frau"),
        (["das CO2-", "neutrale Haus"], "das CO2-neutrale Haus"),
        (["die EU-", "weite Regel"], "die EU-weite Regel"),
        (["ein T-", "shirt"], "ein T-shirt"),
        (["ein schwarz-", "weißes Bild"], "ein schwarz-weißes Bild"),
        (["ein politisch-", "kultureller Verein"], "ein politisch-kultureller Verein"),
        (["Donau\u00ad", "dampfer"], "Donaudampfer"),
        (["Er kam -", "und ging."], "Er kam - und ging."),
        (["siehe https://stadt.example/plan-", "neu ab"], "siehe https://stadt.example/plan-neu ab"),
        (["Kraft-", "fahrzeug-", "steuer"], "Kraftfahrzeugsteuer"),
    ],
)
def test_words_broken_at_line_ends(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined
    assert texts("\n".join(lines)) == [joined]


class TestTitle:
    def test_repeated_title_is_kept_once(self) -> None:
        assert texts(f"{TITLE}\n\n{TITLE}\n\n{PARAGRAPHS[0]}") == [TITLE, PARAGRAPHS[0]]
        assert texts(f"{TITLE}\n{TITLE}\n\n{PARAGRAPHS[0]}\n\n{TITLE}") == [TITLE, PARAGRAPHS[0], TITLE]

    @pytest.mark.parametrize("title", ["Kommt die Bahn?", "Endlich Sommer!", "„Wir schaffen das“", "iPhone im Test"])
    def test_other_ends_and_beginnings(self, title: str) -> None:
        assert read(f"{title}\n\n{PARAGRAPHS[0]}").title == title

    @pytest.mark.parametrize(
        "first", ["Die Halle bleibt zu.", "so ein Fragment", "Die Ziele:", "https://stadt.example/x"]
    )
    def test_no_title(self, first: str) -> None:
        article = read(f"{first}\n\n{PARAGRAPHS[0]}")
        assert article.title == ""
        assert article.blocks[0].text == first

    def test_below_navigation_byline_and_date(self) -> None:
        article = read(f"Zum Inhalt springen\n\nVon Erna Kolb\n\n3. Mai 2024\n\n{TITLE}\n\n{TITLE}\n\n{PARAGRAPHS[0]}")
        assert article.title == TITLE
        assert [b.text for b in article.blocks].count(TITLE) == 1

    def test_wrapped_title(self) -> None:
        long = "Schwimmhalle in Altenfels wird nach langem Streit im Herbst saniert und bleibt elf Monate zu"
        assert read(textwrap.fill(long, 60) + "\n\n" + textwrap.fill(PARAGRAPHS[0], 60)).title == long

    def test_single_line_is_all_the_text_there_is(self) -> None:
        assert kinds("Guten Morgen") == [(BlockKind.PARAGRAPH, "Guten Morgen")]

    def test_capitals_stay(self) -> None:
        assert read(f"GROSSE HALLE WIRD SANIERT\n\n{PARAGRAPHS[0]}").title == "GROSSE HALLE WIRD SANIERT"


def test_headings() -> None:
    found = kinds(
        f"{TITLE}\n\n{PARAGRAPHS[0]}\n\nDie Kosten\n\n{PARAGRAPHS[1]}\n\nWie geht es weiter?\n\n{PARAGRAPHS[2]}\n\n"
        "Ein kurzer Satz.\n\nFolgendes ist neu:\n\n(dpa)"
    )
    assert [text for kind, text in found if kind is BlockKind.HEADING] == ["Die Kosten", "Wie geht es weiter?"]


def test_heading_right_above_its_paragraph() -> None:
    found = kinds(f"{TITLE}\n\n{PARAGRAPHS[0]}\nDie Kosten\n{PARAGRAPHS[1]}")
    assert found[2:] == [(BlockKind.HEADING, "Die Kosten"), (BlockKind.PARAGRAPH, PARAGRAPHS[1])]


class TestQuotes:
    @pytest.mark.parametrize(
        "text", ["„Wir bauen.“", '"Wir bauen."', "»Wir bauen.«", "“Wir bauen.”", "«Wir bauen.»", "„Er rief ‚ja‘.“"]
    )
    def test_quotation(self, text: str) -> None:
        assert kinds(f"Er sprach lange.\n\n{text}")[1] == (BlockKind.QUOTE, text)

    @pytest.mark.parametrize(
        "text", ["„Ja“, sagte er. „Nein.“", '"Ja", sagte er. "Nein."', "„Ja“, sagte er.", "Er sagte: „Ja.“", "„“"]
    )
    def test_no_quotation(self, text: str) -> None:
        assert not is_quotation(text)
        assert kinds(f"Er sprach lange.\n\n{text}")[1] == (BlockKind.PARAGRAPH, text)

    @pytest.mark.parametrize(
        "line",
        [
            "– Hilde Brand, Leiterin des Bades",
            "— Hilde Brand",
            "-- Hilde Brand",
            "― Dr. Hilde von Brand (Altenfels)",
            "– Ludwig van Beethoven",
        ],
    )
    def test_attribution_makes_the_paragraph_above_a_quote(self, line: str) -> None:
        speech = "Wir haben lange gewartet. Jetzt wird gebaut."
        assert kinds(f"Er kam.\n\n{speech}\n\n{line}\n\nEr ging.")[1:3] == [
            (BlockKind.QUOTE, speech),
            (BlockKind.ATTRIBUTION, line),
        ]
        assert kinds(f"Er kam.\n\n{speech}\n{line}\n\nEr ging.")[1:3] == [
            (BlockKind.QUOTE, speech),
            (BlockKind.ATTRIBUTION, line),
        ]

    def test_hyphen_attribution_only_below_quotation_marks(self) -> None:
        assert kinds("Er kam.\n\n„Wir bauen.“\n\n- Hilde Brand")[2] == (BlockKind.ATTRIBUTION, "- Hilde Brand")
        assert kinds("Er kam.\n\nWir bauen.\n\n- Hilde Brand")[2] == (BlockKind.LIST_ITEM, "Hilde Brand")

    @pytest.mark.parametrize("line", ["– Die Kosten steigen", "– so der Minister", "– Neue Halle", "– Was nun?", "–"])
    def test_no_attribution(self, line: str) -> None:
        assert not is_attribution(line)

    def test_dialogue_is_no_attribution(self) -> None:
        found = kinds("Er kam.\n\n– Hilde Brand, bist du es?\n\n– Ja, ich bin es.")
        assert BlockKind.ATTRIBUTION not in [kind for kind, _ in found]

    def test_quoted_mail(self) -> None:
        assert kinds("Er schrieb.\n\n> Wir bauen die\n> Halle um.\n>\n> Bald.")[1:] == [
            (BlockKind.QUOTE, "Wir bauen die Halle um."),
            (BlockKind.QUOTE, "Bald."),
        ]
        assert texts("Es gilt.\n\n> 5 Grad")[1] == "> 5 Grad"

    def test_quoted_mail_within_quoted_mail(self) -> None:
        mail = "Er schrieb.\n\n> Das gilt\n> nicht.\n>> Wir bauen\n> > die Halle um.\n>>> Wann?\n> Nie."
        assert [(b.level, b.text) for b in read(mail).blocks[1:]] == [
            (0, "Das gilt nicht."),
            (1, "Wir bauen die Halle um."),
            (2, "Wann?"),
            (0, "Nie."),
        ]


class TestLists:
    def items(self, text: str) -> list[tuple[str, int, str]]:
        return [(b.list_marker, b.level, b.text) for b in read(text).blocks if b.kind is BlockKind.LIST_ITEM]

    @pytest.mark.parametrize("marker", ["-", "*", "•", "–"])
    def test_bullets(self, marker: str) -> None:
        text = f"Neu sind:\n\n{marker} Rutsche\n{marker} Sauna, die größer\n  wird\n{marker} Café\n\nAb Mai."
        assert self.items(text) == [(marker, 0, "Rutsche"), (marker, 0, "Sauna, die größer wird"), (marker, 0, "Café")]

    def test_numbers_and_letters(self) -> None:
        text = "Neu sind:\n1. Rutsche\n2. Sauna\n\nUnd:\n\na) Café\nb) Kiosk\n\n1) eins\n\n2) zwei"
        assert [marker for marker, _, _ in self.items(text)] == ["1.", "2.", "a)", "b)", "1)", "2)"]

    def test_levels(self) -> None:
        text = "- a\n  - b\n    * c\n  - d\n- e\n\t- f"
        assert [level for _, level, _ in self.items(text)] == [0, 1, 2, 1, 0, 1]

    @pytest.mark.parametrize(
        "text",
        [
            "3. Oktober ist Feiertag.",
            "1. FC Altenfels gewinnt zu Hause.",
            "Am Montag, dem\n3. Oktober, ist Feiertag.",
            "Die Halle – so der Rat\n– bleibt zu.",
            "-5 Grad sind kalt.",
            "A. Kolb kam.",
        ],
    )
    def test_no_list(self, text: str) -> None:
        assert kinds(text) == [(BlockKind.PARAGRAPH, " ".join(text.split()))]

    def test_numbered_headings_are_no_list(self) -> None:
        text = f"{TITLE}\n\n1. Die Kosten\n\n{PARAGRAPHS[0]}\n\n2. Der Plan\n\n{PARAGRAPHS[1]}"
        assert [t for kind, t in kinds(text) if kind is BlockKind.HEADING] == ["1. Die Kosten", "2. Der Plan"]

    def test_text_after_a_list(self) -> None:
        assert kinds("Neu:\n- Rutsche\n- Sauna\nDanach ist Schluss.")[3] == (BlockKind.PARAGRAPH, "Danach ist Schluss.")

    def test_wrapped_items(self) -> None:
        items = [f"- {p}" for p in PARAGRAPHS]
        wrapped = "\n".join(textwrap.fill(item, 70, subsequent_indent="  ") for item in items)
        assert [text for _, _, text in self.items(wrapped)] == PARAGRAPHS
        lazy = "\n".join(textwrap.fill(item, 70) for item in items)
        assert [text for _, _, text in self.items(lazy)] == PARAGRAPHS


@pytest.mark.parametrize("line", ["---", "* * *", "=====", "––––", "***", "_____", "• • •"])
def test_separators(line: str) -> None:
    assert kinds(f"Erster Satz.\n{line}\nZweiter Satz.")[1] == (BlockKind.SEPARATOR, line)


def test_dots_and_single_dashes_are_no_separator() -> None:
    assert BlockKind.SEPARATOR not in [kind for kind, _ in kinds("Er kam.\n\n...\n\n–\n\n--")]


def test_tables() -> None:
    assert kinds("Die Preise.\n\nKarte\tEuro\nKind\t2,50\n\n| A | B |\n| 1 | 2 |")[1:] == [
        (BlockKind.TABLE_ROW, "Karte | Euro"),
        (BlockKind.TABLE_ROW, "Kind | 2,50"),
        (BlockKind.TABLE_ROW, "A | B"),
        (BlockKind.TABLE_ROW, "1 | 2"),
    ]


def test_bars_within_cells_stay_in_their_cells() -> None:
    rows = [b.cells for b in read("Name\tWert | Art\nHalle\t| 3\nBad\t4 |").blocks]
    assert rows == [("Name", "Wert | Art"), ("Halle", "| 3"), ("Bad", "4 |")]


def test_example() -> None:
    article = read_article(EXAMPLES / "stadtbahn.txt")
    shape = [b.kind for b in article.blocks]
    assert article.title.startswith("Stadtrat von Lindenau")
    assert [b.text for b in article.blocks].count(article.title) == 1
    assert shape.count(BlockKind.LIST_ITEM) == 4
    assert shape.count(BlockKind.QUOTE) == shape.count(BlockKind.ATTRIBUTION) == 1
    assert [b.text for b in article.blocks if b.kind is BlockKind.HEADING and not b.furniture] == [
        "Was gebaut wird",
        "Die Kosten",
        "So geht es weiter",
    ]
    assert 350 <= article.word_count <= 450


def squeezed(text: str) -> str:
    """Without white space and without what the reader may take away: hyphens, ">" and table bars."""
    return "".join(c for c in "".join(text.split()) if c not in "-\u2010\u00ac\u00ad>|")


def content(blocks: tuple[Block, ...]) -> str:
    return "".join(b.list_marker + b.text for b in blocks)


LINE = st.one_of(
    st.text(st.sampled_from("aäbßCDÖ .,:;!?-–—„“»«\"'()*•#>|_=0123456789\t~/@%&"), max_size=40),
    st.sampled_from(
        [
            "",
            "",
            TITLE,
            PARAGRAPHS[0],
            "- Punkt",
            "  - tiefer",
            "1. eins",
            "2. zwei",
            "a) Buchstabe",
            "– Hilde Brand, Leiterin",
            "„Wir bauen.“",
            "* * *",
            "> zitiert",
            "Teilen",
            "Schreibe einen Kommentar",
            "Name *",
            "Die Kosten",
            "x\ty",
        ]
    ),
)


@given(st.lists(LINE, min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
@example(["Kopf", "kopf", "Text."], "\n")
@example(["> ", "> > x"], "\n")
@example(["1. a", "2. ", "- ", "-"], "\n")
def test_no_text_is_lost(lines: list[str], end: str) -> None:
    text = end.join(lines)
    if not text.strip():
        return
    article = parse_article(text.encode(), "x")
    found, source = squeezed(content(article.blocks)), squeezed(clean(text))
    if found != source:  # a repeated title is the only thing that may be missing, right below the title
        title = squeezed(article.title)
        assert title
        at = source.casefold().find(title.casefold())
        rest = source[at + len(title) :]
        while found != source[: at + len(title)] + rest:
            assert rest[: len(title)].casefold() == title.casefold()
            rest = rest[len(title) :]


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6), st.integers(45, 110))
def test_wrapping_changes_nothing(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)
    assert texts(wrapped) == paragraphs


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    if clean(text).strip() and "\x00" not in text:
        try:
            article = parse_article(text.encode("utf-8", "surrogatepass"), "x")
        except Exception as error:
            assert type(error).__name__ == "InputError"  # noqa: PT017 - any other error is the failure looked for
        else:
            assert article.blocks


@pytest.mark.parametrize(
    "piece",
    [
        "Wort ",
        "a",
        "- ",
        "„",
        '"',
        "x-",
        "* ",
        "(",
        "1. ",
        "Teilen ",
        " " * 7 + "y",
        "a | ",
    ],
    ids=repr,
)
def test_time_grows_with_the_line(piece: str) -> None:
    small, large = (piece * (length // len(piece)) for length in (100_000, 400_000))
    assert growth(read, small, large) < MAX_GROWTH
    line = "x" + large if piece.isspace() else large
    assert squeezed(content(read(line).blocks)) == squeezed(line)
