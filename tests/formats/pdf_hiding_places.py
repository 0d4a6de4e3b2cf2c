"""Every place in a PDF where text can be, and what the reader must do with it: read it, or count it.

A place is a name, a function that gives a file with the word MARKER in that place and nowhere else, and READ or the
Dutch name of the kind of place in which it is counted, once. What is counted:

- what the page shows is the text, whatever a layer, a tag or a copy says about it;
- text on the page that does not show is one place a line; a revision, a file, a field, a remark, a signature and an
  image is one place each, however many texts there are in it;
- what a remark shows on the page (free text, stamp) is a remark, not text, and so is what a signature or a button
  shows; of a form, only what a text field or a list shows is text;
- an earlier revision is counted whatever there is in it;
- names that a program gives by itself ("Laag 1", "Tekst1") tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf
from pdf_maker import (
    A4,
    FONTS,
    REGULAR,
    Flow,
    Obj,
    Page,
    PageRef,
    Pdf,
    annotation,
    appearance,
    attached,
    between_objects,
    box,
    clipped,
    drawn,
    form,
    in_content,
    layer,
    layered,
    marked,
    metadata,
    moved,
    picture,
    resources_of,
    revised,
    scan,
    string,
    structure,
    text,
    widget,
    width_of,
    xmp,
)
from pikepdf import Name

MARKER = "MERKTEKEN"
READ = "read"
Make = Callable[[], bytes]

_M = MARKER
_REST = text(72, 770, "Gewone tekst.")
_LINE = text(72, 700, _M)
_FIELD = (72.0, 600.0, 272.0, 620.0)
_AROUND = (60.0, 690.0, 200.0, 715.0)
"""Of _LINE."""
_AT_REST = [70, 782, 150, 782, 70, 766, 150, 766]
_HIDDEN = "verborgen tekst"
_SCRIPT = {"S": Name.JavaScript, "JS": f"app.alert('{_M}');"}


def _file(content: str = "", *, page: Mapping[str, Any] | None = None, **keys: Any) -> Make:
    """A page that says something, and this."""
    return Pdf([Page(_REST + content, **(page or {}))], **keys).bytes


def _with(content: str, **resources: Mapping[str, Any]) -> Make:
    return _file(content, page={"resources": resources})


def _line(**keys: Any) -> Make:
    return _file(text(72, 700, _M, **keys))


def _form(content: str, **keys: Any) -> Make:
    """A form XObject that is drawn."""
    return _with(drawn("X1"), XObject={"X1": form(content, **keys)})


def _page(content: str = _REST, **keys: Any) -> Make:
    """A page with keys of its own."""
    return Pdf([Page(content, keys=keys)]).bytes


def _catalog(**keys: Any) -> Make:
    return _file(catalog=keys)


def _info(**keys: str) -> Make:
    return _file(info=keys)


def _remark(kind: str, *more: Obj, **keys: Any) -> Make:
    return _file(page={"annotations": [annotation(kind, **keys), *more]})


def _link(**keys: Any) -> Make:
    return _file(text(72, 700, "Koppeling"), page={"annotations": [annotation("Link", _AROUND, **keys)]})


def _act(**action: Any) -> Make:
    return _link(A=action)


def _field(name: str = "Tekst1", *, form_keys: Mapping[str, Any] | None = None, **keys: Any) -> Make:
    return _file(page={"fields": [widget(name, _FIELD, **keys)]}, form=form_keys or {})


def _signed(look: Mapping[str, Any] | None = None, **keys: Any) -> Make:
    fixed: dict[str, Any] = {
        "Type": Name.Sig,
        "Filter": Name("/Adobe.PPKLite"),
        "SubFilter": Name("/adbe.pkcs7.detached"),
    }
    signature = Obj(**fixed, ByteRange=[0, 100, 200, 100], **{"Contents": bytes(32), **keys})
    return _field("Handtekening1", kind="Sig", V=signature, form_keys={"SigFlags": 3}, **(look or {}))


def _attached(name: str = "bijlage.txt", data: str = "a", **keys: Any) -> Make:
    return _file(attachments=[attached(name, data, **keys)])


def _layers(content: str, *off: str, **more: Any) -> Make:
    """Two layers that the page calls L1 and L2."""
    return _file(content, layers={"L1": layer("Laag 1"), "L2": layer("Laag 2")}, off=off, **more)


def _membership(off: Sequence[str], policy: str) -> Make:
    """Text in two layers at once."""
    layers = {"L1": layer("Laag 1"), "L2": layer("Laag 2")}
    both = Obj(Type=Name.OCMD, OCGs=list(layers.values()), P=Name(f"/{policy}"))
    page = {"resources": {"Properties": {"Both": both}}}
    return _file(marked("OC", "/Both", _LINE), page=page, layers=layers, off=off)


def _base_state() -> bytes:
    """A layer that is off because all are, unless they are named."""
    first, second = layer("Laag 1"), layer("Laag 2")
    states = {"OCGs": [first, second], "D": {"BaseState": Name.OFF, "ON": [second]}}
    page = Page(_REST + layered("L1", _LINE), resources={"Properties": {"L1": first}})
    return Pdf([page], catalog={"OCProperties": states}).bytes()


def _form_in_a_layer() -> bytes:
    hidden = layer()
    page = Page(_REST + drawn("X1"), resources={"XObject": {"X1": form(_LINE, OC=hidden)}})
    return Pdf([page], layers={"L1": hidden}, off=["L1"]).bytes()


def _free_text(words: str) -> Make:
    return _remark("FreeText", rect=_FIELD, DA=f"/{REGULAR} 11 Tf 0 g", Contents=words, AP=appearance(_FIELD, _M))


def _letters() -> str:
    return "".join(text(72 + width_of(_M[:index]), 700, letter) for index, letter in enumerate(_M))


def _raw(operators: str) -> str:
    """Text operators of one's own."""
    return f"BT /{REGULAR} 11 Tf {operators} ET\n"


