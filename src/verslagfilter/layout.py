"""One line of minutes on its own: bullet, label, table row, rule, quoted mail, heading or plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from verslagfilter.span import Span

_RULE = re.compile(r"^[\s|:+_=*~.–—-]{3,}$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_MAIL = re.compile(r"^>+ ?(?:Van|From):|^(?:> ?)*(?:Op|On) .{6,120}(?:schreef|wrote)\b.{0,120}:\s*\n+>", re.M)
"""What makes lines that start with ">" a quotation rather than a list."""
_BULLET = re.compile(
    r"^\s*(?:(?:->|=>|>>|[→➔➤])|"
    r"\[(?:\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,? )?\d{1,2}[:.]\d{2}(?::\d{2})?\](?=\s*[A-Z])|"
    r"[-–—*•·‣◦▪o»+>]|\[[ xXvV]?\]|[xX✓✗]\s|\(?\d{1,2}[.)]|\(?[a-z][.)]|"
    r"\d{1,2}(?:\.\d{1,2}){2,}[.)]?|\d{1,2}\.[1-9][.)]?(?=\s+[A-ZÀ-Ý]))\s+(?:\d{1,2}\s+(?=\w))?"
)
"""A number such as 3.2 counts, one such as 3.15 does not: that is a time as well. "[10:14]" opens a line of a chat."""
_NUMBERED = re.compile(r"^\s*(#{1,6}|={2,}|(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?)\s+(?=\S)")
_LABEL = re.compile(r"^(?P<label>[^\n:.!?|]{1,60}?(?:\.[^\n:!?|]{0,20})?)\s*:(?=\s|$)")
_DOTTED = re.compile(r"^(?P<label>[^\n:|]{2,40}?)\s*\.{3,}\s*")
_CAPS = re.compile(r"^(?P<label>[A-ZÀ-Ý][A-ZÀ-Ý &/-]{2,30}[A-ZÀ-Ý])\.(?=\s)")
_DASH = re.compile(r"^(?P<label>[^\W\d_][^\n:|,;]{0,40}?)\s+(?:[-–—]+|[-=]?>|[→➔➤])\s+(?=\S)")
_SPACED = re.compile(r"^(?P<label>[A-Z][^\n:|.]{1,30}?)(?:\t+|\s{2,})(?=\S)")
_TERMINAL = (".", "!", "?", ",", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text and its marks."""

    span: Span
    """Without surrounding white space."""
    body: Span
    """Without bullet or number."""
    bullet: str
    """Bullet or number, stripped; empty when there is none."""
    blank_before: bool
    blank_after: bool
    quoted: bool
    semicolons: bool = False
    """Whether it is a row of a table whose cells are parted by semicolons."""


@cache
def data() -> Mapping[str, Mapping[str, list[str]]]:
    """Topics, labels and columns of data/layout.yaml."""
    path = Path(__file__).parent / "data" / "layout.yaml"
    loaded: Mapping[str, Mapping[str, list[str]]] = YAML(typ="safe").load(path.read_text("utf-8"))
    return loaded


@cache
def _compiled(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(f"(?:{r})" for r in regexes))) for name, regexes in data()[kind].items())


def classify(kind: str, text: str) -> str | None:
    """The topic, label kind or column kind that text is, or None.

    Args:
        kind: "topics", "labels" or "columns".
        text: heading, label or column heading.
    """
    plain = text.lower().strip(" .:*#=_-–")
    return next((name for name, regex in _compiled(kind) if regex.search(plain)), None)


def split_lines(text: str) -> tuple[Line, ...]:
    """Every non-blank line that is not a mere rule of dashes."""
    raw, at, quoted_mail = [], 0, bool(_MAIL.search(text))
    for piece in text.split("\n"):
        raw.append((at, piece))
        at += len(piece) + 1
    lines = []
    for index, (start, piece) in enumerate(raw):
        if not piece.strip() or _RULE.match(piece):
            continue
        before = index == 0 or not raw[index - 1][1].strip() or bool(_RULE.match(raw[index - 1][1]))
        after = index + 1 == len(raw) or not raw[index + 1][1].strip()
        lines.append(_line(start, piece, before, after, quoted_mail))
    return _with_semicolons([line for line in lines if line], text)


