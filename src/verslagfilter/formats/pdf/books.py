"""The books of a PDF: everything in the file that is not text on a page is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Name

from verslagfilter.errors import InputError
from verslagfilter.formats.complaints import PDF
from verslagfilter.formats.counts import (
    ALT_TEXT,
    BOOKMARK,
    COMMENT,
    DELETED,
    EMBEDDED,
    HIDDEN,
    IN_PICTURE,
    LINK,
    LOOSE,
    MACRO,
    MEDIA,
    OBJECT_NAME,
    OUTSIDE,
    PICTURE,
    PROPERTY,
    SIGNATURE,
    STYLE_NAME,
    THUMBNAIL,
    TOOLTIP,
    UNKNOWN,
    Counts,
)
from verslagfilter.formats.pdf.names import known
from verslagfilter.formats.pdf.raw import check_chain
from verslagfilter.formats.safexml import parse

MOST_OBJECTS = 400_000

_ACTIONS = {
    "/JavaScript": MACRO,
    "/URI": LINK,
    "/SubmitForm": LINK,
    "/GoToR": OUTSIDE,
    "/GoToE": OUTSIDE,
    "/Launch": OUTSIDE,
    "/ImportData": OUTSIDE,
}
_MEDIA_NOTES = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_DRAWN_NOTES = frozenset({"/FreeText", "/Stamp", "/Watermark"})
_GENERIC_LAYER = re.compile(r"(?:Laag|Layer|Ebene)? ?\d*|Background|Watermark|Achtergrond|Headers?/Footers?", re.I)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_WORDS_TAG = re.compile(
    r"(?:Kop|Heading|Heading_20_|Koptekst|Voettekst|Header|Footer|Standaard|Standard|Normal|Title|Titel|Text_20_body|"
    r"Lijst.*|List.*|Body.*|Textbody|Table.*|Tabel.*|Footnote|Endnote|InlineShape|Chart|Diagram|Textbox|Slide|Workbook|"
    r"Worksheet|Dialogsheet|Chartsheet|Macrosheet|Annotation|Outline.*|Hyperlink|Internet.*|Subtitle|Alinea.*|Default.*)"
    r"[\s\d_]*",
    re.I,
)


def account(pdf: pikepdf.Pdf, counts: Counts, *, revised: bool) -> None:
    """Count every place of the file outside its pages' own content.

    Args:
        pdf: the file.
        counts: gets what is found.
        revised: whether it has earlier revisions: objects of those are loose, and were counted with them.

    Raises:
        InputError: it holds more objects than a document ever does, or a part of it is unsafe.
    """
    if len(pdf.objects) > MOST_OBJECTS:
        raise PDF.huge()
    _catalog(pdf, counts)
    _info(pdf, counts)
    for page in pdf.pages:
        _page(page.obj, counts)
    reached = _walk(pdf, counts)
    loose = [item for item in pdf.objects if _is_loose(item, reached) and not (pdf.is_linearized and _is_hint(item))]
    counts.count(LOOSE, 0 if revised else len(loose))


def _catalog(pdf: pikepdf.Pdf, counts: Counts) -> None:
    root: Any = pdf.Root
    counts.count(UNKNOWN, len(_others(root, known("catalog"))))
    counts.count(UNKNOWN, len(_others(pdf.trailer, known("trailer"))))
    names: Any = root.get("/Names", {})
    counts.count(BOOKMARK, len(list(_tree(names.get("/Dests"), "/Names"))) + len(root.get("/Dests", {})))
    counts.count(HIDDEN, sum(1 for _, page in _tree(names.get("/Templates"), "/Names") if page is not None))
    counts.count(BOOKMARK, sum(bool(str(item.get("/Title", "")).strip()) for item in _outline(root.get("/Outlines"))))
    counts.count(BOOKMARK, sum("/Title" in item.get("/I", {}) for item in root.get("/Threads", [])))
    counts.count("paginalabel", sum("/P" in label for _, label in _tree(root.get("/PageLabels"), "/Nums")))
    counts.count(LINK, int("/Base" in root.get("/URI", {})))
    counts.count(SIGNATURE, int("/DSS" in root))
    counts.count(STYLE_NAME, sum(map(_is_own_tag, root.get("/StructTreeRoot", {}).get("/RoleMap", {}))))
    _metadata(root.get("/Metadata"), counts)


def _is_own_tag(name: str) -> bool:
    plain = name.lstrip("/")
    return plain not in known("tags") and not _WORDS_TAG.fullmatch(plain)


def _others(item: Any, names: frozenset[str]) -> list[str]:
    return [key for key in item.keys() if key[1:] not in names and not key.startswith("/MS")]  # noqa: SIM118


def _info(pdf: pikepdf.Pdf, counts: Counts) -> None:
    info: Any = pdf.trailer.get("/Info", {})
    counts.count(PROPERTY, sum(1 for key, value in info.items() if key[1:] not in known("info") and str(value).strip()))


def _metadata(stream: Any, counts: Counts) -> None:
    """Each text in XMP: it may name a person, a case or a folder."""
    if not isinstance(stream, pikepdf.Stream):
        return
    try:
        root = parse(stream.read_bytes().strip(), PDF)
    except (InputError, pikepdf.PdfError):
        counts.count(PROPERTY)
        return
    for item in root.iter():
        if isinstance(item, etree._Comment):
            counts.count(PROPERTY)
        elif isinstance(item.tag, str):
            told = [key for key, value in item.attrib.items() if str(value).strip() and not _is_technical(str(key))]
            counts.count(PROPERTY, bool((item.text or "").strip()) + len(told))


def _is_technical(attribute: str) -> bool:
    return attribute.startswith(_RDF) or attribute.endswith(("}xmptk", "}lang"))


def _outline(root: Any) -> Iterator[Any]:
    waiting, seen = [root], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        waiting += [item.get("/Next"), item.get("/First")]


def _tree(root: Any, kind: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree or number tree."""
    waiting, seen = [root], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or (item.is_indirect and item.objgen in seen):
            continue
        seen.add(item.objgen)
        pairs = list(item.get(kind, []))
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        waiting += list(item.get("/Kids", []))


