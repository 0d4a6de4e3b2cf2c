"""What a statement is for, from where it stands and how it is worded."""

from __future__ import annotations

import pytest
from make import extract_text, split

from verslagfilter.passages import Role
from verslagfilter.pipeline import Engine

HEAD = """
Verslag casusoverleg
Datum: 12-05-2026
Betreft: mevrouw A. Vink
Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie), Karin de Boer (Altrecht), Els Vaart (Vivare)

"""


def role_of(engine: Engine, text: str, words: str) -> Role:
    result = split(engine, HEAD + text, "woningcorporatie")
    (found,) = [p for p in result.passages if words in p.span.of(result.document.text)]
    return found.role


@pytest.mark.parametrize(
    ("heading", "line", "role"),
    [
        ("Bejegening", "- Rustig praten.", Role.BEJEGENINGSADVIES),
        ("Bejegening", "- Niet aanraken.", Role.BEJEGENINGSADVIES),
        ("Bespreking", "De SPV'er adviseert om niet te lang te blijven.", Role.BEJEGENINGSADVIES),
        ("Bespreking", "Spreek haar aan met mevrouw.", Role.BEJEGENINGSADVIES),
        ("Signalen", "- Gordijnen dicht op klaarlichte dag.", Role.SIGNAAL),
        ("Wie bellen", "Bij problemen het meldpunt bellen op 0800-1205.", Role.CONTACTPUNT),
        ("Bespreking", "Bel bij onrust de wijkagent.", Role.CONTACTPUNT),
        ("Woonadvies", "Een woning op de begane grond met eigen opgang.", Role.HUISVESTINGSADVIES),
        ("Bespreking", "Zij kan beter verhuizen naar een gelijkvloers appartement.", Role.HUISVESTINGSADVIES),
        ("Bespreking", "De wijkagent raadt aan om niet alleen de woning in te gaan.", Role.BEJEGENINGSADVIES),
        ("Wonen", "Er waren vier klachten over geluid.", Role.WOONFEIT),
        ("Bespreking", "De huur van maart is niet betaald.", Role.WOONFEIT),
        ("Afspraken", "- Vivare herstelt de voordeur voor 1 juni.", Role.AFSPRAAK),
        ("Afspraken", "- Politie: houdt extra toezicht tot 1 juli.", Role.AFSPRAAK),
        ("Rondvraag", "Volgend overleg: 9 juni 2026.", Role.PROCESINFO),
        ("Bespreking", "Zij is opgegroeid in Zeeland.", Role.ACHTERGROND),
        ("Bespreking", "Zij heeft twee jaar in het buitenland gewoond.", Role.ACHTERGROND),
    ],
)
def test_role(engine: Engine, heading: str, line: str, role: Role) -> None:
    assert role_of(engine, f"{heading}\n{line}\n", line.lstrip("- ")) is role


def test_head_of_the_minutes(engine: Engine) -> None:
    result = split(engine, HEAD + "Bespreking\nDe huur is betaald.\n", "woningcorporatie")
    assert [p.role for p in result.passages][:5] == [
        Role.KOP, Role.PROCESINFO, Role.PROCESINFO, Role.AANWEZIGEN, Role.KOP]  # fmt: skip


@pytest.mark.xfail(strict=True, reason='"geen" opens an advice, also as the value of a field')
def test_an_unfitting_field_is_no_advice(engine: Engine) -> None:
    assert role_of(engine, "Medicatie ........ geen\n", "Medicatie") is not Role.BEJEGENINGSADVIES


@pytest.mark.xfail(strict=True, reason='"geen" opens an advice, also as the value of a field')
def test_children_none_is_no_advice(engine: Engine) -> None:
    assert role_of(engine, "Kinderen ........ geen\n\nAfspraken\n- Geen.\n", "Kinderen") is not Role.BEJEGENINGSADVIES


def test_the_state_of_affairs_beside_an_action_is_no_action(engine: Engine) -> None:
    table = "Leefgebied | Toelichting | Actie | Wie\nWonen | Gang staat vol | Container regelen | Corporatie\n"
    assert role_of(engine, table, "Gang staat vol") is Role.WOONFEIT


def test_the_next_meeting_in_the_last_row_of_an_action_table(engine: Engine) -> None:
    table = (
        "Wie | Wat | Wanneer\nPolitie | rijdt langs | mei\n\nVolgend overleg | 5 maart 2026, 11.00 uur, stadskantoor\n"
    )
    result = split(engine, HEAD + table, "woningcorporatie")
    assert "Volgend overleg: 5 maart 2026, 11.00 uur, stadskantoor" in extract_text(result, "woningcorporatie")


def test_a_date_below_the_question_when_to_meet_again(engine: Engine) -> None:
    text = "Bespreking\nDe huur is betaald.\n\nWanneer praten we weer?\n- Woensdag 3 juni om 10 uur.\n"
    assert role_of(engine, text, "3 juni") is Role.PROCESINFO
