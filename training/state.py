"""The state of a run: network, moving average, optimizer and counters, saved atomically."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from training.network import Marian, Shape

LAST = "last.pt"


@dataclass(slots=True)
class State:
    """Everything that is needed to resume a run."""

    model: Marian
    average: Marian
    optimizer: torch.optim.Optimizer
    step: int = 0
    seen: int = 0
    epoch: int = 0
    dealt: int = 0
    """Mini-batches of this epoch that the processes have consumed."""

    @classmethod
    def begin(cls, model: Marian, rate: float) -> State:
        """Start a run with the present weights of a network."""
        average = Marian(model.shape).to(next(model.parameters()).device)
        average.load_state_dict(model.state_dict())
        optimizer = torch.optim.AdamW(
            model.parameters(), lr=rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=1e-4, fused=True
        )
        return cls(model, average.eval(), optimizer)

    def resume(self, run: Path) -> None:
        """Load the last saved state."""
        stored = torch.load(run / LAST, map_location=next(self.model.parameters()).device, weights_only=True)
        self.model.load_state_dict(stored["model"])
        self.average.load_state_dict(stored["average"])
        self.optimizer.load_state_dict(stored["optimizer"])
        self.step, self.seen, self.epoch = stored["step"], stored["seen"], stored["epoch"]
        self.dealt = stored["dealt"]

    def save(self, run: Path) -> None:
        """Write the state atomically."""
        stored = {
            "shape": {name: getattr(self.model.shape, name) for name in Shape.__slots__},
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seen": self.seen,
            "epoch": self.epoch,
            "dealt": self.dealt,
        }
        torch.save(stored, run / "next.pt")
        (run / "next.pt").replace(run / LAST)

    @staticmethod
    def averaged(run: Path) -> Marian:
        """The averaged network of a run."""
        stored = torch.load(run / LAST, map_location="cpu", weights_only=True)
        model = Marian(Shape(**stored["shape"]))
        model.load_state_dict(stored["average"])
        return model.eval()

    @torch.no_grad()
    def follow(self, keep: float) -> None:
        """Move the average towards the weights after a step, faster during the first steps.

        Args:
            keep: decay of the average in the long run.
        """
        share = 1 - min(keep, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), share)
