"""An Extract laid out as every format shows it: title, fields, sections, closing lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verslagfilter.extracts import Extract, Group, Line, Piece
from verslagfilter.formats.labels import Labels
from verslagfilter.formats.wash import wash

_TABLES = (Group.ACTIES, Group.AFSPRAKEN_ANDEREN)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, a list or a table below it."""

    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All words of an extract in reading order, clean of characters that nobody can see."""

    title: str
    fields: tuple[tuple[str, str], ...]
    """Name and value."""
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    """Purpose, how long to keep, and what else must stand on it."""


def lay_out(extract: Extract, labels: Labels) -> Sheet:
    """What stands on the sheet, and in which order."""
    return Sheet(
        title=wash(labels.titel.format(ontvanger=labels.recipient(extract.recipient))),
        fields=tuple(_fields(extract, labels)),
        sections=tuple(_sections(extract, labels)),
        closing=tuple(line for line in map(wash, _closing(extract, labels)) if line),
    )


def lay_out_letter(extract: Extract, labels: Labels, questions: str = "") -> Sheet:
    """The covering note to an extract: what it is, the purpose, what may be done with it, how long, and whom to ask.

    Args:
        extract: what it goes with; nothing of its statements is in the note.
        labels: the fixed Dutch words.
        questions: whom the recipient can ask; "": who sent it.
    """
    texts = labels.brief
    own = extract.recipient in labels.eigen_exemplaar
    use = texts.gebruik_eigen if own else texts.gebruik
    sections = (
        (texts.koppen.wat, texts.wat_eigen if own else texts.wat),
        (texts.koppen.doel, (_purpose(extract, labels),)),
        (texts.koppen.gebruik, (*use, *extract.notices)),
        (texts.koppen.bewaren, (extract.retention,)),
        (texts.koppen.vragen, (texts.vragen.replace("{vragen}", questions) if questions else texts.vragen_afzender,
                               *texts.fout)),
    )  # fmt: skip
    return Sheet(
        title=wash(texts.titel.format(ontvanger=labels.recipient(extract.recipient))),
        fields=tuple(_fields(extract, labels)),
        sections=tuple(
            Section(heading, tuple(line for line in map(wash, lines) if line)) for heading, lines in sections
        ),
        closing=(),
    )


def _purpose(extract: Extract, labels: Labels) -> str:
    doel = wash(extract.doel or "").rstrip(". ")
    return labels.doel.replace("{doel}", doel) if doel else labels.geen_doel


def _fields(extract: Extract, labels: Labels) -> Iterator[tuple[str, str]]:
    names = labels.velden
    if extract.kenmerk and wash(extract.kenmerk):
        yield names.kenmerk, wash(extract.kenmerk)
    if extract.case:
        yield names.casus, extract.case
    if extract.meeting:
        yield names.datum, labels.date(extract.meeting)
    yield names.ontvanger, labels.recipient_name(extract.recipient)


def _sections(extract: Extract, labels: Labels) -> Iterator[Section]:
    for group, lines in extract.groups:
        shown = tuple(line for line in lines if wash(line.text))
        if not shown:
            continue  # an empty heading would tell that something was left out
        heading = labels.heading(group, extract.recipient)
        if group in _TABLES and any(_text(line.who) or _text(line.when) for line in shown):
            yield _table(heading, shown, labels)
        else:
            yield Section(heading, items=tuple(wash(line.text) for line in shown))


def _table(heading: str, lines: tuple[Line, ...], labels: Labels) -> Section:
    """One row a line; a column that is empty in every row is not shown."""
    columns = [(labels.tabel.actie, [wash(line.text) for line in lines])]
    columns += [(labels.tabel.wie, [_text(line.who) for line in lines])]
    columns += [(labels.tabel.wanneer, [_text(line.when) for line in lines])]
    filled = [(name, cells) for name, cells in columns if any(cells)]
    names = tuple(name for name, _ in filled)
    return Section(heading, columns=names, rows=tuple(zip(*(cells for _, cells in filled), strict=True)))


def _closing(extract: Extract, labels: Labels) -> Iterator[str]:
    yield _purpose(extract, labels)
    yield extract.retention
    yield from extract.notices


def _text(pieces: tuple[Piece, ...]) -> str:
    return wash("".join(piece.text for piece in pieces))
