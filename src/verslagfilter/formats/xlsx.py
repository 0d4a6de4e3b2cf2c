"""Excel in: every row of every visible sheet as a table row, through openpyxl."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from verslagfilter.formats.complaints import EXCEL
from verslagfilter.formats.counts import COMMENT, EMBEDDED, HIDDEN, LINK, MACRO, PICTURE, PROPERTY, UNKNOWN, Counts
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.lines import BLANK, Line, finish, table_row
from verslagfilter.formats.safexml import Element, local, parse
from verslagfilter.formats.zipcheck import open_checked, unpack

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS = 2_000_000
_MOST_COLUMNS = 200
_PARTS = (
    ("xl/media/", PICTURE),
    ("xl/vbaProject", MACRO),
    ("xl/embeddings/", EMBEDDED),
    ("xl/charts/chart", "grafiek"),
    ("customXml/item", "aangepaste XML"),
    ("xl/externalLinks/", LINK),
    ("xl/threadedComments/", COMMENT),
    ("xl/persons/", "auteursnaam"),
    ("xl/drawings/drawing", UNKNOWN),
)
"""How the name of a part starts, and what it is."""
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"
_STANDARD = frozenset({"openpyxl", "Microsoft Excel"})


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The sheets one after the other; a formula counts as the value that was last computed.

    Raises:
        InputError: when it is not a sound Excel file, or there is no text in it.
    """
    counts = Counts()
    book = _open(data, counts)
    if sum((sheet.max_row or 0) * min(sheet.max_column or 0, _MOST_COLUMNS) for sheet in book.worksheets) > _MOST_CELLS:
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
    return any(local(item) == "f" for item in cell) and not any(local(item) in ("v", "is") for item in cell)


def _sheet(sheet: Worksheet, titled: bool, counts: Counts) -> Iterator[Line]:
    if sheet.sheet_state != "visible":
        counts.count(HIDDEN, int(any(cell.value is not None for row in sheet.iter_rows() for cell in row)))
        return
    if titled:
        yield Line(sheet.title, BlockKind.HEADING, f"blad {sheet.title}", 1)
    unseen = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    gone = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    place = "rij" if not titled else f"blad {sheet.title}, rij"
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        shown = [cell for cell in cells if getattr(cell, "column_letter", "") not in unseen]
        lost = cells if number in gone else [cell for cell in cells if cell not in shown]
        counts.count(HIDDEN, int(any(cell.value is not None for cell in lost)))
        counts.count(COMMENT, sum(cell.comment is not None for cell in cells))
        counts.count(LINK, sum(getattr(cell, "hyperlink", None) is not None for cell in cells))
        if number not in gone:
            made = table_row([_text(cell.value) for cell in shown], f"{place} {number}")
            yield made or BLANK
    for margin in (sheet.oddHeader, sheet.oddFooter):
        parts = () if margin is None else (margin.left, margin.center, margin.right)
        counts.count("kop- of voettekst", sum(bool(part.text) for part in parts))
    yield BLANK


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return " ".join(str(value).split()).replace("|", "/")
