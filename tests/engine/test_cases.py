"""Minutes about several persons: one document per casus, and nothing of one in the extracts of another."""

from __future__ import annotations

import pytest
from make import TODAY, document, extract_text

from verslagfilter import cases, formats, pipeline
from verslagfilter.casus import Casus
from verslagfilter.extracts import Result
from verslagfilter.formats.counts import NO_CASE
from verslagfilter.formats.document import Document
from verslagfilter.structure import read_minutes

MEETING = """
Verslag casusoverleg Zuid
Datum: 12-05-2026
Aanwezig: Karin Pol (procesregisseur), Tom Vink (politie), Anja Smits (GGZ), Bart Kok (Woonwaard), Els Bos (wijkteam)

1 Opening
Karin heet iedereen welkom. De koffie is koud.

2 Verslag vorige keer
De actie voor mw. Duinstra is klaar.

3 Nieuwe casussen

3a dhr. J. Bakker (Lindelaan 12)
Inbreng politie: drie meldingen van geluidsoverlast in april.
Inbreng GGZ: betrokkene heeft een psychose gehad en gebruikt olanzapine.
GGZ adviseert om altijd met twee personen op huisbezoek te gaan.
Afspraak: Woonwaard belt betrokkene over de kapotte voordeur.

3b mw. P. Duinstra (Eikstraat 4)
Inbreng politie: mevrouw is aangehouden voor winkeldiefstal.
Afspraak: het wijkteam gaat elke week langs.

4 Voortgang

4a fam. El Idrissi (Beukhof 9)
Woonwaard meldt dat de huurachterstand is ingelopen.
Afspraak: Woonwaard herstelt de badkamer.

5 Rondvraag
Bakker heeft bij de gemeente geklaagd.
Een nieuwe cliënt met schizofrenie komt volgende keer.

6 Actielijst
Wie | Wat | Wanneer
Woonwaard | Bakker: camera ophangen in het portiek | 1 juni
Politie | Duinstra: dossier nalopen | 3 juni
Woonwaard | Bakker en Duinstra: sleutels | 4 juni
"""
AGENDA_ON_TOP = """
Agenda
1a dhr. Pool
1b mw. Vos

Aanwezig: Karin Pol (gemeente)

1a dhr. Pool
De huur is betaald.

1b mw. Vos
De deur is stuk.
"""


def parts_of(text: str) -> dict[str, str]:
    """Label of each casus to the lines that it keeps."""
    made = cases.separate(document(text))
    lines = {part.case.label: map(str.strip, part.text.splitlines()) for part in made if part.case}
    return {label: "\n".join(filter(None, kept)) for label, kept in lines.items()}


def lines_of(text: str, label: str) -> set[str]:
    return set(parts_of(text)[label].splitlines())


def test_each_casus_has_its_own_lines_and_those_that_name_it() -> None:
    assert list(parts_of(MEETING)) == ["3a", "3b", "4a"]
    bakker, duinstra, family = (lines_of(MEETING, label) for label in ("3a", "3b", "4a"))
    assert "Bakker heeft bij de gemeente geklaagd." in bakker
    assert "Woonwaard | Bakker: camera ophangen in het portiek | 1 juni" in bakker
    assert "De actie voor mw. Duinstra is klaar." in duinstra
    assert "Afspraak: Woonwaard herstelt de badkamer." in family
    for one, other in ((bakker, duinstra), (bakker, family), (duinstra, family)):
        assert not {line for line in one & other if not line.startswith(("Verslag", "Datum", "Aanwezig"))} - SHARED


SHARED = {"1 Opening", "2 Verslag vorige keer", "3 Nieuwe casussen", "5 Rondvraag", "6 Actielijst",
          "Wie | Wat | Wanneer"}  # fmt: skip
"""Headings of the meeting, which never come out."""


def test_what_names_no_casus_or_two_goes_to_none_and_is_counted() -> None:
    made = cases.separate(document(MEETING))
    for words in ("koffie", "schizofrenie", "sleutels"):
        assert not any(words in part.text for part in made)
    assert [place.count for part in made for place in part.unread if place.kind == NO_CASE] == [3]


