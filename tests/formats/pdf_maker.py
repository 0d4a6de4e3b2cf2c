"""PDF files made by hand, object by object, so that a test can put anything anywhere.

Content is a string of operators in the letters of WinAnsi (cp1252). Values in dictionaries are plain Python: str and
bytes are strings, list and dict are direct, an Obj has a number of its own, a PageRef is a page; names are
pikepdf.Name. The same source gives the same bytes, unless the file has a password. Nothing is packed in streams,
unless a file is asked to be.
"""

from __future__ import annotations

import io
import math
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Name

A4 = (595, 842)
REGULAR, BOLD = "F1", "F2"
Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Obj:
    """A dictionary with a number of its own or, with data, a stream; it may refer to itself and to others."""

    def __init__(self, data: str | bytes | None = None, **keys: Any) -> None:
        self.data = data.encode("cp1252") if isinstance(data, str) else data
        self.keys: dict[str, Any] = keys


@dataclass(frozen=True)
class PageRef:
    """The page with this index."""

    index: int = 0


def _font(name: str) -> Obj:
    return Obj(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)


FONTS = {REGULAR: _font("Helvetica"), BOLD: _font("Helvetica-Bold")}


@dataclass(frozen=True)
class Page:
    """One page: operators, and what hangs on the page."""

    content: str | Sequence[str] = ""
    """More than one string: more than one stream."""
    size: tuple[float, float] = A4
    annotations: Sequence[Obj] = ()
    fields: Sequence[Obj] = ()
    """Widgets that are at the same time the fields of the form."""
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Beside the two fonts, for instance {"XObject": {"X1": form("...")}}."""
    keys: Mapping[str, Any] = field(default_factory=dict)
    """Of the page itself, for instance {"Rotate": 90}."""


@dataclass(frozen=True)
class Pdf:
    """A PDF to be."""

    pages: Sequence[Page]
    info: Mapping[str, str] = field(default_factory=dict)
    xmp: str = ""
    """Of the document, for instance xmp("<dc:title>...</dc:title>")."""
    layers: Mapping[str, Obj] = field(default_factory=dict)
    """By the name that the content of every page calls them."""
    off: Sequence[str] = ()
    """Layers that do not show."""
    attachments: Sequence[Obj] = ()
    """Made with attached()."""
    outline: Sequence[tuple[str, int]] = ()
    """Titles and the index of the page they lead to."""
    form: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the AcroForm, beside the fields of the pages."""
    catalog: Mapping[str, Any] = field(default_factory=dict)
    trailer: Mapping[str, Any] = field(default_factory=dict)
    orphans: Sequence[Obj] = ()
    """Objects that nothing refers to; not in a file that is compressed, linearized or encrypted."""
    user: str = ""
    """Password without which the file does not open."""
    owner: str = ""
    """Password without which the rights do not change; on its own it lets everyone open the file."""
    compressed: bool = False
    linearized: bool = False

    def bytes(self) -> bytes:
        """The whole file."""
        with pikepdf.new() as pdf:
            self._fill(_Builder(pdf), pdf)
            buffer = io.BytesIO()
            locked = bool(self.user or self.owner)
            modes = pikepdf.ObjectStreamMode
            pdf.save(
                buffer,
                compress_streams=self.compressed,
                stream_decode_level=None if locked else pikepdf.StreamDecodeLevel.none,
                object_stream_mode=modes.generate if self.compressed else modes.disable,
                fix_metadata_version=False,
                linearize=self.linearized,
                encryption=pikepdf.Encryption(user=self.user, owner=self.owner or self.user) if locked else None,
                static_id=True,
                min_version="1.7",
            )
        return _unhooked(buffer.getvalue())

    def _fill(self, builder: _Builder, pdf: pikepdf.Pdf) -> None:
        for page in self.pages:
            pdf.add_blank_page(page_size=page.size)
        for made, page in zip(pdf.pages, self.pages, strict=True):
            for key, value in self._page(page).items():
                made.obj[f"/{key}"] = builder.value(value)
        for key, value in self._catalog().items():
            pdf.Root[f"/{key}"] = builder.value(value)
        if self.info:
            pdf.trailer["/Info"] = builder.value(Obj(**self.info))
        hooked = {f"Hooked{index}": orphan for index, orphan in enumerate(self.orphans)}
        for key, value in {**self.trailer, **hooked}.items():
            pdf.trailer[f"/{key}"] = builder.value(value)
        if self.outline:
            with pdf.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in self.outline)

    def _page(self, page: Page) -> dict[str, Any]:
        streams = [page.content] if isinstance(page.content, str) else page.content
        contents = [Obj(stream) for stream in streams]
        resources = resources_of(page.resources)
        if self.layers:
            resources["Properties"] = {**self.layers, **resources.get("Properties", {})}
        hung = [*page.annotations, *page.fields]
        made = {"Contents": contents[0] if len(contents) == 1 else contents, "Resources": resources}
        return made | ({"Annots": hung} if hung else {}) | dict(page.keys)

    def _catalog(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        fields = [item for page in self.pages for item in page.fields]
        if fields or self.form:
            look = {"DA": f"/{REGULAR} 11 Tf 0 g", "DR": {"Font": FONTS}}
            made["AcroForm"] = {"Fields": fields, **look, **self.form}
        if self.layers:
            listed, off = list(self.layers.values()), [self.layers[key] for key in self.off]
            made["OCProperties"] = {"OCGs": listed, "D": {"Order": listed, "OFF": off}}
        if self.attachments:
            names = [part for item in self.attachments for part in (item.keys["UF"], item)]
            made["Names"] = {"EmbeddedFiles": {"Names": names}}
        if self.xmp:
            made["Metadata"] = metadata(self.xmp)
        return made | dict(self.catalog)


class _Builder:
    """Plain values to objects of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._made: dict[Obj, Any] = {}

    def value(self, item: Any) -> Any:
        if isinstance(item, Obj):
            return self._object(item)
        if isinstance(item, PageRef):
            return self._pdf.pages[item.index].obj
        if isinstance(item, Mapping):
            return pikepdf.Dictionary({f"/{key}": self.value(value) for key, value in item.items()})
        if isinstance(item, (list, tuple)):
            return pikepdf.Array([self.value(value) for value in item])
        return pikepdf.String(item) if isinstance(item, (str, bytes)) else item

    def _object(self, item: Obj) -> Any:
        if item not in self._made:
            empty = pikepdf.Dictionary() if item.data is None else self._pdf.make_stream(item.data)
            made = self._made[item] = self._pdf.make_indirect(empty) if item.data is None else empty
            for key, value in item.keys.items():
                made[f"/{key}"] = self.value(value)
        return self._made[item]


def _unhooked(data: bytes) -> bytes:
    """The file without the references that kept orphans in it; every offset stays."""
    return re.sub(rb"/Hooked\d+ \d+ 0 R", lambda found: b" " * len(found[0]), data)


def resources_of(more: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The two fonts and these."""
    return {"Font": {**FONTS, **more.get("Font", {})}} | {
        key: dict(value) for key, value in more.items() if key != "Font"
    }


# Operators


def string(words: str) -> str:
    """A literal string."""
    return "(" + re.sub(r"([()\\])", r"\\\1", words) + ")"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    font: str = REGULAR,
    mode: int = 0,
    ink: str = "0 g",
    turn: float = 0,
    state: str = "",
) -> str:
    """One line that starts at a point: `mode` is the render mode, `turn` degrees to the left, `ink` and `state` are
    operators that go before."""
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    matrix = " ".join(_number(value) for value in (cosine, sine, -sine, cosine, x, y))
    return f"q {ink} {state} BT /{font} {_number(size)} Tf {mode} Tr {matrix} Tm {string(words)} Tj ET Q\n"


