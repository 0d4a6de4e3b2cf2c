"""Plain text (txt, md): bytes of any usual encoding to a Document with one block a line."""

from __future__ import annotations

import re

from verslagfilter.errors import InputError
from verslagfilter.formats.document import Block, BlockKind, Document, UnreadPlace
from verslagfilter.span import Span

MAX_TEXT = 10 * 1024 * 1024
"""Bytes of a text file, and code points of any Document."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CANDIDATES = ("cp1252", "cp850", "mac_roman")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf\u0152-\u2122]|â€")
_SPOILT = "Dit bestand bevat tekens die niet te lezen zijn. Open het in Kladblok of Word en bewaar het als UTF-8."
_BINARY = "Dit bestand bevat geen gewone tekst. Bewaar het verslag als .docx, .txt of .md."


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The text as it stands, with line ends as "\\n" and control characters taken out and counted.

    Raises:
        InputError: when it is too large, empty, or not text.
    """
    if len(data) > MAX_TEXT:
        raise InputError("Deze tekst is te groot (meer dan 10 MB). Splits het verslag in kleinere bestanden.")
    text, controls = _clean(decode(data))
    if not text.strip():
        raise InputError("Er staat geen tekst in dit bestand. Controleer of u het goede bestand hebt gekozen.")
    unread = (UnreadPlace("stuurteken", controls),) if controls else ()
    return Document(text, sha256, name, kind, _lines(text), unread)


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with a byte order mark, or a Western code page.

    Raises:
        InputError: when the bytes are not text, or two encodings are mixed.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data:
        raise InputError(_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(_SPOILT) from None


def _code_page(data: bytes) -> str:
    # Imported here: most files are UTF-8 and never need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_CANDIDATES)).best()
    encoding = best.encoding if best is not None else _CANDIDATES[0]
    text = _strict(data, encoding)
    if _MOJIBAKE.search(text):
        raise InputError(_SPOILT)
    return text


def _clean(text: str) -> tuple[str, int]:
    """The text with "\\n" as the only line end, without control characters, and how many there were."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    text = text.removesuffix("\x1a")
    clean, controls = _CONTROL.subn("", text)
    if controls * 100 > len(text):
        raise InputError(_BINARY)
    return clean, controls


def _lines(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), BlockKind.PARAGRAPH, f"regel {number}"))
        start += len(line) + 1
    return tuple(blocks)
