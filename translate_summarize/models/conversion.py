"""Convert a MarianMT checkpoint for CTranslate2, once, without PyTorch, into the cache folder.

The mapping of names follows CTranslate2's own loader for MarianMT (ctranslate2.converters.transformers),
which needs torch; a test proves the two equal.
"""

from __future__ import annotations

import math
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from translate_summarize.errors import ModelError
from translate_summarize.models.checkpoint import Checkpoint, Layout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


if TYPE_CHECKING:
    Weights = dict[str, NDArray[np.float32]]

# Raise whenever the conversion gives another result: prepared models of an older version are then not used.
CONVERTER_VERSION = 1


def prepare(checkpoint: Checkpoint, prepared: Path, quantization: str = "int8") -> Path:
    """The folder that ``ctranslate2.Translator`` loads, made if it is not there yet.

    Args:
        checkpoint: in either layout; CTranslate2's needs no preparation and is returned as it is.
        prepared: the folder that holds prepared models; a subfolder is keyed by the checkpoint's hash, the
            quantization and the converter's version.
        quantization: "int8" or "float32".

    Raises:
        ModelError: the weights are damaged, do not fit the configuration, or need PyTorch to be read.
    """
    if checkpoint.layout is Layout.CTRANSLATE2:
        return checkpoint.folder
    import ctranslate2
    from filelock import FileLock

    key = f"{checkpoint.sha256[:32]}-{quantization}-{CONVERTER_VERSION}-{ctranslate2.__version__}"
    target = prepared / key
    if (target / "model.bin").is_file():
        return target
    try:
        prepared.mkdir(parents=True, exist_ok=True)
        with FileLock(prepared / f"{key}.lock"):
            if not (target / "model.bin").is_file():
                _convert_into(checkpoint, target, quantization)
    except OSError as error:
        raise ModelError(
            checkpoint.name,
            f"cannot be prepared in {prepared} ({error.strerror or error})",
            "free space there or set TRANSLATE_SUMMARIZE_CACHE to a writable folder",
        ) from error
    return target


def _convert_into(checkpoint: Checkpoint, target: Path, quantization: str) -> None:
    temporary = Path(mkdtemp(prefix=".preparing-", dir=target.parent))
    try:
        spec = marian_spec(checkpoint)
        spec.validate()
        spec.optimize(quantization=None if quantization == "float32" else quantization)
        spec.save(str(temporary))
        shutil.rmtree(target, ignore_errors=True)
        temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def marian_spec(checkpoint: Checkpoint) -> Any:
    """A ``ctranslate2.specs.TransformerSpec`` filled with the checkpoint's weights.

    Raises:
        ModelError: see ``prepare``.
    """
    import numpy as np
    from ctranslate2.specs import common_spec, transformer_spec

    config, pieces = _read_with_transformers(checkpoint)
    weights = _read_weights(checkpoint)
    activations = {
        "relu": common_spec.Activation.RELU,
        "swish": common_spec.Activation.SWISH,
        "silu": common_spec.Activation.SWISH,
        "gelu": common_spec.Activation.GELU,
    }
    if config.activation_function not in activations:
        raise ModelError(
            checkpoint.name,
            f"its activation {config.activation_function!r} is not supported",
            "use another model",
        )
    spec = transformer_spec.TransformerSpec.from_config(
        (config.encoder_layers, config.decoder_layers),
        config.encoder_attention_heads,
        pre_norm=False,
        activation=activations[config.activation_function],
        layernorm_embedding=False,
    )
    # Hugging Face adds <pad> last, to start the decoder from its zero row; CTranslate2 has an option for that.
    size = len(pieces) - 1 if pieces[-1] == "<pad>" else len(pieces)
    positions = _sinusoids(config.max_position_embeddings, config.d_model)
    try:
        for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
            side.scale_embeddings = math.sqrt(config.d_model) if config.scale_embedding else 1.0
            side.position_encodings.encodings = positions
            embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
            embeddings.weight = _embedding(weights, name)[:size]
            for index, layer in enumerate(side.layer):
                _fill_layer(layer, weights, f"model.{name}.layers.{index}")
        spec.decoder.start_from_zero_embedding = True
        spec.decoder.projection.weight = weights.get("lm_head.weight", _embedding(weights, "decoder"))[:size]
    except KeyError as error:
        raise ModelError(checkpoint.name, f"the weights lack {error}", "pull or copy the model again") from None
    bias = weights.get("final_logits_bias")
    if bias is not None and np.any(bias):
        spec.decoder.projection.bias = bias.reshape(-1)[:size]
    spec.register_source_vocabulary(pieces[:size])
    spec.register_target_vocabulary(pieces[:size])
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.config.decoder_start_token = "</s>"  # any token does: the decoder starts from a zero embedding
    return spec


