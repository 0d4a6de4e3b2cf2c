"""A YAML file that a person wrote, and the line of each key in it.

ruamel.yaml refuses duplicate keys and reads YAML 1.2 (`NO` stays text). The slow loader that knows lines runs only
when there is something to report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verslagfilter.errors import ConfigError
from verslagfilter.yamlreader import quickly

_MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Located:
    """The data of a YAML file, and where each part of it stands."""

    path: Path
    data: Any
    source: str = field(repr=False)

    def error(self, loc: tuple[int | str, ...], expected: str) -> ConfigError:
        """The error for this place: file, line, key and what is expected."""
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
        about = f", sleutel '{key}'" if key else ""
        return ConfigError(f"{self.path}, regel {_line(self.source, loc)}{about}: {expected}.")


def read_yaml(path: Path) -> Located:
    """The mapping in this file.

    Raises:
        ConfigError: when it is missing, too large, no UTF-8, no YAML, has a duplicate key, or is no mapping.
    """
    source = _text(path)
    data = _parsed(path, source)
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: schrijf in dit bestand sleutels met een waarde, zoals 'name: medicatie'.")
    return Located(path, data, source)


def _text(path: Path) -> str:
    """The content of the file."""
    try:
        content = path.read_bytes()
    except OSError:
        raise ConfigError(f"{path}: dit bestand ontbreekt of is niet te lezen, voeg het toe.") from None
    if len(content) > _MOST_BYTES:
        raise ConfigError(f"{path}: dit bestand is te groot, zet lange lijsten in een eigen bestand.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: dit bestand is geen UTF-8, sla het op als UTF-8.") from None


def _parsed(path: Path, source: str) -> Any:
    """The data, with every YAML error in our own words."""
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return quickly(source, lambda yaml: yaml.load(source))
    except DuplicateKeyError as error:
        raise ConfigError(f"{path}{_at(error)}: een sleutel staat er twee keer, haal er één weg.") from None
    except MarkedYAMLError as error:
        expected = "dit is geen geldige YAML, kijk naar inspringen en aanhalingstekens"
        raise ConfigError(f"{path}{_at(error)}: {expected}.") from None
    except (YAMLError, RecursionError, ValueError):
        raise ConfigError(f"{path}: dit is geen geldige YAML, verbeter het bestand.") from None


def _at(error: Any) -> str:
    """Where the parser stopped."""
    return f", regel {error.problem_mark.line + 1}" if error.problem_mark else ""


def _line(source: str, loc: tuple[int | str, ...]) -> int:
    """The line of the deepest part of loc that exists in the file."""
    from ruamel.yaml import YAML

    node, line = YAML(typ="rt", pure=True).load(source), 1
    for part in loc:
        try:
            here = node.lc.item(part) if isinstance(part, int) else node.lc.key(part)
            node = node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        line = here[0] + 1
    return line
