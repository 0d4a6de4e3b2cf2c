"""A recognizer in Python: the example of the README, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from verslagfilter import kit, plugins, recognizers, resources
from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Category
from verslagfilter.plugins import PythonRecognizer, check, load_plugins
from verslagfilter.specs import marked

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PythonRecognizer]:
    """The recognizer of the README, as an installed package would bring it."""
    code = re.search(r"(?ms)^```python\n(import re.*?)^```", README)
    point = re.search(r'(?m)^(\w+) = "(mijn_herkenners:\w+)"$', README)
    assert code
    assert point
    (tmp_path / "mijn_herkenners.py").write_text(code[1], encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = EntryPoint(point[1], point[2], plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [entry] if group == plugins.GROUP else [])
    load_plugins.cache_clear()
    yield load_plugins()[0]
    load_plugins.cache_clear()


def test_the_example_of_the_readme_finds_what_it_says(example: PythonRecognizer) -> None:
    specs = recognizers.gather(resources.folder("recognizers"), None)
    analyzer = recognizers.build_analyzer(specs)
    text = "Kliniek: 10203017, verder 12345679."
    found = [m for m in recognizers.find(analyzer, text) if m.recognizer == example.name]
    assert [(m.span.of(text), m.category, m.why.id) for m in found] == [("10203017", Category.GEZONDHEID, "python")]


def test_a_recognizer_is_tested_without_those_of_other_packages(example: PythonRecognizer) -> None:
    (spec,) = (spec for spec in recognizers.load_specs(resources.folder("recognizers")) if spec.name == "medicatie")
    sample = marked("Nummer 10203017.", "zinnen.txt", 1)
    assert list(example.hits(sample.text))
    assert kit.score_samples(spec, [sample]).found == 0


def _broken(_text: str) -> Iterable[tuple[int, int]]:
    raise RuntimeError("Jan Jansen")


@pytest.mark.parametrize("find", [_broken, lambda text: [(0, len(text) + 1)], lambda _: [(3, 3)], lambda _: [None]])
def test_a_function_that_fails_stops_the_run_and_tells_nothing(example: PythonRecognizer, find: object) -> None:
    with pytest.raises(ConfigError, match=r"patientnummer.*kliniek") as caught:
        replace(example, find=find).hits("Jan Jansen, 10203017")  # type: ignore[arg-type]
    assert "Jansen" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_too_few_examples_are_refused(example: PythonRecognizer) -> None:
    for examples in (example.examples[1:], example.examples[:-1]):
        with pytest.raises(ConfigError, match="te weinig voorbeelden"):
            check(replace(example, examples=examples))


def test_an_example_that_is_not_so_is_refused(example: PythonRecognizer) -> None:
    with pytest.raises(ConfigError, match="voorbeeld 7"):
        check(replace(example, examples=(*example.examples, "Nummer 10203017 wordt gemist.")))


@pytest.mark.parametrize(
    ("name", "value"), [("x", "weg:x"), ("anders", "mijn_herkenners:patientnummer"), ("re", "re:I")]
)
def test_an_entry_point_that_is_wrong_is_refused(
    example: PythonRecognizer, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert example.name == "patientnummer"
    monkeypatch.setattr(plugins, "entry_points", lambda group: [EntryPoint(name, value, group)])
    load_plugins.cache_clear()
    with pytest.raises(ConfigError, match=f"'{name}'"):
        load_plugins()
