"""The XML names of an OpenDocument text that the reader knows."""

from __future__ import annotations

from verslagfilter.formats.safexml import Element

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_BASE}text:1.0}}"
TABLE = f"{{{_BASE}table:1.0}}"
OFFICE = f"{{{_BASE}office:1.0}}"
STYLE = f"{{{_BASE}style:1.0}}"
DRAW = f"{{{_BASE}drawing:1.0}}"
SVG = f"{{{_BASE}svg-compatible:1.0}}"
FORM = f"{{{_BASE}form:1.0}}"
META = f"{{{_BASE}meta:1.0}}"
CONFIG = f"{{{_BASE}config:1.0}}"
MANIFEST = f"{{{_BASE}manifest:1.0}}"
NUMBER = f"{{{_BASE}datastyle:1.0}}"
DR3D = f"{{{_BASE}dr3d:1.0}}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


def holds_text(element: Element) -> bool:
    """Whether there is a word anywhere in it."""
    return any(str(text).strip() for text in element.itertext())


def whole(text: str | None, default: int) -> int:
    """A whole number as an attribute gives it; the default when it is none of a sane size."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else default
