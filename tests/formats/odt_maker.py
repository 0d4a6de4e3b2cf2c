"""OpenDocument text made by hand, part by part, so that a test can put anything anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_LIBRE = "urn:org:documentfoundation:names:experimental:"
MIMETYPE = "application/vnd.oasis.opendocument.text"
VERSION = "1.3"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": f"{_OASIS}office:1.0",
        "style": f"{_OASIS}style:1.0",
        "text": f"{_OASIS}text:1.0",
        "table": f"{_OASIS}table:1.0",
        "draw": f"{_OASIS}drawing:1.0",
        "dr3d": f"{_OASIS}dr3d:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "meta": f"{_OASIS}meta:1.0",
        "number": f"{_OASIS}datastyle:1.0",
        "form": f"{_OASIS}form:1.0",
        "script": f"{_OASIS}script:1.0",
        "config": f"{_OASIS}config:1.0",
        "chart": f"{_OASIS}chart:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "math": "http://www.w3.org/1998/Math/MathML",
        "xhtml": "http://www.w3.org/1999/xhtml",
        "dom": "http://www.w3.org/2001/xml-events",
        "ooo": "http://openoffice.org/2004/office",
        "ooow": "http://openoffice.org/2004/writer",
        "drawooo": "http://openoffice.org/2010/draw",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
        "loext": f"{_LIBRE}office:xmlns:loext:1.0",
    }.items()
)
_MOMENT = "2024-03-05T10:00:00"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PAGE = (
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
    ' fo:margin="2cm"/></style:page-layout>'
)
BULLETS = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
)
"""Automatic style L1, which is in every file and which every list has by default."""


@dataclass(frozen=True)
class Part:
    """A part of the package other than the four of every document."""

    name: str
    content: str | bytes
    media_type: str = ""


@dataclass(frozen=True)
class Odt:
    """An OpenDocument text to be."""

    body: str
    """XML inside office:text."""
    automatic: str = ""
    """XML of automatic styles in content.xml, besides those of lists."""
    common: str = ""
    """XML of common styles in styles.xml."""
    header: str = ""
    """XML inside the header of the standard master page; "" for none."""
    footer: str = ""
    margins: str = ""
    """XML of other headers and footers of the standard master page."""
    masters: str = ""
    """XML of other master pages."""
    meta: str = ""
    """XML inside office:meta."""
    settings: str = ""
    """XML inside office:settings; "" for a file without settings.xml."""
    scripts: str = ""
    """XML inside office:scripts of content.xml."""
    parts: Sequence[Part] = ()
    loose: Mapping[str, str | bytes] = field(default_factory=dict)
    """Parts that the manifest does not name, or that replace one that is made here."""

    def entries(self) -> dict[str, bytes]:
        """Every part by name; the media type comes first, as the format wants it."""
        made: dict[str, str | bytes] = {
            "mimetype": MIMETYPE,
            "content.xml": self._content(),
            "styles.xml": self._styles(),
            "meta.xml": wrap("document-meta", f"<office:meta>{self.meta}</office:meta>"),
        }
        if self.settings:
            made["settings.xml"] = wrap("document-settings", f"<office:settings>{self.settings}</office:settings>")
        made |= {part.name: part.content for part in self.parts if not part.name.endswith("/")}
        made["META-INF/manifest.xml"] = self._manifest(list(made))
        made |= self.loose
        return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}

    def bytes(self) -> bytes:
        """The whole file; the same on every run."""
        return zip_of(self.entries())

    def _content(self) -> str:
        scripts = f"<office:scripts>{self.scripts}</office:scripts>" if self.scripts else ""
        return wrap(
            "document-content",
            f"{scripts}<office:automatic-styles>{BULLETS}{self.automatic}</office:automatic-styles>"
            f"<office:body><office:text>{self.body}</office:text></office:body>",
        )

    def _styles(self) -> str:
        standard = master(
            "Standard",
            (f"<style:header>{self.header}</style:header>" if self.header else "")
            + (f"<style:footer>{self.footer}</style:footer>" if self.footer else "")
            + self.margins,
        )
        return wrap(
            "document-styles",
            f"<office:styles>{self.common}</office:styles>"
            f"<office:automatic-styles>{_PAGE}</office:automatic-styles>"
            f"<office:master-styles>{standard}{self.masters}</office:master-styles>",
        )

    def _manifest(self, names: Sequence[str]) -> str:
        types = {name: "text/xml" for name in names if name.endswith(".xml")}
        types |= {part.name: part.media_type for part in self.parts if part.media_type}
        folders = [part.name for part in self.parts if part.name.endswith("/")]
        entries = "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{types.get(name, "")}"/>'
            for name in [*folders, *names]
            if name != "mimetype" and not name.startswith("META-INF/")
        )
        return (
            f'{HEAD}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="{VERSION}">'
            f'<manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}"'
            f' manifest:media-type="{MIMETYPE}"/>{entries}</manifest:manifest>'
        )


def zip_of(entries: Mapping[str, bytes]) -> bytes:
    """A zip with these entries; the media type is stored, all else is packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def wrap(root: str, content: str) -> str:
    """An XML part with every namespace that a test may need."""
    return f'{HEAD}<office:{root} {NAMESPACES} office:version="{VERSION}">{content}</office:{root}>'


