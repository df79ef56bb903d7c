"""Options and arguments that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def enable_debug(enabled: bool) -> None:
    """Make errors print their traceback (see ``app.run``); acts as soon as the option is parsed."""
    if enabled:
        os.environ["TRANSLATE_SUMMARIZE_DEBUG"] = "1"


FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="German article (.txt, .md, .html), or - for standard input.")
]

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="OUT", help="Output file; - is standard output (default).")
]

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="text, markdown, json or html; default: by the suffix of OUT, else text.",
        metavar="FORMAT",
    ),
]

Bilingual = Annotated[bool, typer.Option("--bilingual", help="Put the German beside the English.")]

KeepAll = Annotated[bool, typer.Option("--keep-all", help="Translate page furniture (comment forms, teasers) too.")]

Sentences = Annotated[int, typer.Option("--sentences", min=1, help="Maximum number of sentences in the brief.")]

Words = Annotated[
    int | None, typer.Option("--words", min=1, help="Maximum number of words in the brief; overrides --sentences.")
]

Ratio = Annotated[
    float | None,
    typer.Option("--ratio", help="Maximum length of the brief as a share of the article's words, such as 0.1."),
]

Model = Annotated[
    str,
    typer.Option("--model", "-m", help="auto, a name from `models list`, a folder, or a hub id of a MarianMT model."),
]

EngineOption = Annotated[
    str, typer.Option("--engine", help="ctranslate2, or transformers (needs the extra \\[torch]).")
]

Beam = Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is fastest.")]

Threads = Annotated[
    int | None, typer.Option("--threads", min=1, help="Processor cores to use; default: all available.")
]

ModelsFile = Annotated[
    Path | None,
    typer.Option(
        "--models-file",
        envvar="TRANSLATE_SUMMARIZE_MODELS",
        help="Model list to use instead of the built-in one.",
        metavar="TXT",
    ),
]

Offline = Annotated[bool, typer.Option("--offline", help="Never use the network.")]

Memory = Annotated[
    bool, typer.Option("--memory/--no-memory", help="Use the translation memory: no sentence is translated twice.")
]

Force = Annotated[bool, typer.Option("--force", help="Translate even if the text does not look German.")]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no notes on standard error.")]

Debug = Annotated[
    bool, typer.Option("--debug", callback=enable_debug, is_eager=True, help="Print the traceback of an error.")
]
