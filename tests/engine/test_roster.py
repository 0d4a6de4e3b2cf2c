"""Who is who: from the attendance list, the head, brackets and the casus."""

from __future__ import annotations

import pytest
from make import minutes

from verslagfilter.casus import Casus
from verslagfilter.mentions import PersonKind
from verslagfilter.roster import Roster, number_of, read_roster

DASHED = pytest.mark.xfail(strict=True, reason="a name and a function on either side of a dash are not joined")
HEAD = """
Verslag casusoverleg
Betreft: mevrouw A. Vink
{attendance}

Bespreking
Het gaat goed.
"""


def roster(attendance: str, casus: Casus | None = None) -> Roster:
    return read_roster(minutes(HEAD.format(attendance=attendance)), casus)


@pytest.mark.parametrize(
    ("attendance", "name", "party"),
    [
        ("Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie)", "Ria Mulder", "wijkteam"),
        ("Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie)", "Tom Beek", "politie"),
        ("Aanwezig: Els Vaart, Vivare; Tom Beek, politie", "Els Vaart", "woningcorporatie"),
        ("Aanwezig: wijkagent Tom Beek, Els Vaart (Vivare)", "Tom Beek", "politie"),
        ("Aanwezig: dr. S. Hol (psychiater Lentis)", "S. Hol", "ggz"),
        pytest.param(
            "Aanwezig: Karin de Boer - SPV'er Altrecht, Els Vaart - Vivare", "Karin de Boer", "ggz", marks=DASHED
        ),
        ("Aanwezig: Vivare (Els Vaart), gemeente Arnhem (Bo Kok)", "Els Vaart", "woningcorporatie"),
        ("Aanwezig: Vivare (Els Vaart), gemeente Arnhem (Bo Kok)", "Bo Kok", "college"),
        ("Aanwezig: Loes Tak (voorzitter, Veiligheidshuis)", "Loes Tak", "procesregie"),
        ("Aanwezig: Bo Kuiper (reclassering)", "Bo Kuiper", "reclassering"),
        ("Namens Vivare ook Stefan Mulder, opzichter.", "Stefan Mulder", "woningcorporatie"),
        ("Namens de GGD is de heer Ad Nuijten aanwezig.", "Ad Nuijten", "ggd"),
    ],
)
def test_party_of_a_person(attendance: str, name: str, party: str) -> None:
    found = roster(attendance).find(name)
    assert found is not None
    assert (found.kind, found.party) == (PersonKind.PROFESSIONAL, party)


@pytest.mark.parametrize("called", ["Karin", "Boer", "Karin de Boer"])
def test_first_name_and_surname_find_the_person(called: str) -> None:
    found = roster("Aanwezig: Karin de Boer (Altrecht), Tom Beek (politie)").find(called)
    assert found is not None
    assert found.party == "ggz"


def test_the_person_of_the_head() -> None:
    found = roster("Aanwezig: Tom Beek (politie)").find("Vink")
    assert found is not None
    assert found.kind is PersonKind.BETROKKENE


def test_family_at_the_table_is_a_third_person() -> None:
    found = roster("Aanwezig: Tom Beek (politie), zus Tineke Pool").find("Tineke Pool")
    assert found is not None
    assert found.kind is PersonKind.DERDE


def test_family_of_the_same_name_is_a_third_person() -> None:
    found = roster("Aanwezig: Tom Beek (politie), zus Tineke Vink").find("Tineke Vink")
    assert found is not None
    assert found.kind is PersonKind.DERDE


def test_casus_goes_before_the_minutes() -> None:
    casus = Casus.model_validate(
        {
            "betrokkene": {"naam": "Jan Pool"},
            "deelnemers": [{"naam": "Tom Beek", "partij": "ggd"}],
        }
    )
    made = roster("Aanwezig: Tom Beek (politie)", casus)
    tom, jan = made.find("Tom Beek"), made.find("Jan Pool")
    assert tom is not None
    assert jan is not None
    assert (tom.party, jan.kind) == ("ggd", PersonKind.BETROKKENE)


