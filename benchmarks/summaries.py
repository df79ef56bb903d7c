"""Compare summarisers with the lead: ROUGE, and how many sentences depend on one that was left out.

Usage: ``python -m benchmarks.summaries FOLDER [--seeds 3]``, or with ``--ablate`` for the effect of each group of
features.

FOLDER holds *.jsonl files with one article per line: ``text`` and ``refs``, a list of human summaries. Every system
gets the same sentences, from our splitter. There are two budgets: three sentences, and the word count of the first
human summary. Within a word budget, a system takes its sentences by rank and skips those that no longer fit ("lead"
stops at the first that does not fit; "lead, cut" cuts it off). ROUGE is the F score of rouge-score with its stemmer,
in percent, against the best human summary. The difference to the lead is a mean over articles with a 95 % bootstrap
interval.

Our summariser is cross-validated in ten folds, each source spread over all of them, so no article is briefed by a
model that was fitted on it. "Other source" uses a model fitted on the other files only. The dangling rate is the share
of sentences that, by ``readability``, refer to a missing neighbour (ExtEval, Appendix F). Our search avoids these, so
"unnamed" counts by a rule that the search does not use: he, she or they before any name, in a sentence whose
predecessor is missing. Needs rouge-score, scikit-learn and sumy.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.fit_summary import GROUPS, Sample, fit, folds, read_samples
from translate_summarize.summary.features import FEATURES
from translate_summarize.summary.paragraph import as_printed
from translate_summarize.summary.readability import refers_back
from translate_summarize.summary.search import Summariser
from translate_summarize.summary.summarize import sentences_of_text, summarize
from translate_summarize.summary.word_model import Model

BOOTSTRAP = 10_000
METRICS = ("rouge1", "rouge2", "rougeL")

Summary = list[tuple[int, str]]
"""Sentences as printed, each with its index in the article."""
System = Callable[[Sample, int | None], Summary]
"""Takes a sample and a word budget; None means three sentences."""

_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<!^)\b[A-Z]\w+|\b(?:man|woman|men|women|people|boy|girl|\w+s)\b")


def budget_of(sample: Sample) -> int:
    """Words of the first human summary."""
    return len(sample.references[0].split())


def by_rank(rank: Callable[[Sample], Sequence[int]]) -> System:
    """A system that takes sentences by rank within the budget."""

    def make(sample: Sample, words: int | None) -> Summary:
        order = rank(sample)
        if words is None:
            return [(i, sample.sentences[i]) for i in sorted(order[:3])]
        chosen, room = [], words
        for i in order:
            length = len(sample.sentences[i].split())
            if length <= room:
                chosen.append(i)
                room -= length
        if not chosen:
            return [(order[0], " ".join(sample.sentences[order[0]].split()[:words]))]
        return [(i, sample.sentences[i]) for i in sorted(chosen)]

    return make


def lead(sample: Sample, words: int | None) -> Summary:
    """The first sentences, up to the first that does not fit."""
    if words is None:
        return list(enumerate(sample.sentences[:3]))
    chosen: Summary = []
    for i, sentence in enumerate(sample.sentences):
        if sum(len(s.split()) for _, s in chosen) + len(sentence.split()) > words:
            break
        chosen.append((i, sentence))
    return chosen or [(0, " ".join(sample.sentences[0].split()[:words]))]


def lead_cut(sample: Sample, words: int | None) -> Summary:
    """The first words, cut off inside a sentence; the lead itself if the budget is three sentences."""
    if words is None:
        return lead(sample, None)
    chosen: Summary = []
    room = words
    for i, sentence in enumerate(sample.sentences):
        if room > 0:
            chosen.append((i, " ".join(sentence.split()[:room])))
            room -= len(sentence.split())
    return chosen


def ours(model: Model | None) -> System:
    """Our summariser with a model."""

    def make(sample: Sample, words: int | None) -> Summary:
        text = "\n".join(sample.sentences)
        candidates = sentences_of_text(text)
        chosen = Summariser(candidates, model=model).choose(3, words)
        if not chosen and words is not None:
            return [(0, str(summarize(text, words=words)))]
        return [(candidates[i].pair, line) for i, (line, _) in zip(chosen, as_printed(candidates, chosen), strict=True)]

    return make


def sumy_system(name: str) -> System:
    """One of sumy's summarisers, on our sentences."""
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    class Words:
        """Replaces sumy's tokenizer, which needs a download; only words are used here."""

        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text))

    module = import_module(f"sumy.summarizers.{name}")
    kind = next(v for k, v in vars(module).items() if k.lower() == name.replace("_", "") + "summarizer")

    summariser = kind(Stemmer("english"))
    if hasattr(kind, "stop_words"):
        summariser.stop_words = get_stop_words("english")

    def rank(sample: Sample) -> list[int]:
        sentences = [Sentence(s, Words()) for s in sample.sentences]
        document = ObjectDocumentModel([Paragraph(sentences)])
        indices: dict[int, int] = {id(s): i for i, s in enumerate(document.sentences)}
        # Results come in source order; requesting one more sentence at a time reveals the ranking.
        order: list[int] = []
        for count in range(1, min(12, len(sentences)) + 1):
            selected = [indices[id(s)] for s in summariser(document, count)]
            order += [i for i in selected if i not in order]
        return order or [0]

    return by_rank(rank)


