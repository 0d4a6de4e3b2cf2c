"""What every reader makes of a file: one immutable text, and where each part of it stood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verslagfilter.span import Span


class BlockKind(StrEnum):
    """What a block was in the file that it came from."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text and where it stood in the file."""

    span: Span
    """In Document.text, without the line end."""
    kind: BlockKind
    place: str
    """Readable Dutch place, for instance "alinea 12" or "tabel 2, rij 3"."""
    level: int = 0
    """Heading level from 1, or list depth from 0."""
    cells: tuple[Span, ...] = ()
    """Table row: the span of each non-empty cell, in order."""


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """A place in the file that is not content and never comes out: told to the secretary, never shown."""

    kind: str
    """Dutch, singular: "opmerking", "verwijderde tekst", "verborgen tekst", "ingesloten bestand"."""
    count: int


@dataclass(frozen=True, slots=True)
class CasePart:
    """Which of the cases of one meeting a document was cut down to."""

    label: str
    """How the minutes number it, for instance "2" or "3a"; where they do not: its place in the order, from "1"."""
    heading: Span
    """The line that announces it, in Document.text."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file."""

    text: str
    """One string; every offset in the program counts in it, in code points. Lines end in "\\n"."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    name: str
    """File name without folder; for the secretary's record only."""
    kind: str
    """"txt", "md", "docx", "odt", "pdf", "eml", "msg", "html", "rtf" or "xlsx"."""
    blocks: tuple[Block, ...] = ()
    unread: tuple[UnreadPlace, ...] = ()
    case: CasePart | None = None
    """None: the minutes are about one casus."""
