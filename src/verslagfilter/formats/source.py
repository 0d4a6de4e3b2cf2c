"""The bytes of a file, and what kind of file they are: told by the content, as extensions lie."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

from verslagfilter.errors import InputError
from verslagfilter.formats import complaints
from verslagfilter.formats.complaints import Complaints

MAX_FILE = 50 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""
STDIN = Path("-")
"""Stands for standard input."""
STDIN_NAME = "invoer"

_OLE = b"\xd0\xcf\x11\xe0"
_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "binary"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x7fELF", "binary"),
    (b"MZ\x90", "binary"),
)
_PDF = b"%PDF-"
_LATE_PDF = re.compile(rb"[\r\n]%PDF-\d")
_PDF_WITHIN = 1024
"""Readers of pdf look for the signature in so many bytes."""
_HEAD = 65_536
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)
_TAGGED = re.compile(rb"<(?:p|div|table|h[1-6]|ul|ol|br)\b[^>]*>", re.I)
_FIELD = re.compile(rb"([!-9;-~]+):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_ONLY = frozenset({b"mime-version", b"message-id", b"received", b"return-path", b"x-mailer", b"content-type"})
"""Fields that a mail has and that nobody types by hand at the top of minutes."""

_SUPPORTED = "docx, odt, pdf, eml, msg, html, rtf, xlsx, md of txt"
_OTHER = f"Dit soort bestand wordt niet gelezen. Bewaar het verslag als {_SUPPORTED}."
_REFUSED = {
    "picture": "Dit bestand is een afbeelding. Laat de tekst eerst herkennen en bewaar die als docx of pdf.",
    "archive": "Dit bestand is een ingepakte map. Pak haar uit en geef de bestanden die erin zitten.",
    "binary": _OTHER,
}
_MAIN = re.compile(rb"(wordprocessingml|spreadsheetml|presentationml)\.[a-z]+\.main\+xml")
"""The content type of the part that makes a package what it is; embedded packages have other types."""
_OPEN_TYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.text-web": "odt",
}
_BY_EXTENSION = {
    ".odt": complaints.OPEN_DOCUMENT,
    ".ott": complaints.OPEN_DOCUMENT,
    ".xlsx": complaints.EXCEL,
    ".xlsm": complaints.EXCEL,
}


def load(path: Path) -> bytes:
    """All bytes of an ordinary file, or of standard input.

    Raises:
        InputError: when it is missing, not an ordinary file, not readable, empty or too large.
    """
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_FILE + 1)
        else:
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


def kind_of(data: bytes, name: str) -> str:
    """What kind of file it is: one of the readers of this package.

    Args:
        data: the whole file.
        name: its name; it decides only between kinds of plain text, which no content tells apart.

    Raises:
        InputError: for a kind that is not read.
    """
    found = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    suffix = Path(name).suffix.lower()
    if found == "zip":
        return _kind_of_zip(data, _BY_EXTENSION.get(suffix, complaints.WORD))
    if found == "ole":
        return _kind_of_ole(data)
    if found in _REFUSED:
        raise InputError(_REFUSED[found])
    if data.startswith(_PDF) or (found is None and _LATE_PDF.search(data[:_PDF_WITHIN])):
        return "pdf"
    return found or _kind_of_text(data[:_HEAD], suffix)


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


def _kind_of_zip(data: bytes, likely: Complaints) -> str:
    """By the parts in it: a renamed zip has none of those that make it a document."""
    from verslagfilter.formats.zipcheck import open_checked, unpack

    archive = open_checked(data, likely)
    names = set(archive.namelist())
    if "mimetype" in names:
        kind = unpack(archive, archive.getinfo("mimetype"), likely).decode("ascii", "replace").strip()
        if kind in _OPEN_TYPES:
            return _OPEN_TYPES[kind]
        raise InputError(_OTHER)
    if "[Content_Types].xml" not in names:
        raise InputError(_REFUSED["archive"])
    types = unpack(archive, archive.getinfo("[Content_Types].xml"), likely)
    main = _MAIN.search(types)
    if main and main[1] == b"spreadsheetml":
        return "xlsx"
    if (main and main[1] == b"presentationml") or b"ms-excel" in types or b"ms-powerpoint" in types:
        raise InputError(_OTHER)
    return "docx"


def _kind_of_ole(data: bytes) -> str:
    """Word keeps an encrypted docx in the same container as an old doc; the names in its root tell which it is."""
    names = _root_names(data)
    if "EncryptedPackage" in names:
        raise complaints.WORD.locked()
    if "__properties_version1.0" in names:
        return "msg"
    if "WordDocument" in names:
        raise InputError("Dit is een oud Word-bestand (.doc). Open het in Word en bewaar het als .docx.")
    if "Workbook" in names:
        raise InputError("Dit is een oud Excel-bestand (.xls). Open het in Excel en bewaar het als .xlsx.")
    raise InputError(
        "Dit bestand is beveiligd met een wachtwoord, of een oud .doc-bestand. Bewaar het zonder wachtwoord als .docx."
    )


def _root_names(data: bytes) -> frozenset[str]:
    """What stands in the root of the container; of a damaged one, every name that is anywhere in it."""
    import olefile  # type: ignore[import-untyped]

    known = ("EncryptedPackage", "__properties_version1.0", "WordDocument", "Workbook")
    names: frozenset[str] = frozenset()
    # The library raises its own kinds, and IndexError and others, on a damaged container.
    with suppress(Exception), olefile.OleFileIO(data) as container:
        names = frozenset(entry[0] for entry in container.listdir(streams=True, storages=True))
    return names or frozenset(name for name in known if name.encode("utf-16-le") in data)


def _kind_of_text(head: bytes, suffix: str) -> str:
    plain = _as_ascii(head)
    if b"urn:oasis:names:tc:opendocument" in plain[:4096] and plain.lstrip().startswith(b"<"):
        raise InputError("Dit is een plat OpenDocument-bestand (.fodt). Bewaar het in LibreOffice als .odt.")
    if _HTML.match(_behind_comments(plain)) or (suffix in (".html", ".htm") and _TAGGED.search(plain)):
        return "html"
    if _is_mail(plain, suffix):
        return "eml"
    return "md" if suffix in (".md", ".markdown") else "txt"


def _as_ascii(head: bytes) -> bytes:
    """The start of a text without its byte order mark, also of one in UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _behind_comments(head: bytes) -> bytes:
    """What stands behind the declaration and comments that a page may begin with."""
    rest = head.lstrip()
    for start, end in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while rest[:5].lower().startswith(start):
            at = rest.find(end)
            rest = rest[at + len(end) :].lstrip() if at >= 0 else b""
    return rest


def _is_mail(head: bytes, suffix: str) -> bool:
    """Whether it starts with the fields of a mail; a line "Van:" at the top of minutes does not make it one."""
    head = head.lstrip(b"\r\n")
    at, fields = 0, set()
    if head.startswith(b"From "):  # the line before each message in a mailbox file
        at = head.find(b"\n") + 1
    while (found := _FIELD.match(head, at)) is not None:
        fields.add(found[1].lower())
        at = found.end()
    if {b"mime-version", b"content-type"} <= fields:
        return True
    if not {b"from", b"subject", b"date"} & fields:
        return False
    return suffix == ".eml" or len(fields & _MAIL_ONLY) > 0
