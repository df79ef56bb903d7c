"""The MarianMT network in plain PyTorch, for training.

A post-norm encoder-decoder with sinusoidal positions and one embedding tied three ways. It computes the same function
as ``transformers.MarianMTModel``, which ``training.export`` checks for each exported model. For speed on two CPU cores,
matrix products are in bfloat16, projections of the same input are joined, and the loss takes one pass over the logits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 (PyTorch's convention)
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network.

    Attributes:
        vocabulary: number of pieces and ``<pad>``, whose id is the last; the decoder starts with it.
        dim: size of embeddings and hidden states.
        ffn: size of the feed-forward layers.
        heads: number of attention heads.
        encoder: number of encoder layers.
        decoder: number of decoder layers.
        dropout: probability for the output of each sublayer and the embeddings.
        positions: maximum number of tokens per side.
    """

    vocabulary: int
    dim: int = 256
    ffn: int = 1024
    heads: int = 4
    encoder: int = 6
    decoder: int = 2
    dropout: float = 0.0
    positions: int = 512

    @property
    def pad(self) -> int:
        """Id of ``<pad>``."""
        return self.vocabulary - 1


class Attention(nn.Module):
    """Multi-head attention; ``first_head`` also returns the weights of one head, for guided attention."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(shape.dim, shape.dim) for _ in range(4))

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None) -> Tensor:
        """Hidden states (batch, length, dim); without ``memory`` self-attention, without ``mask`` causal."""
        batch, length, dim = x.shape
        if memory is None:
            q, k, v = _joined(x, self.q_proj, self.k_proj, self.v_proj).chunk(3, -1)
        else:
            q, (k, v) = self.q_proj(x), _joined(memory, self.k_proj, self.v_proj).chunk(2, -1)
        q, k, v = (t.view(batch, -1, self.heads, dim // self.heads).transpose(1, 2) for t in (q, k, v))
        # Explicit: on sentences a third faster on a CPU than the fused kernel, whose backward pass is slow.
        scores = (q * (dim // self.heads) ** -0.5) @ k.transpose(2, 3)
        weights = scores.masked_fill(~(_causal(length) if mask is None else mask), float("-inf")).softmax(-1)
        out = weights.to(v.dtype) @ v
        projected: Tensor = self.out_proj(out.transpose(1, 2).reshape(batch, length, dim))
        return projected

    def first_head(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Logarithms of the weights (batch, length, memory length) of the first head."""
        size = x.shape[-1] // self.heads
        q = F.linear(x, self.q_proj.weight[:size], self.q_proj.bias[:size])
        k = F.linear(memory, self.k_proj.weight[:size], self.k_proj.bias[:size])
        scores = (q @ k.transpose(1, 2)).float() / math.sqrt(size)
        return scores.masked_fill(~mask[:, 0], float("-inf")).log_softmax(-1)


class Layer(nn.Module):
    """A layer of the encoder or, with cross-attention, of the decoder."""

    def __init__(self, shape: Shape, *, decoder: bool) -> None:
        super().__init__()
        self.self_attn, self.self_attn_layer_norm = Attention(shape), nn.LayerNorm(shape.dim)
        if decoder:
            self.encoder_attn, self.encoder_attn_layer_norm = Attention(shape), nn.LayerNorm(shape.dim)
        self.fc1, self.fc2 = nn.Linear(shape.dim, shape.ffn), nn.Linear(shape.ffn, shape.dim)
        self.final_layer_norm = nn.LayerNorm(shape.dim)
        self.drop = nn.Dropout(shape.dropout) if shape.dropout else nn.Identity()
        self.decoder = decoder
        self.guided: Tensor | None = None

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor, guide: bool = False) -> Tensor:
        """Hidden states (batch, length, dim); with ``guide``, the weights of the guided head are kept in ``guided``."""
        x = self.self_attn_layer_norm(x + self.drop(self.self_attn(x, None, None if self.decoder else mask)))
        if memory is not None:
            self.guided = self.encoder_attn.first_head(x, memory, mask) if guide else None
            x = self.encoder_attn_layer_norm(x + self.drop(self.encoder_attn(x, memory, mask)))
        out: Tensor = self.final_layer_norm(x + self.drop(self.fc2(F.relu(self.fc1(x)))))
        return out


