"""Paragraphs and tables of one story (body, header, note, text box) to lines."""

from __future__ import annotations

from collections.abc import Iterator

from verslagfilter.formats.breaks import lines_of
from verslagfilter.formats.counts import DELETED, EMPTY_FIELD, HIDDEN
from verslagfilter.formats.document import BlockKind
from verslagfilter.formats.docx.inline import Context, Fields, branch, paragraph_text, shows_prompt
from verslagfilter.formats.docx.names import MC, W, number, switch, value
from verslagfilter.formats.docx.styles import outline_level
from verslagfilter.formats.lines import BAR, BLANK, Line, Lines, Story, cell_text, table_row
from verslagfilter.formats.safexml import Element

_MOST_COLUMNS = 63
"""Word's own limit; a larger span in the file is a mistake or a trick."""


class Blocks(Lines):
    """Reads the blocks of one container after another."""

    def __init__(self, context: Context, story: Story | None = None, *, in_cell: bool = False) -> None:
        super().__init__(story)
        self._context = context
        self._in_cell = in_cell
        self._carried = ""
        self._paragraphs = 0
        self._tables = 0

    def read(self, container: Element) -> list[Line]:
        """All lines of a container, in reading order."""
        self._container(container)
        self._emit_paragraph("", None)
        return self.lines

    def _container(self, container: Element) -> None:
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in (W + "customXml", W + "smartTag", W + "ins", W + "moveTo", W + "sdtContent"):
                self._container(child)
            elif child.tag == W + "sdt":
                self._control(child)
            elif child.tag == MC + "AlternateContent":
                chosen = branch(child, self._context.ledger)
                if chosen is not None:
                    self._container(chosen)
            elif child.tag in (W + "del", W + "moveFrom"):
                self._context.ledger.skip(child, DELETED)

    def _control(self, control: Element) -> None:
        if shows_prompt(control):
            self._context.ledger.skip(control, EMPTY_FIELD)
        else:
            self._container(control)

    # Paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        text = paragraph_text(paragraph, self._context)
        if _mark_is_deleted(paragraph):
            self._carried += text  # without its mark, a paragraph runs on into the next
            return
        self._emit_paragraph(text, paragraph)
        self._read_boxes()

    def _emit_paragraph(self, text: str, paragraph: Element | None) -> None:
        lines, self._carried = lines_of(self._carried + text), ""
        kind, level, label = self._nature(paragraph)
        if self._in_cell:
            lines = lines or [label.rstrip("-")]
        elif kind is not BlockKind.PARAGRAPH and lines:
            lines = [" ".join([label, *lines]).strip()]
        if paragraph is not None and not lines:
            self.lines.append(BLANK)
        self._paragraphs += bool(lines)
        for line in lines:
            self._add(line, kind, f"alinea {self._paragraphs}", level)

    def _nature(self, paragraph: Element | None) -> tuple[BlockKind, int, str]:
        """Kind, level and list label of a paragraph."""
        if paragraph is None:
            return BlockKind.PARAGRAPH, 0, ""
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self._context.styles.default
        stated = outline_level(number(properties, "outlineLvl"))
        heading = self._context.styles.level(style) if stated is None else stated
        depth, label = self._list_label(properties, style)
        if heading:
            return BlockKind.HEADING, heading, ""
        return (BlockKind.LIST_ITEM, depth, label) if label else (BlockKind.PARAGRAPH, 0, "")

    def _list_label(self, properties: Element | None, style: str | None) -> tuple[int, str]:
        stated = None if properties is None else properties.find(W + "numPr")
        num_id, depth = self._context.styles.numbering(style)
        if number(stated, "numId") is not None:
            num_id = number(stated, "numId")
        if number(stated, "ilvl") is not None:
            depth = number(stated, "ilvl")
        if not num_id:
            return 0, ""
        if depth is None:
            depth = self._context.numbering.level_of(num_id, style)
        return depth, self._context.numbering.next(num_id, depth) or ""

    # Tables

    def _table(self, table: Element) -> None:
        self._emit_paragraph("", None)
        self._tables += 1
        self.lines.append(BLANK)
        for index, row in enumerate(self._unwrapped(table, "tr"), start=1):
            self._row(row, f"tabel {self._tables}, rij {index}")
            self._read_boxes()
        self.lines.append(BLANK)

    def _row(self, row: Element, place: str) -> None:
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            self._context.ledger.skip(row, DELETED)
        elif switch(properties, "hidden"):
            self._context.ledger.skip(row, HIDDEN)
        elif not self._unfold(row):
            self._add_row(self._slots(row, properties), place)

    def _unfold(self, row: Element) -> bool:
        """A table that only serves as a frame around other tables is read as if it were not there."""
        cells = list(row.iterchildren(W + "tc"))
        if self._in_cell or len(cells) != 1 or cells[0].find(W + "tbl") is None:
            return False
        self._container(cells[0])
        return True

    def _slots(self, row: Element, properties: Element | None) -> list[str]:
        """The text of each column; "" where a merged cell of an earlier row or column covers it."""
        slots = [""] * min(number(properties, "gridBefore") or 0, _MOST_COLUMNS)
        for cell in self._unwrapped(row, "tc"):
            settings = cell.find(W + "tcPr")
            slots.append(self._cell(cell, settings))
            slots += [""] * (min(number(settings, "gridSpan") or 1, _MOST_COLUMNS) - 1)
        return slots

    def _cell(self, cell: Element, settings: Element | None) -> str:
        if settings is not None and settings.find(W + "cellDel") is not None:
            self._context.ledger.skip(cell, DELETED)
            return ""
        if _covered(settings, "vMerge") or _covered(settings, "hMerge"):
            self._context.ledger.skip(cell, HIDDEN)
            return ""
        inside = Blocks(self._context, in_cell=True).read(cell)
        return cell_text(line.text for line in inside)

    def _add_row(self, slots: list[str], place: str) -> None:
        made = table_row(slots, place, bar=" / " if self._in_cell else BAR)
        if made is not None:
            self._add(made.text, made.kind, place, cells=made.cells)

    def _unwrapped(self, parent: Element, tag: str) -> Iterator[Element]:
        """Rows of a table or cells of a row, also inside content controls."""
        for child in parent:
            if child.tag == W + tag:
                yield child
            elif child.tag == W + "sdt" and shows_prompt(child):
                self._context.ledger.skip(child, EMPTY_FIELD)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
                yield from self._unwrapped(child, tag)

    # Everything

    def _read_boxes(self) -> None:
        """Text boxes come after the paragraph or row that they hang on."""
        if self._in_cell:
            return
        boxes, self._context.boxes = self._context.boxes, []
        fields, self._context.fields = self._context.fields, Fields()
        for box in boxes:
            self.lines += Blocks(self._context, self._next_box()).read(box)
        self._context.fields = fields


def _covered(settings: Element | None, tag: str) -> bool:
    merge = None if settings is None else settings.find(W + tag)
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _mark_is_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
