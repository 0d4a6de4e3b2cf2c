"""Document to Minutes: header fields, attendance, sections, items, speaker labels, table rows, quoted mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.layout import Line, cells_of, classify, heading_rank, is_dotted, label_of, split_lines
from verslagfilter.parties import find_parties
from verslagfilter.span import Span


class UnitKind(StrEnum):
    """What a unit of the minutes is."""

    HEADING = "heading"
    FIELD = "field"
    ATTENDANCE = "attendance"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"
    MARGIN = "margin"
    """Header or footer of the pages."""
    COLUMNS = "columns"
    """The row that names the columns of a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-empty cell of a table row."""

    column: str | None
    """Kind of column ("wie", "wat", "wanneer", …) or None."""
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands above a unit."""

    rank: int
    span: Span
    topic: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One line, item, row or paragraph."""

    number: int
    """From 1."""
    kind: UnitKind
    span: Span
    """The whole of it."""
    body: Span
    """Without bullet and label."""
    label: Span | None = None
    label_kind: str | None = None
    cells: tuple[Cell, ...] = ()
    headings: tuple[Heading, ...] = ()
    """From outermost to innermost."""
    quoted: bool = False
    on_top: bool = False
    """A field with the case number or the date of the meeting."""

    @property
    def topic(self) -> str | None:
        """Topic of the nearest heading that has one."""
        return next((h.topic for h in reversed(self.headings) if h.topic), None)


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document taken apart."""

    document: Document
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        """The text that every offset counts in."""
        return self.document.text


_HEAD_UNITS = 14
_WRAPPED = 62
_WIDEST_WRAPPED = 100
_WIDEST_MARKDOWN = 160
"""Editors break lines off at 120 at most; a heading or a link may be longer."""
_TRIPLE = re.compile(r"\b(Wie|Wat|Wanneer|Actie|Door|Termijn|Datum|Eigenaar|Gereed)\s*:\s*", re.I)
_SIGNATURE = re.compile(
    r"^(met (vriendelijke|hartelijke) groet|vriendelijke groet|hartelijke groet|groet|groeten|mvg|m\.v\.g\.|gr\.?)\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(actielijst|plan van aanpak|pga-plan|verslag|overleg|casustafel|notulen|casus|dossier|"
    r"zorg- en veiligheidshuis|aantekeningen)\b",
    re.I,
)
_ENTRY = re.compile(r"(?:^|,|;|\ben\b)\s*[\w.'’-]+(?: [\w.'’-]+){0,3} \(([^()]{2,60})\)(?=\s*(?:[,;.]|en\b|$))")
_NAMED = re.compile(r"[A-ZÀ-Ý][\w.'’-]+\s*\([^()]{2,60}\)")


def read_minutes(document: Document) -> Minutes:
    """Every line of the document as a unit, in order; nothing is skipped but rules of dashes."""
    text = document.text
    lines = _join_wrapped(split_lines(text), text, document.kind == "md")
    headings = {b.span.start: b.level or 1 for b in document.blocks if b.kind is BlockKind.HEADING}
    margins = {b.span.start for b in document.blocks if b.kind in (BlockKind.HEADER, BlockKind.FOOTER)}
    units: list[Unit] = []
    above: tuple[Heading, ...] = ()
    columns: tuple[str | None, ...] = ()
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if columns and line.blank_before:
            columns = _columns_below(columns, line, text)
        if line.span.start in margins:
            units.append(Unit(len(units) + 1, UnitKind.MARGIN, line.span, line.body))
            continue
        unit = _unit(line, following, text, units, headings.get(line.span.start), columns)
        if unit.kind is UnitKind.HEADING:
            above = _nest(above, unit, line, text, headings.get(line.span.start))
            if all(u.kind is UnitKind.MARGIN for u in units) and _TITLE.search(line.span.of(text)):
                above = tuple(replace(h, topic=None) for h in above)
        elif unit.kind is UnitKind.COLUMNS:
            titles = [text[s:e] for s, e in _absolute_cells(line, text)]
            columns = _told_in_turn(_columns(titles), above, text)
        elif unit.kind is not UnitKind.ROW:
            columns = ()
        units.append(replace(unit, number=len(units) + 1, headings=above))
    return Minutes(document, tuple(units))


