"""The covering note tells what the extract is and what may be done with it, and nothing of the case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_writers import EXTRACT

from verslagfilter.formats import parse, write_letter
from verslagfilter.formats.labels import load_labels
from verslagfilter.formats.style import HouseStyle
from writable_here import KINDS


def letter(kind: str = "txt", **changes: object) -> str:
    """The text of the note to an extract."""
    data = write_letter(replace(EXTRACT, **changes), kind)  # type: ignore[arg-type]
    return data.decode() if kind == "json" else parse(data, f"a.{kind}")[0].text


def test_it_says_what_why_how_long_and_whom_to_ask() -> None:
    text = letter()
    assert text.startswith("Bij het verslag voor de woningcorporatie\n\nKenmerk: ZVH-2026-014\n")
    for heading in ("Wat u krijgt", "Waarvoor het is", "Wat u ermee mag", "Hoe lang u het bewaart", "Vragen"):
        assert f"\n{heading}\n" in text
    assert "Doel: stabiele woonsituatie." in text
    assert EXTRACT.retention in text
    assert EXTRACT.notices[0] in text
    assert "bij wie u dit verslag stuurde" in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_statement_of_the_extract_is_in_it(kind: str) -> None:
    text = letter(kind)
    for _, lines in EXTRACT.groups:
        assert not [line.text for line in lines if line.text in text]
    assert "Hoe lang u het bewaart" in text


def test_who_it_is_about_gets_other_words() -> None:
    text = letter(recipient="betrokkene")
    assert "U mag er zelf over beslissen." in text
    assert "Geef het niet door" not in text


def test_the_house_says_whom_to_ask() -> None:
    data = write_letter(EXTRACT, "txt", style=HouseStyle(questions="het secretariaat, 030-1234567"))
    assert "Met vragen kunt u terecht bij: het secretariaat, 030-1234567." in data.decode()


def test_every_recipient_has_a_note() -> None:
    for key in load_labels().ontvangers:
        assert len(letter(recipient=key).splitlines()) > 12
