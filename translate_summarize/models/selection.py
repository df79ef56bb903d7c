"""Which checkpoint a ``--model`` means: auto, a name of the catalogue, a folder or a hub id."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from translate_summarize.errors import ModelError
from translate_summarize.models.catalogue import CatalogueEntry, find, read_catalogue
from translate_summarize.models.checkpoint import Checkpoint, open_checkpoint
from translate_summarize.models.hub import pull
from translate_summarize.models.manifest import read_manifest, verify
from translate_summarize.models.progress import PullProgress, SilentProgress
from translate_summarize.models.reachability import is_offline, is_reachable
from translate_summarize.models.store import PACKAGE_PREFIX, installed, remove

AUTO, BEST, POCKET = "auto", "opus-mt", "pocket"


def silent(_: str) -> PullProgress:
    """No display."""
    return SilentProgress()


_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def select_checkpoint(
    model: str = AUTO,
    *,
    catalogue: Path | None = None,
    offline: bool = False,
    notify: Callable[[str], None] = lambda _: None,
    progress: Callable[[str], PullProgress] = silent,
) -> Checkpoint:
    """The checkpoint to translate with; pulled from the hub if it is missing and the network may be used.

    Args:
        model: "auto", a name of the catalogue, a folder, or a hub id ("organisation/name").
        catalogue: the user's own models.txt.
        offline: never use the network (HF_HUB_OFFLINE=1 says the same).
        notify: takes one-line messages for the user.
        progress: makes the display for the download of a named model.

    Raises:
        ModelError: the model is unknown, missing, damaged or not MarianMT, or cannot be pulled.
    """
    offline = offline or is_offline()
    if model == AUTO:
        return _automatic(read_catalogue(catalogue), offline, notify, progress)
    if find(read_catalogue(catalogue), model) is None and Path(model).is_dir():
        return open_checkpoint(_snapshot(Path(model)), Path(model).resolve().name)
    return open_entry(named_entry(model, catalogue), offline=offline, notify=notify, progress=progress)


def named_entry(name: str, catalogue: Path | None = None) -> CatalogueEntry:
    """The catalogue entry of a name, or a new one for a hub id.

    Raises:
        ModelError: the name is neither.
    """
    entry = find(read_catalogue(catalogue), name)
    if entry is not None:
        return entry
    if _HUB_ID.fullmatch(name):
        return CatalogueEntry(name, name, "main", "", 0, "")
    raise ModelError(
        name,
        "no such model: neither a name of the catalogue, nor a folder, nor a hub id",
        "see `translate-summarize models list`",
    )


def verify_models(name: str | None = None, catalogue: Path | None = None) -> list[tuple[str, int]]:
    """Check every file of one model, or of all on this machine, against its manifest.

    Returns:
        (name, number of files) of each intact model.

    Raises:
        ModelError: a model is missing or damaged.
    """
    entries = [named_entry(name, catalogue)] if name else list(read_catalogue(catalogue))
    checked = []
    for entry in entries:
        folder = installed(entry.repository, entry.revision)
        if folder is None:
            if name is None:
                continue
            raise _not_here(entry)
        problems = verify(folder)
        if problems:
            raise ModelError(entry.name, "; ".join(problems), "remove it and pull it again")
        checked.append((entry.name, len(read_manifest(folder) or list(folder.iterdir()))))
    return checked


def model_folder(name: str, catalogue: Path | None = None) -> Path:
    """The folder of a model.

    Raises:
        ModelError: it is not on this machine, or not a MarianMT model.
    """
    entry = named_entry(name, catalogue)
    folder = installed(entry.repository, entry.revision)
    if folder is None:
        raise _not_here(entry)
    return open_checkpoint(folder, entry.name).folder


def remove_model(name: str, catalogue: Path | None = None) -> int:
    """Delete a pulled model; returns the bytes freed.

    Raises:
        ModelError: it is not on this machine, or ships in the package.
    """
    entry = named_entry(name, catalogue)
    return remove(entry.repository, entry.revision)


def _snapshot(folder: Path) -> Path:
    """The model folder itself, or the snapshot to use if it is a repository of the hub's cache."""
    snapshots = sorted((folder / "snapshots").glob("*/config.json"))
    if (folder / "config.json").exists() or not snapshots:
        return folder
    main = folder / "refs" / "main"
    chosen = folder / "snapshots" / main.read_text(encoding="utf-8").strip() if main.is_file() else snapshots[-1].parent
    return chosen if chosen.is_dir() else snapshots[-1].parent


def _not_here(entry: CatalogueEntry) -> ModelError:
    return ModelError(
        entry.name, "not on this machine", f"fetch it with `translate-summarize models pull {entry.name}`"
    )


def open_entry(
    entry: CatalogueEntry,
    *,
    offline: bool,
    notify: Callable[[str], None] = lambda _: None,
    progress: Callable[[str], PullProgress] = silent,
) -> Checkpoint:
    """The checkpoint of a catalogue entry, pulled if missing.

    Raises:
        ModelError: see ``select_checkpoint``.
    """
    folder = installed(entry.repository, entry.revision)
    if folder is None:
        if offline:
            raise ModelError(
                entry.name,
                "not on this machine, and the network is turned off",
                "drop --offline (or HF_HUB_OFFLINE) to fetch it once, or use --model pocket",
            )
        size = f" ({entry.size / 1e6:.0f} MB)" if entry.size else ""
        notify(f"fetching model {entry.name}{size} from {entry.repository}, once")
        folder = pull(entry.repository, entry.revision, progress=progress(entry.name), offline=offline)
    return open_checkpoint(folder, entry.name)


def _automatic(
    entries: tuple[CatalogueEntry, ...],
    offline: bool,
    notify: Callable[[str], None],
    progress: Callable[[str], PullProgress],
) -> Checkpoint:
    """The best model if it is here or can be fetched; otherwise the pocket model, and say why."""
    best = find(entries, BEST)
    reason = "the network is turned off"
    if best is not None and installed(best.repository, best.revision) is not None:
        return open_entry(best, offline=True)
    if best is not None and not offline:
        reason = "the model hub cannot be reached"
        if is_reachable():
            try:
                return open_entry(best, offline=False, notify=notify, progress=progress)
            except ModelError as error:
                reason = str(error)
    pocket = find(entries, POCKET)
    better = f"; better: `translate-summarize models pull {BEST}`, {best.size / 1e6:.0f} MB once" if best else ""
    notify(f"using the small pocket model that ships with the program ({reason}){better}")
    return open_entry(pocket or CatalogueEntry(POCKET, f"{PACKAGE_PREFIX}{POCKET}", "", "", 0, ""), offline=True)
