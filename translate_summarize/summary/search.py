"""Which sentences make the brief: among the sets that read well, the one with the best expected ROUGE.

``word_model`` gives the probability that a reader's summary holds each word and each pair of neighbours. A set of
sentences then has an expected number of hits, in which a word covered twice hardly counts twice, and with its length
an expected F score. A beam search finds the best set of the wanted size. A sentence that refers back to the one
before it is taken together with that one or not at all.
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
from translate_summarize.summary.word_model import MAX_MENTIONS, Model, expect, shipped, sigmoid

WORDS_A_SENTENCE = 25
"""Assumed length in words of a reference summary, for each sentence wanted."""

DOUBT_COST = 10.0
"""Points of expected ROUGE that one point of a translation's severity costs, times the words wanted. Set by hand, as
there is no data to fit it on: a loop costs a brief of three sentences about what its sentence is worth."""

MIN_WORDS = 4
"""A shorter sentence is a last resort."""

MAX_OVERLAP = 0.6
"""Two sentences that share more of their stems (Jaccard index) say the same and are not both taken."""

MIN_POOL = 24
"""How many of the best sentences are combined; in long briefs twice as many as are wanted."""

BEAMS = ((12, 32), (30, 4))
"""Beam widths: in briefs of at most so many sentences, so many sets of each size are kept. Longer briefs take the
sentences that score best by themselves."""

_WORDS_OF_SHORT_SENTENCE = 10


@dataclass(frozen=True, slots=True)
class Appraisal:
    """How one sentence is scored.

    Attributes:
        score: expected ROUGE-1 plus ROUGE-2 F, in points, of this sentence alone as the summary, less the cost of
            its flags.
        share: expected share of its words that a reader's summary holds (0 to 1).
        reasons: mean contribution of each feature over its words, in log-odds against the article's mean.
        words: the words with the best log-odds, best first.
        excluded_because: why it is only a last resort; "" if it may be taken.
    """

    score: float
    share: float
    reasons: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    excluded_because: str


class Summariser:
    """Chooses sentences of one article."""

    def __init__(
        self,
        sentences: Sequence[SummarySentence],
        title: str = "",
        language: Language = ENGLISH,
        model: Model | None = None,
    ) -> None:
        """Tokenise the sentences and score their words.

        Args:
            sentences: the summary sentences of the article, in order.
            title: the article's title; may be empty.
            language: of the sentences.
            model: None is the shipped one.
        """
        self._sentences = sentences
        self._language = language
        self._model = model or shipped()
        texts = [s.text for s in sentences]
        self._tokens = [tokens(t, language) for t in texts]
        self._expected = expect(self._tokens, title, language, self._model)
        self._lengths = [len(t.split()) for t in texts]

    def choose(self, sentences: int = 3, words: int | None = None) -> list[int]:
        """Indices of the chosen sentences, in the article's order.

        Args:
            sentences: how many to take at most.
            words: how many words to take at most, instead of a number of sentences.
        """
        count = len(self._sentences)
        whole = count <= sentences if words is None else sum(self._lengths) <= words
        # A short article is its own brief, apart from an interviewer's questions.
        if whole and not any(c.question for c in self._sentences):
            return list(range(count))
        # As many sentences as fit in the words if all are short.
        limit = min(count, sentences if words is None else max(3, words // _WORDS_OF_SHORT_SENTENCE))
        for usable in self._usable():
            pool = self._pool(usable, limit)
            search = self._search if limit <= BEAMS[-1][0] else self._best_alone
            chosen = search(pool, usable, limit, words)
            if chosen:
                return sorted(chosen)
        return []

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The features of content words, and their fitted weights."""
        return tuple(zip(FEATURES, self._model.content.features, strict=True))

    def appraise(self, index: int, wanted: int = 3) -> Appraisal:
        """Score one sentence, for the explanation of a brief."""
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
            self._score_alone(index, wanted),
            share,
            tuple(reasons),
            tuple(self._expected.words[s].form for s in best),
            self._excluded_because(index),
        )

    def needs_previous(self, index: int) -> bool:
        """Whether a sentence may be taken only together with the one before it."""
        sentence = self._sentences[index]
        if sentence.needs_previous:
            return True
        dangling = (
            refers_back(sentence.text, self._language) and without_connective(sentence.text, self._language) is None
        )
        # The first sentence of the article refers to nothing that the brief could hold.
        return dangling and index > 0

    @cached_property
    def _means(self) -> dict[bool, list[float]]:
        """Mean of each feature over the article's words, by whether they are function words."""
        means = {}
        for is_stop in (False, True):
            rows = [w.features for w in self._expected.words.values() if w.is_stop is is_stop]
            means[is_stop] = [sum(column) / len(rows) for column in zip(*rows, strict=True)] or [0.0] * len(FEATURES)
        return means

    def _usable(self) -> Iterable[list[int]]:
        """The sentences that may be taken, then those that may be as a last resort, under ever milder rules."""
        indices = range(len(self._sentences))
        yield [i for i in indices if not self._excluded_because(i)]
        yield [i for i in indices if not (self._sentences[i].question or self._sentences[i].unattributed_quote)]
        yield [i for i in indices if not self._sentences[i].question]
        yield list(indices)

    def _excluded_because(self, index: int) -> str:
        sentence = self._sentences[index]
        if sentence.question:
            return "question"
        if sentence.unattributed_quote:
            return "quotation without its speaker"
        if sentence.boilerplate:
            return "says nothing of the subject"
        if self._lengths[index] < MIN_WORDS:
            return "too short"
        return ""

    def _unit(self, index: int, usable: frozenset[int]) -> frozenset[int] | None:
        """A sentence with those that it needs before it; None if a required sentence is not usable."""
        unit = {index}
        while self._needs_previous[index]:
            if not self._sentences[index].follows or index - 1 not in usable:
                return None
            index -= 1
            unit.add(index)
        return frozenset(unit)

    @cached_property
    def _needs_previous(self) -> list[bool]:
        return [self.needs_previous(i) for i in range(len(self._sentences))]

    def _alike(self, among: Sequence[int]) -> dict[int, frozenset[int]]:
        """For each sentence, the others that say the same."""
        stems = {i: frozenset(self._tokens[i].stems) for i in among}
        return {
            i: frozenset(
                j for j in among if j != i and len(stems[i] & stems[j]) > MAX_OVERLAP * len(stems[i] | stems[j])
            )
            for i in among
        }

    def _score_alone(self, index: int, wanted: int) -> float:
        split = self._tokens[index]
        seen: dict[str, int] = {}
        for stem in split.stems:
            seen[stem] = seen.get(stem, 0) + 1
        hits = sum(self._expected.mentions[s][min(k, MAX_MENTIONS)] for s, k in seen.items())
        pairs = set(split.pairs)
        length = WORDS_A_SENTENCE * wanted
        expected = 200 * (
            hits / (len(split.stems) + length)
            + sum(self._expected.pairs[p] for p in pairs) / (max(1, len(split.stems) - 1) + length)
        )
        return expected - DOUBT_COST * self._sentences[index].doubt / length

    def _pool(self, usable: Sequence[int], limit: int) -> list[int]:
        """The best sentences by themselves, in the article's order."""
        size = max(MIN_POOL, 2 * limit)
        if len(usable) <= size:
            return list(usable)
        ranked = sorted(usable, key=lambda i: -self._scores_alone[i])
        return sorted(ranked[:size])

    @cached_property
    def _scores_alone(self) -> list[float]:
        return [self._score_alone(i, 3) for i in range(len(self._sentences))]

    def _search(self, pool: Sequence[int], usable: Sequence[int], limit: int, words: int | None) -> frozenset[int]:
        """Beam search over sets of sentences: each set of a size is extended by every unit.

        Args:
            pool: indices of the sentences to combine.
            usable: indices of the sentences that others may bring with them.
            limit: most sentences.
            words: most words; None for no limit.
        """
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
                # As many sentences as wanted are taken, but only as many words as improve the score.
                if words is None or value > best[0]:
                    best = (value, reached[0])
        return best[1]

    def _best_alone(self, pool: Sequence[int], usable: Sequence[int], limit: int, words: int | None) -> frozenset[int]:
        """The best sentences by themselves, as many as fit; for briefs beyond the beam search."""
        may = frozenset(usable)
        chosen: frozenset[int] = frozenset()
        same = self._alike(sorted(may.intersection(pool)))
        for index in sorted(pool, key=lambda i: -self._scores_alone[i]):
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
        doubts = [DOUBT_COST * sum(self._sentences[i].doubt for i in s) / table.wanted for s in sets]
        return [v - d for v, d in zip(table.values(sets), doubts, strict=True)]
