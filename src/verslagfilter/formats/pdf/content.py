"""What a page draws: hidden layers and second texts taken out, before the text is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name

from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import ALT_TEXT, HIDDEN, PICTURE, REMARK, UNKNOWN, Counts
from verslagfilter.formats.pdf.names import known

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_SECOND_TEXTS = ("/ActualText", "/Alt", "/E")
_COMMENT = re.compile(rb"(?m)^[ \t]*%(?!%)[^\r\n]*\S")
_MOST_MARKED = 10_000
"""Operators that are looked through for what a mark stands for."""
_MOST_BYTES = 4 * 1024 * 1024
"""Of the content of one page or form; a page of text has a hundredth of it."""
_MOST_DRAWN = 20_000
"""Forms drawn by one page, counting those that forms draw."""
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
    everything, on, off = (_numbers(items) for items in (properties.get("/OCGs"), state.get("/ON"), state.get("/OFF")))
    start = everything if state.get("/BaseState") == Name.OFF else frozenset()
    return Layers((start - on) | off)


def _numbers(items: Any) -> frozenset[tuple[int, int]]:
    found = list(items) if isinstance(items, pikepdf.Array) else []
    return frozenset(item.objgen for item in found if isinstance(item, pikepdf.Dictionary))


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
    _bytes: int = 0
    _draws: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    """Which forms each form draws; page contents under the number of the page."""

    def page(self, page: pikepdf.Page) -> None:
        """Take out of a page what does not show, and count it."""
        raw = _content(page)
        self._remarks(raw)
        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        cleaned = self._cleaned(page, resources)
        if cleaned is not None:
            page.obj.Contents = self.pdf.make_stream(cleaned)
        self._forms(resources)

    def close(self) -> None:
        """Count the forms that no page drew; to be called after the last page."""
        self.counts.count(HIDDEN, sum(text for form, text in self._undrawn.items() if form not in self._drawn))
        sizes: dict[tuple[int, int], int] = {}
        if any(self._size(form, sizes, 0) > _MOST_DRAWN for form in list(self._draws)):
            raise PDF.unsafe()

    def _size(self, form: tuple[int, int], sizes: dict[tuple[int, int], int], depth: int) -> int:
        """How many forms are drawn where one is drawn."""
        if depth > 50:
            raise PDF.tangled()
        if form not in sizes:
            sizes[form] = 1  # for one that draws itself
            sizes[form] = 1 + sum(self._size(inner, sizes, depth + 1) for inner in self._draws.get(form, ()))
        return sizes[form]

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
        self.counts.count(REMARK, len(_COMMENT.findall(raw)))

    def _cleaned(self, source: pikepdf.Page | pikepdf.Stream, resources: Any) -> bytes | None:
        """The content without what does not show; None when nothing had to go."""
        kept: list[Any] = []
        marks: list[bool] = []
        """For each open mark, whether it hides what is in it."""
        hiding = 0
        hidden_text = changed = False
        properties, forms = _named(resources, "/Properties"), _named(resources, "/XObject")
        own = source.objgen if isinstance(source, pikepdf.Stream) else source.obj.objgen
        instructions = self._instructions(source)
        for number, instruction in enumerate(instructions):
            operator = str(instruction.operator)
            if operator == "Do" and instruction.operands and str(instruction.operands[0]) in forms:
                form = forms[str(instruction.operands[0])].objgen
                self._drawn.add(form)
                self._draws.setdefault(own, []).append(form)
            if operator in ("BDC", "BMC"):
                hides, stripped = self._mark(instructions, number, properties)
                marks.append(hides)
                hiding += hides
                changed = changed or hides or stripped is not None
                if not hiding:
                    kept.append(instruction if stripped is None else stripped)
                continue
            if operator == "EMC" and marks:
                was_hidden = hiding > 0
                hiding -= marks.pop()
                if was_hidden and not hiding:
                    self.counts.count(HIDDEN, int(hidden_text))
                    hidden_text = False
                if was_hidden:
                    continue
            if hiding:
                hidden_text = hidden_text or operator in _SHOWS
                if operator in _SHOWS or operator in ("Do", "INLINE IMAGE", "sh"):
                    continue
            self._look(instruction, operator)
            kept.append(instruction)
        return pikepdf.unparse_content_stream(kept) if changed else None

    def _instructions(self, source: pikepdf.Page | pikepdf.Stream) -> list[Any]:
        raw = source.read_bytes() if isinstance(source, pikepdf.Stream) else _content(source)
        self._bytes += len(raw)
        if len(raw) > _MOST_BYTES or self._bytes > 16 * _MOST_BYTES:
            raise PDF.huge()
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (pikepdf.PdfError, RuntimeError, TypeError, ValueError):
            raise PDF.broken() from None
        self._operators += len(instructions)
        if self._operators > _MOST_OPERATORS:
            raise PDF.huge()
        return list(instructions)

    def _mark(self, instructions: list[Any], number: int, properties: Any) -> tuple[bool, Any | None]:
        """Whether a mark hides what is in it; and that mark without its second texts, if any."""
        instruction = instructions[number]
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
        same = told == ["/ActualText"] and _is_shown(str(named["/ActualText"]), instructions, number)
        self.counts.count(ALT_TEXT, int(not same))
        rest = {key: value for key, value in named.items() if key not in _SECOND_TEXTS}
        return False, pikepdf.ContentStreamInstruction([tag, pikepdf.Dictionary(rest)], instruction.operator)

    def _look(self, instruction: Any, operator: str) -> None:
        if operator == "INLINE IMAGE":
            self.counts.count(PICTURE)
        elif operator == "DP":
            self.counts.count(UNKNOWN, int(any(isinstance(item, pikepdf.Dictionary) for item in instruction.operands)))
        elif operator not in known("operators"):
            self.counts.count(UNKNOWN)


def _content(page: pikepdf.Page) -> bytes:
    contents: Any = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))


def _named(resources: Any, kind: str) -> Any:
    return resources.get(kind, {}) if isinstance(resources, pikepdf.Dictionary) else {}


def _is_shown(text: str, instructions: list[Any], number: int) -> bool:
    """Whether a second text has no word, as for a hyphen at a line end, or is what the marked content shows."""
    depth, shown = 0, b""
    for at in range(number, min(len(instructions), number + _MOST_MARKED)):
        instruction = instructions[at]
        operator = str(instruction.operator)
        depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        if depth == 0:
            break
        if operator in _SHOWS and instruction.operands:
            items = instruction.operands[-1]
            pieces = items if isinstance(items, pikepdf.Array) else [items]
            shown += b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return not any(char.isalnum() for char in text) or shown.decode("latin-1") == text


def _values(item: Any) -> Iterator[Any]:
    if isinstance(item, pikepdf.Dictionary):
        for _, value in item.items():
            yield value


def remove_text(pdf: pikepdf.Pdf) -> None:
    """Leave everything on the pages but the text: what differs from the page with it is text that shows."""
    done: set[tuple[int, int]] = set()
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(_silent(page))
        notes: Any = page.obj.get("/Annots", [])
        kept = [
            note for note in notes if not (isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == Name.Widget)
        ]
        if "/Annots" in page.obj:
            page.obj.Annots = pdf.make_indirect(pikepdf.Array(kept))
        waiting = [page.obj.get("/Resources")]
        while waiting:
            for item in list(_values(_named(waiting.pop(), "/XObject"))):
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form and item.objgen not in done:
                    done.add(item.objgen)
                    waiting.append(item.get("/Resources"))
                    item.write(_silent(item))


def _silent(source: pikepdf.Page | pikepdf.Stream) -> bytes:
    kept = [one for one in pikepdf.parse_content_stream(source) if str(one.operator) not in _SHOWS]
    return pikepdf.unparse_content_stream(kept)
