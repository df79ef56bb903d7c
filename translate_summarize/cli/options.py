"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def enable_debug(wanted: bool) -> None:
    if wanted:
        os.environ["TRANSLATE_SUMMARIZE_DEBUG"] = "1"


FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="German article (.txt, .md, .html), or - for standard input.")
]

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write here; - is standard output.")]

Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="text, markdown, json or html; guessed from OUT's suffix.", metavar="FORMAT"),
]

Bilingual = Annotated[bool, typer.Option("--bilingual", help="Put the German beside the English.")]

KeepAll = Annotated[bool, typer.Option("--keep-all", help="Translate page furniture (comment forms, teasers) too.")]

Sentences = Annotated[int, typer.Option("--sentences", min=1, help="Sentences of the brief.")]

Words = Annotated[int | None, typer.Option("--words", min=1, help="Words of the brief at most; wins over --sentences.")]

Ratio = Annotated[
    float | None,
    typer.Option("--ratio", help="Words of the brief at most, as a share of the article's, such as 0.1."),
]

Model = Annotated[
    str,
    typer.Option("--model", "-m", help="auto, a name from `models list`, a folder, or a hub id of a MarianMT model."),
]

EngineOption = Annotated[
    str, typer.Option("--engine", help="ctranslate2, or transformers (needs the extra \\[torch]).")
]

Beam = Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is fastest.")]

Threads = Annotated[int | None, typer.Option("--threads", min=1, help="Processor cores; default: all it may use.")]

ModelsFile = Annotated[
    Path | None,
    typer.Option("--models-file", envvar="TRANSLATE_SUMMARIZE_MODELS", help="Your own models.txt.", metavar="TXT"),
]

Offline = Annotated[bool, typer.Option("--offline", help="Never use the network.")]

Memory = Annotated[
    bool, typer.Option("--memory/--no-memory", help="Use the translation memory: no sentence is translated twice.")
]

Force = Annotated[bool, typer.Option("--force", help="Go on when the text does not look German.")]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]

Debug = Annotated[
    bool, typer.Option("--debug", callback=enable_debug, is_eager=True, help="Show a traceback with an error.")
]
