"""Header and footer of a Word file: the logo of the organisation and its name, or those of its own template."""

from __future__ import annotations

from verslagfilter.formats.docx.body import run
from verslagfilter.formats.docx.own_template import Part
from verslagfilter.formats.png import Logo
from verslagfilter.formats.style import HouseStyle
from verslagfilter.formats.wash import wash

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_BELOW = '<w:pPr><w:spacing w:after="200"/></w:pPr>'
_LOGO = "word/media/logo.png"
_HIGH, _WIDE = 1.6 * 360_000, 7 * 360_000
"""What a logo may take of the page, in English Metric Units (360,000 a centimetre)."""


def margins(style: HouseStyle) -> tuple[Part, ...]:
    """The headers and footers of an extract in this style, and what else comes from the template."""
    if style.template:
        return style.template.parts
    parts = []
    if style.logo:
        parts.append(Part("word/header1.xml", _margin("hdr", _BELOW, _drawing(style.logo)), _TYPE + "header+xml",
                          "header", (("rId1", _LOGO),)))  # fmt: skip
    if style.foot:
        content = _margin("ftr", '<w:pPr><w:pStyle w:val="BodyText3"/></w:pPr>', run(wash(style.foot)))
        parts.append(Part("word/footer1.xml", content, _TYPE + "footer+xml", "footer"))
    return tuple(parts)


def pictures(style: HouseStyle) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each picture in the headers and footers."""
    if style.template:
        return style.template.pictures
    return ((_LOGO, style.logo.png),) if style.logo else ()


def _margin(tag: str, properties: str, runs: str) -> bytes:
    spaces = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:wp="{_DRAWING}wordprocessingDrawing" xmlns:a="{_DRAWING}main"'
    return f"{HEAD}<w:{tag} {spaces}><w:p>{properties}{runs}</w:p></w:{tag}>".encode()


def _drawing(logo: Logo) -> str:
    scale = min(_HIGH / logo.height, _WIDE / logo.width)
    size = f'cx="{round(logo.width * scale)}" cy="{round(logo.height * scale)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Afbeelding 1" descr="Logo"/><a:graphic><a:graphicData uri="{_DRAWING}picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr id="1" name="Afbeelding 1"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
