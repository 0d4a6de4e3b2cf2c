"""Markdown out: headings, lists and tables, with every sign of the minutes shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verslagfilter.formats.layout import Section, Sheet
from verslagfilter.formats.style import HouseStyle

_SIGNS = re.compile(r"[\\`*\[\]<~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_START = re.compile(r"^([-+#>=])|^(\d{1,9})([.)])(?=\s|$)")


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """UTF-8 with "\\n" line ends."""
    return ("\n".join(_lines(sheet, style)) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text that Markdown shows literally, in a paragraph, list item or table cell."""
    text = _SIGNS.sub(lambda sign: "\\" + sign[0], text)
    return _START.sub(lambda sign: "\\" + sign[1] if sign[1] else f"{sign[2]}\\{sign[3]}", text)


def _lines(sheet: Sheet, style: HouseStyle) -> Iterator[str]:
    yield f"# {escape(sheet.title)}"
    yield ""
    yield from (f"- **{escape(name)}:** {escape(value)}" for name, value in sheet.fields)
    for section in sheet.sections:
        yield from ("", f"## {escape(section.heading)}", "")
        yield from _body(section)
    for line in (*sheet.closing, style.foot):
        yield from ("", escape(line)) if line else ()


def _body(section: Section) -> Iterator[str]:
    if section.sentences:
        yield "\n\n".join(map(escape, section.sentences))
    yield from (f"- {escape(item)}" for item in section.items)
    if section.columns:
        yield _row(section.columns)
        yield "|" + " --- |" * len(section.columns)
    yield from map(_row, section.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escape, cells)) + " |"
