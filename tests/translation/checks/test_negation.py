"""Lost negations."""

from __future__ import annotations

import pytest

from translate_summarize.article.flags import Flag
from translate_summarize.translation.checks.check import check
from translate_summarize.translation.checks.negation import lost_negation


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Er kommt nicht.", "He is coming."),
        ("Niemand sah ihn je.", "They saw him."),
        ("Es gibt keine Milch.", "There is milk."),
    ],
)
def test_lost(source: str, target: str) -> None:
    assert lost_negation(source, target)
    assert check(source, target).flags == (Flag.NEGATION,)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Er kommt nicht.", "He isn’t coming."),
        ("Sie hat keine Kinder.", "She is childless."),
        ("Es ist nicht möglich.", "It is impossible."),
        ("Nicht nur er kommt.", "He comes as well."),
        ("Das dauert nicht lange.", "That will be quick."),
    ],
)
def test_kept(source: str, target: str) -> None:
    assert not lost_negation(source, target)
    assert check(source, target).flags == ()