# Pages


def _page(page: Any, counts: Counts) -> None:
    counts.count(UNKNOWN, len(_others(page, known("page"))))
    counts.count(THUMBNAIL, int("/Thumb" in page))
    _metadata(page.get("/Metadata"), counts)
    for note in page.get("/Annots", []):
        if isinstance(note, pikepdf.Dictionary):
            _note(note, str(note.get("/Subtype")), counts)


def _note(note: Any, kind: str, counts: Counts) -> None:
    says = any(str(note.get(key, "")).strip() for key in ("/Contents", "/Subj", "/RC", "/OverlayText"))
    if kind == "/Link":
        counts.count(TOOLTIP, int(says))
    elif kind in _MEDIA_NOTES:
        counts.count(MEDIA)
    elif kind == "/Redact" and not says:
        counts.count(DELETED)
    elif kind not in ("/Widget", "/FileAttachment"):
        counts.count(COMMENT, int(says or kind in _DRAWN_NOTES))
    if kind not in ("/Widget", "/Link"):
        counts.author(str(note.get("/T", "")))


def removals(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The boxes that somebody marked to be taken out: left, bottom, right, top."""
    for note in page.get("/Annots", []):
        if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == Name.Redact:
            corners = [float(number) for number in note.get("/QuadPoints", note.get("/Rect", []))]
            for at in range(0, len(corners) - 3, 8):
                xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
                yield min(xs), min(ys), max(xs), max(ys)


# Everything that can be reached


def _walk(pdf: pikepdf.Pdf, counts: Counts) -> set[tuple[int, int]]:
    """Look at every dictionary that anything refers to; the numbers of the objects that were reached."""
    reached: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str]] = [(pdf.trailer, "")]
    while waiting:
        item, under = waiting.pop()
        if item.is_indirect:
            if item.objgen in reached:
                continue
            reached.add(item.objgen)
        if isinstance(item, pikepdf.Array):
            waiting += [(value, under) for value in item if _is_nest(value)]
            continue
        inner = _look(item, under, counts)
        for key, value in item.items():
            if _is_nest(value):
                waiting.append((value, inner or key))
    return reached


def _is_nest(value: Any) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream))


def _look(item: Any, under: str, counts: Counts) -> str:
    """Count what a dictionary is; under which name what is in it is seen, when that matters."""
    kind, sort = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
    if sort in _MEDIA_NOTES or under == "media":
        return "media"
    if under == "/CharProcs":
        return "picture"
    if isinstance(item, pikepdf.Stream):
        return _stream(item, sort, under, counts)
    if "/EF" in item:
        counts.count(EMBEDDED)
    elif kind in ("", "/Action") and str(item.get("/S", "")) in _ACTIONS and "/P" not in item:
        counts.count(_ACTIONS[str(item.get("/S"))])
    elif "/JS" in item and "/S" not in item:
        counts.count(MACRO)
    elif kind == "/OCG":
        counts.count(OBJECT_NAME, int(not _GENERIC_LAYER.fullmatch(str(item.get("/Name", "")).strip())))
    elif kind == "/StructElem" or ("/S" in item and "/P" in item and "/K" in item):
        told = any(str(item.get(key, "")).strip() for key in ("/Alt", "/ActualText", "/E", "/T"))
        counts.count(ALT_TEXT, int(told))
    elif under == "/SMask" and str(item.get("/S", "")) in ("/Luminosity", "/Alpha"):
        return "picture"
    return ""


def _stream(item: Any, sort: str, under: str, counts: Counts) -> str:
    if "/PatternType" in item or sort != "/Image":
        _check_packing(item)
    if sort == "/Image":
        counts.count(PICTURE, int(under not in ("/SMask", "/Mask", "/Thumb")))
        if int(item.get("/Width", 0)) * int(item.get("/Height", 0)) > 200_000_000:
            raise PDF.huge()
    elif (under in ("picture", "/SMask") or "/PatternType" in item) and under != "/Resources":
        counts.count(IN_PICTURE, int(bool(re.search(rb"\bT[jJ]\b", item.read_bytes()))))
    return ""


def _check_packing(item: Any) -> None:
    filters: Any = item.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    if names and names != ["/FlateDecode"]:
        check_chain(item.read_raw_bytes(), names)
    if "/PatternType" in item and min(abs(float(item.get(step, 0))) for step in ("/XStep", "/YStep")) < 1:
        raise PDF.unsafe()  # drawing it would take for ever


def _is_loose(item: Any, reached: set[tuple[int, int]]) -> bool:
    if not _is_nest(item) or item.objgen in reached:
        return False
    if isinstance(item, pikepdf.Array):
        return any(isinstance(value, pikepdf.String) for value in item)
    kind = str(item.get("/Type", ""))
    return kind not in ("/ObjStm", "/XRef") and "/Linearized" not in item


def _is_hint(item: Any) -> bool:
    """The table that helps a program to show the first page before the rest has come."""
    return isinstance(item, pikepdf.Stream) and "/S" in item and "/Type" not in item
