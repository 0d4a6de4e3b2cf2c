"""Organisations that no list knows: what they are called, and which party the minutes make them out to be."""

from __future__ import annotations

import pytest
from make import extract_text, split

from verslagfilter import unlisted
from verslagfilter.pipeline import Engine


@pytest.mark.parametrize(
    ("details", "names"),
    [
        (["stg Toermalijn", "pers. begeleidster"], ("Toermalijn",)),
        (["ouderenteam De Ankerstee"], ("De Ankerstee",)),
        (["wooncorporatie Peelhof"], ("Peelhof",)),
        (["Wonen ter Linde"], ("Wonen ter Linde",)),
        (["voorzitter"], ()),
        (["Rolf Egberts"], ()),
        (["gemeente"], ()),
    ],
)
def test_the_name_among_the_words_about_a_participant(details: list[str], names: tuple[str, ...]) -> None:
    assert unlisted.names_in(details) == names


@pytest.mark.parametrize(
    ("name", "text", "party"),
    [
        ("Vlietwoning", "", "woningcorporatie"),
        ("Waterlandse Woonunie", "", "woningcorporatie"),
        ("Erfhof Vastgoed", "", "particuliere_verhuurder"),
        ("Driehoek", "Zij huurt sinds mei een flat van Driehoek.", "woningcorporatie"),
        ("Driehoek", "Driehoek vervangt het slot.\nDriehoek: de huur is betaald.", "woningcorporatie"),
        ("Driehoek", "Driehoek begeleidt hem.\nDriehoek: de huur is betaald.", "zorg"),
        ("Driehoek", "Driehoek komt elke week.", "zorg"),
    ],
)
def test_the_party_that_the_minutes_show(name: str, text: str, party: str) -> None:
    assert unlisted.party_of(name, text) == party


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zij huurt van corporatie Polderrand.", {"polderrand": "woningcorporatie"}),
        ("woonstichting Driesprong\nBetreft Anna Vos", {"driesprong": "woningcorporatie"}),
        ("Thuiszorg Heidezicht komt twee keer.", {"heidezicht": "thuiszorg"}),
        ("De thuiszorg komt.", {}),
    ],
)
def test_a_name_behind_a_word_for_its_kind(text: str, names: dict[str, str]) -> None:
    assert unlisted.introduced(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Erbij was Kees Brand van Huisborg. Huisborg: slot.\nKetel: Huisborg.", {"huisborg": "woningcorporatie"}),
        ("Erbij was Kees Brand van Huisborg. Huisborg start in mei.", {"huisborg": "zorg"}),
        ("Erbij was Kees Brand van Huisborg. Van Huisborg belt.", {}),
        ("Zij huurt een benedenwoning van stichting Broekstee.", {"broekstee": "woningcorporatie"}),
        ("Zij huurt een kamer van mevrouw Jansen. Mevrouw Jansen belt.", {}),
        ("Jan Willem van Dijk belt.", {}),
    ],
)  # fmt: skip
def test_a_name_behind_van_that_also_stands_alone(text: str, names: dict[str, str]) -> None:
    assert unlisted.named_alone(text) == names


def test_a_care_team_is_also_called_by_the_name_behind_ggz() -> None:
    assert unlisted.introduced("Pepijn (team van GGZ Merenzicht)") == {"merenzicht": "ggz"}
    assert unlisted.introduced("De GGZ Belt later, de wijkagent belt ook.") == {}


def test_a_short_name_of_a_landlord() -> None:
    assert unlisted.called("Waterlandse Woonunie", "woningcorporatie") == {
        "waterlandse woonunie": "woningcorporatie", "woonunie": "woningcorporatie",
    }  # fmt: skip


MINUTES = """
Aanwezig: Priya Ramdhani (Vlietwoning), Tarek Mansour (ouderenteam De Ankerstee), Gwen Sijtsma (wijkteam)

Afspraken
- Priya laat op 3 februari de kraan vervangen.
- Zie je dit, bel dan De Ankerstee.
- Vlietwoning en De Ankerstee gaan op 9 februari samen langs.
"""


def test_the_landlord_gets_its_actions_and_not_the_name_of_the_carer(engine: Engine) -> None:
    text = extract_text(split(engine, MINUTES, "woningcorporatie"), "woningcorporatie")
    assert "3 februari" in text
    assert "9 februari" in text
    assert "Ankerstee" not in text
    assert "het afgesproken contactpunt" in text
