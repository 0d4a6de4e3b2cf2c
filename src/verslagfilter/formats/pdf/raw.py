"""The bytes of a PDF before any library sees them: bombs, earlier revisions, and what stands outside every object."""

from __future__ import annotations

import base64
import re
import zlib

from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import LOOSE, Counts

MAX_STREAM = 60 * 1024 * 1024
"""Bytes of one stream, unpacked."""
MAX_TOTAL = 300 * 1024 * 1024
"""Bytes of all streams together, unpacked."""
_STREAM = re.compile(rb"stream\r?\n")
_HEADER = b"%PDF-"
_END = b"%%EOF"
_AFTER_OBJECT = re.compile(rb"endobj\s+(?!\d+\s+\d+\s+obj\b|xref\b|startxref\b|trailer\b)\S")
_OBJECT_STREAM = re.compile(rb"<<[^<>]{0,400}/ObjStm[^<>]{0,400}>>")
_CHAINED = re.compile(rb"/(?:LZW|ASCIIHex|ASCII85|RunLength|LZWDecode|AHx|A85|RL)")
"""No program packs a stream of objects in these; a library unpacks it before anybody can look."""
_RATIO = {"/RunLengthDecode": 64, "/RL": 64, "/ASCIIHexDecode": 1, "/AHx": 1, "/ASCII85Decode": 4, "/A85": 4}
"""How many times larger each filter makes what is in it, at most ("z" is four bytes in ASCII85)."""
_PIECE = 1024 * 1024


def check_bombs(data: bytes) -> None:
    """Unpack every stream without keeping it.

    Raises:
        InputError: one of them, or all together, are more than a document ever needs.
    """
    if any(_CHAINED.search(found[0]) for found in _OBJECT_STREAM.finditer(data)):
        raise PDF.unsafe()
    total = 0
    for found in _STREAM.finditer(data):
        if data[found.end() : found.end() + 1] not in (b"x", b"H", b"h", b"\x18", b"8", b"X"):
            continue  # no zlib header
        total += _unpacked(data, found.end(), MAX_TOTAL - total)
        if total >= MAX_TOTAL:
            raise PDF.huge()


def check_chain(packed: bytes, filters: list[str]) -> None:
    """Whether a stream that is packed more than once, or not with zlib, stays within bounds.

    Raises:
        InputError: it does not, or it is packed in a way that is not read.
    """
    data, size = packed, len(packed)
    for name in filters:
        if name in ("/FlateDecode", "/Fl"):
            size = _unpacked(data, 0, MAX_TOTAL)
            if filters[-1] != name and size > MAX_STREAM // 8:
                raise PDF.unsafe()
        elif name in ("/ASCIIHexDecode", "/AHx"):
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", data)
            data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        elif name in ("/ASCII85Decode", "/A85"):
            try:
                data = base64.a85decode(data.strip().removesuffix(b"~>").removeprefix(b"<~"))
            except ValueError:
                raise PDF.broken() from None
        elif name not in _PICTURES:
            raise PDF.unsafe()
        size = max(size, len(data) * _RATIO.get(name, 1))
        if size > MAX_STREAM:
            raise PDF.huge()


_PICTURES = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF", "/Crypt"})
"""Filters of pictures: what they make is bounded by the size that the picture says it has."""


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes the stream at a place unpacks to; no more than it may."""
    machine, size, at = zlib.decompressobj(), 0, start
    try:
        while not machine.eof and at < len(data):
            size += len(machine.decompress(data[at : at + _PIECE], _PIECE))
            at += _PIECE
            while machine.unconsumed_tail and not machine.eof:
                size += len(machine.decompress(machine.unconsumed_tail, _PIECE))
                if size > MAX_STREAM or size > most:
                    raise PDF.huge()
    except zlib.error:
        return size
    return size


def account(data: bytes, linearized: bool, counts: Counts) -> bool:
    """Count earlier revisions and bytes that belong to no object; whether there are earlier revisions."""
    revisions = max(0, data.count(_END) - 1 - linearized)
    counts.count("eerdere versie", revisions)
    before = data[: data.find(_HEADER)].strip()
    last = data.rfind(_END)
    after = data[last + len(_END) :].strip(b" \t\r\n\x00") if last >= 0 else b""
    counts.count(LOOSE, bool(before) + bool(after) + len(_AFTER_OBJECT.findall(data)))
    return revisions > 0
