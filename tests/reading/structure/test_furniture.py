from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import MAX_GROWTH, growth
from tests.places import ROOT
from translate_summarize.article.article import Block, BlockKind, table_row
from translate_summarize.reading.source import parse_article, read_article
from translate_summarize.reading.structure.furniture import _sure_reason, is_furniture_line, mark_furniture
from translate_summarize.reading.structure.sentence_shape import has_finite_verb

EXAMPLES = ROOT / "examples"

TITLE = "Bergbahn fährt wieder bis zum Gipfel"
PROSE = [
    "Nach einer Pause von vier Monaten fährt die Bergbahn in Hochstein wieder bis zum Gipfel. Am Samstag kamen mehr "
    "als 900 Gäste.",
    "Der Betreiber hat die Seile erneuert und beide Kabinen überholt. Die Arbeiten kosteten 3,4 Millionen Euro.",
    "Im Winter soll die Bahn auch abends verkehren. Darüber entscheidet der Gemeinderat in der nächsten Woche.",
]
TEASER = "Landrat kündigt an, dass das Hallenbad in Unterdorf im Herbst schließen muss"


def marked(*parts: str, suffix: str = ".txt") -> dict[str, str]:
    article = parse_article("\n\n".join(parts).encode(), "x", suffix)
    return {block.text: block.furniture for block in article.blocks if block.furniture}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Schreibe einen Kommentar", "comment form"),
        ("Schreiben Sie einen Kommentar", "comment form"),
        ("Hinterlasse einen Kommentar", "comment form"),
        ("Kommentar absenden", "comment form"),
        ("Deine E-Mail-Adresse wird nicht veröffentlicht.", "comment form"),
        (
            "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert",
            "comment form",
        ),
        ("Name *", "comment form"),
        ("12 Kommentare", "comment form"),
        ("Teilen", "share line"),
        ("Auf Facebook teilen", "share line"),
        ("Artikel per WhatsApp teilen", "share line"),
        ("Folgen Sie uns auf Instagram und Facebook!", "share line"),
        ("Link kopieren", "share line"),
        ("Jetzt Newsletter abonnieren", "newsletter"),
        ("Melden Sie sich für unseren Newsletter an", "newsletter"),
        ("Melde dich jetzt kostenlos zum Newsletter an!", "newsletter"),
        ("Abonnieren Sie unseren Newsletter", "newsletter"),
        ("Newsletter „Anpfiff“: Jeden Montag die wichtigsten Nachrichten in Ihrem Postfach.", "newsletter"),
        ("Newsletter: Mit „Die Woche“ wissen Sie um 6 Uhr, was wichtig ist.", "newsletter"),
        ("Quelle & Bilder", "source line"),
        ("Quelle: dpa/AFP", "source line"),
        ("Bildquelle: Gemeinde Hochstein", "picture credit"),
        ("Foto: dpa", "picture credit"),
        ("(Foto: Max Muster / picture alliance)", "picture credit"),
        ("Diese Website verwendet Cookies, um Ihnen den besten Dienst zu bieten.", "cookie note"),
        ("Wir nutzen Cookies, um Inhalte zu personalisieren.", "cookie note"),
        ("Alle Cookies akzeptieren", "cookie note"),
        ("Lesen Sie auch: Neue Seilbahn für Oberdorf", "related articles"),
        ("Lesen Sie auch", "related articles"),
        ("Mehr zum Thema", "related articles"),
        ("Das könnte Sie auch interessieren", "related articles"),
        ("Startseite", "navigation"),
        ("Startseite > Region > Hochstein", "navigation"),
        ("Zum Inhalt springen", "navigation"),
        ("Nächster Artikel", "navigation"),
        ("Anzeige", "advertisement"),
        ("– ANZEIGE –", "advertisement"),
        ("© 2024 Hochsteiner Bote", "copyright"),
        ("Alle Rechte vorbehalten.", "copyright"),
        ("Jetzt anmelden", "log-in"),
        ("Bereits Abonnent? Hier einloggen", "log-in"),
        ("Laden Sie jetzt unsere News-App herunter", "log-in"),
        ("Lesezeit: 3 Minuten", "read time"),
        ("4 Min. Lesezeit", "read time"),
        ("Teilen Twitter Facebook WhatsApp", "share line"),
        ("Artikel teilen: Facebook | X | E-Mail | Drucken", "share line"),
        ("Facebook Twitter WhatsApp E-Mail Drucken", "share line"),
        ("Impressum | Datenschutz", "navigation"),
        ("Impressum Datenschutz AGB", "navigation"),
        ("Kontakt · Über uns · Impressum · Datenschutzerklärung", "navigation"),
        ("Stand: 03.10.2025, 14:30 Uhr", "date line"),
        ("Stand: 3. Oktober 2025", "date line"),
        ("Zuletzt aktualisiert am 03.10.2025 um 9:15 Uhr", "date line"),
    ],
)
def test_lines(line: str, reason: str) -> None:
    found = marked(TITLE, PROSE[0], line, PROSE[1])
    assert list(found.values()) == [reason]
    assert marked(TITLE, PROSE[0], line.upper(), PROSE[1])
    assert marked("# " + TITLE, PROSE[0], line.replace("*", "\\*"), PROSE[1], suffix=".md")


