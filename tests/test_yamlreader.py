"""The C parser reads what the Python parser reads, and never gets what would crash it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from verslagfilter.yamlreader import quickly

ROOT = Path(__file__).parents[1]
FILES = sorted(path for folder in ("src", "recognizers") for path in (ROOT / folder).rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reads_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert repr(quickly(text, lambda yaml: yaml.load(text))) == repr(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_own_files_go_the_fast_way(path: Path) -> None:
    text = path.read_text("utf-8")
    YAML(typ="safe").load(text)  # a plain value with a colon in a flow list needs quotes


def test_values_stay_as_they_are_in_yaml_1_2() -> None:
    text = "a: NO\nb: yes\nc: 0o17\nd: 1:30\n"
    assert quickly(text, lambda yaml: yaml.load(text)) == {"a": "NO", "b": "yes", "c": 15, "d": "1:30"}


def test_a_key_may_not_come_twice() -> None:
    with pytest.raises(DuplicateKeyError):
        quickly("a: 1\na: 2\n", lambda yaml: yaml.load("a: 1\na: 2\n"))


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 100_000, "[\n" * 100_000])
def test_deep_nesting_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises((YAMLError, RecursionError)):
        quickly(text, lambda yaml: yaml.load(text))
