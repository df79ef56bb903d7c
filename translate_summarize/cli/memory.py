"""The commands ``memory stats``, ``clear``, ``path``, ``export`` and ``import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translate_summarize.cli.options import Debug
from translate_summarize.pipeline import open_memory

memory_app = typer.Typer(
    help="Show, clear, export and import the translation memory (TMX 1.4b, as translators' tools read it).",
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@memory_app.command("stats")
def memory_stats(debug: Debug = False) -> None:
    """Print how many sentences the memory holds, and its size on disk."""
    with open_memory() as memory:
        stats = memory.stats()
    print(f"sentences  {stats.entries}\nhuman      {stats.human}\nsettings   {stats.settings}")
    print(f"size       {stats.bytes_on_disk / 1e6:.1f} MB")


@memory_app.command("clear")
def memory_clear(debug: Debug = False) -> None:
    """Delete all entries, including human translations."""
    with open_memory() as memory:
        print(f"{memory.clear()} sentences deleted")


@memory_app.command("path")
def memory_path(debug: Debug = False) -> None:
    """Print the path of the memory file."""
    with open_memory() as memory:
        print(memory.path)


@memory_app.command("export")
def memory_export(
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="Output file; an existing one is replaced.")],
    debug: Debug = False,
) -> None:
    """Write the memory as TMX."""
    from translate_summarize.memory.tmx import export_tmx

    with open_memory() as memory:
        print(f"{export_tmx(memory, file)} units written to {file}")


@memory_app.command("import")
def memory_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="German-English TMX file of any version.")],
    debug: Debug = False,
) -> None:
    """Import human translations from a TMX file; they take precedence over the model's."""
    from translate_summarize.memory.tmx import import_tmx

    with open_memory() as memory:
        result = import_tmx(file, memory)
    print(f"{result.imported} units imported, {result.skipped} skipped: no German or no English")
