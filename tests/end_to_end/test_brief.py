"""``brief``, through the real command line and the real pocket model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run


def test_one_paragraph_that_names_its_source(run: Run, article: Path) -> None:
    done = run("brief", article, "--model", "pocket")
    assert done.returncode == 0, done.stderr
    title, paragraph, source = done.stdout.rstrip("\n").split("\n\n")
    assert "\n" not in paragraph
    assert "12.5" in paragraph
    assert "Stadtwerke Lindau bauen größten Wärmespeicher der Region" in source
    assert "waerme.txt" in source
    assert title
    assert "comment" not in paragraph


def test_lengths(run: Run, article: Path) -> None:
    one = json.loads(run("brief", article, "-m", "pocket", "--sentences", 1, "-f", "json").stdout)
    assert len(one["brief"]["sentences"]) == 1
    short = json.loads(run("brief", article, "-m", "pocket", "--words", 30, "-f", "json").stdout)
    assert 0 < short["brief"]["word_count"] <= 30


def test_formats(run: Run, article: Path) -> None:
    assert run("brief", article, "-m", "pocket", "-f", "markdown").stdout.startswith("**")
    assert "<!doctype html>" in run("brief", article, "-m", "pocket", "-f", "html").stdout.lower()
    assert "blocks" not in json.loads(run("brief", article, "-m", "pocket", "-f", "json").stdout)


def test_with_translation(run: Run, article: Path) -> None:
    brief = run("brief", article, "-m", "pocket").stdout
    both = run("brief", article, "-m", "pocket", "--with-translation").stdout
    paragraph = brief.split("\n\n")[1]
    assert paragraph in both
    assert "https://www.example.org/stadtrat?id=7" in both
    assert len(both) > 2 * len(brief)


def test_markdown_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Neue Brücke\n\nDie Stadt **Bonn** baut eine [Brücke](https://example.org/b).\n\n- Sie ist lang.\n"
    )
    done = run("translate", path, "-m", "pocket", "-f", "markdown")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# ")
    assert "https://example.org/b" in done.stdout
    assert "\n- " in done.stdout


def test_points(run: Run, article: Path) -> None:
    points = run("brief", article, "-m", "pocket", "--points").stdout.split("\n\n")[1].splitlines()
    paragraph = run("brief", article, "-m", "pocket").stdout.split("\n\n")[1]
    assert all(p.startswith("- ") for p in points)
    assert " ".join(p[2:] for p in points) == paragraph


def test_ratio(run: Run, article: Path) -> None:
    short = json.loads(run("brief", article, "-m", "pocket", "--ratio", 0.2, "-f", "json").stdout)
    longer = json.loads(run("brief", article, "-m", "pocket", "--ratio", 0.5, "-f", "json").stdout)
    assert 0 < short["brief"]["word_count"] <= 0.2 * 110
    assert short["brief"]["word_count"] < longer["brief"]["word_count"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--ratio", "0"],
        ["--ratio", "1.5"],
        ["--ratio", "0.2", "--words", "20"],
        ["--fast", "--with-translation"],
    ],
)
def test_impossible_lengths_and_company(run: Run, article: Path, arguments: list[str]) -> None:
    done = run("brief", article, "-m", "pocket", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_fast_translates_what_it_chose_and_no_more(run: Run, article: Path) -> None:
    done = run("brief", article, "-m", "pocket", "--fast", "--explain", "-f", "json", "--no-memory")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert len(result["brief"]["sentences"]) == 3
    assert result["explain"]["language"] == "de"
    chosen = [s for s in result["explain"]["sentences"] if s["number"]]
    assert [s["number"] for s in chosen] == [1, 2, 3]
    assert [(s["block"], s["pair"]) for s in chosen] == [(s["block"], s["pair"]) for s in result["brief"]["sentences"]]
    assert all(s["text"] in " ".join(article.read_text().split()) for s in chosen)
    assert "4,000" in result["brief"]["text"] or "12.5" in result["brief"]["text"]
    assert "furniture" in done.stderr


def test_fast_keeps_to_words(run: Run, article: Path) -> None:
    for words in (5, 15, 40):
        result = json.loads(run("brief", article, "-m", "pocket", "--fast", "--words", words, "-f", "json").stdout)
        assert 0 < len(result["brief"]["text"].replace("…", "").split()) <= words


def test_explanation_is_part_of_the_result(run: Run, article: Path) -> None:
    done = run("brief", article, "-m", "pocket", "--explain", "-q")
    assert done.stderr == ""
    table = done.stdout.rstrip("\n").split("\n\n")[-1]
    rows = table.splitlines()
    assert rows[0].split()[:3] == ["Brief", "Score", "Words"]
    assert [row[0] for row in rows[1:] if row[0] != "-"] == ["1", "2", "3"]
    assert "position" in table
    page = run("brief", article, "-m", "pocket", "--explain", "-f", "html").stdout
    assert page.count("<svg ") == len(rows) - 1
    assert "<script" not in page
