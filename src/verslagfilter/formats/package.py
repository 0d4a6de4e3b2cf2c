"""A zip of parts that tells nothing about when or where it was made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold."""


def pack(parts: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """The bytes of a zip; the same on every run and every machine.

    Args:
        parts: name and content of each, in the order in which they lie in it.
        stored: names of parts that are not packed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the zip tells which operating system wrote it
            archive.writestr(entry, data)
    return buffer.getvalue()
