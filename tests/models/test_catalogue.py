"""The catalogue: reading models.txt, and what is said about lines that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.errors import ExitCode, UsageError
from translate_summarize.models.catalogue import CatalogueEntry, find, read_catalogue, shipped_catalogue
from translate_summarize.models.sizes import parse_size, size_text
from translate_summarize.models.store import installed

GOOD = "klein | someone/klein-de-en | v1.0 | MIT | 1.5 MB | for tests"


def test_shipped_catalogue_holds_the_models_that_the_program_relies_on() -> None:
    entries = read_catalogue(shipped_catalogue())
    assert [e.name for e in entries] == ["pocket", "opus-mt", "opus-mt-hf"]
    pocket, opus, original = entries
    assert (pocket.repository, pocket.licence, pocket.size) == ("package:pocket", "CC-BY-SA-4.0", 20_000_000)
    assert (opus.repository, opus.revision) == ("gaudi/opus-mt-de-en-ctranslate2", "main")
    assert original.repository == "Helsinki-NLP/opus-mt-de-en"
    assert all(e.purpose for e in entries)


def test_pocket_of_the_shipped_catalogue_is_installed() -> None:
    folder = installed("package:pocket")
    assert folder is not None
    assert (folder / "model.safetensors").is_file()


def test_comments_blank_lines_and_a_byte_order_mark_are_no_entries(tmp_path: Path) -> None:
    path = tmp_path / "models.txt"
    path.write_text(f"\ufeff# a comment\n\n   # another\n{GOOD}\r\n", encoding="utf-8")
    assert read_catalogue(path) == (
        CatalogueEntry("klein", "someone/klein-de-en", "v1.0", "MIT", 1_500_000, "for tests"),
    )


def test_environment_names_the_catalogue_and_an_argument_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.txt"
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_MODELS", str(path))
    assert [e.name for e in read_catalogue()] == ["klein"]
    assert find(read_catalogue(shipped_catalogue()), "klein") is None
    monkeypatch.delenv("TRANSLATE_SUMMARIZE_MODELS")
    assert find(read_catalogue(), "opus-mt") is not None


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("klein | someone/klein-de-en | main | MIT | 1 MB", "five|six"),
        ("klein | someone/klein-de-en | main |  | 1 MB | for tests", "six"),
        ("kl ein | someone/klein-de-en | main | MIT | 1 MB | for tests", "name"),
        ("a/b | someone/klein-de-en | main | MIT | 1 MB | for tests", "name"),
        ("klein | ../klein | main | MIT | 1 MB | for tests", "repository"),
        ("klein | a/b/c | main | MIT | 1 MB | for tests", "repository"),
        ("klein | someone/klein-de-en | ../main | MIT | 1 MB | for tests", "revision"),
        ("klein | someone/klein-de-en | main | MIT | big | for tests", "size"),
        (GOOD, "twice"),
    ],
)
def test_a_malformed_line_is_named_with_its_number_and_a_hint(tmp_path: Path, line: str, word: str) -> None:
    path = tmp_path / "models.txt"
    path.write_text(f"# mine\n{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=word) as caught:
        read_catalogue(path)
    assert caught.value.subject == f"{path}:3"
    assert caught.value.hint
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_missing_or_binary_catalogue_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--models-file"):
        read_catalogue(tmp_path / "absent.txt")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UsageError, match="UTF-8"):
        read_catalogue(tmp_path / "binary.txt")


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (151_000_000, "151 MB"), (2_000_000_000, "2.0 GB")],
)
def test_sizes_are_written_as_people_write_them(size: int, text: str) -> None:
    assert size_text(size) == text


@given(st.integers(min_value=0, max_value=10**13))
def test_a_written_size_reads_back_within_rounding(size: int) -> None:
    assert abs(parse_size(size_text(size)) - size) <= max(size * 0.06, 0)


def test_about_is_allowed_before_a_size() -> None:
    assert parse_size("about 151 MB") == 151_000_000
