"""Names in the running text: who is meant, everywhere, and what is no name; overlaps settled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from make import extract_text, minutes, split

from verslagfilter import language, recognizers
from verslagfilter.detect import Detected, detect, mentions_in, settle
from verslagfilter.mentions import Category, Evidence, Mention, PersonKind, Why
from verslagfilter.pipeline import Engine
from verslagfilter.roster import read_roster
from verslagfilter.span import Span

HEAD = """
Verslag casusoverleg
Betreft: mevrouw A. Vink
Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie), Karin de Boer (Altrecht), Els Vaart (Vivare)

Bespreking
"""


def detected(engine: Engine, text: str, head: str = HEAD) -> tuple[str, Detected]:
    read = minutes(head + text + "\n")
    found = recognizers.find(engine.analyzer, read.text)
    return read.text, detect(read, read_roster(read), language.parse(engine.nlp, read), found)


def persons(engine: Engine, text: str) -> list[tuple[str, PersonKind | None]]:
    """Names in the text behind the head."""
    whole, done = detected(engine, text)
    start = len(whole) - len(text) - 1
    named = (m for m in done.mentions if m.category is Category.PERSOON and m.span.start >= start)
    return [(m.span.of(whole), m.person) for m in named]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Gisteren belde Karin over de deur.", "Karin", PersonKind.PROFESSIONAL),
        ("De Boer was er niet bij.", "Boer", PersonKind.PROFESSIONAL),
        ("Mevrouw Vink deed open.", "Vink", PersonKind.BETROKKENE),
        ("Buurvrouw Jansma klaagde over geluid.", "Jansma", PersonKind.DERDE),
        ("De heer Van der Meer sliep op de bank.", "Van der Meer", PersonKind.DERDE),
        ("Haar zoon Sem zat op de trap.", "Sem", PersonKind.DERDE),
        ("Volgens Yusuf stond de deur open.", "Yusuf", PersonKind.DERDE),
        ("Wij spraken dr. Terlouw over de sleutel.", "Terlouw", PersonKind.PROFESSIONAL),
    ],
)
def test_who_is_meant(engine: Engine, text: str, name: str, kind: PersonKind) -> None:
    found = dict(persons(engine, text))
    assert any(name in surface for surface in found)
    assert next(k for surface, k in found.items() if name in surface) is kind


@pytest.mark.parametrize(
    "text",
    [
        "De buren klagen over geluid.",
        "Op maandag komt de monteur.",
        "In december is de huur betaald.",
        "Bellen heeft geen zin.",
        "De Dorpsstraat is lang.",
        "Vivare belt terug.",
    ],
)
def test_no_name(engine: Engine, text: str) -> None:
    assert persons(engine, text) == []


def test_found_once_found_everywhere(engine: Engine) -> None:
    text = "Buurvrouw Jansma belde. Later kwam Jansma langs.\nDe hond van Jansma blaft."
    assert [name for name, _ in persons(engine, text)].count("Jansma") == 3


def test_a_number_belongs_to_the_name_before_it(engine: Engine) -> None:
    whole, done = detected(engine, "Buurvrouw Jansma, 06-12345678, belde over geluid.")
    (number,) = [m for m in done.mentions if "0612345678" in m.span.of(whole).replace("-", "")]
    assert number.person is PersonKind.DERDE


def test_another_text_about_the_same_persons(engine: Engine) -> None:
    _, done = detected(engine, "Buurvrouw Jansma klaagde.")
    again = "Jansma en Karin bellen."
    assert [(m.span.of(again), m.person) for m in mentions_in(again, done.roster, ())] == [
        ("Jansma", PersonKind.DERDE),
        ("Karin", PersonKind.PROFESSIONAL),
    ]


def test_family_of_the_same_name(engine: Engine) -> None:
    assert any("Joris" in name for name, _ in persons(engine, "Joris Vink maakt herrie in het portiek."))


def mention(start: int, end: int, category: Category) -> Mention:
    return Mention(Span(start, end), category, "proef", 0.9, Why(Evidence.TERM, "proef:1"))


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([(0, 5, Category.GEZONDHEID), (0, 9, Category.GEZONDHEID)], [(0, 9)]),
        ([(0, 5, Category.GEZONDHEID), (0, 5, Category.DIAGNOSE)], [(0, 5), (0, 5)]),
        ([(0, 5, Category.GEZONDHEID), (3, 9, Category.GEZONDHEID)], [(0, 5), (3, 9)]),
        ([(0, 9, Category.STRAFRECHT), (3, 6, Category.GEZONDHEID)], [(0, 9)]),
        ([(0, 9, Category.GEZONDHEID), (3, 6, Category.STRAFRECHT)], [(0, 9), (3, 6)]),
        ([], []),
    ],
)
def test_settle(found: Sequence[tuple[int, int, Category]], kept: Sequence[tuple[int, int]]) -> None:
    done = settle(mention(*m) for m in found)
    assert [(m.span.start, m.span.end) for m in done] == list(kept)
    assert settle(reversed(done)) == done


def test_settling_loses_no_offset(engine: Engine) -> None:
    read = minutes(HEAD + "Zij is in behandeling bij Parnassia wegens schizofrenie en slikt clozapine.\n")
    found = recognizers.find(engine.analyzer, read.text)
    before = {i for m in found for i in range(m.span.start, m.span.end)}
    after = {i for m in settle(found) for i in range(m.span.start, m.span.end)}
    assert before == after


def test_initials_that_speak_are_a_person(engine: Engine) -> None:
    text = "RH: de huur is betaald.\nTK: er was een klacht.\nRH: die is afgehandeld.\nActie RH: brief sturen."
    assert [name for name, _ in persons(engine, text)].count("RH") == 3


def test_a_label_used_once_is_no_person(engine: Engine) -> None:
    assert "TK" not in [name for name, _ in persons(engine, "TK: er was een klacht.\nDe huur is betaald.")]


def test_a_name_that_another_is_joined_to_is_a_person_too(engine: Engine) -> None:
    names = [name for name, _ in persons(engine, "Berkvens en mevrouw Sahin willen hem weg.")]
    assert names == ["Berkvens", "Sahin"]


def test_a_colleague_is_not_taken_for_the_person_by_another_letter(engine: Engine) -> None:
    head = "Casus: dhr. D. Bosch\n\nBespreking\n"
    text = "Roy belde. Roy komt langs. Roy wacht op antwoord. Roy gaat mee. Roy meldt zich."
    _, done = detected(engine, text, head)
    assert [p.name for p in done.roster.persons if p.kind is PersonKind.BETROKKENE] == ["D. Bosch"]


def test_the_number_of_the_meldpunt_is_for_everybody(engine: Engine) -> None:
    text = "Contact\n- Bel bij zorgen het Meldpunt Zorg en Overlast, 088-0001122.\n- Bel Anna Vos, 06-00112233.\n"
    read = extract_text(split(engine, text, "woningcorporatie"), "woningcorporatie")
    assert "088-0001122" in read
    assert "06-00112233" not in read


@pytest.mark.parametrize(
    "text",
    [
        "4 klachten, meeste van Tichelhoven.",
        "Er wordt geklaagd, vooral Tichelhoven schuin boven.",
        "Melding door Tichelhoven: lawaai.",
    ],
)
def test_a_neighbour_without_a_title_is_a_third_person(engine: Engine, text: str) -> None:
    assert ("Tichelhoven", PersonKind.DERDE) in persons(engine, text)


def test_arrears_with_the_landlord_are_of_the_rent(engine: Engine) -> None:
    head = "Aanwezig: Els Vaart (woningcorporatie Woonhof), Tom Beek (politie)\n\nBespreking\n"
    text = "De achterstand bij Woonhof is € 4.120.\n"
    assert "4.120" in extract_text(split(engine, head + text, "woningcorporatie"), "woningcorporatie")


def test_the_agreed_contact_point_is_given_with_its_number(engine: Engine) -> None:
    text = "Aanwezig: Els Vaart (Vivare), Ria Bol (GGZ Centraal)\n\nContact\n- Bij onrust Ria bellen, 06-11223344.\n"
    stated = {"contactpunt": "Wijkservicepunt Noord, 030-1234567"}
    read = extract_text(split(engine, text, "woningcorporatie", casus=stated), "woningcorporatie")
    assert "het afgesproken contactpunt (Wijkservicepunt Noord, 030-1234567)" in read
    assert "06-11223344" not in read


HEAD = "Aanwezig: Els Vaart (Vivare), Ria Bol (GGZ Centraal)\n\nOmgang\n"


@pytest.mark.parametrize(
    "text",
    [
        "Ziet Els dat, dan kan zij het best met haar bellen (06-11223344) en niet wachten.",
        "Ria is bereikbaar op 06-11223344.\n- Els kan bij vragen bellen met 06-11223344.",
    ],
)
def test_a_number_is_not_of_who_happens_to_stand_before_it(engine: Engine, text: str) -> None:
    assert "06-11223344" not in extract_text(split(engine, f"{HEAD}- {text}\n", "woningcorporatie"), "woningcorporatie")
