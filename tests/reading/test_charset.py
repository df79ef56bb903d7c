from __future__ import annotations

import codecs
import hashlib
import io
import sys
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import MAX_GROWTH, growth
from translate_summarize.errors import ExitCode, InputError
from translate_summarize.formats import READABLE_SUFFIXES
from translate_summarize.reading.charset import clean, decode
from translate_summarize.reading.source import parse_article, read_article

SENTENCE = "Die Größe der Brücke überraschte Jörg: „Schön“, rief er – für 5 Äpfel süß."
PLAIN = "Übermütige Bären äßen größere Öhrchen."


@pytest.mark.parametrize(
    ("encoding", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_umlauts_and_quotes_come_out_right(encoding: str, bom: bytes, name: str) -> None:
    assert decode(bom + SENTENCE.encode(encoding), "x") == (SENTENCE, name)


@pytest.mark.parametrize(
    "text",
    [PLAIN, "Süß", "Die Straße ist für Fußgänger gesperrt.\n" * 40, "ganz ohne Umlaut, nur ein ß", "Ö"],
)
def test_latin_1_of_any_length(text: str) -> None:
    assert decode(text.encode("latin-1"), "x")[0] == text.strip("\n") + "\n" * text.endswith("\n")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_old_computers(encoding: str) -> None:
    assert decode((PLAIN * 3).encode(encoding), "x")[0] == PLAIN * 3


def test_euro_sign_of_latin_9() -> None:
    assert decode("Das Brötchen kostet 2 €.".encode("iso8859-15"), "x")[0] == "Das Brötchen kostet 2 €."


def test_utf_8_with_a_stray_windows_byte_and_with_a_cut_end() -> None:
    data = (SENTENCE * 3).encode() + b" \x96 " + SENTENCE.encode()
    assert decode(data, "x") == (f"{SENTENCE * 3} – {SENTENCE}", "utf-8")
    assert decode((SENTENCE * 3 + "ä").encode()[:-1], "x")[0].startswith(SENTENCE * 3)


def test_russian_is_not_read_as_umlauts() -> None:
    text = "Городской совет вчера решил построить новую трамвайную линию до порта."
    assert decode(text.encode("cp1251"), "x")[0] == text


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüßÄÖÜ ABCD.,\n"), min_size=1))
def test_every_german_text_survives_windows_1252(text: str) -> None:
    if not text.strip():
        return
    assert decode(text.encode("cp1252"), "x")[0] == text


def _docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nstream", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"{\\rtf1\\ansi Hallo}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "old Office"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"Text\x00\x01\x02\x03mit Nullen", "NUL"),
        (b"\x01\x02\x03\x04\x05 Steuerzeichen \x06\x07", "control characters"),
        (zlib.compress(SENTENCE.encode() * 50, 9), "binary data"),
    ],
)
def test_binary_data_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=kind) as caught:
        decode(data, "bericht.txt")
    assert str(caught.value).startswith("bericht.txt: ")
    assert caught.value.hint


def test_office_archives_are_told_apart() -> None:
    with pytest.raises(InputError, match="Word document"):
        decode(_docx(), "x")
    with pytest.raises(InputError, match="ZIP archive"):
        decode(b"PK\x03\x04" + bytes(60), "x")


@pytest.mark.parametrize("start", ["MZ meldet", "BZh", "ID3 Freunde", "PK-Bericht", "GIF ist ein Format"])
def test_german_text_may_begin_like_a_binary_file(start: str) -> None:
    text = f"{start}: Größere Umbauten in der Stadt."
    assert decode(text.encode(), "x")[0] == text
    assert decode(text.encode("utf-16-le"), "x")[0] == text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", codecs.BOM_UTF8, "\u200b\xa0\n".encode(), b"\x0c\n"])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"empty|white space"):
        decode(data, "leer.txt")


def test_damaged_utf_16_is_refused() -> None:
    with pytest.raises(InputError, match="damaged UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a\x00b", "x")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_any_line_end(end: str) -> None:
    assert clean(f"eins{end}zwei{end}{end}drei") == "eins\nzwei\n\ndrei"


