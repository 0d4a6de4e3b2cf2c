"""The XML names of a Word document that the reader knows."""

from __future__ import annotations

from verslagfilter.formats.safexml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_OFF = frozenset({"0", "false", "off"})


def value(parent: Element | None, tag: str) -> str | None:
    """The w:val of a child."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(W + "val")


def whole(text: str | None) -> int | None:
    """A whole number as an attribute gives it, when it is one of a sane size."""
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None


def number(parent: Element | None, tag: str) -> int | None:
    """The w:val of a child, when it is a whole number."""
    return whole(value(parent, tag))


def switch(parent: Element | None, tag: str) -> bool | None:
    """An on/off property: None when it is not stated."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(W + "val", "1") not in _OFF