def random_system(seed: int) -> System:
    """A system that ranks sentences at random."""
    generator = np.random.default_rng(seed)
    return by_rank(lambda sample: [int(i) for i in generator.permutation(len(sample.sentences))])


def rouge() -> Callable[[str, Sequence[str]], list[float]]:
    """A function for the F score of each metric, in percent, against the best human summary."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(METRICS, use_stemmer=True)

    def score(text: str, references: Sequence[str]) -> list[float]:
        scores = [scorer.score(reference, text) for reference in references]
        return [100 * max(s[m].fmeasure for s in scores) for m in METRICS]

    return score


def dangles(summary: Summary) -> list[bool]:
    """For each sentence of a summary, whether it refers to a predecessor that is missing."""
    chosen = {i for i, _ in summary}
    return [i > 0 and i - 1 not in chosen and refers_back(text) for i, text in summary]


def unnamed(summary: Summary) -> list[bool]:
    """For each sentence, whether it has a pronoun before any name and its predecessor is missing."""
    chosen = {i for i, _ in summary}
    flags = []
    for i, text in summary:
        pronoun = _PRONOUN.search(text)
        named = _NAMED.search(text)
        alone = i > 0 and i - 1 not in chosen
        flags.append(bool(alone and pronoun and not (named and named.start() < pronoun.start())))
    return flags


def interval(differences: np.ndarray[Any, Any]) -> tuple[float, float, float]:
    """Mean and its 95 % bootstrap interval."""
    generator = np.random.default_rng(0)
    means = differences[generator.integers(0, len(differences), (BOOTSTRAP, len(differences)))].mean(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(differences.mean()), float(low), float(high)


def cross_validated(
    samples: Sequence[Sample], words: bool, seed: int, without: Sequence[str] = (), count: int = 10
) -> list[Summary]:
    """Our summaries, each from a model fitted without its article."""
    fold = folds(samples, count, seed)
    summaries: list[Summary] = [[] for _ in samples]
    for number in range(count):
        model = fit([s for s, f in zip(samples, fold, strict=True) if f != number], without)
        for i, sample in enumerate(samples):
            if fold[i] == number:
                summaries[i] = ours(model)(sample, budget_of(sample) if words else None)
    return summaries


def from_other_source(samples: Sequence[Sample], words: bool) -> list[Summary]:
    """Our summaries, each from a model fitted on the other sources."""
    models = {
        source: fit([s for s in samples if s.source != source]) for source in dict.fromkeys(s.source for s in samples)
    }
    return [ours(models[s.source])(s, budget_of(s) if words else None) for s in samples]


class Table:
    """Scores of systems, compared with the lead."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._samples = samples
        self._score = rouge()
        self._lead: np.ndarray[Any, Any] | None = None

    def scores(self, summaries: Sequence[Summary]) -> np.ndarray[Any, Any]:
        """Scores with shape (articles, metrics)."""
        return np.array(
            [
                self._score(" ".join(text for _, text in summary), sample.references)
                for sample, summary in zip(self._samples, summaries, strict=True)
            ]
        )

    def head(self, title: str) -> None:
        """Print the title and the header."""
        print(f"\n{title}\n")
        print("| system | R-1 | R-2 | R-L | R-1 − lead [95%] | R-2 − lead | R-L − lead | dangling | unnamed | words |")
        print("|---|" + "---:|" * 9)

    def row(self, name: str, runs: Sequence[Sequence[Summary]]) -> None:
        """Print the row of a system; several runs are averaged per article."""
        scores = np.mean([self.scores(run) for run in runs], axis=0)
        if self._lead is None:
            self._lead = scores
        cells = [f"{x:.1f}" for x in scores.mean(0)]
        for column in range(3):
            mean, low, high = interval((scores - self._lead)[:, column])
            cells.append("0" if name == "lead" else f"{mean:+.1f} [{low:+.1f}, {high:+.1f}]")
        pairs = [(s, summary) for run in runs for s, summary in zip(self._samples, run, strict=True)]
        for rates in ([dangles(y) for _, y in pairs], [unnamed(y) for _, y in pairs]):
            flat = [x for rate in rates for x in rate]
            cells.append(f"{100 * sum(flat) / len(flat):.1f}%")
        cells.append(f"{np.mean([sum(len(t.split()) for _, t in y) for _, y in pairs]):.0f}")
        print("|", " | ".join([name, *cells]), "|", flush=True)


