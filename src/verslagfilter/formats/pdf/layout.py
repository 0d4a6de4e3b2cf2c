"""Words on pages to lines of text: columns, tables, paragraphs, headings; running headers and page numbers go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from verslagfilter.formats.document import BlockKind
from verslagfilter.formats.lines import BLANK, Line, table_row
from verslagfilter.formats.pdf.glyphs import Page, Word
from verslagfilter.formats.pdf.grid import Grid, find_grids

_CELL_GAP = 1.6
"""Of the letter size: white space in a line that is more than a wide space between words."""
_BULLETS = re.compile(r"^[•·▪◦‣●○■□–—*»o\uf0b7\uf0a7\uf0d8-]$")
_ITEM = re.compile(r"^(?:[•·▪◦‣●○■□–—*»\uf0b7\uf0a7-]|o(?=\s)|\(?\d{1,2}[.)]|[a-z][.)]|\[[ xX]?\])\s")
_NARROW = 0.7
"""Of the width between equal margins: lines that all stay within this were not broken off at the end of the line."""
_PRIVATE = re.compile(r"^[\uf0b7\uf0a7\uf0d8]")
"""Bullets as the font Symbol has them, in no other font a sign."""
_NUMBER_AT_END = re.compile(
    r"[\s|•·–—-]*\b(?:pagina|page|blz\.?|pag\.?)\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?\s*$", re.I
)
_EDGE = 0.13
"""Part of the height of a page, above and below, where running lines stand."""
_LABEL = re.compile(r"[a-zà-ÿ][\w .'/-]{0,29}:(?:\s|$)")
"""In small letters: with a capital it may as well be the next sentence."""
_ENDS = re.compile(r"[.:;!?][\"'”’)]*$")
_STOPS = re.compile(r"[.!?][\"'”’)]*$")
_SCRAP = re.compile(r"[b-df-hj-np-tv-xz]{1,2}", re.I)
"""The end of a word that did not fit in a narrow cell: no Dutch word is written so."""
_SMALL = re.compile(r"[a-zà-ÿ(]")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one line that stand together: a whole line of prose, or one cell."""

    text: str
    x0: float
    x1: float
    first: float
    """Width of its first word, in points."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page."""

    parts: tuple[Part, ...]
    base: float
    size: float
    bold: bool
    page: int
    column: int = 0
    """0: the full width; 1, 2: of two columns."""
    grid: tuple[tuple[str, ...], ...] = ()
    """A table that is drawn with lines, as one; its parts are then its first line."""

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(part.text for part in self.parts)

    @property
    def x0(self) -> float:
        """Where it starts."""
        return self.parts[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.parts[-1].x1


def lay_out(pages: Sequence[Page]) -> list[Line]:
    """The lines of a document in reading order.

    A running line is kept once, as a header or footer: it may hold the case number.
    """
    rows = [list(_rows(page, number)) for number, page in enumerate(pages)]
    running = _running(rows, pages)
    body = [[row for row in page if not _is_running(row, running, pages[row.page], len(pages))] for page in rows]
    ordered = _over_pages([row for page in body for row in page])
    tops = [Line(text, BlockKind.HEADER, "koptekst") for (text, top) in _shown(running) if top]
    ends = [Line(text, BlockKind.FOOTER, "voettekst") for (text, top) in _shown(running) if not top]
    return [*tops, BLANK, *_Writer(ordered, pages).lines(), BLANK, *ends]


# Lines


def _rows(page: Page, number: int) -> Iterator[Row]:
    """The words of a page in lines, from top to bottom."""
    grids, rest = find_grids(page)
    tables = sorted((_table_row(grid, number) for grid in grids), key=lambda row: row.base)
    for row in _by_column(rest, page, number):
        while tables and row.column == 0 and tables[0].base < row.base:
            yield tables.pop(0)
        yield row
    yield from tables


def _table_row(grid: Grid, number: int) -> Row:
    cells = tuple(tuple(_cell(cell, number) for cell in row) for row in grid.rows)
    words = [word for row in grid.rows for cell in row for word in cell]
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    first = next(cell for row in cells for cell in row if cell)
    return Row((Part(first, x0, x1, x1 - x0),), grid.top, words[0].size, False, number, grid=cells)


def _over_pages(rows: list[Row]) -> list[Row]:
    """A table that goes on at the top of the next page as one; with a row that the end of the page cut in two."""
    made: list[Row] = []
    for row in rows:
        last = made[-1] if made else None
        if last and last.grid and row.grid and row.page > last.page and len(last.grid[0]) == len(row.grid[0]):
            again = len(row.grid) > 1 and row.grid[0] == last.grid[0]
            rest = row.grid[1:] if again else row.grid
            head = rest[0]
            if not head[0] and any(head):
                pairs = zip(last.grid[-1], head, strict=True)
                whole = tuple(_joined(above, below) if above and below else above or below for above, below in pairs)
                last, rest = replace(last, grid=(*last.grid[:-1], whole)), rest[1:]
            made[-1] = replace(last, grid=(*last.grid, *rest), page=row.page)
        else:
            made.append(row)
    return made


def _cell(words: tuple[Word, ...], number: int) -> str:
    text = ""
    for row in _lines(words, number):
        line = row.text.replace("|", "/")
        if text and _SCRAP.fullmatch(line):
            text += line
        else:
            text = line if not text else f"{text}; {line}" if _ITEM.match(line + " ") else _joined(text, line)
    return text


def _lines(words: Sequence[Word], number: int) -> Iterator[Row]:
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        if groups and word.base - groups[-1][0].base <= 0.35 * max(word.size, groups[-1][0].size):
            groups[-1].append(word)
        elif groups and _are_raised(groups[-1], word):
            groups[-1] = [replace(small, base=word.base) for small in groups[-1]] + [word]
        else:
            groups.append([word])
    yield from (_row(group, number) for group in groups)


def _are_raised(group: list[Word], word: Word) -> bool:
    """Whether all of a line are small signs above the line of a word, as in "m2" or at a note."""
    return word.base - group[0].base < 0.6 * word.size and all(
        len(small.text) < 4 and small.size < 0.8 * word.size for small in group
    )


def _row(words: list[Word], page: int) -> Row:
    words = sorted(words, key=lambda word: word.x0)
    parts: list[list[Word]] = []
    for word in words:
        last = parts[-1][-1] if parts else None
        touching = last is not None and word.x0 - last.x1 <= _CELL_GAP * word.size
        bullet = last is not None and len(parts[-1]) == 1 and _BULLETS.match(last.text) and word.x0 - last.x1 < 40
        if touching or bullet:
            parts[-1].append(word)
        else:
            parts.append([word])
    size = Counter(round(word.size, 1) for word in words).most_common(1)[0][0]
    return Row(tuple(_part(part) for part in parts), words[0].base, size, all(word.bold for word in words), page)


def _part(words: list[Word]) -> Part:
    text, first = words[0].text, words[0].x1
    for before, word in pairwise(words):
        glued = word.x0 - before.x1 < 0.12 * word.size
        first = word.x1 if glued and " " not in text else first
        text += word.text if glued else f" {word.text}"
    return Part(text, words[0].x0, words[-1].x1, first - words[0].x0)


# Running headers and footers

_Running = dict[tuple[str, bool], str]
"""A line without the number of its page, and whether it stands above: how it reads first."""


def _running(pages: list[list[Row]], sizes: Sequence[Page]) -> _Running:
    first: _Running = {}
    seen: Counter[tuple[str, bool]] = Counter()
    for rows in pages:
        keys = {(_key(row, len(pages)), top): row.text for row, top in _edges(rows, sizes)}
        for key, text in keys.items():
            first.setdefault(key, text)
        seen.update(keys.keys())
    enough = 2 if len(pages) < 4 else max(2, len(pages) // 3)
    whole = f"van {len(pages)}"
    return {
        key: text
        for key, text in first.items()
        if seen[key] >= enough or not key[0] or (_is_numbered(text) and text.strip().endswith(whole))
    }


def _edges(rows: list[Row], sizes: Sequence[Page]) -> Iterator[tuple[Row, bool]]:
    """Lines where running headers and footers stand; a table is none."""
    for row in rows:
        top = _edge(row, sizes[row.page])
        if top is not None:
            yield row, top


def _edge(row: Row, page: Page) -> bool | None:
    """Whether a line stands at the top or, False, at the bottom of its page; None: at neither, or it is a table."""
    if row.grid or len(row.parts) > 3:
        return None
    if row.base < _EDGE * page.height:
        return True
    return False if row.base > (1 - _EDGE) * page.height else None


def _key(row: Row, pages: int) -> str:
    """What all running lines of a kind have in common; empty for a line that only numbers the page."""
    number = str(row.page + 1)
    if re.fullmatch(_ALONE.format(number=number, pages=pages), row.text.strip(), re.I):
        return ""
    plain = _without_number(row.text)
    if plain == row.text and row.text.endswith(f" {number}") and row.base > 200:  # a footer with a bare number
        plain = row.text.removesuffix(number)
    return plain.strip(" |·–—-")


_ALONE = r"[-–—\s]*(?:(?:pagina|page|blz\.?|p\.|pag\.?)\s*)?{number}(?:\s*(?:van|of|/)\s*{pages})?[-–—\s]*"


def _is_numbered(text: str) -> bool:
    return bool(_NUMBER_AT_END.search(text[-40:]))


def _without_number(text: str) -> str:
    """A line without "pagina 2 van 5" at its end."""
    found = _NUMBER_AT_END.search(text[-40:])
    return text[: max(0, len(text) - 40) + found.start()].strip() if found else text


def _is_running(row: Row, running: _Running, page: Page, pages: int) -> bool:
    top = _edge(row, page)
    return top is not None and (_key(row, pages), top) in running


def _shown(running: _Running) -> Iterator[tuple[str, bool]]:
    for (key, top), text in running.items():
        if key:
            yield _without_number(text), top


# Columns


def _by_column(words: Sequence[Word], page: Page, number: int) -> list[Row]:
    """The lines of a page in reading order: of two columns of prose, the left before the right."""
    rows = list(_lines(words, number))
    gutter = _gutter(rows, page)
    if gutter is None:
        return rows
    sides: dict[int, list[Word]] = {0: [], 1: [], 2: []}
    across = [row for row in rows for part in row.parts if part.x0 < gutter < part.x1]
    spans = [(row.base, part.x0, part.x1) for row in across for part in row.parts if part.x0 < gutter < part.x1]
    for word in words:
        crosses = any(abs(word.base - base) < 2 and x0 <= word.x0 and word.x1 <= x1 for base, x0, x1 in spans)
        sides[0 if crosses else 1 if word.x1 <= gutter else 2].append(word)
    lines = {side: [replace(row, column=side) for row in _lines(group, number)] for side, group in sides.items()}
    ordered: list[Row] = []
    top = float("-inf")
    for row in (*lines[0], None):
        end = row.base if row else float("inf")
        ordered += [line for side in (1, 2) for line in lines[side] if top < line.base <= end]
        ordered += [row] if row else []
        top = end
    return ordered


def _gutter(rows: list[Row], page: Page) -> float | None:
    """The middle of the white space between two columns of prose; None when there is none."""
    parts = [part for row in rows for part in row.parts]
    if len(parts) < 12:
        return None
    tried = range(round(0.3 * page.width), round(0.7 * page.width), 2)
    crossed = {x: sum(part.x0 < x < part.x1 for part in parts) for x in tried}
    least = min(crossed.values())
    if least > 0.25 * len(parts):
        return None
    free = [x for x in tried if crossed[x] == least]
    gutter = float(median(free))
    left = [part for part in parts if part.x1 <= gutter]
    right = [part for part in parts if part.x0 >= gutter]
    return gutter if _is_prose(left) and _is_prose(right) else None


def _is_prose(parts: list[Part]) -> bool:
    """Whether lines fill their column, as prose does and a cell of a table does not."""
    if len(parts) < 5 or median(len(part.text) for part in parts) < 20:
        return False
    start, end = min(part.x0 for part in parts), max(part.x1 for part in parts)
    return sum(part.x1 > end - 0.3 * (end - start) for part in parts) > 0.55 * len(parts)


# Text


class _Writer:
    """Writes the lines of a document in order."""

    def __init__(self, rows: list[Row], pages: Sequence[Page]) -> None:
        self._rows = rows
        self._pages = pages
        self._body = Counter(row.size for row in rows for _ in row.text.split()).most_common(1)
        self._edges = _right_edges(rows, pages)
        self._words = frozenset(word for row in rows for word in re.findall(r"[\w-]+", row.text.lower()))
        self._lead = _leading(rows)
        self._tables = 0
        self._paragraphs = 0

    def lines(self) -> list[Line]:
        """All lines; a table as rows, prose as paragraphs."""
        made: list[Line] = []
        at = 0
        while at < len(self._rows):
            if self._rows[at].grid:
                made += [BLANK, *self._grid(self._rows[at]), BLANK]
                at += 1
                continue
            end = self._table_end(at)
            if end > at:
                made += [BLANK, *self._table(self._rows[at:end]), BLANK]
                at = end
                continue
            end = self._paragraph_end(at)
            made += self._paragraph(at, end)
            at = end
        return made

    # Tables

    def _grid(self, row: Row) -> Iterator[Line]:
        self._tables += 1
        made = (table_row(list(cells), f"tabel {self._tables}, rij {n}") for n, cells in enumerate(row.grid, start=1))
        yield from (line for line in made if line)

    def _table_end(self, at: int) -> int:
        """Where the table that starts here ends; the same place when there is none."""
        end, wide = at, 0
        while end < len(self._rows) and self._in_table(at, end):
            wide += len(self._rows[end].parts) > 1
            end += 1
        columns = self._columns(self._rows[at:end])
        while end > at and self._stands_under(at, end - 1, columns):
            end -= 1
        return end if wide > 1 else at

    def _stands_under(self, at: int, number: int, columns: list[float]) -> bool:
        """Whether a line is text under a table, and not the rest of a cell that did not fit on one line."""
        row = self._rows[number]
        if len(row.parts) > 1 or _column_of(row.parts[0], columns) != 0:
            return False
        before = self._rows[number - 1].parts[0]
        return number == at or before.x1 + row.parts[0].first + 2 * row.size < self._right_of(columns, 0)

    def _in_table(self, at: int, number: int) -> bool:
        row = self._rows[number]
        if row.grid:
            return False
        if number == at:
            return len(row.parts) > 1 and not self._is_label(row)
        first, before = self._rows[at], self._rows[number - 1]
        if row.column != first.column:
            return False
        if row.page == before.page and row.base - before.base > 2.6 * self._lead:
            return False
        if len(row.parts) > 1:
            return True
        columns = self._columns(self._rows[at:number])
        within = _column_of(row.parts[0], columns)
        fits = within is not None and row.x1 <= self._right_of(columns, within)
        return fits and (within != 0 or row.base - before.base < 1.4 * self._lead)

    @staticmethod
    def _is_label(row: Row) -> bool:
        """ "Datum:      12 mei": a field whose value stands at a tab."""
        return len(row.parts) == 2 and row.parts[0].text.endswith(":") and len(row.parts[0].text.split()) <= 4

    def _columns(self, rows: list[Row]) -> list[float]:
        """Where the columns start: places where parts of several lines start, or of the widest line."""
        starts: list[float] = []
        for start in sorted(part.x0 for row in rows if len(row.parts) > 1 for part in row.parts):
            if not starts or start - starts[-1] > 12:
                starts.append(start)
        return starts

    def _right_of(self, columns: list[float], number: int) -> float:
        return columns[number + 1] if number + 1 < len(columns) else float("inf")

    def _table(self, rows: list[Row]) -> Iterator[Line]:
        self._tables += 1
        columns = self._columns(rows)
        slots: list[str] = []
        count = 0
        for number, row in enumerate(rows):
            if number and not self._goes_on(rows, number, columns, slots):
                count += 1
                made = table_row(slots, f"tabel {self._tables}, rij {count}")
                if made:
                    yield made
                slots = []
            slots = slots or [""] * len(columns)
            for part in row.parts:
                place = _column_of(part, columns) or 0
                cell = _PRIVATE.sub("-", part.text.replace("|", "/"))
                slots[place] = _joined(slots[place], cell) if slots[place] else cell
        made = table_row(slots, f"tabel {self._tables}, rij {count + 1}")
        if made:
            yield made

    def _goes_on(self, rows: list[Row], number: int, columns: list[float], slots: list[str]) -> bool:
        """Whether a line belongs to the row of the line above it."""
        row, before = rows[number], rows[number - 1]
        if row.page != before.page:
            return False
        flat = [r[1] for r in self._pages[row.page].rules if r[3] - r[1] < 3 and r[0] - 2 <= row.x0 <= r[2] + 2]
        if any(before.base < height + 1 <= row.base - 0.3 * row.size for height in flat):
            return False
        filled = {_column_of(part, columns) for part in row.parts}
        if len(filled) == len(columns) or (len(filled) > 1 and 0 in filled and slots[0]):
            return False
        return row.base - before.base < 1.3 * self._lead

    # Prose

    def _paragraph_end(self, at: int) -> int:
        end = at + 1
        while end < len(self._rows) and self._runs_on(at, end):
            end += 1
        return end

    def _runs_on(self, at: int, number: int) -> bool:
        """Whether a line is the next of the paragraph above it: its first word did not fit there any more."""
        first, before, row = self._rows[at], self._rows[number - 1], self._rows[number]
        if row.grid or len(row.parts) > 1:
            return False
        broken = re.search(r"\d-$", before.text) and row.text[0].isdigit()
        labelled = _ENDS.search(before.text) and _LABEL.match(row.text)
        if (_ITEM.match(row.text + " ") and not broken) or labelled:
            return False
        if row.size != before.size or row.bold != before.bold:
            return False
        if len(before.parts) > 1 and not self._is_label(before):
            return False
        apart = row.page != before.page or row.column != before.column
        if apart:
            # Over the end of a page only a sentence that visibly goes on.
            return not _STOPS.search(before.text) and self._is_full(before, row)
        if row.base - before.base > 1.45 * max(self._lead, 1.2 * row.size * 0.8) or row.base < before.base:
            return False
        if first is not before and row.x0 - before.x0 > 2 * row.size and not _ITEM.match(first.text):
            return False
        return self._is_full(before, row)

    def _is_full(self, before: Row, row: Row) -> bool:
        edge = self._edges.get((before.page, before.column), before.x1)
        hyphen = before.text.endswith("-")
        return hyphen or before.x1 + row.parts[0].first + 0.25 * row.size > edge

    def _paragraph(self, at: int, end: int) -> Iterator[Line]:
        first = self._rows[at]
        text = ""
        for row in self._rows[at:end]:
            text = _joined(text, row.text, self._words) if text else row.text
        if at and self._is_apart(self._rows[at - 1], first):
            yield BLANK
        self._paragraphs += 1
        place = f"bladzijde {first.page + 1}, alinea {self._paragraphs}"
        level = self._level(first, end - at)
        if level:
            yield from (BLANK, Line(text, BlockKind.HEADING, place, level))
        elif _ITEM.match(text):
            yield Line(re.sub(r"^[•·▪◦‣●○■□\uf0b7\uf0a7\uf0d8]|^o(?=\s)", "-", text), BlockKind.LIST_ITEM, place)
        else:
            yield Line(text, BlockKind.PARAGRAPH, place)

    def _is_apart(self, before: Row, row: Row) -> bool:
        if before.page != row.page or before.column != row.column:
            return False
        return row.base - before.base > 1.45 * self._lead

    def _level(self, row: Row, count: int) -> int:
        """Heading level by the size of the letters; 0 for body text."""
        body = self._body[0][0] if self._body else row.size
        if row.size < 1.12 * body or count > 2 or len(row.text.split()) > 14:
            return 0
        larger = sorted({other.size for other in self._rows if other.size >= 1.12 * body}, reverse=True)
        return min(6, larger.index(row.size) + 1)


def _column_of(part: Part, columns: list[float]) -> int | None:
    """The column that a part stands in: the last one that starts at it or before."""
    found = [number for number, start in enumerate(columns) if start <= part.x0 + 6]
    return found[-1] if found else None


def _joined(text: str, more: str, words: frozenset[str] = frozenset()) -> str:
    """Two lines as one: a word that was broken off is whole again.

    Args:
        text: the first.
        more: the second.
        words: all words of the document, in small letters: how it is written elsewhere tells whether a hyphen stays.
    """
    head, tail = re.search(r"(\w+)-$", text[-80:]), re.match(r"\w+", more)
    if not head or not tail or tail[0] in ("en", "of", "tot", "als"):
        return f"{text} {more}"
    start, whole = head[1], f"{head[1]}{tail[0]}".lower()
    if f"{start}-{tail[0]}".lower() in words:
        return text + more
    if whole in words:
        return text[:-1] + more
    keeps = start[0].isupper() or start[-1].isdigit() or len(start) < 3 or not _SMALL.match(more)
    return text + more if keeps else text[:-1] + more


def _right_edges(rows: list[Row], pages: Sequence[Page]) -> dict[tuple[int, int], float]:
    """Per page and column where its longest line ends; a page with few lines takes over from the others.

    Where most lines end a sentence and none comes near the right margin, they end where their writer ended them.
    """
    edges: dict[tuple[int, int], float] = {}
    widest: dict[int, float] = {}
    plain = [row for row in rows if not row.grid]
    if plain and 2 * sum(bool(_STOPS.search(row.text)) for row in plain) > len(plain):
        start, width = min(row.x0 for row in plain), pages[plain[0].page].width
        if max(row.x1 for row in plain) - start < _NARROW * (width - 2 * start):
            widest[0] = width - start
    for row in rows:
        if row.grid:
            continue  # a table may be wider than the text
        key = (row.page, row.column)
        edges[key] = max(edges.get(key, 0.0), row.x1)
        widest[row.column] = max(widest.get(row.column, 0.0), row.x1)
    return {key: max(edge, widest[key[1]] if key[1] == 0 else edge) for key, edge in edges.items()}


def _leading(rows: list[Row]) -> float:
    """The usual distance between two lines of a paragraph, in points."""
    steps = [
        round(row.base - before.base, 1)
        for before, row in pairwise(rows)
        if before.page == row.page and before.column == row.column and 0 < row.base - before.base < 3 * row.size
    ]
    if not steps:
        return 14.0
    often = [step for step, count in Counter(steps).items() if count >= max(2, len(steps) // 20)]
    return min(often or steps)
