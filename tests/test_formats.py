"""The table of formats: suffixes, names, and that it imports no writer."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.writing.builders import TRANSLATION, K, article, block
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.errors import UsageError
from translate_summarize.formats import WRITABLE, by_suffix, render
from translate_summarize.writing.document import Document


def test_each_format_has_its_suffix() -> None:
    assert {f.name: f.suffixes[0] for f in WRITABLE.values()} == {
        "text": ".txt",
        "markdown": ".md",
        "json": ".json",
        "html": ".html",
    }
    for form in WRITABLE.values():
        assert by_suffix(f"a.b/c{form.suffixes[0]}") is form


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("x.HTM", "html"),
        ("x.markdown", "markdown"),
        ("x.text", "text"),
        ("x.pdf", "pdf"),
        ("x", None),
        (".html", None),
        ("-", None),
    ],
)
def test_format_of_suffix(path: str, name: str | None) -> None:
    named = by_suffix(path)
    assert (named and named.name) == name


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="text, markdown, json, html"):
        render(TRANSLATION, "pdf")


def test_registry_imports_no_writer() -> None:
    code = "import sys, translate_summarize.formats; print(*[m for m in sys.modules if 'writing.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", WRITABLE)
def test_file_name_that_is_no_utf8_can_still_be_written(name: str) -> None:
    odd = article(block(K.PARAGRAPH, ("Ja.", "Yes.")), source="b\udcffse.txt")
    brief = Brief((BriefSentence("Yes.", 0, 0),), path="b\udcffse.txt")
    assert "ffse.txt" in render(Document(odd, brief), name).encode("utf-8").decode("utf-8")