def compare(samples: Sequence[Sample], words: bool, seeds: int) -> None:
    """Print the table of all systems for one budget."""
    table = Table(samples)
    table.head("At the length of the human summary" if words else "At three sentences")

    def all_of(system: System) -> list[Summary]:
        return [system(s, budget_of(s) if words else None) for s in samples]

    table.row("lead", [all_of(lead)])
    if words:
        table.row("lead, cut", [all_of(lead_cut)])
        table.row("lead, all that fit", [all_of(by_rank(lambda s: range(len(s.sentences))))])
    table.row("**ours**, cross-validated", [cross_validated(samples, words, seed) for seed in range(seeds)])
    if len({s.source for s in samples}) > 1:
        table.row("ours, other source", [from_other_source(samples, words)])
    for name in ("lex_rank", "text_rank", "lsa", "luhn", "kl", "sum_basic", "reduction"):
        table.row(f"sumy {name}", [all_of(sumy_system(name))])
    table.row("random", [all_of(random_system(seed)) for seed in range(seeds)])


def ablation(samples: Sequence[Sample], seeds: int = 2) -> None:
    """Print the cross-validated scores without each group of features, at three sentences."""
    table = Table(samples)
    table.head("Without a group of features (difference to the lead)")
    table.row("lead", [[lead(s, None) for s in samples]])
    table.row("ours", [cross_validated(samples, False, seed) for seed in range(seeds)])
    for name, group in GROUPS.items():
        assert set(group) <= set(FEATURES)
        table.row(f"without {name}", [cross_validated(samples, False, seed, group) for seed in range(seeds)])


def time_long_article(samples: Sequence[Sample]) -> None:
    """Print the time to brief about 1,500 words, the minimum of five runs."""
    sentences: list[str] = []
    for sample in samples:
        if sum(len(s.split()) for s in sentences) < 1500:
            sentences += sample.sentences
    text = "\n\n".join(sentences)
    while len(text.split()) > 1500:
        sentences.pop()
        text = "\n\n".join(sentences)
    summarize(text)
    laps = []
    for _ in range(5):
        start = time.perf_counter()
        summarize(text)
        laps.append(time.perf_counter() - start)
    print(f"\nAn article of {len(text.split())} words is split and briefed in {1000 * min(laps):.0f} ms.")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="number of runs of systems that depend on a seed")
    parser.add_argument("--ablate", action="store_true")
    options = parser.parse_args()
    samples = read_samples(options.folder)
    if options.ablate:
        ablation(samples)
        return
    print(f"{len(samples)} articles: " + ", ".join(sorted({s.source for s in samples})))
    compare(samples, words=False, seeds=options.seeds)
    compare(samples, words=True, seeds=options.seeds)
    time_long_article(samples)


if __name__ == "__main__":
    main()
