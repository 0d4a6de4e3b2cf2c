"""The text of one paragraph as a reader of the final version sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verslagfilter.formats.breaks import BREAK
from verslagfilter.formats.counts import (
    ALT_TEXT,
    COMMENT,
    EMBEDDED,
    EMPTY_FIELD,
    FORM_FIELD,
    HIDDEN,
    IN_PICTURE,
    MACRO,
    PICTURE,
    PRONUNCIATION,
    REMARK,
    UNKNOWN,
    VERSION,
    Counts,
)
from verslagfilter.formats.odt.names import DR3D, DRAW, FORM, OFFICE, SVG, TEXT, holds_text, whole
from verslagfilter.formats.odt.styles import Styles
from verslagfilter.formats.safexml import Element, local

_SPACE, _TAB, _BREAK = "\ue000", "\ue001", "\ue002"
"""Signs that must stay: white space between words is otherwise one space, however much there is."""
_SIGNS = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: BREAK})
_MOST_SPACES = 200
_WHITE = re.compile(r"[ \t\r\n]+")
_SKIPPED = {
    "ruby-text": PRONUNCIATION,
    "script": MACRO,
    "placeholder": EMPTY_FIELD,
}
_MARKS = frozenset(
    {"soft-page-break", "change", "change-start", "change-end", "annotation-end", "note-citation", "number"}
    | {"reference-mark", "reference-mark-start", "reference-mark-end", "toc-mark", "toc-mark-start", "toc-mark-end"}
    | {"bookmark", "bookmark-start", "bookmark-end", "user-index-mark", "alphabetical-index-mark"}
    | {"alphabetical-index-mark-start", "alphabetical-index-mark-end", "user-index-mark-start", "user-index-mark-end"}
)
"""Elements without text that is shown; their attributes are looked at elsewhere."""
_SHAPES = frozenset(
    {"custom-shape", "rect", "line", "circle", "ellipse", "polygon", "polyline", "path", "regular-polygon"}
    | {"connector", "caption", "measure", "g", "a", "frame", "control"}
)

_DISPLAY = "{http://openoffice.org/2010/draw}display"


@dataclass(slots=True)
class Context:
    """What the reading of one document needs and gathers."""

    styles: Styles
    counts: Counts = field(default_factory=Counts)
    notes: list[Element] = field(default_factory=list)
    """Notes that visible text refers to, in order."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes and shapes met and not yet read."""

    def skip(self, element: Element, kind: str) -> None:
        """An element that is not read: one place, when there is text in it."""
        self.counts.count(kind, int(holds_text(element)))


def paragraph_text(paragraph: Element, context: Context) -> str:
    """The visible text; hidden parts are counted, boxes and notes are put aside."""
    if _hidden_paragraph(paragraph, context):
        context.skip(paragraph, HIDDEN)
        return ""
    walk = _Walk(context)
    walk.inside(paragraph)
    text = _WHITE.sub(" ", "".join(walk.out))
    return text.strip(" ").translate(_SIGNS)


def _hidden_paragraph(paragraph: Element, context: Context) -> bool:
    if any(mark.get(f"{TEXT}is-hidden") == "true" for mark in paragraph.iter(f"{TEXT}hidden-paragraph")):
        return True
    return context.styles.is_hidden("paragraph", paragraph.get(f"{TEXT}style-name"))


class _Walk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self.out: list[str] = []

    def inside(self, element: Element) -> None:
        """The text of an element and of what is in it; white space as ODF has it."""
        self.out.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            else:
                self._context.counts.count(REMARK, int(bool(child.text and child.text.strip())))
            self.out.append(child.tail or "")

    def _child(self, child: Element) -> None:
        if str(child.tag).startswith(TEXT):
            self._text(child, local(child))
        elif str(child.tag).startswith((DRAW, DR3D)):
            gather_drawing(child, self._context)
        elif child.tag == f"{OFFICE}annotation":
            words = any(holds_text(item) for item in child if str(item.tag).startswith(TEXT))
            self._context.counts.count(COMMENT, int(words))
        elif str(child.tag).startswith(FORM):
            self._context.counts.count(FORM_FIELD, int(holds_text(child)))
        elif local(child) == "content-control":
            if "true" in (value for key, value in child.attrib.items() if str(key).endswith("showing-place-holder")):
                self._context.skip(child, EMPTY_FIELD)
            else:
                self.inside(child)
        elif local(child) != "annotation-end":
            self._context.skip(child, UNKNOWN)

    def _text(self, child: Element, name: str) -> None:
        if name == "s":
            self.out.append(_SPACE * min(whole(child.get(f"{TEXT}c"), 1), _MOST_SPACES))
        elif name == "tab":
            self.out.append(_TAB)
        elif name == "line-break":
            self.out.append(_BREAK)
        elif name == "note":
            self._context.notes.append(child)
            label = child.find(f"{TEXT}note-citation")
            own = label is not None and label.get(f"{TEXT}label", "").strip(" *†‡§")
            self._context.counts.count("eigen nootteken", int(bool(own)))
        elif name in _SKIPPED:
            self._context.skip(child, _SKIPPED[name])
        elif name == "hidden-text":
            self._hidden_text(child)
        elif name == "span" and self._context.styles.is_hidden("text", child.get(f"{TEXT}style-name")):
            self._context.skip(child, HIDDEN)
        elif name not in _MARKS:
            self.inside(child)

    def _hidden_text(self, child: Element) -> None:
        if child.get(f"{TEXT}is-hidden") != "true" and holds_text(child):
            self.inside(child)
        elif child.get(f"{TEXT}string-value") or holds_text(child):
            self._context.counts.count(HIDDEN)


def gather_drawing(element: Element, context: Context) -> None:
    """Put aside the text boxes of a drawing, and count what in it is no text."""
    name = local(element)
    if element.get(_DISPLAY) == "none":
        context.skip(element, HIDDEN)
        return
    boxed = False
    for child in element:
        if child.tag in (f"{SVG}title", f"{SVG}desc"):
            context.skip(child, ALT_TEXT)
        elif child.tag == f"{DRAW}image":
            inline = any(str(item.tag) == f"{OFFICE}binary-data" for item in child)
            context.counts.count(PICTURE, int(inline and element.find(f"{DRAW}object") is None))
        elif child.tag in (f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet"):
            context.counts.count(EMBEDDED, int(any(str(i.tag) == f"{OFFICE}binary-data" for i in child)))
        elif child.tag == f"{DRAW}text-box":
            if boxed:
                context.skip(child, VERSION)
            else:
                context.boxes.append(child)
            boxed = True
        elif str(child.tag).startswith("{http://www.w3.org/2000/svg}"):
            context.skip(child, IN_PICTURE)
        elif str(child.tag).startswith(DRAW) and local(child) in _SHAPES:
            gather_drawing(child, context)
    if name not in ("frame", "g", "a") and any(local(child) in ("p", "list", "h") for child in element):
        context.boxes.append(element)
    if name == "control":
        context.skip(element, FORM_FIELD)
