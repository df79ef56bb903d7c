"""A Hugging Face hub on loopback: real HTTP, local folders as repositories, and failures on demand.

It speaks the part of the hub's API that a pull needs: a model's listing with sizes and hashes, files by
``resolve`` (big ones by way of a redirect, as the hub sends them to its content network), Range requests, and
the hub's way of saying no.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, unquote, urlsplit

_LFS_SUFFIXES = (".bin", ".safetensors")
_STEP = 1 << 16
_MAX_HOLD_SECONDS = 120.0


@dataclass
class Request:
    """What was asked and how much of the answer's body went out."""

    method: str
    path: str
    start: int | None = None
    """First byte asked for by a Range header."""
    sent: int = 0


@dataclass
class ServedFile:
    """A file of a repository as the hub knows it."""

    path: Path
    size: int
    sha256: str
    blob_id: str

    @property
    def lfs(self) -> bool:
        return self.path.suffix in _LFS_SUFFIXES

    @property
    def etag(self) -> str:
        return self.sha256 if self.lfs else self.blob_id


@dataclass
class Troubles:
    """What goes wrong; a fresh one is a hub in good health."""

    cut_at: int | None = None
    """No byte from this offset on of any file is sent: the connection is closed there."""
    cuts: int = 1_000_000
    """How often that happens before it stops happening."""
    corrupt: set[str] = field(default_factory=set)
    """Files that are sent with wrong bytes."""
    oversized: dict[str, int] = field(default_factory=dict)
    """Sizes that the listing gives instead of the true ones."""
    status: int = 0
    """Answer with this HTTP status; the front page is spared unless ``front_page`` is false."""
    front_page: bool = True
    error_code: str = ""
    """The hub's X-Error-Code that goes with it."""
    hold_at: int | None = None
    """No byte from this offset on of any file is sent before ``HubStandin.go_on`` is set."""
    ignore_range: bool = False
    """Answer a Range request with the whole file."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        # Clients that are killed are part of the tests.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class HubStandin:
    """A hub to be used as a context manager.

    Args:
        repositories: folder of each repository, by its name.
        port: a port of loopback; 0 chooses a free one.
    """

    def __init__(self, repositories: dict[str, Path], port: int = 0) -> None:
        self.repositories = {name: _serve_folder(folder) for name, folder in repositories.items()}
        self.troubles = Troubles()
        self.go_on = threading.Event()
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", port), _handler_for(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """What HF_ENDPOINT is to be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> HubStandin:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()

    def commit(self, repository: str) -> str:
        """The commit of a repository: it changes with any file."""
        files = self.repositories[repository]
        return hashlib.sha1("".join(f"{n}{f.sha256}" for n, f in files.items()).encode()).hexdigest()

    def fetches(self, name: str) -> list[Request]:
        """The requests that were answered with bytes of a file, in order."""
        wanted = {f.sha256 for files in self.repositories.values() for n, f in files.items() if n == name}
        return [r for r in self.requests if r.sent and (r.path.endswith(f"/{name}") or r.path.split("/")[-1] in wanted)]


def _serve_folder(folder: Path) -> dict[str, ServedFile]:
    files = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        blob_id = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        name = path.relative_to(folder).as_posix()
        files[name] = ServedFile(path, len(data), hashlib.sha256(data).hexdigest(), blob_id)
    return files


