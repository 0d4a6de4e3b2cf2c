"""The lines that a reader makes, and how they become one text with its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from verslagfilter.formats.complaints import Complaints
from verslagfilter.formats.counts import CONTROL_SIGN
from verslagfilter.formats.document import Block, BlockKind, Document, UnreadPlace
from verslagfilter.formats.unspoilt import unspoilt
from verslagfilter.span import Span

MAX_TEXT = 10 * 1024 * 1024
"""Code points of any Document."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text to be; an empty text is a blank line."""

    text: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    place: str = ""
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    """Start and end of each non-empty cell, within text."""


@dataclass(frozen=True, slots=True)
class Story:
    """What all lines of a story other than the body are called: a header, a note, a text box."""

    kind: BlockKind
    place: str


class Lines:
    """The lines of one story while they are made."""

    def __init__(self, story: Story | None) -> None:
        self.lines: list[Line] = []
        self._story = story
        self._boxes = 0

    def _add(
        self, text: str, kind: BlockKind, place: str, level: int = 0, cells: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """One more line; in a story other than the body it has the kind and place of the story."""
        if self._story is not None:
            kind, place, level = self._story.kind, self._story.place, 0
        self.lines.append(Line(text, kind, place, level, cells))

    def _next_box(self) -> Story:
        """The story of the next text box."""
        self._boxes += 1
        where = f"tekstvak {self._boxes}" if self._story is None else f"{self._story.place}, tekstvak {self._boxes}"
        return Story(BlockKind.TEXT_BOX, where)


BLANK = Line()
BAR = " | "
"""Between the cells of a row."""


def cell_text(lines: Iterable[str]) -> str:
    """The lines of a cell as one; a bar separates cells, so it may not stand inside one."""
    return "; ".join(line for line in lines if line).replace("|", "/")


def table_row(slots: list[str], place: str, *, bar: str = BAR) -> Line | None:
    """A table row, of the text of each of its columns; None when all are empty."""
    filled = max((number for number, slot in enumerate(slots, start=1) if slot), default=0)
    # A bar before an empty first cell: white space alone would be lost, and every column move up.
    lead = bar.lstrip() if filled and not slots[0] else ""
    cells, at = [], len(lead)
    for slot in slots[:filled]:
        if slot:
            cells.append((at, at + len(slot)))
        at += len(slot) + len(bar)
    text = lead + bar.join(slots[:filled])
    return Line(text, BlockKind.TABLE_ROW, place, cells=tuple(cells)) if filled else None


def assemble(lines: Iterable[Line]) -> tuple[str, tuple[Block, ...]]:
    """One text, never with two blank lines in a row, and the blocks in it."""
    texts: list[str] = []
    blocks, at = [], 0
    for line in lines:
        if not line.text and (not texts or not texts[-1]):
            continue
        if line.text:
            cells = tuple(Span(at + start, at + end) for start, end in line.cells)
            blocks.append(Block(Span(at, at + len(line.text)), line.kind, line.place, line.level, cells))
        texts.append(line.text)
        at += len(line.text) + 1
    return "\n".join(texts), tuple(blocks)


def finish(
    lines: Iterable[Line], complaints: Complaints, *, kind: str, name: str, sha256: str, unread: tuple[UnreadPlace, ...]
) -> Document:
    """The Document of these lines.

    Raises:
        InputError: there are no words in them, or too many.
    """
    cleaned, controls = _unspoilt(lines)
    text, blocks = assemble(cleaned)
    if not text.strip():
        raise complaints.empty()
    if len(text) > MAX_TEXT:
        raise complaints.long()
    spoilt = (UnreadPlace(CONTROL_SIGN, controls),) if controls else ()
    return Document(text, sha256, name, kind, blocks, (*unread, *spoilt))


def _unspoilt(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """The lines without control characters, and how many there were."""
    cleaned, controls = [], 0
    for line in lines:
        text, count = unspoilt(line.text)
        if count or text != line.text:
            moved = (tuple(len(unspoilt(line.text[:at])[0]) for at in cell) for cell in line.cells)
            line = replace(line, text=text, cells=tuple((start, end) for start, end in moved if end > start))
        cleaned.append(line)
        controls += count
    return cleaned, controls
