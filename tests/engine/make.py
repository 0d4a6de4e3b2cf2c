"""Minutes written in a test, taken through the stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import dedent

from verslagfilter.casus import Casus
from verslagfilter.extracts import Result
from verslagfilter.formats.document import Document
from verslagfilter.pipeline import Engine, split_document
from verslagfilter.structure import Minutes, Unit, UnitKind, read_minutes

TODAY = date(2026, 11, 23)


def document(text: str, name: str = "verslag.txt") -> Document:
    """A text as if read from a file."""
    return Document(dedent(text).strip("\n") + "\n", "0" * 64, name, "txt")


def minutes(text: str) -> Minutes:
    """A text taken apart."""
    return read_minutes(document(text))


def split(engine: Engine, text: str, *recipients: str, casus: dict[str, object] | None = None) -> Result:
    """A text split for the recipients, or for all that take part."""
    stated = Casus.model_validate(casus) if casus else None
    return split_document(engine, document(text), casus=stated, recipients=recipients or None, today=TODAY)


def extract_text(result: Result, recipient: str) -> str:
    """Everything that a recipient reads, one line a statement."""
    extract = result.extracts.get(recipient)
    if extract is None:
        return ""
    return "\n".join(line_text(line) for _, lines in extract.groups for line in lines)


def line_text(line: object) -> str:
    """A line with its date and owner."""
    parts = (getattr(line, part) for part in ("pieces", "when", "who"))
    return " | ".join(filter(None, ("".join(p.text for p in part) for part in parts)))


def kinds(read: Minutes) -> list[tuple[str, str]]:
    """Kind and text of every unit."""
    return [(unit.kind.value, unit.span.of(read.text)) for unit in read.units]


def of_kind(read: Minutes, kind: UnitKind) -> list[str]:
    """The texts of the units of one kind."""
    return [unit.span.of(read.text) for unit in read.units if unit.kind is kind]


def unit_with(read: Minutes, words: str) -> Unit:
    """The only unit that holds these words."""
    (found,) = [unit for unit in read.units if words in unit.span.of(read.text)]
    return found


def cells(unit: Unit, text: str) -> Sequence[tuple[str | None, str]]:
    """Kind of column and text of each cell."""
    return [(cell.column, cell.span.of(text)) for cell in unit.cells]
