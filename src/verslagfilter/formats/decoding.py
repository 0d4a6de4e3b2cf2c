"""Plain text (txt, md): bytes of any usual encoding to a Document with one block a line."""

from __future__ import annotations

import re
from contextlib import suppress

from verslagfilter.errors import InputError
from verslagfilter.formats.counts import CONTROL_SIGN
from verslagfilter.formats.document import Block, BlockKind, Document, UnreadPlace
from verslagfilter.formats.lines import MAX_TEXT
from verslagfilter.formats.unspoilt import unspoilt
from verslagfilter.span import Span

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CANDIDATES = ("cp1252", "mac_roman", "cp850")
_FOREIGN = re.compile(r"[^\W\d_]?[^\x00-\x7f][^\W\d_]?")
_DUTCH = re.compile(
    "[A-Za-zà-ÿ]?[à-ïñò-öù-üß][a-zà-ÿ]?|[A-Z]?[À-ÏÑÒ-ÖÙ-Ü][A-Za-zà-ÿ]|[A-Za-z]?[‘’“”–—…][A-Za-z]?|"
    "[€•→°²½§«»\u00a0\u00ad·©®]"
)
"""A character outside ASCII with its neighbours, as Dutch has them."""
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1", "windows-1252", "cp1252"})
_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x93-\x9e\xa2\xa6]")
"""Accents and quotes in UTF-8: in a code page they would be two signs that never meet."""
_SPOILT = "Dit bestand bevat tekens die niet te lezen zijn. Open het in Kladblok of Word en bewaar het als UTF-8."
_BINARY = "Dit bestand bevat geen gewone tekst. Bewaar het verslag als .docx, .txt of .md."


_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
"""Markdown's bold: its signs would stand between a label and its colon."""


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The text as it stands, with line ends as "\\n" and control characters taken out and counted.

    Raises:
        InputError: when it is too large, empty, or not text.
    """
    if len(data) > MAX_TEXT:
        raise InputError("Deze tekst is te groot (meer dan 10 MB). Splits het verslag in kleinere bestanden.")
    text, controls = _clean(decode(data))
    if kind == "md":
        text = _EMPHASIS.sub(r"\2", text)
    if not text.strip():
        raise InputError("Er staat geen tekst in dit bestand. Controleer of u het goede bestand hebt gekozen.")
    unread = (UnreadPlace(CONTROL_SIGN, controls),) if controls else ()
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
    text = _maybe(data, "utf-8")
    return _code_page(data) if text is None else text


def decode_as(data: bytes, charset: str | None) -> str:
    """What a file says that its encoding is, where that holds; else as `decode`.

    Programs that say iso-8859-1 mean windows-1252, as the WHATWG encoding standard has it.

    Raises:
        InputError: when the bytes are not text.
    """
    name = (charset or "").strip().lower().replace("_", "-")
    if name in _LATIN:
        name = "cp1252"
    if name and not name.startswith(("utf-16", "utf-32", "utf-7")):
        with suppress(LookupError, UnicodeError, ValueError):
            return data.decode(name).removeprefix("\ufeff")
    return decode(data) if data else ""


def _strict(data: bytes, encoding: str) -> str:
    text = _maybe(data, encoding)
    if text is None:
        raise InputError(_SPOILT)
    return text


def _code_page(data: bytes) -> str:
    """Of the code pages that a Dutch office meets, the one that gives the most Dutch-looking text.

    A general detector needs more than a few accents to go by, and gave the wrong page for one minutes in ten.
    """
    if _UTF8.search(data):
        raise InputError(_SPOILT)  # two encodings in one file
    texts = [text for text in (_maybe(data, page) for page in _CANDIDATES) if text is not None]
    return max(texts, key=_likeness)


def _maybe(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> int:
    """How many of the characters outside ASCII stand where Dutch has them, less those that do not."""
    return sum(1 if _DUTCH.fullmatch(found[0]) else -1 for found in _FOREIGN.finditer(text))


def _clean(text: str) -> tuple[str, int]:
    """The text with "\\n" as the only line end, without control characters, and how many there were."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    text = text.removesuffix("\x1a")
    clean, controls = unspoilt(text)
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
