"""Step 4, alignment: which source piece each target piece comes from, and embeddings that know it from the start.

    python -m training.alignment DATA --dim 256

Runs the word aligner eflomal (Östling and Tiedemann 2016) over the pieces of ``DATA/train.npz``. Writes ``align.npy``
(the guided-attention loss's targets) and ``start.npy``: pieces that translate each other begin as neighbours, by the
singular value decomposition of the positive PMI of aligned pieces, so that training need not find the dictionary first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.encoding import Pairs, sides
from training.vocabulary import NAME

UNKNOWN = -1
"""Stands in ``align.npy`` where the aligner found nothing, and on the source sides."""


def run_aligner(pairs: Pairs, data: Path, samplers: int = 2) -> Path:
    """Align source to target pieces; about 4 minutes a million pairs on two cores."""
    import eflomal

    names = [str(i) for i in range(1 << 16)]
    for side, name in ((0, "source.pieces"), (1, "target.pieces")):
        with (data / name).open("w") as out:
            out.writelines(" ".join([names[i] for i in row]) + "\n" for row in sides(pairs, side))
    found = data / "forward.align"
    with (data / "source.pieces").open() as source, (data / "target.pieces").open() as target:
        eflomal.Aligner(model=3, n_samplers=samplers).align(source, target, links_filename_fwd=str(found))
    return found


def positions(pairs: Pairs, found: Path) -> tuple[NDArray[np.int16], NDArray[np.uint16], NDArray[np.uint16]]:
    """Source positions of the target tokens, and the ids of all aligned pieces.

    Returns:
        the position at each target token's place in ``pairs.ids`` (``UNKNOWN`` elsewhere; ``</s>`` looks at ``</s>``),
        the source ids of all links, their target ids.
    """
    aligned = np.full(len(pairs.ids), UNKNOWN, np.int16)
    sources, targets = [], []
    with found.open() as lines:
        for k, line in enumerate(lines):
            if not line.strip():
                continue
            links = np.array([link.split("-") for link in line.split()], dtype=np.int64)
            source, target = pairs.offsets[2 * k], pairs.offsets[2 * k + 1]
            aligned[target + links[:, 1]] = links[:, 0]
            sources.append(pairs.ids[source + links[:, 0]])
            targets.append(pairs.ids[target + links[:, 1]])
    aligned[pairs.offsets[2::2] - 1] = pairs.lengths[0::2] - 1
    return aligned, np.concatenate(sources), np.concatenate(targets)


def bilingual_start(
    sources: NDArray[np.uint16], targets: NDArray[np.uint16], vocabulary: int, dim: int, noise: float = 0.45
) -> NDArray[np.float32]:
    """Embeddings (vocabulary, dim) in which aligned pieces are neighbours; the last row, ``<pad>``, is zero.

    Rows have the length that a normal start of deviation dim**-0.5 has; ``noise`` keeps equal ones apart.
    """
    from scipy import sparse
    from scipy.sparse.linalg import svds

    ones = np.ones(len(sources), np.float32)
    counts = sparse.coo_matrix((ones, (sources.astype(int), targets.astype(int))), shape=(vocabulary, vocabulary))
    counts = counts.tocsr()
    counts.data[counts.data < 2] = 0
    counts.eliminate_zeros()
    counts = counts + counts.T
    # A piece is its own best neighbour: names and figures are the same on both sides.
    counts = counts + sparse.diags(np.asarray(counts.sum(1)).ravel() * 0.3)
    total, row_sums, cells = counts.sum(), np.asarray(counts.sum(1)).ravel(), counts.tocoo()
    pmi = np.log(cells.data * total / (row_sums[cells.row] * row_sums[cells.col]))
    positive = pmi > 0
    matrix = sparse.coo_matrix(
        (pmi[positive].astype(np.float32), (cells.row[positive], cells.col[positive])), shape=counts.shape
    )
    left, singular, _ = svds(matrix.tocsr(), k=dim)
    start = left * np.sqrt(singular)
    start /= np.linalg.norm(start, axis=1, keepdims=True) + 1e-6
    chance = np.random.default_rng(0)
    never = np.linalg.norm(start, axis=1) < 0.5
    start[never] = chance.normal(size=(never.sum(), dim)) * dim**-0.5
    start = 0.9 * start + noise * chance.normal(size=start.shape) * dim**-0.5
    start[-1] = 0
    return start.astype(np.float32)


def _main() -> None:
    import sentencepiece

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--dim", type=int, default=256, help="of the model's embeddings")
    given = parser.parse_args()
    pairs = Pairs.load(given.data / "train.npz")
    vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(given.data / NAME)).get_piece_size() + 1
    aligned, sources, targets = positions(pairs, run_aligner(pairs, given.data))
    np.save(given.data / "align.npy", aligned)
    np.save(given.data / "start.npy", bilingual_start(sources, targets, vocabulary, given.dim))
    print(f"{len(sources):,} links", flush=True)


if __name__ == "__main__":
    _main()
