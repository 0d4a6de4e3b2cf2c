"""Word files made by hand, part by part, so that a test can put anything anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PLAIN_MAIN = _WORD + "document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE.rstrip("/"),
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Part:
    """A part other than the main document, and the kind of relation that leads to it."""

    name: str
    kind: str
    content: str | bytes
    source: str = "word/document.xml"
    """The part that refers to it; "" for the package."""


@dataclass(frozen=True)
class Outside:
    """A relation to something outside the file."""

    kind: str
    target: str


@dataclass(frozen=True)
class Docx:
    """A Word file to be."""

    body: str
    """XML inside w:body."""
    parts: Sequence[Part] = ()
    outside: Sequence[Outside] = ()
    main_type: str = PLAIN_MAIN
    loose: Mapping[str, str | bytes] = field(default_factory=dict)
    """Parts that nothing refers to, or that replace one that is made here."""

    def entries(self) -> dict[str, bytes]:
        """Every part by name."""
        made: dict[str, str | bytes] = {
            "[Content_Types].xml": self._types(),
            "word/document.xml": wrap("document", f"<w:body>{self.body}</w:body>"),
        }
        made |= {part.name: part.content for part in self.parts}
        for source in {"", "word/document.xml", *(part.source for part in self.parts)}:
            folder, _, base = source.rpartition("/")
            made["/".join(filter(None, (folder, "_rels", f"{base}.rels")))] = self._relations(source)
        made |= self.loose
        return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}

    def bytes(self) -> bytes:
        """The whole file."""
        return zip_of(self.entries())

    def _types(self) -> str:
        return (
            f'{HEAD}<Types xmlns="{_PACKAGE}content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{self.main_type}"/></Types>'
        )

    def _relations(self, source: str) -> str:
        items = [(part.kind, f"/{part.name}", "") for part in self.parts if part.source == source]
        if source == "":
            items.append(("officeDocument", "word/document.xml", ""))
        if source == "word/document.xml":
            items += [(item.kind, item.target, ' TargetMode="External"') for item in self.outside]
        relations = "".join(
            f'<Relationship Id="rId{index}" Type="{_OFFICE}{kind}" Target="{target}"{mode}/>'
            for index, (kind, target, mode) in enumerate(items, start=1)
        )
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships">{relations}</Relationships>'


def zip_of(entries: Mapping[str, bytes]) -> bytes:
    """A zip with these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def wrap(root: str, content: str) -> str:
    """An XML part with every namespace that a test may need."""
    return f"{HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", *, style: str = "", properties: str = "", runs: str = "") -> str:
    """A paragraph with plain text, or with runs of one's own."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text) if text else ''}{runs}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table; a cell that starts with "<" is XML of its own."""
    return "<w:tbl>" + "".join(row(*cells) for cells in rows) + "</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>" + "".join(cell(text) for text in cells) + "</w:tr>"


def cell(content: str, properties: str = "") -> str:
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def item(text: str, *, num: int = 1, level: int = 0) -> str:
    """A list item of list `num`."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def field(instruction: str, result: str) -> str:
    """A complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{code}{mark('separate')}{run(result)}{mark('end')}"


def text_box(content: str, *, hidden: bool = False, fallback: str | None = None) -> str:
    """A text box as Word writes it: a shape, and the same again for old versions."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = (
        f'<w:drawing><wp:anchor><wp:docPr id="1" name="Tekstvak 1" hidden="{int(hidden)}"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = inside if fallback is None else f"<w:txbxContent>{fallback}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback><w:pict><v:shape>'
        f"<v:textbox>{old}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def styles(*definitions: str) -> Part:
    return Part("word/styles.xml", "styles", wrap("styles", "".join(definitions)))


def numbering(*levels: tuple[str, str]) -> Part:
    """List 1, with a number format and a pattern for each level."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (shape, pattern) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return Part("word/numbering.xml", "numbering", wrap("numbering", abstract + num))


def notes(kind: str, *texts: str) -> Part:
    """Footnotes or endnotes with ids from 1."""
    made = "".join(f'<w:{kind} w:id="{index}">{p(text)}</w:{kind}>' for index, text in enumerate(texts, start=1))
    return Part(f"word/{kind}s.xml", f"{kind}s", wrap(f"{kind}s", made))


def note_mark(kind: str, index: int = 1) -> str:
    return f'<w:r><w:{kind}Reference w:id="{index}"/></w:r>'
