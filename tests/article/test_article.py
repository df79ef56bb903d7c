"""Blocks say what they are."""

from __future__ import annotations

import pytest

from translate_summarize.article.article import Alignment, Block, BlockKind, table_row
from translate_summarize.article.inline import Run, RunKind
from translate_summarize.article.translation import SentencePair, TranslatedBlock

STRONG = RunKind.STRONG


def test_a_table_row_places_the_runs_of_its_cells() -> None:
    row = table_row(["Jahr", "", "a | b"], [[Run(0, 4, STRONG)], [], [Run(4, 5, STRONG)]], [Alignment.LEFT])
    assert row.text == "Jahr |  | a | b"
    assert row.cells == ("Jahr", "", "a | b")
    assert [row.text[run.start : run.end] for run in row.runs] == ["Jahr", "b"]


def test_rows_have_cells_and_nothing_else_has() -> None:
    with pytest.raises(ValueError, match="table_row"):
        Block(BlockKind.TABLE_ROW, "a | b")
    with pytest.raises(ValueError, match="table_row"):
        Block(BlockKind.PARAGRAPH, "a", cells=("a",))


def test_a_run_that_covers_a_block() -> None:
    block = Block(BlockKind.PARAGRAPH, "Ja so.", runs=(Run(0, 6, STRONG), Run(0, 2, RunKind.EMPHASIS)))
    assert [block.is_wholly(kind) for kind in (STRONG, RunKind.EMPHASIS)] == [True, False]


@pytest.mark.parametrize(("block", "text"), [(table_row(["a", "b"]), "A | B"), (Block(BlockKind.QUOTE, "a b"), "A B")])
def test_a_translation_is_joined_by_what_the_block_is(block: Block, text: str) -> None:
    assert TranslatedBlock(block, (SentencePair("a", "A"), SentencePair("b", "B"))).text == text
