"""TMX: what goes out comes back, and what translators' tools write is understood."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import threading
import tracemalloc
import xml.etree.ElementTree as ElementTree
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_summarize import __version__
from translate_summarize.errors import InputError, OutputError
from translate_summarize.memory.memory import TranslationMemory
from translate_summarize.memory.tmx import TmxImport, export_tmx, import_tmx
from translate_summarize.memory.units import MemoryEntry, MemoryHit, MemoryUnit

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 can carry.
TEXT = st.text(
    st.one_of(
        st.sampled_from("\t\n\r &<>\"'äß„“–]"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=30,
)
HUMAN = st.builds(MemoryUnit, TEXT.filter(str.strip), TEXT.filter(str.strip))
SCORE = st.none() | st.floats(-20, 0)
MACHINE = st.builds(MemoryUnit, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple), TEXT, SCORE)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[TranslationMemory]:
    with TranslationMemory(tmp_path / "memory.sqlite") as opened:
        yield opened


def take(memory: TranslationMemory, path: Path, content: str | bytes, encoding: str = "utf-8") -> TmxImport:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return import_tmx(path, memory)


def tmx(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    return (
        f'{head}<tmx version="1.4">\n<header creationtool="Werkbank" creationtoolversion="7" segtype="sentence"'
        f' o-tmf="wb" adminlang="de" srclang="de-DE" datatype="xml"/>\n<body>\n{body}\n</body>\n</tmx>\n'
    )


def pair(german: str, english: str) -> str:
    return f'<tu><tuv xml:lang="de"><seg>{german}</seg></tuv><tuv xml:lang="en"><seg>{english}</seg></tuv></tu>'


@given(st.lists(st.one_of(HUMAN, MACHINE), max_size=15))
@settings(max_examples=60, deadline=None)
def test_export_clear_import_restores_the_memory(units: list[MemoryUnit]) -> None:
    with tempfile.TemporaryDirectory() as folder, TranslationMemory(Path(folder) / "memory.sqlite") as memory:
        memory.merge(lambda: units)
        before = list(memory.units())
        file = Path(folder) / "out.tmx"
        assert export_tmx(memory, file) == len(before)
        memory.clear()
        assert import_tmx(file, memory) == TmxImport(imported=len(before), skipped=0)
        assert list(memory.units()) == before


def test_the_restored_memory_answers_as_before(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.put_many("int8 beam=4", {"Der Zug hält.": MemoryEntry("The train stops.", ("number", "loop"))})
    memory.merge(lambda: [MemoryUnit("Grüß Gott!", "Good day!")])
    asked = ["Der Zug hält.", "Grüß Gott!"]
    before = memory.get_many("int8 beam=4", asked)
    export_tmx(memory, tmp_path / "out.tmx")
    memory.clear()
    assert memory.get_many("int8 beam=4", asked) == {}
    import_tmx(tmp_path / "out.tmx", memory)
    assert memory.get_many("int8 beam=4", asked) == before
    assert before == {
        "Der Zug hält.": MemoryHit("The train stops.", ("number", "loop"), human=False),
        "Grüß Gott!": MemoryHit("Good day!", (), human=True),
    }


def test_the_export_is_what_tmx_demands(memory: TranslationMemory) -> None:
    memory.put_many("<a> & \x07b", {"5 < 6 & „7“ ]]>\x00\ufffe": MemoryEntry('"5 < 6"', ("number",))})
    memory.merge(lambda: [MemoryUnit("Servus!", "Hi!")])
    stream = io.StringIO()
    assert export_tmx(memory, stream) == 2
    root = ElementTree.fromstring(stream.getvalue().encode())
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    assert [child.tag for child in root] == ["header", "body"]
    assert root[0].attrib == {
        "creationtool": "translate_summarize",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "translate_summarize",
        "adminlang": "en",
        "srclang": "de",
        "datatype": "plaintext",
    }
    human, machine = root[1]
    assert [child.tag for child in human] == ["prop", "tuv", "tuv"]
    assert [(child.get("type"), child.text) for child in human.findall("prop")] == [("x-origin", "human")]
    assert [(child.get("type"), child.text) for child in machine.findall("prop")] == [
        ("x-origin", "machine"),
        ("x-settings", "<a> & b"),
        ("x-flag", "number"),
    ]
    assert [(tuv.get(XML_LANG), tuv.findtext("seg")) for tuv in machine.findall("tuv")] == [
        ("de", "5 < 6 & „7“ ]]>"),
        ("en", '"5 < 6"'),
    ]


def test_an_empty_memory_is_a_valid_file(memory: TranslationMemory, tmp_path: Path) -> None:
    assert export_tmx(memory, tmp_path / "new" / "out.tmx") == 0
    assert import_tmx(tmp_path / "new" / "out.tmx", memory) == TmxImport(0, 0)


def test_the_target_is_replaced_whole_or_not_at_all(memory: TranslationMemory, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    real, link = folder / "real.tmx", folder / "link.tmx"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    memory.put_many("s", {f"Satz {n}": MemoryEntry("Sentence") for n in range(2000)})

    class Interrupted(TranslationMemory):
        def units(self) -> Generator[MemoryUnit, None, None]:
            for number, unit in enumerate(super().units()):
                if number == 1000:
                    raise InputError(self.path, "is damaged")
                yield unit

    with Interrupted(memory.path) as broken, pytest.raises(InputError):
        export_tmx(broken, link)
    assert real.read_text() == "old"
    assert sorted(folder.iterdir()) == [link, real]
    assert export_tmx(memory, link) == 2000
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(folder.iterdir()) == [link, real]
    with pytest.raises(OutputError, match="it is a folder"):
        export_tmx(memory, folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_written_to(memory: TranslationMemory, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    memory.merge(lambda: [MemoryUnit("Servus!", "Hi!")])
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    assert export_tmx(memory, pipe) == 1
    reader.join(10)
    assert "Servus!" in got[0]
    assert got[0].endswith("</tmx>\n")


TRADOS_LIKE = """<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Studio" creationtoolversion="15.2" o-tmf="SDL TM8" datatype="xml" segtype="sentence"
          adminlang="de-DE" srclang="de-DE" creationdate="20240304T101500Z">
    <prop type="x-Recognizers">RecognizeAll</prop>
    <note>Bestand der Redaktion</note>
  </header>
  <body>
    <!-- ein Kommentar -->
    <tu creationdate="20240304T101500Z" creationid="NN" usagecount="3">
      <prop type="x-Origin:SingleString">TM</prop>
      <note>geprüft</note>
      <tuv xml:lang="de-DE">
        <prop type="x-origin">machine</prop>
        <seg>Der <bpt i="1" type="bold">&lt;b&gt;</bpt>Stadtrat<ept i="1">&lt;/b&gt;</ept> tagt
          am <hi type="date">Montag</hi><ph x="1">&lt;fn&gt;<sub>Fußnote</sub>&lt;/fn&gt;</ph>.</seg>
      </tuv>
      <tuv xml:lang="EN-US">
        <seg>The <bpt i="1">&lt;b&gt;</bpt>city council<ept i="1">&lt;/b&gt;</ept> meets on
          <hi>Mon<it pos="begin">[i]</it>day</hi>.</seg>
      </tuv>
    </tu>
    <tu>
      <tuv xml:lang="fr-FR"><seg>Bonjour.</seg></tuv>
      <tuv xml:lang="en-GB"><seg>Good day.</seg></tuv>
      <tuv xml:lang="en-US"><seg>Howdy.</seg></tuv>
      <tuv xml:lang="de_AT"><seg><![CDATA[Grüß Gott & <Servus>.]]></seg></tuv>
      <tuv xml:lang="de-CH"><seg>Grüezi.</seg></tuv>
    </tu>
    <tu><tuv xml:lang="fr"><seg>Oui.</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu>
    <tu><tuv xml:lang="de"><seg>Nein.</seg></tuv></tu>
    <tu><tuv xml:lang="de"><seg>Vielleicht.</seg></tuv><tuv xml:lang="en"><seg> </seg></tuv></tu>
    <tu><tuv xml:lang="de"><seg/></tuv><tuv xml:lang="en"><seg>Empty.</seg></tuv></tu>
    <tu><tuv><seg>Ohne Sprache.</seg></tuv><tuv xml:lang="en"><seg>No language.</seg></tuv></tu>
    <tu><prop type="x-origin">MT</prop><tuv xml:lang="de"><seg>A.</seg></tuv><tuv xml:lang="en"><seg>B.</seg></tuv></tu>
  </body>
