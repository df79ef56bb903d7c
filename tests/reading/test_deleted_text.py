"""Text that its author struck out does not come back: in Markdown, in HTML, and in HTML within Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.article.article import Article
from translate_summarize.article.inline import RunKind
from translate_summarize.errors import InputError
from translate_summarize.reading.marked_text import MarkedText
from translate_summarize.reading.source import parse_article
from translate_summarize.reading.structure.furniture import DELETED

PROSE = "Der Rat der Stadt Lindenau hat am Abend nach langer Debatte den Bau der neuen Brücke beschlossen."


def markdown(text: str) -> Article:
    return parse_article(f"# Titel oben\n\n{PROSE}\n\n{text}".encode(), "a.md", ".md")


def page(body: str) -> Article:
    whole = f"<!DOCTYPE html><title>Titel oben</title><body><h1>Titel oben</h1><p>{PROSE}</p>{body}</body>"
    return parse_article(whole.encode(), "a.html", ".html")


def added(article: Article) -> list[tuple[str, str, str]]:
    """Kind, text and reason of the blocks below the first paragraph."""
    return [(b.kind.value, b.text, b.furniture) for b in article.blocks[2:]]


SENTENCES = [
    ("Die Sitzung ist im -Mai- Juni.", "Die Sitzung ist im Juni."),
    ("-Heute- Morgen tagt der Rat.", "Morgen tagt der Rat."),
    ("Der Rat tagt morgen -oder nie-.", "Der Rat tagt morgen."),
    ("Am Montag -und am Dienstag-, heißt es, tagt er.", "Am Montag, heißt es, tagt er."),
    ("Am Montag-, dem 3. Mai,- tagt der Rat.", "Am Montag tagt der Rat."),
    ("Das ist -un-möglich.", "Das ist möglich."),
    ("Der Rat (-der alte- neue) tagt.", "Der Rat (neue) tagt."),
    ("Der Rat (-der alte-) tagt.", "Der Rat tagt."),
    ("Er rief „-Nein- Ja“ und ging.", "Er rief „Ja“ und ging."),
    ("Eins -zwei- -drei- vier.", "Eins vier."),
    ("Eins -zwei--drei- vier.", "Eins vier."),
    ("Es kostet -20- 15 Euro -netto-!", "Es kostet 15 Euro!"),
]


@pytest.mark.parametrize(("sentence", "text"), SENTENCES)
@pytest.mark.parametrize("tag", ["del", "s", "strike", "DEL"])
def test_struck_words_leave_the_sentence_whole(sentence: str, text: str, tag: str) -> None:
    parts = sentence.split("-")
    tagged = "".join(f"<{tag}>{part}</{tag}>" if i % 2 else part for i, part in enumerate(parts))
    assert added(page(f"<p>{tagged}</p>")) == [("paragraph", text, "")]
    assert added(markdown(tagged)) == [("paragraph", text, "")]


# CommonMark wants signs that flank a word, and "----" is no pair of them.
FLANKING = [pair for pair in SENTENCES if not any(odd in pair[0] for odd in ("--", "-, dem", "-un-"))]


@pytest.mark.parametrize(("sentence", "text"), FLANKING)
def test_tildes_strike_as_tags_do(sentence: str, text: str) -> None:
    assert added(markdown(sentence.replace("-", "~~"))) == [("paragraph", text, "")]


@pytest.mark.parametrize(
    ("struck", "text"),
    [
        ("Der ~~alte **und sehr** *müde*~~ neue Rat.", "Der neue Rat."),
        ("Der **alte ~~und müde~~** neue Rat.", "Der alte neue Rat."),
        ("Siehe ~~[den Plan](plan.html)~~ das Bild.", "Siehe das Bild."),
        ("Siehe [~~den Plan~~](plan.html) hier.", "Siehe hier."),
        ("Siehe [den ~~alten~~ Plan](plan.html) hier.", "Siehe den Plan (plan.html) hier."),
        ("Siehe ~~![Bild](bild.jpg) und `code`~~ hier.", "Siehe hier."),
        ("Der Rat\n~~tagt\nheute~~\ntagt morgen.", "Der Rat tagt morgen."),
        ("Nur ~~ein Zeichen ohne Ende.", "Nur ~~ein Zeichen ohne Ende."),
        ("Ein ~~ freies ~~ Zeichen.", "Ein ~~ freies ~~ Zeichen."),
        ("Mit \\~~fester\\~~ Tilde.", "Mit ~~fester~~ Tilde."),
        ("Der Befehl `~~a~~` bleibt.", "Der Befehl `~~a~~` bleibt."),
        ("Das Zeichen <s> allein.", "Das Zeichen <s> allein."),
        ("Das <ins>Neue</ins> bleibt.", "Das Neue bleibt."),
        ("Ein <del>altes <s>ganz</s> altes</del> neues Haus.", "Ein neues Haus."),
        ("Zeile eins.<br><del>Zeile zwei.</del><br>Zeile drei.", "Zeile eins. Zeile drei."),
    ],
)
def test_markdown(struck: str, text: str) -> None:
    article = markdown(struck)
    assert " ".join(b.text for b in article.blocks[2:]) == text
    assert not any(b.furniture for b in article.blocks)


def test_struck_words_in_every_kind_of_block() -> None:
    text = "## Die ~~alte~~ Halle\n\n> „Sie ist ~~alt~~ neu.“\n\n- ~~zwei~~ drei Säle\n- [x] ~~ein~~ kein Dach\n\n"
    text += "| Jahr | ~~Preis~~ Wert |\n|---|--:|\n| ~~2024~~ 2025 | ~~3~~ |\n"
    blocks = markdown(text).blocks[2:]
    assert [b.text for b in blocks] == [
        "Die Halle", "„Sie ist neu.“", "drei Säle", "kein Dach", "Jahr | Wert", "2025 | ",
    ]  # fmt: skip
    assert [b.list_marker for b in blocks[2:4]] == ["-", "- [x]"]
    assert blocks[-1].cells == ("2025", "")
    body = "<h2>Die <s>alte</s> Halle</h2><ul><li><del>zwei</del> drei Säle</ul><blockquote>Sie ist <s>alt</s> neu."
    body += "</blockquote><table><tr><th>Jahr<th><s>Preis</s> Wert<tr><td><s>2024</s> 2025<td><s>3</s></table>"
    assert [text for _, text, _ in added(page(body))] == [
        "Die Halle", "drei Säle", "Sie ist neu.", "Jahr | Wert", "2025 | ",
    ]  # fmt: skip


def test_a_block_that_is_wholly_struck_is_furniture() -> None:
    text = "~~Das **gilt** nicht mehr.~~\n\n## ~~Alter Kopf~~\n\n- ~~eins~~\n- [x] ~~zwei~~\n- drei\n\n"
    text += "| a | b |\n|---|---|\n| ~~c~~ | ~~d~~ |\n\n> ~~Zitat.~~\n"
    assert added(markdown(text)) == [
        ("paragraph", "Das gilt nicht mehr.", DELETED),
        ("heading", "Alter Kopf", DELETED),
        ("list_item", "eins", DELETED),
        ("list_item", "zwei", DELETED),
        ("list_item", "drei", ""),
        ("table_row", "a | b", ""),
        ("table_row", "c | d", DELETED),
        ("quote", "Zitat.", DELETED),
    ]
    body = "<p><del>Das <b>gilt</b> nicht mehr.</del></p><h2><s>Alter Kopf</s></h2><ul><li><s>eins</s><li>drei</ul>"
    body += "<table><tr><td>a<td>b<tr><td><s>c</s><td><s>d</s></table>"
    assert added(page(body)) == [
        ("paragraph", "Das gilt nicht mehr.", DELETED),
        ("heading", "Alter Kopf", DELETED),
        ("list_item", "eins", DELETED),
        ("list_item", "drei", ""),
        ("table_row", "a | b", ""),
        ("table_row", "c | d", DELETED),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<del>Absatz eins.\n\nAbsatz zwei.</del>\n\nAbsatz drei.",
        "<del>\n\nAbsatz eins.\n\nAbsatz zwei.\n\n</del>\n\nAbsatz drei.",
        "<s>\nAbsatz eins.\n\nAbsatz zwei.\n</s>\n\nAbsatz drei.",
        "<del>\nAbsatz eins. Absatz zwei.\n</del>\n\nAbsatz drei.",
    ],
)
def test_a_deletion_over_several_blocks_of_markdown(text: str) -> None:
    article = markdown(text)
    assert [b.text for b in article.blocks[2:] if not b.furniture] == ["Absatz drei."]
    left_out = " ".join(b.text for b in article.blocks if b.furniture == DELETED)
    assert "Absatz eins." in left_out
    assert "Absatz zwei." in left_out


def test_a_deletion_that_never_ends_deletes_nothing() -> None:
    for text in (
        "<del>Absatz eins.\n\nAbsatz zwei.",
        "Das <s> hier.\n\nDas </s> dort.",
        "> <del>Zitat.\n\nEnde.</del>",
    ):
        assert not any(b.furniture for b in markdown(text).blocks), text


def test_a_deletion_over_several_blocks_of_a_page() -> None:
    body = f"<del><p>{PROSE} Oder nicht.</p><ul><li>eins</ul></del><p>Absatz drei.</p><pre>a<del>b</del>c</pre>"
    assert added(page(body)) == [
        ("paragraph", f"{PROSE} Oder nicht.", DELETED),
        ("list_item", "eins", DELETED),
        ("paragraph", "Absatz drei.", ""),
        ("code", "ac", ""),
    ]


def test_struck_titles_are_none() -> None:
    assert parse_article(b"# ~~Alt~~\n\n# Neu\n\nText.", "a", ".md").title == "Neu"
    assert parse_article(b"~~Alter Kopf~~\n\nNeuer Kopf\n\nText folgt.", "a", ".md").title == "Neuer Kopf"
    text = f"<!DOCTYPE html><title>Alt</title><h1><s>Alt</s></h1><h1>Alt und neu</h1><p>{PROSE}</p>"
    assert parse_article(text.encode(), "a", ".html").title == "Alt und neu"


def test_a_struck_speaker_makes_no_quotation() -> None:
    kinds = [b.kind.value for b in markdown("Wir bauen bald.\n\n~~– Hilde Brand, Leiterin~~").blocks[2:]]
    assert kinds == ["paragraph", "paragraph"]


def test_struck_text_does_not_make_its_neighbours_furniture() -> None:
    assert [b.furniture for b in markdown("~~Alter Absatz.~~\n\n## Kontakt\n\n- Rathaus").blocks[2:]] == [
        DELETED,
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "suffix"), [("~~Alles weg.~~", ".md"), ("<!DOCTYPE html><p><s>Alles weg.</s>", ".html")]
)
def test_an_article_that_is_wholly_struck_holds_no_text(text: str, suffix: str) -> None:
    with pytest.raises(InputError, match="holds no text"):
        parse_article(text.encode(), "a", suffix)


PIECES = st.lists(st.tuples(st.sampled_from(["a", "b c", " ", "(", ")", ", ", "d\n", ". "]), st.booleans()), max_size=9)


@given(PIECES)
def test_what_is_not_struck_stays_and_what_is_goes(pieces: list[tuple[str, bool]]) -> None:
    text, spans, kept = "", [], ""
    for piece, is_struck in pieces:
        if is_struck:
            spans.append((len(text), len(text) + len(piece)))
        else:
            kept += piece
        text += piece
    visible = MarkedText(text, deleted=tuple(spans)).without_deleted().text
    shown, wanted = ["".join(c for c in line if not c.isspace() and c not in "()") for line in (visible, kept)]
    assert shown == wanted


def test_runs_keep_their_words() -> None:
    block = markdown("Der ~~alte~~ **neue ~~graue~~ Rat** mit [~~dem~~ Plan](p.html) tagt.").blocks[2]
    assert block.text == "Der neue Rat mit Plan (p.html) tagt."
    assert [(block.text[r.start : r.end], r.kind) for r in block.runs] == [
        ("neue Rat", RunKind.STRONG),
        ("Plan", RunKind.LINK),
    ]
