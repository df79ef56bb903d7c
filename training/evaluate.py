"""Step 7, evaluation: BLEU and chrF2 of MarianMT folders on test sets, with the package's own engine.

    python -m training.evaluate FOLDER... --set PREFIX --set PREFIX [--first 200] [--threads 2]

PREFIX names a test set: PREFIX.de and PREFIX.en, one sentence per line. Published results are printed for the sets in
``PUBLISHED``. The score is that of the package as users get it: int8, beam 4, long sentences cut, hypotheses checked.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PUBLISHED = {
    "flores-dev": "Argos 37.0, Bergamot tiny 39.4, opus-mt 41.2",
    "wmt14": "all of wmt14: Argos 30.0, Bergamot tiny 33.6, opus-mt 34.0",
}
"""BLEU of other models, with sacrebleu's defaults."""


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of a model on a test set, in percent, and source words per second."""

    bleu: float
    chrf: float
    speed: float
    signatures: tuple[str, ...]


def score(folder: Path, german: Sequence[str], english: Sequence[str], threads: int | None = None) -> Score:
    """Translate the German sentences with the model of a folder and score them against the English (Post 2018)."""
    from sacrebleu.metrics import BLEU, CHRF

    from translate_summarize.translation.translator import Translator

    with tempfile.TemporaryDirectory() as cache:  # a checkpoint is scored once, so its prepared form is not kept
        os.environ["TRANSLATE_SUMMARIZE_CACHE"] = cache
        translator = Translator(str(folder), beam=4, threads=threads, offline=True)
        translator.translate_sentences(list(german[:4]))
        start = perf_counter()
        hypotheses = translator.translate_sentences(list(german))
        seconds = perf_counter() - start
    bleu, chrf = BLEU(), CHRF()
    return Score(
        bleu.corpus_score(hypotheses, [list(english)]).score,
        chrf.corpus_score(hypotheses, [list(english)]).score,
        sum(len(s.split()) for s in german) / seconds,
        (str(bleu.get_signature()), str(chrf.get_signature()), str(translator.signature)),
    )


def read_set(prefix: str, first: int | None = None) -> tuple[list[str], list[str]]:
    """German and English sentences of a test set."""
    german, english = (Path(f"{prefix}.{side}").read_text(encoding="utf-8").splitlines() for side in ("de", "en"))
    return german[:first], english[:first]


def main() -> None:
    """Print a table of scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--set", dest="sets", action="append", required=True)
    parser.add_argument("--first", type=int)
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    signatures: set[str] = set()
    print("| model | set | BLEU | chrF2 | source words/s | published BLEU |\n|---|---|---|---|---|---|")
    for prefix in options.sets:
        name = Path(prefix).name
        published = next((p for known, p in PUBLISHED.items() if name.startswith(known)), "–")
        for folder in options.folders:
            result = score(folder, *read_set(prefix, options.first), options.threads)
            print(
                f"| {folder.name} | {name} | {result.bleu:.1f} | {result.chrf:.1f} | {result.speed:.0f} | {published} |"
            )
            signatures.update(result.signatures)
    print("\n" + "\n".join(sorted(signatures)))


if __name__ == "__main__":
    main()