def _with_semicolons(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines under "wie; wat; wanneer" are rows as well, as far as they go on without a blank line."""
    made: list[Line] = []
    inside = False
    for line in lines:
        cells = line.span.of(text).split(";")
        heads = len(cells) > 1 and sum(classify("columns", cell) is not None for cell in cells) > 1
        inside = heads or (inside and len(cells) > 1 and not line.blank_before)
        made.append(replace(line, semicolons=inside) if inside else line)
    return tuple(made)


def _line(start: int, piece: str, before: bool, after: bool, quoted_mail: bool) -> Line | None:
    quote = _QUOTE.match(piece) if quoted_mail else None
    skip = quote.end() if quote else 0
    inner = piece[skip:]
    if not inner.strip() or _RULE.match(inner):
        return None
    left = start + skip + len(inner) - len(inner.lstrip())
    right = start + len(piece.rstrip())
    bullet = _BULLET.match(inner)
    body = start + skip + bullet.end() if bullet and bullet.end() < len(inner.rstrip()) else left
    mark = inner[: bullet.end()].strip() if bullet and body > left else ""
    return Line(Span(left, right), Span(body, right), mark, before, after, bool(quote))


def is_dotted(text: str) -> bool:
    """Whether text is a form field: a label, a row of dots, a value."""
    return bool(_DOTTED.match(text))


def label_of(text: str, head: bool, actions: bool = False) -> tuple[int, int] | None:
    """Where the label at the start of text ends, and where what it labels starts; None when there is none.

    Args:
        text: one line without its bullet.
        head: whether this is the head of the minutes, where columns of spaces also mark labels.
        actions: whether this is a list of actions, where a dash also parts the owner from the action.
    """
    for regex in (_DOTTED, _LABEL, _CAPS, *((_SPACED,) if head else ()), *((_DASH,) if actions else ())):
        found = regex.match(text)
        if found and len(found["label"].split()) <= (4 if regex is _DASH else 9):
            after = found.end()
            return len(found["label"].rstrip()), after + len(text[after:]) - len(text[after:].lstrip())
    return None


def cells_of(line: Line, text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each cell of a table row, counted in its line, empty ones as (i, i); no cells: not a row."""
    text = line.span.of(text)
    separator = ";" if line.semicolons else "\t" if "\t" in text else "|"
    if separator not in text or (separator == "|" and " |" not in text and "| " not in text):
        return ()
    cells, at = [], 0
    for part in text.split(separator):
        lead = len(part) - len(part.lstrip())
        cells.append((at + lead, at + max(lead, len(part.rstrip()))))
        at += len(part) + 1
    if separator == "|" and cells and cells[0][0] >= cells[0][1] and text.lstrip().startswith("|"):
        cells = cells[1:]
    if separator == "|" and cells and cells[-1][0] >= cells[-1][1] and text.rstrip().endswith("|"):
        cells = cells[:-1]
    return tuple(cells) if len(cells) > 1 else ()


def heading_rank(line: Line, text: str) -> int | None:
    """1 (outermost) to 4 for a line that looks like a heading, else None. Layout alone; words are judged elsewhere."""
    plain = line.span.of(text)
    words = plain.split()
    if len(words) > 9 or len(plain) > 75 or (plain.endswith(_TERMINAL) and not plain.isupper()):
        return None
    if plain.startswith("#"):
        return min(4, len(plain) - len(plain.lstrip("#")))
    if plain.startswith("=="):
        return 1
    letters = [c for c in plain if c.isalpha()]
    caps = len(letters) > 2 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    if caps and ":" not in plain.rstrip(":"):
        return 1
    numbered = _NUMBERED.match(plain)
    if numbered:
        return 2 if "." in numbered[1].rstrip(".") else 1
    if line.bullet or ":" in plain.rstrip(":") or "|" in plain or "\t" in plain:
        return None
    return 3 if line.blank_before else 4
