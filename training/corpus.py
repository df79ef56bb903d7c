"""Step 1, data: parallel TSV files to one clean, mixed file of pairs.

    python -m training.corpus OUT --exclude DEV.de --exclude DEV.en news.tsv.xz:3 everyday.tsv.xz:1 tech.tsv.xz:0.5

A file's weight says how often its pairs are shown in one epoch; below 1 that part of them is kept. ``OUT/train.tsv``
holds ``times<TAB>German<TAB>English`` lines, ``OUT/dev.tsv`` the same of pairs held out for the loss.
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

HELD_OUT = 2000
"""Pairs kept from training, for the loss during it."""
LONGEST = 700
"""Characters a side may have."""
SPAN = 10
"""Words in a row that a training pair may not share with an evaluation sentence."""

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
    """A German sentence, its English, and how often it is shown in one epoch."""

    german: str
    english: str
    times: int


class EvaluationTexts:
    """What may not be trained on: evaluation sentences and their spans of ``SPAN`` words."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences: set[str] = set()
        self._spans: set[tuple[str, ...]] = set()
        for sentence in sentences:
            words = _words(sentence)
            self._sentences.add(" ".join(words))
            self._spans.update(_spans(words))

    def hold(self, sentence: str) -> bool:
        """Whether a sentence equals one of them or shares a span with one."""
        words = _words(sentence)
        return " ".join(words) in self._sentences or any(span in self._spans for span in _spans(words))


def normalised(text: str) -> str:
    """NFC, plain spaces, nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def fault(german: str, english: str) -> str:
    """Why a pair is not worth training on; "" if it is.

    The rules are those of Bitextor's and OpusFilter's kind: length, length ratio, language, figures, boilerplate.
    """
    if not german or not english:
        return "empty"
    if len(german) > LONGEST or len(english) > LONGEST:
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
        return "hardly a letter"
    if _BOILERPLATE.search(german) or _BOILERPLATE.search(english):
        return "boilerplate"
    if _figures(german) - _figures(english):
        return "figures disagree"
    return ""


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """German and English of each line of a TSV file, plain or xz."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2:
                yield normalised(columns[0]), normalised(columns[1])


def select(
    path: Path, weight: float, seen: set[bytes], evaluation: EvaluationTexts, chance: random.Random
) -> list[Pair]:
    """The pairs of one file that are worth training on, with what it contributed printed.

    Args:
        path: a TSV file.
        weight: see the module.
        seen: digests of the pairs of the files before it; grows. Digits count as one: near-duplicates go.
        evaluation: what may not be trained on.
        chance: decides on fractions of weights.
    """
    reasons: Counter[str] = Counter()
    pairs = []
    for german, english in read_pairs(path):
        times = int(weight) + (chance.random() < weight % 1)
        reason = fault(german, english) if times else "not drawn"
        if not reason:
            key = hashlib.blake2b(_DIGITS.sub("0", f"{german}\t{english}").lower().encode(), digest_size=8).digest()
            reason = "duplicate" if key in seen else ""
            seen.add(key)
        if not reason and (evaluation.hold(german) or evaluation.hold(english)):
            reason = "in an evaluation set"
        reasons[reason] += 1
        if not reason:
            pairs.append(Pair(german, english, times))
    shown = sum(p.times for p in pairs)
    words = sum(p.times * len(p.english.split()) for p in pairs)
    dropped = ", ".join(f"{r} {n:,}" for r, n in reasons.most_common() if r)
    print(
        f"{path.name}: {len(pairs):,} pairs, shown {shown:,}, {words:,} English words; dropped: {dropped}", flush=True
    )
    return pairs


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence.lower())


def _spans(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + SPAN]) for i in range(len(words) - SPAN + 1))


def _figures(text: str) -> Counter[str]:
    """Runs of two and more digits; shorter ones are often words on the other side."""
    return Counter(d for d in _DIGITS.findall(text) if len(d) > 1)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", help="FILE.tsv[.xz][:WEIGHT]")
    parser.add_argument("--exclude", type=Path, action="append", default=[], help="a file of evaluation sentences")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    evaluation = EvaluationTexts(line for f in given.exclude for line in f.read_text(encoding="utf-8").splitlines())
    chance, seen = random.Random(given.seed), set[bytes]()
    pairs: list[Pair] = []
    for spec in given.files:
        name, _, weight = spec.partition(":")
        pairs += select(Path(name), float(weight or 1), seen, evaluation, chance)
    chance.shuffle(pairs)
    given.out.mkdir(parents=True, exist_ok=True)
    for name, part in (("dev", pairs[:HELD_OUT]), ("train", pairs[HELD_OUT:])):
        with (given.out / f"{name}.tsv").open("w", encoding="utf-8") as file:
            file.writelines(f"{p.times}\t{p.german}\t{p.english}\n" for p in part)
    print(f"{len(pairs) - HELD_OUT:,} pairs for training, {HELD_OUT:,} held out", flush=True)


if __name__ == "__main__":
    _main()
