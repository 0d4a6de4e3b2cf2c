"""The books of the reader: every text in the file is read, or counted as a place that was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verslagfilter.formats.counts import (
    ALT_TEXT,
    BOOKMARK,
    DELETED,
    FIELD_CODE,
    FIELD_KEY,
    FORM_FIELD,
    IN_PICTURE,
    LINK,
    MERGE_SOURCE,
    OBJECT_NAME,
    REMARK,
    SMART_TAG,
    TOOLTIP,
    UNKNOWN,
    VARIABLE,
    Counts,
)
from verslagfilter.formats.safexml import Element, local

_BY_TAG = {"instrText": FIELD_CODE, "delInstrText": FIELD_CODE, "delText": DELETED, "FieldCodes": FIELD_CODE}
_IN_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

_BY_ATTRIBUTE = {
    ("docPr", "descr"): ALT_TEXT,
    ("docPr", "title"): ALT_TEXT,
    ("docPr", "name"): OBJECT_NAME,
    ("cNvPr", "descr"): ALT_TEXT,
    ("cNvPr", "title"): ALT_TEXT,
    ("cNvPr", "name"): OBJECT_NAME,
    ("shape", "alt"): ALT_TEXT,
    ("shape", "title"): ALT_TEXT,
    ("imagedata", "title"): OBJECT_NAME,
    ("tblCaption", "val"): ALT_TEXT,
    ("tblDescription", "val"): ALT_TEXT,
    ("textpath", "string"): IN_PICTURE,
    ("hyperlink", "tooltip"): TOOLTIP,
    ("hyperlink", "docLocation"): LINK,
    ("bookmarkStart", "name"): BOOKMARK,
    ("alias", "val"): FIELD_KEY,
    ("tag", "val"): FIELD_KEY,
    ("listItem", "displayText"): FIELD_KEY,
    ("listItem", "value"): FIELD_KEY,
    ("date", "fullDate"): FIELD_KEY,
    ("fldSimple", "instr"): FIELD_CODE,
    ("helpText", "val"): FORM_FIELD,
    ("statusText", "val"): FORM_FIELD,
    ("default", "val"): FORM_FIELD,
    ("listEntry", "val"): FORM_FIELD,
    ("smartTag", "element"): SMART_TAG,
    ("customXml", "element"): SMART_TAG,
    ("attr", "val"): SMART_TAG,
    ("docVar", "val"): VARIABLE,
    ("docVar", "name"): VARIABLE,
    ("query", "val"): MERGE_SOURCE,
    ("connectString", "val"): MERGE_SOURCE,
    ("udl", "val"): MERGE_SOURCE,
    ("category", "val"): "autotekst",
    ("xmlns", "uri"): UNKNOWN,
}
_GENERIC = re.compile(
    r"(?:Afbeelding|Canvas|Chart|Connector|Diagram|Grafiek|Graphic|Groep|Group|Image|Lijn|Line|Object|Picture|"
    r"Rechthoek|Rectangle|Shape|Tekstvak|Text ?Box|Vorm)? ?\d*(?:\.(?:png|jpe?g|gif|emf|wmf))?",
    re.IGNORECASE,
)
"""Names that Word gives by itself, and that tell nothing."""
_LAYOUT_TEXT = frozenset({"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"})
_LAYOUT_VALUE = re.compile(r"-?\d+|left|right|center|top|bottom|inside|outside")


class Ledger(Counts):
    """What was read, and how many places of each kind were not."""

    def __init__(self) -> None:
        super().__init__()
        self._settled: set[Element] = set()

    def read(self, element: Element) -> str:
        """The text of an element, noted as read."""
        self._settled.add(element)
        return element.text or ""

    def skip(self, element: Element, kind: str) -> None:
        """An element that is not read: one place, when there is text in it."""
        if self.settle(element):
            self._counts[kind] += 1

    def settle(self, element: Element) -> bool:
        """Note all text in an element as accounted for; whether there was any that was not yet."""
        texts = [item for item in element.iter() if _has_text(item) and item not in self._settled]
        self._settled.update(texts)
        return bool(texts)

    def sweep(self, root: Element) -> None:
        """Count every text and telling attribute in a part that nobody has accounted for."""
        for item in root.iter():
            for kind in self._loose(item):
                self._counts[kind] += 1

    def _loose(self, item: Element) -> Iterator[str]:
        if not isinstance(item.tag, str):
            yield REMARK
        elif _has_text(item) and item not in self._settled and not _is_layout(item):
            yield _kind_of(item)
        if item.tail is not None and item.tail.strip():
            yield UNKNOWN
        if isinstance(item.tag, str) and item.attrib:
            yield from self._attributes(item)

    def _attributes(self, item: Element) -> Iterator[str]:
        tag = local(item)
        for name, text in item.attrib.items():
            attribute = str(name).rpartition("}")[2]
            if attribute in ("author", "userId"):
                self.author(str(text))
            kind = _BY_ATTRIBUTE.get((tag, attribute))
            if kind and str(text).strip() and not _tells_nothing(kind, str(text)):
                yield kind


def _has_text(item: Element) -> bool:
    return isinstance(item.tag, str) and item.text is not None and bool(item.text.strip())


def _is_layout(item: Element) -> bool:
    return local(item) in _LAYOUT_TEXT and bool(_LAYOUT_VALUE.fullmatch((item.text or "").strip()))


def _kind_of(item: Element) -> str:
    if _IN_DRAWING in str(item.tag):
        return IN_PICTURE
    return _BY_TAG.get(local(item), UNKNOWN)


def _tells_nothing(kind: str, text: str) -> bool:
    if kind == BOOKMARK:
        return text.startswith("_")
    return kind == OBJECT_NAME and bool(_GENERIC.fullmatch(text.strip()))
