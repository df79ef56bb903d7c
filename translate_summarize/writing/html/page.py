"""What every HTML page of ours shares: its skeleton, its style, its policy, and how text is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from translate_summarize.article.inline import PieceKind, one_line, pieces


def page(title: str, body: Iterable[str], style: str, *, version: str = "", css_class: str = "") -> str:
    """A complete page that loads nothing and runs no script.

    Args:
        title: of the window, as plain text.
        body: its lines, as markup.
        style: its style sheet (see ``style_sheet``).
        version: of translate_summarize; "" if it is not to be named.
        css_class: of the body; may be "".

    Returns:
        The page, ending in a line break.
    """
    return (
        "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="en">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f'<meta name="generator" content="{f"translate-summarize {escaped(version)}".strip()}">',
                f"<title>{escaped(title)}</title>",
                f"<style>{style}</style>",
                "</head>",
                f'<body class="{css_class}">' if css_class else "<body>",
                '<a class="skip" href="#main">Skip to the text</a>',
                *body,
                "</body>",
                "</html>",
            ]
        )
        + "\n"
    )


def style_sheet(*names: str) -> str:
    """The named style sheets, which lie beside this module, one after another."""
    return "\n" + "".join(files(__package__).joinpath(name).read_text(encoding="utf-8") for name in names)


def _policy(style: str) -> str:
    """A Content-Security-Policy that allows this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def escaped(text: str) -> str:
    """Text escaped for content and attributes; what HTML cannot hold becomes U+FFFD."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "\ufffd", text), quote=True)


def inline(text: str, *, linked: bool = True) -> str:
    """A line of text with its code and web addresses as such.

    Args:
        text: any text.
        linked: whether web addresses become links; False within a link, where another must not stand.
    """
    markup = []
    for piece in pieces(one_line(text)):
        shown = escaped(piece.text)
        if piece.kind is PieceKind.CODE:
            shown = f'<code translate="no">{shown}</code>'
        elif piece.target and linked:
            shown = f'<a href="{escaped(piece.target)}" rel="noreferrer">{shown}</a>'
        markup.append(shown)
    return "".join(markup)


def footer(signature: str, legend: Iterable[str] = ()) -> str:
    """The foot of the page.

    Args:
        signature: what made the translation, as plain text; "" if it is not known.
        legend: lines of markup that stand above it.
    """
    lines = [f'<p>Machine translation: <code translate="no">{escaped(signature)}</code></p>'] if signature else []
    return "\n".join(['<footer class="end">', *legend, *lines, "</footer>"])
