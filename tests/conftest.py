"""For the whole suite: one engine for all tests that need one, and no network for any of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from verslagfilter import pipeline

NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostby")
_seen: list[str] = []


def refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: an attempt fails there and then, and is remembered for who swallows the error."""
    # urllib3, which spaCy and Presidio import, looks on import whether this machine knows IPv6: nothing leaves it.
    if event.startswith(NETWORK) and not (event == "socket.bind" and args[1] == ("::1", 0)):
        _seen.append(event)
        raise ConnectionRefusedError(f"a test tried to reach the network: {event}")


sys.addaudithook(refuse_network)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail the test in which something tried; gives the attempts so far, for the test of this fixture."""
    _seen.clear()
    yield _seen
    assert not _seen, f"the network was tried: {_seen}"


@pytest.fixture(autouse=True, scope="session")
def no_settings_of_the_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the user of this machine has set does not count here."""
    path = tmp_path_factory.mktemp("settings") / "settings.yaml"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERSLAGFILTER_SETTINGS", str(path))
        patch.delenv("VERSLAGFILTER_MODEL", raising=False)
        yield


@pytest.fixture(scope="session")
def engine() -> pipeline.Engine:
    """The Dutch pipeline and the recognizers, loaded once."""
    return pipeline.load_engine()
