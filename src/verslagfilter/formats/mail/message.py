"""A mail, whatever program it came from, to texts: the message, and each attachment that is a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from verslagfilter.errors import InputError
from verslagfilter.formats.complaints import MAIL
from verslagfilter.formats.counts import PICTURE, Counts
from verslagfilter.formats.document import BlockKind, Document, UnreadPlace
from verslagfilter.formats.lines import BLANK, Line, finish

DEEPEST = 4
"""Mails in mails; one nested deeper is counted and not read."""
MOST_ATTACHMENTS = 200
_UNREAD = "bijlage die niet te lezen is"
_CARDS = (b"BEGIN:VCALENDAR", b"BEGIN:VCARD", b"<svg", b"-----BEGIN PGP SIGNATURE")
_CHAIN = re.compile(
    r"^(?:-{2,} ?(?:Oorspronkelijk bericht|Original Message|Doorgestuurd bericht|Forwarded message) ?-{2,}.*"
    r"|_{20,}"
    r"|(?:Op|On) .{6,120} (?:schreef|wrote)(?: .{1,120})?:)$",
    re.I,
)
"""A line that starts an older message that is not quoted with signs."""
_FIELDS = re.compile(r"^(?:Van|From):\s", re.I)
_MORE_FIELDS = re.compile(r"^(?:Verzonden|Sent|Datum|Date|Aan|To|CC|Onderwerp|Subject):", re.I)
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment."""

    name: str
    data: bytes
    is_picture: bool = False
    """Whether the mail says so."""


@dataclass(frozen=True, slots=True)
class Body:
    """One piece of what a mail says, in one or two versions."""

    plain: str = ""
    page: str = ""
    """The same text as HTML; "" when there is none."""
    flowed: bool = False
    """Lines of the plain text that end in a space go on in the next (RFC 3676)."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the reader of a mail sees, and what hangs on it."""

    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    sent: datetime | None
    subject: str
    bodies: tuple[Body, ...]
    attachments: tuple[Attached, ...] = ()
    unread: tuple[UnreadPlace, ...] = ()
    """Addresses and fields that are left out."""


def documents(message: Message, *, kind: str, name: str, sha256: str, depth: int = 0) -> tuple[Document, ...]:
    """The message, and after it each attachment that could be read.

    Raises:
        InputError: there is no text in the message, nor in what hangs on it.
    """
    counts = Counts()
    for place in message.unread:
        counts.count(place.kind, place.count)
    stem = PurePath(name).stem
    attached = [
        replace(document, name=f"{stem} - {document.name}")
        for file in message.attachments
        for document in _open(file, counts, depth)
    ]
    body = [line for piece in message.bodies for line in (BLANK, *_body(piece, counts))]
    if any(line.text for line in body):
        lines = [*_head(message), *body]
        own = finish(lines, MAIL, kind=kind, name=name, sha256=sha256, unread=counts.places())
        return (own, *attached)
    if not attached:
        raise MAIL.empty()
    first = attached[0]  # what could not be read of the mail must be told somewhere
    return (replace(first, unread=(*first.unread, *counts.places())), *attached[1:])


def _open(file: Attached, counts: Counts, depth: int) -> Iterator[Document]:
    from verslagfilter.formats import parse

    if file.is_picture or file.data[:4] in (b"\x89PNG", b"GIF8") or file.data[:3] == b"\xff\xd8\xff":
        counts.count(PICTURE)
        return
    if not file.data or file.data.lstrip().startswith(_CARDS) or depth >= DEEPEST:
        counts.count(_UNREAD)
        return
    try:
        yield from parse(file.data, re.split(r"[\\/]", file.name)[-1] or "bijlage", depth=depth + 1)
    except InputError:
        counts.count(_UNREAD)


def _head(message: Message) -> Iterator[Line]:
    fields = (
        ("Van", message.sender),
        ("Verzonden", _moment(message.sent)),
        ("Aan", "; ".join(message.to)),
        ("CC", "; ".join(message.cc)),
        ("Onderwerp", message.subject),
    )
    for label, text in fields:
        if text.strip():
            yield Line(f"{label}: {' '.join(text.split())}", BlockKind.PARAGRAPH, f"veld {label}")


def _moment(sent: datetime | None) -> str:
    if not isinstance(sent, datetime):
        return ""
    if sent.tzinfo is not None:
        with suppress(ZoneInfoNotFoundError):
            sent = sent.astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{_DAYS[sent.weekday()]} {sent.day} {_MONTHS[sent.month - 1]} {sent.year} {sent:%H:%M}"


def _body(body: Body, counts: Counts) -> list[Line]:
    """The text as the sender typed it, unless the page shows more: a table, or the only text."""
    plain = _plain_lines(_unfolded(body.plain) if body.flowed else body.plain)
    if not body.page.strip():
        return plain
    from verslagfilter.formats.html.reader import page_lines

    own = Counts()
    page = _chained(page_lines(body.page, own))
    as_page = not plain or any(line.kind is BlockKind.TABLE_ROW for line in page)
    if as_page and any(line.text for line in page):
        for place in own.places():
            counts.count(place.kind, place.count)
        chosen, other = page, plain
    else:
        chosen, other = plain, page
    counts.count("andere versie van de tekst", int(not _words(other) <= _words(chosen)))
    return chosen


def _unfolded(text: str) -> str:
    """Lines that the mail program broke, whole again."""
    made: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        marks = re.match(r">*", line)
        depth = marks[0] if marks else ""
        before = re.match(r">*", made[-1]) if made else None
        broken = bool(made) and made[-1].endswith(" ") and made[-1].strip("> ") not in ("", "--")
        if broken and before and before[0] == depth:
            made[-1] += line[len(depth) :].removeprefix(" ")
        else:
            made.append(line)
    return "\n".join(made)


def _words(lines: list[Line]) -> set[str]:
    return {word for line in lines for word in _WORD.findall(line.text.lower()) if len(word) > 2 and "_" not in word}


def _plain_lines(text: str) -> list[Line]:
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [
        Line(piece.rstrip(), BlockKind.PARAGRAPH, f"regel {number}") if piece.strip() else BLANK
        for number, piece in enumerate(pieces, start=1)
    ]
    while lines and not lines[-1].text:
        lines.pop()
    return _chained(lines)


def _chained(lines: list[Line]) -> list[Line]:
    """Older messages get the sign of a quotation before each line, where their mail program gave them none."""
    start = next((at for at in range(len(lines)) if _starts_older(lines, at)), None)
    if start is None or not any(line.text for line in lines[:start]):
        return lines
    return [*lines[:start], *(_quoted(line) for line in lines[start:])]


def _starts_older(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if _FIELDS.match(text):
        return sum(bool(_MORE_FIELDS.match(line.text)) for line in lines[at + 1 : at + 6]) >= 2
    if not _CHAIN.match(text.strip()):
        return False
    after = next((line.text for line in lines[at + 1 : at + 6] if line.text), "")
    return bool(after) and not after.startswith(">")


def _quoted(line: Line) -> Line:
    if not line.text or line.text.startswith(">"):
        return line
    moved = tuple((start + 2, end + 2) for start, end in line.cells)
    return replace(line, text=f"> {line.text}", cells=moved)
