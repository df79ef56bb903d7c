"""The manifest of a model: when it counts, and what verify finds."""

from __future__ import annotations

import json

import pytest

from tests.models.stored_models import FILES, REPOSITORY, put_model
from translate_summarize.models import manifest, store

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"source": "a"}', '{"source":"a","revision":"b","commit":"c","files":[]}']
)
def test_a_damaged_manifest_counts_as_none(text: str) -> None:
    folder = put_model()
    (folder / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert store.installed(REPOSITORY) is None
    assert manifest.verify(folder)


def test_a_manifest_that_points_out_of_its_folder_counts_as_none() -> None:
    folder = put_model()
    text = (folder / manifest.MANIFEST).read_text(encoding="utf-8").replace("model.bin", "../model.bin")
    (folder / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert manifest.read_manifest(folder) == ()


def test_manifest_reads_back_as_written() -> None:
    folder = put_model()
    assert {f.name: f.size for f in manifest.read_manifest(folder)} == {n: len(d) for n, d in FILES.items()}


def test_a_manifest_says_where_the_model_came_from() -> None:
    data = json.loads((put_model() / manifest.MANIFEST).read_text(encoding="utf-8"))
    # As 0.3.0 wrote it: either version reads what the other one pulled.
    assert sorted(data) == ["commit", "files", "revision", "source"]
    assert (data["source"], data["revision"], data["commit"]) == (REPOSITORY, "main", "c0ffee")
    assert all(sorted(file) == ["name", "sha256", "size"] for file in data["files"])


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
