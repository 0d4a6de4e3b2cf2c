"""The model that sees what tells of health, care or crime: places, repeatability, and how good it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from training_modules import training_module
from verslagfilter import sensitive
from verslagfilter.mentions import Category, Evidence

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "models" / "training"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["nl_gevoelig"]


@pytest.fixture(scope="module")
def figures() -> Iterator[ModuleType]:
    with training_module("sensitive") as module:
        yield module


def test_a_hit_stands_where_its_words_are() -> None:
    text = "\n  De huur is betaald.\n\nZij slikt elke avond haar pillen.\n"
    hits = sensitive.load().hits(text)
    assert hits
    assert all(text.index("Zij") <= hit.span.start < hit.span.end <= len(text.rstrip()) for hit in hits)
    assert {hit.category for hit in hits} == {Category.GEZONDHEID}
    assert {hit.evidence for hit in hits} == {Evidence.MODEL}
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_a_hit_holds_no_text() -> None:
    hits = sensitive.load().hits("Hij zat vorig jaar acht maanden vast.")
    assert hits
    assert all(hit.id.startswith("nl_gevoelig/") and not hit.context for hit in hits)


@pytest.mark.parametrize("text", ["", "\n\n", " \t ", "…", "12 3-4"])
def test_nothing_in_a_text_without_words(text: str) -> None:
    assert sensitive.load().hits(text) == ()


def test_lines_do_not_change_each_other() -> None:
    lines = ["Hij gebruikt weer.", "De kraan lekt.", "Zij loopt bij een psychiater."] * 50
    model = sensitive.load()
    apart = [(hit.category, hit.score) for line in lines for hit in model.hits(line)]
    together = [(hit.category, hit.score) for hit in model.hits("\n".join(lines))]
    assert [category for category, _ in together] == [category for category, _ in apart]
    assert [score for _, score in together] == pytest.approx([score for _, score in apart], abs=0.011)


def test_figures_do_not_fall_below_their_floor(figures: ModuleType) -> None:
    found = figures.evaluate(ROOT / "models" / "nl_gevoelig")["both"]
    below = {name: found[name] for name, floor in FLOORS["at_least"].items() if found[name] < floor}
    above = {name: found[name] for name, most in FLOORS["at_most"].items() if found[name] > most}
    assert (below, above) == ({}, {})
    assert found["n"] > 300


def test_no_test_line_was_trained_on(figures: ModuleType) -> None:
    lines = {figures.unmarked(line)[0] for line in figures.corpora.rows(figures.TEST)}
    folders = (figures.LINES, figures.corpora.DOCS)
    rows = [row for folder in folders for path in folder.glob("*.txt") for row in figures.corpora.rows(path)]
    assert not lines & {figures.unmarked(row.split("\t", 1)[-1])[0] for row in rows}


def test_the_card_names_licence_version_and_figures() -> None:
    card = (ROOT / "models" / "nl_gevoelig" / "README.md").read_text(encoding="utf-8")
    meta = json.loads((ROOT / "models" / "nl_gevoelig" / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert f"# nl_gevoelig {meta['version']}" in card
    assert "University of Groningen" in card
    assert "| both |" in card
