"""The store: what counts as installed, what verify finds, what remove frees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.stored_models import FILES, REPOSITORY, put_model, put_snapshot
from translate_summarize.errors import ExitCode, ModelError
from translate_summarize.models import manifest, store
from translate_summarize.storage import folders
from translate_summarize.storage.atomic import open_text_atomically

pytestmark = pytest.mark.usefixtures("own_cache")


def test_folders_lie_under_the_cache_folder(own_cache: Path) -> None:
    assert folders.models_folder() == own_cache / "models"
    assert folders.prepared_folder() == own_cache / "prepared"
    assert store.folder_of(REPOSITORY, "refs/pr/1") == own_cache / "models" / "someone--klein-de-en" / "refs--pr--1"


def test_without_the_variable_the_users_cache_folder_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSLATE_SUMMARIZE_CACHE")
    assert folders.cache_folder().is_absolute()
    assert "translate-summarize" in folders.cache_folder().parts


@pytest.mark.parametrize(
    ("repository", "revision"),
    [("../x", "main"), ("a/b/c", "main"), ("a/..", "main"), ("", "main"), ("a/b", "../.."), ("a/b", "/etc")],
)
def test_no_name_leads_out_of_the_store(repository: str, revision: str) -> None:
    with pytest.raises(ModelError) as caught:
        store.folder_of(repository, revision)
    assert caught.value.exit_code is ExitCode.MODEL


def test_a_model_is_installed_only_with_its_manifest() -> None:
    assert store.installed(REPOSITORY) is None
    folder = put_model()
    assert store.installed(REPOSITORY) == folder
    assert store.installed(REPOSITORY, "v2") is None
    (folder / manifest.MANIFEST).unlink()
    assert store.installed(REPOSITORY) is None


@pytest.mark.parametrize("variable", ["HF_HOME", "HF_HUB_CACHE"])
def test_a_complete_snapshot_in_the_hub_cache_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    snapshot = put_snapshot(tmp_path / "elsewhere" / ("hub" if variable == "HF_HOME" else "."))
    assert store.installed(REPOSITORY) == snapshot
    assert store.installed(REPOSITORY, "0123abc") == snapshot
    assert store.installed(REPOSITORY, "other") is None
    assert manifest.verify(snapshot) == []
    (snapshot / "model.bin").resolve().write_bytes(b"w" * 4999 + b"x")
    assert manifest.verify(snapshot) == ["model.bin: wrong hash"]


@pytest.mark.parametrize("lacking", ["config.json", "target.spm", "model.bin", "shared_vocabulary.json"])
def test_an_incomplete_snapshot_does_not_count(tmp_path: Path, lacking: str) -> None:
    put_snapshot(tmp_path / "hf" / "hub", lacking)
    assert store.installed(REPOSITORY) is None


def test_a_snapshot_whose_blob_is_gone_does_not_count(tmp_path: Path) -> None:
    snapshot = put_snapshot(tmp_path / "hf" / "hub")
    (snapshot / "model.bin").resolve().unlink()
    assert store.installed(REPOSITORY) is None
    assert manifest.verify(snapshot) == ["model.bin: missing"]


def test_the_store_comes_before_the_hub_cache(tmp_path: Path) -> None:
    put_snapshot(tmp_path / "hf" / "hub")
    folder = put_model()
    assert store.installed(REPOSITORY) == folder


def test_remove_frees_what_it_says_and_leaves_other_revisions(own_cache: Path) -> None:
    kept, folder = put_model("v2"), put_model()
    (folder / "model.safetensors.abc.part").write_bytes(b"p" * 77)
    manifest_size = (folder / manifest.MANIFEST).stat().st_size
    assert store.remove(REPOSITORY) == sum(map(len, FILES.values())) + manifest_size + 77
    assert not folder.exists()
    assert store.installed(REPOSITORY, "v2") == kept
    store.remove(REPOSITORY, "v2")
    assert not (own_cache / "models" / "someone--klein-de-en").exists()


def test_remove_refuses_what_is_not_there_or_not_its_own(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not on this machine"):
        store.remove(REPOSITORY)
    snapshot = put_snapshot(tmp_path / "hf" / "hub")
    with pytest.raises(ModelError, match="hf cache"):
        store.remove(REPOSITORY)
    assert (snapshot / "model.bin").is_file()
    with pytest.raises(ModelError, match="ships inside the package"):
        store.remove("package:pocket")


def test_remove_refuses_a_model_that_another_process_is_pulling() -> None:
    folder = put_model()
    code = (
        "from translate_summarize.models import store; import sys\n"
        f"with store.locked({REPOSITORY!r}, 'main', when_busy=lambda: None):\n"
        "    print('locked', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(ModelError, match="another process"):
            store.remove(REPOSITORY)
        assert store.installed(REPOSITORY) == folder
        other.communicate("")
    assert store.remove(REPOSITORY) > 0


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
