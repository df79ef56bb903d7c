"""Measure translation quality and speed of a model on one or both engines, with the same weights.

Usage: ``python -m benchmarks.translation PREFIX... [--model pocket] [--beam 4] [--rival]``

PREFIX names a test set: PREFIX.de and PREFIX.en, one sentence per line. Prints BLEU and chrF2 with sacrebleu's
signatures, and source words per second. ``--rival`` adds transformers' MarianMTModel (needs the extra [torch]).
Needs sacrebleu.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

from translate_summarize.translation.translator import Translator


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix", nargs="+")
    parser.add_argument("--model", default="pocket")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--first", type=int, default=None, help="only the first sentences")
    parser.add_argument("--rival", action="store_true")
    options = parser.parse_args()
    from sacrebleu.metrics import BLEU, CHRF

    engines = ["ctranslate2", "transformers"] if options.rival else ["ctranslate2"]
    print("| set | engine | BLEU | chrF2 | source words/s | ratio |\n|---|---|---|---|---|---|")
    signatures: set[str] = set()
    for prefix in options.prefix:
        german, english = (
            Path(f"{prefix}.{side}").read_text(encoding="utf-8").splitlines()[: options.first] for side in ("de", "en")
        )
        first_speed = 0.0
        for name in engines:
            translator = Translator(options.model, engine=name, beam=options.beam, offline=True)
            translator.translate_sentences(german[:8])  # warm up
            start = perf_counter()
            hypotheses = translator.translate_sentences(german)
            speed = sum(len(s.split()) for s in german) / (perf_counter() - start)
            first_speed = first_speed or speed
            bleu, chrf = BLEU(), CHRF()
            scores = bleu.corpus_score(hypotheses, [english]).score, chrf.corpus_score(hypotheses, [english]).score
            print(
                f"| {Path(prefix).name} | {name} | {scores[0]:.1f} | {scores[1]:.1f} | {speed:.0f} "
                f"| {first_speed / speed:.1f} |"
            )
            signatures |= {str(bleu.get_signature()), str(chrf.get_signature()), str(translator.signature)}
    print("\n" + "\n".join(sorted(signatures)))


if __name__ == "__main__":
    main()
