"""Whether the hub can be reached."""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from typing import Any

from translate_summarize.storage.atomic import open_text_atomically
from translate_summarize.storage.folders import unreachable_marker

CONNECT_TIMEOUT = 3.0
"""Seconds to wait for a connection."""

READ_TIMEOUT = 30.0
"""Seconds to wait for the next bytes."""

REMEMBER_SECONDS = 600.0
"""Seconds for which an unreachable hub is not tried again."""

_DEFAULT_ENDPOINT = "https://huggingface.co"


def endpoint() -> str:
    """Address of the hub: HF_ENDPOINT or https://huggingface.co."""
    return (os.environ.get("HF_ENDPOINT") or _DEFAULT_ENDPOINT).rstrip("/")


def is_offline() -> bool:
    """Whether the environment forbids the network (HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE)."""
    value = os.environ.get("HF_HUB_OFFLINE") or os.environ.get("TRANSFORMERS_OFFLINE") or ""
    return value.upper() in {"1", "ON", "YES", "TRUE"}


def is_reachable(timeout: float = 3.0) -> bool:
    """Whether the hub answers a short request.

    An unreachable hub is not tried again for ten minutes, so that a machine without a network waits once, not at each
    command. Proxies are respected.

    Args:
        timeout: seconds after which the answer is no; loading the hub's library (less than a second, no network)
            is not counted.
    """
    if is_offline() or recently_unreachable():
        return False
    reason = why_unreachable(timeout)
    if reason:
        mark_unreachable(reason)
    return not reason


def why_unreachable(timeout: float) -> str:
    """Ask the hub for its front page; "" if it answers, else why not.

    The attempt runs in a daemon thread: DNS can hang far longer than any client's timeout.
    """
    from huggingface_hub.utils import get_session

    answers: list[str] = []

    def attempt() -> None:
        try:
            response = get_session().head(endpoint(), timeout=min(CONNECT_TIMEOUT, timeout), follow_redirects=False)
        except Exception as error:
            answers.append(f"{type(error).__name__}: {error}")
            return
        # A proxy or firewall in between, or a hub that is down.
        blocked = response.status_code >= 500 or response.status_code in (403, 407)
        answers.append(f"HTTP status {response.status_code}" if blocked else "")

    thread = threading.Thread(target=attempt, name="hub-probe", daemon=True)
    thread.start()
    thread.join(timeout)
    return answers[0] if answers else f"no answer within {timeout:g} s"


def recently_unreachable() -> bool:
    """Whether the hub did not answer within the last ``REMEMBER_SECONDS``."""
    try:
        data = json.loads(unreachable_marker().read_text(encoding="utf-8"))
        age = time.time() - float(data["time"])
        return data["endpoint"] == endpoint() and 0 <= age < REMEMBER_SECONDS
    except (OSError, ValueError, KeyError, TypeError):
        return False


def mark_unreachable(reason: str) -> None:
    """Remember that the hub did not answer, so that the next commands need not wait."""
    # If the cache folder cannot be written, the next command waits again; nothing else is lost.
    with suppress(OSError):
        data: dict[str, Any] = {"endpoint": endpoint(), "time": time.time(), "reason": reason}
        with open_text_atomically(unreachable_marker()) as stream:
            stream.write(json.dumps(data) + "\n")


def clear_unreachable() -> None:
    """Forget that the hub did not answer."""
    with suppress(OSError):
        unreachable_marker().unlink(missing_ok=True)