def test_who_shares_a_name_is_taken_as_the_strictest() -> None:
    made = roster("Aanwezig: Tom Vink (politie), Els Vaart (Vivare)")
    found = made.find("Vink")
    assert found is not None
    assert found.kind is not PersonKind.BETROKKENE


def test_parties_at_the_table() -> None:
    made = roster("Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie), Els Vaart (Vivare)")
    assert made.parties() == {"wijkteam", "politie", "woningcorporatie"}


def test_nobody() -> None:
    assert read_roster(minutes("")) == Roster()


def test_a_house_number_behind_a_name_is_no_age() -> None:
    text = "Verslag casusoverleg\n\nIngebracht: klachten. Mw. belt aan. Dhr. Roos (16) en mw. Hakker zijn het zat.\n"
    assert not [p for p in read_roster(minutes(text)).persons if p.kind is PersonKind.BETROKKENE]


@pytest.mark.parametrize("age", ["(45)", "45 jr", "(geb. 1980)"])
def test_an_age_in_the_head_tells_whom_it_is_about(age: str) -> None:
    text = f"Casus Jan Roos {age}\n\nHet gaat goed.\n"
    found = [p.name for p in read_roster(minutes(text)).persons if p.kind is PersonKind.BETROKKENE]
    assert found == ["Jan Roos"]


def test_an_institution_with_the_name_of_a_painter_sits_at_the_table() -> None:
    made = roster("Aanwezig: Tom Beek (politie), Hicham el Ouali (Mondriaan)")
    person = made.find("Hicham el Ouali")
    assert person is not None
    assert (person.party, made.organisations.get("mondriaan")) == ("ggz", "ggz")


def test_a_function_before_an_unknown_name_tells_whose_it_is() -> None:
    text = (
        "Verslag casusoverleg\n\nAanwezig: Jurre Zwart (woonconsulent De Lindeboom), Els Vaart (politie)\n\nBesproken."
    )
    assert read_roster(minutes(text)).organisations["de lindeboom"] == "woningcorporatie"


def test_the_number_of_the_agreed_contact_point_may_be_read_by_all() -> None:
    casus = Casus.model_validate({"contactpunt": "Wijkservicepunt Noord, 030-123 45 67"})
    assert read_roster(minutes("Aanwezig: Tom Beek (politie)"), casus).agreed_numbers == {"0301234567"}


@pytest.mark.parametrize(
    ("text", "digits"), [("030-1234567", "0301234567"), ("+31 30 1234567", "0301234567"), ("112", ""), ("Noord", "")]
)
def test_digits_of_a_number(text: str, digits: str) -> None:
    assert number_of(text) == digits


def test_an_institution_is_introduced_with_what_it_is_for() -> None:
    text = "Secretariaat De Evenhof, centrum voor transculturele psychiatrie\n\nDe Evenhof belt.\n"
    assert read_roster(minutes(text)).organisations["de evenhof"] == "zorg"


def test_people_below_a_heading_with_a_dash_before_what_they_do() -> None:
    made = read_roster(
        minutes("Verslag overleg\n\nAanwezig\nNico Brand - Vivare\nHeleen Tak - GGZ Centraal\n\nGGZ\n- Rust.\n")
    )
    found = {p.name: p.party for p in made.persons}
    assert found == {"Nico Brand": "woningcorporatie", "Heleen Tak": "ggz"}


def test_a_care_team_with_the_name_of_the_town_of_the_gemeente() -> None:
    made = roster("Aanwezig: Ria Mulder (gemeente Emmen), Ilse Veenhof (FACT Emmen)")
    person = made.find("Ilse Veenhof")
    assert person is not None
    assert person.party == "ggz"


def test_who_speaks_below_a_heading_with_the_organisation_first() -> None:
    text = "Rondje\n\nVivare (Tineke Hofland)\nHet portiek ligt vol.\n\nLentis (Iris van Gent)\nHet gaat beter.\n"
    found = {p.name: p.party for p in read_roster(minutes(text)).persons}
    assert found == {"Tineke Hofland": "woningcorporatie", "Iris van Gent": "ggz"}


