"""``brief``, through the real command line and the real pocket model."""

from __future__ import annotations

import json
from pathlib import Path


def test_one_paragraph_that_names_its_source(run, article: Path) -> None:
    done = run("brief", article, "--model", "pocket")
    assert done.returncode == 0, done.stderr
    title, paragraph, source = done.stdout.rstrip("\n").split("\n\n")
    assert "\n" not in paragraph
    assert "12.5 million" in paragraph
    assert "Stadtwerke Lindau bauen größten Wärmespeicher der Region" in source
    assert "waerme.txt" in source
    assert title
    assert "comment" not in paragraph


def test_lengths(run, article: Path) -> None:
    one = json.loads(run("brief", article, "-m", "pocket", "--sentences", 1, "-f", "json").stdout)
    assert len(one["brief"]["sentences"]) == 1
    short = json.loads(run("brief", article, "-m", "pocket", "--words", 30, "-f", "json").stdout)
    assert 0 < short["brief"]["word_count"] <= 30


def test_formats(run, article: Path) -> None:
    assert run("brief", article, "-m", "pocket", "-f", "markdown").stdout.startswith("**")
    assert "<!doctype html>" in run("brief", article, "-m", "pocket", "-f", "html").stdout.lower()
    assert "blocks" not in json.loads(run("brief", article, "-m", "pocket", "-f", "json").stdout)


def test_with_translation(run, article: Path) -> None:
    brief = run("brief", article, "-m", "pocket").stdout
    both = run("brief", article, "-m", "pocket", "--with-translation").stdout
    paragraph = brief.split("\n\n")[1]
    assert paragraph in both
    assert "https://www.example.org/stadtrat?id=7" in both
    assert len(both) > 2 * len(brief)


def test_markdown_input(run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Neue Brücke\n\nDie Stadt **Bonn** baut eine [Brücke](https://example.org/b).\n\n- Sie ist lang.\n"
    )
    done = run("translate", path, "-m", "pocket", "-f", "markdown")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# ")
    assert "https://example.org/b" in done.stdout
    assert "\n- " in done.stdout