def box(rect: Rect, paint: str = "1 g", *, end: str = "f") -> str:
    """A rectangle: filled, or with `end` "S" stroked, or both with "B"."""
    left, bottom, right, top = rect
    corner = " ".join(_number(value) for value in (left, bottom, right - left, top - bottom))
    return f"q {paint} {corner} re {end} Q\n"


def rule(start: tuple[float, float], end: tuple[float, float], width: float = 0.5) -> str:
    """A straight line."""
    points = " ".join(_number(value) for value in (*start, *end))
    return "q {} w {} {} m {} {} l S Q\n".format(_number(width), *points.split())


def clipped(rect: Rect, content: str) -> str:
    """Content of which only what is inside a rectangle shows."""
    left, bottom, right, top = rect
    return f"q {left} {bottom} {right - left} {top - bottom} re W n\n{content}Q\n"


def moved(x: float, y: float, content: str) -> str:
    """Content with its origin at this point."""
    return f"q 1 0 0 1 {_number(x)} {_number(y)} cm\n{content}Q\n"


def marked(tag: str, properties: str, content: str) -> str:
    """Marked content, for instance marked("OC", "/L1", ...) for a layer."""
    return f"/{tag} {properties} BDC\n{content}EMC\n"


def layered(key: str, content: str) -> str:
    """Content in a layer of the file."""
    return marked("OC", f"/{key}", content)


