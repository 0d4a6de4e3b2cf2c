"""Formats: bytes to Document, Extract to bytes. A format is one module here, and one line in a table below."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.errors import InputError, UsageError
from verslagfilter.formats.document import Document
from verslagfilter.formats.source import check_kind, kind_of_name, load

if TYPE_CHECKING:
    from verslagfilter.extracts import Extract
    from verslagfilter.formats.labels import Labels

WRITABLE = ("docx", "md", "txt")
"""Kinds of file that an extract can be written as."""


_TANGLED = "Dit Word-bestand zit te ingewikkeld in elkaar. Kopieer de tekst in Word naar een nieuw bestand."


def read(path: Path) -> Document:
    """The text of a file, where each part of it stood, and what in it was not read.

    Raises:
        InputError: when the file cannot be read, or is not what its extension says.
    """
    data = load(path)
    kind = kind_of_name(path.name, data)
    check_kind(kind, data)
    return _parse(data, kind, path.name, hashlib.sha256(data).hexdigest())


def write(extract: Extract, kind: str, labels: Labels | None = None) -> bytes:
    """One recipient's extract as the bytes of a file; the same bytes on every run.

    Args:
        extract: what the recipient gets.
        kind: one of WRITABLE.
        labels: the fixed Dutch words; None: those that ship with the package.

    Raises:
        UsageError: for a kind that cannot be written.
    """
    # Imported here: `--help` must not wait for formats that it does not use.
    from verslagfilter.formats import md, txt
    from verslagfilter.formats.docx import writer
    from verslagfilter.formats.labels import load_labels
    from verslagfilter.formats.layout import lay_out

    writers = {"txt": txt.write, "md": md.write, "docx": writer.write}
    if kind not in writers:
        raise UsageError(f"Dit soort bestand kan niet worden geschreven. Kies uit: {', '.join(WRITABLE)}.")
    return writers[kind](lay_out(extract, labels or load_labels()))


def _parse(data: bytes, kind: str, name: str, sha256: str) -> Document:
    if kind != "docx":
        from verslagfilter.formats import decoding

        return decoding.read(data, kind=kind, name=name, sha256=sha256)
    try:
        from verslagfilter.formats.docx.reader import read as read_docx

        return read_docx(data, name=name, sha256=sha256)
    except (RecursionError, MemoryError):
        # Not chained: a traceback could show text of the file.
        raise InputError(_TANGLED) from None
