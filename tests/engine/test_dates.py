"""The day of the meeting and the case number."""

from __future__ import annotations

from datetime import date

import pytest
from make import minutes

from verslagfilter.dates import case_number, first_date, meeting_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-05-2026", date(2026, 5, 12)),
        ("12/5/26", date(2026, 5, 12)),
        ("dinsdag 3 maart 2026", date(2026, 3, 3)),
        ("3 mrt 2026", date(2026, 3, 3)),
        ("1 augustus 2026", date(2026, 8, 1)),
        ("1 Aug. 2026", date(2026, 8, 1)),
        ("31-02-2026", None),
        ("12-05", None),
        ("in mei", None),
        ("", None),
    ],
)
def test_first_date(text: str, day: date | None) -> None:
    assert first_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Verslag\nDatum: 12-05-2026\n\nBespreking\nKlaar.\n", date(2026, 5, 12)),
        ("Verslag overleg 4 juni 2026\n\nBespreking\nKlaar.\n", date(2026, 6, 4)),
        ("Verslag\nBetrokkene: A. Vink, geb. 04-05-1980\nDatum: 12-05-2026\n\nKlaar.\n", date(2026, 5, 12)),
        ("Verslag\nBetrokkene: A. Vink (01-02-2003)\n\nKlaar.\n", None),
        ("Verslag\nA. Vink, geboren 04-05-2001\nDatum: 12-05-2026\n\nKlaar.\n", date(2026, 5, 12)),
        ("", None),
    ],
)
def test_meeting_date(text: str, day: date | None) -> None:
    assert meeting_date(minutes(text)) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Verslag\nKenmerk: ZVH-2026-014\n\nKlaar.\n", "ZVH-2026-014"),
        ("Verslag\nDossiernummer: 20.114/b.\n\nKlaar.\n", "20.114/b"),
        ("Verslag casusnummer WO-8\n\nKlaar.\n", "WO-8"),
        ("Verslag\nDatum: 12-05-2026\n\nKlaar.\n", None),
        ("Verslag\nDossier van mevrouw\n\nKlaar.\n", None),
    ],
)
def test_case_number(text: str, number: str | None) -> None:
    assert case_number(minutes(text)) == number


def test_the_next_meeting_is_not_this_one() -> None:
    assert meeting_date(minutes("VERSLAG overleg\n\nVolgend overleg: 5 maart 2026\n")) is None
    assert meeting_date(minutes("VERSLAG overleg\nDatum: 2 februari 2026\n\nVolgend overleg: 5 maart 2026\n")) == date(
        2026, 2, 2
    )
