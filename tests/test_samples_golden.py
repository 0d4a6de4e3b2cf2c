"""The extracts of every sample case are what a human has checked (``samples/<case>/verwacht``)."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

from verslagfilter import casus as casus_module
from verslagfilter import formats, pipeline

SAMPLES = Path(__file__).parents[1] / "samples"
CASES = sorted(path.parent for path in SAMPLES.glob("*/wat_moet.md"))
TODAY = date(2026, 11, 23)
REMAKE = "Klopt het nieuwe extract met wat_moet.md? Draai dan: python tests/update_samples.py"


def make_extracts(engine: pipeline.Engine, case: Path) -> dict[str, str]:
    """The txt extract of every recipient that takes part."""
    (path,) = case.glob("verslag.*")
    casus_path = case / "casus.yaml"
    casus = casus_module.load(casus_path) if casus_path.exists() else None
    result = pipeline.split_document(
        engine, formats.read(path), casus=casus, recipients=None, strict=False, today=TODAY
    )
    return {key: formats.write(extract, "txt").decode("utf-8") for key, extract in sorted(result.extracts.items())}


def expected_extracts(case: Path) -> dict[str, str]:
    """What stands in the golden files, byte for byte."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(case.glob("verwacht/*.txt"))}


def difference(case: str, key: str, expected: str, got: str) -> str:
    """A readable diff of one extract."""
    lines = difflib.unified_diff(
        expected.splitlines(), got.splitlines(), f"{case}/verwacht/{key}.txt", f"{key} (nu)", lineterm=""
    )
    return "\n".join(lines) or f"{case}/verwacht/{key}.txt: alleen regeleinden verschillen"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_extracts_are_as_expected(engine: pipeline.Engine, case: Path) -> None:
    expected, got = expected_extracts(case), make_extracts(engine, case)
    assert expected, f"{case.name}/verwacht ontbreekt of is leeg. {REMAKE}"
    assert list(got) == list(expected), f"andere ontvangers dan in {case.name}/verwacht. {REMAKE}"
    wrong = [difference(case.name, key, expected[key], got[key]) for key in got if got[key] != expected[key]]
    if wrong:
        pytest.fail("\n\n".join([*wrong, REMAKE]), pytrace=False)
