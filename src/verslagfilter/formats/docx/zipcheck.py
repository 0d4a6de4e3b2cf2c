"""Whether a zip is an honest one, before anything in it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

from verslagfilter.errors import InputError

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

_BROKEN = "Dit Word-bestand is niet compleet of beschadigd. Open het in Word en bewaar het opnieuw."
_UNSAFE = "Dit bestand is onveilig opgebouwd en wordt niet gelezen. Kopieer de tekst in Word naar een nieuw bestand."
_HUGE = "Dit Word-bestand is uitgepakt te groot. Haal de afbeeldingen eruit of splits het verslag."
_LOCKED = "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw als .docx."


def open_checked(data: bytes) -> zipfile.ZipFile:
    """The zip, when it is safe to unpack each of its parts.

    Raises:
        InputError: when it is not a whole zip, or an unsafe one.
    """
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise InputError(_BROKEN) from None
    entries = archive.infolist()
    _check_names(entries)
    _check_flags(entries)
    _check_sizes(entries)
    _check_places(data, entries, archive.start_dir)
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one part.

    Raises:
        InputError: when it is damaged.
    """
    try:
        return archive.read(entry)
    except Exception:
        # zlib, zipfile and struct each raise their own kind; a damaged part is all that it can mean.
        raise InputError(_BROKEN) from None


def slack(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether bytes or remarks are kept in the zip outside its parts."""
    entries = archive.infolist()
    used = sum(_local_end(data, entry) - entry.header_offset for entry in entries)
    described = 24 * sum(bool(entry.flag_bits & 0x08) for entry in entries)
    return bool(archive.comment) or any(entry.comment for entry in entries) or archive.start_dir - used > described


def _check_directory(data: bytes) -> None:
    """The size that the zip itself gives for its table of contents, before Python reads that table."""
    end = data.rfind(_END)
    if end < 0 or end + 22 > len(data):
        raise InputError(_BROKEN)
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY:
        raise InputError(_UNSAFE)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(names) > MAX_ENTRIES or len(set(names)) < len(names):
        raise InputError(_UNSAFE)
    if any(_escapes(entry.orig_filename) or _escapes(entry.filename) for entry in entries):
        raise InputError(_UNSAFE)


def _escapes(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/")


def _check_flags(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 0x41 for entry in entries):
        raise InputError(_LOCKED)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise InputError(_UNSAFE)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAX_TOTAL or any(entry.file_size > MAX_PART for entry in entries):
        raise InputError(_HUGE)
    if any(entry.file_size > max(RATIO_FROM, entry.compress_size * MAX_RATIO) for entry in entries):
        raise InputError(_UNSAFE)


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Parts lie one after the other from the first byte; two that share bytes are the mark of a bomb."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if ordered and ordered[0].header_offset != 0:
        raise InputError(_UNSAFE)
    limits = [entry.header_offset for entry in ordered[1:]] + [directory]
    if any(_local_end(data, entry) > limit for entry, limit in zip(ordered, limits, strict=False)):
        raise InputError(_UNSAFE)


def _local_end(data: bytes, entry: zipfile.ZipInfo) -> int:
    start = entry.header_offset
    if data[start : start + 4] != _LOCAL or start + _LOCAL_SIZE > len(data):
        raise InputError(_BROKEN)
    name, extra = struct.unpack_from("<HH", data, start + 26)
    return int(start + _LOCAL_SIZE + name + extra + entry.compress_size)