# Text


def p(text: str = "", *, style: str = "", runs: str = "") -> str:
    """A paragraph with plain text, and XML of one's own after it."""
    return f"<text:p{_named(style)}>{text}{runs}</text:p>"


def h(text: str = "", *, level: int = 1, style: str = "", runs: str = "") -> str:
    """A heading."""
    return f'<text:h{_named(style)} text:outline-level="{level}">{text}{runs}</text:h>'


def span(text: str, style: str = "T1") -> str:
    return f"<text:span{_named(style)}>{text}</text:span>"


def link(text: str, target: str = "#_a", attributes: str = "") -> str:
    """A hyperlink; without a target, to a place in the document itself."""
    return f'<text:a xlink:type="simple" xlink:href="{target}" {attributes}>{text}</text:a>'


def note(content: str, *, kind: str = "footnote", mark: str = "1", label: str = "") -> str:
    """A footnote or endnote, where its mark stands; content that starts with "<" is XML of its own."""
    own = f' text:label="{label}"' if label else ""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation{own}>{mark}</text:note-citation>'
        f"<text:note-body>{_block(content)}</text:note-body></text:note>"
    )


def annotation(content: str = "", *, author: str = "", initials: str = "") -> str:
    """A comment in a paragraph."""
    short = f"<meta:creator-initials>{initials}</meta:creator-initials>" if initials else ""
    return (
        f"<office:annotation><dc:creator>{author}</dc:creator><dc:date>{_MOMENT}</dc:date>{short}{_block(content)}"
        "</office:annotation>"
    )


def section(content: str, attributes: str = "", *, name: str = "Sectie1") -> str:
    return f'<text:section text:name="{name}" {attributes}>{_block(content)}</text:section>'


def index(body: str, *, source: str = "", kind: str = "table-of-content") -> str:
    """A table of contents or another index: how it is made, and what it shows."""
    return (
        f'<text:{kind} text:protected="true"><text:{kind}-source>{source}</text:{kind}-source>'
        f"<text:index-body>{_block(body)}</text:index-body></text:{kind}>"
    )


# Lists


def listing(*items: str, style: str = "L1", attributes: str = "") -> str:
    """A list of items as item() makes them."""
    return f"<text:list{_named(style)} {attributes}>{''.join(items)}</text:list>"


def item(content: str, *, number: str = "", tag: str = "list-item") -> str:
    """A list item, with its number as text if there is one."""
    label = f"<text:number>{number}</text:number>" if number else ""
    return f"<text:{tag}>{label}{_block(content)}</text:{tag}>"


def numbers(name: str = "L2", *, prefix: str = "", suffix: str = ".") -> str:
    """A list style that numbers its first level."""
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-number text:level="1" style:num-format="1"'
        f' style:num-prefix="{prefix}" style:num-suffix="{suffix}"/></text:list-style>'
    )


# Tables


def table(*rows: Sequence[str], attributes: str = "") -> str:
    """A table; a cell that starts with "<table:table-cell" or "<table:covered" is a cell of its own."""
    return grid("".join(row(*cells) for cells in rows), columns=max(map(len, rows)), attributes=attributes)


def grid(rows: str, *, columns: int = 2, attributes: str = "", before: str = "") -> str:
    """A table of rows in XML, and what stands before its columns."""
    return (
        f'<table:table table:name="Tabel1" {attributes}>{before}'
        f'<table:table-column table:number-columns-repeated="{columns}"/>{rows}</table:table>'
    )


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cell(content) for content in cells)}</table:table-row>"