def _tagged(content: str = _raw("72 700 Td (abc) Tj"), kind: str = "Span", **keys: Any) -> Make:
    """Marked content with its properties in place."""
    inside = "".join(f"/{key} {string(value)}" for key, value in keys.items())
    return _file(marked(kind, f"<<{inside}>>", content))


def _in_the_tree(kind: str = "P", **keys: Any) -> Make:
    content = marked("P", "<</MCID 0>>", text(72, 700, "abc"))
    tree = {"StructTreeRoot": structure(kind, **keys), "MarkInfo": {"Marked": True}, "Lang": "nl-NL"}
    return _file(content, page={"keys": {"StructParents": 0}}, catalog=tree)


def _own_tag() -> bytes:
    root = structure(_M)
    root.keys["RoleMap"] = {_M: Name.P}
    page = Page(_REST + marked(_M, "<</MCID 0>>", text(72, 700, "abc")), keys={"StructParents": 0})
    return Pdf([page], catalog={"StructTreeRoot": root}).bytes()


def _popup() -> bytes:
    """A popup with a text of its own beside a note that says nothing."""
    note = annotation("Text")
    popup = annotation("Popup", (330, 600, 500, 700), Parent=note, Contents=_M)
    note.keys["Popup"] = popup
    return Pdf([Page(_REST, annotations=[note, popup])]).bytes()


def _note_with_popup() -> bytes:
    note = annotation("Text", Contents=_M)
    popup = annotation("Popup", (330, 600, 500, 700), Parent=note)
    note.keys["Popup"] = popup
    return Pdf([Page(_REST, annotations=[note, popup])]).bytes()


def _article() -> bytes:
    thread, bead = Obj(Type=Name.Thread, I={"Title": _M}), Obj(Type=Name.Bead)
    thread.keys["F"] = bead
    bead.keys |= {"T": thread, "N": bead, "V": bead, "P": PageRef(), "R": [60, 60, 500, 800]}
    return Pdf([Page(_REST, keys={"B": [bead]})], catalog={"Threads": [thread]}).bytes()


def _rich_media() -> Make:
    video = attached("film.mp4", _M)
    content = Obj(Type=Name.RichMediaContent, Assets={"Names": ["film.mp4", video]}, Configurations=[])
    return _remark("RichMedia", RichMediaContent=content)


def _rendition() -> bytes:
    clip = {"S": Name.MCD, "CT": "video/mp4", "D": attached("film.mp4", _M)}
    screen = annotation("Screen", P=PageRef())
    screen.keys["A"] = {"S": Name.Rendition, "OP": 0, "AN": screen, "R": {"S": Name.MR, "C": clip}}
    return Pdf([Page(_REST, annotations=[screen])]).bytes()


