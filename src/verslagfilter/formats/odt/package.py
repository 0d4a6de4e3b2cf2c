"""An OpenDocument file as a package: its parts, and safe XML."""

from __future__ import annotations

from dataclasses import dataclass

from verslagfilter.formats.complaints import OPEN_DOCUMENT
from verslagfilter.formats.counts import (
    CHART,
    CUSTOM_XML,
    EMBEDDED,
    FONT,
    LOOSE,
    MACRO,
    MEDIA,
    MERGE_SOURCE,
    PICTURE,
    PRINTER,
    PROPERTY,
    SIGNATURE,
    THUMBNAIL,
    UNKNOWN,
    Counts,
)
from verslagfilter.formats.odt.names import CONFIG, MANIFEST, holds_text
from verslagfilter.formats.odt.sweep import template
from verslagfilter.formats.safexml import Element, local, parse
from verslagfilter.formats.zipcheck import open_checked, slack, unpack

_READ = ("content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "META-INF/manifest.xml")
_EMPTY_OF_TEXT = frozenset({"mimetype", "layout-cache", *_READ})
_FOLDERS = {
    "Pictures": PICTURE,
    "media": PICTURE,
    "Thumbnails": THUMBNAIL,
    "Basic": MACRO,
    "Dialogs": MACRO,
    "Versions": EMBEDDED,
    "Scripts": MACRO,
    "Configurations2": "aanpassing van het programma",
    "Fonts": FONT,
    "META-INF": SIGNATURE,
    "ObjectReplacements": PICTURE,
}
_OBJECT = "Object "
"""What the folder of an embedded document starts with."""
_MOVING = ("audio/", "video/", "application/vnd.sun.star.media")
_EMPTY_SETTINGS = frozenset({"PrinterSetup", "PrinterName"})


@dataclass(slots=True)
class Package:
    """The parts of one file that the reader looks into, and the names of the others."""

    trees: dict[str, Element]
    others: tuple[tuple[str, int], ...]
    """Name and size in bytes of every part that is not read."""
    types: dict[str, str]
    """Of the folder or part that has one: its media type."""
    loose: bool
    """Whether the zip holds bytes or remarks outside its parts."""


def open_package(data: bytes) -> Package:
    """The package, when it is safe to read.

    Raises:
        InputError: when it is not, or asks for a password.
    """
    archive = open_checked(data, OPEN_DOCUMENT)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    parts = {e.filename: unpack(archive, e, OPEN_DOCUMENT) for e in entries if e.filename in _READ}
    if "encrypted-package" in archive.namelist():
        raise OPEN_DOCUMENT.locked()
    if not parts.get("content.xml", b"").strip():
        raise OPEN_DOCUMENT.broken()
    manifest = parts.get("META-INF/manifest.xml")
    if manifest is not None and parse(manifest, OPEN_DOCUMENT).find(f".//{MANIFEST}encryption-data") is not None:
        raise OPEN_DOCUMENT.locked()
    trees = {name: parse(part, OPEN_DOCUMENT) for name, part in parts.items() if part.strip()}
    others = tuple((e.filename, e.file_size) for e in entries if e.filename not in _EMPTY_OF_TEXT)
    return Package(trees, others, _types(trees.get("META-INF/manifest.xml")), slack(data, archive, OPEN_DOCUMENT))


def _types(manifest: Element | None) -> dict[str, str]:
    entries = () if manifest is None else manifest.iter(f"{MANIFEST}file-entry")
    return {e.get(f"{MANIFEST}full-path", ""): e.get(f"{MANIFEST}media-type", "") for e in entries}


def account(package: Package, counts: Counts) -> None:
    """Count every part that is not text of the document."""
    seen = set()
    for name, size in package.others:
        folder, _, rest = name.partition("/")
        kind = _kind(folder, package.types.get(name, ""), package.types.get(f"{folder}/", ""))
        if (kind == EMBEDDED or folder.startswith(_OBJECT)) and folder in seen:
            continue  # an embedded document has parts of its own
        seen.add(folder)
        if size and rest != "current.xml":
            counts.count(kind)
    counts.count(LOOSE, int(package.loose))
    about = package.trees.get("manifest.rdf")
    counts.count(CUSTOM_XML, int(about is not None and holds_text(about)))
    template(package.trees.get("meta.xml"), counts)
    _properties(package.trees.get("meta.xml"), counts)
    _settings(package.trees.get("settings.xml"), counts)


def _kind(folder: str, own: str, of_folder: str) -> str:
    if folder.startswith(_OBJECT):
        return CHART if of_folder.endswith(".chart") else EMBEDDED
    if own.startswith(_MOVING):
        return MEDIA
    return _FOLDERS.get(folder, UNKNOWN)


def _properties(root: Element | None, counts: Counts) -> None:
    if root is not None:
        counts.count(PROPERTY, sum(1 for item in root.iter() if local(item) and (item.text or "").strip()))


def _settings(root: Element | None, counts: Counts) -> None:
    """Settings that can hold words: the name of a printer, of a database, of a version."""
    items = [] if root is None else root.iter(f"{CONFIG}config-item")
    told = [item for item in items if item.get(f"{CONFIG}type") == "string" and (item.text or "").strip()]
    source = [item for item in told if "Database" in item.get(f"{CONFIG}name", "")]
    counts.count(MERGE_SOURCE, len(source))
    told = [item for item in told if item not in source]
    printer = [item for item in told if item.get(f"{CONFIG}name") in _EMPTY_SETTINGS]
    counts.count(PRINTER, len(printer))
    counts.count("instelling met tekst", sum(1 for item in told if item not in printer and _is_words(item.text or "")))


def _is_words(text: str) -> bool:
    return any(char.isspace() for char in text.strip()) or len(text) > 40
