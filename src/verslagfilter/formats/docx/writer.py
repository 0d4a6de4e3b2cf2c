"""Word out: parts that we write ourselves, so that nothing gets in that we did not put there.

A library's template would bring an author, revision ids, a thumbnail and a language of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from verslagfilter.formats.docx.body import Body
from verslagfilter.formats.docx.margins import HEAD, OFFICE, WORD, margins, pictures
from verslagfilter.formats.docx.own_template import Part
from verslagfilter.formats.layout import Sheet
from verslagfilter.formats.package import pack
from verslagfilter.formats.style import DEFAULT_COLOUR, HouseStyle

_TEMPLATE = Path(__file__).with_name("template")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PAGE = (
    '<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """The bytes of a docx; the same on every run and every machine."""
    return pack(_parts(sheet, style))


def _parts(sheet: Sheet, style: HouseStyle) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part, in the order in which they lie in the file."""
    template, around, images = style.template, margins(style), pictures(style)
    yield "[Content_Types].xml", _content_types(around, bool(images))
    yield "_rels/.rels", _fixed("rels.xml")
    yield "word/document.xml", _document(sheet, style, around)
    yield "word/styles.xml", template.styles if template else _coloured(_fixed("styles.xml"), style)
    yield "word/numbering.xml", _fixed("numbering.xml")
    yield "word/_rels/document.xml.rels", _relations(around)
    for part in around:
        yield part.name, part.data
        if part.relations:
            yield part.name.replace("word/", "word/_rels/") + ".rels", _picture_relations(part)
    yield from images


def _fixed(file: str) -> bytes:
    return (_TEMPLATE / file).read_bytes().replace(b"\r\n", b"\n")


def _coloured(styles: bytes, style: HouseStyle) -> bytes:
    return styles.replace(DEFAULT_COLOUR.encode("ascii"), style.colour.encode("ascii"))


def _document(sheet: Sheet, style: HouseStyle, around: Sequence[Part]) -> bytes:
    template = style.template
    body = Body(dict(template.style_ids) if template else {}).xml(sheet)
    page = template.section if template and template.section else _page(around)
    return f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}{page}</w:body></w:document>'.encode()


def _page(around: Sequence[Part]) -> str:
    references = "".join(
        f'<w:{part.kind}Reference w:type="default" r:id="rIdM{number}"/>' for number, part in enumerate(around, start=1)
    )
    return _PAGE.format(references=references)


def _content_types(around: Sequence[Part], images: bool) -> bytes:
    more = "".join(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in around)
    png = '<Default Extension="png" ContentType="image/png"/>' if images else ""
    plain = _fixed("content_types.xml").decode()
    return plain.replace("<Override", png + "<Override", 1).replace("</Types>", more + "</Types>").encode()


def _relations(around: Sequence[Part]) -> bytes:
    more = "".join(
        f'<Relationship Id="rIdM{number}" Type="{OFFICE}/{part.kind}" Target="/{part.name}"/>'
        for number, part in enumerate(around, start=1)
    )
    return _fixed("document_rels.xml").decode().replace("</Relationships>", more + "</Relationships>").encode()


def _picture_relations(part: Part) -> bytes:
    items = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="/{name}"/>' for key, name in part.relations
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'.encode()
