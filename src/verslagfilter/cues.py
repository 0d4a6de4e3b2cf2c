"""Cues in the wording of a statement, from data/cues.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = YAML(typ="safe").load((Path(__file__).parent / "data" / "cues.yaml").read_text("utf-8"))
    return {name: re.compile("".join(line.strip() for line in regex.splitlines())) for name, regex in data.items()}


def plain(text: str) -> str:
    """Lower case, straight quotes, single spaces: what the cues are written for."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'").replace("‘", "'")).strip()


def has(cue: str, text: str) -> bool:
    """Whether the cue is met in text, which must come from plain()."""
    return bool(_cues()[cue].search(text))


def count(cue: str, text: str) -> int:
    """How many different stretches of text meet the cue."""
    return len({m[0] for m in _cues()[cue].finditer(text)})