def drawn(key: str, *, at: Rect | None = None) -> str:
    """A form as it stands, or an image in a rectangle."""
    if at is None:
        return f"/{key} Do\n"
    left, bottom, right, top = at
    return f"q {right - left} 0 0 {top - bottom} {left} {bottom} cm /{key} Do Q\n"


def _number(value: float) -> str:
    return f"{round(value, 4) + 0.0:g}" if abs(value) < 1e4 else f"{value:.2f}"


# Objects


def form(
    content: str, *, box: Rect = (0, 0, *A4), more: Mapping[str, Mapping[str, Any]] | None = None, **keys: Any
) -> Obj:
    """A form XObject, also for an appearance."""
    fixed = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": list(box), "Resources": resources_of(more or {})}
    return Obj(content, **fixed, **keys)


def picture(pixels: bytes, width: int, *, packed: bool = False, **keys: Any) -> Obj:
    """An image in shades of grey, one byte a pixel."""
    fixed = {"Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": len(pixels) // width}
    depth = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8} | ({"Filter": Name.FlateDecode} if packed else {})
    return Obj(zlib.compress(pixels) if packed else pixels, **fixed, **depth, **keys)


def layer(name: str = "Laag 1") -> Obj:
    return Obj(Type=Name.OCG, Name=name)


def annotation(kind: str, rect: Rect = (300, 700, 320, 720), **keys: Any) -> Obj:
    return Obj(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=list(rect), F=keys.pop("F", 4), **keys)


def appearance(rect: Rect, words: str, under: str = "", **text_keys: Any) -> dict[str, Obj]:
    """What an annotation looks like: one line in its rectangle."""
    size = (0, 0, rect[2] - rect[0], rect[3] - rect[1])
    return {"N": form(f"/Tx BMC\n{under}{text(2, 5, words, **text_keys)}EMC\n", box=size)}


def widget(
    name: str, rect: Rect = (72, 600, 272, 620), *, kind: str = "Tx", shown: str | None = None, **keys: Any
) -> Obj:
    """A field of a form that is its own widget; `shown` is what its appearance says."""
    look = {} if shown is None else {"AP": appearance(rect, shown)}
    return annotation("Widget", rect, FT=Name(f"/{kind}"), T=name, DA=f"/{REGULAR} 11 Tf 0 g", **look, **keys)


