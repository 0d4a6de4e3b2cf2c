"""Word in: one text in reading order, and a count of every place that was not read."""

from __future__ import annotations

from collections.abc import Iterator

from verslagfilter.formats.complaints import WORD
from verslagfilter.formats.document import BlockKind, Document, UnreadPlace
from verslagfilter.formats.docx.blocks import Blocks
from verslagfilter.formats.docx.inline import Context, Fields, pair_fields
from verslagfilter.formats.docx.names import R, W, switch
from verslagfilter.formats.docx.numbering import read_numbering
from verslagfilter.formats.docx.package import Package, open_package
from verslagfilter.formats.docx.parts import account
from verslagfilter.formats.docx.styles import read_styles
from verslagfilter.formats.lines import BLANK, Line, Story, finish
from verslagfilter.formats.safexml import Element

_MARGINS = {"header": Story(BlockKind.HEADER, "koptekst"), "footer": Story(BlockKind.FOOTER, "voettekst")}
_NOTES = {"footnote": "voetnoot", "endnote": "eindnoot"}


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """Headers, body, notes, footers; text boxes stand after the paragraph that they hang on.

    Raises:
        InputError: when it is not a sound Word document, or there is no text in it.
    """
    package = open_package(data)
    reading = _Reading(package)
    lines = reading.lines()
    account(package, frozenset(reading.read_parts), reading.context.ledger)
    return finish(lines, WORD, kind=kind, name=name, sha256=sha256, unread=reading.context.ledger.places())


def survey(package: Package) -> tuple[UnreadPlace, ...]:
    """What in a package is not text that its reader sees; also of one without any text, as a template is.

    Raises:
        InputError: when a part of it is damaged.
    """
    reading = _Reading(package)
    reading.lines()
    account(package, frozenset(reading.read_parts), reading.context.ledger)
    return reading.context.ledger.places()


class _Reading:
    """One document while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        styles = read_styles(self._part("styles"))
        self.context = Context(styles, read_numbering(self._part("numbering"), styles))
        self.read_parts: set[str] = set()

    def lines(self) -> list[Line]:
        """All lines, with a blank one between the stories."""
        body = self._story(self._package.main, None)
        notes = [line for kind in _NOTES for line in self._notes(kind)]
        stories = [self._margin("header"), body, notes, self._margin("footer")]
        for name in sorted(self.read_parts):
            root = self._package.tree(name)
            if root is not None:
                self.context.ledger.sweep(root)
        return [line for story in stories for line in (*story, BLANK)]

    def _part(self, kind: str) -> Element | None:
        name = self._package.related(self._package.main, kind)
        return None if name is None else self._package.tree(name)

    def _story(self, name: str, story: Story | None) -> list[Line]:
        root = self._package.tree(name)
        if root is None:
            return []
        self.read_parts.add(name)
        pair_fields(root, self.context)
        self.context.fields = Fields()
        container = root.find(W + "body") if story is None else root
        return [] if container is None else Blocks(self.context, story).read(container)

    def _margin(self, kind: str) -> list[Line]:
        """Each header or footer that is in use, once; what two of them share, once."""
        lines: list[Line] = []
        for name in self._in_use(kind):
            new = self._story(name, _MARGINS[kind])
            known = {line.text for line in lines}
            lines += [line for line in new if line.text not in known]
        return lines

    def _in_use(self, kind: str) -> Iterator[str]:
        root = self._package.tree(self._package.main)
        targets = {relation.id: relation.target for relation in self._package.relations(self._package.main)}
        sections = [] if root is None else list(root.iter(W + "sectPr"))
        shown = {None: True, "default": True, "even": bool(switch(self._part("settings"), "evenAndOddHeaders"))}
        shown["first"] = any(switch(section, "titlePg") for section in sections)
        seen: set[str] = set()
        for section in sections:
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                name = targets.get(reference.get(R + "id", ""), "")
                if name in self._package.parts and name not in seen and shown.get(reference.get(W + "type")):
                    seen.add(name)
                    yield name

    def _notes(self, kind: str) -> Iterator[Line]:
        """The notes that the text refers to, in that order; others are counted."""
        name = self._package.related(self._package.main, f"{kind}s")
        root = None if name is None else self._package.tree(name)
        if name is None or root is None:
            return
        self.read_parts.add(name)
        pair_fields(root, self.context)
        found = {note.get(W + "id", ""): note for note in root.iterchildren(W + kind)}
        wanted = dict.fromkeys(note_id for of, note_id in self.context.notes if of == kind and note_id in found)
        for index, note_id in enumerate(wanted, start=1):
            self.context.fields = Fields()
            story = Story(BlockKind.FOOTNOTE, f"{_NOTES[kind]} {index}")
            yield from Blocks(self.context, story).read(found[note_id])
        for note_id, note in found.items():
            if note_id not in wanted:
                self.context.ledger.skip(note, f"losse {_NOTES[kind]}")
