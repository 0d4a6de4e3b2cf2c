"""Where models and recognizers lie: inside the wheel, or in the checkout beside it."""

from __future__ import annotations

from pathlib import Path

from verslagfilter.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parents[1])


def folder(name: str) -> Path:
    """The folder `models` or `recognizers` that came with this installation.

    Raises:
        ConfigError: when the installation is incomplete.
    """
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise ConfigError(f"De map '{name}' hoort bij het programma maar ontbreekt. Installeer verslagfilter opnieuw.")
