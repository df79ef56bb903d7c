"""The models on the hub's stand-in, and a process that pulls one of them."""

from __future__ import annotations

import subprocess
import sys

from tests.places import POCKET

MARIAN, CT2 = "someone/pocket-de-en", "someone/klein-ctranslate2"
WEIGHTS = "model.safetensors"
WEIGHTS_SIZE = (POCKET / WEIGHTS).stat().st_size
MARIAN_FILES = {
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "source.spm",
    "target.spm",
    "vocab.json",
    WEIGHTS,
}
MARIAN_SIZE = sum((POCKET / name).stat().st_size for name in MARIAN_FILES)
CT2_FILES = {
    "config.json": b'{"add_source_eos": false}',
    "model.bin": bytes(range(256)) * 4000,
    "shared_vocabulary.json": b'["</s>", "a"]',
    "source.spm": b"source pieces",
    "target.spm": b"target pieces",
    "vocab.json": b"{}",
}
UNWANTED = {"README.md": b"# card", "pytorch_model.bin": b"pickle" * 99, "onnx/model.onnx": b"graph"}

_PULLER = """
import sys
from translate_summarize.errors import ModelError
from translate_summarize.models import hub

class Printed:
    def start(self, total_bytes, folder): print("start", total_bytes, flush=True)
    def advance(self, bytes_): print("advance", bytes_, flush=True)
    def waiting(self): print("waiting", flush=True)
    def done(self): print("done", flush=True)
    def failed(self): print("failed", flush=True)

try:
    print(hub.pull(sys.argv[1], progress=Printed()), flush=True)
except ModelError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def start_pull(repository: str) -> subprocess.Popen[str]:
    """A process that pulls a model; it prints each call of its progress, and at last the model's folder."""
    return subprocess.Popen(
        [sys.executable, "-c", _PULLER, repository], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
