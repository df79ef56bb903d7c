"""What the JSON writer prints, and its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from tests.writing.builders import ALL, BOTH, BRIEF, LEANING, RIVER, SIGNATURE, TRANSLATION, WHY, documents
from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.article.translation import SentencePair, Signature, TranslatedArticle, TranslatedBlock
from translate_summarize.formats import render
from translate_summarize.writing.document import Document

SCHEMA = json.loads(files("translate_summarize.writing").joinpath("schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def block_from_json(found: dict[str, Any]) -> Block:
    kind = BlockKind(found["kind"])
    marker = {"list_marker": found["marker"]} if kind is BlockKind.LIST_ITEM else {"code_language": found["marker"]}
    cells = (found["source"],) if kind is BlockKind.TABLE_ROW else ()
    return Block(kind, found["source"], found["level"], cells=cells, furniture=found["furniture"], **marker)


def as_in_json(translated: TranslatedArticle) -> TranslatedArticle:
    """The article with table rows of one cell: JSON holds their cells as pairs."""
    blocks = tuple(
        replace(b, block=replace(b.block, cells=(b.block.text,))) if b.block.cells else b for b in translated.blocks
    )
    return replace(
        translated, article=replace(translated.article, blocks=tuple(b.block for b in blocks)), blocks=blocks
    )


def from_json(text: str) -> TranslatedArticle:
    """Rebuild the translated article from its JSON."""
    found = json.loads(text)
    blocks = tuple(
        TranslatedBlock(
            block_from_json(b),
            tuple(SentencePair(p["source"], p["target"], tuple(p["flags"])) for p in b["pairs"]),
            b["left_out"],
        )
        for b in found["blocks"]
    )
    about = {key: value for key, value in found["source"].items() if key not in {"file", "title"}}
    source = Article(found["source"]["file"], tuple(b.block for b in blocks), **about)
    signature = {key: value for key, value in found["signature"].items() if key != "text"}
    return TranslatedArticle(source, blocks, Signature(**signature))


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("document", ALL)
def test_json_follows_its_schema(document: Document) -> None:
    text = render(document, "json")
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert '\n  "schema_version": 1' in text
    found = json.loads(text)
    VALIDATOR.validate(found)
    assert ("blocks" in found) == document.with_translation
    assert (found["brief"] is None) == (document.brief is None)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("signature"),
        lambda d: d.update(extra=1),
        lambda d: d["blocks"][0].update(kind="poem"),
        lambda d: d["blocks"][0].update(translation=None),
        lambda d: d["blocks"][0]["pairs"][0].pop("target"),
        lambda d: d.pop("blocks"),
        lambda d: d["source"].update(sha256="abc"),
    ],
)
def test_schema_refuses_what_we_do_not_write(spoil: Any) -> None:
    found = json.loads(render(TRANSLATION, "json"))
    spoil(found)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found)


def test_json_holds_everything() -> None:
    found = json.loads(render(BOTH, "json"))
    assert from_json(render(BOTH, "json")) == as_in_json(RIVER)
    assert found["title"] == "A river cools computers"
    assert found["flags"] == {"number": 1, "loop": 1}
    assert found["furniture"] == 1
    assert found["blocks"][10]["translation"] is None
    assert found["blocks"][9]["translation"] == "2024 | €9,100"
    assert found["signature"]["text"] == str(SIGNATURE)
    assert found["brief"]["text"] == str(BRIEF)
    assert found["brief"]["word_count"] == BRIEF.word_count
    for sentence in found["brief"]["sentences"]:
        assert found["blocks"][sentence["block"]]["pairs"][sentence["pair"]]["target"] == sentence["text"]


def test_json_explains() -> None:
    found = json.loads(render(WHY, "json"))
    VALIDATOR.validate(found)
    assert found["explain"]["weights"] == {"position": -0.5}
    assert [s["number"] for s in found["explain"]["sentences"]] == [1, 2, 0]
    assert found["explain"]["sentences"][2]["reasons"] == {"position": 0.75, "lead": -0.25, "frequency": 0.5}
    assert "explain" not in json.loads(render(BOTH, "json"))


def test_json_has_the_points() -> None:
    found = json.loads(render(Document(RIVER, LEANING), "json"))
    assert found["brief"]["points"] == [
        "The water flows through three pipes.",
        "It goes on in autumn. They cost €9,100.",
    ]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_json_goes_there_and_back(document: Document) -> None:
    text = render(document, "json")
    VALIDATOR.validate(json.loads(text))
    if document.with_translation:
        assert from_json(text) == as_in_json(document.translated)
