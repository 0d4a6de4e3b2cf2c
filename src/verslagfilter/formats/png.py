"""PNG pictures without anything that is not needed to show them."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What a PNG needs to be shown; the others hold text, dates, colour profiles and thumbnails."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, without anything that is not needed to show it."""

    png: bytes
    width: int
    """Dots."""
    height: int

    @property
    def data_uri(self) -> str:
        """For a page that needs nothing beside itself."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode('ascii')}"


def stripped_png(data: bytes) -> Logo | None:
    """A PNG with only what is needed to show it; None when it is not a sound one."""
    chunks = _chunks(data)
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        return None
    width, height = struct.unpack(">II", chunks[0][1][:8])
    kept = b"".join(_chunk(name, body) for name, body in chunks if name in _KEPT_CHUNKS)
    return Logo(_PNG + kept, width, height) if width and height else None


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Name and content of each chunk; none when one is broken."""
    if not data.startswith(_PNG):
        return []
    chunks, at = [], len(_PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if data[at + 8 + size : at + 12 + size] != struct.pack(">I", zlib.crc32(name + body)):
            return []
        chunks.append((name, body))
        at += 12 + size
        if name == b"IEND":
            return chunks
    return []


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
