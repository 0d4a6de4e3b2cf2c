"""The names of names.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, str]:
    from ruamel.yaml import YAML

    loaded: dict[str, str] = YAML(typ="safe").load(Path(__file__).with_name("names.yaml").read_text("utf-8"))
    return loaded


@cache
def known(what: str) -> frozenset[str]:
    """Every name of a kind: "catalog", "page", "trailer", "info", "operators" or "tags"."""
    return frozenset(_lists()[what].split())