@pytest.mark.parametrize(
    "line",
    [
        "Er wollte den Newsletter abonnieren.",
        "Newsletter: Der Verein stellt sein Rundschreiben zum Jahresende ein.",
        "Die Stadt will den Newsletter abonnieren lassen und per Post verschicken",
        "Teilen der Strecke fehlt noch das Geld.",
        "Auf Facebook teilen viele Gäste ihre Bilder vom Gipfel.",
        "Diese Website verwendet er seit Jahren für seine Rechnungen.",
        "Foto: Der Bürgermeister durchschneidet das Band und eröffnet die Strecke",
        "Die Anzeige ging am Montag bei der Polizei ein.",
        "Lesen Sie auch so gern Krimis wie der Bürgermeister? Dann kommen Sie am Freitag.",
        "Mehr zum Thema sagte der Sprecher nicht.",
        "Kommentar des Bürgermeisters",
        "Der Name ist Programm",
        "Copyright-Streit von 2019 kommt vor das Landgericht in Hochstein",
        "(c) die Kosten des Verfahrens",
        "Datenschutz",
        "Kontakt",
        "Website",
        "Quellen",
        "Newsletter",
        "Weiter",
        "Politik",
        "3 Minuten",
        "Jetzt anmelden lohnt sich, sagt der Verein",
        "Cookies aus Hochstein",
        "Startseite der Gemeinde ist nicht erreichbar",
        "Twitter, Facebook und die Gemeinde",
        "Facebook und Twitter",
        "Teilen oder Tauschen",
        "Datenschutz, Kosten, Termine",
        "Hilfe | Kontakt",
        "Stand der Dinge am 3. Oktober",
        "Am 03.10.2025 um 14:30 Uhr",
    ],
)
def test_the_articles_own_lines(line: str) -> None:
    assert marked(TITLE, PROSE[0], line, PROSE[1]) == {}
    assert marked(TITLE, PROSE[0], f"{line}\n{PROSE[1]}") == {}


def test_phrases_within_a_wrapped_paragraph_do_not_count() -> None:
    text = "Die Leiterin der Redaktion sagte am Montag, man wolle die Beiträge nur\nTeilen\nder Leserschaft zeigen."
    assert marked(TITLE, text, PROSE[0]) == {}


def test_title_and_quotes_are_never_furniture() -> None:
    assert marked("Anzeige gegen Bergbahn", PROSE[0]) == {}
    assert marked("# Anzeige", PROSE[0], suffix=".md") == {}
    assert marked(TITLE, PROSE[0], "„Anzeige“") == {}


def test_unsure_lines_count_beside_sure_ones() -> None:
    found = marked(TITLE, PROSE[0], "Teilen\nFacebook\nDrucken", PROSE[1], "Kontakt\nImpressum\nZur Startseite")
    assert list(found.values()) == ["share line"] * 3 + ["navigation"] * 3


