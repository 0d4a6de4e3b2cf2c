"""Paragraphs, lists and tables of one story (body, header, note, text box) to lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verslagfilter.formats.breaks import lines_of
from verslagfilter.formats.counts import ALT_TEXT, FORM_FIELD, HIDDEN, UNKNOWN, VARIABLE, VERSION
from verslagfilter.formats.document import BlockKind
from verslagfilter.formats.lines import BAR, BLANK, Line, Lines, Story, cell_text, table_row
from verslagfilter.formats.odt.inline import Context, gather_drawing, paragraph_text
from verslagfilter.formats.odt.names import DRAW, FORM, OFFICE, TABLE, TEXT, holds_text, whole
from verslagfilter.formats.odt.numbering import Counter
from verslagfilter.formats.safexml import Element, local

_MOST_COLUMNS = 63
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_TRANSPARENT = frozenset(
    {"index-body", "index-title", "table-of-content", "alphabetical-index", "illustration-index", "table-index"}
    | {"object-index", "user-index", "bibliography"}
)
"""Elements that only hold blocks."""
_DECLARATIONS = frozenset(
    {"soft-page-break", "change", "change-start", "change-end", "page-sequence", "tracked-changes", "annotation"}
    | {"alphabetical-index-auto-mark-file"}
)
"""Elements without text of the document."""


@dataclass(slots=True)
class _List:
    """The list that the reader is in."""

    counter: Counter
    depth: int


class Blocks(Lines):
    """Reads the blocks of one container after another."""

    def __init__(self, context: Context, story: Story | None = None, *, in_cell: bool = False) -> None:
        super().__init__(story)
        self._context = context
        self._in_cell = in_cell
        self._headings = Counter(context.styles.outline)
        self._kept: dict[str, Counter] = {}
        """By the id and by the style of a list: later lists may go on counting."""
        self._paragraphs = 0
        self._tables = 0

    def read(self, container: Element) -> list[Line]:
        """All lines of a container, in reading order."""
        self._container(container)
        return self.lines

    def _container(self, container: Element) -> None:
        for child in container:
            self._block(child)
            if child.tail and child.tail.strip():
                self._context.counts.count(UNKNOWN)

    def _block(self, child: Element) -> None:
        if not isinstance(child.tag, str):
            return  # a remark in the XML: counted with all others
        name = local(child)
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            self._paragraph(child)
        elif child.tag == f"{TEXT}list":
            self._list(child, None)
        elif child.tag == f"{TABLE}table":
            self._table(child)
        elif child.tag == f"{TEXT}section":
            self._section(child)
        elif str(child.tag).startswith(DRAW):
            gather_drawing(child, self._context)
            self._read_boxes()
        elif child.tag == f"{TEXT}numbered-paragraph":
            self._numbered(child)
        elif str(child.tag).startswith(TEXT) and name in _TRANSPARENT:
            self._container(child)
        elif child.tag == f"{OFFICE}forms" or str(child.tag).startswith(FORM):
            self._context.counts.count(FORM_FIELD, _controls(child))
        elif child.tag == f"{TEXT}user-field-decls":
            told = [item for item in child if item.get(f"{OFFICE}string-value")]
            self._context.counts.count(VARIABLE, len(told))
        elif not (name in _DECLARATIONS or name.endswith(("-source", "-decls"))):
            self._context.skip(child, UNKNOWN)

    def _section(self, section: Element) -> None:
        if section.get(f"{TEXT}display") == "none" or section.get(f"{TEXT}is-hidden") == "true":
            self._context.skip(section, HIDDEN)
        else:
            self._container(section)

    # Paragraphs

    def _paragraph(self, paragraph: Element, label: str | None = None, depth: int = 0) -> None:
        lines = lines_of(paragraph_text(paragraph, self._context))
        kind, level = BlockKind.PARAGRAPH, 0
        heading = self._heading_level(paragraph)
        if heading:
            kind, level = BlockKind.HEADING, heading
            number = self._heading_number(paragraph) if label is None else label
            lines = [" ".join([number, *lines]).strip()] if lines else []
        elif label is not None:
            kind, level = BlockKind.LIST_ITEM, depth
            lines = [" ".join([label, *lines]).strip()] if lines else ([label] if label.strip("-") else [])
        if not lines:
            self.lines.append(BLANK)
        self._paragraphs += bool(lines)
        for line in lines:
            self._add(line, kind, f"alinea {self._paragraphs}", level)
        self._read_boxes()

    def _heading_level(self, paragraph: Element) -> int:
        if paragraph.tag == f"{TEXT}h":
            return min(9, max(1, whole(paragraph.get(f"{TEXT}outline-level"), 1)))
        return self._context.styles.title_level(paragraph.get(f"{TEXT}style-name"))

    def _heading_number(self, paragraph: Element) -> str:
        stated = paragraph.findtext(f"{TEXT}number")
        if stated is not None:
            return stated.strip()
        if paragraph.tag != f"{TEXT}h" or not self._context.styles.outline:
            return ""
        if paragraph.get(f"{TEXT}is-list-header") == "true":
            return ""
        start = paragraph.get(f"{TEXT}start-value")
        label = self._headings.next(self._heading_level(paragraph), whole(start, 1) if start else None)
        return "" if label == "-" else label

    # Lists

    def _list(self, element: Element, outer: _List | None) -> None:
        inside = self._opened(element, outer)
        for item in element:
            if item.tag == f"{TEXT}list-header":
                self._container(item)
            elif item.tag == f"{TEXT}list-item":
                self._item(item, inside)

    def _opened(self, element: Element, outer: _List | None) -> _List:
        name = element.get(f"{TEXT}style-name", "")
        if outer is not None:
            levels = self._context.styles.lists.get(name, outer.counter.levels)
            return _List(Counter(levels, outer.counter.counts) if name else outer.counter, outer.depth + 1)
        named, own = element.get(f"{TEXT}continue-list"), element.get(_XML_ID)
        earlier = self._kept.get(f"#{named}") if named else None
        if earlier is None and element.get(f"{TEXT}continue-numbering") == "true":
            earlier = self._kept.get(name)
        levels = self._context.styles.lists.get(name, {})
        counter = Counter(levels, earlier.counts) if earlier else Counter(levels)
        self._kept[name] = counter
        if own:
            self._kept[f"#{own}"] = counter
        return _List(counter, 1)

    def _item(self, item: Element, inside: _List) -> None:
        """Only the first paragraph of an item has the number before it."""
        stated = item.get(f"{TEXT}start-value")
        label: str | None = None
        if item.find(f"{TEXT}p") is not None or item.find(f"{TEXT}h") is not None:
            label = inside.counter.next(inside.depth, whole(stated, 1) if stated else None)
            shown = item.findtext(f"{TEXT}number")
            label = shown.strip() if shown is not None else label
        for child in item:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, label, inside.depth - 1)
                label = None
            elif child.tag == f"{TEXT}list":
                self._list(child, inside)
            elif child.tag != f"{TEXT}number":
                self._block(child)

    def _numbered(self, element: Element) -> None:
        label = (element.findtext(f"{TEXT}number") or "").strip()
        for child in element:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, label, whole(element.get(f"{TEXT}level"), 1) - 1)

    # Tables

    def _table(self, table: Element) -> None:
        self._tables += 1
        number = self._tables
        self.lines.append(BLANK)
        gone = _hidden_columns(table)
        self._context.counts.count(UNKNOWN, sum(1 for item in table if (item.tail or "").strip()))
        for index, row in enumerate(_rows(table), start=1):
            self._row(row, f"tabel {number}, rij {index}", gone)
            self._read_boxes()
        for title in (f"{TABLE}title", f"{TABLE}desc"):
            for item in table.iterchildren(title):
                self._context.skip(item, ALT_TEXT)
        self.lines.append(BLANK)

    def _row(self, row: Element, place: str, gone: frozenset[int]) -> None:
        if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            self._context.skip(row, HIDDEN)
        elif not self._unfold(row):
            made = table_row(list(self._slots(row, gone)), place, bar=" / " if self._in_cell else BAR)
            if made is not None:
                self._add(made.text, made.kind, place, cells=made.cells)

    def _unfold(self, row: Element) -> bool:
        """A table that only serves as a frame around other tables is read as if it were not there."""
        cells = list(row.iterchildren(f"{TABLE}table-cell"))
        if self._in_cell or len(cells) != 1 or cells[0].find(f"{TABLE}table") is None:
            return False
        self._container(cells[0])
        return True

    def _slots(self, row: Element, gone: frozenset[int]) -> Iterator[str]:
        """The text of each column; "" where a merged cell of an earlier row or column covers it."""
        column = 0
        for cell in row:
            times = min(whole(cell.get(f"{TABLE}number-columns-repeated"), 1), _MOST_COLUMNS)
            column += times
            if cell.tag == f"{TABLE}covered-table-cell" or column - times in gone:
                self._context.skip(cell, HIDDEN)
                yield from [""] * times
            elif cell.tag == f"{TABLE}table-cell":
                inside = Blocks(self._context, in_cell=True).read(cell)
                text = cell_text(line.text for line in inside)
                value = cell.get(f"{OFFICE}string-value", "").strip()
                self._context.counts.count(VERSION, int(bool(value) and value.split() != text.split()))
                yield from [text] * times

    # Everything

    def _read_boxes(self) -> None:
        """Text boxes come after the paragraph or row that they hang on."""
        if self._in_cell:
            return
        boxes, self._context.boxes = self._context.boxes, []
        for box in boxes:
            self.lines += Blocks(self._context, self._next_box()).read(box)


_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif str(child.tag).startswith(TABLE) and local(child) in _ROW_GROUPS:
            yield from _rows(child)


def _hidden_columns(table: Element) -> frozenset[int]:
    """The numbers, from 0, of the columns that do not show."""
    gone: set[int] = set()
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = min(whole(column.get(f"{TABLE}number-columns-repeated"), 1), _MOST_COLUMNS)
        if column.get(f"{TABLE}visibility") in ("collapse", "filter"):
            gone.update(range(at, at + times))
        at += times
    return frozenset(gone)


def _controls(forms: Element) -> int:
    """Form controls that hold words of their own."""
    told = ("current-value", "value", "label", "title", "current-state")
    return sum(1 for item in forms.iter() if holds_text(item) and not len(item)) + sum(
        1 for item in forms.iter() if any(item.get(f"{FORM}{name}") for name in told[:4])
    )
