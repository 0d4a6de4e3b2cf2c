"""The version of the installed program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _installed


def version() -> str:
    """As installed; a checkout that was not installed has none of its own."""
    try:
        return _installed("verslagfilter")
    except PackageNotFoundError:
        return "0+checkout"
