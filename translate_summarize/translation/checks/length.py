"""Hypotheses that are too short or too long."""

from __future__ import annotations

LONG = 8
"""Words of a sentence whose length tells something."""

# Of 2,497 human translations 13 fall short of these shares of the source, of a small model's 3 in 100.
FEWEST_WORDS, MOST_WORDS, FEWEST_LETTERS = 0.65, 2.8, 0.6
