"""Compare German sentence splitters by accuracy, speed and weight.

Usage: ``python -m benchmarks.sentence_splitting PATH/TO/split-german.jsonl``

Each line of the file is a JSON object with ``text``, its ``sentences``, ``kind`` (golden, single, glued), ``source``
and ``clean`` (false if the gold itself is doubtful). A boundary is a count of non-space characters, so splitters that
trim or change white space are treated alike; the end of the text is not a boundary. Rivals that are not installed are
named and skipped. To measure all of them:
``pip install pysbd syntok sentencex SoMaJo sentence-splitter blingfire nltk spacy``.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Splitter = Callable[[str], list[str]]

NUMBER_END = re.compile(r"""\d[.!?…][)\]"'“”«»’]*\s""")
EXACT_KINDS = ("golden", "single", "glued")


@dataclass(frozen=True, slots=True)
class Rival:
    """A splitter to measure.

    Attributes:
        name: as printed.
        module: the module whose import time is measured.
        package: the name on the package index; "" for ours.
        licence: the SPDX identifier.
        released: the date of the last release when the table was made.
        load: imports the splitter and returns a function that splits a text.
    """

    name: str
    module: str
    package: str
    licence: str
    released: str
    load: Callable[[], Splitter]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its gold boundaries."""

    text: str
    kind: str
    clean: bool
    about_numbers: bool
    boundaries: frozenset[int]
    number_ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one splitter on the samples; rates in percent, time in seconds.

    Attributes:
        exact: share of texts of a kind with all boundaries correct; of glued texts only the clean ones.
        f1_texts: F1 over the texts chosen for sentences that end with a number.
        f1_numbers: F1 over the positions in all texts where white space follows a number and a full stop.
        f1_all: F1 over all boundaries of all texts.
        f1_clean: F1 over all boundaries of the clean texts.
        lost: number of texts in which a non-space character was changed or dropped.
        seconds: time for all texts, the minimum of three runs.
    """

    exact: dict[str, float]
    f1_texts: float
    f1_numbers: float
    f1_all: float
    f1_clean: float
    lost: int
    seconds: float


def load_ours() -> Splitter:
    """The package's splitter."""
    from translate_summarize.languages.sentences import split_german

    return split_german


def load_pysbd() -> Splitter:
    """The splitter pysbd with its German rules."""
    segmenter = importlib.import_module("pysbd").Segmenter(language="de", clean=False)
    return lambda text: [str(s) for s in segmenter.segment(text)]


def load_syntok() -> Splitter:
    """The splitter syntok."""
    syntok = importlib.import_module("syntok.segmenter")

    def split(text: str) -> list[str]:
        paragraphs = syntok.analyze(text)
        return ["".join(t.spacing + t.value for t in sentence) for par in paragraphs for sentence in par]

    return split


def load_sentencex() -> Splitter:
    """The splitter sentencex for German."""
    sentencex = importlib.import_module("sentencex")
    return lambda text: list(sentencex.segment("de", text))


def load_somajo() -> Splitter:
    """SoMaJo for German web and social media texts."""
    tokenizer = importlib.import_module("somajo").SoMaJo("de_CMC", split_camel_case=False)

    def split(text: str) -> list[str]:
        sentences = tokenizer.tokenize_text([text])
        return ["".join(t.original_spelling or t.text for t in sentence) for sentence in sentences]

    return split


def load_sentence_splitter() -> Splitter:
    """The splitter sentence-splitter for German."""
    splitter = importlib.import_module("sentence_splitter").SentenceSplitter(language="de")
    return lambda text: list(splitter.split(text))


def load_blingfire() -> Splitter:
    """Bling Fire."""
    blingfire = importlib.import_module("blingfire")
    return lambda text: str(blingfire.text_to_sentences(text)).split("\n")


def load_nltk() -> Splitter:
    """NLTK's Punkt."""
    # The trained German model is a download; untrained Punkt learns from the text that it splits.
    tokenizer = importlib.import_module("nltk.tokenize.punkt").PunktSentenceTokenizer
    return lambda text: list(tokenizer(text).tokenize(text))


def load_spacy() -> Splitter:
    """The rule-based sentencizer of spaCy."""
    pipeline = importlib.import_module("spacy").blank("de")
    pipeline.add_pipe("sentencizer")
    return lambda text: [s.text for s in pipeline(text).sents]


RIVALS = (
    Rival("translate_summarize", "translate_summarize.languages.sentences", "", "Apache-2.0", "-", load_ours),
    Rival("SoMaJo", "somajo", "SoMaJo", "GPL-3.0-or-later", "2026-08-07", load_somajo),
    Rival("pysbd", "pysbd", "pysbd", "MIT", "2021-02-11", load_pysbd),
    Rival("sentencex", "sentencex", "sentencex", "MIT", "2026-09-28", load_sentencex),
    Rival(
        "sentence-splitter", "sentence_splitter", "sentence-splitter", "LGPL-3.0", "2019-01-14", load_sentence_splitter
    ),
    Rival("syntok", "syntok.segmenter", "syntok", "MIT", "2022-03-12", load_syntok),
    Rival("blingfire", "blingfire", "blingfire", "MIT", "2021-09-24", load_blingfire),
    Rival("nltk Punkt, untrained", "nltk.tokenize.punkt", "nltk", "Apache-2.0", "2026-10-21", load_nltk),
    Rival("spaCy sentencizer", "spacy", "spacy", "MIT", "2026-10-26", load_spacy),
)