def attached(name: str, data: str | bytes, **keys: Any) -> Obj:
    """A file in the file."""
    stream = Obj(data, Type=Name.EmbeddedFile)
    return Obj(Type=Name.Filespec, F=name, UF=name, EF={"F": stream, "UF": stream}, **keys)


def metadata(packet: str) -> Obj:
    return Obj(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def xmp(properties: str) -> str:
    """An XMP packet."""
    rdf, dc = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="" xmlns:dc="{dc}">{properties}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def structure(kind: str = "P", **keys: Any) -> Obj:
    """A structure tree with one element, for marked content 0 of the first page."""
    root = Obj(Type=Name.StructTreeRoot)
    element = Obj(Type=Name.StructElem, S=Name(f"/{kind}"), P=root, Pg=PageRef(), K=0, **keys)
    root.keys |= {"K": element, "ParentTree": {"Nums": [0, [element]]}}
    return root


# Whole files


def revised(data: bytes, change: Callable[[pikepdf.Pdf], Iterable[pikepdf.Object]]) -> bytes:
    """The file with a newer revision after it; `change` gives the objects that it changed, each with a number."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        start = data.rindex(b"startxref") + len(b"startxref")
        added, entries = bytearray(data), []
        for item in change(pdf):
            entries.append(f"{item.objgen[0]} 1\n{len(added):010d} 00000 n \n")
            added += b"%d 0 obj\n%s\nendobj\n" % (item.objgen[0], _written(item))
        table, size = len(added), int(pdf.trailer["/Size"])
        refs = "".join(
            f"{key} {pdf.trailer[key].unparse().decode()} " for key in ("/Root", "/Info") if key in pdf.trailer
        )
        previous = int(data[start:].split()[0])
        added += f"xref\n0 1\n0000000000 65535 f \n{''.join(entries)}trailer << {refs}".encode()
        added += f"/Size {size} /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(added)


def _written(item: pikepdf.Object) -> bytes:
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=True)
    data = item.read_bytes()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def in_content(data: bytes, old: str, new: str) -> bytes:
    """A newer revision of the file, in which the first page says something else."""

    def change(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
        stream = pdf.pages[0].obj["/Contents"]
        stream.write(stream.read_bytes().replace(old.encode("cp1252"), new.encode("cp1252")))
        return [stream]

    return revised(data, change)


def between_objects(data: bytes, loose: bytes) -> bytes:
    """The file with bytes after its last object; the table comes later, and is found by its own offset."""
    table = data.rindex(b"xref\n0 ")
    moved_table = b"startxref\n%d\n" % (table + len(loose))
    return re.sub(rb"startxref\n\d+\n", moved_table, data[:table] + loose + data[table:])


def holds(data: bytes, words: str) -> bool:
    """Whether these words are in the bytes of a file that is not locked: as they are, in UTF-16, in hexadecimal, or
    in a packed stream."""
    forms = (words.encode("cp1252"), words.encode("utf-16-be"))
    unpacked = [data, data.upper()]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            unpacked.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    wanted = (*forms, *(form.hex().upper().encode() for form in forms))
    return any(form in part for form in wanted for part in unpacked)


def scan(*lines: str, ocr: bool = False, under: bool = False, stamp: str = "") -> Page:
    """A page that is one image, with a dark bar for each line: bare, with an invisible layer of text over it, or with
    the text under the image. A stamp is a line of plain text over it."""
    across, down = A4[0] // 5, A4[1] // 5
    pixels = bytearray(b"\xf4" * (across * down))
    for index, line in enumerate(lines):
        top, wide = (A4[1] - _scanned(index) - 8) // 5, int(width_of(line) / 5)
        for row in (top, top + 1):
            pixels[row * across + 14 : row * across + 14 + wide] = b"\x30" * wide
    words = "".join(text(72, _scanned(index), line, mode=0 if under else 3) for index, line in enumerate(lines))
    image = drawn("Im1", at=(0, 0, *A4))
    over = text(72, 30, stamp, size=8) if stamp else ""
    content = words + image if under else image + (words if ocr else "")
    return Page(content + over, resources={"XObject": {"Im1": picture(bytes(pixels), across, packed=True)}})


def _scanned(index: int) -> int:
    return 770 - 20 * index


# Layout

_WIDTHS = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ftîïíì\u00a0",
    333: "()-`r“”\u00ad",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jckvsxyzç",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXYÉË",
    722: "CDHNRUwÇ",
    778: "GOQÖ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def width_of(words: str, size: float = 11, font: str = REGULAR) -> float:
    """How wide a line is; in bold a little more than it may be."""
    return sum(_WIDTH.get(letter, 556) for letter in words) * size / 1000 * (1.1 if font == BOLD else 1)


def wrap(words: str, width: float, size: float = 11, font: str = REGULAR) -> list[str]:
    """Lines that fit; a word breaks at a soft hyphen, and a line wherever there is a line end."""
    lines: list[str] = []
    for part in words.split("\n"):
        line = ""
        for word in part.split(" "):
            line = _with_word(lines, line, word.split("\u00ad"), lambda tried: width_of(tried, size, font) <= width)
        lines.append(line)
    return lines


def _with_word(lines: list[str], line: str, syllables: list[str], fits: Callable[[str], bool]) -> str:
    """The line with a word after it, or the line that the rest of the word begins; full lines go to `lines`."""
    before = line + " " if line else ""
    whole = before + "".join(syllables)
    if fits(whole):
        return whole
    for count in range(len(syllables) - 1, 0, -1):
        start = before + "".join(syllables[:count]) + "-"
        if fits(start):
            lines.append(start)
            return _with_word(lines, "", syllables[count:], fits)
    if line:
        lines.append(line)
        return _with_word(lines, "", syllables, fits)
    return whole


class Flow:
    """Blocks one after another over as many A4 pages as they need.

    Headers and footers stand on every page; {page} and {pages} in them are numbers.
    """

    left, right, top, bottom = 72.0, 523.0, 770.0, 80.0

    def __init__(
        self,
        *,
        header: str = "",
        footer: str = "",
        size: float = 11,
        columns: int = 1,
        justify: bool = False,
        after: float = 6,
    ) -> None:
        self._header, self._footer = header, footer
        self._size, self._justify, self._after = size, justify, after
        self._pages: list[list[str]] = [[]]
        self._columns, self._column = columns, 0
        self._start = self._low = self._y = self.top

    def heading(self, words: str, size: float = 16) -> Flow:
        """A heading in bold and in a larger size."""
        self._y -= self._after
        return self._lines(words, 0, size, BOLD)

    def paragraph(self, words: str) -> Flow:
        """A paragraph that goes on where there is room; "ver\\u00adslag" breaks where it must, "\\n" always."""
        return self._lines(words, 0, self._size, REGULAR)

    def items(self, *texts: str, mark: str = "•", level: int = 0) -> Flow:
        """A list with hanging indents; {n} in the mark is a number."""
        indent = 18 * level
        for number, words in enumerate(texts, start=1):
            self._need(self._lead(self._size))
            self._put(text(self._x + indent, self._y - self._size, mark.format(n=number), size=self._size))
            self._lines(words, indent + 18, self._size, REGULAR, after=2)
        self._y -= self._after
        return self

    def table(
        self, *rows: Sequence[str], shares: Sequence[float] = (), ruled: bool = True, repeat: bool = True
    ) -> Flow:
        """A table with its first row in bold, with drawn rules or without; at a page end the first row may return."""
        shares = shares or [1] * len(rows[0])
        edges = [self._x + self._width * sum(shares[:index]) / sum(shares) for index in range(len(shares) + 1)]
        for index, cells in enumerate(rows):
            if self._need(self._tall(cells, edges)) and index and repeat:
                self._row(rows[0], edges, BOLD, ruled)
            self._row(cells, edges, REGULAR if index else BOLD, ruled)
        self._y -= self._after
        return self

    def space(self, points: float) -> Flow:
        """White."""
        self._y -= points
        return self

    def leave(self, lines: int) -> Flow:
        """White down to where just this many lines still fit."""
        self._y = self.bottom + lines * self._lead(self._size)
        return self

    def new_page(self) -> Flow:
        self._pages.append([])
        self._column, self._start = 0, self.top
        self._y = self._low = self.top
        return self

    def split(self, columns: int) -> Flow:
        """This many columns from here on, under all that went before."""
        self._low = self._start = self._y = min(self._y, self._low)
        self._columns, self._column = columns, 0
        return self

    def pages(self, arrange: Callable[[list[str]], Iterable[str]] = list) -> list[Page]:
        """The pages; `arrange` may put the pieces of one in another order."""
        return [
            Page("".join(arrange(self._running(number) + pieces))) for number, pieces in enumerate(self._pages, start=1)
        ]

    def bytes(self, **keys: Any) -> bytes:
        """A file with these pages."""
        return Pdf(self.pages(), **keys).bytes()

    @property
    def _width(self) -> float:
        return (self.right - self.left - 24 * (self._columns - 1)) / self._columns

    @property
    def _x(self) -> float:
        return self.left + self._column * (self._width + 24)

    def _lead(self, size: float) -> float:
        return size * 1.3

    def _put(self, piece: str) -> None:
        self._pages[-1].append(piece)

    def _need(self, height: float) -> bool:
        """Go on in the next column or on the next page when there is no room; whether that was so."""
        if self._y - height >= self.bottom - 0.01:
            return False
        self._low = min(self._low, self._y)
        self._column += 1
        self._y = self._start
        if self._column >= self._columns:
            self.new_page()
        return True

    def _lines(self, words: str, indent: float, size: float, font: str, after: float | None = None) -> Flow:
        for part in words.split("\n"):
            lines = wrap(part, self._width - indent, size, font)
            for line in lines:
                self._need(self._lead(size))
                wide = self._stretch(line, self._width - indent, size) if line is not lines[-1] else ""
                self._put(text(self._x + indent, self._y - size, line, size=size, font=font, state=wide))
                self._y -= self._lead(size)
        self._y -= self._after if after is None else after
        return self

    def _stretch(self, line: str, width: float, size: float) -> str:
        spaces = line.count(" ")
        return f"{(width - width_of(line, size)) / spaces:.3f} Tw" if self._justify and spaces else ""

    def _tall(self, cells: Sequence[str], edges: Sequence[float]) -> float:
        return max(len(lines) for lines in self._wrapped(cells, edges)) * self._lead(self._size) + 6

    def _wrapped(self, cells: Sequence[str], edges: Sequence[float]) -> list[list[str]]:
        """In bold, which is the widest, so that a row is as high as it may need to be."""
        widths = [right - left - 8 for left, right in pairwise(edges)]
        return [wrap(cell, width, self._size, BOLD) for cell, width in zip(cells, widths, strict=True)]

    def _row(self, cells: Sequence[str], edges: Sequence[float], font: str, ruled: bool) -> None:
        tall = self._tall(cells, edges)
        for (left, right), lines in zip(pairwise(edges), self._wrapped(cells, edges), strict=True):
            for index, line in enumerate(lines):
                down = self._y - 3 - self._size - index * self._lead(self._size)
                if line:
                    self._put(text(left + 4, down, line, size=self._size, font=font))
            if ruled:
                self._put(box((left, self._y - tall, right, self._y), "0 G 0.5 w", end="S"))
        self._y -= tall

    def _running(self, number: int) -> list[str]:
        pieces = []
        for words, y in ((self._header, 805), (self._footer, 40)):
            if words:
                pieces.append(text(self.left, y, words.format(page=number, pages=len(self._pages)), size=9))
        return pieces
