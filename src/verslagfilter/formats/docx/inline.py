"""The text of one paragraph as a reader of the final version sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from verslagfilter.formats.breaks import BREAK
from verslagfilter.formats.counts import DELETED, EMPTY_FIELD, FIELD_CODE, HIDDEN, PRONUNCIATION, VERSION
from verslagfilter.formats.docx.ledger import Ledger
from verslagfilter.formats.docx.names import MC, M, W, switch, value
from verslagfilter.formats.docx.numbering import Numbering
from verslagfilter.formats.docx.styles import Styles
from verslagfilter.formats.safexml import Element, local

_WRAPPERS = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "rubyBase"}
)
_GONE = {"del": DELETED, "moveFrom": DELETED, "rt": PRONUNCIATION}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-", "softHyphen": ""}
_DRAWINGS = frozenset({"drawing", "pict", "object"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_SYMBOLS = {
    "wingdings": {0xFC: "✓", 0xFE: "☒", 0xA8: "☐", 0x6F: "☐", 0xFB: "✗", 0xFD: "☒", 0xE0: "→", 0xA7: "•", 0xD8: "•"},
    "symbol": {0xB7: "•", 0xAE: "→", 0xAB: "↔", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB0: "°"},
}
_TEXTS = (W + "t", W + "delText", W + "instrText")
_SPACES = str.maketrans("\n\r\u2028\u2029\x85", "     ")
"""A line end inside XML text is a space to Word."""


@dataclass(slots=True)
class Fields:
    """The open fields of a story, from the outside in."""

    begun: list[bool] = field(default_factory=list)
    """For each, whether its result has begun."""
    codes: int = 0
    """How many have not; while there are any, text is field code."""

    def mark(self, kind: str | None) -> None:
        """Take note of a field mark: begin, separate or end."""
        if kind == "begin":
            self.begun.append(False)
            self.codes += 1
        elif kind == "separate" and self.begun:
            self.codes -= not self.begun[-1]
            self.begun[-1] = True
        elif kind == "end" and self.begun:
            self.codes -= not self.begun.pop()


@dataclass(slots=True)
class Context:
    """What the reading of one document needs and gathers."""

    styles: Styles
    numbering: Numbering
    ledger: Ledger = field(default_factory=Ledger)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of each note that visible text refers to, in order."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes met and not yet read."""
    fields: Fields = field(default_factory=Fields)
    """The fields that are open where the reader is."""
    whole: set[Element] = field(default_factory=set)
    """Field marks that have a partner; one without would swallow the rest of the text."""


def pair_fields(root: Element, context: Context) -> None:
    """Find which field marks of a part belong together."""
    open_marks: list[list[Element]] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if next(mark.iterancestors(W + "del", W + "moveFrom"), None) is not None:
            continue
        if kind == "begin":
            open_marks.append([mark])
        elif open_marks:
            open_marks[-1].append(mark)
            if kind == "end":
                context.whole.update(open_marks.pop())


def branch(element: Element, ledger: Ledger) -> Element | None:
    """The one version of mc:AlternateContent that is shown; another version that says something else is counted."""
    versions = [*element.iterchildren(MC + "Choice"), *element.iterchildren(MC + "Fallback")]
    chosen = next((version for version in versions if _understood(version)), None)
    shown = "" if chosen is None else _all_text(chosen)
    for version in versions:
        if version is chosen:
            continue
        if _all_text(version) == shown:
            ledger.settle(version)
        else:
            ledger.skip(version, VERSION)
    return chosen


def shows_prompt(control: Element) -> bool:
    """Whether a content control is empty and only shows what to fill in."""
    return bool(switch(control.find(W + "sdtPr"), "showingPlcHdr"))


def paragraph_text(paragraph: Element, context: Context) -> str:
    """The visible text; deleted and hidden parts are counted, text boxes and notes are put aside."""
    style = value(paragraph.find(W + "pPr"), "pStyle") or context.styles.default
    return _Walk(context, style).text(paragraph)


