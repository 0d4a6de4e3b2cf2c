"""RTF in, through striprtf; a file with words that striprtf would show and Word would not is refused."""

from __future__ import annotations

import re

from verslagfilter.errors import InputError
from verslagfilter.formats.complaints import RTF
from verslagfilter.formats.counts import COMMENT, EMBEDDED, LINK, PICTURE, PROPERTY, Counts
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.lines import BLANK, Line, finish, table_row

_UNSHOWN = re.compile(
    rb"(?<!\\)\\(?:v|deleted|webhidden|moverstart|mvfmf|upr)(?![a-z0-9])|(?<!\\)\\(?:v|deleted|webhidden)1(?!\d)"
)
"""Control words for hidden, deleted and moved text: the library takes no notice of them."""
_HIDING = "In dit rtf-bestand staat verborgen of verwijderde tekst. Bewaar het in Word als .docx."
_LOST = (
    (re.compile(rb"\\(?:header|headerl|headerr|headerf)(?![a-z])"), "koptekst"),
    (re.compile(rb"\\(?:footer|footerl|footerr|footerf)(?![a-z])"), "voettekst"),
    (re.compile(rb"\\footnote(?![a-z])"), "voetnoot"),
    (re.compile(rb"\\annotation(?![a-z])"), COMMENT),
    (re.compile(rb"\\pict(?![a-z])"), PICTURE),
    (re.compile(rb"\\objdata(?![a-z])"), EMBEDDED),
    (re.compile(rb"\\(?:shptxt|dptxbxtext)(?![a-z])"), "tekstvak"),
    (re.compile(rb"HYPERLINK "), LINK),
    (re.compile(rb"\\(?:author|operator|title|subject|keywords|company|doccomm|manager)\s"), PROPERTY),
)
_DROPPED = re.compile(
    rb"\{\\(?:fonttbl|pict|\*\\(?:picprop|shppict|fldinst|do|datafield|themedata|colorschememapping|latentstyles|rsidtbl|"
    rb"generator|xmlnstbl|listtable|listoverridetable|pgptbl|mmathPr))(?![a-z])|\{\\(?:fldinst|nonshppict|stylesheet|info)(?![a-z])"
)
"""Groups without text of the document: the library is slow in some, and takes words out of others."""
_DEEPEST = 500
_BRACES = re.compile(rb"(?<!\\)[{}]")
_LABEL = re.compile(r"^[•·o▪‣-]\t\s*")


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The lines and table rows of the text; headers, notes and boxes are counted, as the library leaves them out.

    Raises:
        InputError: there is hidden or deleted text in it, no text, or it is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    if _UNSHOWN.search(data):
        raise InputError(_HIDING)
    if _depth(data) > _DEEPEST:
        raise RTF.tangled()
    try:
        text = str(rtf_to_text(_without_groups(data).decode("cp1252", "replace"), errors="strict"))  # type: ignore[no-untyped-call]
    except Exception:
        # The library raises whatever its decoding does; a damaged file is all that it can mean.
        raise RTF.broken() from None
    counts = Counts()
    for pattern, place in _LOST:
        counts.count(place, len(pattern.findall(data)))
    return finish(_lines(text), RTF, kind=kind, name=name, sha256=sha256, unread=counts.places())


def _without_groups(data: bytes) -> bytes:
    """The file without the groups that hold no text, whatever is nested in them."""
    kept, at = [], 0
    while (found := _DROPPED.search(data, at)) is not None:
        kept.append(data[at : found.start()])
        depth, at = 0, len(data)
        for sign in _BRACES.finditer(data, found.start()):
            depth += 1 if sign[0] == b"{" else -1
            if depth == 0:
                at = sign.end()
                break
    return b"".join((*kept, data[at:]))


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for sign in _BRACES.findall(data):
        depth += 1 if sign == b"{" else -1
        deepest = max(deepest, depth)
    return deepest


def _lines(text: str) -> list[Line]:
    """The library ends every cell with a bar and every row with a line end."""
    lines, rows = [], 0
    for number, piece in enumerate(text.splitlines(), start=1):
        if "|" in piece:
            rows += 1
            made = table_row([cell.strip() for cell in piece.split("|")], f"tabelrij {rows}")
            lines.append(made or BLANK)
        else:
            line = _LABEL.sub("- ", piece.strip())
            kind = BlockKind.LIST_ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
            lines.append(Line(line, kind, f"regel {number}") if line else BLANK)
    return lines
