"""The Typer application: commands, exit codes, and the one-line error message."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from translate_summarize import __version__
from translate_summarize.cli import batch, brief, translate
from translate_summarize.cli.memory import memory_app
from translate_summarize.cli.models import models_app
from translate_summarize.cli.output import abandon_stdout
from translate_summarize.errors import ExitCode, TranslateSummarizeError

PROGRAM = "translate-summarize"

INTERNAL_ERROR = 70
"""Exit code for a bug (EX_SOFTWARE in sysexits.h)."""

EXIT_CODES = (
    "[bold]Exit codes[/bold]: 0 success; 1 some files of a batch failed; 2 usage error; 3 input unreadable, empty, "
    "binary or not German; 4 model missing, damaged or not MarianMT; 5 output cannot be written; 70 internal error; "
    "130 interrupted."
)

app = typer.Typer(
    name=PROGRAM,
    help="German article files into faithful English and one-paragraph English briefs, offline."
    + "\n\n[bold]Start with[/bold] translate-summarize brief article.txt\n\n"
    + EXIT_CODES,
    rich_markup_mode="rich",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command(epilog=translate.EPILOG)(translate.translate)
app.command(epilog=brief.EPILOG)(brief.brief)
app.command(epilog=batch.EPILOG)(batch.batch)
app.add_typer(models_app, name="models")
app.add_typer(memory_app, name="memory")


def _print_version(requested: bool) -> None:
    if requested:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code (see ``errors.ExitCode``).

    Args:
        arguments: without the program's name; None takes those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        # Results are UTF-8 whatever the locale; a file name that is not UTF-8 must not crash the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result: Any = app(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        if result == ExitCode.INTERRUPTED:  # newer versions of typer catch the interrupt themselves
            return _fail("interrupted", ExitCode.INTERRUPTED)
        return result if isinstance(result, int) else ExitCode.OK
    except TranslateSummarizeError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        abandon_stdout()  # the reader closed the pipe, as in `... | head`
        return ExitCode.OK
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's usage errors
            message = error.format_message().rstrip(".")
            # Without arguments typer has printed the help already, and the message is empty.
            return _fail(f"{message}. See `{PROGRAM} --help`.", ExitCode.USAGE) if message else ExitCode.USAGE
        return _fail(
            f"internal error ({type(error).__name__}: {error}); please report it with the output of --debug",
            INTERNAL_ERROR,
        )


def _fail(message: str, code: int) -> int:
    if os.environ.get("TRANSLATE_SUMMARIZE_DEBUG"):
        import traceback

        traceback.print_exc()
    print(f"{PROGRAM}: error: {' '.join(message.split())}", file=sys.stderr)
    return code


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run())
