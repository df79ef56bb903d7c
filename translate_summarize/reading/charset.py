"""The bytes of a file -> clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from translate_summarize.errors import InputError
from translate_summarize.formats import by_signature

_BOMS = (  # UTF-32 first: its little-endian mark begins with the one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAVE_AS_TEXT = "save it as plain text (.txt) or Markdown (.md) first"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")

_GERMAN_NON_ASCII = frozenset("äöüÄÖÜßẞ„“”‚‘’–—…«»‹›€§°éèêëáàâåæçñóôøúûíîïÉÀÇØÅ·•²³½¼¾×µ©®™´\xa0")

_UMLAUTS = frozenset("äöüÄÖÜß")

_JOINERS = re.compile(r"[\u200c\u200d]")

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

# What a byte that is not UTF-8 decodes to under "surrogateescape", and the Windows character that it stands for.
_ESCAPED_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}

_LINE_ENDS = re.compile(r"\r\n|[\r\v\x85\u2028]")


def decode(data: bytes, source: str) -> tuple[str, str]:
    r"""Decode a file and clean its text.

    Line ends become ``\n``, invisible characters are removed, decomposed umlauts are composed (NFC).

    Args:
        data: the whole file.
        source: what the error calls it.

    Returns:
        The text and the name of its encoding, in Python's naming.

    Raises:
        InputError: the data are not text, or only white space.
    """
    if not data.strip():
        raise InputError(source, "is empty", "give a file with German text in it")
    if kind := _binary_kind(data):
        raise InputError(source, f"looks like {kind}, not text", _SAVE_AS_TEXT)
    text, encoding = _decode(data, source)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls * 100 > len(text):
        what = "NUL bytes" if "\x00" in text else "control characters"
        raise InputError(source, f"looks like binary data ({what}), not text", _SAVE_AS_TEXT)
    text = clean(text)
    if not text.strip():
        raise InputError(source, "holds only white space", "give a file with German text in it")
    return text, encoding


def clean(text: str) -> str:
    r"""Unify line ends and remove invisible characters.

    ``\n`` is the only line end left (U+2029 is two); a form feed ends the paragraph if the page ended a
    sentence, else only the line. Soft hyphens stay at line ends, where they mark a broken word, and are removed
    elsewhere. Zero-width spaces, direction marks, stray control characters and BOMs are removed; zero-width joiners
    stay between emoji. Non-breaking spaces stay: to Python they are white space like any other.

    Args:
        text: decoded text.

    Returns:
        The text in NFC.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    if "\f" in text:
        text = _join_pages(text.split("\f"))
    text = _CONTROL.sub("", text).translate(_INVISIBLE)
    if "\xad" in text:
        text = re.sub(r"\xad(?!\n)", "", text)
    if _JOINERS.search(text):
        text = re.sub(r"(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])", "", text)
    return unicodedata.normalize("NFC", text)


def _join_pages(pages: list[str]) -> str:
    parts = [pages[0]]
    last = pages[0].rstrip()[-1:]
    for page in pages[1:]:
        parts += ["\n\n" if last in ".!?:…“”«»\"'" else "\n", page]
        last = page.rstrip()[-1:] or last
        if parts[-2] == "\n":  # a sentence runs on: the page break must not leave blank lines in it
            parts[-3], parts[-1] = parts[-3].rstrip("\n"), page.lstrip("\n")
    return "".join(parts)


def _binary_kind(data: bytes) -> str:
    """The kind of file that the first bytes identify; "" for none."""
    known = by_signature(data)
    holds_nul = b"\x00" in data[:4096] and not data.startswith(codecs.BOM_UTF32_BE)
    if known is None and holds_nul and not _looks_like_wide_text(data):
        known = by_signature(data, with_nul=True)
    return known.description if known else ""


def _decode(data: bytes, source: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding.removesuffix("-sig")), encoding
            except UnicodeDecodeError:
                if encoding != "utf-8-sig":
                    raise InputError(source, f"damaged {encoding.upper()} text", "save it again, as UTF-8") from None
                data = data[len(bom) :]
    if b"\x00" in data:
        if wide := _looks_like_wide_text(data):
            return data.decode(wide), wide
        raise InputError(source, "looks like binary data (NUL bytes), not text", _SAVE_AS_TEXT)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    repaired, damage = _mostly_utf8(data)
    if repaired and damage:
        return repaired, "utf-8"
    return _decode_legacy(data)


def _looks_like_wide_text(data: bytes) -> str:
    """Name of the UTF-16 flavour of text without BOM; "" if the data are not that."""
    if len(data) % 2:
        return ""
    sample = data[: 1 << 16]
    high_le, high_be = sample[1::2].count(0), sample[0::2].count(0)
    units = len(sample) // 2
    for encoding, high, low in (("utf-16-le", high_le, high_be), ("utf-16-be", high_be, high_le)):
        if high * 2 > units and low * 100 <= units:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return ""
            return encoding if len(_CONTROL.findall(text)) * 100 <= len(text) else ""
    return ""


def _mostly_utf8(data: bytes) -> tuple[str, int]:
    """UTF-8 with a few foreign bytes (pasted Windows-1252, a cut end).

    Returns:
        The text and how many foreign bytes it had; ("", 0) if the data are not mainly UTF-8.
    """
    text = data.decode("utf-8", "surrogateescape")
    damage = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    sequences = sum(1 for character in text if character > "\x7f") - damage
    return (text.translate(_ESCAPED_WINDOWS), damage) if sequences > 4 * damage else ("", 0)


def _decode_legacy(data: bytes) -> tuple[str, str]:
    """Decode one-byte encodings: charset-normalizer proposes, German letters decide."""
    from charset_normalizer import from_bytes

    lines = [line for line in re.split(rb"[\r\n]", data) if not line.isascii()]
    sample = b"\n".join(line[:4096] for line in lines)[: 1 << 16]
    western = ["cp1252", "mac_roman", "cp850", "cp437"]
    proposals = [match.encoding for match in from_bytes(sample, cp_isolation=western)]
    best, best_share = "cp1252", -1.0
    for encoding in dict.fromkeys([*proposals, *western]):
        share = _german_share(sample, encoding)
        if share > best_share or (share == best_share and encoding == "cp1252"):
            best, best_share = encoding, share
    if _is_foreign(sample.decode(best, "replace")):  # so that the error names the language instead of calling it binary
        match = from_bytes(sample).best()
        best = match.encoding if match else "cp1252"
    if best == "cp1252" and b"\xa4" in data and not re.search(rb"[\x80-\x9f]", data):
        best = "iso8859-15"  # its euro sign; nobody writes the currency sign that cp1252 has there
    try:
        return data.decode(best), best
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _is_foreign(text: str) -> bool:
    """Whether non-ASCII letters are too frequent, and too rarely umlauts, for a Western language."""
    letters = [character for character in text if character.isalpha()]
    accented = [character for character in letters if character > "\x7f"]
    umlauts = sum(character in _UMLAUTS for character in accented)
    return len(accented) > 0.4 * len(letters) and umlauts < 0.5 * len(accented)


def _german_share(sample: bytes, encoding: str) -> float:
    """Share of the non-ASCII characters that German texts use; -1.0 if the sample does not decode."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    foreign = [character for character in text if character > "\x7f"]
    return sum(character in _GERMAN_NON_ASCII for character in foreign) / max(1, len(foreign))