def _handler_for(hub: HubStandin) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 0

        def log_message(self, *_: object) -> None:
            """The tests read ``requests`` instead."""

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            # A client that speaks to a proxy sends the whole address; urlsplit takes both.
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            self.asked = Request(self.command, path)
            hub.requests.append(self.asked)
            if path in ("", "/") and hub.troubles.front_page:
                return self.answer(200, b"hub", {"Content-Type": "text/html"})
            if hub.troubles.status:
                return self.refuse(hub.troubles.status, hub.troubles.error_code, "as the test wants it")
            if path.startswith("/api/models/"):
                return self.listing(path.removeprefix("/api/models/"), "blobs" in parse_qs(parts.query))
            if path.startswith("/cdn/"):
                digest = path.removeprefix("/cdn/")
                for files in hub.repositories.values():
                    for name, file in files.items():
                        if file.sha256 == digest:
                            return self.body(name, file)
            if "/resolve/" in path:
                return self.resolve(*path.strip("/").split("/resolve/", 1))
            return self.refuse(404, "", "Sorry, we can't find the page you are looking for.")

        def listing(self, path: str, with_blobs: bool) -> None:
            repository, _, revision = path.partition("/revision/")
            if repository not in hub.repositories:
                # So the hub answers one who is not logged in.
                return self.refuse(401, "RepoNotFound", "Repository not found")
            if revision not in ("", "main", hub.commit(repository)):
                return self.refuse(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            siblings = []
            for name, file in hub.repositories[repository].items():
                sibling: dict[str, object] = {"rfilename": name}
                if with_blobs:
                    size = hub.troubles.oversized.get(name, file.size)
                    sibling |= {"size": size, "blobId": file.blob_id}
                    if file.lfs:
                        sibling["lfs"] = {"sha256": file.sha256, "size": size, "pointerSize": 134}
                siblings.append(sibling)
            data: dict[str, object] = {
                "_id": "0",
                "id": repository,
                "modelId": repository,
                "sha": hub.commit(repository),
            }
            data |= {"private": False, "gated": False, "tags": [], "siblings": siblings}
            return self.answer(200, json.dumps(data).encode(), {"Content-Type": "application/json"})

        def resolve(self, repository: str, rest: str) -> None:
            revision, _, name = rest.partition("/")
            file = hub.repositories.get(repository, {}).get(name)
            if file is None:
                return self.refuse(404, "EntryNotFound", "Entry not found")
            if revision not in ("main", hub.commit(repository)):
                return self.refuse(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            headers = {"X-Repo-Commit": hub.commit(repository), "ETag": f'"{file.etag}"'}
            if not file.lfs:
                return self.body(name, file, headers)
            headers |= {"X-Linked-Size": str(file.size), "X-Linked-Etag": f'"{file.sha256}"'}
            return self.answer(302, b"", headers | {"Location": f"/cdn/{file.sha256}", "Accept-Ranges": "bytes"})

        def body(self, name: str, file: ServedFile, headers: dict[str, str] | None = None) -> None:
            data = file.path.read_bytes()
            if name in hub.troubles.corrupt:
                data = bytes(byte ^ 1 for byte in data[:64]) + data[64:]
            headers = {"ETag": f'"{file.etag}"', "Accept-Ranges": "bytes"} | (headers or {})
            asked = self.headers.get("Range", "")
            if not asked or hub.troubles.ignore_range:
                return self.answer(200, data, headers, cuttable=True)
            start = int(asked.removeprefix("bytes=").partition("-")[0])
            self.asked.start = start
            if start >= len(data):
                return self.refuse(416, "", "range not satisfiable")
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return self.answer(206, data[start:], headers, start=start, cuttable=True)

        def refuse(self, status: int, code: str, message: str) -> None:
            headers = {"X-Error-Message": message, "Content-Type": "application/json"}
            if code:
                headers["X-Error-Code"] = code
            self.answer(status, json.dumps({"error": message}).encode(), headers)

        def answer(
            self, status: int, data: bytes, headers: dict[str, str], start: int = 0, cuttable: bool = False
        ) -> None:
            self.send_response(status)
            for key, value in (headers | {"Content-Length": str(len(data))}).items():
                self.send_header(key, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            troubles = hub.troubles
            limit = len(data)
            if cuttable and troubles.cut_at is not None and troubles.cuts and start + limit > troubles.cut_at:
                limit = max(troubles.cut_at - start, 0)
                troubles.cuts -= 1
                self.close_connection = True
            hold_at = limit if troubles.hold_at is None or not cuttable else max(troubles.hold_at - start, 0)
            try:
                for piece in (data[: min(hold_at, limit)], data[hold_at:limit]):
                    for offset in range(0, len(piece), _STEP):
                        self.wfile.write(piece[offset : offset + _STEP])
                        self.asked.sent += len(piece[offset : offset + _STEP])
                    if hold_at < limit:
                        hub.go_on.wait(_MAX_HOLD_SECONDS)
            except OSError:
                self.close_connection = True

    return Handler
