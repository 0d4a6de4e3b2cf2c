"""The day of the meeting and the case number, as the head of the minutes gives them."""

from __future__ import annotations

import re
from datetime import date

from verslagfilter.cues import has, plain
from verslagfilter.structure import Minutes, Unit, UnitKind

_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(
    r"\b(\d{1,2})\s+(jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+(20\d{2})\b", re.I
)
_NUMBERS = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/](20\d{2}|\d{2})\b")
_HEAD = 8
_NUMBER_LABEL = re.compile(r"^(?:ons )?(?:kenmerk|dossier\w*|zaak\w*|referentie|casusnummer|casus nr|nummer)$", re.I)
_INLINE_NUMBER = re.compile(
    r"\b(?:kenmerk|dossiernummer|zaaknummer|referentie|casusnummer|dossier)\s*:?\s+([A-Z0-9][\w./-]*\d[\w./-]*)", re.I
)


def meeting_date(minutes: Minutes) -> date | None:
    """The first full date in the head that is no date of birth, and not that of the next meeting."""
    for unit in minutes.units[:_HEAD]:
        label = unit.label.of(minutes.text).lower() if unit.label is not None else ""
        if unit.label_kind == "betrokkene" and label not in ("onderwerp", "betreft", "inzake", "besproken", "casus"):
            continue
        if any(has("next_meeting", plain(span.of(minutes.text))) for span in (unit.body, unit.span)):
            continue
        text = re.sub(r"(?:geb\.?|geboren)\D{0,6}[\d/-]+", "", unit.span.of(minutes.text))
        found = first_date(text)
        if found:
            return found
    return None


def first_date(text: str) -> date | None:
    """The first date with a year in text."""
    written, numbers = _WRITTEN.search(text), _NUMBERS.search(text)
    if written:
        month = "maa" if written[2].lower() == "mrt" else written[2].lower()
        return _date(int(written[3]), _MONTHS.index(month) + 1, int(written[1]))
    if numbers:
        year = int(numbers[3])
        return _date(year if year > 99 else 2000 + year, int(numbers[2]), int(numbers[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def case_number(minutes: Minutes) -> str | None:
    """The case number that the head of the minutes gives."""
    for unit in minutes.units[:_HEAD]:
        value = _field_number(unit, minutes.text)
        if value:
            return value
    return None


def _field_number(unit: Unit, text: str) -> str | None:
    if unit.label is not None and unit.kind is UnitKind.FIELD and _NUMBER_LABEL.match(unit.label.of(text).strip()):
        first = re.match(r"[\w./-]+", unit.body.of(text))
        return first[0].rstrip("./-") if first else None
    found = _INLINE_NUMBER.search(unit.span.of(text))
    return found[1].rstrip("./-") if found else None
