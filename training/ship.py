"""Step 8, shipping: replace the package's model and its card with a better model.

    python -m training.ship FOLDER --set PREFIX --set PREFIX --sources sources.tsv --steps "how it was trained"

Scores both models on the test sets and replaces weights, card and manifest only if the mean BLEU of the new one is
higher.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

from training.evaluate import Score, read_set, score
from training.export import check_equivalence

POCKET = Path(__file__).parents[1] / "translate_summarize" / "pocket"
CARD = Path(__file__).with_name("card.md")


def card(folder: Path, scores: dict[str, Score], sources: Sequence[Sequence[str]], steps: str) -> str:
    """Fill in the template of the model card.

    Args:
        folder: the model's folder.
        scores: the score on each test set, by name.
        sources: domain, source, origin, licence and number of pairs of each training source.
        steps: how the model was trained, in one line.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = folder / "model.safetensors"
    quality = "; ".join(f"{name}: BLEU {s.bleu:.1f}, chrF2 {s.chrf:.1f}" for name, s in scores.items())
    rows = "\n".join(f"| {d} | {s} | {o} | {licence} | {int(n):,} |" for d, s, o, licence, n in sources)
    return Template(CARD.read_text(encoding="utf-8")).substitute(
        encoder=config["encoder_layers"],
        decoder=config["decoder_layers"],
        dim=config["d_model"],
        ffn=config["encoder_ffn_dim"],
        heads=config["encoder_attention_heads"],
        pieces=f"{config['vocab_size']:,}",
        parameters=f"{weights.stat().st_size / 2e6:.1f}",
        size=f"{weights.stat().st_size / 1e6:.0f}",
        pieces_cut=json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))["segment_max_pieces"],
        steps=steps,
        quality=quality,
        sources=rows,
    )


def main() -> None:
    """Compare both models and replace the package's own if the new one is better."""
    from translate_summarize.models.manifest import MANIFEST, write_manifest

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="sets", action="append", required=True)
    parser.add_argument("--sources", type=Path, required=True, help="TSV: domain, source, origin, licence, pairs")
    parser.add_argument("--steps", required=True)
    options = parser.parse_args()
    print(f"logits differ from MarianMTModel's by at most {check_equivalence(options.folder):.1e}")
    new = {Path(p).name: score(options.folder, *read_set(p)) for p in options.sets}
    old = {Path(p).name: score(POCKET, *read_set(p)) for p in options.sets}
    for name, result in new.items():
        before = old[name]
        print(f"{name}: BLEU {before.bleu:.1f} -> {result.bleu:.1f}, chrF2 {before.chrf:.1f} -> {result.chrf:.1f}")
    if sum(s.bleu for s in new.values()) <= sum(s.bleu for s in old.values()):
        sys.exit("not shipped: mean BLEU is not higher than that of the package's model")
    rows = [line.split("\t") for line in options.sources.read_text(encoding="utf-8").splitlines()[1:]]
    names = sorted(p.name for p in options.folder.iterdir() if p.suffix in {".json", ".safetensors", ".spm"})
    for name in names:
        shutil.copyfile(options.folder / name, POCKET / name)
    (POCKET / "README.md").write_text(card(POCKET, new, rows, options.steps), encoding="utf-8")
    write_manifest(POCKET, "package:pocket", "main", "", [n for n in names if n != MANIFEST])
    print("shipped")


if __name__ == "__main__":
    main()
