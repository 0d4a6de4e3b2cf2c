"""The sample cases are complete, and their Word files are exactly what the script makes of their sources."""

from __future__ import annotations

import importlib.util
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from ruamel.yaml import YAML

SAMPLES = Path(__file__).parents[1] / "samples"
CASES = sorted(path.parent for path in SAMPLES.glob("*/wat_moet.md"))
SOURCES = sorted(SAMPLES.glob("*/bron.yaml"))
WITHOUT_CASUS = "wijkteam-telegram"
TODAY = date(2026, 11, 23)
KEYS = {"kenmerk", "doel", "profiel", "betrokkene", "deelnemers", "toestemming", "akkoord_verstrekker", "besluiten",
        "rechtsvordering", "contactpunt"}  # fmt: skip
STOP_WORDS = ("niet notuleren", "onder de pet", "radicalis")
"""What makes the program refuse the whole file; a sample must not hold it by accident."""


def load_maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_docx", SAMPLES / "make_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def minutes_of(case: Path) -> Path:
    (path,) = case.glob("verslag.*")
    return path


def load_casus(case: Path) -> dict[str, Any]:
    casus: dict[str, Any] = YAML(typ="safe", pure=True).load((case / "casus.yaml").read_text(encoding="utf-8"))
    return casus


def text_of(path: Path) -> str:
    """The body text of minutes, read with another reader than the product's."""
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    lines = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def dates_in(value: Any) -> list[date]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in dates_in(item)]
    if isinstance(value, list):
        return [found for item in value for found in dates_in(item)]
    return [value] if isinstance(value, date) else []


def test_there_are_eight_cases_with_at_least_four_in_word() -> None:
    assert len(CASES) >= 8
    assert sum(minutes_of(case).suffix == ".docx" for case in CASES) >= 4
    assert {minutes_of(case).suffix for case in CASES} == {".docx", ".md", ".txt"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_making_a_word_file_again_gives_the_same_bytes(path: Path) -> None:
    maker = load_maker()
    assert path.with_name("verslag.docx").read_bytes() == maker.docx_bytes(maker.load_source(path))


def test_every_word_file_has_a_source() -> None:
    assert [path.parent for path in SOURCES] == [case for case in CASES if minutes_of(case).suffix == ".docx"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_minutes_have_a_realistic_length(case: Path) -> None:
    assert 250 <= len(text_of(minutes_of(case)).split()) <= 500


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_minutes_hold_nothing_that_stops_the_program(case: Path) -> None:
    text = text_of(minutes_of(case)).lower()
    assert [word for word in STOP_WORDS if word in text] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_readme_lists_the_case(case: Path) -> None:
    assert f"| `{case.name}` |" in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_only_one_case_has_no_casus() -> None:
    assert [case.name for case in CASES if not (case / "casus.yaml").exists()] == [WITHOUT_CASUS]


@pytest.mark.parametrize("case", [case for case in CASES if case.name != WITHOUT_CASUS], ids=lambda case: case.name)
def test_a_casus_has_known_keys_and_no_date_in_the_future(case: Path) -> None:
    casus = load_casus(case)
    assert set(casus) <= KEYS
    assert all(day <= TODAY for day in dates_in(casus))


@pytest.mark.parametrize("case", [case for case in CASES if case.name != WITHOUT_CASUS], ids=lambda case: case.name)
def test_every_recipient_of_the_casus_has_its_own_section_to_review(case: Path) -> None:
    headings = (case / "wat_moet.md").read_text(encoding="utf-8").splitlines()
    keys = {heading.removeprefix("## ").split(" ")[0] for heading in headings if heading.startswith("## ")}
    assert {member["partij"] for member in load_casus(case)["deelnemers"]} == keys


def test_the_round_table_has_a_comment_a_deletion_and_a_footnote() -> None:
    with zipfile.ZipFile(SAMPLES / "rondetafel" / "verslag.docx") as archive:
        assert b"IQ 68" in archive.read("word/comments.xml")
        assert b"<w:delText" in archive.read("word/document.xml")
        assert b"crisismaatregel" in archive.read("word/footnotes.xml")
