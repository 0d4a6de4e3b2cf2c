"""The bytes of a file, and whether they are what its name says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from verslagfilter.errors import InputError

MAX_FILE = 50 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""

_KINDS = {".txt": "txt", ".md": "md", ".markdown": "md", ".docx": "docx", ".docm": "docx"}

_OLE = b"\xd0\xcf\x11\xe0"
_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (_OLE, "ole"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "binary"),
    (b"\xff\xd8\xff", "binary"),
    (b"GIF8", "binary"),
    (b"\x1f\x8b", "binary"),
    (b"7z\xbc\xaf", "binary"),
    (b"Rar!", "binary"),
    (b"\x7fELF", "binary"),
    (b"MZ\x90", "binary"),
)

_SUPPORTED = "een Word-bestand (.docx), een tekstbestand (.txt) of een Markdown-bestand (.md)"


def load(path: Path) -> bytes:
    """All bytes of an ordinary file.

    Raises:
        InputError: when it is missing, not an ordinary file, not readable, empty or too large.
    """
    try:
        _check_status(path)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise InputError("Dit bestand bestaat niet. Controleer de naam en de map.") from None
    except PermissionError:
        raise InputError("U mag dit bestand niet lezen. Vraag de eigenaar om leesrechten.") from None
    except (OSError, ValueError):
        raise InputError("Dit bestand is niet te lezen. Kopieer het naar een andere map en probeer opnieuw.") from None
    _check_size(len(data))
    return data


def kind_of_name(name: str, data: bytes) -> str:
    """The kind that the extension promises: "txt", "md" or "docx".

    Raises:
        InputError: for an extension that is not supported.
    """
    kind = _KINDS.get(Path(name).suffix.lower())
    if kind is None:
        _refuse_ole(data)
        raise InputError(f"Dit soort bestand wordt niet gelezen. Bewaar het verslag als {_SUPPORTED}.")
    return kind


def check_kind(kind: str, data: bytes) -> None:
    """Whether the content can be what the extension promises.

    Raises:
        InputError: when it cannot.
    """
    found = _sniff(data)
    if found == "ole":
        _refuse_ole(data)
    if kind == "docx" and found != "zip":
        raise InputError("Dit bestand heet .docx, maar is geen Word-bestand. Open het en bewaar het als .docx.")
    if kind != "docx" and found is not None:
        raise InputError(f"Dit bestand heet .{kind}, maar is geen tekstbestand. Bewaar het verslag als {_SUPPORTED}.")


def _check_status(path: Path) -> None:
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise InputError("Dit is een map. Geef de naam van een bestand.")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("Dit is geen gewoon bestand. Geef de naam van een verslag.")
    _check_size(status.st_size)


def _check_size(size: int) -> None:
    if size == 0:
        raise InputError("Dit bestand is leeg. Controleer of u het goede bestand hebt gekozen.")
    if size > MAX_FILE:
        raise InputError("Dit bestand is te groot (meer dan 50 MB). Haal de afbeeldingen eruit of splits het verslag.")


def _sniff(data: bytes) -> str | None:
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    return None


def _refuse_ole(data: bytes) -> None:
    """Word keeps an encrypted docx in the same container as an old doc; the stream names tell which it is."""
    if not data.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw.")
    if "WordDocument".encode("utf-16-le") in data:
        raise InputError("Dit is een oud Word-bestand (.doc). Open het in Word en bewaar het als .docx.")
    raise InputError(
        "Dit bestand is beveiligd met een wachtwoord, of een oud .doc-bestand. Bewaar het zonder wachtwoord als .docx."
    )
