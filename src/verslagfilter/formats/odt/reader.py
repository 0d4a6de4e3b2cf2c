"""OpenDocument text in: one text in reading order, and a count of every place that was not read."""

from __future__ import annotations

from verslagfilter.formats.complaints import OPEN_DOCUMENT
from verslagfilter.formats.counts import Counts
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.lines import BLANK, Line, Story, finish
from verslagfilter.formats.odt.blocks import Blocks
from verslagfilter.formats.odt.inline import Context
from verslagfilter.formats.odt.names import OFFICE, STYLE, TEXT, holds_text
from verslagfilter.formats.odt.package import Package, account, open_package
from verslagfilter.formats.odt.styles import masters_in_use, read_styles
from verslagfilter.formats.odt.sweep import sweep
from verslagfilter.formats.safexml import Element, local

_MARGINS = {"header": Story(BlockKind.HEADER, "koptekst"), "footer": Story(BlockKind.FOOTER, "voettekst")}


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """Headers, body, notes, footers; text boxes stand after the paragraph that they hang on.

    Raises:
        InputError: when it is not a sound OpenDocument text, or there is no text in it.
    """
    package = open_package(data)
    body = package.trees["content.xml"].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise OPEN_DOCUMENT.broken()
    context = Context(read_styles((package.trees.get("styles.xml"), package.trees["content.xml"])))
    lines = _lines(package, body, context)
    for root in (package.trees.get("styles.xml"), package.trees["content.xml"]):
        if root is not None:
            sweep(root, context.counts)
    account(package, context.counts)
    return finish(lines, OPEN_DOCUMENT, kind=kind, name=name, sha256=sha256, unread=context.counts.places())


def _lines(package: Package, body: Element, context: Context) -> list[Line]:
    """All lines, with a blank one between the stories."""
    root = package.trees.get("styles.xml")
    used = masters_in_use(root, package.trees["content.xml"], context.styles)
    header = _margin(used, "header", context)
    text = Blocks(context).read(body)
    footer = _margin(used, "footer", context)
    notes: list[Line] = []
    for index, note in enumerate(iter(lambda: context.notes.pop(0) if context.notes else None, None), start=1):
        word = "eindnoot" if note.get(f"{TEXT}note-class") == "endnote" else "voetnoot"
        found = note.find(f"{TEXT}note-body")
        if found is not None:
            notes += Blocks(context, Story(BlockKind.FOOTNOTE, f"{word} {index}")).read(found)
    if root is not None:
        _unused(root, used, context.counts)
    return [line for story in (header, text, notes, footer) for line in (*story, BLANK)]


def _margin(pages: list[Element], kind: str, context: Context) -> list[Line]:
    """The headers or footers of the pages in use; what two of them share, once."""
    lines: list[Line] = []
    for page in pages:
        for item in page:
            if not _is_margin(item, kind) or item.get(f"{STYLE}display") == "false":
                continue
            new = Blocks(context, _MARGINS[kind]).read(item)
            known = {line.text for line in lines}
            lines += [line for line in new if line.text not in known]
    return lines


def _is_margin(item: Element, kind: str) -> bool:
    return str(item.tag).startswith(STYLE) and local(item) in (kind, f"{kind}-left", f"{kind}-first")


def _unused(root: Element, used: list[Element], counts: Counts) -> None:
    for page in root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"):
        for kind, word in (("header", "koptekst"), ("footer", "voettekst")):
            off = [i for i in page if _is_margin(i, kind) and (page not in used or i.get(f"{STYLE}display") == "false")]
            counts.count(f"{word} die niet in gebruik is", sum(map(holds_text, off)))
