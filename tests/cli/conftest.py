"""The commands with a pipeline made by hand: no model needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import verslagfilter
from made_results import TEXT, make_result, without_extract
from verslagfilter.cli import main
from verslagfilter.errors import InputError
from verslagfilter.extracts import Result
from verslagfilter.formats.document import Document, UnreadPlace

SECRET = "clozapine"


class FakeEngine:
    """Stands for the Dutch pipeline and the recognizers."""


def split_document(
    engine: FakeEngine,
    document: Document,
    *,
    recipients: tuple[str, ...] | None,
    today: date,
    **_: object,
) -> Result:
    """What the file name asks for."""
    assert isinstance(engine, FakeEngine)
    assert isinstance(today, date)
    if "stop" in document.name:
        raise InputError("In dit verslag staat 'niet notuleren'. Haal dat deel eerst weg.")
    if "boem" in document.name:
        raise RuntimeError(f"iets met {SECRET}")
    if "ctrl" in document.name:
        raise KeyboardInterrupt
    chosen = recipients or ("woningcorporatie", "ggz")
    if "opmerking" in document.name:
        document = replace(document, unread=(UnreadPlace("opmerking", 2),))
    result = make_result({key: key == "ggz" for key in chosen}, document)
    return without_extract(result, "woningcorporatie") if "lek" in document.name else result


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """Put the fake in place; gives one entry for every time that it is loaded."""
    times: list[int] = []

    def load_engine(_settings: object) -> FakeEngine:
        times.append(1)
        return FakeEngine()

    fake = ModuleType("verslagfilter.pipeline")
    fake.load_engine, fake.split_document = load_engine, split_document  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "verslagfilter.pipeline", fake)
    monkeypatch.setattr(verslagfilter, "pipeline", fake, raising=False)
    monkeypatch.delenv("VERSLAGFILTER_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return times


@pytest.fixture
def minutes(tmp_path: Path) -> Callable[..., str]:
    """Write the minutes under a name and give the path."""

    def make(name: str = "verslag.txt") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command; gives exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return run