def _glyph() -> Make:
    """A letter that is a drawing of a word."""
    shape = Obj(f"9000 0 d0 BT /{REGULAR} 1000 Tf {string(_M)} Tj ET")
    font = Obj(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, -300, 9000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs={"a": shape},
        Encoding={"Type": Name.Encoding, "Differences": [97, Name.a]},
        FirstChar=97,
        LastChar=97,
        Widths=[9000],
        Resources={"Font": FONTS},
    )
    return _with(text(72, 700, "a", font="T3"), Font={"T3": font})


def _pattern() -> Make:
    cell = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 200, 40], "XStep": 200, "YStep": 40}
    tile = Obj(text(10, 10, _M), **cell, Resources=resources_of({}))
    return _with("q /Pattern cs /P1 scn 200 600 200 40 re f Q\n", Pattern={"P1": tile})


def _soft_mask() -> Make:
    group = form(text(72, 700, _M, ink="1 g"), Group={"S": Name.Transparency, "CS": Name.DeviceGray})
    state = {"SMask": {"S": Name.Luminosity, "G": group}}
    return _with("q /G1 gs 0 g 60 690 200 30 re f Q\n", ExtGState={"G1": state})


def _tint() -> Make:
    """Ink of a spot colour, none of it."""
    function = {"FunctionType": 2, "Domain": [0, 1], "C0": [0, 0, 0, 0], "C1": [0, 1, 1, 0], "N": 1}
    space = [Name.Separation, Name.Rood, Name.DeviceCMYK, function]
    return _with(text(72, 700, _M, ink="/C1 cs 0 scn"), ColorSpace={"C1": space})


def _faint(opacity: float) -> Make:
    return _with(text(72, 700, _M, state="/G1 gs"), ExtGState={"G1": {"ca": opacity}})


def _see_through() -> Make:
    cover = box(_AROUND, "/G1 gs 1 1 0 rg")
    return _with(_LINE + cover, ExtGState={"G1": {"ca": 0.3}})


def _multiplied() -> Make:
    cover = box(_AROUND, "/G1 gs 1 1 0 rg")
    return _with(_LINE + cover, ExtGState={"G1": {"BM": Name.Multiply}})


def _picture(pixels: bytes = bytes(9), *, content: str = "", after: str = "") -> Make:
    shown = content + drawn("Im1", at=_AROUND) + after
    return _with(shown, XObject={"Im1": picture(pixels, len(pixels))})


def _covered_by_a_shape() -> Make:
    look = {"N": form(box((0, 0, 140, 25), "1 g"), box=(0, 0, 140, 25))}
    square = annotation("Square", _AROUND, IC=[1, 1, 1], C=[1, 1, 1], AP=look)
    return _file(_LINE, page={"annotations": [square]})


def _marked_for_removal() -> Make:
    return _file(_LINE, page={"annotations": [annotation("Redact", _AROUND)]})


def _template() -> Make:
    """A page that no reader turns to."""
    hidden = Obj(Type=Name.Template, MediaBox=[0, 0, *A4], Contents=Obj(_LINE), Resources=resources_of({}))
    return _catalog(Names={"Templates": {"Names": ["Sjabloon", hidden]}})


def _second_page() -> bytes:
    return Pdf([Page(_REST), Page(_LINE)]).bytes()


def _two_streams() -> bytes:
    return Pdf([Page([_REST + f"BT /{REGULAR} 11 Tf 72 700 Td", string(_M) + " Tj ET"])]).bytes()


def _calculated() -> Make:
    return _field(AA={"C": _SCRIPT})


def _earlier_text() -> bytes:
    return in_content(_file(_LINE)(), _M, "Iets anders.")


