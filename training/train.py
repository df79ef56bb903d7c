"""Step 5, training for a number of minutes; resumes an interrupted run.

    python -m training.train DATA RUN --minutes 120 --decay-minutes 30                 a new model
    python -m training.train DATA RUN --minutes 120 --start FOLDER                     from the weights of a folder

The learning rate warms up, stays constant, and decays linearly over the last ``--decay-minutes``. A run without decay
can be extended indefinitely; a run with decay is finished. Each save exports the moving average of the weights to
``RUN/model``; with ``--dev PREFIX`` it is also scored on the first sentences of a test set. On a CPU each of
``--workers`` processes uses one core and their gradients are averaged. On CUDA there is one process, in bfloat16,
optionally with ``--compile``. ``--max-steps`` ends a run early, at a number of steps counted from its start.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.multiprocessing.spawn import spawn

from training.batches import Batch, epoch
from training.encoding import Pairs
from training.evaluate import read_set, score
from training.export import export, load
from training.network import Marian, Shape
from training.state import LAST, State
from training.vocabulary import NAME

DEV_SENTENCES = 200
"""Sentences of the test set that are scored at each save: enough for a curve without delaying the run."""


class ProcessGroup:
    """The processes of a run: they share mini-batches, average gradients, and follow the clock of the first."""

    def __init__(self, rank: int, size: int, rendezvous: Path) -> None:
        self.rank, self.size = rank, size
        if size > 1:
            torch.distributed.init_process_group("gloo", init_method=f"file://{rendezvous}", rank=rank, world_size=size)

    def share(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """The mini-batches of this process, one per step."""
        for i, batch in enumerate(batches):
            if i % self.size == self.rank:
                yield batch

    def average(self, parameters: list[torch.nn.Parameter], rate: float) -> float:
        """Average the gradients in place and return the rate of the first process, negative at the end of the run."""
        if self.size == 1:
            return rate
        gradients = [p.grad for p in parameters if p.grad is not None]
        shared_rate = torch.tensor([rate if self.rank == 0 else 0.0])
        joined = torch.cat([*(g.view(-1) for g in gradients), shared_rate])
        torch.distributed.all_reduce(joined)
        at = 0
        for gradient in gradients:
            gradient.copy_(joined[at : at + gradient.numel()].view_as(gradient)).div_(self.size)
            at += gradient.numel()
        return float(joined[-1])


def dev_loss(model: Marian, pairs: Pairs, budget: int, device: str) -> float:
    """Mean cross-entropy on held-out pairs, in nats per target token."""
    total = tokens = 0.0
    with torch.no_grad():
        for batch in epoch(pairs, budget, model.shape.pad, np.random.default_rng(0)):
            b = batch.to(device)
            with torch.autocast(device, torch.bfloat16):
                loss = float(model(b.source, b.before, b.labels))
            count = int((b.labels != model.shape.pad).sum())
            total, tokens = total + loss * count, tokens + count
    return total / tokens


def train(rank: int, options: argparse.Namespace) -> None:
    """Run one process of the training."""
    start = time.monotonic()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1 if options.workers > 1 else options.threads)
    processes = ProcessGroup(rank, options.workers, options.run / "rendezvous")
    torch.manual_seed(options.seed)
    model = _model(options).to(device)
    state = State.begin(model, options.rate)
    if (options.run / LAST).exists():
        state.resume(options.run)
        _print_once(rank, f"resumed at step {state.step}")
    train_pairs, dev_pairs = Pairs.load(options.data / "train.npz"), Pairs.load(options.data / "dev.npz")
    aligned = np.load(options.data / "align.npy") if options.align else None
    dev_set = read_set(options.dev, DEV_SENTENCES) if options.dev else None
    if options.compile:
        model.hidden = torch.compile(model.hidden, dynamic=True)  # type: ignore[method-assign]
    parameters = list(model.parameters())
    saved = logged = start
    tokens, losses = 0, []

    def rate() -> float:
        left = options.minutes - (time.monotonic() - start) / 60
        decay = max(0.02, min(1.0, left / options.decay_minutes)) if options.decay_minutes else 1.0
        return (
            -1.0
            if left <= 0 or 0 < options.max_steps <= state.step
            else options.rate * min((state.step + 1) / options.warmup, 1.0) * decay
        )

    def save() -> None:
        if rank == 0:
            state.save(options.run)
            export(state.average, options.data / NAME, options.run / "model")
            line = f"== step {state.step} dev {dev_loss(state.average, dev_pairs, options.tokens, device):.4f}"
            if dev_set:
                result = score(options.run / "model", *dev_set, threads=1)
                line += f", {Path(options.dev).name} BLEU {result.bleu:.1f} chrF2 {result.chrf:.1f}"
            _print_once(rank, line)

    for state.epoch in range(state.epoch, 1_000_000):  # noqa: B020 (the state keeps the count)
        rng = np.random.default_rng(1000 + state.epoch + options.seed)
        for batch in processes.share(epoch(train_pairs, options.tokens, model.shape.pad, rng, aligned, state.dealt)):
            b = batch.to(device)
            with torch.autocast(device, torch.bfloat16):
                loss = model(b.source, b.before, b.labels, options.smoothing, b.aligned, options.align)
            loss.backward()
            current_rate = processes.average(parameters, rate())
            if current_rate < 0:
                save()
                return
            for group in state.optimizer.param_groups:
                group["lr"] = current_rate
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            state.optimizer.step()
            state.optimizer.zero_grad(set_to_none=True)
            state.step, state.seen = state.step + 1, state.seen + batch.tokens * processes.size
            state.dealt += processes.size
            state.follow(options.ema)
            tokens += batch.tokens * processes.size
            losses.append(loss.detach())
            if state.step % 100 == 0:
                clock, mean = time.monotonic(), float(torch.stack(losses).mean())
                speed = f"{tokens / (clock - logged):.0f} tokens/s, {state.seen / 1e6:.1f} M seen"
                at = f"step {state.step} epoch {state.epoch} {(clock - start) / 60:.1f} min"
                _print_once(rank, f"{at}: loss {mean:.3f}, rate {current_rate:.1e}, {speed}")
                logged, tokens, losses = clock, 0, []
            if rank == 0 and time.monotonic() - saved > options.save_minutes * 60:
                save()
                saved = time.monotonic()
        state.dealt = 0


def _model(options: argparse.Namespace) -> Marian:
    if options.start:
        return load(options.start)
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(options.data / NAME)).get_piece_size()
    model = Marian(
        Shape(pieces + 1, options.dim, options.ffn, options.heads, options.encoder, options.decoder, options.dropout)
    )
    if (options.data / "start.npy").exists():
        embeddings: Tensor = torch.from_numpy(np.load(options.data / "start.npy"))
        model.start_with(embeddings)
    return model


def _print_once(rank: int, line: str) -> None:
    if rank == 0:
        print(line, flush=True)


def main() -> None:
    """Start the processes of a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--start", type=Path, help="a MarianMT folder whose weights to start from")
    parser.add_argument("--dev", help="a test set, PREFIX.de and PREFIX.en, scored at each save")
    for name, value in {
        "minutes": 60.0, "decay-minutes": 0.0, "rate": 1e-3, "dropout": 0.0, "smoothing": 0.1, "ema": 0.999,
        "save-minutes": 10.0, "align": 0.1,
    }.items():  # fmt: skip
        parser.add_argument(f"--{name}", type=float, default=value)
    for name, value in {
        "dim": 256, "ffn": 1024, "heads": 4, "encoder": 6, "decoder": 2, "tokens": 2000, "warmup": 1000, "seed": 1,
        "workers": 1, "threads": 2, "max-steps": 0,
    }.items():  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    (options.run / "rendezvous").unlink(missing_ok=True)
    if options.workers == 1:
        train(0, options)
    else:
        spawn(train, (options,), nprocs=options.workers)


if __name__ == "__main__":
    main()