class Marian(nn.Module):
    """The network; its parameters have the names that ``transformers`` uses, so that export is a copy."""

    sinusoids: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.shared = nn.Embedding(shape.vocabulary, shape.dim)
        self.encoder = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.decoder))
        self.drop = nn.Dropout(shape.dropout) if shape.dropout else nn.Identity()
        self.register_buffer("sinusoids", sinusoids(shape.positions, shape.dim), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        self.start_with(torch.randn(shape.vocabulary, shape.dim) * shape.dim**-0.5)

    @torch.no_grad()
    def start_with(self, embeddings: Tensor) -> None:
        """Set the embeddings (vocabulary, dim), with zeros for ``<pad>``."""
        self.shared.weight.copy_(embeddings)
        self.shared.weight[-1] = 0

    def embed(self, ids: Tensor) -> Tensor:
        """Embeddings with positions; that of ``<pad>``, also as the start of the decoder, is always zero."""
        known = F.embedding(ids, self.shared.weight) * (ids != self.shape.pad).unsqueeze(-1)
        embedded: Tensor = self.drop(known * math.sqrt(self.shape.dim) + self.sinusoids[: ids.shape[1]])
        return embedded

    def hidden(self, source: Tensor, before: Tensor, *, guide: bool = False) -> Tensor:
        """Decoder states (batch, target length, dim) for the sources and the tokens that precede the targets."""
        mask = (source != self.shape.pad)[:, None, None, :]
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, None, mask)
        y = self.embed(before)
        for layer in self.decoder:
            y = layer(y, x, mask, guide and layer is self.decoder[-1])
        return y

    def forward(
        self,
        source: Tensor,
        before: Tensor,
        labels: Tensor,
        smoothing: float = 0.0,
        aligned: Tensor | None = None,
        align_weight: float = 0.0,
    ) -> Tensor:
        """Mean loss per target token.

        Args:
            source: ids (batch, source length).
            before: ids that precede the labels (batch, target length).
            labels: ids (batch, target length), padded with ``<pad>``.
            smoothing: label smoothing (Szegedy et al. 2016).
            aligned: source position of each target token (batch, target length), negative if unknown.
            align_weight: weight of the guided-attention loss on the first head of the last layer (Chen et al. 2016).
        """
        y = self.hidden(source, before, guide=aligned is not None)
        kept = labels != self.shape.pad
        loss = tied_cross_entropy(y[kept], self.shared.weight, labels[kept], smoothing)
        if aligned is not None:
            known = aligned >= 0
            guided = self.decoder[-1].guided
            assert isinstance(guided, Tensor)
            weights = guided[known].gather(1, aligned[known].unsqueeze(1))
            loss = loss - align_weight * weights.mean()
        return loss


class TiedCrossEntropy(torch.autograd.Function):
    """Mean label-smoothed cross-entropy of ``hidden @ weight.T``, in blocks of rows.

    Loss and gradient are computed in one pass, as in Liger Kernel's fused linear cross-entropy (Hsu et al. 2024): only
    one block of logits is held at a time, in 16 bits. The contribution of the smoothing is linear, with a closed form.
    """

    ROWS = 256

    @staticmethod
    def forward(context: Any, hidden: Tensor, weight: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        """Loss of ``hidden`` (tokens, dim) for ``labels`` (tokens,) with ``weight`` (vocabulary, dim)."""
        kind = torch.bfloat16 if torch.is_autocast_enabled(hidden.device.type) else hidden.dtype
        states, w = hidden.detach().to(kind), weight.detach().to(kind)
        tokens, vocabulary = len(labels), len(weight)
        slope = torch.empty(tokens, vocabulary, dtype=kind, device=hidden.device)
        total = torch.zeros((), device=hidden.device)
        for at in range(0, tokens, TiedCrossEntropy.ROWS):
            rows, wanted = states[at : at + TiedCrossEntropy.ROWS], labels[at : at + TiedCrossEntropy.ROWS, None]
            logits = rows @ w.T
            of_label = logits.gather(1, wanted).float()
            p = torch.softmax(logits, -1, out=slope[at : at + TiedCrossEntropy.ROWS])
            total += smoothing * of_label.sum() - p.gather(1, wanted).float().log().sum()
            p.scatter_add_(1, wanted, torch.full_like(wanted, smoothing - 1.0, dtype=kind))
        share, mean_row = smoothing / vocabulary, weight.detach().sum(0)
        summed = states.float().sum(0)
        total -= share * (summed @ mean_row)
        grad_states = ((slope @ w).float() - share * mean_row) / tokens
        grad_weight = ((slope.T @ states).float() - share * summed) / tokens
        context.save_for_backward(grad_states.to(hidden.dtype), grad_weight)
        return total / tokens

    @staticmethod
    def backward(context: Any, grad: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """The gradients computed by ``forward``."""
        states, weight = context.saved_tensors
        return grad * states, grad * weight, None, None


def tied_cross_entropy(hidden: Tensor, weight: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """The loss of ``TiedCrossEntropy``, typed."""
    loss: Tensor = TiedCrossEntropy.apply(hidden, weight, labels, smoothing)  # type: ignore[no-untyped-call]
    return loss


def sinusoids(length: int, dim: int) -> Tensor:
    """Position embeddings (length, dim), sines before cosines as in Marian (Vaswani et al. 2017)."""
    position = torch.arange(length, dtype=torch.float64)[:, None]
    angle = position / torch.pow(10000.0, torch.arange(dim // 2, dtype=torch.float64) * 2 / dim)
    return torch.cat([angle.sin(), angle.cos()], dim=1).float()


def _causal(length: int) -> Tensor:
    return torch.ones(length, length, dtype=torch.bool).tril()


def _joined(x: Tensor, *layers: nn.Linear) -> Tensor:
    return F.linear(x, torch.cat([m.weight for m in layers]), torch.cat([m.bias for m in layers]))
