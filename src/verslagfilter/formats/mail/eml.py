"""Internet mail in (eml), through the standard library's own parser."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from verslagfilter.formats.complaints import MAIL
from verslagfilter.formats.decoding import decode
from verslagfilter.formats.document import Document, UnreadPlace
from verslagfilter.formats.mail.message import MOST_ATTACHMENTS, Attached, Message, documents

_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_SEEN = frozenset({"from", "to", "cc", "subject", "date", "mime-version", "content-type", "content-transfer-encoding"})
_MOST_PARTS = 1_000
_FAILURES = (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError)
"""What the parser raises on headers that no program should write."""


def read(data: bytes, *, kind: str, name: str, sha256: str, depth: int = 0) -> tuple[Document, ...]:
    """The message and each attachment that is a document.

    Raises:
        InputError: it is encrypted, has no text, or is built as no mail program does.
    """
    if data.startswith(b"From "):
        data = data[data.find(b"\n") + 1 :]
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise MAIL.broken()
    try:
        made = _message(message)
    except _FAILURES:
        raise MAIL.broken() from None
    return documents(made, kind=kind, name=name, sha256=sha256, depth=depth)


def _message(message: EmailMessage) -> Message:
    parts = list(_leaves(message))
    if len(parts) > _MOST_PARTS:
        raise MAIL.unsafe()
    if message.get_content_type() in _ENCRYPTED:
        raise MAIL.locked()
    plain = [_text(part) for part in parts if _is_body(part, "text/plain")]
    page = [_text(part) for part in parts if _is_body(part, "text/html")]
    attached = [_attached(part) for part in parts if not _is_body(part, "text/plain", "text/html")]
    if len(attached) > MOST_ATTACHMENTS:
        raise MAIL.unsafe()
    return Message(
        sender="; ".join(_names(message, "from")),
        to=_names(message, "to"),
        cc=_names(message, "cc"),
        sent=_date(message),
        subject=_field(message, "subject"),
        plain="\n\n".join(plain),
        page="<hr>".join(page),
        attachments=tuple(attached),
        unread=tuple(_left_out(message)),
    )


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that holds something; a mail inside the mail is one of them."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.iter_parts():
            yield from _leaves(part)  # type: ignore[arg-type]
    else:
        yield message


def _is_body(part: EmailMessage, *kinds: str) -> bool:
    apart = part.get_filename() or part.get_content_disposition() == "attachment"
    return part.get_content_type() in kinds and not apart


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(raw) if raw else ""


def _attached(part: EmailMessage) -> Attached:
    if part.get_content_type() == "message/rfc822":
        inner = next(part.iter_parts(), None)
        return Attached("bericht.eml", b"" if inner is None else inner.as_bytes())
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return Attached(part.get_filename() or "bijlage", data)


def _names(message: EmailMessage, field: str) -> tuple[str, ...]:
    """Who it is from or to; an address only where there is no name."""
    found = getaddresses([str(value) for value in message.get_all(field, [])])
    return tuple(name or address for name, address in found if name or address)


def _left_out(message: EmailMessage) -> Iterator[UnreadPlace]:
    people = [str(value) for field in ("from", "to", "cc") for value in message.get_all(field, [])]
    addresses = sum(bool(name and address) for name, address in getaddresses(people))
    if addresses:
        yield UnreadPlace("e-mailadres", addresses)
    others = sum(1 for field in message if field.lower() not in _SEEN)
    if others:
        yield UnreadPlace("veld van het mailprogramma", others)


def _field(message: EmailMessage, name: str) -> str:
    return str(message.get(name) or "")


def _date(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(_field(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