def test_a_table_with_names_and_what_was_said_is_no_attendance_list() -> None:
    text = "Partij | Naam | Inbreng\nVivare | Els Vaart | De politie kwam langs voor de fietsen.\n"
    assert {p.name: p.party for p in read_roster(minutes(text)).persons} == {"Els Vaart": "woningcorporatie"}


def test_two_names_before_one_organisation_are_both_of_it() -> None:
    made = read_roster(minutes("Deelnemers: Els Kraan en Leo Verkaik van Vivare, Ria Bol (GGZ Centraal)\n"))
    found = {p.name: p.party for p in made.persons}
    assert found == {"Els Kraan": "woningcorporatie", "Leo Verkaik": "woningcorporatie", "Ria Bol": "ggz"}


def test_the_only_landlord_is_meant_by_that_word() -> None:
    casus = Casus.model_validate({"deelnemers": [{"naam": "Arno Bleek", "partij": "particuliere_verhuurder"}]})
    assert read_roster(minutes("Verslag\n"), casus).organisations["verhuurder"] == "particuliere_verhuurder"
    assert "verhuurder" not in read_roster(minutes("Verslag\n")).organisations


@pytest.mark.parametrize(
    ("attendance", "called", "party"),
    [
        ("Aanwezig: dhr. B. ter Haar (Domijn), mw. R. Bos (politie)", "Haar", "woningcorporatie"),
        ("Aanwezig: mw. L. Pol (Mediant), dhr. R. Bos (politie)", "Pol", "ggz"),
        ("Peter Doornbos van de Alliantie schoof aan.", "Peter", "woningcorporatie"),
    ],
)
def test_a_surname_that_is_also_a_word_or_a_name_with_an_article(attendance: str, called: str, party: str) -> None:
    person = roster(attendance).find(called)
    assert person is not None
    assert person.party == party


def test_an_organisation_is_also_called_by_its_letters() -> None:
    text = "Aanwezig: Jelmer de Haan (Wonen Noordwest Friesland (WNF)), Gerrit Bos (politie)\n\nWNF vervangt de deur."
    assert read_roster(minutes(text)).organisations["wnf"] == "woningcorporatie"


def test_other_letters_in_brackets_are_no_name_of_the_organisation() -> None:
    assert (
        "xyz" not in read_roster(minutes("Aanwezig: Tom Beek (politie), Els Vaart\n\nVivare (XYZ) komt.")).organisations
    )


def test_leger_des_heils_is_also_called_het_leger() -> None:
    assert roster("Aanwezig: Cor Smit (Leger des Heils), Tom Beek (politie)").organisations["het leger"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Verslag\n\nAanwezig: Toon zelf, zijn mentor Ria Lamers, Tom Beek (politie)\n\nToon is er weer.", "Toon"),
        ("Verslag overleg\nAanwezig: Tom Beek (politie)\n\n1. Opening\nEr is koffie.\n\n"
         "2. De heer Gerrit Slagman, 56 jaar, Vriezenveen\nDe heer Slagman is er niet.", "Slagman"),
        ("Verslag overleg\nAanwezig: Tom Beek (politie), Els Vaart (Vivare)\n\nWe bespreken de situatie van Tjeerd "
         "Zijlstra, wonend op nummer 4.", "Tjeerd"),
    ],
)  # fmt: skip
def test_whom_it_is_about(text: str, name: str) -> None:
    person = read_roster(minutes(text)).find(name)
    assert person is not None
    assert person.kind is PersonKind.BETROKKENE


def test_a_place_behind_dossier_is_nobody() -> None:
    text = "Verslag 14 april, dossier: Osdorp 26-119\n\nAanwezig: Tom Beek (politie)\n\nEr is niets."
    assert read_roster(minutes(text)).find("Osdorp") is None


def test_a_piece_of_a_sentence_is_no_person() -> None:
    read = roster("Aanwezig: Els Vaart (Vivare), Henk Assink (Mediant)\n\nHenk raadt Vivare het FACT-team aan.")
    assert not [p for p in read.persons if p.name.startswith("Vivare")]
