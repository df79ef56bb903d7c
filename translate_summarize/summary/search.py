"""Which sentences make the brief: the set whose expected ROUGE is best among those that read well.

``words`` says how probable it is that a reader's summary holds each word and each pair of neighbours. A set of
sentences then has an expected number of hits, in which a word covered twice hardly counts twice, and with its length
an expected F score. A beam search finds the best set of the wanted size; a sentence that points back to the one
before it comes with that one or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from translate_summarize.languages.english import ENGLISH
from translate_summarize.languages.language import Language
from translate_summarize.summary.candidates import SummarySentence
from translate_summarize.summary.expected_rouge import Table
from translate_summarize.summary.features import FEATURES, tokens
from translate_summarize.summary.readability import refers_back, without_connective
from translate_summarize.summary.word_model import MOST_MENTIONS, Model, expect, shipped, sigmoid

WORDS_A_SENTENCE = 25
"""Words that a reader's summary is taken to have for each sentence wanted."""

DOUBT_COST = 10.0
"""Points of expected ROUGE that one point of a translation's doubt costs, times the words wanted (set by hand: there
is no set to fit it on). A loop costs a brief of three sentences about as much as its whole sentence is worth."""

LEAST_WORDS = 4
"""A shorter sentence is taken only if there is nothing else."""

MOST_ALIKE = 0.6
"""Two sentences that share more of their stems (Jaccard) say the same, and never stand together."""

POOL = 24
"""How many sentences are combined at least, the most promising ones; of long briefs twice as many as are wanted."""

BEAMS = ((12, 32), (30, 4))
"""How many sets are kept of each size, in briefs of at most so many sentences. Longer ones are no briefs: they take
the sentences that are worth most by themselves."""

