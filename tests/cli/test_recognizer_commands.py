"""The commands for whoever adds a recognizer, from a list to what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from verslagfilter.cli import main
from verslagfilter.cli import recognizers as command

TERMS = "hulphond\ngeleidestok\ntaststok\n"
FRIENDS = "De hond blaft.\nDe stok ligt buiten.\nDe buren hebben een kat.\n"


def make(tmp_path: Path) -> Path:
    (tmp_path / "termen.txt").write_text(TERMS, encoding="utf-8")
    home = tmp_path / "eigen"
    words = ["--from", str(tmp_path / "termen.txt"), "--category", "GEZONDHEID", "--recognizers", str(home)]
    assert main(["recognizers", "new", "dieren", *words]) == 0
    return home


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return make(tmp_path)


def test_new_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    out = capsys.readouterr().out
    assert "3 termen gelezen." in out
    assert f"verslagfilter recognizers test dieren --recognizers {own}" in out
    assert {path.name for path in (own / "dieren").iterdir()} == {
        *("recognizer.yaml", "terms.txt", "exceptions.txt", "examples.md")
    }


def test_test_fails_until_false_friends_are_written(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["recognizers", "test", "dieren", "--recognizers", str(own)]
    assert main(words) == 6
    assert "schrijf nog 3 valse vriend(en)" in capsys.readouterr().out
    with (own / "dieren" / "examples.md").open("a", encoding="utf-8") as examples:
        examples.write(FRIENDS)
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("goed  dieren: 3 voorbeelden, 3 valse vrienden")


def test_test_also_scores_on_other_sentences(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = tmp_path / "zinnen.txt"
    samples.write_text(f"# kop\n{FRIENDS}\nDe [psychose](GEZONDHEID) van de buurman.\n", encoding="utf-8")
    main(["recognizers", "test", "dieren", "--samples", str(samples), "--recognizers", str(own)])
    assert "in 4 andere zinnen: 0 keer iets gevonden, 0 keer terecht; raakt 0 van de 1" in capsys.readouterr().out
    assert main(["recognizers", "test", "dieren", "--samples", str(tmp_path / "weg"), "--recognizers", str(own)]) != 0
    assert "ontbreekt" in capsys.readouterr().err


def test_list_and_show(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recognizers", "list", "--recognizers", str(own)]) == 0
    assert "dieren" in capsys.readouterr().out
    assert main(["recognizers", "show", "dieren", "--recognizers", str(own)]) == 0
    assert "Lijst terms.txt: 3 termen" in capsys.readouterr().out


def test_the_environment_names_the_folder(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VERSLAGFILTER_RECOGNIZERS", str(own))
    capsys.readouterr()
    assert main(["recognizers", "show", "dieren"]) == 0
    assert "Naam: dieren" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["show", "bestaatniet"], 2, "De herkenner 'bestaatniet' bestaat niet."),
        (["new", "x", "--from", "weg.txt", "--category", "ZIEK"], 2, "De categorie 'ZIEK' bestaat niet."),
        (["new", "x", "--from", "weg.txt", "--category", "GEZONDHEID"], 4, "niet te lezen"),
        (["list", "--recognizers", "weg"], 6, "bestaat niet"),
        (["diff", "diagnose", "weg"], 2, "De map 'weg' bestaat niet."),
    ],
)
def test_wrong_use_gives_one_sentence(
    words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["recognizers", *words]) == code
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_every_command_is_there() -> None:
    assert set(command.COMMANDS) == {"list", "show", "new", "test", "diff"}