def boundaries(sentences: Iterable[str]) -> frozenset[int]:
    """Counts of non-space characters before each sentence but the first."""
    ends, count = [], 0
    for sentence in sentences:
        count += len("".join(sentence.split()))
        ends.append(count)
    return frozenset(ends) - {0, count}


def number_ends(text: str) -> frozenset[int]:
    """Where white space follows a digit, a full stop and closing marks: the hard decisions."""
    return frozenset(len("".join(text[: m.end()].split())) for m in NUMBER_END.finditer(text))


def read_samples(path: Path) -> list[Sample]:
    """All texts of the file with their gold boundaries."""
    samples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        samples.append(
            Sample(
                text=row["text"],
                kind=row["kind"],
                clean=row["clean"],
                about_numbers=row["source"].endswith("endnum"),
                boundaries=boundaries(row["sentences"]),
                number_ends=number_ends(row["text"]),
            )
        )
    return samples


def f1(pairs: Iterable[tuple[frozenset[int], frozenset[int]]]) -> float:
    """Micro-averaged F1, in percent, of pairs of predicted and gold boundaries."""
    hits = predicted = gold = 0
    for ours, theirs in pairs:
        hits += len(ours & theirs)
        predicted += len(ours)
        gold += len(theirs)
    return 200 * hits / (predicted + gold) if predicted + gold else 100.0


def measure(split: Splitter, samples: list[Sample]) -> Score:
    """Score a splitter on the samples."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        results = [split(s.text) for s in samples]
        seconds.append(time.perf_counter() - start)
    predictions = [boundaries(r) for r in results]
    exact = {}
    for kind in EXACT_KINDS:
        hits = [
            p == s.boundaries
            for p, s in zip(predictions, samples, strict=True)
            if s.kind == kind and (s.clean or kind != "glued")
        ]
        exact[kind] = 100 * sum(hits) / len(hits) if hits else 0.0
    pairs = list(zip(predictions, samples, strict=True))
    lost = sum("".join("".join(r).split()) != "".join(s.text.split()) for r, s in zip(results, samples, strict=True))
    return Score(
        exact=exact,
        f1_texts=f1((p, s.boundaries) for p, s in pairs if s.about_numbers),
        f1_all=f1((p, s.boundaries) for p, s in pairs),
        f1_clean=f1((p, s.boundaries) for p, s in pairs if s.clean),
        f1_numbers=f1((p & s.number_ends, s.boundaries & s.number_ends) for p, s in pairs),
        lost=lost,
        seconds=min(seconds),
    )


def import_milliseconds(module: str) -> float:
    """Import time, the minimum of three fresh interpreters."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    root = Path(__file__).resolve().parent.parent
    runs = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
        for _ in range(3)
    )
    return 1000 * min(float(r.stdout) for r in runs)


def installed_megabytes(package: str, seen: set[str] | None = None) -> float:
    """Size of a distribution with everything that it requires."""
    seen = set() if seen is None else seen
    key = re.sub(r"[-_.]+", "-", package).lower()
    if key in seen:
        return 0.0
    seen.add(key)
    try:
        distribution = importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        return 0.0
    paths = (Path(str(f.locate())) for f in distribution.files or ())
    size = sum(p.stat().st_size for p in paths if p.suffix != ".pyc" and p.is_file()) / 1e6
    for requirement in distribution.requires or ():
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            size += installed_megabytes(name.group(), seen)
    return size


def our_megabytes() -> float:
    """Size of the package's splitter."""
    import translate_summarize.languages.sentences as ours

    return Path(ours.__file__).stat().st_size / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="JSON lines with text, sentences, kind, clean")
    samples = read_samples(parser.parse_args().data)
    characters = sum(len(s.text) for s in samples)
    print(
        "| splitter | golden | single | glued | F1 number texts | F1 number ends | F1 all | F1 clean "
        "| altered | s | MB/s | import ms | MB | licence | last release |"
    )
    print("|---|" + "---:|" * 12 + "---|---|")
    skipped = []
    for rival in RIVALS:
        try:
            split = rival.load()
        except ImportError:
            skipped.append(rival.name)
            continue
        split(samples[0].text)
        score = measure(split, samples)
        version = importlib.metadata.version(rival.package) if rival.package else ""
        size = installed_megabytes(rival.package) if rival.package else our_megabytes()
        print(
            f"| {rival.name} {version}".rstrip(),
            *(f"{score.exact[kind]:.1f}" for kind in EXACT_KINDS),
            f"{score.f1_texts:.1f}",
            f"{score.f1_numbers:.1f}",
            f"{score.f1_all:.1f}",
            f"{score.f1_clean:.1f}",
            score.lost,
            f"{score.seconds:.2f}",
            f"{characters / 1e6 / score.seconds:.2f}",
            f"{import_milliseconds(rival.module):.0f}",
            f"{size:.2f}",
            rival.licence,
            f"{rival.released} |",
            sep=" | ",
        )
    if skipped:
        print(f"\nNot installed, skipped: {', '.join(skipped)}.")


if __name__ == "__main__":
    main()