def test_offsets_are_those_of_the_whole() -> None:
    whole = document(MEETING)
    for part in cases.separate(whole):
        assert len(part.text) == len(whole.text)
        assert all(a in (b, " ") for a, b in zip(part.text, whole.text, strict=True))
        assert all(u.span.of(part.text) == u.span.of(whole.text) for u in read_minutes(part).units)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Verslag\n\nCasus 1\nHet gaat goed.\n\nCasus 2\nHet gaat niet goed.\n", ["1", "2"]),
        ("# Overleg\n\n# Casus 4: dhr. Pool\nDe huur is betaald.\n# Casus 7: mw. Vos\nDe deur is stuk.\n", ["4", "7"]),
        ("Overleg\n\n1. Dhr. Pool\nDe huur is betaald.\n\n2. Mw. Vos\nDe deur is stuk.\n", ["1", "2"]),
        ("Overleg\n\nCasus mw. Vos\n\nDe huur is betaald.\n\nCasus dhr. Pool\n\nDe deur is stuk.\n", ["1", "2"]),
        (
            "Overleg\n\nBetrokkene: Jan Pool\nDe huur is betaald.\nDe tuin is netjes.\nEr is overlast.\n"
            "\nBetrokkene: Ans Vos\nDe deur is stuk.\n",
            ["1", "2"],
        ),
        (AGENDA_ON_TOP, ["1a", "1b"]),
    ],
    ids=["numbers", "marked headings", "numbered names", "names", "fields", "agenda on top"],
)
def test_how_cases_are_announced(text: str, labels: list[str]) -> None:
    found = parts_of(text)
    assert list(found) == labels
    first, second = found.values()
    assert "deur" not in first
    assert "huur is betaald" not in second
    assert "niet goed" not in first


def test_an_agenda_on_top_takes_no_attendance_list() -> None:
    assert all("Aanwezig: Karin" in lines for lines in parts_of(AGENDA_ON_TOP).values())


@pytest.mark.parametrize(
    "text",
    [
        "Verslag\nBetreft: mw. Vos\n\n1. Mw. Vos belt de huisarts\n2. Mw. Vos ruimt op\n",
        "Verslag\nBetreft: mw. Vos\n\n1. Dhr. Kuipers (politie)\nHet is rustig.\n\n2. Mw. Smit (GGZ)\nHet gaat goed.\n",
        "Verslag\nCasus 12: mw. Vos\n\nBespreking\nHet is rustig.\n\nAfspraken\nPolitie belt.\n",
        "Verslag\nCasus 1\nHet is rustig.\n\nCasus 1\nPolitie belt.\n",
        "Verslag\nBetrokkene: Jan Pool\nBetrokkene: Ans Pool\n\nHet is rustig.\n",
    ],
    ids=["items", "speakers", "one number", "same heading again", "two of one household"],
)
def test_what_is_one_casus_stays_whole(text: str) -> None:
    whole = document(text)
    assert cases.separate(whole) == (whole,)


def split_all(engine: pipeline.Engine, whole: Document, casus: Casus | None = None) -> dict[str, Result]:
    made = cases.separate(whole)
    return {
        part.case.label: pipeline.split_document(engine, part, casus=casus, today=TODAY) for part in made if part.case
    }


def test_a_recipient_gets_only_the_cases_that_name_it(engine: pipeline.Engine) -> None:
    results = split_all(engine, document(MEETING))
    assert {label for label, result in results.items() if "woningcorporatie" in result.extracts} == {"3a", "4a"}
    assert {label for label, result in results.items() if "politie" in result.extracts} == {"3a", "3b"}
    assert {label for label, result in results.items() if "procesregie" in result.extracts} == {"3a", "3b", "4a"}
    assert any("woningcorporatie" in remark for remark in results["3b"].remarks)


def test_nothing_of_one_casus_is_in_the_extracts_of_another(engine: pipeline.Engine) -> None:
    results = split_all(engine, document(MEETING))
    own = {"3a": ("Bakker", "geluidsoverlast", "olanzapine", "voordeur"), "3b": ("Duinstra", "winkeldiefstal"),
           "4a": ("Idrissi", "badkamer")}  # fmt: skip
    for label, result in results.items():
        text = "\n".join(formats.write(extract, "txt").decode() for extract in result.extracts.values())
        assert any(word in text for word in own[label])
        assert not [word for other in own if other != label for word in own[other] if word in text]
        assert f"Casus: {label}\n" in text


def test_the_advice_comes_through_rewritten(engine: pipeline.Engine) -> None:
    text = extract_text(split_all(engine, document(MEETING))["3a"], "woningcorporatie")
    assert "Altijd met twee personen op huisbezoek gaan." in text


@pytest.mark.parametrize(("who", "label"), [("Bakker", "3a"), ("J. Bakker", "3a"), ("Duinstra", "3b"), ("Pot", "")])
def test_consent_counts_only_in_the_casus_that_it_is_about(who: str, label: str) -> None:
    consent = {"ontvanger": "woningcorporatie", "categorieen": ["GEZONDHEID"], "doel": "hulp", "gegeven": "2026-05-01"}
    casus = Casus.model_validate({"betrokkene": {"naam": who}, "toestemming": [consent], "strikt": True})
    for part in cases.separate(document(MEETING)):
        assert part.case is not None
        found = casus.for_case(part.text)
        assert bool(found.toestemming) == (part.case.label == label)
        assert found.strikt
