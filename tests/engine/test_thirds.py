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
        ("Betrokkene heeft een psychose en zijn moeder belt.", Subject.BETROKKENE),
    ],
)
def test_the_subject_of_the_clause_has_it(engine: Engine, text: str, whose: Subject) -> None:
    assert split(engine, text, "ggd").passages[-1].subject is whose


def test_somebody_who_has_it_themselves_is_the_one_named_before(engine: Engine) -> None:
    result = split(engine, "Zijn zus Semra wil helpen. Zij heeft zelf reuma, dus niet te lang.", "ggd")
    assert result.passages[-1].subject is Subject.DERDE
