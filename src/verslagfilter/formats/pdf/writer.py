"""PDF out, through WeasyPrint: the page of the HTML writer on paper, tagged, as PDF/A-2a, with its fonts in it."""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from verslagfilter.errors import UsageError
from verslagfilter.formats.html.writer import page
from verslagfilter.formats.layout import Sheet
from verslagfilter.formats.style import HouseStyle

_VARIANT = "pdf/a-2a"
"""ISO 19005-2, level A: tagged, so that it can be read aloud, and complete in itself."""
_CLOCK = "SOURCE_DATE_EPOCH"
_MISSING = (
    "Voor pdf is een extra nodig: installeer 'verslagfilter[pdf]' en het systeempakket Pango, "
    "of kies bij --format een andere vorm."
)
_PRODUCER = re.compile(rb'<rdf:Description rdf:about="" pdf:Producer="[^"]*"\s*/>')


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """The bytes of a PDF; the same on every run on a machine with the same fonts.

    Raises:
        UsageError: WeasyPrint, or what it needs of the system, is not there.
    """
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their remarks quote the page
    with warnings.catch_warnings(), _stopped_clock():
        warnings.simplefilter("ignore")  # they are about the library's own future
        try:
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
        except (ImportError, OSError):
            raise UsageError(_MISSING) from None
        inside = URLFetcher(allowed_protocols=("data",))  # the logo stands in the page; nothing is ever fetched
        made = HTML(string=page(sheet, style), url_fetcher=inside).write_pdf(pdf_variant=_VARIANT)
    return _anonymous(made)


@contextmanager
def _stopped_clock() -> Iterator[None]:
    """The fonts in the file would tell when it was made, unless the environment says otherwise."""
    before = os.environ.get(_CLOCK)
    os.environ[_CLOCK] = "315532800"  # 1 January 1980
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CLOCK]
        else:
            os.environ[_CLOCK] = before


def _anonymous(data: bytes) -> bytes:
    """Without the name of the program that made it, in either of the two places where it stands."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/Producer" in pdf.docinfo:
            del pdf.docinfo["/Producer"]
        metadata = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(_PRODUCER.sub(b"", metadata))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()
