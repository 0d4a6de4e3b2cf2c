"""Everything in an OpenDocument file that is no visible text: deletions, words in attributes, links, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verslagfilter.formats.counts import (
    BOOKMARK,
    COMMENT,
    DELETED,
    EMBEDDED,
    FIELD_CODE,
    FIELD_KEY,
    FORM_FIELD,
    LINK,
    MACRO,
    MERGE_SOURCE,
    OBJECT_NAME,
    OUTSIDE,
    REMARK,
    SMART_TAG,
    TEMPLATE,
    TOOLTIP,
    UNKNOWN,
    VARIABLE,
    Counts,
)
from verslagfilter.formats.odt.names import (
    DRAW,
    FIELD,
    FORM,
    LOEXT,
    META,
    NUMBER,
    OFFICE,
    TABLE,
    TEXT,
    XLINK,
    holds_text,
)
from verslagfilter.formats.safexml import Element, local

_GENERIC = re.compile(
    r"(?:Afbeelding|Image|Frame|Kader|Object|Shape|Vorm|Tekstvak|Text ?Frame|Picture|Tabel|Table|Control|Sectie|"
    r"Section|Form|Formulier|Standard|Illustratie|Inhoudsopgave|Table of Contents|Index)? ?_?\d*(?:_head)?",
    re.IGNORECASE,
)
"""Names that LibreOffice gives by itself, and that tell nothing."""
_FORMULA = re.compile(r"(?:ooow|of|oooc|msoxl):\W*")
_ANYWHERE = {
    f"{DRAW}name": OBJECT_NAME,
    f"{TABLE}name": OBJECT_NAME,
    f"{TEXT}condition": FIELD_CODE,
    f"{TEXT}formula": FIELD_CODE,
    f"{TABLE}formula": FIELD_CODE,
    f"{TEXT}string-value-if-false": FIELD_CODE,
    f"{TEXT}key1": FIELD_CODE,
    f"{TEXT}description": FIELD_KEY,
    f"{TEXT}help": FIELD_KEY,
    f"{TEXT}hint": FIELD_KEY,
    f"{TEXT}table-name": MERGE_SOURCE,
    f"{TEXT}database-name": MERGE_SOURCE,
    f"{FORM}command": MERGE_SOURCE,
    f"{FORM}name": FIELD_KEY,
    f"{OFFICE}title": TOOLTIP,
    "{http://www.w3.org/1999/xhtml}content": SMART_TAG,
}
_ON_ELEMENT = {
    ("section", f"{TEXT}name"): OBJECT_NAME,
    ("user-field-decl", f"{TEXT}name"): VARIABLE,
    ("variable-decl", f"{TEXT}name"): VARIABLE,
    ("bookmark", f"{TEXT}name"): BOOKMARK,
    ("bookmark-start", f"{TEXT}name"): BOOKMARK,
    ("reference-mark", f"{TEXT}name"): BOOKMARK,
    ("reference-mark-start", f"{TEXT}name"): BOOKMARK,
    ("toc-mark", f"{TEXT}string-value"): FIELD_CODE,
    ("alphabetical-index-mark", f"{TEXT}string-value"): FIELD_CODE,
    ("user-index-mark", f"{TEXT}string-value"): FIELD_CODE,
    ("dropdown", f"{TEXT}value"): FIELD_KEY,
    ("label", f"{TEXT}value"): FIELD_KEY,
    ("property", f"{OFFICE}string-value"): FORM_FIELD,
    ("param", f"{FIELD}value"): FORM_FIELD,
    ("content-control", f"{LOEXT}alias"): FIELD_KEY,
    ("list-item", f"{LOEXT}display-text"): FIELD_KEY,
    ("dde-connection-decl", f"{OFFICE}dde-item"): OUTSIDE,
}
_LINKS = {
    "a": LINK,
    "area-rectangle": LINK,
    "area-circle": LINK,
    "area-polygon": LINK,
    "floating-frame": OUTSIDE,
    "image": OUTSIDE,
    "fill-image": OUTSIDE,
    "background-image": OUTSIDE,
    "section-source": OUTSIDE,
    "alphabetical-index-auto-mark-file": OUTSIDE,
    "template": TEMPLATE,
    "event-listener": MACRO,
}
"""Elements that refer to something, and what that is when it lies outside the file."""
_KNOWN_SPACES = (
    "{urn:oasis:names:tc:opendocument:",
    "{urn:org:documentfoundation:names:",
    "{urn:openoffice:names:",
    "{http://openoffice.org/",
    "{http://www.w3.org/",
    "{http://purl.org/",
)
"""What the names of attributes that OpenDocument and LibreOffice know start with."""
_OF_A_SOURCE = frozenset({"bibliography-type", "identifier"})
"""The parts of a source that are no words, or that the text shows."""
_WITHIN = ("Pictures/", "./", "media/", "Object")


def sweep(root: Element, counts: Counts) -> None:
    """Count the places of content.xml or styles.xml that the reader of the text does not come by."""
    for item in root.iter():
        if not isinstance(item.tag, str):
            counts.count(REMARK, int(_is_apart(item) and bool((item.text or "").strip())))
            continue
        for kind in _of_attributes(item):
            counts.count(kind)
        _of_element(item, counts)


def template(meta: Element | None, counts: Counts) -> None:
    """Count the template that a document says it was made from."""
    if meta is not None:
        counts.count(_LINKS["template"], sum(1 for item in meta.iter(f"{META}template") if item.get(f"{XLINK}href")))


def _is_apart(remark: Element) -> bool:
    """Whether a remark stands outside the paragraphs: the reader of paragraphs counts those within."""
    return next(remark.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is None


def _of_attributes(item: Element) -> Iterator[str]:
    name = local(item)
    for attribute, value in item.attrib.items():
        text = _FORMULA.sub("", str(value)).strip()
        kind = _ON_ELEMENT.get((name, str(attribute))) or _ANYWHERE.get(str(attribute))
        if kind is None and str(attribute).startswith("{") and not str(attribute).startswith(_KNOWN_SPACES):
            kind = UNKNOWN
        if kind is None or not any(char.isalpha() for char in text) or text.startswith("_"):
            continue
        if kind in (VARIABLE, OBJECT_NAME) and len(text) < 2:
            continue
        if not (kind in (OBJECT_NAME, FIELD_KEY) and _GENERIC.fullmatch(text)):
            yield kind


def _of_element(item: Element, counts: Counts) -> None:
    name, href = local(item), str(item.get(f"{XLINK}href") or "")
    if name in _LINKS and href and not (href.startswith("#") and "|" not in href):
        counts.count(_LINKS[name], int(name in ("a", "event-listener") or not href.startswith(_WITHIN)))
    if name == "changed-region":
        _change(item, counts)
    elif name in ("creator", "creator-initials", "sender-initials"):
        counts.author(item.text if local(_parent(item)) in ("change-info", "annotation") else None)
    elif name == "script" and item.tag.startswith(OFFICE):
        counts.count(MACRO, int(holds_text(item)))
    elif name == "execute-macro" or (name == "event-listener" and not href):
        counts.count(MACRO)
    elif name in ("index-entry-span", "index-title-template"):
        counts.count(FIELD_CODE, int(holds_text(item)))
    elif name == "shapes" or name.startswith("note-continuation-notice"):
        counts.count(UNKNOWN, int(holds_text(item)))
    elif item.tag == f"{NUMBER}text":
        counts.count(UNKNOWN, int(any(char.isalpha() for char in item.text or "")))
    elif name == "bibliography-mark":
        counts.count(FIELD_CODE, int(any(value.strip() for key, value in _own(item) if key not in _OF_A_SOURCE)))
    elif name == "variable-set":
        unseen = item.get(f"{TEXT}display") == "none" and item.get(f"{OFFICE}string-value")
        counts.count(VARIABLE, int(bool(unseen)))
    elif name == "document" and item.tag.startswith(OFFICE) and local(_parent(item)) == "object":
        counts.count(EMBEDDED)


def _own(item: Element) -> Iterator[tuple[str, str]]:
    return ((str(key).removeprefix(TEXT), str(value)) for key, value in item.attrib.items())


def _parent(item: Element) -> Element:
    parent = item.getparent()
    return item if parent is None else parent


def _change(region: Element, counts: Counts) -> None:
    for part in region:
        if local(part) == "deletion":
            counts.count(DELETED, int(any(holds_text(item) for item in part if local(item) != "change-info")))
        for info in part.iter(f"{OFFICE}change-info"):
            counts.count(COMMENT, int(any(holds_text(item) for item in info.iterchildren(f"{TEXT}p"))))