def _told_in_turn(columns: tuple[str | None, ...], above: Sequence[Heading], text: str) -> tuple[str | None, ...]:
    """In a round along the table "wie" and "wat" say who told what, and not who does what."""
    round_ = bool(above) and bool(_ROUND.search(above[-1].span.of(text)))
    return ("wie", "toelichting") if round_ and columns == ("wie", "wat") else columns


_ROUND = re.compile(
    r"\b(?:ronde|rondje|inbreng|bespreking|besproken|terugkoppeling|stand van zaken|informatie|beeld|aan het woord)\b",
    re.I,
)


def _columns_below(columns: tuple[str | None, ...], line: Line, text: str) -> tuple[str | None, ...]:
    """What the columns are under a blank line: those of the table above if it goes on, none if another one starts."""
    cells = _absolute_cells(line, text)
    headings = [text[s:e] for s, e in cells]
    short = all(len(cell.split()) <= 4 and not re.search(r"[\d.,;]", cell) for cell in headings)
    return () if len(cells) != len(columns) or (short and any(map(_column, headings))) else columns


def _join_wrapped(lines: Sequence[Line], text: str, markdown: bool) -> list[Line]:
    """Lines of one paragraph that a mail program broke off at a fixed width, joined."""
    prose = (piece for piece in text.split("\n") if not (markdown and "|" in piece))
    if max(map(len, prose), default=0) > (_WIDEST_MARKDOWN if markdown else _WIDEST_WRAPPED):
        return list(lines)  # who writes a line this long, breaks none off
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and _continues(last, line, text, markdown):
            joined[-1] = replace(last, span=last.span.hull(line.span), body=last.body.hull(line.span),
                                 blank_after=line.blank_after)  # fmt: skip
        else:
            joined.append(line)
    return joined


def _continues(last: Line, line: Line, text: str, markdown: bool) -> bool:
    before, after = last.span.of(text), line.span.of(text)
    if line.blank_before or line.bullet or last.quoted != line.quoted or "|" in before or "\t" in before:
        return False
    if label_of(after, head=False) or classify("labels", after.split()[0]):
        return False
    width = len(before.rsplit("\n", 1)[-1])
    if markdown:  # a line break in Markdown is a space
        return (
            width >= _WRAPPED and not before.startswith("#") and not after.startswith(("#", "**")) and "|" not in after
        )
    return width >= _WRAPPED and after[0].islower() and not before.endswith((".", ":", "!", "?"))


def _absolute_cells(line: Line, text: str) -> list[tuple[int, int]]:
    return [(line.span.start + s, line.span.start + e) for s, e in cells_of(line, text)]


def _columns(headings: Sequence[str]) -> tuple[str | None, ...]:
    """What each column is; a subject is what is to be done, unless another column says that."""
    kinds = [_column(heading) for heading in headings]
    if kinds.count("wat") > 1:
        subject = [heading.strip().lower() == "onderwerp" for heading in headings]
        kinds = ["leefgebied" if is_subject else kind for kind, is_subject in zip(kinds, subject, strict=True)]
    return tuple(kinds)


def _column(text: str) -> str | None:
    return classify("columns", text)


def _unit(line: Line, following: Line | None, text: str, units: Sequence[Unit], marked: int | None,
          columns: tuple[str | None, ...]) -> Unit:  # fmt: skip
    cells = _absolute_cells(line, text)
    if cells and (columns or _is_table(line, following, text, units)):
        heads = all(_column(text[s:e]) for s, e in cells if e > s)
        field = (
            None if columns or (heads and _continues_table(following, cells, text)) else _field_row(line, cells, text)
        )
        return field or _row(line, cells, text, columns or _columns_of(cells, text))
    if _signs(line, text, units) or _attends(line, following, text, units):
        return Unit(0, UnitKind.ATTENDANCE, line.span, line.body, quoted=line.quoted)
    if marked or _is_heading(line, following, text):
        return Unit(0, UnitKind.HEADING, line.span, line.body, quoted=line.quoted)
    triple = _triple(line, text)
    return triple or _labelled(line, text, units)


