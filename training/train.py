"""Step 5, training, under a budget of minutes; goes on where the last run stopped.

    python -m training.train DATA RUN --minutes 120 --decay-minutes 30                 afresh
    python -m training.train DATA RUN --minutes 120 --start FOLDER                     from a MarianMT folder's weights

The rate warms up, stays constant, and falls in a line to nothing over the last ``--decay-minutes``: a run without
them can be continued at will, one with them is done. What is exported is the moving average of the weights, in
``RUN/model`` at each save, where ``--dev PREFIX`` also scores it on the first sentences of a test set. On CPU each of
``--workers`` processes takes a core and their gradients are averaged; on CUDA there is one, in bfloat16, with
``--compile`` if wanted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, epoch
from training.encoding import Pairs
from training.evaluate import read_set, score
from training.export import export, load
from training.network import Marian, Shape
from training.state import LAST, State
from training.vocabulary import NAME

DEV_SENTENCES = 200
"""How much of the test set is scored at each save: enough for a curve, little enough not to hold up a run."""


class Crew:
    """The processes of a run: batches dealt out, gradients averaged, the first one's clock for all."""

    def __init__(self, rank: int, size: int, meeting: Path) -> None:
        self.rank, self.size = rank, size
        if size > 1:
            torch.distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size)

    def mine(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """Each step's batch for this process."""
        for i, batch in enumerate(batches):
            if i % self.size == self.rank:
                yield batch

    def average(self, parameters: list[torch.nn.Parameter], rate: float) -> float:
        """Average the gradients in place; returns the first process's rate, which is negative when it wants to end."""
        if self.size == 1:
            return rate
        said = torch.tensor([rate if self.rank == 0 else 0.0])
        joined = torch.cat([*(p.grad.view(-1) for p in parameters), said])
        torch.distributed.all_reduce(joined)
        at = 0
        for p in parameters:
            p.grad.copy_(joined[at : at + p.numel()].view_as(p)).div_(self.size)
            at += p.numel()
        return float(joined[-1])


def dev_loss(model: Marian, pairs: Pairs, budget: int, device: str) -> float:
    """Mean cross-entropy, in nats a target token, on held-out pairs."""
    total = tokens = 0.0
    with torch.no_grad():
        for batch in epoch(pairs, budget, model.shape.pad, np.random.default_rng(0)):
            b = batch.to(device)
            with torch.autocast(device, torch.bfloat16):
                loss = float(model(b.source, b.before, b.labels))
            count = int((b.labels != model.shape.pad).sum())
            total, tokens = total + loss * count, tokens + count
    return total / tokens


def train(rank: int, given: argparse.Namespace) -> None:
    """Run one process of the training; see the module."""
    begun = time.monotonic()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1 if given.workers > 1 else given.threads)
    crew = Crew(rank, given.workers, given.run / "meeting")
    torch.manual_seed(given.seed)
    model = _model(given).to(device)
    state = State.begin(model, given.rate)
    if (given.run / LAST).exists():
        state.resume(given.run)
        _tell(rank, f"resumed at step {state.step}")
    train_pairs, dev_pairs = Pairs.load(given.data / "train.npz"), Pairs.load(given.data / "dev.npz")
    aligned = np.load(given.data / "align.npy") if given.align else None
    dev_set = read_set(given.dev, DEV_SENTENCES) if given.dev else None
    hidden = torch.compile(model.hidden, dynamic=True) if given.compile else model.hidden
    model.hidden = hidden
    parameters = list(model.parameters())
    saved = logged = begun
    tokens, losses = 0, []

    def rate() -> float:
        left = given.minutes - (time.monotonic() - begun) / 60
        decay = max(0.02, min(1.0, left / given.decay_minutes)) if given.decay_minutes else 1.0
        return -1.0 if left <= 0 else given.rate * min((state.step + 1) / given.warmup, 1.0) * decay

    def save() -> None:
        if rank == 0:
            state.save(given.run)
            export(state.average, given.data / NAME, given.run / "model")
            said = f"== step {state.step} dev {dev_loss(state.average, dev_pairs, given.tokens, device):.4f}"
            if dev_set:
                found = score(given.run / "model", *dev_set, threads=1)
                said += f", {Path(given.dev).name} BLEU {found.bleu:.1f} chrF2 {found.chrf:.1f}"
            _tell(rank, said)

    for state.epoch in range(state.epoch, 1_000_000):  # noqa: B020 (it is the state's own count)
        chance = np.random.default_rng(1000 + state.epoch + given.seed)
        for batch in crew.mine(epoch(train_pairs, given.tokens, model.shape.pad, chance, aligned, state.dealt)):
            b = batch.to(device)
            with torch.autocast(device, torch.bfloat16):
                loss = model(b.source, b.before, b.labels, given.smoothing, b.aligned, given.align)
            loss.backward()
            now = crew.average(parameters, rate())
            if now < 0:
                save()
                return
            for group in state.optimizer.param_groups:
                group["lr"] = now
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            state.optimizer.step()
            state.optimizer.zero_grad(set_to_none=True)
            state.step, state.seen = state.step + 1, state.seen + batch.tokens * crew.size
            state.dealt += crew.size
            state.follow(given.ema)
            tokens += batch.tokens * crew.size
            losses.append(loss.detach())
            if state.step % 100 == 0:
                clock, mean = time.monotonic(), float(torch.stack(losses).mean())
                speed = f"{tokens / (clock - logged):.0f} tokens/s, {state.seen / 1e6:.1f} M seen"
                at = f"step {state.step} epoch {state.epoch} {(clock - begun) / 60:.1f} min"
                _tell(rank, f"{at}: loss {mean:.3f}, rate {now:.1e}, {speed}")
                logged, tokens, losses = clock, 0, []
            if rank == 0 and time.monotonic() - saved > given.save_minutes * 60:
                save()
                saved = time.monotonic()
        state.dealt = 0


def _model(given: argparse.Namespace) -> Marian:
    if given.start:
        return load(given.start)
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(given.data / NAME)).get_piece_size()
    model = Marian(Shape(pieces + 1, given.dim, given.ffn, given.heads, given.encoder, given.decoder, given.dropout))
    if (given.data / "start.npy").exists():
        start: Tensor = torch.from_numpy(np.load(given.data / "start.npy"))
        model.start_with(start)
    return model


def _tell(rank: int, line: str) -> None:
    if rank == 0:
        print(line, flush=True)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--start", type=Path, help="a MarianMT folder to begin from")
    parser.add_argument("--dev", help="a test set, PREFIX.de and PREFIX.en, scored at each save")
    for name, value in {
        "minutes": 60.0, "decay-minutes": 0.0, "rate": 1e-3, "dropout": 0.0, "smoothing": 0.1, "ema": 0.999,
        "save-minutes": 10.0, "align": 0.1,
    }.items():  # fmt: skip
        parser.add_argument(f"--{name}", type=float, default=value)
    for name, value in {
        "dim": 256, "ffn": 1024, "heads": 4, "encoder": 6, "decoder": 2, "tokens": 2000, "warmup": 1000, "seed": 1,
        "workers": 1, "threads": 2,
    }.items():  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--compile", action="store_true")
    given = parser.parse_args()
    given.run.mkdir(parents=True, exist_ok=True)
    (given.run / "meeting").unlink(missing_ok=True)
    if given.workers == 1:
        train(0, given)
    else:
        torch.multiprocessing.spawn(train, (given,), nprocs=given.workers)


if __name__ == "__main__":
    _main()
