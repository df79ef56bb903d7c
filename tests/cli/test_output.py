"""Where results go, in which format, and what the notes say."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.flags import known_flags
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.cli.notes import Console, printable
from translate_summarize.cli.output import check_output, choose_format, file_or_stdout
from translate_summarize.errors import OutputError, UsageError


@pytest.mark.parametrize(
    ("requested", "output", "expected"),
    [
        (None, None, "text"),
        (None, "a.HTM", "html"),
        (None, "a.md", "markdown"),
        (None, "a.unknown", "text"),
        ("json", "a.md", "json"),
    ],
)
def test_format(requested: str | None, output: str | None, expected: str) -> None:
    assert choose_format(requested, Path(output) if output else None) == expected


def test_formats_that_cannot_be_written() -> None:
    with pytest.raises(UsageError, match=r"a PDF document cannot be written; choose \.txt"):
        choose_format(None, Path("a.pdf"))
    with pytest.raises(UsageError, match="--format docx: unknown"):
        choose_format("docx", None)


def test_outputs_that_would_fail_after_the_work(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.touch()
    with pytest.raises(OutputError, match="is a folder"):
        check_output(tmp_path, str(article))
    with pytest.raises(UsageError, match="is the input file"):
        check_output(tmp_path / "." / "a.txt", str(article))
    check_output(tmp_path / "new.txt", str(article))
    check_output(None, "-")


def test_a_dash_is_standard_output() -> None:
    assert file_or_stdout(Path("-")) is None
    assert file_or_stdout(Path("-.txt")) == Path("-.txt")


def _translated(furniture: int, flags: tuple[tuple[str, ...], ...]) -> TranslatedArticle:
    text = TranslatedBlock(
        Block(BlockKind.PARAGRAPH, "Satz."),
        tuple(SentencePair("Satz.", "Sentence.", known_flags(kinds)) for kinds in flags),
    )
    left_out = Block(BlockKind.PARAGRAPH, "Kommentar", furniture="comment form")
    blocks = (text, *(TranslatedBlock(left_out, (), left_out=True) for _ in range(furniture)))
    article = Article("a.txt", tuple(b.block for b in blocks))
    return TranslatedArticle(article, blocks, Signature("0", "m", "h", "e", "int8", 1))


@pytest.mark.parametrize(
    ("furniture", "flags", "marks", "notes"),
    [
        (0, ((),), True, []),
        (1, ((),), True, ["1 block of page furniture left out (comment form 1); --keep-all keeps it"]),
        (2, ((),), True, ["2 blocks of page furniture left out (comment form 2); --keep-all keeps them"]),
        (0, (("number",),), True, ["1 of 1 sentence doubtful (number 1), marked [?]"]),
        (
            0,
            (("number", "name"), (), ("name",)),
            False,
            ["2 of 3 sentences doubtful (number 1, name 2); check against the source"],
        ),
    ],
)
def test_notes_on_a_translation(
    furniture: int,
    flags: tuple[tuple[str, ...], ...],
    marks: bool,
    notes: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    Console().note_translation(_translated(furniture, flags), marks)
    assert capsys.readouterr().err.splitlines() == [f"note: {note}" for note in notes]
    Console(quiet=True).note_translation(_translated(furniture, flags), marks)
    assert capsys.readouterr().err == ""


def test_file_names_are_printed_on_one_line() -> None:
    assert printable("neue\nZeile.txt") == "neue\\nZeile.txt"
    assert printable("\udcfc.txt") == "\\udcfc.txt"
    assert printable("Übung.txt") == "Übung.txt"