def test_paragraph_separator_and_form_feed() -> None:
    assert clean("eins\u2029zwei") == "eins\n\nzwei"
    assert clean("Ende der Seite.\fNeue Seite") == "Ende der Seite.\n\nNeue Seite"
    assert clean("ein Satz, der auf der\n\fnächsten Seite endet") == "ein Satz, der auf der\nnächsten Seite endet"
    assert clean("a\f\fb") == "a\n\nb"


def test_invisible_characters() -> None:
    assert clean("Donau\u00addampf\u200bschiff\ufefffahrt") == "Donaudampfschifffahrt"
    assert clean("Auf\u200clage") == "Auflage"
    assert clean("👩\u200d🔬 forscht") == "👩\u200d🔬 forscht"
    assert clean("Regie\u00ad\nrung") == "Regie\u00ad\nrung"
    assert clean("10\u00a0000") == "10\u00a0000"
    assert clean("Gru\u0308n") == "Grün"


def test_article_of_latin_1_file(tmp_path: Path) -> None:
    path = tmp_path / "bericht.TXT"
    data = f"Überschrift\r\n\r\n{PLAIN}\r\n".encode("latin-1")
    path.write_bytes(data)
    article = read_article(str(path))
    assert (article.title, article.text) == ("Überschrift", f"Überschrift\n\n{PLAIN}")
    assert (article.path, article.format, article.encoding) == (str(path), "text", "cp1252")
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode("cp1252"))))
    article = read_article("-")
    assert (article.path, article.text) == ("-", SENTENCE)


def test_suffixes_choose_the_reader() -> None:
    for suffix in ("", *READABLE_SUFFIXES):
        expected = "markdown" if suffix in (".md", ".markdown") else "html" if "htm" in suffix else "text"
        assert parse_article(b"# Kopf\n\nText.", "x", suffix).format == expected
    assert parse_article(b"# Kopf\n\nText.", "x", ".MD").title == "Kopf"
    with pytest.raises(InputError, match=r"'.docx'.*\.txt, .*\.md"):
        parse_article(b"Text.", "x.docx", ".docx")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "da.txt").write_text("Hallo.")
    cases = {
        tmp_path / "fehlt.txt": "no such file",
        tmp_path: "folder",
        tmp_path / "da.txt" / "x.txt": "not a folder",
        Path("n" * 300 + ".txt"): "cannot be read",
        tmp_path / "nul\0.txt": "cannot be read",
    }
    for path, problem in cases.items():
        with pytest.raises(InputError, match=problem) as caught:
            read_article(path)
        assert caught.value.exit_code is ExitCode.INPUT
        assert caught.value.hint
    (tmp_path / "film.mkv").write_bytes(b"")
    with pytest.raises(InputError, match="unknown format"):
        read_article(tmp_path / "film.mkv")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "geheim.txt"
    path.write_text("Hallo.")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        pass
    else:  # root reads everything: let the system call say what it says to others

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permission"):
        read_article(path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le"])
def test_time_grows_with_the_file(encoding: str) -> None:
    small, large = (("Straße " * count).encode(encoding) for count in (37_500, 150_000))
    assert growth(lambda data: decode(data, "x"), small, large) < MAX_GROWTH
    assert decode(large, "x")[0].startswith("Straße ")


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "riesig.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    opened: list[Path] = []
    monkeypatch.setattr(Path, "open", lambda self, *_: opened.append(self))
    with pytest.raises(InputError, match=r"riesig\.txt: is larger than 100 MB"):
        read_article(path)
    assert not opened


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device that POSIX systems have")
def test_a_device_that_never_ends_is_refused() -> None:
    with pytest.raises(InputError, match="is larger than 100 MB"):
        read_article("/dev/zero")


def test_foreign_bytes_in_utf8_are_counted_by_call_not_by_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a codec error handler holds for the whole process")

    monkeypatch.setattr(codecs, "register_error", refuse)
    pasted = f"{SENTENCE} {PLAIN} ".encode() * 50 + b"\x84Sch\xf6n\x93 \x81"
    legacy = f"{SENTENCE} ".encode("cp1252") * 50
    with ThreadPoolExecutor(4) as threads:
        decoded = list(threads.map(lambda data: decode(data, "x"), [pasted, legacy] * 40))
    assert {encoding for _, encoding in decoded[::2]} == {"utf-8"}
    assert all(text.endswith("„Schön“ \ufffd") for text, _ in decoded[::2])
    assert {encoding for _, encoding in decoded[1::2]} == {"cp1252"}
