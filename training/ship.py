"""Step 8, shipping: a better model replaces the package's own, with its card.

    python -m training.ship FOLDER --set PREFIX --set PREFIX --sources sources.tsv --steps "what was done, in a line"

Scores both models on the test sets; replaces the weights and writes the card only if the new one's mean BLEU is higher.
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
from training.export import prove

POCKET = Path(__file__).parents[1] / "translate_summarize" / "pocket"
CARD = Path(__file__).with_name("card.md")


def card(folder: Path, scores: dict[str, Score], sources: Sequence[Sequence[str]], steps: str) -> str:
    """The model card, from its template.

    Args:
        folder: the model's.
        scores: by the name of the test set.
        sources: domain, source, origin, licence and pairs of each.
        steps: how it was trained, in a line.
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


def _main() -> None:
    from translate_summarize.models.manifest import MANIFEST, write_manifest

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="sets", action="append", required=True)
    parser.add_argument("--sources", type=Path, required=True, help="TSV: domain, source, origin, licence, pairs")
    parser.add_argument("--steps", required=True)
    given = parser.parse_args()
    print(f"logits differ from MarianMTModel's by at most {prove(given.folder):.1e}")
    new = {Path(p).name: score(given.folder, *read_set(p)) for p in given.sets}
    old = {Path(p).name: score(POCKET, *read_set(p)) for p in given.sets}
    for name, found in new.items():
        print(f"{name}: BLEU {old[name].bleu:.1f} -> {found.bleu:.1f}, chrF2 {old[name].chrf:.1f} -> {found.chrf:.1f}")
    if sum(s.bleu for s in new.values()) <= sum(s.bleu for s in old.values()):
        sys.exit("not shipped: it is no better than the package's model")
    rows = [line.split("\t") for line in given.sources.read_text(encoding="utf-8").splitlines()[1:]]
    names = sorted(p.name for p in given.folder.iterdir() if p.suffix in {".json", ".safetensors", ".spm"})
    for name in names:
        shutil.copyfile(given.folder / name, POCKET / name)
    (POCKET / "README.md").write_text(card(POCKET, new, rows, given.steps), encoding="utf-8")
    write_manifest(POCKET, "package:pocket", "main", "", [n for n in names if n != MANIFEST])
    print("shipped")


if __name__ == "__main__":
    _main()
