"""The form in a PDF: what its fields show is text, all else that they hold is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

from verslagfilter.formats.counts import FORM_FIELD, SIGNATURE, Counts

_GENERIC = re.compile(
    r"(?:Tekst(?:veld)?|Text(?: ?Field)?|Keuze|Keuzelijst|Knop|Button|Vakje|Check ?Box|Selectievakje|Datum|Date|"
    r"untitled|Handtekening|Signature|Dropdown|Combo ?Box|List ?Box|Group|Groep|fill|undefined)?[ _]?\d*(?:\.\d+)*",
    re.IGNORECASE,
)
_HIDDEN, _NO_VIEW = 2, 32
_DEEPEST = 30


def settle(pdf: pikepdf.Pdf, counts: Counts) -> bool:
    """Count what the fields hold beside what they show, and leave on the pages only the fields that show text.

    Returns:
        Whether there are any.
    """
    form: Any = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        counts.count(FORM_FIELD, int("/XFA" in form))
        for field in _terminal(form.get("/Fields", []), {}, 0):
            _count(field, counts)
    found = False
    for page in pdf.pages:
        kept = [item for item in page.obj.get("/Annots", []) if _shows_text(item)]
        counts.count(FORM_FIELD, 0 if "/AcroForm" in pdf.Root else len(kept))  # no program shows a field without a form
        found = found or bool(kept)
        if "/Annots" in page.obj:
            page.obj.Annots = pdf.make_indirect(pikepdf.Array(kept))
    return found and "/AcroForm" in pdf.Root


def _terminal(fields: Any, above: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    """Each field that is not a group of others, with what it takes over from its group; its widgets under "widgets"."""
    for item in fields:
        if not isinstance(item, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        own = {**above, **{str(key): value for key, value in item.items()}}
        kids = [kid for kid in item.get("/Kids", []) if isinstance(kid, pikepdf.Dictionary)]
        if any("/T" in kid for kid in kids):
            yield from _terminal(kids, {k: v for k, v in own.items() if k in ("/FT", "/V", "/DV", "/Ff")}, depth + 1)
        else:
            widgets = kids or ([item] if "/Rect" in item else [])
            yield {**own, "widgets": widgets}


def _count(field: dict[str, Any], counts: Counts) -> None:
    kind = field.get("/FT")
    if kind == Name.Sig:
        counts.count(SIGNATURE)
    elif kind == Name.Btn or _tells_more(field):
        counts.count(FORM_FIELD)


def _tells_more(field: dict[str, Any]) -> bool:
    value = field.get("/V")
    told = [field.get(key) for key in ("/TU", "/TM", "/DV", "/RV")]
    if any(_words(item) and _words(item) != _words(value) for item in told):
        return True
    if not _GENERIC.fullmatch(_words(field.get("/T"))):
        return True
    options = {_words(option) for item in field.get("/Opt", []) for option in _each(item)}
    if options - {_words(value), ""}:
        return True
    seen = [widget for widget in field["widgets"] if not _is_hidden(widget)]
    return bool(_words(value)) and not any(_shown(widget, _words(value)) for widget in seen)


def _each(item: Any) -> list[Any]:
    return list(item) if isinstance(item, pikepdf.Array) else [item]


def _words(item: Any) -> str:
    if isinstance(item, pikepdf.Stream):
        return item.read_bytes().decode("latin-1").strip()
    return "" if item is None or isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) else str(item).strip()


def _is_hidden(widget: Any) -> bool:
    return bool(int(widget.get("/F", 0)) & (_HIDDEN | _NO_VIEW))


def _shown(widget: Any, value: str) -> bool:
    """Whether the look of a field has its value; a field without a look is drawn by the program that shows it."""
    look: Any = widget.get("/AP", {}).get("/N") if "/AP" in widget else None
    if not isinstance(look, pikepdf.Stream):
        return True
    letters = re.sub(r"\W", "", value)[:8].encode("latin-1", "ignore")
    shown = b"".join(_strings(look))
    return letters in re.sub(rb"\W", b"", shown)


def _strings(look: Any) -> list[bytes]:
    found: list[bytes] = []
    for instruction in pikepdf.parse_content_stream(look):
        for operand in instruction.operands:
            items = operand if isinstance(operand, pikepdf.Array) else [operand]
            found += [bytes(item) for item in items if isinstance(item, pikepdf.String)]
    return found


def _shows_text(item: Any) -> bool:
    if not isinstance(item, pikepdf.Dictionary) or item.get("/Subtype") != Name.Widget or _is_hidden(item):
        return False
    parent: Any = item.get("/Parent")
    kind = item.get("/FT") or (parent.get("/FT") if isinstance(parent, pikepdf.Dictionary) else None)
    return kind in (Name.Tx, Name.Ch)