</tmx>
"""
UNDERSTOOD = [
    MemoryUnit("Der Stadtrat tagt am Montag.", "The city council meets on Monday."),
    MemoryUnit("Grüß Gott & <Servus>.", "Good day."),
]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("", "utf-8"),
        ('<?xml version="1.0"?>\r\n', "utf-8-sig"),
        ('<?xml version="1.0" encoding="utf-16"?>\n', "utf-16"),
        ('<?xml version="1.0" encoding="UTF-16BE"?>\n', "utf-16-be"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n', "latin-1"),
        ('<?xml version="1.0" encoding="windows-1252"?>\n', "cp1252"),
    ],
)
def test_a_translators_file(memory: TranslationMemory, tmp_path: Path, declaration: str, encoding: str) -> None:
    data = (declaration + TRADOS_LIKE).encode(encoding)
    assert take(memory, tmp_path / "in.tmx", data) == TmxImport(imported=2, skipped=6)
    assert list(memory.units()) == UNDERSTOOD


def test_an_old_file(memory: TranslationMemory, tmp_path: Path) -> None:
    old = """<?xml version="1.0" ?>
<tmx version="1.1"><header creationtool="Alt" srclang="DE" /><body>
<tu><tuv lang="DE"><seg>Ein\u00a0Haus<ut>{\\b</ut>.</seg></tuv><tuv lang="EN"><seg>A house.</seg></tuv></tu>
</body></tmx>"""
    assert take(memory, tmp_path / "in.tmx", old) == TmxImport(1, 0)
    assert list(memory.units()) == [MemoryUnit("Ein\u00a0Haus.", "A house.")]


def test_later_duplicates_win_also_over_what_is_there(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.merge(lambda: [MemoryUnit("Ja.", "Yeah.")])
    body = pair("Ja.", "Yes.") + pair("Nein.", "No.") + pair("Ja.", "Aye.")
    assert take(memory, tmp_path / "in.tmx", tmx(body)) == TmxImport(3, 0)
    found = memory.get_many("any", ["Ja.", "Nein."])
    assert {source: hit.target for source, hit in found.items()} == {"Ja.": "Aye.", "Nein.": "No."}
    assert memory.stats().entries == 2


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        (tmx(pair("A.", "B.") + "\n<tu><tuv></tu>"), 6, "mismatched tag"),
        (tmx(pair("A.", "B."))[:-16], 5, "no element found"),
        (tmx(pair("A.", "B.\x01")), 5, "not well-formed"),
        (tmx(pair("A.", "&nbsp;")), 5, "undefined entity"),
        (tmx(pair("A.", "&nbsp;"), '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'), 5, "nbsp"),
        (tmx(pair("A.", "B.")).encode("latin-1") + b"\xff", 8, "not well-formed"),
        (tmx(pair("A.", "Ü.")).encode("latin-1"), 5, "not well-formed"),
        (tmx(pair("A.", "B."), '<?xml version="1.0" encoding="klingon"?>\n'), 1, "encoding"),
        (tmx(pair("A.", "B."), '<?xml version="1.0" encoding="shift_jis"?>\n'), 1, "encoding"),
        ("", 1, "no element found"),
        ("Liebe Redaktion,", 1, "syntax error"),
        ("\n<html><body/></html>", 2, "not a TMX file"),
    ],
)
def test_a_malformed_file_is_refused_whole(
    memory: TranslationMemory, tmp_path: Path, content: str | bytes, line: int, word: str
) -> None:
    memory.merge(lambda: [MemoryUnit("Alt.", "Old.")])
    with pytest.raises(InputError, match=word) as caught:
        take(memory, tmp_path / "in.tmx", content)
    assert str(caught.value).startswith(f"{tmp_path / 'in.tmx'}: line {line}: ")
    assert caught.value.hint
    assert list(memory.units()) == [MemoryUnit("Alt.", "Old.")]


@pytest.mark.parametrize("score", ["", "gut", "nan", "-inf"])
def test_a_score_that_is_no_number_is_dropped(memory: TranslationMemory, tmp_path: Path, score: str) -> None:
    props = "".join(
        f'<prop type="{name}">{text}</prop>'
        for name, text in (("x-origin", "machine"), ("x-settings", "s"), ("x-score", score))
    )
    body = pair("Ja.", "Yes.").replace("<tu>", f"<tu>{props}")
    assert take(memory, tmp_path / "in.tmx", tmx(body)) == TmxImport(1, 0)
    assert list(memory.units()) == [MemoryUnit("Ja.", "Yes.", (), "s")]


def test_a_file_that_is_not_there(memory: TranslationMemory, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        import_tmx(tmp_path / "none.tmx", memory)
    with pytest.raises(InputError, match="cannot be read"):
        import_tmx(tmp_path, memory)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "SECRET">',
        '<!ENTITY x PUBLIC "-//x" "SECRET">',
        '<!ENTITY % x SYSTEM "SECRET"> %x;',
        f'<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l11;">',
        '<!ENTITY x "harmless">',
    ],
)
def test_entities_are_refused(memory: TranslationMemory, tmp_path: Path, declared: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("streng geheim")
    head = f"<!DOCTYPE tmx [{declared.replace('SECRET', secret.as_uri())}]>\n"
    with pytest.raises(InputError, match="refused for safety") as caught:
        take(memory, tmp_path / "in.tmx", tmx(pair("A.", "&x;"), head))
    assert "geheim" not in str(caught.value)
    assert list(memory.units()) == []


def test_an_external_subset_is_not_fetched(memory: TranslationMemory, tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text('<!ENTITY amp2 "fetched">')
    head = f'<!DOCTYPE tmx SYSTEM "{(tmp_path / "evil.dtd").as_uri()}">\n'
    with pytest.raises(InputError, match='"amp2" is not defined'):
        take(memory, tmp_path / "in.tmx", tmx(pair("A.", "B &amp2; C"), head))


def test_a_memory_that_cannot_be_written_is_reported(memory: TranslationMemory, tmp_path: Path) -> None:
    (tmp_path / "in.tmx").write_text(tmx(pair("A.", "B.")))
    with TranslationMemory(tmp_path) as broken, pytest.raises(OutputError, match="cannot be written"):
        import_tmx(tmp_path / "in.tmx", broken)


def test_both_ways_stream(memory: TranslationMemory, tmp_path: Path) -> None:
    """Eight megabytes of units go through less than two."""
    long = "und so weiter " * 30
    count = 10_000
    memory.merge(lambda: (MemoryUnit(f"Satz {n} {long}", f"Sentence {n} {long}") for n in range(count)))
    tracemalloc.start()
    try:
        assert export_tmx(memory, tmp_path / "big.tmx") == count
        memory.clear()
        assert import_tmx(tmp_path / "big.tmx", memory) == TmxImport(count, 0)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "big.tmx").stat().st_size > 8_000_000
    assert peak < 2_000_000
