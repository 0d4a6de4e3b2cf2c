"""The words of a sheet as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from verslagfilter.formats.layout import Section, Sheet

TEXT_WIDTH = 11906 - 2 * 1304
"""Of an A4 page between our margins, in twentieths of a point."""
_NARROW = 2154
"""Width of every column but the first, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Body:
    """Writes with styles that may have other ids in a template."""

    styles: Mapping[str, str]
    """Our style id to that of the template; the same where it is missing."""

    def xml(self, sheet: Sheet) -> str:
        """The blocks of the document, without its page."""
        return "".join(self._blocks(sheet))

    def _blocks(self, sheet: Sheet) -> Iterator[str]:
        yield self._paragraph("Title", run(sheet.title))
        for name, value in sheet.fields:
            yield self._paragraph("BodyTextIndent", run(f"{name}:", bold=True) + "<w:r><w:tab/></w:r>" + run(value))
        for section in sheet.sections:
            yield self._paragraph("Heading1", run(section.heading))
            yield from (self._paragraph("BodyText", run(sentence), after=80) for sentence in section.sentences)
            yield from (self._paragraph("ListBullet", run(item), listed=True) for item in section.items)
            if section.columns:
                yield self._table(section)
        for index, line in enumerate(sheet.closing):
            yield self._paragraph("BodyText3" if index else "BodyText2", run(line))

    def _table(self, section: Section) -> str:
        count = len(section.columns)
        widths = (TEXT_WIDTH - _NARROW * (count - 1), *[_NARROW] * (count - 1))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, widths) for row in section.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._id("TableGrid")}"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._row(section.columns, widths, head=True)}{rows}</w:tbl>"
        )

    def _row(self, cells: tuple[str, ...], widths: tuple[int, ...], *, head: bool = False) -> str:
        properties = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
        content = "".join(self._cell(cell, width, head) for cell, width in zip(cells, widths, strict=True))
        return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"

    def _cell(self, text: str, width: int, head: bool) -> str:
        # A head row that stays with the first row below it cannot end up alone at the foot of a page.
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self._paragraph('BodyText', run(text) if text else '', keep=head)}</w:tc>"
        )

    def _paragraph(
        self, style: str, runs: str, *, keep: bool = False, listed: bool = False, after: int | None = None
    ) -> str:
        together = "<w:keepNext/>" if keep else ""
        # A template's own list style may count in a list that the extract does not have.
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if listed and self.styles else ""
        space = "" if after is None else f'<w:spacing w:after="{after}"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{self._id(style)}"/>{together}{number}{space}</w:pPr>{runs}</w:p>'

    def _id(self, style: str) -> str:
        return self.styles.get(style, style)


def run(text: str, *, bold: bool = False) -> str:
    """A run of characters."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
