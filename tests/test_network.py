"""No network, at all: a whole split, from the first import to the last file, tries nothing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASE = ROOT / "samples" / "zvh-casusoverleg"
# Whoever catches every error would hide one: the process ends there and then. urllib3, which spaCy and Presidio import,
# looks on import whether a socket can be bound on this very machine (that is how it learns of IPv6): that alone may be.
UNDER_WATCH = """
import os, sys
def watch(event, args):
    own = event == "socket.__new__" or (event == "socket.bind" and args[1] == ("::1", 0))
    if event.startswith("socket.") and not own:
        os.write(2, event.encode())
        os._exit(99)
sys.addaudithook(watch)
from verslagfilter.cli import main
sys.exit(main(sys.argv[1:]))
"""


def watched(*words: str, code: str = UNDER_WATCH) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=environment, check=False
    )


@pytest.mark.slow
def test_a_whole_split_tries_no_network(tmp_path: Path) -> None:
    words = ("--case", str(CASE / "casus.yaml"), "--out", str(tmp_path), "--format", "docx", "--format", "txt")
    done = watched("split", str(CASE / "verslag.docx"), *words)
    assert (done.returncode, done.stderr) == (3, "")
    assert list(tmp_path.glob("woningcorporatie/*.docx"))


@pytest.mark.slow
@pytest.mark.parametrize("command", ["explain", "check"])
def test_the_other_commands_open_no_socket(command: str) -> None:
    done = watched(command, str(CASE / "verslag.docx"), "--for", "woningcorporatie")
    assert done.returncode in (0, 3, 5)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("attempt", "event"),
    [
        ("getaddrinfo('localhost', 80)", "socket.getaddrinfo"),
        ("socket().connect(('127.0.0.1', 9))", "socket.connect"),
        ("socket().bind(('127.0.0.1', 0))", "socket.bind"),
        ("socket(type=SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))", "socket.sendto"),
    ],
)
def test_the_watch_sees_every_attempt(attempt: str, event: str) -> None:
    code = UNDER_WATCH.replace("from verslagfilter.cli import main", f"from socket import *; {attempt}")
    done = watched(code=code)
    assert (done.returncode, done.stderr) == (99, event)


def test_the_suite_refuses_the_network(no_network: list[str]) -> None:
    with socket.socket() as sock, pytest.raises(ConnectionError, match="test tried"):
        sock.connect(("127.0.0.1", 9))
    with pytest.raises(ConnectionError, match="test tried"):
        socket.getaddrinfo("localhost", 80)
    assert no_network == ["socket.connect", "socket.getaddrinfo"]
    no_network.clear()