def test_unsure_line_that_heads_text_stays() -> None:
    found = marked(TITLE, PROSE[0], "Auf Facebook teilen", "Datenschutz", PROSE[1])
    assert list(found) == ["Auf Facebook teilen"]


def test_comment_form_takes_its_fields_along() -> None:
    fields = ["Kommentar *", "Name *", "E-Mail *", "Website", "Absenden", "Δ"]
    assert list(marked(TITLE, *PROSE, "Schreibe einen Kommentar", *fields).values()) == ["comment form"] * 7
    assert list(marked(TITLE, PROSE[0], "Website", PROSE[1], "Schreibe einen Kommentar")) == [
        "Schreibe einen Kommentar"
    ]


def test_heading_of_the_comments_goes_with_their_form() -> None:
    assert marked(TITLE, PROSE[0], "Kommentare", "Kommentar schreiben", "Name *") == {
        "Kommentare": "comment form",
        "Kommentar schreiben": "comment form",
        "Name *": "comment form",
    }
    assert "Kommentare" not in marked(TITLE, PROSE[0], "Kommentare", PROSE[1], "Kommentar schreiben")


def test_headlines_below_related_articles() -> None:
    links = "- Hallenbad schließt im Herbst\n- Neuer Radweg am See"
    found = marked(TITLE, PROSE[0], "Das könnte Sie auch interessieren", links, PROSE[1], "- Hütte\n- Gipfel")
    assert list(found.values()) == ["related articles"] * 3
    assert "Hütte" not in found
    found = marked(TITLE, PROSE[0], "Mehr zum Thema", "Neuer Radweg am See", "Die Kosten", PROSE[1])
    assert "Die Kosten" not in found


def test_linked_furniture_in_markdown() -> None:
    assert marked(f"# {TITLE}", PROSE[0], "[Auf Facebook teilen](https://f.example/share?u=1)", suffix=".md")


class TestTeaser:
    def test_headline_of_another_article(self) -> None:
        found = marked(TITLE, PROSE[0], "Der Umbau", PROSE[1], TEASER, "Die Kosten", PROSE[2])
        assert found == {TEASER: "teaser"}

    def test_with_a_question_of_how_it_goes_on(self) -> None:
        found = marked(
            TITLE, PROSE[0], "Was neu ist", PROSE[1], TEASER, "Die Kosten", PROSE[2], "So geht es weiter", PROSE[0]
        )
        assert found == {TEASER: "teaser"}

    def test_in_markdown(self) -> None:
        parts = [f"# {TITLE}", PROSE[0], "## Der Umbau", PROSE[1], f"## {TEASER}", "## Die Kosten", PROSE[2]]
        assert marked(*parts, suffix=".md") == {TEASER: "teaser"}
        parts[4] = f"[{TEASER}](https://zeitung.example/hallenbad)"
        assert list(marked(*parts, suffix=".md").values()) == ["teaser"]

    @pytest.mark.parametrize(
        "parts",
        [
            [TITLE, PROSE[0], TEASER, PROSE[1], "Die Kosten", PROSE[2]],  # has text of its own
            [TITLE, PROSE[0], TEASER + ".", "Die Kosten", PROSE[1]],  # a sentence of the article
            [TITLE, PROSE[0], "Die Kosten", PROSE[1], TEASER],  # last
            [TITLE, PROSE[0], "Die Kosten", PROSE[1], TEASER, "Der Rest"],  # before the last
            [TITLE, TEASER, "Die Kosten", PROSE[1]],  # stand-first
            [TITLE, PROSE[0], "Die Kosten der Bergbahn und die Sorgen der Gemeinde Hochstein", "Der Bau", PROSE[1]],
            [TITLE, PROSE[0], "Bahn fährt wieder", "Der Bau", PROSE[1]],  # short: a section with a sub-heading
            [TITLE, PROSE[0], TEASER, "Auch das zweite Bad am Stadtrand muss im Herbst schließen", PROSE[1]],
            [TITLE, PROSE[0], TEASER, "„Das Bad war unser Leben.“", PROSE[1]],
            [TITLE, PROSE[0], TEASER, "- Bad\n- Sauna", PROSE[1]],
        ],
    )
    def test_the_articles_own_headings(self, parts: list[str]) -> None:
        assert marked(*parts) == {}

    def test_real_sub_headings_in_markdown(self) -> None:
        parts = [f"# {TITLE}", PROSE[0], "## Der Umbau", PROSE[1], f"## {TEASER}", "### Die Kosten", PROSE[2]]
        assert marked(*parts, suffix=".md") == {}

    def test_where_sections_are_written_like_that(self) -> None:
        others = ["Gemeinderat stimmt dem neuen Fahrplan nach langer Beratung zu", "Seile", PROSE[0]]
        last = ["Betreiber hofft auf mehr Gäste als im vergangenen Winter", "Gäste", PROSE[1]]
        assert (
            marked(TITLE, PROSE[0], TEASER, "Die Kosten", PROSE[2], *others, *last, TEASER + " und", "X", PROSE[1])
            == {}
        )


