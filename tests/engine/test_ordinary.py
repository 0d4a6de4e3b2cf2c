"""The second lock: a word that is not known to be harmless does not reach a besloten recipient."""

from __future__ import annotations

from pathlib import Path

import pytest
from make import extract_text, split

from training_modules import training_module
from verslagfilter.ordinary import is_listed, is_ordinary
from verslagfilter.pipeline import Engine

SHARED = Path(__file__).resolve().parents[3] / "shared" / "training"

ORDINARY = [
    "tochtstrip",
    "ventilatierooster",
    "sleutelkastje",
    "trappenhuis",
    "gooide",
    "belden",
    "opgeruimd",
    "opgeruimde",
    "ramen",
    "huizen",
    "potten",
    "brieven",
    "gebeld",
    "afgesproken",
    "teruggebracht",
    "schoongemaakt",
    "zoekt",
    "gevonden",
    "kapotte",
    "rustiger",
    "langste",
    "kratjes",
    "monteurs",
    "bezoekt",
    "aankondigt",
    "bewaart",
    "woonkamerraam",
    "keukenkraantje",
]
STRANGE = [
    "quetiapine",
    "aripiprazol",
    "lurasidon",
    "zuclopentixol",
    "lamotrigine",
    "trazodon",
    "acamprosaat",
    "biperideen",
    "lisdexamfetamine",
    "miauw",
    "jonko",
    "flakka",
    "keta",
    "toermalijn",
    "exacerbatie",
    "katatoon",
    "titratie",
    "anhedonie",
    "lithiumspiegel",
    "sondevoeding",
    "dialyse",
    "eczeem",
    "logopedie",
]
MISSED = ["snoepjes", "wit", "bruin", "pijpje", "poes", "executie"]
"""Words for drugs and for prison that are ordinary words too: this lock cannot see them."""


@pytest.mark.parametrize("word", ORDINARY)
def test_ordinary_words(word: str) -> None:
    assert is_ordinary(word)
    assert is_ordinary(word.capitalize())


@pytest.mark.parametrize("word", STRANGE)
def test_strange_words(word: str) -> None:
    assert not is_ordinary(word)


@pytest.mark.parametrize("word", MISSED)
def test_what_the_list_alone_does_not_see(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["zolvarine", "wimpelitus", "kraasdrops"])
def test_an_unknown_word_goes_to_the_secretary(word: str, engine: Engine) -> None:
    text = f"Advies\n- Rustig praten en niet haasten.\n- Neem altijd {word} mee naar het gesprek.\n"
    result = split(engine, text, "woningcorporatie", "ggz")
    assert "Rustig praten" in extract_text(result, "woningcorporatie")
    assert word not in extract_text(result, "woningcorporatie")
    assert word in extract_text(result, "ggz")
    (asked,) = [o.review for o in result.outcomes["woningcorporatie"] if o.review and "woord" in o.review]
    assert "niet kent" in asked


def test_a_name_of_the_case_is_no_strange_word(engine: Engine) -> None:
    text = "Aanwezig: Ria Mulder (Woonwaard)\n\nAfspraken\n- Woonwaard vervangt het slot en belt dan aan.\n"
    assert "vervangt het slot" in extract_text(split(engine, text, "woningcorporatie"), "woningcorporatie")


@pytest.mark.skipif(not SHARED.exists(), reason="the treebanks are not here")
def test_every_listed_word_comes_from_a_source_of_its_script() -> None:
    with training_module("ordinary") as ordinary:
        sources = {*ordinary.own_words(), *ordinary.treebank_words(SHARED), *ordinary.minutes_words()}
        head, listed = ordinary.OUT.read_text(encoding="utf-8").split("\n", 3)[:3], ordinary.listed()
        assert "\n".join(head) + "\n" == ordinary.HEAD
        assert listed == sorted(set(listed) & sources)


@pytest.mark.parametrize("name", ["Havikstede", "Zonnebrug", "Molenrade", "Boswinde"])
def test_a_name_made_of_ordinary_words_is_no_listed_word(name: str) -> None:
    assert is_ordinary(name)
    assert not is_listed(name)


@pytest.mark.parametrize("word", ["Brieven", "Monteurs", "Woonkamer-raam"])
def test_a_listed_word_is_one_with_a_capital_too(word: str) -> None:
    assert is_listed(word)
