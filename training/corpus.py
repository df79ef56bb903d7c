"""Step 1, data: parallel TSV files to one clean, weighted file of pairs.

    python -m training.corpus OUT --exclude DEV.de --exclude DEV.en news.tsv.xz:3 everyday.tsv.xz:1 tech.tsv.xz:0.5

The weight of a file is the number of times that its pairs are used per epoch; a weight below 1 keeps that fraction of
the pairs. ``OUT/train.tsv`` holds ``times<TAB>German<TAB>English`` lines, ``OUT/dev.tsv`` the pairs that are held out
for measuring the loss.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_CHARACTERS = 700
"""Longest side of a pair."""
SPAN = 10
"""Number of consecutive words that a training pair must not share with an evaluation sentence."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_GERMAN = frozenset(
    "der die das und ist nicht ein eine mit für auf den dem von zu im sich auch wird werden sie".split()
)
_ENGLISH = frozenset("the and is not a an with for on of to in it also will be are this that you was by".split())
_BOILERPLATE = re.compile(r"https?://\S+\s*$|^\W*$|\{\{|\}\}|<[a-z/][^>]*>|%[sd]\b|\\[a-z]+\{", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A German sentence, its English translation, and the number of times it is used per epoch."""

    german: str
    english: str
    times: int


class EvaluationTexts:
    """Evaluation sentences and their spans of ``SPAN`` words, which must not be trained on."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences: set[str] = set()
        self._spans: set[tuple[str, ...]] = set()
        for sentence in sentences:
            words = _words(sentence)
            self._sentences.add(" ".join(words))
            self._spans.update(_spans(words))

    def overlaps(self, sentence: str) -> bool:
        """Whether a sentence equals an evaluation sentence or shares a span with one."""
        words = _words(sentence)
        return " ".join(words) in self._sentences or any(span in self._spans for span in _spans(words))


def normalised(text: str) -> str:
    """The text in NFC, with plain spaces and without invisible characters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def fault(german: str, english: str) -> str:
    """The reason to drop a pair; "" if it is fit for training.

    The rules resemble those of Bitextor and OpusFilter: length, length ratio, language, numbers, boilerplate.
    """
    if not german or not english:
        return "empty"
    if len(german) > MAX_CHARACTERS or len(english) > MAX_CHARACTERS:
        return "too long"
    de, en = german.lower().split(), english.lower().split()
    if len(de) > 3 and german.lower() == english.lower():
        return "untranslated"
    if not 0.4 <= (len(german) + 8) / (len(english) + 8) <= 2.5:
        return "length ratio"
    if len(de) > 5 and sum(w in _ENGLISH for w in de) > sum(w in _GERMAN for w in de) + 1:
        return "not German"
    if len(en) > 5 and sum(w in _GERMAN for w in en) > sum(w in _ENGLISH for w in en) + 1:
        return "not English"
    if sum(c.isalpha() for c in german) < 0.5 * len(german.replace(" ", "")):
        return "few letters"
    if _BOILERPLATE.search(german) or _BOILERPLATE.search(english):
        return "boilerplate"
    if _long_numbers(german) - _long_numbers(english):
        return "numbers differ"
    return ""


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the German and English text of each line of a TSV file, plain or xz."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2:
                yield normalised(columns[0]), normalised(columns[1])


def select(path: Path, weight: float, seen: set[bytes], evaluation: EvaluationTexts, rng: random.Random) -> list[Pair]:
    """Return the pairs of one file that are fit for training, and print a summary.

    Args:
        path: a TSV file.
        weight: number of times that a pair is used per epoch; a fraction is a probability.
        seen: digests of the pairs of earlier files, extended in place. All digits count as equal, so that
            near-duplicates are dropped too.
        evaluation: texts that must not be trained on.
        rng: draws pairs for the fraction of the weight.
    """
    reasons: Counter[str] = Counter()
    pairs = []
    for german, english in read_pairs(path):
        times = int(weight) + (rng.random() < weight % 1)
        reason = fault(german, english) if times else "not drawn"
        if not reason:
            key = hashlib.blake2b(_DIGITS.sub("0", f"{german}\t{english}").lower().encode(), digest_size=8).digest()
            reason = "duplicate" if key in seen else ""
            seen.add(key)
        if not reason and (evaluation.overlaps(german) or evaluation.overlaps(english)):
            reason = "in an evaluation set"
        reasons[reason] += 1
        if not reason:
            pairs.append(Pair(german, english, times))
    shown = sum(p.times for p in pairs)
    words = sum(p.times * len(p.english.split()) for p in pairs)
    dropped = ", ".join(f"{r} {n:,}" for r, n in reasons.most_common() if r)
    print(
        f"{path.name}: {len(pairs):,} pairs, used {shown:,} times, {words:,} English words; dropped: {dropped}",
        flush=True,
    )
    return pairs


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence.lower())


def _spans(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + SPAN]) for i in range(len(words) - SPAN + 1))


def _long_numbers(text: str) -> Counter[str]:
    """Numbers of two or more digits; single digits are often words on the other side."""
    return Counter(d for d in _DIGITS.findall(text) if len(d) > 1)


def main() -> None:
    """Select the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", help="FILE.tsv[.xz][:WEIGHT]")
    parser.add_argument("--exclude", type=Path, action="append", default=[], help="file of evaluation sentences")
    parser.add_argument("--held-out", type=int, default=2000, help="pairs for measuring the loss")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    evaluation = EvaluationTexts(line for f in options.exclude for line in f.read_text(encoding="utf-8").splitlines())
    rng, seen = random.Random(options.seed), set[bytes]()
    pairs: list[Pair] = []
    for spec in options.files:
        name, _, weight = spec.partition(":")
        pairs += select(Path(name), float(weight or 1), seen, evaluation, rng)
    rng.shuffle(pairs)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, part in (("dev", pairs[: options.held_out]), ("train", pairs[options.held_out :])):
        with (options.out / f"{name}.tsv").open("w", encoding="utf-8") as file:
            file.writelines(f"{p.times}\t{p.german}\t{p.english}\n" for p in part)
    print(f"{len(pairs) - options.held_out:,} pairs for training, {options.held_out:,} held out", flush=True)


if __name__ == "__main__":
    main()