@pytest.mark.parametrize(
    "text", [TEASER, "Bahn fährt wieder", "Der Rat hat entschieden", "Verein behauptet, Stadt habe geschwiegen"]
)
def test_finite_verbs(text: str) -> None:
    assert has_finite_verb(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Kosten der Bergbahn",
        "Eine umkämpfte Zukunft mit dem neuen Rat",
        "Neue Wege in der Stadt",
        "Nicht nur bei Nacht",
        "Ausblick",
        "Zwischen Markt und Moral",
    ],
)
def test_noun_phrases(text: str) -> None:
    assert not has_finite_verb(text)


def test_never_everything() -> None:
    assert marked("Startseite", "Teilen", "Newsletter abonnieren") == {}


@pytest.mark.parametrize("name", ["stadtbahn.txt", "gruener-wasserstoff.md"])
def test_examples(name: str) -> None:
    article = read_article(EXAMPLES / name)
    reasons = [b.furniture for b in article.blocks]
    assert reasons.count("teaser") == 1
    assert reasons[-1] == "comment form"
    first = next(i for i, reason in enumerate(reasons) if reason and reason != "teaser")
    assert all(reasons[first:])  # from the first line of the page's foot on nothing is the article's
    assert all(
        "." in b.text for b in article.blocks if b.kind is BlockKind.PARAGRAPH and not b.furniture and ":" not in b.text
    )


BLOCKS = st.lists(
    st.builds(
        lambda kind, text: table_row([text]) if kind is BlockKind.TABLE_ROW else Block(kind, text),
        kind=st.sampled_from(list(BlockKind)),
        text=st.one_of(
            st.text(max_size=60), st.sampled_from([*PROSE, TEASER, "Teilen", "Name *", "Website", "Die Kosten"])
        ),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_marking_changes_nothing_else(blocks: list[Block]) -> None:
    made = mark_furniture(blocks)
    assert [replace(b, furniture="") for b in made] == [replace(b, furniture="") for b in blocks]
    protected = (BlockKind.TITLE, BlockKind.CODE, BlockKind.QUOTE, BlockKind.TABLE_ROW, BlockKind.SEPARATOR)
    assert not any(b.furniture for b in made if b.kind in protected)
    assert not any(b.furniture for b in made if b.text in PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "lesen sie auch " * 27,
        "wir verwenden cookies um " * 16,
        "a" * 419,
        "© " * 200,
        "jetzt hier " * 38,
        "foto: " * 69,
    ],
)
def test_time_grows_with_the_line(text: str) -> None:
    def look_up(line: str) -> None:
        for i in range(50):
            is_furniture_line(f"{i} {line}")
            is_furniture_line(f"{line}{i}")
            _sure_reason.cache_clear()

    assert growth(look_up, text[: len(text) // 4], text) < 4 * MAX_GROWTH  # short lines may be quadratic, not worse
