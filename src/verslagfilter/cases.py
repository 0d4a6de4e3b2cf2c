"""Minutes about several persons (design reference, layout L1) to one document per casus.

Each keeps the offsets of the whole: what belongs to another casus becomes blank. Of the rest of the meeting only the
head comes along, and a line further on that names one casus. Other lines belong to no casus and go to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from verslagfilter.cues import plain
from verslagfilter.formats.counts import NO_CASE
from verslagfilter.formats.document import CasePart, Document, UnreadPlace
from verslagfilter.names import name_runs, parts
from verslagfilter.parties import find_parties
from verslagfilter.span import Span
from verslagfilter.structure import Minutes, Unit, UnitKind, read_minutes

_TITLE = r"(?:dhr|mw|mevr|mevrouw|meneer|de heer|fam|familie|gezin)\b"
_AGENDA = r"(?:\d{1,2}(?:\.\d{1,2})?\s?[a-z]?[.):]?\s+)?"
_NUMBERED = re.compile(
    rf"^\W*{_AGENDA}(?P<label>(?:casus|bespreekgeval|zaak)\s*(?:nr\.?\s*)?\d+)\b|"
    rf"^\W*(?P<item>\d{{1,2}}\s?[a-z])[.)]?\s+(?:casus\s+)?{_TITLE}",
    re.I,
)
"""A heading that announces a casus by itself, also as a line that is no heading by its looks."""
_NAMED = re.compile(
    rf"^\W*(?P<item>\d{{1,2}}(?:\.\d{{1,2}})?)?[.):]?\s*(?:(?P<casus>casus)\s*:?\s+(?:{_TITLE})?|{_TITLE})\.?\s+\S",
    re.I,
)
"""A heading with the title and name of a person."""
_WORDS_IN_TITLE = 6
_FIELD = re.compile(r"(?:casus|betrokkene|hoofdbetrokkene)(?P<number> ?\d+)?")
_LONGEST_HEADING = 90
_GENERAL = re.compile(
    r"^\W*(?:\d{1,2}[.):]?\s+)?(?:opening\b|mededelingen|rondvraag|sluiting|afsluiting|w\.?\s?v\.?\s?t\.?\s?t\.?\s?k|"
    r"verslag (?:van )?(?:de )?vorig|notulen (?:van )?(?:de )?vorig|vaststell|agenda\b|"
    r"volgend(?:e)? (?:overleg|vergadering|casusoverleg)|(?:verzamel)?actielijst|actie- en besluitenlijst|"
    r"(?:nieuwe|lopende|overige|afgesloten|te bespreken) (?:casus|zaken)|algemeen\b)",
    re.I,
)
"""A heading of the meeting as a whole."""
_AGENDA_ITEM = re.compile(r"^\W*\d{1,2}[.)]?\s+[A-ZÀ-Ý]")
_LETTERED = re.compile(r"^\W*\d{1,2}\s?[a-z][.)]?\s")
_CLOSE = 3
"""Units: two fields for a person nearer to each other are of one household, not of two cases."""


@dataclass(frozen=True, slots=True)
class _Case:
    heading: Unit
    units: tuple[Unit, ...]
    """Its own, heading included."""
    words: frozenset[str]
    """Words that point to it: surname of the person, label of the heading."""


def separate(document: Document) -> tuple[Document, ...]:
    """One document for each casus, in order; the document by itself when there is one, or they cannot be told apart."""
    minutes = read_minutes(document)
    starts = _starts(minutes)
    if len(starts) < 2:
        return (document,)
    cases, rest = _divide(minutes, starts)
    if any(len(case.units) < 2 for case in cases):
        return (document,)
    shared = [u for u in rest if u.kind is UnitKind.MARGIN or (u.number < starts[0].number and u.kind in _HEAD)]
    placed = {case.heading.number: [u for u in rest if _points_to(u, case, cases, minutes)] for case in cases}
    loose = [u for u in rest if u not in shared and u.kind not in _FRAME and not any(u in p for p in placed.values())]
    made: list[Document] = []
    for label, case in zip(_labels(cases, minutes.text), cases, strict=True):
        own = placed[case.heading.number]
        frame = [u for u in rest if u.kind is UnitKind.COLUMNS] if own else []
        above = [h.span for u in own for h in u.headings]
        spans = [u.span for u in (*shared, *frame, *case.units, *own)] + above
        unread = (*document.unread, UnreadPlace(NO_CASE, len(loose))) if not made and loose else document.unread
        made.append(_only(replace(document, unread=unread), spans, CasePart(label, case.heading.span)))
    return tuple(made)


_HEAD = frozenset({UnitKind.FIELD, UnitKind.ATTENDANCE, UnitKind.HEADING})
_FRAME = frozenset({UnitKind.HEADING, UnitKind.COLUMNS, UnitKind.MARGIN})


def count(minutes: Minutes) -> int:
    """How many cases the headings or fields of minutes announce; at least one."""
    if minutes.document.case is not None:
        return 1
    return max(len(_headings(minutes)), len(_fields(minutes)), 1)


def _starts(minutes: Minutes) -> list[Unit]:
    """The unit that begins each casus; at most one when they cannot be told apart."""
    headings = _headings(minutes)
    if len(headings) > 1:
        return headings
    fields = _fields(minutes)
    apart = all(b.number - a.number > _CLOSE for a, b in pairwise(fields))
    return fields if apart else []


def _headings(minutes: Minutes) -> list[Unit]:
    """The headings of cases, each once: with a number, or else with the name of a person."""
    text = minutes.text
    short = [u for u in minutes.units if len(u.span) < _LONGEST_HEADING]
    numbered = [u for u in short if _NUMBERED.match(u.span.of(text))]
    if len(_once(numbered, text)) > 1:
        return _once(numbered, text)
    persons = [u for u in short if _names_person(u, text)]
    return _once(persons, text) if len(_once(persons, text)) > 1 else _once(numbered, text)


def _names_person(unit: Unit, text: str) -> bool:
    """Whether a heading, or a line of a few words that says "casus", names somebody who is not of a party."""
    line = unit.span.of(text)
    found = _NAMED.match(line)
    title = unit.kind is UnitKind.HEADING or (found and found["casus"] and len(line.split()) <= _WORDS_IN_TITLE)
    parties = {ref.party for ref in find_parties(line)} - {"betrokkene", "naaste"}
    return bool(found and title and _persons(unit, text)) and not parties


def _fields(minutes: Minutes) -> list[Unit]:
    """Fields for a person, each with somebody else; a number says so too where the line is no field by its place."""
    text = minutes.text
    labels = {u.number: _FIELD.fullmatch(plain(u.label.of(text))) for u in minutes.units if u.label is not None}
    field = UnitKind.FIELD
    found = [u for u in minutes.units if (label := labels.get(u.number)) and (label["number"] or u.kind is field)]
    bodies = {plain(u.body.of(text)): u for u in reversed(found)}
    return sorted(bodies.values(), key=lambda u: u.number)


def _once(units: Sequence[Unit], text: str) -> list[Unit]:
    """Each heading once: a casus that is taken up twice is still one, and an agenda on top only lists them."""
    listed = {u.number for u in units if {u.number - 1, u.number + 1} & {other.number for other in units}}
    first: dict[str, Unit] = {}
    for unit in units:
        known = first.get(plain(unit.span.of(text)))
        if known is None or known.number in listed:
            first[plain(unit.span.of(text))] = unit
    return sorted(first.values(), key=lambda u: u.number)


def _persons(unit: Unit, text: str) -> tuple[Span, ...]:
    return name_runs(text, unit.span.start, unit.span.end)


def _divide(minutes: Minutes, starts: Sequence[Unit]) -> tuple[tuple[_Case, ...], list[Unit]]:
    """Every unit to the casus whose heading stands above it, or to the rest of the meeting."""
    text = minutes.text
    by_heading = {plain(u.span.of(text)): index for index, u in enumerate(starts)}
    own: list[list[Unit]] = [[] for _ in starts]
    rest: list[Unit] = []
    current: int | None = None
    for unit in minutes.units:
        again = by_heading.get(plain(unit.span.of(text)))
        if again is not None and unit.number >= starts[0].number:
            current = again
        elif current is not None and _ends(unit, starts[current], text):
            current = None
        into = own[current] if current is not None and unit.kind is not UnitKind.MARGIN else rest
        into.append(unit)
    cases = (_Case(start, tuple(units), _words(start, text)) for start, units in zip(starts, own, strict=True))
    return tuple(cases), rest


def _ends(unit: Unit, start: Unit, text: str) -> bool:
    """Whether the meeting goes on to something else than this casus."""
    line = unit.span.of(text)
    if unit.kind is not UnitKind.HEADING and not (_AGENDA_ITEM.match(line) and _GENERAL.match(line)):
        return bool(_GENERAL.match(line)) and len(line.split()) <= 4 and unit.kind is not UnitKind.ROW
    lettered = _LETTERED.match(start.span.of(text)) is not None
    marked = line.startswith("#") and start.span.of(text).startswith("#")
    higher = marked and _marks(line) < _marks(start.span.of(text))
    return bool(_GENERAL.match(line)) or higher or (lettered and _AGENDA_ITEM.match(line) is not None)


def _marks(line: str) -> int:
    return len(line) - len(line.lstrip("#"))


def _words(heading: Unit, text: str) -> frozenset[str]:
    surnames = {parts(run.of(text))[1].lower() for run in _persons(heading, text)}
    found = _NUMBERED.match(heading.span.of(text))
    label = (found["label"] or found["item"]) if found else None
    return frozenset({*(name for name in surnames if len(name) > 2), *([plain(label)] if label else [])})


def _labels(cases: Sequence[_Case], text: str) -> list[str]:
    """The number of each in the minutes, or their places in the order when not all have one of their own."""
    found = [_NUMBERED.match(c.heading.span.of(text)) or _NAMED.match(c.heading.span.of(text)) for c in cases]
    numbers = [_number(match) for match in found]
    unique = all(numbers) and len(set(numbers)) == len(numbers)
    return numbers if unique else [str(place) for place in range(1, len(cases) + 1)]


def _number(heading: re.Match[str] | None) -> str:
    """ "Casus 2: …" to "2", "3 a. dhr. …" to "3a"."""
    groups = heading.groupdict() if heading else {}
    named = next((group for group in ("label", "item") if groups.get(group)), None)
    return re.sub(r"^\D+|\s", "", groups[named].lower()) if named else ""


def _points_to(unit: Unit, case: _Case, cases: Sequence[_Case], minutes: Minutes) -> bool:
    """Whether a line outside every casus names this casus and no other."""
    return unit.kind not in _FRAME and list(_pointed(unit, cases, minutes)) == [case.heading.number]


def _pointed(unit: Unit, cases: Sequence[_Case], minutes: Minutes) -> Iterator[int]:
    line = plain(unit.span.of(minutes.text))
    for case in cases:
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) for word in case.words):
            yield case.heading.number


def _only(document: Document, spans: Sequence[Span], part: CasePart) -> Document:
    """The document with all else made blank, under a name of its own."""
    kept = [" " if char != "\n" else char for char in document.text]
    for span in spans:
        kept[span.start : span.end] = document.text[span.start : span.end]
    blocks = tuple(b for b in document.blocks if any(b.span.start < s.end and s.start < b.span.end for s in spans))
    path = PurePath(document.name)
    return replace(document, text="".join(kept), blocks=blocks, name=f"{path.stem}-casus-{part.label}{path.suffix}",
                   case=part)  # fmt: skip
