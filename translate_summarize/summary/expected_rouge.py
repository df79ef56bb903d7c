"""The expected ROUGE of many sets of sentences at once, by matrix products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from translate_summarize.summary.features import Tokens
from translate_summarize.summary.word_model import MAX_MENTIONS, Expectation


class Table:
    """The words and pairs of some sentences as matrices."""

    def __init__(
        self, rows: Sequence[int], split: Sequence[Tokens], expected: Expectation, wanted: int, *, fills: bool
    ) -> None:
        """Lay out the matrices.

        Args:
            rows: indices of the sentences, one a row.
            split: words of all sentences of the article.
            expected: what the model expects of the article's words.
            wanted: length in words of the reference summary that a set is compared with.
            fills: whether a set counts as ``wanted`` words long, so that more words are always better.
        """
        import numpy as np

        self.wanted, self._fills = wanted, fills

        self._row = {index: row for row, index in enumerate(rows)}
        words = list(dict.fromkeys(s for i in rows for s in split[i].stems))
        pairs = list(dict.fromkeys(p for i in rows for p in split[i].pairs))
        column = {w: c for c, w in enumerate(words)}
        pair_column = {p: c for c, p in enumerate(pairs)}
        self._counts = np.zeros((len(rows), len(words)), np.int32)
        self._pairs = np.zeros((len(rows), len(pairs)), np.float32)
        for row, index in enumerate(rows):
            for stem in split[index].stems:
                self._counts[row, column[stem]] += 1
            for pair in split[index].pairs:
                self._pairs[row, pair_column[pair]] = 1
        # Expected hits by number of mentions; more mentions than a word has cannot occur.
        self._hits = np.zeros((len(words), MAX_MENTIONS + 1))
        for word, sums in expected.mentions.items():
            if word in column:
                self._hits[column[word]] = [sums[min(k, len(sums) - 1)] for k in range(MAX_MENTIONS + 1)]
        self._pair_hits = np.array([expected.pairs[p] for p in pairs])
        self._lengths = self._counts.sum(1)

    def values(self, sets: Sequence[frozenset[int]]) -> list[float]:
        """Expected ROUGE-1 plus ROUGE-2 F, in points, of each set.

        Args:
            sets: indices of sentences.
        """
        import numpy as np

        member = np.zeros((len(sets), len(self._row)), np.int32)
        for number, chosen in enumerate(sets):
            member[number, [self._row[i] for i in chosen]] = 1
        counts = np.minimum(member @ self._counts, MAX_MENTIONS)
        hits = self._hits[np.arange(counts.shape[1]), counts].sum(1)
        covered = (member.astype(np.float32) @ self._pairs) > 0
        pair_hits: Any = covered @ self._pair_hits
        lengths = member @ self._lengths
        sizes = member.sum(1)
        wanted = self.wanted
        if self._fills:
            lengths = np.full_like(lengths, wanted)
        value = 200 * (hits / (lengths + wanted) + pair_hits / (np.maximum(lengths - sizes, 1) + wanted))
        return [float(v) for v in value]
