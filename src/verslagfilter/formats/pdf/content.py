"""What a page draws: hidden layers and second texts taken out, before the text is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name

from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import ALT_TEXT, HIDDEN, PICTURE, UNKNOWN, Counts
from verslagfilter.formats.pdf.names import known

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_SECOND_TEXTS = ("/ActualText", "/Alt", "/E")
_COMMENT = re.compile(rb"(?m)^[ \t]*%(?!%)[^\r\n]*\S")
_MOST_OPERATORS = 5_000_000
"""In all pages together; a thousand pages of text have a tenth of it."""


@dataclass(slots=True)
class Layers:
    """Which layers of a file are off when it is opened."""

    off: frozenset[tuple[int, int]] = frozenset()
    """Object numbers."""

    def hides(self, mark: Any) -> bool:
        """Whether content that belongs to this layer, or to several, does not show."""
        if not isinstance(mark, pikepdf.Dictionary):
            return False
        if mark.get("/Type") == Name.OCMD:
            return not self._together(mark)
        return mark.objgen in self.off

    def _together(self, mark: pikepdf.Dictionary) -> bool:
        groups: Any = mark.get("/OCGs")
        layers = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
        shown = [layer.objgen not in self.off for layer in layers if isinstance(layer, pikepdf.Dictionary)]
        if not shown:
            return True
        policy = str(mark.get("/P", "/AnyOn"))
        answers = {"/AllOn": all(shown), "/AnyOff": not all(shown), "/AllOff": not any(shown)}
        return answers.get(policy, any(shown))


def read_layers(pdf: pikepdf.Pdf) -> Layers:
    """The layers that the file itself switches off."""
    properties: Any = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return Layers()
    state: Any = properties.get("/D", pikepdf.Dictionary())
    everything = {layer.objgen for layer in properties.get("/OCGs", [])}
    off = everything if state.get("/BaseState") == Name.OFF else set()
    off -= {layer.objgen for layer in state.get("/ON", [])}
    return Layers(frozenset(off | {layer.objgen for layer in state.get("/OFF", [])}))


@dataclass(slots=True)
class Cleaner:
    """Cleans the content of one file, page by page."""

    pdf: pikepdf.Pdf
    layers: Layers
    counts: Counts
    _done: set[tuple[int, int]] = field(default_factory=set)
    _drawn: set[tuple[int, int]] = field(default_factory=set)
    _undrawn: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Forms that a page could draw, and whether there is text in them."""
    _operators: int = 0

    def page(self, page: pikepdf.Page) -> None:
        """Take out of a page what does not show, and count it."""
        contents: Any = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        raw = b"\n".join(s.read_bytes() for s in streams if isinstance(s, pikepdf.Stream))
        self._remarks(raw)
        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        cleaned = self._cleaned(page, resources)
        if cleaned is not None:
            page.obj.Contents = self.pdf.make_stream(cleaned)
        self._forms(resources)

    def close(self) -> None:
        """Count the forms that no page drew; to be called after the last page."""
        self.counts.count(HIDDEN, sum(text for form, text in self._undrawn.items() if form not in self._drawn))

    def _forms(self, resources: Any) -> None:
        if not isinstance(resources, pikepdf.Dictionary):
            return
        for item in list(_values(resources.get("/XObject"))):
            if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != Name.Form or item.objgen in self._done:
                continue
            self._done.add(item.objgen)
            raw = item.read_bytes()
            self._remarks(raw)
            inner: Any = item.get("/Resources", resources)
            has_text = any(show in raw for show in (b"Tj", b"TJ", b"'", b'"'))
            self._undrawn[item.objgen] = has_text
            if self.layers.hides(item.get("/OC")):
                self.counts.count(HIDDEN, int(has_text))
                self._drawn.add(item.objgen)
                item.write(b"")
                continue
            cleaned = self._cleaned(item, inner)
            if cleaned is not None:
                item.write(cleaned)
            self._forms(inner)

    def _remarks(self, raw: bytes) -> None:
        self.counts.count("technische aantekening", len(_COMMENT.findall(raw)))

    def _cleaned(self, source: pikepdf.Page | pikepdf.Stream, resources: Any) -> bytes | None:
        """The content without what does not show; None when nothing had to go."""
        kept: list[Any] = []
        marks: list[bool] = []
        """For each open mark, whether it hides what is in it."""
        hidden_text = changed = False
        properties, forms = _named(resources, "/Properties"), _named(resources, "/XObject")
        instructions = self._instructions(source)
        for number, instruction in enumerate(instructions):
            operator = str(instruction.operator)
            if operator == "Do" and str(instruction.operands[0]) in forms:
                self._drawn.add(forms[str(instruction.operands[0])].objgen)
            if operator in ("BDC", "BMC"):
                hides, stripped = self._mark(instructions[number:], properties)
                marks.append(hides)
                changed = changed or hides or stripped is not None
                if not any(marks):
                    kept.append(instruction if stripped is None else stripped)
                continue
            if operator == "EMC" and marks:
                was_hidden = any(marks)
                marks.pop()
                if was_hidden and not any(marks):
                    self.counts.count(HIDDEN, int(hidden_text))
                    hidden_text = False
                if was_hidden:
                    continue
            if any(marks):
                hidden_text = hidden_text or operator in _SHOWS
                if operator in _SHOWS or operator in ("Do", "INLINE IMAGE", "sh"):
                    continue
            self._look(instruction, operator)
            kept.append(instruction)
        return pikepdf.unparse_content_stream(kept) if changed else None

    def _instructions(self, source: pikepdf.Page | pikepdf.Stream) -> list[Any]:
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (pikepdf.PdfParsingError, pikepdf.PdfError, TypeError, ValueError):
            raise PDF.broken() from None
        self._operators += len(instructions)
        if self._operators > _MOST_OPERATORS:
            raise PDF.huge()
        return list(instructions)

    def _mark(self, following: list[Any], properties: Any) -> tuple[bool, Any | None]:
        """Whether the mark that comes first hides what is in it; and that mark without its second texts, if any."""
        instruction = following[0]
        if len(instruction.operands) < 2:
            return False, None
        tag, given = instruction.operands[0], instruction.operands[1]
        named = properties.get(str(given)) if isinstance(given, Name) and hasattr(properties, "get") else given
        if tag == Name.OC:
            return self.layers.hides(named), None
        if not isinstance(named, pikepdf.Dictionary):
            return False, None
        told = [key for key in _SECOND_TEXTS if str(named.get(key, "")).strip()]
        if not told:
            return False, None
        same = told == ["/ActualText"] and _is_shown(str(named["/ActualText"]), following)
        self.counts.count(ALT_TEXT, int(not same))
        rest = {key: value for key, value in named.items() if key not in _SECOND_TEXTS}
        return False, pikepdf.ContentStreamInstruction([tag, pikepdf.Dictionary(rest)], instruction.operator)

    def _look(self, instruction: Any, operator: str) -> None:
        if operator == "INLINE IMAGE":
            self.counts.count(PICTURE)
        elif operator == "DP":
            self.counts.count(UNKNOWN, int(isinstance(instruction.operands[-1], pikepdf.Dictionary)))
        elif operator not in known("operators"):
            self.counts.count(UNKNOWN)


def _named(resources: Any, kind: str) -> Any:
    return resources.get(kind, {}) if isinstance(resources, pikepdf.Dictionary) else {}


def _is_shown(text: str, following: list[Any]) -> bool:
    """Whether a second text has no word, as for a hyphen at a line end, or is what the marked content shows."""
    depth, shown = 0, b""
    for instruction in following:
        operator = str(instruction.operator)
        depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        if depth == 0:
            break
        if operator in _SHOWS:
            items = instruction.operands[-1]
            pieces = items if isinstance(items, pikepdf.Array) else [items]
            shown += b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return not any(char.isalnum() for char in text) or shown.decode("latin-1") == text


def _values(item: Any) -> Iterator[Any]:
    if isinstance(item, pikepdf.Dictionary):
        for _, value in item.items():
            yield value
