"""TMX 1.4b: the translation memory to and from translators' tools.

Reading uses expat rather than lxml.etree.iterparse: expat refuses an entity where it is declared and names the line of
every fault, while libxml2 accepts an undefined entity if a file names a DTD and gives no line for one if it does not.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from xml.parsers import expat

from translate_summarize import __version__
from translate_summarize.errors import InputError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.units import MemoryUnit
from translate_summarize.storage.atomic import open_text_atomically, output_error

_TOOL = "translate_summarize"

_GERMAN = {"de", "deu", "ger"}

_ENGLISH = {"en", "eng"}

_MACHINE = {"machine", "mt"}

# What these hold are the codes of another file format; <hi> and the unknown ones hold text.
_CODES = {"bpt", "ept", "ph", "it", "ut"}

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_XML_SPACE = re.compile("[ \t\r\n]+")

# A carriage return that is written as itself would come back as a line feed.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})

_CHUNK_BYTES = 1 << 16

_HINT = "fix that line, or export the file again from the translation tool"


@dataclass(frozen=True, slots=True)
class TmxImport:
    """What an import did.

    Attributes:
        imported: units that are now in the memory (of those with the same German, the last).
        skipped: units without German or English text, or a machine's without its settings.
    """

    imported: int
    skipped: int


def export_tmx(memory: TranslationMemory, target: Path | TextIO) -> int:
    """Write the whole memory as TMX 1.4b, one unit at a time.

    A unit's origin is in ``<prop type="x-origin">`` ("human" or "machine"); a machine translation's settings, score and
    flags are in ``x-settings``, ``x-score`` and ``x-flag``, so that ``import_tmx`` restores it exactly. Characters that
    XML 1.0 forbids are dropped.

    Args:
        memory: what to export.
        target: a file, which is written whole or not at all, or a text stream that encodes as UTF-8.

    Returns:
        How many units were written.

    Raises:
        InputError: if the memory cannot be read.
        OutputError: if the file cannot be written.
    """
    if not isinstance(target, Path):
        return _write(memory, target)
    try:
        with open_text_atomically(target) as stream:
            return _write(memory, stream)
    except OSError as error:
        raise output_error(target, error, "memory.tmx") from error


def import_tmx(path: Path, memory: TranslationMemory) -> TmxImport:
    """Read a TMX file (any version, UTF-8, UTF-16 or what it declares) into the memory, all of it or nothing.

    Its units count as human translations unless ``x-origin`` says machine. Of inline elements, the codes are
    dropped and highlighted text is kept. Of a unit's languages, the first German and the first English variant
    are taken ("de-CH", "EN-US" ...). Later units win over earlier ones with the same German.

    Args:
        path: the TMX file.
        memory: where its units go.

    Returns:
        How many units were taken and how many were left out.

    Raises:
        InputError: if the file cannot be read, is no well-formed TMX, or declares entities (none is ever expanded
            or fetched); then nothing was imported.
        OutputError: if the memory cannot be written; then nothing was imported.
    """
    reader = _Reader(path)
    imported = memory.merge(reader.units)
    return TmxImport(imported=imported, skipped=reader.seen - imported)


def _write(memory: TranslationMemory, stream: TextIO) -> int:
    with contextlib.closing(memory.units()) as units:
        # An unreadable memory is reported before anything is written.
        first = next(units, None)
        return _write_units(units if first is None else itertools.chain([first], units), stream)


def _write_units(units: Iterable[MemoryUnit], stream: TextIO) -> int:
    stream.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{_TOOL}" creationtoolversion="{_escaped(__version__)}" segtype="sentence"'
        f' o-tmf="{_TOOL}" adminlang="en" srclang="de" datatype="plaintext"/>\n<body>\n'
    )
    count = 0
    for unit in units:
        stream.write(_unit(unit))
        count += 1
    stream.write("</body>\n</tmx>\n")
    return count


def _unit(unit: MemoryUnit) -> str:
    properties = [("x-origin", "human" if unit.settings is None else "machine")]
    if unit.settings is not None:
        properties.append(("x-settings", unit.settings))
    if unit.score is not None:
        properties.append(("x-score", repr(unit.score)))
    properties.extend(("x-flag", flag) for flag in unit.flags)
    props = "".join(f'<prop type="{name}">{_escaped(value)}</prop>' for name, value in properties)
    return (
        f'<tu>{props}<tuv xml:lang="de"><seg>{_escaped(unit.source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{_escaped(unit.target)}</seg></tuv></tu>\n'
    )


def _escaped(text: str) -> str:
    return _FORBIDDEN.sub("", text).translate(_ESCAPES)


def _score(text: str) -> float | None:
    try:
        score = float(text)
    except ValueError:
        return None
    return score if math.isfinite(score) else None


class _Reader:
    """Streams the units of a TMX file.

    Attributes:
        seen: ``<tu>`` elements in the last reading.
    """

    def __init__(self, path: Path) -> None:
        self.seen = 0
        self._path = path
        self._begin()

    def units(self) -> Iterator[MemoryUnit]:
        """Read the file from its start.

        Raises:
            InputError: if it cannot be read or is no well-formed TMX.
        """
        self._begin()
        try:
            with self._path.open("rb") as stream:
                while data := stream.read(_CHUNK_BYTES):
                    yield from self._parsed(data, final=False)
                yield from self._parsed(b"", final=True)
        except OSError as error:
            problem = error.strerror or type(error).__name__
            raise InputError(self._path, f"cannot be read: {problem}", "check the path and the permissions") from error

    def _begin(self) -> None:
        self.seen = 0
        self._ready: list[MemoryUnit] = []
        self._root_seen = False
        self._in_unit = False
        self._language = ""
        self._code_depth = 0
        self._property = ""
        self._text: list[str] | None = None
        self._properties: dict[str, list[str]] = {}
        self._german: str | None = None
        self._english: str | None = None
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity_declared
        parser.SkippedEntityHandler = self._entity_skipped

    def _parsed(self, data: bytes, *, final: bool) -> list[MemoryUnit]:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            raise self._malformed(expat.ErrorString(error.code) or "malformed XML", error.lineno) from error
        except (LookupError, ValueError) as error:
            # Raised by the decoder: the encoding is unknown, or has several bytes per character.
            raise self._malformed("its encoding is not supported", self._parser.CurrentLineNumber) from error
        ready, self._ready = self._ready, []
        return ready

    def _malformed(self, problem: str, line: int | None = None) -> InputError:
        return InputError(self._path, f"line {line or self._parser.CurrentLineNumber}: {problem}", _HINT)

    def _entity_declared(self, name: str, *_: object) -> None:
        raise self._malformed(f'entity "{name[:40]}" is declared, which is refused for safety')

    def _entity_skipped(self, name: str, *_: object) -> None:
        raise self._malformed(f'entity "{name[:40]}" is not defined')

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root_seen:
            if name != "tmx":
                raise self._malformed(f"not a TMX file: it begins with <{name[:40]}>")
            self._root_seen = True
        if self._text is not None:
            if name in _CODES:
                self._code_depth += 1
        elif name == "tu":
            self.seen += 1
            self._in_unit = True
            self._properties = {}
            self._german = self._english = None
        elif name == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._language = re.split("[-_]", language.strip().lower())[0] or "?"
        elif self._in_unit and (name == "seg" or (name == "prop" and not self._language)):
            self._property = attributes.get("type", "")
            self._text = []

    def _characters(self, data: str) -> None:
        if self._text is not None and not self._code_depth:
            self._text.append(data)

    def _end(self, name: str) -> None:
        if name == "tu":
            self._finish_unit()
        elif name == "tuv":
            self._language = ""
        elif name in _CODES and self._text is not None:
            self._code_depth -= 1
        elif name == "seg" and self._text is not None:
            text = "".join(self._text)
            self._text = None
            if self._language in _GERMAN:
                self._german = self._german or text
            elif self._language in _ENGLISH:
                self._english = self._english or text
        elif name == "prop" and self._text is not None:
            self._properties.setdefault(self._property, []).append("".join(self._text))
            self._text = None

    def _finish_unit(self) -> None:
        self._in_unit = False
        german, english = self._german, self._english
        if german is None or english is None:
            return
        origin = "".join(self._properties.get("x-origin", [])).strip().lower()
        if origin in _MACHINE:
            if settings := self._properties.get("x-settings"):
                flags = tuple(self._properties.get("x-flag", ()))
                score = _score("".join(self._properties.get("x-score", [])))
                self._ready.append(MemoryUnit(german, english, flags, settings[0], score))
            return
        if origin != "human":
            # From another tool: line breaks and indents belong to the layout of its file, not to the sentence.
            german, english = (_XML_SPACE.sub(" ", text).strip() for text in (german, english))
        self._ready.append(MemoryUnit(german, english))
