"""Plain text out."""

from __future__ import annotations

from collections.abc import Iterator

from verslagfilter.formats.layout import Section, Sheet


def write(sheet: Sheet) -> bytes:
    """UTF-8 with "\\n" line ends."""
    return ("\n".join(_lines(sheet)) + "\n").encode("utf-8")


def _lines(sheet: Sheet) -> Iterator[str]:
    yield sheet.title
    yield ""
    yield from (f"{name}: {value}" for name, value in sheet.fields)
    for section in sheet.sections:
        yield ""
        yield section.heading
        yield from _body(section)
    yield ""
    yield from sheet.closing


def _body(section: Section) -> Iterator[str]:
    yield from (f"- {item}" for item in section.items)
    if section.columns:
        yield " | ".join(section.columns)
    # Empty cells at the end fall away, so that no row ends in a loose bar.
    yield from (f"- {' | '.join(row).rstrip(' |')}" for row in section.rows)
