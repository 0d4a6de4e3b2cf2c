"""A docx as a package: its parts, how they refer to each other, and safe XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from verslagfilter.errors import InputError
from verslagfilter.formats.complaints import WORD
from verslagfilter.formats.docx.names import CONTENT_TYPES, RELATIONSHIP, W
from verslagfilter.formats.safexml import Element, parse
from verslagfilter.formats.zipcheck import open_checked, slack, unpack

_TYPES = "[Content_Types].xml"
_ROOT_RELS = "_rels/.rels"
_NOT_WORD = "Dit bestand heet .docx, maar is geen Word-bestand. Open het en bewaar het als .docx."
_STRICT = "Dit Word-bestand is bewaard als 'Strict Open XML'. Bewaar het in Word als gewoon Word-document (.docx)."


@dataclass(frozen=True, slots=True)
class Relation:
    """One reference from a part to another part, or to something outside the file."""

    id: str
    kind: str
    """Last word of its type: "header", "image", "hyperlink"."""
    target: str
    """Part name, or an address outside."""
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of one docx, each unpacked when it is asked for."""

    parts: dict[str, bytes]
    """XML parts by name, unpacked; other parts are there with empty content, as nobody reads them."""
    main: str
    macros: bool
    loose: bool
    """Whether the zip holds bytes or remarks outside its parts."""
    archive: zipfile.ZipFile
    _trees: dict[str, Element] = field(default_factory=dict)

    def data(self, name: str) -> bytes:
        """The bytes of any part.

        Raises:
            InputError: when it is damaged.
        """
        return unpack(self.archive, self.archive.getinfo(name), WORD)

    def tree(self, name: str) -> Element | None:
        """The root of an XML part; None when there is no such part."""
        if name not in self.parts:
            return None
        if name not in self._trees:
            self._trees[name] = parse(self.parts[name], WORD)
        return self._trees[name]

    def relations(self, source: str) -> tuple[Relation, ...]:
        """What a part refers to; the source "" is the package itself."""
        folder, _, base = source.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def related(self, source: str, kind: str) -> str | None:
        """The first part of a kind that a part refers to."""
        found = (relation.target for relation in self.relations(source) if relation.kind == kind)
        return next((name for name in found if name in self.parts), None)


def open_package(data: bytes) -> Package:
    """The package, when it is a Word document that is safe to read.

    Raises:
        InputError: when it is not.
    """
    archive = open_checked(data, WORD)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = {entry.filename for entry in entries}
    if _TYPES not in names or _ROOT_RELS not in names:
        raise InputError(_NOT_WORD)
    parts = {entry.filename: unpack(archive, entry, WORD) if _is_xml(entry.filename) else b"" for entry in entries}
    package = Package(parts, "", macros=False, loose=slack(data, archive, WORD), archive=archive)
    package.main = _main_part(package)
    package.macros = "macroEnabled" in _content_type(package, package.main)
    return package


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _relations(root: Element, folder: str) -> Iterator[Relation]:
    for item in root.iter(RELATIONSHIP):
        target, external = item.get("Target", ""), item.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], target, external)


def _main_part(package: Package) -> str:
    name = package.related("", "officeDocument")
    if name is None:
        raise InputError(_NOT_WORD)
    kind = _content_type(package, name)
    if "wordprocessingml" not in kind and "ms-word" not in kind:
        raise InputError(_NOT_WORD)
    root = package.tree(name)
    if root is None or root.tag != W + "document":
        raise InputError(_STRICT if root is not None and "purl.oclc.org" in str(root.tag) else _NOT_WORD)
    return name


def _content_type(package: Package, name: str) -> str:
    root = package.tree(_TYPES)
    if root is None:
        return ""
    for item in root.iter(CONTENT_TYPES + "Override"):
        if item.get("PartName", "").lower() == f"/{name}".lower():
            return item.get("ContentType", "")
    extension = name.rpartition(".")[2].lower()
    defaults = root.iter(CONTENT_TYPES + "Default")
    return next((d.get("ContentType", "") for d in defaults if d.get("Extension", "").lower() == extension), "")
