"""Formats: bytes to Document, Extract to bytes. A format is one module here, and one line in a table below."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.errors import InputError, UsageError
from verslagfilter.formats import complaints
from verslagfilter.formats.complaints import Complaints
from verslagfilter.formats.document import Document
from verslagfilter.formats.source import STDIN, STDIN_NAME, kind_of, load

if TYPE_CHECKING:
    from verslagfilter.extracts import Extract
    from verslagfilter.formats.labels import Labels
    from verslagfilter.formats.layout import Sheet
    from verslagfilter.formats.style import HouseStyle

_WRITERS = {
    "docx": "docx.writer",
    "odt": "odt.writer",
    "pdf": "pdf.writer",
    "html": "html.writer",
    "md": "md",
    "txt": "txt",
    "json": "json",
}
"""Each module has `write(sheet, style)`; imported when it is needed."""
WRITABLE = tuple(_WRITERS)
"""Kinds of file that an extract can be written as."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where the reader of a kind of file is; imported when it is needed, as `--help` must not wait for it."""

    module: str
    complaints: Complaints


_TEXT = _Reader("decoding", complaints.TEXT)
_READERS = {
    "txt": _TEXT,
    "md": _TEXT,
    "docx": _Reader("docx.reader", complaints.WORD),
    "odt": _Reader("odt.reader", complaints.OPEN_DOCUMENT),
    "xlsx": _Reader("xlsx", complaints.EXCEL),
    "pdf": _Reader("pdf.reader", complaints.PDF),
    "eml": _Reader("mail.eml", complaints.MAIL),
    "msg": _Reader("mail.msg", complaints.MAIL),
    "html": _Reader("html.reader", complaints.HTML),
    "rtf": _Reader("rtf", complaints.RTF),
}
"""Each module has `read(data, *, kind, name, sha256)`; it gives a Document or, of a mail, one for each text in it."""


def read_all(path: Path) -> tuple[Document, ...]:
    """Every text in a file: one, or for a mail the message and each attachment that is a document.

    Raises:
        InputError: when the file cannot be read.
    """
    data = load(path)
    return parse(data, STDIN_NAME if path == STDIN else path.name)


def read(path: Path) -> Document:
    """The text of a file, where each part of it stood, and what in it was not read.

    Raises:
        InputError: when the file cannot be read, or holds several texts.
    """
    documents = read_all(path)
    if len(documents) > 1:
        raise InputError("In deze e-mail zitten meer verslagen. Bewaar de bijlagen en geef ze een voor een.")
    return documents[0]


def parse(data: bytes, name: str, *, depth: int = 0) -> tuple[Document, ...]:
    """As `read_all`, of bytes that are already there.

    Args:
        data: the whole file.
        name: its name, without folder.
        depth: in how many mails it hangs.
    """
    kind = kind_of(data, name)
    reader = _READERS[kind]
    module = import_module(f"verslagfilter.formats.{reader.module}")
    nested = {"depth": depth} if kind in ("eml", "msg") else {}
    try:
        made = module.read(data, kind=kind, name=name, sha256=hashlib.sha256(data).hexdigest(), **nested)
    except (RecursionError, MemoryError):
        # Not chained: a traceback could show text of the file.
        raise reader.complaints.tangled() from None
    return made if isinstance(made, tuple) else (made,)


def write(extract: Extract, kind: str, labels: Labels | None = None, style: HouseStyle | None = None) -> bytes:
    """One recipient's extract as the bytes of a file; the same bytes on every run.

    Args:
        extract: what the recipient gets.
        kind: one of WRITABLE.
        labels: the fixed Dutch words; None: those that ship with the package.
        style: the house style; None: none.

    Raises:
        UsageError: for a kind that cannot be written.
    """
    from verslagfilter.formats.labels import load_labels
    from verslagfilter.formats.layout import lay_out

    return _written(lay_out(extract, labels or load_labels()), kind, style)


def write_letter(extract: Extract, kind: str, labels: Labels | None = None, style: HouseStyle | None = None) -> bytes:
    """The covering note to an extract; arguments and errors as of `write`."""
    from verslagfilter.formats.labels import load_labels
    from verslagfilter.formats.layout import lay_out_letter

    questions = style.questions if style else ""
    return _written(lay_out_letter(extract, labels or load_labels(), questions), kind, style)


def _written(sheet: Sheet, kind: str, style: HouseStyle | None) -> bytes:
    from verslagfilter.formats.style import HouseStyle

    if kind not in _WRITERS:
        raise UsageError(f"Dit soort bestand kan niet worden geschreven. Kies uit: {', '.join(WRITABLE)}.")
    made: bytes = import_module(f"verslagfilter.formats.{_WRITERS[kind]}").write(sheet, style or HouseStyle())
    return made
