"""What the translation memory returns and takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoryHit:
    """A translation that the memory knew.

    Attributes:
        target: the English sentence.
        flags: what was doubtful about it when the machine made it; a human's has none.
        human: a person made it; it was imported.
    """

    target: str
    flags: tuple[str, ...]
    human: bool


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A whole entry of the memory, as it is exported and imported.

    Attributes:
        source: the German sentence.
        target: the English sentence.
        flags: what was doubtful about it; empty for a human translation.
        settings: what the machine translated with (model, engine, beam ...); None for a human translation.
    """

    source: str
    target: str
    flags: tuple[str, ...] = ()
    settings: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What lies in the memory.

    Attributes:
        entries: sentences in all, the machine's (once for each settings) and people's.
        human: how many of them people translated.
        bytes_on_disk: size of the database with its write-ahead log, in bytes.
        settings: how many different settings the machine's entries were made with.
    """

    entries: int
    human: int
    bytes_on_disk: int
    settings: int
