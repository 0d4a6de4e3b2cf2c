"""The examples of every recognizer are the thing itself: exactly the marked spans, and nothing in the false friends."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from presidio_analyzer import AnalyzerEngine

from verslagfilter.mentions import SPECIAL
from verslagfilter.recognizers import Example, RecognizerSpec, build_analyzer, find, load_examples, load_specs
from verslagfilter.resources import folder

SPECS = load_specs(folder("recognizers"))
FAILURES = Path(__file__).with_name("known_example_failures.txt")
KNOWN = frozenset(line for line in FAILURES.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
CASES = [pytest.param(spec, example, id=f"{spec.name}/{spec.examples}:{example.line}")
         for spec in SPECS for example in load_examples(spec)]  # fmt: skip


@cache
def analyzer(name: str) -> AnalyzerEngine:
    return build_analyzer([spec for spec in SPECS if spec.name == name])


def shown(example: Example, marks: set[tuple[object, object]]) -> list[str]:
    return sorted(f"[{span.of(example.text)}]({category})" for span, category in marks)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("spec", "example"), CASES)
def test_example(spec: RecognizerSpec, example: Example) -> None:
    got = {(mention.span, mention.category) for mention in find(analyzer(spec.name), example.text)}
    name = f"{spec.name}/{spec.examples}:{example.line}"
    if name in KNOWN:
        assert got != set(example.marks), f"{name} gaat nu goed: haal de regel uit {FAILURES.name}"
    else:
        assert shown(example, got) == shown(example, set(example.marks)), example.text  # type: ignore[arg-type]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_enough_examples(spec: RecognizerSpec) -> None:
    examples = load_examples(spec)
    assert sum(bool(each.marks) for each in examples) >= 3, "geef ten minste drie voorbeelden"
    assert sum(not each.marks for each in examples) >= 3, "geef ten minste drie regels waarin niets gevonden mag worden"


def test_known_failures_exist() -> None:
    names = {f"{spec.name}/{spec.examples}:{each.line}" for spec in SPECS for each in load_examples(spec)}
    assert names >= KNOWN


EVERYDAY = Path(__file__).with_name("everyday_sentences.txt").read_text(encoding="utf-8").splitlines()
"""Sentences about housing with words that look like those of health."""


@cache
def everything() -> AnalyzerEngine:
    return build_analyzer(SPECS)


@pytest.mark.parametrize("sentence", EVERYDAY)
def test_nothing_of_health_or_crime_in_an_everyday_sentence(sentence: str) -> None:
    assert [m.span.of(sentence) for m in find(everything(), sentence) if m.category in SPECIAL] == []
