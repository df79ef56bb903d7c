"""Models as they are stored on disk: by a pull, and in Hugging Face's own cache."""

from __future__ import annotations

from pathlib import Path

from translate_summarize.models import manifest, store

REPOSITORY = "someone/klein-de-en"
FILES = {"config.json": b"{}", "source.spm": b"s" * 300, "target.spm": b"t" * 300, "model.bin": b"w" * 5000}


def put_model(revision: str = "main") -> Path:
    """A pulled model."""
    folder = store.folder_of(REPOSITORY, revision)
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    manifest.write_manifest(folder, REPOSITORY, revision, "c0ffee", list(FILES))
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
