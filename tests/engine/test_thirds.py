"""Whose the special data are, by the parse: out for everybody when they are another's."""

from __future__ import annotations

import pytest
from make import split

from verslagfilter.passages import Subject
from verslagfilter.pipeline import Engine


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Haar moeder zit al jaren met een depressie op de bank.", Subject.DERDE),
        ("Zijn broer heeft schizofrenie.", Subject.DERDE),
        ("Haar moeder slikt oxazepam.", Subject.DERDE),
        ("De buurman van 3-hoog is uitgegleden en had een gebroken pols.", Subject.DERDE),
        ("De buurvrouw zegt dat hij drinkt.", Subject.BETROKKENE),
        ("Zijn moeder maakt zich zorgen over zijn depressie.", Subject.BETROKKENE),
        ("Zijn zus belt de psychiater.", Subject.BETROKKENE),
        ("Hij vertrouwt zijn zus het meest, hoewel die zelf voor een eetstoornis behandeld wordt.", Subject.DERDE),
        ("Haar vriendin, die zelf onder behandeling is voor een depressie, komt langs.", Subject.DERDE),
        ("Zijn zus belt elke zondag; zij is net zelf geopereerd.", Subject.DERDE),
        ("Zijn zus belt elke zondag; zij is onlangs zelf aan haar knie geopereerd.", Subject.DERDE),
        ("Zijn neven (Tim en Jip) zijn bekenden van justitie.", Subject.DERDE),
        ("Zijn zus komt elke zondag; zij heeft borderline.", Subject.DERDE),
        ("Zij sprak haar vader, die net een hartoperatie heeft gehad.", Subject.DERDE),
        ("Een van zijn zussen heeft epilepsie.", Subject.DERDE),
        ("Zijn dochter komt om de twee weken, maar zit sinds het voorjaar overspannen thuis.", Subject.DERDE),
        ("Zijn broer is vorige maand opgenomen met een beroerte.", Subject.DERDE),
        ("Buurvrouw Nelly Verberne durft niet naar beneden, heeft zelf paniekaanvallen.", Subject.DERDE),
        ("Betrokkene belt zijn zus; hij heeft een depressie.", Subject.BETROKKENE),
        ("Zijn zus brengt hem; hij is zelf naar de kliniek gegaan.", Subject.BETROKKENE),
        ("Betrokkene heeft een psychose en zijn moeder belt.", Subject.BETROKKENE),
    ],
)
def test_the_subject_of_the_clause_has_it(engine: Engine, text: str, whose: Subject) -> None:
    assert split(engine, text, "ggd").passages[-1].subject is whose


def test_somebody_who_has_it_themselves_is_the_one_named_before(engine: Engine) -> None:
    result = split(engine, "Zijn zus Semra wil helpen. Zij heeft zelf reuma, dus niet te lang.", "ggd")
    assert result.passages[-1].subject is Subject.DERDE


def test_advice_behind_a_third_person_is_not_about_them(engine: Engine) -> None:
    text = "Advies:\nZijn broer Tom helpt graag. Werk in huis kan om tien uur, want dan komt de wijkverpleging niet."
    assert split(engine, text, "woningcorporatie").passages[-1].subject is Subject.BETROKKENE
