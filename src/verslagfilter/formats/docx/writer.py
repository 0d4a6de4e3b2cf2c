"""Word out: six parts, written by ourselves, so that nothing gets in that we did not put there.

A library's template would bring an author, revision ids, a thumbnail and a language of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from verslagfilter.formats.layout import Section, Sheet

_TEMPLATE = Path(__file__).with_name("template")
_FIXED = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "rels.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
)
_DOCUMENT = "word/document.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)
_TEXT_WIDTH = 11906 - 2 * 1304
_NARROW = 2154
"""Width of every column but the first, in twentieths of a point."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: the file tells nothing about when it was made."""


def write(sheet: Sheet) -> bytes:
    """The bytes of a docx; the same on every run and every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in _FIXED[:2]:
            _add(archive, name, (_TEMPLATE / file).read_bytes())
        _add(archive, _DOCUMENT, _document(sheet).encode("utf-8"))
        for name, file in _FIXED[2:]:
            _add(archive, name, (_TEMPLATE / file).read_bytes())
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else the zip tells which operating system wrote it
    archive.writestr(entry, data.replace(b"\r\n", b"\n"))


def _document(sheet: Sheet) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{"".join(_body(sheet))}{_PAGE}</w:body></w:document>'
    )


def _body(sheet: Sheet) -> Iterator[str]:
    yield _paragraph("Title", _run(sheet.title))
    for name, value in sheet.fields:
        yield _paragraph("BodyTextIndent", _run(f"{name}:", bold=True) + "<w:r><w:tab/></w:r>" + _run(value))
    for section in sheet.sections:
        yield _paragraph("Heading1", _run(section.heading))
        yield from (_paragraph("ListBullet", _run(item)) for item in section.items)
        if section.columns:
            yield _table(section)
    for index, line in enumerate(sheet.closing):
        yield _paragraph("BodyText3" if index else "BodyText2", _run(line))


def _table(section: Section) -> str:
    count = len(section.columns)
    widths = (_TEXT_WIDTH - _NARROW * (count - 1), *[_NARROW] * (count - 1))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths) for row in section.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(section.columns, widths, head=True)}{rows}</w:tbl>"
    )


def _row(cells: tuple[str, ...], widths: tuple[int, ...], *, head: bool = False) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    content = "".join(_cell(cell, width, head) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def _cell(text: str, width: int, head: bool) -> str:
    # A head row that stays with the first row below it cannot end up alone at the foot of a page.
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph('BodyText', _run(text) if text else '', keep=head)}</w:tc>"
    )


def _paragraph(style: str, runs: str, *, keep: bool = False) -> str:
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}</w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
