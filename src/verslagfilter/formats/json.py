"""JSON out: the same words for another program."""

from __future__ import annotations

import json

from verslagfilter.formats.layout import Section, Sheet
from verslagfilter.formats.style import HouseStyle
from verslagfilter.formats.wash import wash

SCHEMA = "verslagfilter/uittreksel/1"


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """UTF-8 with "\\n" line ends."""
    content = {
        "schema": SCHEMA,
        "title": sheet.title,
        "fields": [{"name": name, "value": value} for name, value in sheet.fields],
        "sections": [_section(section) for section in sheet.sections],
        "closing": list(sheet.closing),
        "foot": wash(style.foot),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "sentences": list(section.sentences),
        "items": list(section.items),
        "columns": list(section.columns),
        "rows": [list(row) for row in section.rows],
    }
