"""A real browser shows the HTML that is written, and its policy keeps scripts from running."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.end_to_end.command_line import Run

pytestmark = pytest.mark.slow

BLOCKED = "violates the following Content Security Policy"
SCRIPT = "<script>document.title = 'a script ran'</script>"

Browser = Callable[[Path], tuple[str, str]]


@pytest.fixture
def browser(need_program: Callable[..., str], tmp_path: Path) -> Browser:
    """Open a page in headless Chromium and return its DOM and the messages of its console."""
    program = need_program("chromium", "chromium-browser", "google-chrome")

    def open_page(path: Path) -> tuple[str, str]:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
        process = subprocess.run(
            [program, *options, f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert process.returncode == 0, process.stderr
        console = [line for line in process.stderr.splitlines() if ":CONSOLE" in line]
        return process.stdout, "\n".join(console)

    return open_page


@pytest.fixture
def page(run: Run, tmp_path: Path) -> Path:
    """The bilingual page of an article whose text contains a script."""
    article = tmp_path / "bruecke.txt"
    article.write_text(
        "Stadt baut neue Brücke\n\n"
        "Die Stadt baut eine neue Brücke über den Fluss. Sie kostet 12 Millionen Euro.\n\n"
        f"Auf der Seite der Stadt stand gestern: {SCRIPT} Das war ein Fehler.\n",
        encoding="utf-8",
    )
    path = tmp_path / "bruecke.html"
    process = run("translate", article, "-o", path, "--bilingual", "-m", "pocket")
    assert process.returncode == 0, process.stderr
    return path


def _title(dom: str) -> str:
    match = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    assert match
    return unescape(match[1])


def test_page_is_shown_as_it_was_written(browser: Browser, page: Path) -> None:
    dom, console = browser(page)
    assert _title(dom) == _title(page.read_text(encoding="utf-8")) != ""
    assert "Sie kostet 12 Millionen Euro." in dom
    assert "<script" not in dom
    assert SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in dom
    # The style sheet is allowed and nothing else is asked for.
    assert console == ""


def test_policy_blocks_a_script(browser: Browser, page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    title = _title(html)
    injected = html.replace("</body>", f"{SCRIPT}</body>")
    assert injected != html
    page.write_text(injected, encoding="utf-8")
    dom, console = browser(page)
    assert _title(dom) == title
    assert BLOCKED in console


def test_without_the_policy_the_same_script_runs(browser: Browser, page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    unprotected = re.sub(r"<meta[^>]*Content-Security-Policy[^>]*>", "", html)
    assert unprotected != html
    page.write_text(unprotected.replace("</body>", f"{SCRIPT}</body>"), encoding="utf-8")
    dom, _ = browser(page)
    assert _title(dom) == "a script ran"