def _earlier_title() -> bytes:
    def change(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
        info = pdf.trailer["/Info"]
        del info["/Title"]
        return [info]

    return revised(_info(Title=_M)(), change)


def _earlier_remark() -> bytes:
    """The note is still in the file, but no page of the new revision knows it."""

    def change(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
        page = pdf.pages[0].obj
        del page["/Annots"]
        return [page]

    return revised(_remark("Text", Contents=_M)(), change)


PLACES: dict[str, tuple[Make, str]] = {
    # Text that the reader of the paper sees
    "page text": (_line(), READ),
    "second page": (_second_page, READ),
    "form": (_form(_LINE), READ),
    "form in a form": (_form(drawn("X2"), more={"XObject": {"X2": form(_LINE)}}), READ),
    "rotated page": (_page(_REST + _LINE, Rotate=90), READ),
    "rotated page with upright text": (_page(text(72, 72, _M, turn=90), Rotate=90), READ),
    "page upside down": (_page(text(500, 700, _M, turn=180), Rotate=180), READ),
    "text on its side": (_line(turn=90), READ),
    "slanting text": (_line(turn=45, size=40, ink="0.7 g"), READ),
    "page with its origin elsewhere": (
        _page(moved(1000, 1000, _REST + _LINE), MediaBox=[1000, 1000, 1000 + A4[0], 1000 + A4[1]]),
        READ,
    ),
    "inside the crop box": (_page(_REST + _LINE, CropBox=[50, 600, 400, 800]), READ),
    "text in two streams": (_two_streams, READ),
    "heading": (Flow().heading(_M).bytes, READ),
    "list item": (Flow().items("a", _M).bytes, READ),
    "table cell": (Flow().table(("a", "b"), ("c", _M)).bytes, READ),
    "table cell without rules": (Flow().table(("a", "b"), ("c", _M), ruled=False).bytes, READ),
    "second column": (Flow(columns=2).paragraph("Zin. " * 300).paragraph(_M).bytes, READ),
    "header": (Flow(header=_M).paragraph("Zin.").bytes, READ),
    "footer": (Flow(footer=f"{_M} Pagina {{page}} van {{pages}}").paragraph("Zin.").bytes, READ),
    "header marked as an artifact": (
        _file(marked("Artifact", "<</Type /Pagination /Subtype /Header>>", text(72, 810, _M))),
        READ,
    ),
    "visible layer": (_layers(layered("L1", _LINE)), READ),
    "after a hidden layer": (_layers(layered("L1", box(_FIELD)) + _LINE, "L1"), READ),
    "visible layer beside a hidden one": (_layers(layered("L1", _LINE), "L2"), READ),
    "one of two layers is visible": (_membership(["L2"], "AnyOn"), READ),
    "filled-in field": (_field(V=_M, shown=_M), READ),
    "filled-in field that a program draws": (_field(V=_M, form_keys={"NeedAppearances": True}), READ),
    "chosen item of a list": (_field("Keuze1", kind="Ch", Opt=[_M], V=_M, Ff=1 << 17, shown=_M), READ),
    "link inside the file": (
        _file(_LINE, page={"annotations": [annotation("Link", _AROUND, Dest=[PageRef(), Name.Fit])]}),
        READ,
    ),
    "layer of read text over a scan": (Pdf([scan("Een regel.", _M, ocr=True)]).bytes, READ),
    "read text under a scan": (Pdf([scan("Een regel.", _M, under=True)]).bytes, READ),
    "read text over a stamped scan": (Pdf([scan("Een regel.", _M, ocr=True, stamp="Blad 1")]).bytes, READ),
    "stamp on a scan": (Pdf([scan("Een regel.", ocr=True, stamp=_M)]).bytes, READ),
    "white text in a dark cell": (_file(box(_AROUND, "0 0 0.5 rg") + text(72, 700, _M, ink="1 g")), READ),
    "text on a white rectangle": (_file(box(_AROUND, "1 g") + _LINE), READ),
    "text under a see-through rectangle": (_see_through(), READ),
    "text under a marker pen": (_multiplied(), READ),
    "text in an outline": (_file(_LINE + box(_AROUND, "0 G", end="S")), READ),
    "text under a clipped rectangle": (_file(_LINE + clipped((300, 100, 400, 200), box(_AROUND))), READ),
    "text inside a clip": (_file(clipped(_AROUND, _LINE)), READ),
    "text over a picture": (_picture(after=text(72, 700, _M, ink="1 g")), READ),
    "grey text": (_line(ink="0.6 g"), READ),
    "coloured text": (_line(ink="0.8 0 0 rg"), READ),
    "text that is half see-through": (_faint(0.5), READ),
    "small print": (_line(size=5), READ),
    "size in the matrix": (_file("BT /F1 1 Tf 11 0 0 11 72 700 Tm " + string(_M) + " Tj ET\n"), READ),
    "size in the page": (_file("q 0.1 0 0 0.1 0 0 cm BT /F1 110 Tf 720 7000 Td " + string(_M) + " Tj ET Q\n"), READ),
    "bold by an edge": (_line(mode=2), READ),
    "only an edge": (_line(mode=1), READ),
    "bold by printing twice": (_file(_LINE + text(72.3, 700, _M)), READ),
    "one letter at a time": (_file(_letters()), READ),
    "letters pushed together": (_file(_raw(f"72 700 Td [({_M[:4]}) 40 ({_M[4:5]}) -20 ({_M[5:]})] TJ")), READ),
    "text on a next line": (_file(_raw(f"14 TL 72 714 Td (Zin.) Tj ({_M}) '")), READ),
    "text with its own spacing": (_file(_raw(f'14 TL 72 714 Td (Zin.) Tj 2 0 ({_M}) "')), READ),
    "text in hexadecimal": (_file(_raw(f"72 700 Td <{_M.encode().hex()}> Tj")), READ),
    "text in octal": (_file(_raw("72 700 Td (" + "".join(f"\\{ord(letter):03o}" for letter in _M) + ") Tj")), READ),
    "shown text with the same copy": (_tagged(_LINE, ActualText=_M), READ),
    "tagged text": (
        _file(
            marked("P", "<</MCID 0>>", _LINE),
            page={"keys": {"StructParents": 0}},
            catalog={"StructTreeRoot": structure(), "MarkInfo": {"Marked": True}, "Lang": "nl-NL"},
        ),
        READ,
    ),
    "packed file": (_file(_LINE, compressed=True), READ),
    "file for the web": (_file(_LINE, linearized=True), READ),
    "file with a password for its rights": (_file(_LINE, owner="geheim"), READ),
    "white after the end": (lambda: _file(_LINE)() + b"\r\n\r\n", READ),
    "text of the newest revision": (lambda: in_content(_file(text(72, 700, ""))(), "()", string(_M)), READ),
    # On the page, but not to be seen
    "hidden layer": (_layers(layered("L1", _LINE), "L1"), _HIDDEN),
    "visible layer in a hidden one": (_layers(layered("L1", layered("L2", _LINE)), "L1"), _HIDDEN),
    "layer that is off with all others": (_base_state, _HIDDEN),
    "not all layers are visible": (_membership(["L2"], "AllOn"), _HIDDEN),
    "form in a hidden layer": (_form_in_a_layer, _HIDDEN),
    "invisible text": (_line(mode=3), _HIDDEN),
    "invisible text in a line": (
        _file(_raw(f"72 700 Td (Zichtbaar. ) Tj 3 Tr ({_M} ) Tj 0 Tr (Weer zichtbaar.) Tj")),
        _HIDDEN,
    ),
    "text as a clip for nothing": (_line(mode=7), _HIDDEN),
    "white text": (_line(ink="1 g"), _HIDDEN),
    "white text in colours": (_line(ink="1 1 1 rg"), _HIDDEN),
    "white text in inks": (_line(ink="0 0 0 0 k"), _HIDDEN),
    "white text in a spot colour": (_tint(), _HIDDEN),
    "nearly white text": (_line(ink="0.99 g"), _HIDDEN),
    "white text on a white rectangle": (_file(box(_AROUND) + text(72, 700, _M, ink="1 g")), _HIDDEN),
    "text in the colour of its cell": (
        _file(box(_AROUND, "0 0 0.5 rg") + text(72, 700, _M, ink="0 0 0.5 rg")),
        _HIDDEN,
    ),
    "white edge of white text": (_line(mode=2, ink="1 g 1 G"), _HIDDEN),
    "see-through text": (_faint(0), _HIDDEN),
    "tiny text": (_line(size=0.5), _HIDDEN),
    "tiny text by its matrix": (_file("BT /F1 11 Tf 0.04 0 0 0.04 72 700 Tm " + string(_M) + " Tj ET\n"), _HIDDEN),
    "tiny text by the page": (_file(f"q 0.04 0 0 0.04 72 700 cm {text(0, 0, _M)}Q\n"), _HIDDEN),
    "squeezed text": (_file(_raw(f"1 Tz 72 700 Td ({_M}) Tj")), _HIDDEN),
    "outside the crop box": (_page(_REST + text(72, 300, _M), CropBox=[0, 400, *A4]), _HIDDEN),
    "beside the paper": (_file(text(-300, 700, _M)), _HIDDEN),
    "above the paper": (_file(text(72, 900, _M)), _HIDDEN),
    "clipped away": (_file(clipped((300, 100, 400, 200), _LINE)), _HIDDEN),
    "outside the box of its form": (_form(_LINE, box=(0, 0, 300, 300)), _HIDDEN),
    "under a white rectangle": (_file(_LINE + box(_AROUND)), _HIDDEN),
    "under a black rectangle": (_file(_LINE + box(_AROUND, "0 g")), _HIDDEN),
    "under a rectangle in a form": (
        _with(_LINE + drawn("X1"), XObject={"X1": form(box(_AROUND))}),
        _HIDDEN,
    ),
    "under two rectangles": (_file(_LINE + box((60, 690, 110, 715)) + box((110, 690, 200, 715))), _HIDDEN),
    "under a picture": (_picture(content=_LINE), _HIDDEN),
    "under a drawn shape": (_covered_by_a_shape(), _HIDDEN),
    "form that is not drawn": (_with("", XObject={"X1": form(_LINE)}), _HIDDEN),
    "page that is not turned to": (_template(), _HIDDEN),
    "marked for removal": (_marked_for_removal(), "verwijderde tekst"),
    # Remarks
    "note": (_remark("Text", Contents=_M), "opmerking"),
    "note in UTF-16": (_remark("Text", Contents=b"\xfe\xff" + _M.encode("utf-16-be")), "opmerking"),
    "note with a popup": (_note_with_popup, "opmerking"),
    "popup": (_popup, "opmerking"),
    "hidden note": (_remark("Text", Contents=_M, F=2), "opmerking"),
    "subject of a note": (_remark("Text", Subj=_M), "opmerking"),
    "rich text of a note": (_remark("Text", RC=f"<body><p>{_M}</p></body>"), "opmerking"),
    "answer to a note": (_remark("Text", annotation("Text", Contents=_M, IRT=annotation("Text"))), "opmerking"),
    "highlight": (_remark("Highlight", QuadPoints=_AT_REST, Contents=_M), "opmerking"),
    "strike-out": (_remark("StrikeOut", QuadPoints=_AT_REST, Contents=_M), "opmerking"),
    "free text": (_free_text(_M), "opmerking"),
    "free text that says something else": (_free_text("a"), "opmerking"),
    "stamp": (_remark("Stamp", rect=_FIELD, AP=appearance(_FIELD, _M)), "opmerking"),
    "square with a text": (_remark("Square", Contents=_M), "opmerking"),
    "text over a removal": (_remark("Redact", OverlayText=_M), "opmerking"),
    "watermark": (_remark("Watermark", rect=_FIELD, AP=appearance(_FIELD, _M)), "opmerking"),
    "author of a note": (_remark("Text", T=_M), "auteursnaam"),
    # Fields
    "value of a hidden field": (_field(V=_M, F=2), "formulierveld"),
    "value that the field does not show": (_field(V=_M, shown="a"), "formulierveld"),
    "value without a place on the page": (
        _file(form={"Fields": [Obj(FT=Name.Tx, T="Tekst1", V=_M)]}),
        "formulierveld",
    ),
    "name of a field": (_field(_M), "formulierveld"),
    "help of a field": (_field(TU=_M), "formulierveld"),
    "export name of a field": (_field(TM=_M), "formulierveld"),
    "first value of a field": (_field(DV=_M), "formulierveld"),
    "rich value of a field": (_field(V="a", shown="a", RV=f"<body><p>{_M}</p></body>"), "formulierveld"),
    "other items of a list": (
        _field("Keuze1", kind="Ch", Opt=["a", _M], V="a", Ff=1 << 17, shown="a"),
        "formulierveld",
    ),
    "caption of a button": (_field("Knop1", kind="Btn", Ff=1 << 16, MK={"CA": _M}, shown=_M), "formulierveld"),
    "state of a tick box": (
        _field("Vakje1", kind="Btn", AS=Name.Off, AP={"N": {_M: form("", box=(0, 0, 9, 9))}}),
        "formulierveld",
    ),
    "form in XML": (
        _file(form={"XFA": Obj(f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><x>{_M}</x></xdp:xdp>')}),
        "formulierveld",
    ),
    # Signatures
    "name of a signer": (_signed(Name=_M), "digitale handtekening"),
    "reason of a signature": (_signed(Reason=_M), "digitale handtekening"),
    "bytes of a signature": (_signed(Contents=_M.encode()), "digitale handtekening"),
    "look of a signature": (_signed({"shown": _M}), "digitale handtekening"),
    "certificate": (_catalog(DSS=Obj(Type=Name.DSS, Certs=[Obj(_M)])), "digitale handtekening"),
    # Properties
    "title": (_info(Title=_M), "documenteigenschap"),
    "title in UTF-16": (_info(Title=f"{_M} ≠ ő"), "documenteigenschap"),
    "author": (_info(Author=_M), "documenteigenschap"),
    "subject": (_info(Subject=_M), "documenteigenschap"),
    "keywords": (_info(Keywords=_M), "documenteigenschap"),
    "custom property": (_info(Zaaknaam=_M), "documenteigenschap"),
    "title in XMP": (_file(xmp=xmp(f"<dc:title>{_M}</dc:title>")), "documenteigenschap"),
    "attribute in XMP": (_file(xmp=xmp(f'<x:a xmlns:x="urn:x" x:b="{_M}"/>')), "documenteigenschap"),
    "comment in XMP": (_file(xmp=xmp(f"<!-- {_M} -->")), "documenteigenschap"),
    "XMP of a page": (_page(Metadata=metadata(xmp(f"<dc:title>{_M}</dc:title>"))), "documenteigenschap"),
    # Files, pictures, sound
    "attachment": (_attached(data=_M), "ingesloten bestand"),
    "name of an attachment": (_attached(f"{_M}.txt"), "ingesloten bestand"),
    "description of an attachment": (_attached(Desc=_M), "ingesloten bestand"),
    "attachment on the page": (_remark("FileAttachment", FS=attached("a.txt", _M)), "ingesloten bestand"),
    "remark at an attachment": (
        _remark("FileAttachment", FS=attached("a.txt", "a"), Contents=_M),
        "ingesloten bestand",
    ),
    "associated file": (_catalog(AF=[attached("a.xml", _M, AFRelationship=Name.Source)]), "ingesloten bestand"),
    "picture": (_picture(_M.encode()), "afbeelding"),
    "picture in the content": (
        _file(f"q 90 0 0 10 72 700 cm BI /W 9 /H 1 /CS /G /BPC 8 ID {_M} EI Q\n"),
        "afbeelding",
    ),
    "picture that is not drawn": (_with("", XObject={"Im1": picture(_M.encode(), 9)}), "afbeelding"),
    "thumbnail": (_page(Thumb=picture(_M.encode(), 9)), "miniatuurafbeelding"),
    "film": (_rich_media(), "video of geluid"),
    "film that a button plays": (_rendition, "video of geluid"),
    "sound": (_remark("Sound", Sound=Obj(_M, Type=Name.Sound, R=8000)), "video of geluid"),
    "letter that is a drawing": (_glyph(), "tekst in een afbeelding"),
    "pattern": (_pattern(), "tekst in een afbeelding"),
    "text in a mask": (_soft_mask(), "tekst in een afbeelding"),
    # Links and scripts
    "address of a link": (_act(S=Name.URI, URI=f"https://example.org/{_M}"), "adres achter een koppeling"),
    "address that all links start with": (
        _catalog(URI={"Base": f"https://example.org/{_M}/"}),
        "adres achter een koppeling",
    ),
    "address that a form goes to": (
        _act(S=Name.SubmitForm, F={"FS": Name.URL, "F": f"https://example.org/{_M}"}),
        "adres achter een koppeling",
    ),
    "text of a link": (_link(Contents=_M, Dest=[PageRef(), Name.Fit]), "uitleg bij een koppeling"),
    "link to another file": (_act(S=Name.GoToR, F=f"{_M}.pdf", D=[0, Name.Fit]), "externe verwijzing"),
    "link to a program": (_act(S=Name.Launch, F=f"{_M}.exe"), "externe verwijzing"),
    "script at the start": (_catalog(OpenAction=_SCRIPT), "macro"),
    "script in a stream": (_catalog(OpenAction={"S": Name.JavaScript, "JS": Obj(_M)}), "macro"),
    "script of the file": (_catalog(Names={"JavaScript": {"Names": ["a", _SCRIPT]}}), "macro"),
    "script at the end": (_catalog(AA={"WC": _SCRIPT}), "macro"),
    "script of a page": (_page(AA={"O": _SCRIPT}), "macro"),
    "script of a link": (_act(**_SCRIPT), "macro"),
    "script after another action": (_act(S=Name.Named, N=Name.NextPage, Next=_SCRIPT), "macro"),
    "script of a field": (_calculated(), "macro"),
    # Names and descriptions
    "outline": (_file(outline=[(_M, 0)]), "bladwijzernaam"),
    "named place": (_catalog(Names={"Dests": {"Names": [_M, [PageRef(), Name.Fit]]}}), "bladwijzernaam"),
    "old named place": (_catalog(Dests={_M: [PageRef(), Name.Fit]}), "bladwijzernaam"),
    "article": (_article, "bladwijzernaam"),
    "page label": (_catalog(PageLabels={"Nums": [0, {"S": Name.D, "P": f"{_M}-"}]}), "paginalabel"),
    "name of a layer": (_file(layers={"L1": layer(_M)}), "objectnaam"),
    "other text in place of the shown one": (_tagged(ActualText=_M), "alternatieve tekst"),
    "description in the content": (_tagged(Alt=_M), "alternatieve tekst"),
    "abbreviation in full": (_tagged(E=_M), "alternatieve tekst"),
    "other text in a named list": (
        _with(marked("Span", "/MC0", text(72, 700, "abc")), Properties={"MC0": {"ActualText": _M}}),
        "alternatieve tekst",
    ),
    "description in the tree": (_in_the_tree("Figure", Alt=_M), "alternatieve tekst"),
    "other text in the tree": (_in_the_tree(ActualText=_M), "alternatieve tekst"),
    "abbreviation in the tree": (_in_the_tree(E=_M), "alternatieve tekst"),
    "title in the tree": (_in_the_tree("Sect", T=_M), "alternatieve tekst"),
    "own tag": (_own_tag, "eigen stijlnaam"),
    # What is left behind
    "text of an earlier revision": (_earlier_text, "eerdere versie"),
    "title of an earlier revision": (_earlier_title, "eerdere versie"),
    "note of an earlier revision": (_earlier_remark, "eerdere versie"),
    "bytes after the end": (lambda: _file()() + f"\n{_M}\n".encode(), "losse gegevens"),
    "bytes before the start": (lambda: f"{_M}\n".encode() + _file()(), "losse gegevens"),
    "bytes between objects": (lambda: between_objects(_file()(), f"% {_M}\n".encode()), "losse gegevens"),
    "object that nothing refers to": (_file(orphans=[Obj(Note=_M)]), "losse gegevens"),
    "page text that nothing refers to": (_file(orphans=[Obj(_LINE)]), "losse gegevens"),
    "comment in the content": (_file(f"% {_M}\n"), "technische aantekening"),
    "unknown key of the file": (_catalog(Eigen={"Note": _M}), "onbekend onderdeel"),
    "unknown key of a page": (_page(Eigen=_M), "onbekend onderdeel"),
    "unknown key at the end": (_file(trailer={"Eigen": _M}), "onbekend onderdeel"),
    "data of a program": (
        _page(PieceInfo={"Tekenaar": {"LastModified": "D:20260101000000Z", "Private": _M}}),
        "onbekend onderdeel",
    ),
    "unknown operator": (_file(f"BX ({_M}) Zz EX\n"), "onbekend onderdeel"),
    "unknown mark in the content": (_file(f"/Eigen <</Note ({_M})>> DP\n"), "onbekend onderdeel"),
}

BESIDE: dict[str, dict[str, int]] = {
    "text of the newest revision": {"eerdere versie": 1},
    "layer of read text over a scan": {"afbeelding": 1},
    "read text under a scan": {"afbeelding": 1},
    "read text over a stamped scan": {"afbeelding": 1},
    "stamp on a scan": {"afbeelding": 1},
    "text over a picture": {"afbeelding": 1},
    "under a picture": {"afbeelding": 1},
}
"""What else is counted, because the place cannot be without it: a scan may hold more than the text read in it."""