def _continues_table(following: Line | None, cells: Sequence[tuple[int, int]], text: str) -> bool:
    return following is not None and len(cells_of(following, text)) == len(cells)


_DATED = re.compile(
    r"\d{1,2}(?:[-/.]\d{1,2}| (?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))|week \d|"
    r"z\.?s\.?m|doorlopend|direct|\d{4}",
    re.I,
)


def _columns_of(cells: Sequence[tuple[int, int]], text: str) -> tuple[str | None, ...]:
    """What the cells of a row without headings are: "Corrie | planning langsbrengen | 20 mei"; empty: not told."""
    if len(cells) == 2:
        speaker, told = (text[s:e] for s, e in cells)
        return ("wie", "toelichting") if _is_party(speaker) and len(told.split()) >= _TOLD else ()
    if len(cells) != 3:
        return ()
    who, what, when = (text[s:e] for s, e in cells)
    named = 0 < len(who.split()) <= 4 and who[:1].isupper() and not re.search(r"[\d.]", who)
    dated = len(when.split()) <= 4 and bool(_DATED.search(when))
    return ("wie", "wat", "wanneer") if named and dated and what else ()


_TOLD = 4
"""Words at least of what a party told, in a row behind its name."""


def _signs(line: Line, text: str, units: Sequence[Unit]) -> bool:
    """The greeting at the end of a message, and the lines of name and function right under it."""
    if _SIGNATURE.match(line.body.of(text)):
        return True
    last = units[-1] if units else None
    below = last is not None and last.kind is UnitKind.ATTENDANCE and last.quoted == line.quoted
    greeted = any(_SIGNATURE.match(u.body.of(text)) for u in units[-4:])
    return bool(below and greeted and len(line.span.of(text).split()) <= 8 and ":" not in line.span.of(text))


def _attends(line: Line, following: Line | None, text: str, units: Sequence[Unit]) -> bool:
    """A line "Deelnemers:" with nothing behind it, and the people one a line below it, without bullets."""
    if line.bullet or (line.blank_before and units and units[-1].kind is UnitKind.ATTENDANCE):
        return False
    if _opens_attendance(line.span.of(text)):
        return following is not None and not line.blank_after and not following.bullet
    for unit in reversed(units):
        if unit.kind is not UnitKind.ATTENDANCE:
            return False
        if _opens_attendance(unit.span.of(text)):
            short = len(line.span.of(text).split()) <= LONGEST_ENTRY
            return short and label_of(line.span.of(text), head=False) is None
    return False


LONGEST_ENTRY = 14
"""Words in a line that names one participant, at most."""


def _opens_attendance(plain: str) -> bool:
    return plain.endswith(":") and len(plain.split()) <= 3 and classify("labels", plain) == "aanwezigen"


def _triple(line: Line, text: str) -> Unit | None:
    """ "Wie: … Wat: … Wanneer: …" on one line: a table row written out."""
    body = line.body.of(text)
    marks = list(_TRIPLE.finditer(body))
    if len(marks) < 2 or marks[0].start() > 0:
        return None
    ends = [*(m.start() for m in marks[1:]), len(body)]
    cells = []
    for mark, end in zip(marks, ends, strict=True):
        value = body[mark.end() : end].rstrip(" .;,|-–")
        if value:
            start = line.body.start + mark.end()
            cells.append(Cell(classify("columns", mark[1]), Span(start, start + len(value))))
    return Unit(0, UnitKind.ROW, line.span, line.body, cells=tuple(cells), quoted=line.quoted)


