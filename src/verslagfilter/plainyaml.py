"""YAML as a person typed it: a strict part of it, in which every value stays text, with the line of every key.

Dates, numbers and "NO" are for the reader to judge. An error never holds a value: a value may be a name.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from verslagfilter.errors import ConfigError
from verslagfilter.yamlreader import quickly

_LARGEST = 1_000_000
"""Characters; a casus or policy file is a page or two."""

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Yaml:
    """A YAML file as plain data: mappings, lists and text. A key without a value counts as absent."""

    name: str
    data: Any
    lines: Mapping[Loc, int]
    """Path of keys to line number, from 1."""

    def line(self, loc: Loc) -> int:
        """Line of the nearest key that stands in the file."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read_yaml(text: str, name: str) -> Yaml:
    """Read YAML without anchors, tags and double keys.

    Raises:
        ConfigError: with file, line and what is wrong.
    """
    if len(text) > _LARGEST:
        raise ConfigError(f"{name} is te groot. Geef een bestand van hoogstens een miljoen tekens.")
    try:
        node = quickly(text, lambda yaml: yaml.compose(text))
        lines: dict[Loc, int] = {}
        data = None if node is None else _plain(node, (), _Reading(name, lines, set()))
    except YAMLError as err:
        mark = err.problem_mark if isinstance(err, MarkedYAMLError) else None
        where = f"{name}, regel {mark.line + 1}" if mark else name
        raise ConfigError(f"{where}: dit is geen geldige YAML. Controleer inspringen en aanhalingstekens.") from None
    except (RecursionError, ValueError):
        raise ConfigError(f"{name} is geen leesbare YAML. Controleer het bestand.") from None
    return Yaml(name, {} if data is None else data, lines)


@dataclass(frozen=True, slots=True)
class _Reading:
    name: str
    lines: dict[Loc, int]
    seen: set[int]


def _plain(node: Node, loc: Loc, at: _Reading) -> Any:
    at.lines.setdefault(loc, node.start_mark.line + 1)
    if id(node) in at.seen:  # an alias: a few of them can unfold into gigabytes
        raise ConfigError(f"{at.name}, regel {at.lines[loc]}: verwijzingen (*) kunnen niet. Schrijf de waarde voluit.")
    at.seen.add(id(node))
    if isinstance(node, SequenceNode):
        return [_plain(child, (*loc, i), at) for i, child in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, loc, at)
    return None if str(node.tag).endswith(":null") else str(node.value)


def _mapping(node: MappingNode, loc: Loc, at: _Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise ConfigError(f"{at.name}, regel {line}: een sleutel moet één woord zijn.")
        word = str(key.value)
        if word in found:
            raise ConfigError(f"{at.name}, regel {line}: een sleutel staat er dubbel. Laat één van beide staan.")
        at.lines[(*loc, word)] = line
        found[word] = _plain(value, (*loc, word), at)
    return {word: value for word, value in found.items() if value is not None}


def explain(err: ValidationError, source: Yaml, expected: Mapping[str, str]) -> ConfigError:
    """The first validation error as one Dutch sentence with file, line and key, without any value."""
    first = min(err.errors(include_url=False, include_input=False), key=lambda e: source.line(tuple(e["loc"])))
    loc: Loc = tuple(first["loc"])
    where = f"{source.name}, regel {source.line(loc)}"
    if first["type"] == "extra_forbidden":
        return ConfigError(f"{where}: onbekende sleutel{_near(str(loc[-1]), expected)}.")
    if first["type"] == "verslagfilter":
        return ConfigError(f"{where}{_key(loc)}: {first['msg']}")
    word = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    what = expected.get(word, "een andere waarde")
    if first["type"] == "missing":
        return ConfigError(f"{where}: de sleutel '{word}' ontbreekt; geef {what}.")
    return ConfigError(f"{where}{_key(loc)}: verwacht {what}.")


def _key(loc: Loc) -> str:
    words = [part for part in loc if isinstance(part, str)]
    return f", sleutel '{'.'.join(words)}'" if words else ""


def _near(key: str, expected: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(key.lower(), list(expected), n=1, cutoff=0.75)
    return f"; bedoelt u '{near[0]}'?" if near else "; haal die weg of kijk in de uitleg welke sleutels er zijn"


def problem(sentence: str) -> PydanticCustomError:
    """A complaint of our own: a fixed Dutch sentence, never with a value."""
    return PydanticCustomError("verslagfilter", sentence)
