"""PDF in: the text that its pages show, and a count of everything else in the file."""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import dataclass

from verslagfilter.errors import InputError
from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import Counts
from verslagfilter.formats.document import Document
from verslagfilter.formats.lines import Line, finish
from verslagfilter.formats.pdf import raw

MAX_PAGES = 2_000


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The pages in reading order.

    Raises:
        InputError: it is damaged, asks for a password, is too large, or is a scan without text.
    """
    raw.check_bombs(data)
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    counts = Counts()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lines = _lines(data, _cleaned(data, counts), counts)
    except (InputError, RecursionError, MemoryError):
        raise
    except pikepdf.PasswordError:
        raise PDF.locked() from None
    except Exception:
        # The libraries raise some twenty kinds on a damaged file, and our own look into it trusts no shape either.
        raise PDF.broken() from None
    return finish(lines, PDF, kind=kind, name=name, sha256=sha256, unread=counts.places())


@dataclass(frozen=True, slots=True)
class _Cleaned:
    data: bytes
    """The file without what is no text of the document."""
    silent: bytes
    """The file as it is, without any text."""
    has_form: bool
    """Whether there are fields that show text."""
    removals: list[list[tuple[float, float, float, float]]]
    """Per page the boxes (left, bottom, right, top) that somebody marked to be taken out."""


def _cleaned(data: bytes, counts: Counts) -> _Cleaned:
    import pikepdf

    from verslagfilter.formats.pdf import books, content, fields

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise PDF.huge()
        revised = raw.account(data, pdf.is_linearized, counts)
        books.account(pdf, counts, revised=revised)
        removals = [list(books.removals(page.obj)) for page in pdf.pages]
        cleaner = content.Cleaner(pdf, content.read_layers(pdf), counts)
        for page in pdf.pages:
            cleaner.page(page)
        cleaner.close()
        has_form = fields.settle(pdf, counts)
        out = io.BytesIO()
        pdf.save(out, encryption=False)
        return _Cleaned(out.getvalue(), _silent(data), has_form, removals)


def _silent(data: bytes) -> bytes:
    import pikepdf

    from verslagfilter.formats.pdf.content import remove_text

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
        remove_text(pdf)
        out = io.BytesIO()
        pdf.save(out, encryption=False)
        return out.getvalue()


def _lines(data: bytes, cleaned: _Cleaned, counts: Counts) -> list[Line]:
    import pypdfium2 as pdfium

    from verslagfilter.formats.pdf.glyphs import read_page
    from verslagfilter.formats.pdf.layout import lay_out

    shown, text, silent = (pdfium.PdfDocument(file) for file in (data, cleaned.data, cleaned.silent))
    try:
        if cleaned.has_form:
            shown.init_forms()
            text.init_forms()
        pages = []
        for number in range(len(text)):
            page = text[number]
            if cleaned.has_form:
                page.flatten()
                page = text[number]
            pages.append(read_page((shown[number], silent[number]), page, cleaned.removals[number], counts))
        return lay_out(pages)
    finally:
        for document in (shown, text, silent):
            document.close()
