"""What the translation memory returns and takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A machine translation to remember.

    Attributes:
        target: the English sentence.
        flags: what is doubtful about it.
        score: the engine's log-probability per piece; comparable only within one article and model. None if unknown.
    """

    target: str
    flags: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class MemoryHit:
    """A translation that the memory knows.

    Attributes:
        target: the English sentence.
        flags: what was doubtful about a machine translation; a human one has none.
        human: a person made it; it was imported.
        score: see ``MemoryEntry``; None for a human translation.
    """

    target: str
    flags: tuple[str, ...]
    human: bool
    score: float | None = None


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A whole entry of the memory, as it is exported and imported.

    Attributes:
        source: the German sentence.
        target: the English sentence.
        flags: what was doubtful about it; empty for a human translation.
        settings: what the machine translated with (model, engine, beam ...); None for a human translation.
        score: see ``MemoryEntry``.
    """

    source: str
    target: str
    flags: tuple[str, ...] = ()
    settings: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What the memory holds.

    Attributes:
        entries: all sentences: machine translations (once per settings) and human ones.
        human: how many of them are human translations.
        bytes_on_disk: size of the database with its write-ahead log, in bytes.
        settings: how many different settings the machine translations were made with.
    """

    entries: int
    human: int
    bytes_on_disk: int
    settings: int
