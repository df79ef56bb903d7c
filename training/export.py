"""Step 6, export: a training state to a MarianMT folder as Hugging Face lays it out, proved equal to the network.

python -m training.export DATA RUN OUT
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor

from training.network import Marian, Shape
from training.vocabulary import NAME

TOLERANCE = 2e-3
"""Largest difference of a logit in float32; logits are tens."""


def export(model: Marian, pieces: Path, out: Path) -> None:
    """Write a folder with float16 weights, configuration and vocabulary.

    Args:
        model: on any device.
        pieces: the SentencePiece model.
        out: the folder; made if need be, its files replaced.
    """
    import sentencepiece
    from safetensors.torch import save_file

    out.mkdir(parents=True, exist_ok=True)
    weights = {name: t.half().contiguous().cpu() for name, t in _named(model).items()}
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    loaded = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    vocabulary = {loaded.id_to_piece(i): i for i in range(loaded.get_piece_size())}
    vocabulary["<pad>"] = model.shape.pad
    if vocabulary["</s>"] != 0 or vocabulary["<unk>"] != 1 or len(vocabulary) != model.shape.vocabulary:
        raise ValueError(f"{pieces} is no vocabulary of this model")
    (out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, content in (
        ("config.json", _config(model.shape)),
        ("generation_config.json", _generation(model.shape)),
        ("tokenizer_config.json", _TOKENIZER),
    ):
        (out / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces, out / name)


def load(folder: Path) -> Marian:
    """The network of a folder that ``export`` wrote, in float32."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = Marian(
        Shape(
            config["vocab_size"], config["d_model"], config["encoder_ffn_dim"], config["encoder_attention_heads"],
            config["encoder_layers"], config["decoder_layers"], positions=config["max_position_embeddings"],
        )
    )  # fmt: skip
    stored = load_file(folder / "model.safetensors")
    model.load_state_dict({ours: stored[theirs].float() for ours, theirs in _names(model).items()})
    return model


@torch.no_grad()
def prove(folder: Path) -> float:
    """The largest difference between our logits and ``transformers.MarianMTModel``'s, on random padded pairs.

    Raises:
        ValueError: it is more than ``TOLERANCE``.
    """
    from transformers import MarianMTModel

    ours, theirs = load(folder).eval(), MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()
    pad = ours.shape.pad
    ids = torch.randint(2, pad, (4, 23), generator=torch.Generator().manual_seed(0))
    ids[1:, 15:] = pad
    before = torch.cat([torch.full((4, 1), pad), ids[:, 3:15]], 1)
    expected = theirs(input_ids=ids, attention_mask=(ids != pad).long(), decoder_input_ids=before).logits
    found = ours.hidden(ids, before) @ ours.shared.weight.T
    difference = float((expected - found)[..., :pad].abs().max())
    if not difference <= TOLERANCE:
        raise ValueError(f"{folder}: logits differ from MarianMTModel's by {difference}")
    return difference


def _names(model: Marian) -> dict[str, str]:
    return {name: f"model.{_layered(name)}" for name in model.state_dict()}


def _layered(name: str) -> str:
    side, _, rest = name.partition(".")
    return name if side == "shared" else f"{side}.layers.{rest}"


def _named(model: Marian) -> dict[str, Tensor]:
    state = model.state_dict()
    weights = {theirs: state[ours].detach().clone() for ours, theirs in _names(model).items()}
    weights["model.shared.weight"][-1] = 0
    return {"final_logits_bias": torch.zeros(1, model.shape.vocabulary), **weights}


def _config(shape: Shape) -> dict[str, object]:
    sizes = {
        f"{side}_{what}": value
        for side, layers in (("encoder", shape.encoder), ("decoder", shape.decoder))
        for what, value in (("layers", layers), ("attention_heads", shape.heads), ("ffn_dim", shape.ffn))
    }
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "vocab_size": shape.vocabulary,
        "decoder_vocab_size": shape.vocabulary,
        "d_model": shape.dim,
        **sizes,
        "activation_function": "relu",
        "dropout": shape.dropout,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "max_position_embeddings": shape.positions,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "normalize_before": False,
        "normalize_embedding": False,
        "add_bias_logits": False,
        "add_final_layer_norm": False,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "is_encoder_decoder": True,
        "pad_token_id": shape.pad,
        "decoder_start_token_id": shape.pad,
        "eos_token_id": 0,
        "bos_token_id": 0,
        "forced_eos_token_id": 0,
        "init_std": 0.02,
        "num_hidden_layers": shape.encoder,
        "torch_dtype": "float16",
        "use_cache": True,
    }


def _generation(shape: Shape) -> dict[str, object]:
    return {
        "bad_words_ids": [[shape.pad]],
        "bos_token_id": 0,
        "decoder_start_token_id": shape.pad,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "max_length": 512,
        "num_beams": 4,
        "pad_token_id": shape.pad,
        "renormalize_logits": True,
    }


_TOKENIZER = {
    "tokenizer_class": "MarianTokenizer",
    "source_lang": "de",
    "target_lang": "en",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "model_max_length": 512,
    "separate_vocabs": False,
    "sp_model_kwargs": {},
    "clean_up_tokenization_spaces": False,
    # Read by translate_summarize alone: no Moses normalisation, and longer sentences are cut at clauses first.
    "punctuation_normalizer": "none",
    "segment_max_pieces": 70,
}


def _main() -> None:
    from training.train import State

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    export(State.averaged(given.run), given.data / NAME, given.out)
    print(f"{given.out}: logits differ from MarianMTModel's by at most {prove(given.out):.1e}")


if __name__ == "__main__":
    _main()
