"""Whether a zip is an honest one, before anything in it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

from verslagfilter.formats.complaints import Complaints

MAX_ENTRIES = 4_000
MAX_TOTAL = 100 * 1024 * 1024
"""Bytes, of all parts together, unpacked."""
MAX_PART = 60 * 1024 * 1024
"""Bytes of one part, unpacked."""
MAX_RATIO = 300
"""Unpacked to packed, for parts above RATIO_FROM bytes; text packs to a tenth, a bomb to a thousandth."""
RATIO_FROM = 2 * 1024 * 1024
_MAX_DIRECTORY = 2 * 1024 * 1024
_END = b"PK\x05\x06"
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30


def open_checked(data: bytes, complaints: Complaints) -> zipfile.ZipFile:
    """The zip, when it is safe to unpack each of its parts.

    Raises:
        InputError: when it is not a whole zip, or an unsafe one.
    """
    _check_directory(data, complaints)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise complaints.broken() from None
    entries = archive.infolist()
    _check_names(entries, complaints)
    _check_flags(entries, complaints)
    _check_sizes(entries, complaints)
    _check_places(data, entries, archive.start_dir, complaints)
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, complaints: Complaints) -> bytes:
    """The bytes of one part.

    Raises:
        InputError: when it is damaged.
    """
    try:
        return archive.read(entry)
    except Exception:
        # zlib, zipfile and struct each raise their own kind; a damaged part is all that it can mean.
        raise complaints.broken() from None


def slack(data: bytes, archive: zipfile.ZipFile, complaints: Complaints) -> bool:
    """Whether bytes or remarks are kept in the zip outside its parts."""
    entries = archive.infolist()
    used = sum(_local_end(data, entry, complaints) - entry.header_offset for entry in entries)
    described = 24 * sum(bool(entry.flag_bits & 0x08) for entry in entries)
    return bool(archive.comment) or any(entry.comment for entry in entries) or archive.start_dir - used > described


def _check_directory(data: bytes, complaints: Complaints) -> None:
    """The size that the zip itself gives for its table of contents, before Python reads that table."""
    end = data.rfind(_END)
    if end < 0 or end + 22 > len(data):
        raise complaints.broken()
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY:
        raise complaints.unsafe()


def _check_names(entries: list[zipfile.ZipInfo], complaints: Complaints) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(names) > MAX_ENTRIES or len(set(names)) < len(names):
        raise complaints.unsafe()
    if any(_escapes(entry.orig_filename) or _escapes(entry.filename) for entry in entries):
        raise complaints.unsafe()


def _escapes(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/")


def _check_flags(entries: list[zipfile.ZipInfo], complaints: Complaints) -> None:
    if any(entry.flag_bits & 0x41 for entry in entries):
        raise complaints.locked()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise complaints.unsafe()


def _check_sizes(entries: list[zipfile.ZipInfo], complaints: Complaints) -> None:
    if sum(entry.file_size for entry in entries) > MAX_TOTAL or any(entry.file_size > MAX_PART for entry in entries):
        raise complaints.huge()
    if any(entry.file_size > max(RATIO_FROM, entry.compress_size * MAX_RATIO) for entry in entries):
        raise complaints.unsafe()


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], directory: int, complaints: Complaints) -> None:
    """Parts lie one after the other from the first byte; two that share bytes are the mark of a bomb."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if ordered and ordered[0].header_offset != 0:
        raise complaints.unsafe()
    limits = [entry.header_offset for entry in ordered[1:]] + [directory]
    if any(_local_end(data, entry, complaints) > limit for entry, limit in zip(ordered, limits, strict=False)):
        raise complaints.unsafe()


def _local_end(data: bytes, entry: zipfile.ZipInfo, complaints: Complaints) -> int:
    start = entry.header_offset
    if data[start : start + 4] != _LOCAL or start + _LOCAL_SIZE > len(data):
        raise complaints.broken()
    name, extra = struct.unpack_from("<HH", data, start + 26)
    return int(start + _LOCAL_SIZE + name + extra + entry.compress_size)
