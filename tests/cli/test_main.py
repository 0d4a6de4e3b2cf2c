from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
Call = Callable[..., tuple[int, str, str]]
_RUN = "import sys; from verslagfilter.cli import main; sys.exit(main(sys.argv[1:]))"


def process(*words: str, code: str = _RUN) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=environment, check=False
    )


@pytest.mark.parametrize(
    "words", [("--help",), *((name, "--help") for name in ("split", "explain", "check", "policy"))]
)
def test_help_is_dutch(call: Call, words: tuple[str, ...]) -> None:
    code, out, err = call(*words)
    assert (code, err) == (0, "")
    assert out.startswith("Gebruik: verslagfilter")
    for english in ("Usage", "Options", "Arguments", "Commands", "Show", "default", "required", "Path", "COMMAND"):
        assert english not in out


def test_help_names_every_exit_code(call: Call) -> None:
    _, out, _ = call("--help")
    text = " ".join(out.split())
    for number in (0, 1, 2, 3, 4, 5, 6, 7, 130):
        assert f"{number} " in text


def test_help_is_there_at_once() -> None:
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        assert process("--help").returncode == 0
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.3


_LOADED = """
import sys
from verslagfilter.cli import main
main(sys.argv[1:])
print(sorted({"spacy", "presidio_analyzer", "rich", "lxml", "jinja2", "pydantic", "ruamel"} & set(sys.modules)))
"""


def test_help_loads_nothing_heavy() -> None:
    assert process("--help", code=_LOADED).stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "opdracht"),
        (("splt",), "bestaat niet"),
        (("split",), "BESTAND"),
        (("split", "a.txt", "--uit", "b"), "--uit"),
        (("split", "a.txt", "--out"), "--out"),
        (("explain", "a.txt"), "--for"),
        (("--niets",), "--niets"),
        (("policy", "ggz", "--profile", "geheim"), "--profile"),
        (("policy", "ggz", "teveel"), "niet goed"),
    ],
)
def test_wrong_use_is_told_in_one_dutch_sentence(call: Call, words: tuple[str, ...], part: str) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert part in err
    assert err.count("\n") == 1
    for english in ("Error", "Usage", "Try", "Missing", "No such", "Invalid", "Got"):
        assert english not in err


def test_version(call: Call) -> None:
    code, out, _ = call("--version")
    assert code == 0
    assert out.startswith("verslagfilter ")


def test_unforeseen_error_shows_no_content_and_no_trace(call: Call, minutes: Callable[..., str]) -> None:
    code, out, err = call("explain", minutes("boem.txt"), "--for", "ggz")
    assert code == 1
    assert "clozapine" not in out + err
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_unforeseen_error_is_raised_for_who_asks(
    call: Call, minutes: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERSLAGFILTER_DEBUG", "1")
    with pytest.raises(RuntimeError):
        call("explain", minutes("boem.txt"), "--for", "ggz")


def test_no_completion_is_offered_for_installation(call: Call) -> None:
    _, out, _ = call("--help")
    assert "completion" not in out
