"""Batches of pairs of like length, by token budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.alignment import UNKNOWN
from training.encoding import Pairs

SORTED_TOGETHER = 400_000
"""Pairs whose lengths are sorted at once: enough for full batches, few enough that epochs differ."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What ``network.Marian`` takes: ids (pairs, length) padded with ``<pad>``; ``aligned`` with ``UNKNOWN``."""

    source: Tensor
    before: Tensor
    labels: Tensor
    aligned: Tensor | None

    @property
    def tokens(self) -> int:
        """Target positions, padding included."""
        return self.labels.numel()

    def to(self, device: str) -> Batch:
        """The same on a device."""
        if device == "cpu":
            return self
        moved = (
            t if t is None else t.pin_memory().to(device, non_blocking=True)
            for t in (self.source, self.before, self.labels, self.aligned)
        )
        return Batch(*moved)


def epoch(
    pairs: Pairs, budget: int, pad: int, chance: np.random.Generator, aligned: NDArray[np.int16] | None = None
) -> Iterator[Batch]:
    """All pairs, each as often as its weight says, in batches in random order.

    Args:
        pairs: encoded.
        budget: target tokens a batch, padding included.
        pad: id of ``<pad>``.
        chance: decides the order.
        aligned: of ``training.alignment``.
    """
    shown = np.repeat(np.arange(len(pairs)), pairs.times)
    chance.shuffle(shown)
    groups = [g for at in range(0, len(shown), SORTED_TOGETHER) for g in _grouped(pairs, shown, at, budget, chance)]
    for i in chance.permutation(len(groups)):
        yield collate(pairs, groups[i], pad, aligned)


def collate(pairs: Pairs, group: NDArray[np.int64], pad: int, aligned: NDArray[np.int16] | None = None) -> Batch:
    """The batch of some pairs, by their indices."""
    source = _padded(pairs.ids, pairs, 2 * group, pad)
    labels = _padded(pairs.ids, pairs, 2 * group + 1, pad)
    before = torch.cat([torch.full((len(group), 1), pad), labels[:, :-1]], 1)
    return Batch(source, before, labels, None if aligned is None else _padded(aligned, pairs, 2 * group + 1, UNKNOWN))


def _grouped(
    pairs: Pairs, shown: NDArray[np.int64], at: int, budget: int, chance: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    part = shown[at : at + SORTED_TOGETHER]
    source, target = pairs.lengths[2 * part], pairs.lengths[2 * part + 1]
    # By target, then source: neither side is padded much; a little noise mixes neighbours anew each epoch.
    order = np.lexsort((source + 3 * chance.random(len(part)), target + chance.random(len(part)) // 0.7))
    begin = longest = 0
    for end, k in enumerate(order):
        grown = max(longest, source[k], target[k])
        if end > begin and grown * (end - begin + 1) > budget:
            yield part[order[begin:end]]
            begin, grown = end, max(source[k], target[k])
        longest = grown
    yield part[order[begin:]]


def _padded(values: NDArray[np.integer], pairs: Pairs, sides: NDArray[np.int64], pad: int) -> Tensor:
    lengths = pairs.lengths[sides]
    at = np.arange(int(lengths.max()))
    flat = np.minimum(pairs.offsets[sides][:, None] + at, len(values) - 1)
    return torch.from_numpy(np.where(at < lengths[:, None], values[flat].astype(np.int64), pad))