_SHORT = 10


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the summariser thinks of one sentence.

    Attributes:
        score: expected ROUGE-1 plus ROUGE-2 F, in points, of a summary of this sentence alone, less its doubt.
        share: of its words, how many a reader's summary is expected to hold (0 to 1).
        reasons: each feature's mean contribution over its words, in log-odds against the article's mean.
        words: the words that speak most for it, strongest first.
        barred: why it may not be taken on its own; "" if it may.
    """

    score: float
    share: float
    reasons: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    barred: str


class Summariser:
    """Chooses sentences of one article."""

    def __init__(
        self,
        candidates: Sequence[SummarySentence],
        title: str = "",
        language: Language = ENGLISH,
        model: Model | None = None,
    ) -> None:
        """Read the article.

        Args:
            candidates: all sentences of the article that may be taken, in order.
            title: the article's title; may be empty.
            language: their language.
            model: None is the one that ships.
        """
        self._candidates = candidates
        self._language = language
        self._model = model or shipped()
        texts = [c.text for c in candidates]
        self._tokens = [tokens(t, language) for t in texts]
        self._expected = expect(self._tokens, title, language, self._model)
        self._lengths = [len(t.split()) for t in texts]

    def choose(self, sentences: int = 3, words: int | None = None) -> list[int]:
        """Indices of the chosen candidates, in source order.

        Args:
            sentences: how many to take at most.
            words: how many words to take at most, instead of a number of sentences.
        """
        count = len(self._candidates)
        whole = count <= sentences if words is None else sum(self._lengths) <= words
        # A short article is its own brief, but for an interviewer's questions.
        if whole and not any(c.question for c in self._candidates):
            return list(range(count))
        # So many sentences as the words would hold if they were short.
        limit = min(count, sentences if words is None else max(3, words // _SHORT))
        for usable in self._usable():
            pool = self._pool(usable, limit)
            search = self._search if limit <= BEAMS[-1][0] else self._most_worth
            found = search(pool, usable, limit, words)
            if found:
                return sorted(found)
        return []

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The features of words with a meaning, and their weights as fitted."""
        return tuple(zip(FEATURES, self._model.content.features, strict=True))

    def appraise(self, index: int, wanted: int = 3) -> Appraisal:
        """What speaks for and against one candidate."""
        split = self._tokens[index]
        known = [self._expected.words[s] for s in split.stems]
        share = sum(sigmoid(self._expected.log_odds[s]) for s in split.stems) / max(1, len(split.stems))
        reasons = []
        for number, name in enumerate(FEATURES):
            parts = [
                self._model.of(w.is_stop).features[number] * (w.features[number] - self._means[w.is_stop][number])
                for w in known
            ]
            reasons.append((name, sum(parts) / max(1, len(parts))))
        content = {s for s in split.stems if not self._expected.words[s].is_stop}
        best = sorted(content, key=lambda s: (-self._expected.log_odds[s], s))[:4]
        return Appraisal(
            self._alone(index, wanted),
            share,
            tuple(reasons),
            tuple(self._expected.words[s].form for s in best),
            self._barred(index),
        )

    def leans_on_predecessor(self, index: int) -> bool:
        """Whether a candidate may be taken only together with the one before it."""
        candidate = self._candidates[index]
        if candidate.needs_previous:
            return True
        dangling = (
            refers_back(candidate.text, self._language) and without_connective(candidate.text, self._language) is None
        )
        # What opens the article points to nothing that the brief could hold.
        return dangling and index > 0

    @cached_property
    def _means(self) -> dict[bool, list[float]]:
        """Mean of each feature over the article's words, function words and others."""
        means = {}
        for is_stop in (False, True):
            rows = [w.features for w in self._expected.words.values() if w.is_stop is is_stop]
            means[is_stop] = [sum(column) / len(rows) for column in zip(*rows, strict=True)] or [0.0] * len(FEATURES)
        return means

    def _usable(self) -> Iterable[list[int]]:
        """Candidates that may be taken; if none may, again with milder rules."""
        everything = range(len(self._candidates))
        yield [i for i in everything if not self._barred(i)]
        yield [i for i in everything if not (self._candidates[i].question or self._candidates[i].quote)]
        yield [i for i in everything if not self._candidates[i].question]
        yield list(everything)

    def _barred(self, index: int) -> str:
        candidate = self._candidates[index]
        if candidate.question:
            return "question"
        if candidate.quote:
            return "quotation without its speaker"
        if candidate.dead:
            return "says nothing of the subject"
        if self._lengths[index] < LEAST_WORDS:
            return "too short"
        return ""

    def _unit(self, index: int, usable: frozenset[int]) -> frozenset[int] | None:
        """A sentence with all that it needs before it; None if a required sentence is not usable."""
        unit = {index}
        while self._leaning[index]:
            if not self._candidates[index].follows or index - 1 not in usable:
                return None
            index -= 1
            unit.add(index)
        return frozenset(unit)

    @cached_property
    def _leaning(self) -> list[bool]:
        return [self.leans_on_predecessor(i) for i in range(len(self._candidates))]

    def _alike(self, among: Sequence[int]) -> dict[int, frozenset[int]]:
        """For each sentence, those of the others that say the same."""
        stems = {i: frozenset(self._tokens[i].stems) for i in among}
        return {
            i: frozenset(
                j for j in among if j != i and len(stems[i] & stems[j]) > MOST_ALIKE * len(stems[i] | stems[j])
            )
            for i in among
        }

    def _alone(self, index: int, wanted: int) -> float:
        split = self._tokens[index]
        seen: dict[str, int] = {}
        for stem in split.stems:
            seen[stem] = seen.get(stem, 0) + 1
        hits = sum(self._expected.mentions[s][min(k, MOST_MENTIONS)] for s, k in seen.items())
        pairs = set(split.pairs)
        length = WORDS_A_SENTENCE * wanted
        expected = 200 * (
            hits / (len(split.stems) + length)
            + sum(self._expected.pairs[p] for p in pairs) / (max(1, len(split.stems) - 1) + length)
        )
        return expected - DOUBT_COST * self._candidates[index].doubt / length

    def _pool(self, usable: Sequence[int], limit: int) -> list[int]:
        """The candidates that are worth combining, in order."""
        size = max(POOL, 2 * limit)
        if len(usable) <= size:
            return list(usable)
        by_worth = sorted(usable, key=lambda i: -self._worths[i])
        return sorted(by_worth[:size])

    @cached_property
    def _worths(self) -> list[float]:
        return [self._alone(i, 3) for i in range(len(self._candidates))]

    def _search(self, pool: Sequence[int], usable: Sequence[int], limit: int, words: int | None) -> frozenset[int]:
        """Beam search over sets: from each kept set of some size to all sets with one unit more."""
        may = frozenset(usable)
        units = [u for i in pool if (u := self._unit(i, may)) is not None]
        wanted = WORDS_A_SENTENCE * limit if words is None else words
        rows = sorted(frozenset().union(*units))
        table = Table(rows, self._tokens, self._expected, wanted, fills=words is not None)
        none: frozenset[int] = frozenset()
        same = self._alike(sorted(none.union(*units)))
        levels: dict[int, set[frozenset[int]]] = {0: {none}}
        best: tuple[float, frozenset[int]] = (0.0, frozenset())
        beam = next(kept for longest, kept in BEAMS if limit <= longest)
        size = 0
        while size < limit and any(s >= size for s in levels):
            level = list(levels.pop(size, ()))
            for kept in level:
                for unit in units:
                    grown = kept | unit
                    fits = words is None or sum(self._lengths[i] for i in grown) <= words
                    fits = fits and not any(same.get(i, none) & grown for i in unit - kept)
                    if len(grown) > size and len(grown) <= limit and fits:
                        levels.setdefault(len(grown), set()).add(grown)
            size += 1
            reached = self._best(list(levels.get(size, ())), table)[:beam]
            if reached:
                levels[size] = set(reached)
                value = self._values(reached[:1], table)[0]
                # Of sentences as many as wanted are taken; of words as many as help.
                if words is None or value > best[0]:
                    best = (value, reached[0])
        return best[1]

    def _most_worth(self, pool: Sequence[int], usable: Sequence[int], limit: int, words: int | None) -> frozenset[int]:
        """As many as fit of what is worth most by itself."""
        may = frozenset(usable)
        chosen: frozenset[int] = frozenset()
        same = self._alike(sorted(may.intersection(pool)))
        for index in sorted(pool, key=lambda i: -self._worths[i]):
            unit = self._unit(index, may)
            if unit is None or same[index] & chosen:
                continue
            grown = chosen | unit
            fits = words is None or sum(self._lengths[i] for i in grown) <= words
            if fits and len(grown) <= limit:
                chosen = grown
        return chosen

    def _best(self, sets: Sequence[frozenset[int]], table: Table) -> list[frozenset[int]]:
        if not sets:
            return []
        values = self._values(sets, table)
        order = sorted(range(len(sets)), key=lambda i: (-values[i], sorted(sets[i])))
        return [sets[i] for i in order]

    def _values(self, sets: Sequence[frozenset[int]], table: Table) -> list[float]:
        doubts = [DOUBT_COST * sum(self._candidates[i].doubt for i in s) / table.wanted for s in sets]
        return [v - d for v, d in zip(table.values(sets), doubts, strict=True)]