def _read_with_transformers(checkpoint: Checkpoint) -> tuple[Any, list[str]]:
    """The configuration and the vocabulary in order of ids, as transformers reads them."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # a missing torch is expected
    from transformers import MarianConfig, MarianTokenizer

    try:
        config = MarianConfig.from_pretrained(checkpoint.folder, local_files_only=True)
        tokenizer = MarianTokenizer.from_pretrained(checkpoint.folder, local_files_only=True)
        pieces = [p for p, _ in sorted(tokenizer.encoder.items(), key=lambda item: item[1])]
    except Exception as error:  # transformers raises many kinds; each means that the folder is unusable
        raise ModelError(
            checkpoint.name, f"transformers cannot read it ({error})", "pull or copy the model again"
        ) from error
    if len(pieces) != config.vocab_size:
        raise ModelError(
            checkpoint.name,
            f"vocab.json has {len(pieces)} pieces, config.json says {config.vocab_size}",
            "pull or copy the model again",
        )
    return config, pieces


def _read_weights(checkpoint: Checkpoint) -> Weights:
    """All tensors as float32 arrays."""
    import numpy as np

    if checkpoint.weights.suffix == ".safetensors":
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            arrays = load_file(checkpoint.weights)
        except (SafetensorError, OSError, ValueError) as error:
            raise ModelError(
                checkpoint.name,
                f"{checkpoint.weights.name} is damaged ({error})",
                "pull or copy the model again",
            ) from error
    else:
        arrays = _read_torch_weights(checkpoint)
    return {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in arrays.items()}


def _read_torch_weights(checkpoint: Checkpoint) -> dict[str, Any]:
    try:
        import torch
    except ImportError:
        raise ModelError(
            checkpoint.name,
            "its weights exist only as pytorch_model.bin, which PyTorch must read once",
            "pip install 'translate-summarize[torch]', or use --model opus-mt",
        ) from None
    try:
        state = torch.load(checkpoint.weights, map_location="cpu", weights_only=True)
        return {name: tensor.float().numpy() for name, tensor in state.items()}
    except Exception as error:  # torch raises many kinds; each means that the file is unusable
        raise ModelError(
            checkpoint.name, f"{checkpoint.weights.name} is damaged ({error})", "pull or copy the model again"
        ) from error


def _embedding(weights: Weights, side: str) -> NDArray[np.float32]:
    own = weights.get(f"model.{side}.embed_tokens.weight")
    return own if own is not None else weights["model.shared.weight"]


def _fill_layer(layer: Any, weights: Weights, prefix: str) -> None:
    _fill_attention(layer.self_attention, weights, f"{prefix}.self_attn", own=True)
    _fill_norm(layer.self_attention.layer_norm, weights, f"{prefix}.self_attn_layer_norm")
    if hasattr(layer, "attention"):
        _fill_attention(layer.attention, weights, f"{prefix}.encoder_attn", own=False)
        _fill_norm(layer.attention.layer_norm, weights, f"{prefix}.encoder_attn_layer_norm")
    _fill_linear(layer.ffn.linear_0, weights, f"{prefix}.fc1")
    _fill_linear(layer.ffn.linear_1, weights, f"{prefix}.fc2")
    _fill_norm(layer.ffn.layer_norm, weights, f"{prefix}.final_layer_norm")


def _fill_attention(spec: Any, weights: Weights, prefix: str, own: bool) -> None:
    """Query, key and value are one matrix in self-attention; key and value one in cross-attention."""
    groups = [("q_proj", "k_proj", "v_proj")] if own else [("q_proj",), ("k_proj", "v_proj")]
    for linear, names in zip(spec.linear, groups, strict=False):
        _fill_linear(linear, weights, *(f"{prefix}.{name}" for name in names))
    _fill_linear(spec.linear[-1], weights, f"{prefix}.out_proj")


def _fill_linear(spec: Any, weights: Weights, *prefixes: str) -> None:
    import numpy as np

    spec.weight = np.concatenate([weights[f"{p}.weight"] for p in prefixes])
    spec.bias = np.concatenate([weights[f"{p}.bias"] for p in prefixes])


def _fill_norm(spec: Any, weights: Weights, prefix: str) -> None:
    spec.gamma = weights[f"{prefix}.weight"]
    spec.beta = weights[f"{prefix}.bias"]


def _sinusoids(length: int, dim: int) -> NDArray[np.float32]:
    """Positions x dim: sines in the first half, cosines in the second (Vaswani et al. 2017, in Marian's order)."""
    import numpy as np

    angles = np.arange(length)[:, None] / np.power(10000.0, 2 * np.arange(dim // 2)[None] / dim)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
