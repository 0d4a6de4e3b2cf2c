"""Excel in: every row of every visible sheet as a table row, through openpyxl."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from verslagfilter.formats.complaints import EXCEL
from verslagfilter.formats.counts import (
    AUTHOR,
    CHART,
    COMMENT,
    CUSTOM_XML,
    EMBEDDED,
    HIDDEN,
    LINK,
    MACRO,
    PICTURE,
    PROPERTY,
    UNKNOWN,
    Counts,
)
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.lines import BLANK, Line, finish, table_row
from verslagfilter.formats.safexml import Element, local, parse
from verslagfilter.formats.zipcheck import open_checked, unpack

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 16_384
_MOST_CELLS = 500_000
_LARGEST_RANGE = 20_000
"""Cells that are merged or linked together; the library makes an object of each."""
_PARTS = (
    ("xl/media/", PICTURE),
    ("xl/vbaProject", MACRO),
    ("xl/embeddings/", EMBEDDED),
    ("xl/charts/chart", CHART),
    ("customXml/item", CUSTOM_XML),
    ("xl/externalLinks/", LINK),
    ("xl/threadedComments/", COMMENT),
    ("xl/persons/", AUTHOR),
    ("xl/drawings/drawing", UNKNOWN),
)
"""How the name of a part starts, and what it is."""
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
_LINKED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}hyperlink"
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"
_STANDARD = frozenset({"openpyxl", "Microsoft Excel"})


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The sheets one after the other; a formula counts as the value that was last computed.

    Raises:
        InputError: when it is not a sound Excel file, or there is no text in it.
    """
    counts = Counts()
    book = _open(data, counts)
    if sum(len(sheet._cells) for sheet in book.worksheets) > _MOST_CELLS:
        raise EXCEL.huge()
    lines = [line for sheet in book.worksheets for line in _sheet(sheet, len(book.worksheets) > 1, counts)]
    counts.author(book.properties.creator if book.properties.creator not in _STANDARD else None)
    told = (book.properties.title, book.properties.subject, book.properties.description, book.properties.keywords)
    counts.count(PROPERTY, sum(bool(text) for text in told))
    counts.count("naam van een bereik", len(book.defined_names))
    return finish(lines, EXCEL, kind=kind, name=name, sha256=sha256, unread=counts.places())


def _open(data: bytes, counts: Counts) -> Workbook:
    archive = open_checked(data, EXCEL)
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            root = parse(unpack(archive, entry, EXCEL), EXCEL)  # no entities, no bombs, before the library looks
            counts.count("formule zonder uitkomst", sum(map(_is_uncomputed, root.iter(_CELL))))
            if any(_is_vast(item.get("ref")) for item in root.iter(_MERGED, _LINKED)):
                raise EXCEL.huge()
        for start, kind in _PARTS:
            counts.count(kind, int(entry.filename.startswith(start)))
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells of parts that it leaves out; they are counted here
            return load_workbook(io.BytesIO(data), data_only=True)
    except Exception:
        # The library raises KeyError, ValueError and more on a damaged file.
        raise EXCEL.broken() from None


def _is_uncomputed(cell: Element) -> bool:
    known = "".join(str(text) for item in cell if local(item) in ("v", "is") for text in item.itertext())
    return any(local(item) == "f" for item in cell) and not known.strip()


def _is_vast(reference: str | None) -> bool:
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference or "A1")
    except (ValueError, TypeError):
        return True
    if left is None or top is None or right is None or bottom is None:
        return True
    return (right - left + 1) * (bottom - top + 1) > _LARGEST_RANGE


def _sheet(sheet: Worksheet, titled: bool, counts: Counts) -> Iterator[Line]:
    if sheet.sheet_state != "visible":
        counts.count(HIDDEN, int(any(cell.value is not None for cell in sheet._cells.values())))
        return
    if titled:
        yield Line(sheet.title, BlockKind.HEADING, f"blad {sheet.title}", 1)
    gone = _hidden_columns(sheet)
    place = "rij" if not titled else f"blad {sheet.title}, rij"
    last = 0
    for number, group in groupby(sorted(sheet._cells.items()), key=lambda item: item[0][0]):
        cells = {column: cell for (_, column), cell in group}
        counts.count(COMMENT, sum(cell.comment is not None for cell in cells.values()))
        counts.count(LINK, sum(getattr(cell, "hyperlink", None) is not None for cell in cells.values()))
        whole = _is_hidden_row(sheet, number)
        lost = [cell for column, cell in cells.items() if whole or column in gone]
        counts.count(HIDDEN, int(any(cell.value is not None for cell in lost)))
        if whole:
            continue
        if number > last + 1:
            yield BLANK
        last = number
        wide = max((column for column, cell in cells.items() if cell.value is not None), default=0)
        shown = [column for column in range(1, wide + 1) if column not in gone]
        made = table_row([_shown(cells[c]) if c in cells else "" for c in shown], f"{place} {number}")
        yield made or BLANK
    for margin in (sheet.oddHeader, sheet.oddFooter):
        parts = () if margin is None else (margin.left, margin.center, margin.right)
        counts.count("kop- of voettekst", sum(bool(part.text) for part in parts))
    yield BLANK


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Numbers, from 1, of the columns that do not show; one description may stand for several."""
    gone: set[int] = set()
    for described in sheet.column_dimensions.values():
        described.reindex()
        if described.hidden or (described.customWidth and described.width == 0):
            gone.update(range(described.min or 1, min(described.max or 1, _MOST_COLUMNS) + 1))
    return frozenset(gone)


def _is_hidden_row(sheet: Worksheet, number: int) -> bool:
    described = sheet.row_dimensions.get(number)
    return described is not None and (bool(described.hidden) or described.height == 0)


def _shown(cell: Any) -> str:
    """A value as the sheet shows it, of the shapes that matter to a reader: telephone numbers and percentages."""
    shape = str(cell.number_format or "")
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        if re.fullmatch(r"0{2,}", shape):
            return str(round(cell.value)).zfill(len(shape))
        if re.fullmatch(r"0(?:\.0+)?%", shape):
            return f"{_text(round(cell.value * 100, 6))}%"
    return _text(cell.value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return " ".join(str(value).split()).replace("|", "/")
