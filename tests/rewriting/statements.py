"""Rows of the tables to statements: marks as mentions, structure and parse by the real path, the decision made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from verslagfilter import language
from verslagfilter.detect import Detected
from verslagfilter.extracts import Action, Decision
from verslagfilter.formats.document import Document
from verslagfilter.language import Parsed
from verslagfilter.mentions import Category, Evidence, Mention, PersonKind, Why
from verslagfilter.passages import Role
from verslagfilter.pipeline import Engine
from verslagfilter.rewriting import Rewritten, rewrite
from verslagfilter.roster import Roster
from verslagfilter.segment import Statement, segment
from verslagfilter.span import Span
from verslagfilter.structure import Minutes, read_minutes

HERE = Path(__file__).parent
TABLES = ("attribution", "cause", "contact", "coordination", "persons", "partners", "word_order", "meaning")
WITHHELD = "withheld"
_MARK = re.compile(r"\[\[(?P<category>[A-Z_]+)(?:/(?P<party>[a-z_]+))?\|(?P<surface>[^\]]+)\]\]")
_THIRD = frozenset({"derde", "buur", "familie"})


@dataclass(frozen=True, slots=True)
class Row:
    """One example: what the minutes say, and what the recipient may read of it."""

    table: str
    marked: str
    role: str
    circle: str
    results: tuple[str, ...]
    """Wordings that are right; the first one is the one to prefer."""
    contact: str | None = None
    """The contact point of the casus."""

    @property
    def plain(self) -> str:
        """Without marks."""
        return _MARK.sub(lambda m: m["surface"], self.marked)

    @property
    def key(self) -> str:
        """What the list of known failures calls it by."""
        return f"{self.table} | {self.circle} | {self.plain}"


def rows(table: str) -> tuple[Row, ...]:
    """Every row of one table."""
    loaded = YAML(typ="safe").load((HERE / f"{table}.yaml").read_text(encoding="utf-8"))
    return tuple(_row(table, row) for row in loaded)


def _row(table: str, row: dict[str, str | list[str]]) -> Row:
    assert set(row) <= {"from", "role", "circle", "result", "contact"}, row
    results = row["result"] if isinstance(row["result"], list) else [row["result"]]
    contact = row.get("contact")
    return Row(table, str(row["from"]), str(row["role"]), str(row["circle"]), tuple(map(str, results)),
               None if contact is None else str(contact))  # fmt: skip


def all_rows() -> tuple[Row, ...]:
    """Every row of every table."""
    return tuple(row for table in TABLES for row in rows(table))


def unmark(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without marks, and a mention for each."""
    text, mentions, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        mentions.append(_mention(match, Span(len(text), len(text) + len(match["surface"]))))
        text += match["surface"]
        at = match.end()
    return text + marked[at:], tuple(mentions)


def _mention(match: re.Match[str], span: Span) -> Mention:
    category = Category(match["category"])
    person = None
    if category is Category.DERDE or match["party"] in _THIRD:
        person = PersonKind.DERDE
    elif category is Category.PERSOON:
        person = PersonKind.PROFESSIONAL
    party = match["party"] if match["party"] not in _THIRD else None
    if category is Category.BEHANDELAAR:
        party = party or "ggz"
    return Mention(span, category, "proef", 0.95, Why(Evidence.TERM, "proef:1"), person=person, party=party)


_parsed: dict[str, tuple[Minutes, tuple[Parsed, ...]]] = {}


class _Pipe:
    """Stands for the language model: notes what it is asked to parse, and gives what was parsed before."""

    def __init__(self, docs: dict[str, Any] | None = None) -> None:
        self.asked: list[str] = []
        self.docs = docs

    def pipe(self, texts: Iterable[str], batch_size: int) -> list[Any]:
        assert batch_size
        asked = list(texts)
        self.asked += asked
        return [None if self.docs is None else self.docs[text] for text in asked]


def prepare(engine: Engine, texts: Iterable[str]) -> None:
    """Parse many texts in one go: most of the time of these tests is parsing, and single sentences are slow."""
    new = {t: read_minutes(Document(t, "0" * 64, "proef.txt", "txt")) for t in texts if t not in _parsed}
    asked = _Pipe()
    for minutes in new.values():
        language.parse(asked, minutes)  # type: ignore[arg-type]
    told = _Pipe(dict(zip(asked.asked, engine.nlp.pipe(asked.asked, batch_size=32), strict=True)))
    _parsed.update({text: (minutes, language.parse(told, minutes)) for text, minutes in new.items()})  # type: ignore[arg-type]


def _parse(engine: Engine, text: str) -> tuple[Minutes, tuple[Parsed, ...]]:
    if text not in _parsed:
        prepare(engine, [text])
    return _parsed[text]


def read(engine: Engine, marked: str, role: str | None = None) -> tuple[str, tuple[Statement, ...]]:
    """The plain text, and its statements by the real structure, parse and segmenting; the role as told."""
    text, mentions = unmark(marked)
    minutes, parsed = _parse(engine, text)
    statements = segment(minutes, Detected(mentions, Roster()), parsed)
    if role is None:
        return text, statements
    return text, tuple(replace(s, passage=replace(s.passage, role=Role(role))) for s in statements)


def decision(statement: Statement, circle: str, remove: Sequence[Mention] | None = None) -> Decision:
    """Everything that is marked must go; in a closed circle the source as well."""
    gone = statement.passage.mentions if remove is None else tuple(remove)
    closed = circle == "besloten"
    action = Action.REWRITE if gone or closed else Action.KEEP
    return Decision(
        statement.passage.id, "woningcorporatie", action, "proef", "proef", remove=tuple(gone), strip_source=closed
    )


def rewritten(
    engine: Engine, marked: str, role: str, circle: str, contact: str | None = None
) -> tuple[Rewritten | None, ...]:
    """What becomes of each statement of a row."""
    text, statements = read(engine, marked, role)
    return tuple(rewrite(s, decision(s, circle), text, contact, circle == "besloten") for s in statements)


def reads(done: Rewritten | None) -> str:
    """The text of a rewritten statement."""
    return "" if done is None else "".join(piece.text for piece in done.pieces)


def outcome(engine: Engine, row: Row) -> str:
    """The sentences that are left, or "withheld"."""
    done = rewritten(engine, row.marked, row.role, row.circle, row.contact)
    return " ".join(filter(None, map(reads, done))) or WITHHELD


def known_failures() -> dict[str, str]:
    """Key of a row that fails now, to the reason."""
    lines = (HERE / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.rsplit(" || ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {parts[0]: parts[1] for parts in parted}
