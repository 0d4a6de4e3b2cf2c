"""Which setting wins, and what a wrong settings file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from verslagfilter.errors import ConfigError
from verslagfilter.settings import EMBEDDED, FILE, MODEL, RECOGNIZERS, settle


def written(folder: Path, text: str) -> dict[str, str]:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return {FILE: str(path)}


def test_option_wins_from_environment_wins_from_file_wins_from_default(tmp_path: Path) -> None:
    file = written(tmp_path, "model: uit_bestand\n")
    assert settle(model="uit_optie", environment={**file, MODEL: "uit_omgeving"}).model == "uit_optie"
    assert settle(environment={**file, MODEL: "uit_omgeving"}).model == "uit_omgeving"
    assert settle(environment=file).model == "uit_bestand"
    assert settle(environment=written(tmp_path, "{}\n")).model == EMBEDDED


def test_the_folder_of_recognizers_follows_the_same_order(tmp_path: Path) -> None:
    file = written(tmp_path, "recognizers: uit_bestand\n")
    both = {**file, RECOGNIZERS: "uit_omgeving"}
    assert settle(recognizers=Path("uit_optie"), environment=both).recognizers == Path("uit_optie")
    assert settle(environment=both).recognizers == Path("uit_omgeving")
    assert settle(environment=file).recognizers == Path("uit_bestand")
    assert settle(environment=written(tmp_path, "{}\n")).recognizers is None


def test_without_a_file_the_defaults_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("verslagfilter.settings.place", lambda: tmp_path / "settings.yaml")
    assert settle(environment={}).model == EMBEDDED


def test_the_file_of_the_user_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written(tmp_path, "model: nl_core_news_lg\n")
    monkeypatch.setattr("verslagfilter.settings.place", lambda: tmp_path / "settings.yaml")
    assert settle(environment={}).model == "nl_core_news_lg"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("\nmodle: x\n", "regel 2, sleutel 'modle': deze sleutel bestaat niet"),
        ("model: 3\n", "regel 1, sleutel 'model': verwacht de naam"),
        ("model: [a\n", "geen geldige YAML"),
        ("- a\n", "sleutels met een waarde"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(ConfigError, match=r"settings\.yaml") as caught:
        settle(environment=written(tmp_path, text))
    assert part in str(caught.value)


def test_a_file_that_the_environment_names_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ontbreekt"):
        settle(environment={FILE: str(tmp_path / "weg.yaml")})
