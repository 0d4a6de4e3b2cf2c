"""Internet mail in (eml), through the standard library's own parser."""

from __future__ import annotations

import base64
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.utils import getaddresses, parsedate_to_datetime

from verslagfilter.formats.complaints import MAIL
from verslagfilter.formats.decoding import decode_as
from verslagfilter.formats.document import Document, UnreadPlace
from verslagfilter.formats.mail.message import MOST_ATTACHMENTS, Attached, Body, Message, documents

_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_SEEN = frozenset({"from", "to", "cc", "subject", "date", "mime-version", "content-type", "content-transfer-encoding"})
_MOST_PARTS = 1_000
_MOST_BOUNDS = 20_000
"""Lines that could part one piece of a mail from the next."""
_LONGEST_FIELD = 10_000
"""Characters; the parser of the standard library takes minutes over a longer one."""
_VAST = re.compile(rb"^content-[\w-]+:(?:[^\r\n]|\r?\n[ \t]){%d}" % _LONGEST_FIELD, re.I | re.M)
"""A field that the parser looks into while it still reads the file."""
_NO_MINUTES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar"}
    | {"text/css", "text/vcard", "text/rfc822-headers", "message/delivery-status", "text/enriched"}
)
"""Kinds of part that go with a mail and hold no text that somebody wrote for it."""
_FAILURES = (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError)
"""What the parser raises on headers that no program should write."""


def read(data: bytes, *, kind: str, name: str, sha256: str, depth: int = 0) -> tuple[Document, ...]:
    """The message and each attachment that is a document.

    Raises:
        InputError: it is encrypted, has no text, or is built as no mail program does.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(b"From "):
        data = data[data.find(b"\n") + 1 :]
    if data.count(b"\n--") > _MOST_BOUNDS or _VAST.search(data):
        raise MAIL.unsafe()
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise MAIL.broken()
    try:
        made = _message(message, _drop_long_fields(message))
    except _FAILURES:
        raise MAIL.broken() from None
    return documents(made, kind=kind, name=name, sha256=sha256, depth=depth)


def _drop_long_fields(message: EmailMessage) -> int:
    """Take out fields that are longer than any program writes, before the parser looks into them; how many."""
    dropped = 0
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise MAIL.unsafe()
        for name in {name for name, value in part.raw_items() if len(str(value)) > _LONGEST_FIELD}:
            if name.lower().startswith("content-"):
                raise MAIL.unsafe()
            del part[name]
            dropped += 1
    return dropped


def _message(message: EmailMessage, dropped: int) -> Message:
    if message.get_content_type() in _ENCRYPTED:
        raise MAIL.locked()
    pieces = list(_pieces(message))
    attached = [piece for piece in pieces if isinstance(piece, Attached)]
    if len(attached) > MOST_ATTACHMENTS:
        raise MAIL.unsafe()
    others = sum(isinstance(piece, _Other) for piece in pieces)
    return Message(
        sender="; ".join(_names(message, "from")),
        to=_names(message, "to"),
        cc=_names(message, "cc"),
        sent=_date(message),
        subject=_field(message, "subject"),
        bodies=tuple(piece for piece in pieces if isinstance(piece, Body)),
        attachments=tuple(attached),
        unread=tuple(_left_out(message, dropped, others)),
    )


class _Other:
    """A version of the text that is not read."""


def _pieces(part: EmailMessage) -> Iterator[Body | Attached | _Other]:
    """What a part holds, in order: only the children of an alternative are versions of the same text."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        inside = [piece for child in part.iter_parts() for piece in _pieces(child)]  # type: ignore[arg-type]
        bodies = [piece for piece in inside if isinstance(piece, Body)]
        plain = next((body for body in bodies if body.plain), Body())
        page = next((body.page for body in bodies if body.page), "")
        yield replace(plain, page=page)
        yield from (piece for piece in inside if not isinstance(piece, Body))
        yield from (_Other() for body in bodies if body.plain not in ("", plain.plain) or body.page not in ("", page))
    elif part.is_multipart() and kind.startswith("multipart/"):
        for child in part.iter_parts():
            yield from _pieces(child)  # type: ignore[arg-type]
    elif part.get_filename() or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
        yield _attached(part)
    elif kind == "text/plain":
        yield Body(plain=_text(part), flowed=part.get_param("format", "") == "flowed")
    elif kind == "text/html":
        yield Body(page=_text(part))
    else:
        yield _Other()


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decode_as(payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _attached(part: EmailMessage) -> Attached:
    kind = part.get_content_type()
    if kind.startswith("message/") and part.is_multipart():
        inner = next(part.iter_parts(), None)
        return Attached("bericht.eml", _nested(part, inner))
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) and kind not in _NO_MINUTES else b""
    name = "bericht.eml" if kind.startswith("message/") else part.get_filename() or "bijlage"
    return Attached(name, data, is_picture=kind.startswith("image/"))


def _nested(part: EmailMessage, inner: AnyMessage | None) -> bytes:
    """The bytes of a mail in a mail; in base64 the parser takes the code for its text."""
    if inner is None:
        return b""
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        return base64.b64decode(str(inner.get_payload()), validate=False)
    return bytes(inner.as_bytes())


def _names(message: EmailMessage, field: str) -> tuple[str, ...]:
    """Who it is from or to; an address only where there is no name."""
    found = getaddresses([str(value) for value in message.get_all(field, [])])
    return tuple(name or address for name, address in found if name or address)


def _left_out(message: EmailMessage, dropped: int, others: int) -> Iterator[UnreadPlace]:
    people = [str(value) for field in ("from", "to", "cc") for value in message.get_all(field, [])]
    addresses = sum(bool(name and address) for name, address in getaddresses(people))
    if addresses:
        yield UnreadPlace("e-mailadres", addresses)
    fields = sum(1 for field in message if field.lower() not in _SEEN)
    if fields + dropped:
        yield UnreadPlace("veld van het mailprogramma", fields + dropped)
    if others:
        yield UnreadPlace("andere versie van de tekst", others)


def _field(message: EmailMessage, name: str) -> str:
    return str(message.get(name) or "")


def _date(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(_field(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
