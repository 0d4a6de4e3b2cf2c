"""The parts of a docx that are not text of the document: known and empty of text, or counted as unread."""

from __future__ import annotations

from verslagfilter.formats.counts import (
    AUTHOR,
    CHART,
    COMMENT,
    CUSTOM_XML,
    EMBEDDED,
    FONT,
    LINK,
    LOOSE,
    MACRO,
    MEDIA,
    MERGE_SOURCE,
    OUTSIDE,
    PICTURE,
    PRINTER,
    PROPERTY,
    SIGNATURE,
    STYLE_NAME,
    TEMPLATE,
    THUMBNAIL,
    UNKNOWN,
)
from verslagfilter.formats.docx.ledger import Ledger
from verslagfilter.formats.docx.names import W, value
from verslagfilter.formats.docx.package import Package
from verslagfilter.formats.safexml import Element, local

_DIAGRAM = "diagram"
_INSERTED, _WORD = "ingevoegd document", "aanpassing van Word"

_KINDS = {
    "image": PICTURE,
    "hdphoto": PICTURE,
    "ink": PICTURE,
    "thumbnail": THUMBNAIL,
    "video": MEDIA,
    "audio": MEDIA,
    "media": MEDIA,
    "oleObject": EMBEDDED,
    "package": EMBEDDED,
    "control": "besturingselement",
    "activeXControlBinary": "besturingselement",
    "chart": CHART,
    "chartEx": CHART,
    "chartUserShapes": CHART,
    "diagramData": _DIAGRAM,
    "diagramDrawing": _DIAGRAM,
    "aFChunk": _INSERTED,
    "subDocument": _INSERTED,
    "glossaryDocument": "autotekst",
    "customXml": CUSTOM_XML,
    "font": FONT,
    "vbaProject": MACRO,
    "wordVbaData": MACRO,
    "keyMapCustomizations": _WORD,
    "attachedToolbars": _WORD,
    "extensibility": _WORD,
    "ui": _WORD,
    "printerSettings": PRINTER,
    "origin": SIGNATURE,
    "signature": SIGNATURE,
    "certificate": SIGNATURE,
    "recipientData": MERGE_SOURCE,
    "webextension": "invoegtoepassing",
    "webextensiontaskpanes": "invoegtoepassing",
    "attachedTemplate": TEMPLATE,
    "hyperlink": LINK,
}
"""By the kind of the relation that leads to the part."""

_ITEMS = {
    "comments": ("comment", COMMENT),
    "people": ("person", AUTHOR),
    "core-properties": ("", PROPERTY),
    "extended-properties": ("", PROPERTY),
    "custom-properties": ("", PROPERTY),
}
"""Parts of which every item is a place: its tag, or "" for each element that holds text."""

_PLAIN = frozenset(
    {"styles", "stylesWithEffects", "numbering", "settings", "fontTable", "theme", "webSettings", "themeOverride"}
    | {"commentsExtended", "commentsIds", "commentsExtensible", "customXmlProps", "diagramLayout", "diagramQuickStyle"}
    | {"diagramColors", "chartStyle", "chartColorStyle", "documenttasks"}
)
"""Parts of settings: they hold no text, and are swept to be sure."""


def account(package: Package, read: frozenset[str], ledger: Ledger) -> None:
    """Count every part that was not read, and every address outside the file."""
    kinds: dict[str, str] = {}
    for source in ("", *sorted(package.parts)):
        for relation in package.relations(source):
            if relation.external:
                ledger.count(_KINDS.get(relation.kind, OUTSIDE))
            else:
                kinds.setdefault(relation.target, relation.kind)
    for name in sorted(package.parts):
        if name not in read:
            _part(package, name, kinds.get(name, ""), ledger)
    ledger.count(MACRO, int(package.macros and MACRO not in {_KINDS.get(kind) for kind in kinds.values()}))
    ledger.count(LOOSE, int(package.loose))


def _part(package: Package, name: str, kind: str, ledger: Ledger) -> None:
    if name == "[Content_Types].xml" or name.endswith(".rels") or kind in _PLAIN:
        _sweep(package, name, ledger)
    elif kind in _ITEMS:
        _items(package, name, kind, ledger)
    elif kind in ("header", "footer"):
        ledger.count(f"{'kop' if kind == 'header' else 'voet'}tekst die niet in gebruik is")
    else:
        ledger.count(_KINDS.get(kind, UNKNOWN))


def _sweep(package: Package, name: str, ledger: Ledger) -> None:
    root = package.tree(name)
    if root is None:
        return
    ledger.sweep(root)
    own = [style for style in root.iter(W + "style") if style.get(W + "customStyle") in ("1", "true", "on")]
    named = [item for item in root.iter(W + "abstractNum") if value(item, "name")]
    ledger.count(STYLE_NAME, len(own) + len(named))


def _items(package: Package, name: str, kind: str, ledger: Ledger) -> None:
    root = package.tree(name)
    tag, place = _ITEMS[kind]
    if root is None:
        return
    items = [item for item in root.iter() if local(item) == tag] if tag else _filled(root)
    ledger.count(place, len(items))


def _filled(root: Element) -> list[Element]:
    return [item for item in root.iter() if isinstance(item.tag, str) and item.text is not None and item.text.strip()]