class _Walk:
    def __init__(self, context: Context, style: str | None) -> None:
        self._context = context
        self._style = style
        self._out: list[str] = []

    def text(self, paragraph: Element) -> str:
        self._children(paragraph)
        return "".join(self._out)

    def _children(self, element: Element) -> None:
        for child in element:
            self._node(child)

    def _node(self, element: Element) -> None:
        tag, name = str(element.tag), local(element)
        if tag.startswith(M):
            self._math(element)
        elif tag == MC + "AlternateContent":
            self._alternate(element)
        elif not tag.startswith(W):
            return  # the sweep counts what is in it
        elif name == "r":
            self._run(element)
        elif name in _WRAPPERS:
            self._children(element)
        elif name in _GONE:
            self._context.ledger.skip(element, _GONE[name])
        elif name == "sdt":
            self._control(element)

    def _math(self, element: Element) -> None:
        if element.tag == M + "t":
            self._out.append(self._context.ledger.read(element))
        elif element.tag == M + "r" and self._hidden(element):
            self._context.ledger.skip(element, HIDDEN)
        else:
            self._children(element)

    def _alternate(self, element: Element) -> None:
        chosen = branch(element, self._context.ledger)
        if chosen is not None:
            read = self._in_run if _in_run(element) else self._node
            for child in chosen:
                read(child)

    def _control(self, element: Element) -> None:
        if shows_prompt(element):
            self._context.ledger.skip(element, EMPTY_FIELD)
            return
        content = element.find(W + "sdtContent")
        if content is not None:
            self._children(content)

    def _run(self, run: Element) -> None:
        hidden = self._hidden(run)
        for child in run:
            if child.tag == W + "fldChar":
                self._field(child)
            elif not hidden:
                self._in_run(child)
        if hidden:
            self._context.ledger.skip(run, HIDDEN)

    def _hidden(self, run: Element) -> bool:
        properties = run.find(W + "rPr")
        stated = switch(properties, "vanish")
        return self._context.styles.is_hidden(self._style, value(properties, "rStyle")) if stated is None else stated

    def _field(self, mark: Element) -> None:
        if mark in self._context.whole:
            self._context.fields.mark(mark.get(W + "fldCharType"))

    def _in_run(self, element: Element) -> None:
        name, ledger = local(element), self._context.ledger
        if self._context.fields.codes:
            ledger.skip(element, FIELD_CODE)
        elif element.tag == MC + "AlternateContent":
            self._alternate(element)
        elif not str(element.tag).startswith(W):
            return
        elif name == "t":
            self._out.append(ledger.read(element).translate(_SPACES))
        elif name in _SIGNS:
            self._out.append(_SIGNS[name])
        elif name in _NOTES:
            self._context.notes.append((_NOTES[name], element.get(W + "id", "")))
        else:
            self._in_run_rarely(element, name)

    def _in_run_rarely(self, element: Element, name: str) -> None:
        if name in _DRAWINGS:
            self._drawing(element)
        elif name == "ruby":
            self._children(element)
        elif name == "sym":
            self._symbol(element)

    def _symbol(self, element: Element) -> None:
        font, code = element.get(W + "font", "").lower(), element.get(W + "char", "")
        point = int(code, 16) if 0 < len(code) <= 5 and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        sign = _SYMBOLS.get(font, {}).get(point & 0xFF)
        if sign is None and 0x20 < point < 0xD800:
            sign = chr(point)
        if sign is None:
            self._context.ledger.count("symbool")
        self._out.append(sign or "")

    def _drawing(self, element: Element) -> None:
        for child in element:
            if local(child) == "txbxContent":
                self._context.boxes.append(child)
            elif child.tag == MC + "AlternateContent":
                chosen = branch(child, self._context.ledger)
                if chosen is not None:
                    self._drawing(chosen)
            elif _is_hidden_object(element, child):
                self._context.ledger.skip(child, HIDDEN)
            else:
                self._drawing(child)


def _in_run(element: Element) -> bool:
    outer = next((item for item in element.iterancestors() if not str(item.tag).startswith(MC)), None)
    return outer is not None and outer.tag == W + "r"


def _is_hidden_object(parent: Element, child: Element) -> bool:
    """An object that Word does not show: DrawingML says so beside the shape, VML in its style."""
    described = next((item for item in parent if local(item) == "docPr"), None)
    if described is not None and described.get("hidden") in ("1", "true"):
        return True
    return "visibility:hidden" in child.get("style", "").replace(" ", "").lower()


def _understood(version: Element) -> bool:
    if version.tag == MC + "Fallback":
        return True
    prefixes = version.get("Requires", "").split()
    return all((version.nsmap.get(prefix) or "").startswith(_KNOWN) for prefix in prefixes)


def _all_text(element: Element) -> str:
    return "".join("".join(str(text).split()) for text in element.itertext(tag=_TEXTS))
