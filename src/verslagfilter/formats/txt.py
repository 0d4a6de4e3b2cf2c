"""Plain text out."""

from __future__ import annotations

from collections.abc import Iterator

from verslagfilter.formats.layout import Section, Sheet
from verslagfilter.formats.style import HouseStyle


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """UTF-8 with "\\n" line ends."""
    return ("\n".join(_lines(sheet, style)) + "\n").encode("utf-8")


def _lines(sheet: Sheet, style: HouseStyle) -> Iterator[str]:
    yield sheet.title
    yield ""
    yield from (f"{name}: {value}" for name, value in sheet.fields)
    for section in sheet.sections:
        yield ""
        yield section.heading
        yield from _body(section)
    for closing in (sheet.closing, (style.foot,)):
        if any(closing):
            yield from ("", *closing)


def _body(section: Section) -> Iterator[str]:
    yield from section.sentences
    yield from (f"- {item}" for item in section.items)
    if section.columns:
        yield " | ".join(section.columns)
    # Empty cells at the end fall away, so that no row ends in a loose bar.
    yield from (f"- {' | '.join(row).rstrip(' |')}" for row in section.rows)
