"""models.txt: the models that have a name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from translate_summarize.errors import UsageError
from translate_summarize.models.sizes import parse_size
from translate_summarize.models.store import is_repository, is_revision

CATALOGUE_VARIABLE = "TRANSLATE_SUMMARIZE_MODELS"
"""Environment variable: path of the catalogue to use instead of the shipped one."""

_FIELDS = "name | repository | revision | licence | size | what it is for"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model that has a name.

    Attributes:
        name: what ``--model`` takes.
        repository: ``package:FOLDER`` or a repository on the hub (``organisation/name``).
        revision: branch, tag or commit on the hub.
        licence: SPDX identifier.
        size: bytes to fetch, rounded.
        purpose: what it is for, in a clause.
    """

    name: str
    repository: str
    revision: str
    licence: str
    size: int
    purpose: str


def shipped_catalogue() -> Path:
    """Path of the catalogue that comes with the program.

    A wheel has it inside the package; a checkout has it at the top level.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "models.txt"
    return inside if inside.is_file() else package.parent / "models.txt"


def read_catalogue(path: Path | None = None) -> tuple[CatalogueEntry, ...]:
    """Read a catalogue.

    Args:
        path: a file in the format of models.txt; None: the one that the environment variable
            TRANSLATE_SUMMARIZE_MODELS names, or the shipped one.

    Returns:
        The entries in the file's order.

    Raises:
        UsageError: the file cannot be read, or a line is malformed; the message names file and line.
    """
    chosen = path or Path(os.environ.get(CATALOGUE_VARIABLE) or shipped_catalogue()).expanduser()
    try:
        lines = chosen.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or error) if isinstance(error, OSError) else "it is not UTF-8 text"
        hint = f"give a readable file with --models-file or {CATALOGUE_VARIABLE}"
        raise UsageError(chosen, f"the list of models cannot be read ({reason})", hint) from error
    entries: dict[str, CatalogueEntry] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        place = f"{chosen}:{number}"
        entry = _entry(line, place)
        if entry.name in entries:
            raise UsageError(place, f"the name {entry.name!r} is used twice", "rename or delete one")
        entries[entry.name] = entry
    return tuple(entries.values())


def find(entries: Iterable[CatalogueEntry], name: str) -> CatalogueEntry | None:
    """The entry of that name, or None."""
    return next((entry for entry in entries if entry.name == name), None)


def _entry(line: str, place: str) -> CatalogueEntry:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 6 or not all(fields):
        raise UsageError(
            place, f"{len(fields)} fields, or an empty one, instead of six", f"write the line as: {_FIELDS}"
        )
    name, repository, revision, licence, size, purpose = fields
    if not _NAME.fullmatch(name):
        raise UsageError(
            place, f"{name!r} cannot be a model's name", "use letters, digits, dots, hyphens and underscores"
        )
    if not is_repository(repository):
        raise UsageError(
            place,
            f"{repository!r} is not a repository",
            "write package:FOLDER or one on the hub as organisation/name",
        )
    if not is_revision(revision):
        raise UsageError(place, f"{revision!r} is not a revision", "write a branch, a tag or a commit, e.g. main")
    try:
        return CatalogueEntry(name, repository, revision, licence, parse_size(size), purpose)
    except ValueError as error:
        raise UsageError(place, str(error), "write a number and B, kB, MB or GB") from None
