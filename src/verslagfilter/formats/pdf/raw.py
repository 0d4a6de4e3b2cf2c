"""The bytes of a PDF before any library sees them: bombs, earlier revisions, and what stands outside every object."""

from __future__ import annotations

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
_PIECE = 1024 * 1024


def check_bombs(data: bytes) -> None:
    """Unpack every stream without keeping it.

    Raises:
        InputError: one of them, or all together, are more than a document ever needs.
    """
    total = 0
    for found in _STREAM.finditer(data):
        if data[found.end() : found.end() + 1] not in (b"x", b"H", b"h", b"\x18", b"8", b"X"):
            continue  # no zlib header
        total += _unpacked(data, found.end(), MAX_TOTAL - total)
        if total >= MAX_TOTAL:
            raise PDF.huge()


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes the stream at a place unpacks to; no more than it may."""
    machine, size, at = zlib.decompressobj(), 0, start
    try:
        while not machine.eof and at < len(data):
            size += len(machine.decompress(data[at : at + _PIECE], _PIECE))
            at += _PIECE
            while machine.unconsumed_tail:
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
