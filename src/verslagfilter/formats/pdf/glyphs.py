"""The words that a page shows, with where they stand; words that leave no ink on it are counted."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil, degrees, floor, hypot
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import HIDDEN, Counts

_SCALE = 2.0
"""Dots a point in the picture of a page that shows which words leave ink."""
_MOST_DOTS = 8_000_000
_LONGEST_SIDE = 8_000
"""Dots: a poster is drawn smaller."""
_LEAST_INK = 16
"""Of 255: by how much a dot under a word differs at least from the same page without text."""
_SMALLEST = 3.0
"""Points; smaller than the smallest print of a contract is not meant to be read."""
_NARROWEST = 0.08
"""Width of the average letter to its height."""
_SPACE = 0.18
"""Of the letter size: a gap between two letters that makes them two words."""
_INVISIBLE = frozenset({3, 7})
"""Render modes that paint nothing."""
_SCAN = 0.5
"""How much of a page a picture covers at least, for text behind it to be the text that was read in it."""


_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page, in points from the upper left corner as the page is held."""

    text: str
    x0: float
    x1: float
    base: float
    """Height of the baseline; grows downwards."""
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The visible words of a page."""

    words: tuple[Word, ...]
    width: float
    height: float
    rules: tuple[_Box, ...]
    """Lines drawn on it: x0, y0, x1, y1; flat ones have y0 near y1."""


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    seen: tuple[float, float, float, float]
    """Left, top, right, bottom as the page is shown."""
    owner: _Owner


@dataclass(frozen=True, slots=True)
class _Owner:
    """What holds for all letters that are drawn in one go."""

    number: int
    invisible: bool
    bold: bool
    size: float
    """Of the letters, in points on the page."""
    angle: int
    """Degrees by which the page must be turned, with the clock, to read it."""


def read_page(
    shown: tuple[pdfium.PdfPage, pdfium.PdfPage], text: pdfium.PdfPage, removed: list[_Box], counts: Counts
) -> Page:
    """The words of a page; text that runs in another direction than the rest comes last.

    Args:
        shown: the page as a reader sees it, with its form, and the same without any text; only pictures are used.
        text: the same page without what is no text of the document.
        removed: boxes (left, bottom, right, top) that somebody marked to be taken out.
        counts: gets one hidden text a line.
    """
    textpage = text.get_textpage()
    try:
        owners = _owners(textpage)
        turn = _direction(owners)
        held = _Held(text, turn)
        chars = list(_chars(textpage, owners, held, _Held(text, text.get_rotation())))
    finally:
        textpage.close()
    chars = [char for char in chars if not _is_removed(char, removed, held)]
    scan = _is_scan(text)
    ink = None if scan else _Ink.of(*shown)
    words: list[Word] = []
    hidden: set[int] = set()
    aside: list[Word] = []
    for run in _runs(chars, turn):
        for piece, shows in _told(run, ink):
            if not shows:
                hidden.add(round(piece[0].base))
            elif piece[0].owner.angle == turn:
                words += _words(piece)
            else:
                aside.append(_aside(piece, held.height + 100 * (len(aside) + 1)))
    counts.count(HIDDEN, len(hidden))
    return Page((*words, *aside), held.width, held.height, tuple(_rules(text, held)))


class _Held:
    """How a page is held: coordinates from the upper left corner, after a rotation and inside what is shown."""

    def __init__(self, page: pdfium.PdfPage, turn: int) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._box = (left, bottom, right, top)
        self._turn = turn % 360
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._turn in (90, 270) else (wide, high)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates."""
        left, bottom, right, top = self._box
        if self._turn == 90:
            return y - bottom, x - left
        if self._turn == 180:
            return right - x, y - bottom
        if self._turn == 270:
            return top - y, right - x
        return x - left, top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """A box: left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.place(left, top), self.place(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _owners(textpage: Any) -> list[_Owner | None]:
    """Of each letter how it is drawn; None for one that the page itself does not hold."""
    known: dict[int, _Owner] = {}
    owners: list[_Owner | None] = []
    for index in range(textpage.count_chars()):
        if api.FPDFText_IsGenerated(textpage, index) == 1:
            owners.append(None)
            continue
        handle = api.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in known:
            mode = api.FPDFTextObj_GetTextRenderMode(handle) if address else 0
            bold = api.FPDFText_GetFontWeight(textpage, index) >= 600
            angle = round(-degrees(api.FPDFText_GetCharAngle(textpage, index))) % 360
            known[address] = _Owner(len(known), mode in _INVISIBLE, bold, _size(textpage, index), angle)
        owners.append(known[address])
    return owners


def _size(textpage: Any, index: int) -> float:
    """Of a letter: the size of its font as the page is drawn; a letter box is only as high as its font says."""
    matrix = api.FS_MATRIX()
    scale = hypot(matrix.c, matrix.d) if api.FPDFText_GetMatrix(textpage, index, matrix) else 1.0
    return round(float(api.FPDFText_GetFontSize(textpage, index)) * (scale or 1.0), 1)


def _direction(owners: list[_Owner | None]) -> int:
    """In which of the four directions most letters run: how far the page must be turned to read it."""
    angles = Counter(owner.angle for owner in owners if owner is not None and owner.angle % 90 == 0)
    return angles.most_common(1)[0][0] if angles else 0


def _chars(textpage: Any, owners: list[_Owner | None], held: _Held, seen: _Held) -> Iterator[_Char]:
    """Every letter that the page itself holds, in the order in which it is drawn."""
    box, x, y = api.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index, owner in enumerate(owners):
        if owner is None or not api.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        api.FPDFText_GetCharOrigin(textpage, index, x, y)
        left, top, right, bottom = held.box(box.left, box.bottom, box.right, box.top)
        yield _Char(
            _letter(api.FPDFText_GetUnicode(textpage, index)), left, right, top, bottom,
            held.place(x.value, y.value)[1], seen.box(box.left, box.bottom, box.right, box.top), owner,
        )  # fmt: skip


def _is_removed(char: _Char, removed: list[_Box], held: _Held) -> bool:
    x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
    boxes = (held.box(*box) for box in removed)
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _aside(run: list[_Char], base: float) -> Word:
    """Text in another direction as one word of a line of its own."""
    return Word("".join(char.text for char in run).strip(), 0.0, 1.0, base, run[0].owner.size, run[0].owner.bold)


def _letter(code: int) -> str:
    if code in (0xFFFE, 0x02, 0xAD, 0x2010, 0x2011):
        return "-"  # a hyphen at the end of a line
    if 0xD800 <= code <= 0xDFFF or code == 0:
        return "\ufffd"
    return chr(code)


def _is_scan(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover the page, so that text on it was read in the picture."""
    area, seen = 0.0, False
    width, height = page.get_size()
    for item in page.get_objects(filter=(api.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        left, bottom, right, top = item.get_bounds()
        area = max(area, (right - left) * (top - bottom))
        seen = True
    return seen and area > _SCAN * width * height


@dataclass(frozen=True, slots=True)
class _Ink:
    """Where the text of a page leaves dots."""

    dots: Any
    """How far each dot differs from the page without text; one row a line of dots."""
    scale: float

    @classmethod
    def of(cls, shown: pdfium.PdfPage, silent: pdfium.PdfPage) -> _Ink:
        """The difference between two pictures of a page."""
        width, height = shown.get_size()
        scale = min(_SCALE, (_MOST_DOTS / (width * height)) ** 0.5, _LONGEST_SIDE / max(width, height))
        if min(width, height) * scale < 1:
            raise PDF.huge()
        with_text, without = (
            page.render(scale=scale, grayscale=True, may_draw_forms=True).to_numpy().squeeze().astype("int16")
            for page in (shown, silent)
        )
        return cls(abs(with_text - without), scale)

    def under(self, char: _Char) -> bool:
        """Whether a letter leaves any."""
        high, wide = self.dots.shape
        left, top, right, bottom = (side * self.scale for side in char.seen)
        rows = slice(max(0, floor(top)), max(0, min(ceil(bottom), high)))
        area = self.dots[rows, max(0, floor(left)) : max(0, min(ceil(right), wide))]
        return bool(area.size) and int(area.max()) >= _LEAST_INK


def _told(run: list[_Char], ink: _Ink | None) -> Iterator[tuple[list[_Char], bool]]:
    """The run cut where words that show stand beside words that do not, and whether each piece shows."""
    if ink is None or not _can_show(run):
        yield run, ink is None
        return
    marks = [char.text.isspace() or ink.under(char) for char in run]
    _settle(run, marks)
    for shows, group in groupby(zip(run, marks, strict=True), key=lambda pair: pair[1]):
        piece = [char for char, _ in group]
        if any(not char.text.isspace() for char in piece):
            yield piece, shows


def _settle(run: list[_Char], marks: list[bool]) -> None:
    """A word of which most letters show is read as a whole: a note may lie over a few of them."""
    for _, group in groupby(range(len(run)), key=lambda at: run[at].text.isspace()):
        word = list(group)
        if 2 * sum(marks[at] for at in word) >= len(word):
            for at in word:
                marks[at] = True


def _runs(chars: list[_Char], turn: int) -> Iterator[list[_Char]]:
    """The letters that are drawn in one go on one line, without the spaces around them."""
    run: list[_Char] = []
    for char in chars:
        if run and (_starts_new(run[-1], char, turn)):
            yield from _trimmed(run)
            run = []
        run.append(char)
    yield from _trimmed(run)


def _starts_new(last: _Char, char: _Char, turn: int) -> bool:
    if char.owner != last.owner:
        return True
    return char.owner.angle == turn and abs(char.base - last.base) > 0.3 * last.owner.size


def _trimmed(run: list[_Char]) -> Iterator[list[_Char]]:
    while run and run[-1].text.isspace():
        run = run[:-1]
    while run and run[0].text.isspace():
        run = run[1:]
    if run:
        yield run


def _can_show(run: list[_Char]) -> bool:
    if run[0].owner.invisible:
        return False
    solid = [char for char in run if not char.text.isspace()]
    sides = [sorted((char.right - char.left, char.bottom - char.top)) for char in solid]
    if median(side[1] for side in sides) < _SMALLEST:
        return False
    return sum(narrow for narrow, _ in sides) >= _NARROWEST * sum(wide for _, wide in sides)


def _words(run: list[_Char]) -> Iterator[Word]:
    """A run cut at its spaces, and where letters lie apart."""
    piece: list[_Char] = []
    for char in run:
        gap = char.left - piece[-1].right if piece else 0.0
        if piece and (char.text.isspace() or gap > _SPACE * char.owner.size):
            yield _word(piece)
            piece = []
        if not char.text.isspace():
            piece.append(char)
    if piece:
        yield _word(piece)


def _word(piece: list[_Char]) -> Word:
    return Word(
        "".join(char.text for char in piece),
        min(char.left for char in piece),
        max(char.right for char in piece),
        median(char.base for char in piece),
        piece[0].owner.size,
        piece[0].owner.bold,
    )


def _rules(page: pdfium.PdfPage, held: _Held) -> Iterator[_Box]:
    """Lines and thin rectangles that are painted, and the edges of boxes that are drawn around something."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item in page.get_objects(filter=(api.FPDF_PAGEOBJ_PATH,), max_depth=2):
        if not api.FPDFPath_GetDrawMode(item.raw, fill, stroke) or not (fill.value or stroke.value):
            continue
        x0, y0, x1, y1 = held.box(*item.get_bounds())
        if x1 - x0 < 3 or y1 - y0 < 3:
            yield x0, y0, x1, y1
        elif stroke.value:
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