def cell(content: str, *, columns: int = 1, rows: int = 1, attributes: str = "") -> str:
    """A cell; other XML than a cell is its content."""
    if content.startswith(("<table:table-cell", "<table:covered-table-cell")):
        return content
    spans = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
    return f"<table:table-cell {spans if columns * rows > 1 else ''} {attributes}>{_block(content)}</table:table-cell>"


def covered(content: str = "") -> str:
    """A cell that a wider or higher one covers."""
    return f"<table:covered-table-cell>{_block(content) if content else ''}</table:covered-table-cell>"


# Objects


def frame(inside: str, attributes: str = "", *, anchor: str = "as-char", name: str = "Kader1") -> str:
    """A frame around a text box, a picture or another object."""
    named = f'draw:name="{name}"' if name else ""
    return (
        f'<draw:frame {named} text:anchor-type="{anchor}" svg:width="12cm" svg:height="3cm" {attributes}>{inside}'
        "</draw:frame>"
    )


def text_box(content: str, attributes: str = "", *, anchor: str = "as-char", after: str = "") -> str:
    """A text box in its frame, and what comes after it in that frame."""
    return frame(f"<draw:text-box>{_block(content)}</draw:text-box>{after}", attributes, anchor=anchor)


def shape(content: str, attributes: str = "", *, tag: str = "custom-shape") -> str:
    """A drawn shape with text in it."""
    geometry = (
        '<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="rectangle"'
        ' draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/>'
    )
    return (
        f'<draw:{tag} text:anchor-type="as-char" svg:width="6cm" svg:height="3cm" {attributes}>{_block(content)}'
        f"{geometry if tag == 'custom-shape' else ''}</draw:{tag}>"
    )


def picture(target: str, after: str = "") -> str:
    """A picture in its frame."""
    return frame(f'<draw:image xlink:href="{target}" xlink:type="simple"/>{after}', name="Afbeelding1")


def embedded(target: str, *, tag: str = "object") -> str:
    """An object with a part or a folder of its own."""
    return frame(f'<draw:{tag} xlink:href="{target}" xlink:type="simple"/>', name="Object1")


# Tracked changes


def changes(*regions: str) -> str:
    """The list of tracked changes, which comes before all text; regions as deletion() and insertion() make them."""
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def deletion(content: str, *, change: str = "ct1", author: str = "", remark: str = "") -> str:
    """A tracked deletion: the list of changes holds the text."""
    return _region("deletion", change, author, remark, _block(content))


def insertion(*, change: str = "ct1", author: str = "", remark: str = "") -> str:
    """A tracked insertion: the text stands in its own place, between marks as inserted() makes them."""
    return _region("insertion", change, author, remark, "")


def inserted(xml: str, change: str = "ct1") -> str:
    """Marks around text that was inserted."""
    return f'<text:change-start text:change-id="{change}"/>{xml}<text:change-end text:change-id="{change}"/>'


def deleted(change: str = "ct1") -> str:
    """The mark where text was deleted."""
    return f'<text:change text:change-id="{change}"/>'


def _region(kind: str, change: str, author: str, remark: str, content: str) -> str:
    said = p(remark) if remark else ""
    return (
        f'<text:changed-region xml:id="{change}" text:id="{change}"><text:{kind}><office:change-info>'
        f"<dc:creator>{author}</dc:creator><dc:date>{_MOMENT}</dc:date>{said}</office:change-info>{content}"
        f"</text:{kind}></text:changed-region>"
    )


# Styles and settings


def style(name: str, properties: str = "", *, family: str = "text", attributes: str = "", text: str = "") -> str:
    """A style: XML of properties, and attributes of its text properties."""
    letters = f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="{family}" {attributes}>{properties}{letters}</style:style>'


def master(name: str, content: str = "", attributes: str = "") -> str:
    """A master page: XML of its headers and footers."""
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="pm1" {attributes}>{content}'
        "</style:master-page>"
    )


def option(name: str, value: str, *, kind: str = "string") -> str:
    """A setting among those of the document."""
    return (
        '<config:config-item-set config:name="ooo:configuration-settings">'
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        "</config:config-item-set>"
    )


def _named(name: str) -> str:
    return f' text:style-name="{name}"' if name else ""


def _block(content: str) -> str:
    return content if content.startswith("<") else p(content)
