"""The commands ``models list``, ``pull``, ``verify``, ``path`` and ``remove``."""

from __future__ import annotations

from typing import Annotated

import typer

from translate_summarize.cli.notes import Console
from translate_summarize.cli.options import Debug, ModelsFile, Offline, Quiet
from translate_summarize.cli.pull_display import pull_progress

models_app = typer.Typer(help="List, fetch, verify and remove models.", rich_markup_mode="rich", no_args_is_help=True)


@models_app.command("list")
def models_list(models_file: ModelsFile = None, debug: Debug = False) -> None:
    """List the models in the catalogue, and which are on this machine."""
    from translate_summarize.models.catalogue import read_catalogue
    from translate_summarize.models.sizes import size_text
    from translate_summarize.models.store import PACKAGE_PREFIX, installed

    rows = [("NAME", "STATE", "SIZE", "LICENCE", "SOURCE", "FOR")]
    for entry in read_catalogue(models_file):
        if entry.repository.startswith(PACKAGE_PREFIX):
            state = "in the package"
        else:
            state = "pulled" if installed(entry.repository, entry.revision) else "not pulled"
        rows.append((entry.name, state, size_text(entry.size), entry.licence, entry.repository, entry.purpose))
    widths = [max(len(row[i]) for row in rows) for i in range(5)] + [0]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@models_app.command("pull")
def models_pull(
    name: Annotated[str, typer.Argument(help="A name from `models list`, or a hub id.")],
    models_file: ModelsFile = None,
    offline: Offline = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Download a model from the hub, verify it, and print its folder."""
    from translate_summarize.models.reachability import is_offline
    from translate_summarize.models.selection import named_entry, open_entry, silent

    checkpoint = open_entry(
        named_entry(name, models_file),
        offline=offline or is_offline(),
        notify=Console(quiet).note,
        progress=pull_progress(quiet) or silent,
    )
    print(checkpoint.folder)


@models_app.command("verify")
def models_verify(
    name: Annotated[str | None, typer.Argument(help="A name from `models list`; default: all on this machine.")] = None,
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Verify the size and SHA-256 of every file of a model."""
    from translate_summarize.models.selection import verify_models

    for model, files in verify_models(name, models_file):
        print(f"{model}: ok ({files} files)")


@models_app.command("path")
def models_path(
    name: Annotated[str, typer.Argument(help="A name from `models list`.")],
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Print the folder of a model."""
    from translate_summarize.models.selection import model_folder

    print(model_folder(name, models_file))


@models_app.command("remove")
def models_remove(
    name: Annotated[str, typer.Argument(help="A name from `models list`, or a hub id.")],
    models_file: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Delete a downloaded model from this machine."""
    from translate_summarize.models.selection import remove_model

    print(f"{name}: removed, {remove_model(name, models_file) / 1e6:.0f} MB freed")
