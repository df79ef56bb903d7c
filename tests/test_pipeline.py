"""The pipeline: what a front end does, without a terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translate_summarize.errors import InputError, ModelError, UsageError
from translate_summarize.pipeline import (
    BriefOptions,
    TranslatorOptions,
    brief,
    brief_of_translation,
    open_translator,
    read,
    render_brief,
    render_translation,
    translate,
)
from translate_summarize.translation.translator import Translator

GERMAN = """Neue Brücke in Bonn

Die Stadt Bonn baut im Mai eine neue Brücke über den Rhein. Sie kostet 12 Millionen Euro.

Der Rat ist mit dem Bau einverstanden. Die alte Brücke wird im Juni gesperrt. Viele Pendler sind verärgert.
"""
ENGLISH = "The council of the small town voted on Monday to build a new bridge over the river, and it will be long.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bruecke.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


def test_translation(translator: Translator, path: Path) -> None:
    translated = translate(translator, read(path))
    text = render_translation(translated, "text")
    assert text.count("\n\n") == 2
    assert "Brief" not in text
    assert "Die Stadt Bonn" not in text
    assert "Die Stadt Bonn" in render_translation(translated, "text", bilingual=True)


def test_records_hold_a_brief_of_three_sentences_unless_they_are_given_one(translator: Translator, path: Path) -> None:
    translated = translate(translator, read(path))
    default = brief_of_translation(translated, BriefOptions())
    one = brief_of_translation(translated, BriefOptions(sentences=1))
    assert len(default.brief.sentences) == 3
    assert render_translation(translated, "json") == render_translation(translated, "json", brief=default.brief)
    assert render_translation(translated, "json", brief=one.brief) != render_translation(translated, "json")
    assert render_translation(translated, "text", brief=one.brief) == render_translation(translated, "text")


def test_brief(translator: Translator, path: Path) -> None:
    result = brief(translator, read(path), BriefOptions(sentences=2))
    assert len(result.brief.sentences) == 2
    assert result.partial is result.translated
    assert all(pair.target for pair in result.translated.pairs())
    short, long = render_brief(result, "text"), render_brief(result, "text", with_translation=True)
    assert str(result.brief) in short
    assert "bruecke.txt" in short
    assert len(long) > len(short)
    points = [line for line in render_brief(result, "text", points=True).splitlines() if line.startswith("- ")]
    assert len(points) == len(result.brief.points)


def test_fast_brief_translates_only_what_it_chose(translator: Translator, path: Path) -> None:
    result = brief(translator, read(path), BriefOptions(sentences=1), fast=True)
    assert len(result.brief.sentences) == 1
    assert any(not pair.target for pair in result.translated.pairs())
    assert 0 < len(list(result.partial.pairs())) < len(list(result.translated.pairs()))


def test_length_is_checked_before_any_work() -> None:
    for options in ({"sentences": 0}, {"words": 0}, {"ratio": 1.5}, {"words": 10, "ratio": 0.5}):
        with pytest.raises(UsageError):
            BriefOptions(**options)


def test_other_languages_are_refused_unless_accepted(tmp_path: Path) -> None:
    path = tmp_path / "english.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    with pytest.raises(InputError, match="not in German"):
        read(path)
    assert read(path, any_language=True).text == ENGLISH.strip()


def test_translator_has_a_memory_only_if_asked(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_cache: Path
) -> None:
    (tmp_path / "cache").mkdir()
    if (shared_cache / "prepared").exists():
        (tmp_path / "cache" / "prepared").symlink_to(shared_cache / "prepared")
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "cache"))
    memory = tmp_path / "cache" / "memory.sqlite"
    options = TranslatorOptions(model="pocket", beam=1, offline=True, memory=False)
    translate(open_translator(options), read(path))
    assert not memory.exists()
    translate(open_translator(TranslatorOptions(model="pocket", beam=1, offline=True)), read(path))
    assert memory.exists()


def test_notes_are_handed_to_the_caller() -> None:
    notes: list[str] = []
    open_translator(TranslatorOptions(offline=True, memory=False), notify=notes.append)
    assert len(notes) == 1
    assert "pocket model" in notes[0]
    with pytest.raises(ModelError, match="no such model"):
        open_translator(TranslatorOptions(model="no-such-model", memory=False))


def test_import_is_light_and_knows_no_front_end() -> None:
    code = """
import sys, translate_summarize.pipeline
heavy = {"numpy", "ctranslate2", "trafilatura", "rich", "typer"} & set(sys.modules)
front_ends = {m for m in sys.modules if m.startswith(("translate_summarize.cli", "translate_summarize.batch"))}
sys.exit(repr(heavy | front_ends) if heavy | front_ends else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
