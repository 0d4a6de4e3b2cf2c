"""What holds for every run on this machine: an option wins from the environment, and that from the settings file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verslagfilter.yamlfile import Located, read_yaml

EMBEDDED = "nl_verslag"
"""The language model that comes with the program."""
FILE = "VERSLAGFILTER_SETTINGS"
MODEL = "VERSLAGFILTER_MODEL"
RECOGNIZERS = "VERSLAGFILTER_RECOGNIZERS"
STYLE = "VERSLAGFILTER_STYLE"
_KEYS = {
    "model": "de naam van een taalmodel, zoals nl_core_news_lg",
    "recognizers": "een map met eigen herkenners",
    "style": "een bestand met de huisstijl",
}
"""The keys of the settings file and what each expects."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run."""

    model: str = EMBEDDED
    """Name of an installed spaCy pipeline for Dutch, or the folder of one."""
    recognizers: Path | None = None
    """Folder with recognizers of one's own, beside those that come with the program."""
    style: Path | None = None
    """File with the house style of the organisation."""


def settle(
    *,
    model: str | None = None,
    recognizers: Path | None = None,
    style: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """The settings that hold, given the options that were used.

    Args:
        model: value of --model; None: it was not used.
        recognizers: value of --recognizers; None: it was not used.
        style: value of --style; None: it was not used.
        environment: None: that of this process.

    Raises:
        ConfigError: the settings file is missing where the environment names one, or is invalid.
    """
    known = os.environ if environment is None else environment
    written = _written(known)
    own = recognizers or known.get(RECOGNIZERS) or written.get("recognizers")
    house = style or known.get(STYLE) or written.get("style")
    return Settings(
        model=model or known.get(MODEL) or written.get("model") or EMBEDDED,
        recognizers=Path(own) if own else None,
        style=Path(house) if house else None,
    )


def place() -> Path:
    """Where the settings file is looked for when the environment names none."""
    import typer

    return Path(typer.get_app_dir("verslagfilter")) / "settings.yaml"


def _written(environment: Mapping[str, str]) -> dict[str, Any]:
    named = environment.get(FILE)
    path = Path(named) if named else place()
    if not named and not path.is_file():
        return {}
    return _checked(read_yaml(path))


def _checked(found: Located) -> dict[str, Any]:
    for key, value in found.data.items():
        if key not in _KEYS:
            raise found.error((key,), f"deze sleutel bestaat niet, kies uit: {', '.join(_KEYS)}")
        if not isinstance(value, str) or not value.strip():
            raise found.error((key,), f"verwacht {_KEYS[key]}")
    return dict(found.data)
