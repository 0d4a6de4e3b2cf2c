"""Outlook mail in (msg), through python-oxmsg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verslagfilter.formats.complaints import MAIL
from verslagfilter.formats.decoding import decode, decode_as
from verslagfilter.formats.document import Document, UnreadPlace
from verslagfilter.formats.mail.message import MOST_ATTACHMENTS, Attached, Body, Message, documents

if TYPE_CHECKING:
    from oxmsg import Message as Outlook

_TO, _CC = 1, 2
_RECIPIENT_TYPE = 0x0C15
"""PidTagRecipientType of MS-OXPROPS: 1 to, 2 cc, 3 bcc."""
_HTML = 0x1013
"""PidTagHtml."""
_SENDER_NAME = 0x0C1A
"""PidTagSenderName."""
_ENCRYPTED = "ipm.note.smime"


def read(data: bytes, *, kind: str, name: str, sha256: str, depth: int = 0) -> tuple[Document, ...]:
    """The message and each attachment that is a document.

    Raises:
        InputError: it is encrypted, damaged, or has no text.
    """
    from oxmsg import Message as Outlook

    try:
        made = _message(Outlook.load(data))
    except RecursionError:
        raise MAIL.tangled() from None
    except Exception:
        # The library and olefile each raise their own kinds on a damaged file.
        raise MAIL.broken() from None
    if made is None:
        raise MAIL.locked()
    return documents(made, kind=kind, name=name, sha256=sha256, depth=depth)


def _message(mail: Outlook) -> Message | None:
    if mail.message_class.lower().startswith(_ENCRYPTED):
        return None
    people = [(_type(person), person.name or person.email_address) for person in mail.recipients]
    attached = [Attached(file.file_name or "bijlage", file.file_bytes or b"") for file in mail.attachments]
    if len(attached) > MOST_ATTACHMENTS:
        raise ValueError
    addresses = sum(bool(r.name and r.email_address) for r in mail.recipients)
    return Message(
        sender=_name(mail.sender or mail.properties.str_prop_value(_SENDER_NAME) or ""),
        to=tuple(name for kind, name in people if kind == _TO),
        cc=tuple(name for kind, name in people if kind == _CC),
        sent=mail.sent_date,
        subject=mail.subject or "",
        bodies=(Body(mail.body or "", _page(mail)),),
        attachments=tuple(attached),
        unread=(UnreadPlace("e-mailadres", addresses),) if addresses else (),
    )


def _type(recipient: object) -> int:
    properties = recipient.properties  # type: ignore[attr-defined]
    return int(properties.int_prop_value(_RECIPIENT_TYPE) or _TO) & 0xF


def _name(sender: str) -> str:
    """Of "Name <address>" the name."""
    name, _, address = sender.partition("<")
    return name.strip(' "') or address.strip(" <>")


def _page(mail: Outlook) -> str:
    try:
        raw = mail.properties.binary_prop_value(_HTML)
        western = raw and mail.properties.body_encoding.lower() in ("iso-8859-1", "latin-1", "iso8859-1", "latin_1")
        return decode_as(raw, "cp1252") if raw and western else mail.html_body or ""
    except Exception:
        # The library knows few code pages, and has an error of its own for the others.
        return decode(mail.properties.binary_prop_value(_HTML) or b" ")
