"""The store: what counts as installed, what verify finds, what remove frees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translate_summarize.errors import ExitCode, ModelError
from translate_summarize.models import manifest, store
from translate_summarize.storage import folders
from translate_summarize.storage.atomic import open_text_atomically

SOURCE = "someone/klein-de-en"
FILES = {"config.json": b"{}", "source.spm": b"s" * 300, "target.spm": b"t" * 300, "model.bin": b"w" * 5000}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache"


def put_model(revision: str = "main") -> Path:
    folder = store.folder_of(SOURCE, revision)
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    manifest.write_manifest(folder, SOURCE, revision, "c0ffee", list(FILES))
    return folder


def put_snapshot(hub_cache: Path, lacking: str = "") -> Path:
    """A model as huggingface_hub lays it into its cache: links to blobs that are named by their hash."""
    repository = hub_cache / "models--someone--klein-de-en"
    snapshot = repository / "snapshots" / "0123abc"
    (repository / "blobs").mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for name, data in {**FILES, "shared_vocabulary.json": b"[]"}.items():
        if name == lacking:
            continue
        plain = repository / "blobs" / name
        plain.write_bytes(data)
        blob = (
            repository / "blobs" / (manifest.file_sha256(plain) if name == "model.bin" else manifest.git_blob_id(plain))
        )
        plain.rename(blob)
        (snapshot / name).symlink_to(blob)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123abc", encoding="ascii")
    return snapshot


def test_folders_lie_under_the_cache_folder(cache: Path) -> None:
    assert folders.models_folder() == cache / "models"
    assert folders.prepared_folder() == cache / "prepared"
    assert store.folder_of(SOURCE, "refs/pr/1") == cache / "models" / "someone--klein-de-en" / "refs--pr--1"


def test_without_the_variable_the_users_cache_folder_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSLATE_SUMMARIZE_CACHE")
    assert folders.cache_folder().is_absolute()
    assert "translate-summarize" in folders.cache_folder().parts


@pytest.mark.parametrize(
    ("source", "revision"),
    [("../x", "main"), ("a/b/c", "main"), ("a/..", "main"), ("", "main"), ("a/b", "../.."), ("a/b", "/etc")],
)
def test_no_name_leads_out_of_the_store(source: str, revision: str) -> None:
    with pytest.raises(ModelError) as caught:
        store.folder_of(source, revision)
    assert caught.value.exit_code is ExitCode.MODEL


def test_a_model_is_installed_only_with_its_manifest() -> None:
    assert store.installed(SOURCE) is None
    folder = put_model()
    assert store.installed(SOURCE) == folder
    assert store.installed(SOURCE, "v2") is None
    (folder / manifest.MANIFEST).unlink()
    assert store.installed(SOURCE) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"source": "a"}', '{"source":"a","revision":"b","commit":"c","files":[]}']
)
def test_a_damaged_manifest_counts_as_none(text: str) -> None:
    folder = put_model()
    (folder / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert store.installed(SOURCE) is None
    assert manifest.verify(folder)


def test_a_manifest_that_points_out_of_its_folder_counts_as_none() -> None:
    folder = put_model()
    text = (folder / manifest.MANIFEST).read_text(encoding="utf-8").replace("model.bin", "../model.bin")
    (folder / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert manifest.read_manifest(folder) is None


def test_manifest_reads_back_as_written() -> None:
    stored = manifest.read_manifest(put_model())
    assert stored is not None
    assert (stored.source, stored.revision, stored.commit) == (SOURCE, "main", "c0ffee")
    assert {f.name: f.size for f in stored.files} == {n: len(d) for n, d in FILES.items()}


def test_verify_finds_nothing_wrong_with_a_sound_model() -> None:
    assert manifest.verify(put_model()) == []


def test_verify_finds_missing_short_and_altered_files() -> None:
    folder = put_model()
    (folder / "config.json").unlink()
    (folder / "source.spm").write_bytes(b"s" * 299)
    (folder / "model.bin").write_bytes(b"w" * 4999 + b"x")
    assert manifest.verify(folder) == [
        "config.json: missing",
        "model.bin: wrong SHA-256",
        "source.spm: is 299 bytes long and should be 300",
    ]


@pytest.mark.parametrize("variable", ["HF_HOME", "HF_HUB_CACHE"])
def test_a_complete_snapshot_in_the_hub_cache_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    snapshot = put_snapshot(tmp_path / "elsewhere" / ("hub" if variable == "HF_HOME" else "."))
    assert store.installed(SOURCE) == snapshot
    assert store.installed(SOURCE, "0123abc") == snapshot
    assert store.installed(SOURCE, "other") is None
    assert manifest.verify(snapshot) == []
    (snapshot / "model.bin").resolve().write_bytes(b"w" * 4999 + b"x")
    assert manifest.verify(snapshot) == ["model.bin: wrong hash"]


@pytest.mark.parametrize("lacking", ["config.json", "target.spm", "model.bin", "shared_vocabulary.json"])
def test_an_incomplete_snapshot_does_not_count(tmp_path: Path, lacking: str) -> None:
    put_snapshot(tmp_path / "hf" / "hub", lacking)
    assert store.installed(SOURCE) is None


def test_a_snapshot_whose_blob_is_gone_does_not_count(tmp_path: Path) -> None:
    snapshot = put_snapshot(tmp_path / "hf" / "hub")
    (snapshot / "model.bin").resolve().unlink()
    assert store.installed(SOURCE) is None
    assert manifest.verify(snapshot) == ["model.bin: missing"]


def test_the_store_comes_before_the_hub_cache(tmp_path: Path) -> None:
    put_snapshot(tmp_path / "hf" / "hub")
    folder = put_model()
    assert store.installed(SOURCE) == folder


def test_remove_frees_what_it_says_and_leaves_other_revisions(cache: Path) -> None:
    kept, folder = put_model("v2"), put_model()
    (folder / "model.safetensors.abc.part").write_bytes(b"p" * 77)
    manifest_size = (folder / manifest.MANIFEST).stat().st_size
    assert store.remove(SOURCE) == sum(map(len, FILES.values())) + manifest_size + 77
    assert not folder.exists()
    assert store.installed(SOURCE, "v2") == kept
    store.remove(SOURCE, "v2")
    assert not (cache / "models" / "someone--klein-de-en").exists()


def test_remove_refuses_what_is_not_there_or_not_its_own(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not on this machine"):
        store.remove(SOURCE)
    snapshot = put_snapshot(tmp_path / "hf" / "hub")
    with pytest.raises(ModelError, match="hf cache"):
        store.remove(SOURCE)
    assert (snapshot / "model.bin").is_file()
    with pytest.raises(ModelError, match="ships inside the package"):
        store.remove("package:pocket")


def test_remove_refuses_a_model_that_another_process_is_pulling() -> None:
    folder = put_model()
    code = (
        "from translate_summarize.models import store; import sys\n"
        f"with store.locked({SOURCE!r}, 'main', when_busy=lambda: None):\n"
        "    print('locked', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(ModelError, match="another process"):
            store.remove(SOURCE)
        assert store.installed(SOURCE) == folder
        other.communicate("")
    assert store.remove(SOURCE) > 0


def test_importing_the_store_and_catalogue_loads_no_heavy_library() -> None:
    code = (
        "import sys, translate_summarize.models.catalogue, translate_summarize.models.hub\n"
        "heavy = {'huggingface_hub', 'httpx', 'httpx2', 'rich', 'filelock', 'platformdirs', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_atomic_text_leaves_the_old_file_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    with open_text_atomically(path) as stream:
        stream.write("old")
    with pytest.raises(UnicodeEncodeError), open_text_atomically(path) as stream:
        stream.write("\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["note.json"]
