"""From a list of terms to a recognizer: what is read, what is reported, what is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from presidio_analyzer import AnalyzerEngine

import update_recognizer_table
from verslagfilter import kit, recognizers, specs
from verslagfilter.errors import ConfigError, InputError
from verslagfilter.mentions import Category
from verslagfilter.resources import folder


@pytest.fixture(scope="module")
def analyzer() -> AnalyzerEngine:
    return recognizers.build_analyzer(recognizers.load_specs(folder("recognizers")))


def test_a_text_file_gives_a_term_a_line(tmp_path: Path) -> None:
    path = tmp_path / "termen.txt"
    path.write_text("# opmerking\nhulphond\n\n  blinden  stok \n", encoding="utf-8")
    assert kit.read_terms(path) == ("hulphond", "blinden stok")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_gives_its_first_column_without_heading(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "termen.csv"
    rows = (("Term", "bron"), ("hulphond", "x"), ("geleidestok", "y"))
    path.write_text("".join(f"{separator.join(row)}\n" for row in rows), encoding="utf-8")
    assert kit.read_terms(path) == ("hulphond", "geleidestok")


def test_the_encoding_of_excel_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "termen.csv"
    path.write_bytes("term;bron\ncaféhond;x\n".encode("cp1252"))
    assert kit.read_terms(path) == ("caféhond",)


def test_a_workbook_gives_its_first_column(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("woord",), ("hulphond",), (None,), (112,)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "termen.xlsx")
    assert kit.read_terms(tmp_path / "termen.xlsx") == ("hulphond", "112")


@pytest.mark.parametrize(
    ("name", "content"),
    [("leeg.txt", b"\n# niets\n"), ("kapot.xlsx", b"geen zip"), ("lijst.docx", b"x"), ("kop.csv", b"term;bron\n")],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=r"\.$"):
        kit.read_terms(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        kit.read_terms(tmp_path / "weg.txt")


def test_the_report_names_what_is_wrong(analyzer: AnalyzerEngine) -> None:
    terms = ("hond", "Zwaluwstok", "zwaluwstok", "clozapine", "Karin", "cafÃ©hond")
    report = kit.inspect(terms, Category.GEZONDHEID, analyzer)
    assert report.terms == ("hond", "Zwaluwstok", "clozapine", "Karin", "cafÃ©hond")
    assert report.duplicates == ("Zwaluwstok",)
    assert report.covered == (("clozapine", "medicatie"),)
    assert report.ordinary == ("hond", "Karin")
    assert report.garbled == ("cafÃ©hond",)


def test_a_term_of_another_category_is_not_covered(analyzer: AnalyzerEngine) -> None:
    assert kit.inspect(("clozapine",), Category.STRAFRECHT, analyzer).covered == ()


def make(home: Path) -> recognizers.RecognizerSpec:
    kit.create(home, Category.GEZONDHEID, ("hulphond", "geleidestok", "taststok"), "lijst.csv", "2026-11-29", "x.json")
    return recognizers.load_spec(home)


def test_what_is_made_can_be_loaded_and_lacks_false_friends(tmp_path: Path) -> None:
    tested = kit.run_examples(make(tmp_path / "dieren"))
    assert (tested.positive, tested.negative, tested.misses) == (3, 0, ())
    assert tested.lacking == (0, 3)
    assert not tested.passes


def test_with_three_false_friends_it_passes(tmp_path: Path) -> None:
    spec = make(tmp_path / "dieren")
    with (tmp_path / "dieren" / "examples.md").open("a", encoding="utf-8") as examples:
        examples.write("De hond blaft.\nDe stok ligt buiten.\nDe buren hebben een kat.\n")
    tested = kit.run_examples(spec)
    assert tested.passes
    assert (tested.recall, tested.precision) == (100, 100)


def test_misses_and_false_hits_are_told_with_their_line(tmp_path: Path) -> None:
    spec = make(tmp_path / "dieren")
    (tmp_path / "dieren" / "examples.md").write_text(
        "Een [blindenstok](GEZONDHEID) in de hal.\nEen taststok in de hal.\n", encoding="utf-8"
    )
    first, second = kit.run_examples(spec).misses
    assert (first.line, first.missed, first.false) == (1, ("[blindenstok](GEZONDHEID)",), ())
    assert (second.line, second.missed, second.false) == (2, (), ("[taststok](GEZONDHEID)",))


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    make(tmp_path / "dieren")
    with pytest.raises(ConfigError, match="bestaat al"):
        make(tmp_path / "dieren")


@pytest.mark.parametrize("name", ["Dieren", "mijn dieren", "2dieren"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="geen naam"):
        make(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_ones_own_recognizer_stands_beside_the_others(tmp_path: Path) -> None:
    make(tmp_path / "dieren")
    shipped = folder("recognizers")
    names = {spec.name for spec in recognizers.gather(shipped, tmp_path)}
    assert names == {spec.name for spec in recognizers.load_specs(shipped)} | {"dieren"}


def test_ones_own_recognizer_replaces_that_of_the_same_name(tmp_path: Path) -> None:
    make(tmp_path / "medicatie")
    specs_ = {spec.name: spec for spec in recognizers.gather(folder("recognizers"), tmp_path)}
    assert specs_["medicatie"].folder == tmp_path / "medicatie"


@pytest.mark.parametrize("name", ["weg", "leeg"])
def test_a_folder_without_recognizers_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    with pytest.raises(ConfigError, match=r"\w$|\.$"):
        recognizers.gather(folder("recognizers"), tmp_path / name)


def test_the_schema_that_ships_is_the_one_that_is_checked() -> None:
    shipped = json.loads((folder("recognizers") / "_schema.json").read_text(encoding="utf-8"))
    assert shipped == specs.schema()
    assert all("description" in key or "$ref" in str(key) or key.get("title") for key in shipped["properties"].values())


def test_a_score_on_samples_counts_what_touches_a_mark_of_its_own_category(tmp_path: Path) -> None:
    (tmp_path / "zinnen.txt").write_text(
        "[Zijn haloperidol ligt klaar](GEZONDHEID), en [de dipiperon](GEZONDHEID) ook.\n"
        "De haloperidol ligt klaar.\n"
        "[Hij krijgt haloperidol](STRAFRECHT).\n",
        encoding="utf-8",
    )
    (spec,) = (spec for spec in recognizers.load_specs(folder("recognizers")) if spec.name == "medicatie")
    score = kit.score_samples(spec, recognizers.read_marked(tmp_path / "zinnen.txt"))
    assert score == kit.Sampled(sentences=3, found=4, right=2, reached=2, marked=2)


def test_the_table_in_the_readme_is_what_the_command_writes() -> None:
    assert update_recognizer_table.table() in update_recognizer_table.README.read_text(encoding="utf-8")


def test_a_recognizer_with_too_few_examples_is_not_used(tmp_path: Path) -> None:
    spec = make(tmp_path / "dieren")
    with pytest.raises(ConfigError, match=r"dieren/examples\.md: er zijn 3 voorbeelden en 0 valse vrienden"):
        recognizers.require_examples([spec])
    with (tmp_path / "dieren" / "examples.md").open("a", encoding="utf-8") as examples:
        examples.write("De deur klemt.\nDe stoep is nat.\nDe buren hebben een tuin.\n")
    recognizers.require_examples([spec])
