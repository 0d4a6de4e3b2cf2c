"""What the README says is so."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from verslagfilter.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return [re.sub(r"(?m)^   ", "", text) for text in re.findall(rf"(?ms)^ *```{kind}\n(.*?)^ *```", README)]


def commands() -> list[list[str]]:
    """Every `verslagfilter …` of the README, as words."""
    lines = [part.strip() for block in blocks("sh") for line in block.splitlines() for part in line.split("&&")]
    return [shlex.split(line)[1:] for line in lines if line.startswith("verslagfilter ")]


def section(heading: str) -> str:
    found = re.search(rf"(?ms)^#+ {heading}\n(.*?)(?=^#+ |\Z)", README)
    assert found
    return found[1]


def test_two_commands_to_start_with() -> None:
    first, second = blocks("sh")[:2]
    assert first.startswith("pip install . && verslagfilter split samples/")
    assert second.strip() == "pip install -e '.[dev]' && pytest"


def test_every_option_exists(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(commands()) == 9
    for words in commands():
        main([*(words[:2] if words[0] == "recognizers" else words[:1]), "--help"])
        text = capsys.readouterr().out
        for option in (word for word in words if word.startswith("--")):
            assert f"{option} " in text


def test_named_paths_exist() -> None:
    for path in re.findall(r"[` ]((?:samples|src|models|recognizers|tests|benchmarks|\.ci)/[\w./-]*)`", README):
        assert (ROOT / path).exists() or path == "recognizers/huisdieren/"
    for words in commands():
        for path in (word for word in words if word.startswith("samples/")):
            assert (ROOT / path).is_file()


def test_every_exit_code_is_explained() -> None:
    codes = [int(code) for code in re.findall(r"(?m)^\| (\d+) \|", section("Afsluitcodes"))]
    assert codes == [0, 1, 2, 3, 4, 5, 6, 7, 130]


def test_every_key_of_the_record_is_explained() -> None:
    from verslagfilter.record import schema

    text, made = section("Het beslissingenbestand"), schema()
    keys = set(made["properties"])
    for part in made["$defs"].values():
        keys |= set(part.get("properties", {}))
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


def test_example_casus_is_valid(tmp_path: Path) -> None:
    from verslagfilter import casus

    path = tmp_path / "casus.yaml"
    path.write_text(next(block for block in blocks("yaml") if "kenmerk" in block), encoding="utf-8")
    assert casus.load(path).kenmerk == "ZVH-2026-014"


def test_the_steps_to_a_recognizer_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    for row in (("term",), ("hulphond",), ("geleidestok",), ("taststok",)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save("huisdieren.xlsx")
    Path("verslagen").mkdir()
    Path("verslagen/een.txt").write_text("Wonen\nDe hulphond blaft op de galerij.\n", encoding="utf-8")
    new, test, diff = (words for words in commands() if words[0] == "recognizers")
    assert main(new) == 0
    with Path("eigen/huisdieren/examples.md").open("a", encoding="utf-8") as examples:
        examples.write("De [hulphond](GEZONDHEID) blaft.\nDe hond blaft.\nDe stok is kapot.\nDe kat slaapt.\n")
    assert main(test) == 0
    assert main(diff) == 0
    assert "in 1 verslag(en) veranderen door huisdieren" in capsys.readouterr().out


def test_no_host_and_no_machine_path() -> None:
    assert not re.search(r"https?://|/home/|/work/|/opt/|/tmp/|[A-Z]:\\", README)


@pytest.mark.slow
def test_the_first_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    assert main(commands()[0]) in (0, 3)
    out = tmp_path / "uit"
    assert list((out / "woningcorporatie").glob("ZVH-2026-031_*_woningcorporatie.docx"))
    assert (out / "secretaris" / "verslag.beslissingen.json").is_file()
    assert (out / "secretaris" / "verslag.beslissingen.html").is_file()