def _is_table(line: Line, following: Line | None, text: str, units: Sequence[Unit]) -> bool:
    own = len(cells_of(line, text))
    after = len(cells_of(following, text)) if following else 0
    return (
        bool(units and units[-1].kind in (UnitKind.ROW, UnitKind.COLUMNS))
        or (own > 1 and after > 1)
        or own > 3
        or (own == 2 and bool(_field_row(line, _absolute_cells(line, text), text)))
    )


def _field_row(line: Line, cells: Sequence[tuple[int, int]], text: str) -> Unit | None:
    """A row of two cells, the first of which is a label: "Datum | 10 november"."""
    if len(cells) != 2 or any(e <= s for s, e in cells):
        return None
    label, body = (Span(*cell) for cell in cells)
    kind = classify("labels", label.of(text)) if len(label.of(text).split()) <= 4 else None
    if kind is None or kind in ("acties", "signalen", "bejegening"):
        return None
    unit_kind = UnitKind.ATTENDANCE if kind == "aanwezigen" else UnitKind.FIELD
    return Unit(0, unit_kind, line.span, body, label, kind, quoted=line.quoted, on_top=_on_top(label, text))


def _row(line: Line, cells: Sequence[tuple[int, int]], text: str, columns: tuple[str | None, ...]) -> Unit:
    named = [_column(text[s:e]) for s, e in cells if e > s]
    if sum(n is not None for n in named) >= max(2, (len(named) + 1) // 2):
        return Unit(0, UnitKind.COLUMNS, line.span, line.span)
    fitted = columns if len(columns) == len(cells) else columns + (None,) * (len(cells) - len(columns))
    filled = tuple(Cell(column, Span(s, e)) for column, (s, e) in zip(fitted, cells, strict=False) if e > s)
    return Unit(0, UnitKind.ROW, line.span, line.body, cells=filled, quoted=line.quoted)


def _is_heading(line: Line, following: Line | None, text: str) -> bool:
    plain = line.span.of(text).strip("#= ")
    if following is None or is_dotted(plain):
        return False
    if _names_owner(line, following, plain):
        return True
    rank = heading_rank(line, text)
    if rank is None:
        return _introduces(line, plain) or _asks(line, following, plain)
    if rank <= 2:
        return _not_an_item(line, following, text)
    if re.search(r"\d{1,2}[-/.:]\d{1,2}|\d{4}", plain) or plain[:1] in "\"'“":
        return bool(plain.startswith("==")) or (rank == 3 and bool(_TITLE.search(plain)))
    known = classify("topics", plain) or _is_party(plain)
    if rank == 3:
        return bool(known) or (not line.blank_after and plain[0].isupper() and len(plain.split()) <= 7) or (
            plain.endswith(":") and bool(following.bullet))  # fmt: skip
    return (bool(known) and len(plain.split()) <= 4 and plain[0].isupper() and not plain.endswith((".", ":"))) or (
        plain.endswith(":") and bool(following.bullet) and len(plain.split()) <= 8)  # fmt: skip


def _introduces(line: Line, plain: str) -> bool:
    """A line such as "Woonadvies, mag naar de corporatie:" that only announces the lines below it."""
    short = 9 < len(plain.split()) <= 14 or ("," in plain and len(plain.split()) <= 14)
    return plain.endswith(":") and line.blank_before and not line.bullet and short and bool(classify("topics", plain))


def _names_owner(line: Line, following: Line, plain: str) -> bool:
    """ "de Alliantie" above the items that it will do."""
    bare = re.sub(r"^(?:de|het) (?=[A-Z])", "", plain)
    fits = not line.bullet and bool(following.bullet) and bare != plain and len(plain.split()) <= 4
    return fits and (_is_party(plain) or _is_party(bare))


def _asks(line: Line, following: Line, plain: str) -> bool:
    """A question that what is below it answers: "Wanneer praten we weer?", "Waarom dit gesprek?"."""
    asks = plain.endswith("?") and len(plain.split()) <= 8 and not line.bullet
    opens = line.blank_before and not line.blank_after and bool(_QUESTION.match(plain))
    return asks and (opens or (bool(following.bullet) and bool(classify("topics", plain))))


_QUESTION = re.compile(r"(?:wie|wat|waar\w*|wanneer|hoe|welke)\b", re.I)


def _not_an_item(line: Line, following: Line, text: str) -> bool:
    """A short numbered line is a heading unless the numbering simply goes on with the next item."""
    own, after = (_ITEM_NUMBER.match(each.span.of(text)) for each in (line, following))
    if not own or not after:
        return True
    return line.blank_before and after[0].strip() in ("1.", "1)") and own[0].strip() != after[0].strip()


_ITEM_NUMBER = re.compile(r"\d{1,2}(?:[.)]|\.\d)\s")


def _is_party(plain: str) -> bool:
    refs = find_parties(plain)
    covered = sum(r.end - r.start for r in refs)
    return bool(refs) and covered >= 0.6 * len(plain.strip(" :"))


def _nest(above: tuple[Heading, ...], unit: Unit, line: Line, text: str, marked: int | None) -> tuple[Heading, ...]:
    rank = marked or heading_rank(line, text) or 4
    rank = 3 if rank == 4 else rank
    heading = Heading(rank, unit.span, classify("topics", unit.span.of(text)))
    return (*(h for h in above if h.rank < rank), heading)


def _labelled(line: Line, text: str, units: Sequence[Unit]) -> Unit:
    body, head = line.body.of(text), len(units) < _HEAD_UNITS and not line.bullet
    actions = bool(units) and next((h.topic for h in reversed(_above(units)) if h.topic), None) == "acties"
    found = label_of(body, head and not any(u.kind is UnitKind.HEADING and u.number > 2 for u in units), actions)
    label, inner, kind = None, line.body, None
    if found and found[1] < len(body):
        label = Span(line.body.start, line.body.start + found[0])
        inner = Span(line.body.start + found[1], line.body.end)
        kind = classify("labels", label.of(text))
    unit_kind = UnitKind.ITEM if line.bullet else UnitKind.PARAGRAPH
    if kind == "aanwezigen" or _lists_people(line, text, units):
        unit_kind = UnitKind.ATTENDANCE
    elif (kind in ("betrokkene", "proces") and (len(units) < _HEAD_UNITS or kind == "proces")) or (
        label and is_dotted(body)
    ):
        unit_kind = UnitKind.FIELD
    return Unit(0, unit_kind, line.span, inner, label, kind, quoted=line.quoted, on_top=_on_top(label, text))


_ON_TOP = re.compile(
    r"^(?:datum|datum overleg|kenmerk|ons kenmerk|dossiernummer|zaaknummer|casusnummer|referentie)$", re.I
)


def _on_top(label: Span | None, text: str) -> bool:
    return label is not None and bool(_ON_TOP.match(label.of(text).strip(" .:")))


def _above(units: Sequence[Unit]) -> tuple[Heading, ...]:
    return units[-1].headings


def _lists_people(line: Line, text: str, units: Sequence[Unit]) -> bool:
    """A line near the top that names people with their organisations."""
    plain = line.span.of(text)
    if len(units) > _HEAD_UNITS or is_dotted(plain):
        return False
    bracketed = [m for m in _ENTRY.finditer(plain) if find_parties(m[1])]
    if len(bracketed) > 1 and len(_ENTRY.findall(plain)) > 2:
        return True  # "ilse (zowonen), bert dols (pol), yvonne (gem sittard, vz)"
    with_role = [m for m in _NAMED.finditer(plain) if find_parties(m[0][m[0].index("(") :]) or find_parties(m[0])]
    parts = [p for p in re.split(r"\s/\s|\.\s|;\s", plain) if p.strip()]
    named_parts = [p for p in parts if find_parties(p) and re.search(r"[A-Z][a-z]+", p) and len(p.split()) <= 7]
    return len(with_role) >= 2 or (len(parts) >= 3 and len(named_parts) >= 2 and len(named_parts) >= 0.6 * len(parts))
