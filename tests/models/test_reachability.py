"""Whether the hub can be reached: quickly, by proxy, and remembered for a while."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path

import pytest

from tests.hub_standin import HubStandin
from tests.models.served_models import CT2, start_pull
from translate_summarize.errors import ModelError
from translate_summarize.models import hub, manifest, reachability
from translate_summarize.storage.folders import unreachable_marker

pytestmark = pytest.mark.usefixtures("client")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_living_hub_is_reachable(standin: HubStandin) -> None:
    assert reachability.is_reachable()


def test_a_port_where_nobody_listens_is_not_reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    assert not reachability.is_reachable()
    with pytest.raises(ModelError, match="cannot be reached"):
        hub.pull(CT2)


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "FIRST_ANSWER_TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{listener.getsockname()[1]}")
        assert not reachability.is_reachable(timeout=0.5)
        with pytest.raises(ModelError, match=r"cannot be reached \((no answer within 0.5 s|\w*Timeout)"):
            hub.pull(CT2)


def test_a_name_that_resolves_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # A resolver that hangs is not available on loopback without changing the machine's settings.
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(30) and [])
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    # Any other reason would mean that the resolver was waited for.
    assert reachability.why_unreachable(0.3) == "no answer within 0.3 s"
    released.set()


def test_a_dead_network_is_remembered_for_a_while_but_not_by_a_pull(
    repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert not reachability.is_reachable()
    with HubStandin(repositories, port=port) as server:
        assert not reachability.is_reachable()
        assert server.requests == []
        hub.pull(CT2)
        assert reachability.is_reachable()


def test_the_memory_of_a_dead_network_ends(repositories: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert not reachability.is_reachable()
    with HubStandin(repositories, port=port), HubStandin(repositories) as other:
        marker = unreachable_marker()
        data = json.loads(marker.read_text(encoding="utf-8"))
        for text in (json.dumps(data | {"time": data["time"] - 601}), "damaged"):
            marker.write_text(json.dumps(data), encoding="utf-8")
            assert not reachability.is_reachable()
            marker.write_text(text, encoding="utf-8")
            assert reachability.is_reachable()
        marker.write_text(json.dumps(data), encoding="utf-8")
        monkeypatch.setenv("HF_ENDPOINT", other.url)
        assert reachability.is_reachable()


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_says_no_is_no_hub(standin: HubStandin, status: int) -> None:
    standin.troubles.status = status
    standin.troubles.front_page = False
    assert not reachability.is_reachable()


def test_proxies_are_respected(standin: HubStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    # The client reads the proxies once, so this needs a process of its own.
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("HTTP_PROXY", standin.url)
    process = start_pull(CT2)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert manifest.verify(Path(out.splitlines()[-1])) == []
