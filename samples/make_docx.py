"""Makes verslag.docx of every sample case with a bron.yaml: ``python samples/make_docx.py``.

The same source always gives the same bytes: fixed timestamps, no compression, parts in a fixed order. The files look
like what Word makes: headings, lists, tables, header and footer, footnotes, comments, tracked deletions.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ruamel.yaml import YAML

HERE = Path(__file__).parent
STAMP = "2026-11-20T09:00:00Z"
ZIP_STAMP = (2026, 11, 20, 9, 0, 0)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = ("document", "styles", "numbering", "header1", "footer1", "footnotes", "comments")
KINDS = {"document": "document.main", "header1": "header", "footer1": "footer"}
STYLES = {"titel": "Title", "kop1": "Heading1", "kop2": "Heading2", "punt": "ListBullet"}

Block = dict[str, Any]
Parts = str | list[str | dict[str, str]]


class Writer:
    """The parts of one document, with the notes and comments that are met on the way."""

    def __init__(self) -> None:
        self.footnotes: list[str] = []
        self.comments: list[str] = []
        self.changes = 0

    def block(self, block: Block) -> str:
        """The XML of one block of bron.yaml."""
        (kind, content), *more = block.items()
        if more:
            raise ValueError(f"een blok heeft één sleutel, niet {list(block)}")
        if kind == "tabel":
            return self.table(content["rijen"], bool(content.get("koprij", False)))
        if kind != "alinea" and kind not in STYLES:
            raise ValueError(f"onbekend blok: {kind}")
        return self.paragraph(content, STYLES.get(kind))

    def paragraph(self, content: Parts, style: str | None = None) -> str:
        """A paragraph of plain text, or of text and special runs."""
        props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        items = [content] if isinstance(content, str) else content
        return f"<w:p>{props}{''.join(self.run(item) for item in items)}</w:p>"

    def run(self, item: str | dict[str, str]) -> str:
        """One run: plain, deleted, a footnote or a comment."""
        if isinstance(item, str):
            return text_run(item)
        if "verwijderd" in item:
            self.changes += 1
            inner = text_run(item["verwijderd"], tag="delText")
            return f"<w:del {marks(self.changes, item['door'])}>{inner}</w:del>"
        if "voetnoot" in item:
            self.footnotes.append(item["voetnoot"])
            return f'<w:r><w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
        if "opmerking" in item:
            number = len(self.comments)
            self.comments.append(
                f"<w:comment {marks(number, item['door'])}><w:p>{text_run(item['opmerking'])}</w:p></w:comment>"
            )
            return f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        raise ValueError(f"onbekend tekstdeel: {list(item)}")

    def table(self, rows: list[list[str]], has_header: bool) -> str:
        """A table; the first row repeats on every page when it is a header."""
        grid = "".join('<w:gridCol w:w="1500"/>' for _ in rows[0])
        body = "".join(self.row(row, is_header=has_header and number == 0) for number, row in enumerate(rows))
        props = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{self.paragraph('')}"

    def row(self, cells: list[str], is_header: bool) -> str:
        """One table row."""
        props = "<w:trPr><w:tblHeader/></w:trPr>" if is_header else ""
        cell_props = '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>'
        return f"<w:tr>{props}{''.join(f'<w:tc>{cell_props}{self.paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    def footnote_part(self) -> str:
        """The footnotes, after the two separators that Word expects."""
        rule = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{number}">{self.paragraph(note)}</w:footnote>'
            for number, note in enumerate(self.footnotes, start=1)
        )
        return part("footnotes", rule + notes)


def text_run(text: str, tag: str = "t") -> str:
    """A run of text; tabs become Word's own."""
    pieces = [f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>' for piece in text.split("\t")]
    return f"<w:r>{'<w:tab/>'.join(pieces)}</w:r>" if text else ""


def marks(number: int, author: str) -> str:
    """The attributes of a comment or a tracked change."""
    return f'w:id="{number}" w:author={quoteattr(author)} w:date="{STAMP}"'


def part(root: str, inner: str) -> str:
    """A WordprocessingML part."""
    return f'{HEAD}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{root}>'


def styles_part() -> str:
    """Dutch as language, and the styles that the blocks use."""
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "ListBullet": "List Bullet"}
    extra = {
        "Heading1": '<w:outlineLvl w:val="0"/>',
        "Heading2": '<w:outlineLvl w:val="1"/>',
        "ListBullet": '<w:numPr><w:numId w:val="1"/></w:numPr>',
    }
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    own = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{extra.get(key, '')}</w:pPr></w:style>"
        for key, name in names.items()
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
    )
    return part("styles", defaults + normal + own + grid)


def numbering_part() -> str:
    """One bullet list."""
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )


def core_part(title: str, author: str) -> str:
    """Document properties, with a title and an author as Word leaves them."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{STAMP}</dcterms:created></cp:coreProperties>'
    )


def content_types() -> str:
    """Which part is what."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{CT}.{KINDS.get(name, name)}+xml"/>' for name in PARTS
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def relationships(targets: list[tuple[str, str]]) -> str:
    """A relationships part: (type, target) in order."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{REL}">{inner}</Relationships>'


def document_part(writer: Writer, blocks: list[Block]) -> str:
    """The body, with the page's header and footer."""
    body = "".join(writer.block(block) for block in blocks)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
        ' w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    return part("document", f"<w:body>{body}{section}</w:body>")


def parts_of(source: dict[str, Any]) -> dict[str, str]:
    """Every part of the docx by name, in the order in which it is written."""
    writer = Writer()
    document = document_part(writer, source["blokken"])
    kinds = [(f"{R}/{name.rstrip('1')}", f"{name}.xml") for name in PARTS[1:]]
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships([(f"{R}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")]),
        "docProps/core.xml": core_part(source["titel"], source["auteur"]),
        "word/_rels/document.xml.rels": relationships(kinds),
        "word/document.xml": document,
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbering_part(),
        "word/header1.xml": part("hdr", writer.paragraph(source["koptekst"])),
        "word/footer1.xml": part("ftr", writer.paragraph(source["voettekst"])),
        "word/footnotes.xml": writer.footnote_part(),
        "word/comments.xml": part("comments", "".join(writer.comments)),
    }


def docx_bytes(source: dict[str, Any]) -> bytes:
    """The docx of one bron.yaml; stored without compression, as zlib versions differ."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(source).items():
            info = zipfile.ZipInfo(name, ZIP_STAMP)
            info.create_system = 0
            archive.writestr(info, content.encode("utf-8"))
    return buffer.getvalue()


def load_source(path: Path) -> dict[str, Any]:
    """The content of one bron.yaml."""
    source: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return source


def main() -> int:
    """Write verslag.docx beside every bron.yaml."""
    for path in sorted(HERE.glob("*/bron.yaml")):
        path.with_name("verslag.docx").write_bytes(docx_bytes(load_source(path)))
        print(f"{path.parent.name}/verslag.docx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
