"""A Word template of the organisation: its styles, headers and footers, after a check that nothing else is in it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from verslagfilter.errors import ConfigError, InputError
from verslagfilter.formats.counts import (
    ALT_TEXT,
    AUTHOR,
    BOOKMARK,
    CUSTOM_XML,
    FIELD_CODE,
    OBJECT_NAME,
    PICTURE,
    PROPERTY,
    STYLE_NAME,
    THUMBNAIL,
)
from verslagfilter.formats.docx.names import R, W, value
from verslagfilter.formats.docx.package import Package, open_package
from verslagfilter.formats.docx.reader import survey
from verslagfilter.formats.png import stripped_png
from verslagfilter.formats.safexml import Element, local

_HARMLESS = frozenset(
    {PROPERTY, AUTHOR, STYLE_NAME, THUMBNAIL, PICTURE, OBJECT_NAME}
    | {ALT_TEXT, FIELD_CODE, CUSTOM_XML, "autotekst", BOOKMARK}
)
"""What may be in the template, because it stays behind in it, or is a picture or page number of a header or footer."""
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields that tell only a number of a page."""
_STYLES = {
    "Title": "title",
    "Heading1": "heading 1",
    "ListBullet": "list bullet",
    "BodyText": "body text",
    "BodyText2": "body text 2",
    "BodyText3": "body text 3",
    "BodyTextIndent": "body text indent",
    "TableGrid": "table grid",
}
"""Our style ids, and the names by which Word knows these styles in every language."""
_REVISION = re.compile(r"^\{[^}]+\}(?:rsid\w*|paraId|textId)$")
_DROPPED = frozenset(
    {"proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "rsid", "rsids", "permStart", "permEnd"}
)
_OURS = Path(__file__).with_name("template") / "styles.xml"
_TYPE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Part:
    """One part that an extract takes over."""

    name: str
    data: bytes
    content_type: str
    kind: str
    """Of the relation from the document to it: "header", "footer", "theme"."""
    relations: tuple[tuple[str, str], ...] = ()
    """Id and part name of each picture in it."""


@dataclass(frozen=True, slots=True)
class Template:
    """What an extract takes from the template."""

    styles: bytes
    style_ids: tuple[tuple[str, str], ...]
    """Our style id and that of the template."""
    section: str
    """XML of the page: size, margins, and which header and footer."""
    parts: tuple[Part, ...]
    pictures: tuple[tuple[str, bytes], ...]


def read_template(data: bytes) -> Template:
    """Read and check a template.

    Raises:
        ConfigError: it is no Word document, or holds what could tell of somebody: the words say what.
    """
    try:
        package = open_package(data)
        found = {place.kind for place in survey(package)}
    except InputError as error:
        raise ConfigError(str(error).rstrip(".")) from None
    left = sorted(found - _HARMLESS)
    if left:
        raise ConfigError(f"haal dit eerst uit het sjabloon: {', '.join(left)}")
    return _taken(package)


def _taken(package: Package) -> Template:
    root = package.tree(package.main)
    sections = [] if root is None else list(root.iter(W + "sectPr"))
    parts, ids = [], {}
    relations = {relation.id: relation for relation in package.relations(package.main)}
    for number, reference in enumerate(_references(sections), start=1):
        relation = relations.get(reference.get(R + "id", ""))
        if relation is not None and relation.target in package.parts:
            parts.append(_margin(package, relation.target, relation.kind, number))
            ids[relation.id] = f"rIdM{number}"
    theme = package.related(package.main, "theme")
    if theme is not None:
        parts.append(Part("word/theme/theme1.xml", _clean(package.tree(theme)), _TYPE + "theme+xml", "theme"))
    names = dict.fromkeys(name for part in parts for _, name in part.relations)
    pictures = tuple((name, _picture(package.data(name))) for name in names)
    styles, style_ids = _styles(package)
    return Template(styles, style_ids, _section(sections, ids), tuple(parts), pictures)


def _references(sections: list[Element]) -> Iterator[Element]:
    """The headers and footers of the last section: the one that a document without others has."""
    for kind in ("headerReference", "footerReference"):
        yield from (sections[-1].iterchildren(W + kind) if sections else ())


def _margin(package: Package, name: str, kind: str, number: int) -> Part:
    root = package.tree(name)
    for code in _codes(root):
        if (code.split() or [""])[0].upper() not in _FIELDS:
            raise ConfigError("haal uit de kop- en voettekst alle velden, behalve paginanummers")
    pictures = []
    for relation in package.relations(name):
        if relation.external or relation.kind != "image":
            raise ConfigError("haal uit de kop- en voettekst alle koppelingen en ingesloten bestanden")
        pictures.append((relation.id, relation.target))
    return Part(f"word/{kind}{number}.xml", _clean(root), f"{_TYPE}wordprocessingml.{kind}+xml", kind, tuple(pictures))


def _codes(root: Element | None) -> Iterator[str]:
    """The codes of the fields in a part, each whole."""
    if root is None:
        return
    code = ""
    for item in root.iter(W + "instrText", W + "fldSimple", W + "fldChar"):
        if local(item) == "fldSimple":
            yield item.get(W + "instr", "").strip()
        elif local(item) == "instrText":
            code += item.text or ""
        elif item.get(W + "fldCharType") in ("separate", "end") and code.strip():
            yield code.strip()
            code = ""


def _clean(root: Element | None) -> bytes:
    """The part without revision numbers, remarks and bookmarks."""
    if root is None:
        raise ConfigError("het sjabloon is niet compleet")
    made = copy.deepcopy(root)
    for item in list(made.iter()):
        parent = item.getparent()
        if parent is not None and (not isinstance(item.tag, str) or local(item) in _DROPPED):
            parent.remove(item)
            continue
        for name in [name for name in item.attrib if _REVISION.match(str(name))]:
            del item.attrib[name]
    data: bytes = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _picture(data: bytes) -> bytes:
    made = stripped_png(data)
    if made is None:
        raise ConfigError("gebruik in de kop- en voettekst alleen png-afbeeldingen")
    return made.png


def _styles(package: Package) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The styles of the template with ours where it has none, and by which id each of ours goes in it."""
    name = package.related(package.main, "styles")
    if name is None:
        raise ConfigError("het sjabloon heeft geen stijlen")
    root = etree.fromstring(_clean(package.tree(name)))
    own = {(value(style, "name") or "").lower(): style.get(W + "styleId", "") for style in root.iter(W + "style")}
    ids = {ours: own.get(known, "") for ours, known in _STYLES.items()}
    ours = etree.fromstring(_OURS.read_bytes())
    for style in ours.iter(W + "style"):
        our_id = style.get(W + "styleId", "")
        if our_id in ids and not ids[our_id]:
            style.set(W + "styleId", f"Uittreksel{our_id}")
            based = style.find(W + "basedOn")
            if based is not None:
                style.remove(based)
            root.append(style)
            ids[our_id] = f"Uittreksel{our_id}"
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data, tuple(ids.items())


def _section(sections: list[Element], ids: dict[str, str]) -> str:
    """The page of the template, with the new ids of its headers and footers."""
    if not sections:
        return ""
    made = copy.deepcopy(sections[-1])
    for item in list(made):
        if local(item) in ("headerReference", "footerReference"):
            new = ids.get(item.get(R + "id", ""))
            if new is None:
                made.remove(item)
            else:
                item.set(R + "id", new)
        elif local(item) not in ("pgSz", "pgMar", "titlePg", "cols", "docGrid", "pgBorders"):
            made.remove(item)
    for name in [name for name in made.attrib if _REVISION.match(str(name))]:
        del made.attrib[name]
    return etree.tostring(made, encoding="unicode")
