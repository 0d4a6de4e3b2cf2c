"""XML of a file that nobody vouches for: without entities, network or document type."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from verslagfilter.formats.complaints import Complaints

Element: TypeAlias = etree._Element

MAX_TAGS = 3_000_000
"""In one part; a tree of more would fill the memory. A thousand pages have a tenth of it."""
_DOCTYPES = tuple(b"".join(bytes((c,)) + pad for c in b"<!DOCTYPE") for pad in (b"", b"\x00"))


def parse(data: bytes, complaints: Complaints) -> Element:
    """The root of an XML text.

    Raises:
        InputError: when it is not sound XML, is too large, or has a document type.
    """
    if any(mark in data for mark in _DOCTYPES):
        raise complaints.unsafe()
    if data.count(b"<") > MAX_TAGS:
        raise complaints.huge()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise complaints.broken() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise complaints.unsafe()
    return root


def local(element: Element) -> str:
    """The tag without its namespace; empty for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
