"""``translate``, through the real command line and the real pocket model."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run
from tests.places import ROOT

URL = "https://www.example.org/stadtrat?id=7"


def test_text_to_standard_output(run: Run, article: Path) -> None:
    done = run("translate", article, "--model", "pocket")
    assert done.returncode == 0, done.stderr
    blocks = done.stdout.rstrip("\n").split("\n\n")
    assert URL in done.stdout
    assert "12.5" in done.stdout
    assert "Karin Vogt" in done.stdout
    assert "Lindau" in blocks[0]
    assert not any("comment" in b.lower() for b in blocks)
    assert "page furniture left out" in done.stderr
    assert "comment form" in done.stderr


def test_keep_all(run: Run, article: Path) -> None:
    done = run("translate", article, "--model", "pocket", "--keep-all")
    without = run("translate", article, "--model", "pocket")
    assert done.stdout.startswith(without.stdout.rstrip("\n"))
    assert done.stdout.count("\n\n") > without.stdout.count("\n\n")
    assert "furniture" not in done.stderr


def test_standard_input(run: Run, article: Path) -> None:
    a = run("translate", "-", "--model", "pocket", stdin=article.read_bytes())
    b = run("translate", article, "--model", "pocket")
    assert a.stdout == b.stdout


def test_web_page_by_name_and_through_a_pipe(run: Run) -> None:
    page = ROOT / "examples" / "werkzeugverleih.html"
    done = run("translate", page, "--model", "pocket", "--format", "json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["source"]["format"] == "html"
    kinds = [b["kind"] for b in data["blocks"] if not b["left_out"]]
    assert kinds[0] == "title"
    assert {"heading", "paragraph", "quote", "attribution", "list_item", "table_row"} <= set(kinds)
    text = run("translate", page, "--model", "pocket").stdout
    assert "38,500" in text
    assert "Ruth Kastenholz" in text
    assert not any(word in text.lower() for word in ("cookie", "newsletter", "imprint", "impressum", "<p>"))
    assert run("translate", "-", "--model", "pocket", stdin=page.read_bytes()).stdout == text


def test_web_page_without_text(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "leer.html"
    page.write_text("<html><body><script>let x = 1;</script></body></html>", encoding="utf-8")
    done = run("translate", page, "--model", "pocket")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "leer.html: holds no text that a reader would see" in done.stderr


def test_bilingual_in_every_format(run: Run, article: Path) -> None:
    for name in ("text", "markdown", "html", "json"):
        done = run("translate", article, "--model", "pocket", "--bilingual", "--format", name)
        assert done.returncode == 0
        assert "Die Opposition im Stadtrat" in done.stdout, name
        assert "12,5" in done.stdout, name
        assert "12.5" in done.stdout, name


def test_json(run: Run, article: Path) -> None:
    data = json.loads(run("translate", article, "--model", "pocket", "--format", "json").stdout)
    kinds = [b["kind"] for b in data["blocks"]]
    assert kinds[0] == "title"
    assert {"heading", "paragraph", "quote", "attribution"} <= set(kinds)
    assert kinds.count("title") == 1
    assert data["signature"]["model"] == "pocket"
    assert data["signature"]["beam"] == 4
    assert data["brief"]["sentences"]
    for block in data["blocks"]:
        assert block["left_out"] or block["pairs"]


@pytest.mark.parametrize(
    ("suffix", "opening"), [(".html", "<!doctype html>"), (".json", "{"), (".md", "# "), (".txt", "")]
)
def test_format_from_suffix(run: Run, article: Path, tmp_path: Path, suffix: str, opening: str) -> None:
    out = tmp_path / f"deep/out{suffix}"
    done = run("translate", article, "--model", "pocket", "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert out.read_text(encoding="utf-8").lower().startswith(opening)
    assert [p.name for p in out.parent.iterdir()] == [out.name]


def test_html_is_well_formed_and_self_contained(run: Run, article: Path) -> None:
    page = run("translate", article, "--model", "pocket", "--format", "html", "--bilingual").stdout
    opened: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag != "link"
            assert not any(n == "src" for n, _ in attrs)
            if tag not in {"meta", "br", "hr", "img", "input"}:
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    parser = Parser()
    parser.feed(page)
    assert opened == []


def test_beam_and_threads_are_in_the_signature(run: Run, article: Path) -> None:
    done = run("translate", article, "-m", "pocket", "--beam", 1, "--threads", 1, "-f", "json", "-q")
    assert json.loads(done.stdout)["signature"]["beam"] == 1
    assert done.stderr == ""


def test_engine_transformers(run: Run, article: Path) -> None:
    done = run("translate", article, "-m", "pocket", "--engine", "transformers", "-f", "json", "--beam", 1)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["signature"]["engine"] == "transformers"


def test_model_from_a_folder(run: Run, article: Path) -> None:
    from tests.places import POCKET

    done = run("translate", article, "--model", POCKET)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("translate", article, "--model", "pocket").stdout


def test_auto_falls_back_and_says_so(run: Run, article: Path) -> None:
    done = run("translate", article)
    assert done.returncode == 0
    assert "pocket model" in done.stderr
    assert "models pull opus-mt" in done.stderr
    assert run("translate", article, "--offline").stdout == done.stdout


def test_closed_pipe_is_no_error(article: Path, shared_cache: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f"'{sys.executable}' -m translate_summarize translate '{article}' -m pocket -q | head -c 1 > /dev/null; "
        "exit ${PIPESTATUS[0]}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == b""
