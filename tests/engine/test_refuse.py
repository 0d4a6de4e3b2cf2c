"""Minutes that no extract may be made of."""

from __future__ import annotations

import pytest
from make import minutes

from verslagfilter.errors import InputError
from verslagfilter.refuse import refuse

FINE = """
Verslag casusoverleg
Betreft: mevrouw A. Vink

Bespreking
{}
"""


@pytest.mark.parametrize(
    "line",
    [
        "Dit graag niet notuleren: zij krijgt een andere woning.",
        "n.n. de politie kijkt mee.",
        "(n.n.) de politie kijkt mee.",
        "Dit blijft onder de pet.",
        "Buiten het verslag: hij weet het nog niet.",
        "Niet in het verslag opnemen.",
        "Off the record: de burgemeester twijfelt.",
        "Graag NIET  notuleren.",
        "Graag niet no\u00adtuleren.",
        "Graag niet note\u200bren, ook niet notu\u200bleren.",
    ],
)
def test_what_was_not_to_be_written_down(line: str) -> None:
    with pytest.raises(InputError, match="niet genotuleerd"):
        refuse(minutes(FINE.format(line)))


@pytest.mark.parametrize("line", ["Er zijn zorgen over radicalisering.", "Hij zoekt jihadisten op.", "Terrorisme?"])
def test_radicalisation(line: str) -> None:
    with pytest.raises(InputError, match="radicalisering"):
        refuse(minutes(FINE.format(line)))


@pytest.mark.parametrize(
    "text",
    [
        "Verslag\n\nCasus 1\nHet gaat goed.\n\nCasus 2\nHet gaat niet goed.\n",
        "Verslag\n\n3a dhr. J. Pool\nDe huur is betaald.\n\n3b mw. P. Vos\nDe deur is stuk.\n",
    ],
)
def test_more_than_one_casus(text: str) -> None:
    with pytest.raises(InputError, match="meer dan één casus"):
        refuse(minutes(text))


def test_no_dutch() -> None:
    english = "The tenant was seen on the balcony several times and the neighbours have been complaining about it. " * 4
    with pytest.raises(InputError, match="geen Nederlandse"):
        refuse(minutes(english))


@pytest.mark.parametrize(
    "line",
    [
        "De notulen van vorige keer zijn goedgekeurd.",
        "De notulist is er niet.",
        "Hij droeg een pet.",
        "De huur is betaald.",
        "In casus van dit soort helpt bellen.",
    ],
)
def test_ordinary_minutes(line: str) -> None:
    refuse(minutes(FINE.format(line)))


def test_an_error_holds_no_text_of_the_minutes() -> None:
    with pytest.raises(InputError) as caught:
        refuse(minutes(FINE.format("Niet notuleren: mevrouw Vink heeft borderline.")))
    assert "Vink" not in str(caught.value)
    assert "borderline" not in str(caught.value)
