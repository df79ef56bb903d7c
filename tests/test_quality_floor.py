"""Sentence splitting, web page extraction and briefs stay above the floors in ``benchmarks/floors.json``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import quality_floor
from tests.golden_briefs import stored
from translate_summarize import summarize


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return quality_floor.measure()


@pytest.fixture(scope="module")
def floors() -> dict[str, float]:
    return quality_floor.read_floors()[0]


@pytest.mark.parametrize("name", quality_floor.MEASURES)
def test_quality_is_above_its_floor(name: str, measured: dict[str, float], floors: dict[str, float]) -> None:
    assert measured[name] >= floors[name]


def test_floors_are_set_for_this_data(floors: dict[str, float]) -> None:
    assert sorted(floors) == sorted(quality_floor.MEASURES)
    assert all(0 < floor < 100 for floor in floors.values())
    # New data needs new floors: run `python -m benchmarks.quality_floor`.
    assert quality_floor.digests() == quality_floor.read_floors()[1]


def test_a_digest_changes_with_content_and_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_floor, "ROOT", tmp_path)
    first, renamed, added = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    first.write_text("Es regnet.")
    renamed.write_text("Es regnet.")
    before = quality_floor.digest_of([first])
    assert quality_floor.digest_of([renamed]) != before
    first.write_text("Es schneit.")
    assert quality_floor.digest_of([first]) != before
    added.touch()
    assert quality_floor.digest_of([first, added]) != quality_floor.digest_of([first])


@pytest.mark.parametrize("change", ["nothing", "floor", "digest"])
def test_the_command_fails_below_a_floor_or_after_a_change(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = json.loads(quality_floor.FLOORS.read_text(encoding="utf-8"))
    if change == "floor":
        settings["floors"]["page_f1"] = 99.9
    elif change == "digest":
        settings["sha256"]["pages"] = "0" * 64
    changed = tmp_path / "floors.json"
    changed.write_text(json.dumps(settings), encoding="utf-8")
    monkeypatch.setattr(quality_floor, "FLOORS", changed)
    monkeypatch.setattr("sys.argv", ["quality_floor"])
    assert quality_floor.main() == (change != "nothing")
    printed = capsys.readouterr().out
    assert ("below the floor" in printed) == (change == "floor")
    assert ("has changed" in printed) == (change == "digest")


def test_traps_are_whole() -> None:
    traps = quality_floor.read_traps()
    assert len(traps) == len({trap.name for trap in traps}) == len({trap.text for trap in traps}) == 150
    for trap in traps:
        assert "".join("".join(trap.sentences).split()) == "".join(trap.text.split()), trap.name
        assert all(sentence == sentence.strip() != "" for sentence in trap.sentences), trap.name


def test_every_page_has_its_article_and_every_article_its_reference() -> None:
    assert len(quality_floor.pages()) == 12
    assert [p.stem for p in quality_floor.pages()] == sorted(p.stem for p in quality_floor.PAGES.glob("*.txt"))
    assert quality_floor.articles() == sorted(quality_floor.ARTICLES.glob("*.txt"))
    assert len(quality_floor.articles()) == 20


def test_a_splitter_at_every_full_stop_is_below_the_floor(floors: dict[str, float]) -> None:
    assert quality_floor.splitting_f1(lambda text: re.split(r"(?<=[.!?])\s", text)) < floors["splitting_f1"]


def test_a_splitter_that_never_splits_is_below_the_floor(floors: dict[str, float]) -> None:
    assert quality_floor.splitting_f1(lambda text: [text]) < floors["splitting_f1"]


def test_the_whole_page_is_below_the_floor(floors: dict[str, float]) -> None:
    def everything(path: Path) -> str:
        body = path.read_text(encoding="utf-8", errors="replace").partition("<body")[2]
        return re.sub(r"<[^>]*>", " ", body)

    assert quality_floor.page_f1(everything) < floors["page_f1"]


def test_a_page_without_its_lead_is_below_the_floor(floors: dict[str, float]) -> None:
    def without_lead(path: Path) -> str:
        title, _, *others = quality_floor.read_page(path).split("\n\n")
        return "\n\n".join([title, *others])

    assert quality_floor.page_f1(without_lead) < floors["page_f1"]


def test_sentences_from_the_end_are_below_the_floor(floors: dict[str, float]) -> None:
    def last_sentences(path: Path) -> str:
        pairs = [p.target for b in stored(path).kept_blocks for p in b.pairs]
        return " ".join(pairs[-3:])

    rouge = quality_floor.brief_rouge(last_sentences)
    assert all(rouge[name] < floors[name] for name in rouge)


def test_a_brief_of_one_sentence_is_below_the_floor(floors: dict[str, float]) -> None:
    rouge = quality_floor.brief_rouge(lambda path: str(summarize(stored(path), sentences=1)))
    assert all(rouge[name] < floors[name] for name in rouge)


def test_perfect_output_scores_full_marks() -> None:
    sentences = {trap.text: list(trap.sentences) for trap in quality_floor.read_traps()}
    assert quality_floor.splitting_f1(sentences.__getitem__) == 100
    assert quality_floor.page_f1(lambda path: path.with_suffix(".txt").read_text(encoding="utf-8")) == 100
    references = {p: (quality_floor.BRIEFS / p.name).read_text(encoding="utf-8") for p in quality_floor.articles()}
    assert set(quality_floor.brief_rouge(references.__getitem__).values()) == {100.0}
