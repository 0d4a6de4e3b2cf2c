"""The record as a page for people: the minutes beside what each recipient gets, with the reason on every change.

One file that needs nothing else: style and script are inside it, it asks nothing of a network, and it can be read
without the script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verslagfilter.extracts import Action, Outcome, Result
from verslagfilter.formats.labels import load_labels
from verslagfilter.mentions import Mention
from verslagfilter.passages import Passage, Role
from verslagfilter.record import Record, humanise
from verslagfilter.span import Places, Span, subtract

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = {
    Action.KEEP: ("✓", "Blijft", "gelijk"),
    Action.REWRITE: ("✎", "Herschreven", "anders"),
    Action.WITHHOLD: ("✕", "Weggelaten", "weg"),
}
"""Per action: sign, word and style. Never colour alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters with the categories of the mentions that cover it."""

    text: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the minutes beside what came of it for one recipient."""

    line: int
    start: int
    end: int
    runs: tuple[Run, ...]
    passage: Passage | None = None
    """None: text that is no statement."""
    outcome: Outcome | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading or other text that no recipient gets as such."""
        return self.passage is None or self.passage.role is Role.KOP

    @property
    def mark(self) -> tuple[str, str, str]:
        """Sign, word and style of what happened."""
        assert self.outcome is not None
        return _MARKS[self.outcome.action]


@dataclass(frozen=True, slots=True)
class Section:
    """What one recipient gets."""

    key: str
    label: str
    rows: tuple[Row, ...]

    @property
    def to_check(self) -> tuple[Row, ...]:
        """The rows with a question for the secretary."""
        return tuple(row for row in self.rows if not row.is_heading and row.outcome and row.outcome.review)


def runs(text: str, span: Span, mentions: Sequence[Mention]) -> tuple[Run, ...]:
    """A stretch cut at every bound of a mention."""
    inside = [mention for mention in mentions if mention.span.overlaps(span)]
    bounds = {span.start, span.end}
    for mention in inside:
        bounds |= {max(mention.span.start, span.start), min(mention.span.end, span.end)}
    edges = sorted(bounds)
    pieces = (Span(start, end) for start, end in pairwise(edges))
    return tuple(
        Run(piece.of(text), tuple(sorted({m.category.value for m in inside if m.span.overlaps(piece)})))
        for piece in pieces
    )


def _gaps(result: Result) -> Iterator[Span]:
    """The stretches of the text that are no statement but have words: a bullet or a rule of dashes has none."""
    text = result.document.text
    if text:
        for gap in subtract(Span(0, len(text)), [passage.span for passage in result.passages]):
            lead = len(gap.of(text)) - len(gap.of(text).lstrip())
            words = gap.of(text).strip()
            if any(char.isalnum() for char in words):
                yield Span(gap.start + lead, gap.start + lead + len(words))


@dataclass(frozen=True, slots=True)
class _Text:
    """The minutes, made ready once for the rows of every recipient."""

    text: str
    gaps: tuple[Span, ...]
    mentions: Places[Mention]
    lines: tuple[int, ...]
    """Where each line ends."""

    @classmethod
    def of(cls, result: Result) -> _Text:
        """The text of a result."""
        text = result.document.text
        ends = tuple(found.start() for found in re.finditer("\n", text))
        return cls(text, tuple(_gaps(result)), Places(result.mentions, attrgetter("span")), ends)

    def row(self, span: Span, passage: Passage | None = None, outcome: Outcome | None = None) -> Row:
        """A stretch beside what came of it."""
        mentions = passage.mentions if passage else tuple(self.mentions.over(span))
        shown = runs(self.text, span, mentions)
        line = bisect_left(self.lines, span.start) + 1
        return Row(line, span.start, span.end, shown, passage, outcome, mentions)


def rows(result: Result, recipient: str, prepared: _Text | None = None) -> tuple[Row, ...]:
    """The whole text in order, beside what came of it for a recipient."""
    text = prepared or _Text.of(result)
    pairs = zip(result.passages, result.outcomes.get(recipient, ()), strict=recipient in result.outcomes)
    made = [text.row(passage.span, passage, outcome) for passage, outcome in pairs]
    made += [text.row(gap) for gap in text.gaps]
    return tuple(sorted(made, key=lambda row: (row.start, row.end)))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = humanise
    return environment


def _inline(name: str) -> tuple[Markup, str]:
    """A file of ours to put in the page, and the hash by which the page allows it and nothing else."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Markup(text), f"'sha256-{digest}'"


def render(result: Result, record: Record) -> bytes:
    """The page, in UTF-8; the same bytes on every run."""
    style, style_hash = _inline("beslissingen.css")
    script, script_hash = _inline("beslissingen.js")
    text = _Text.of(result)
    sections = [Section(key, entry.label, rows(result, key, text)) for key, entry in record.recipients.items()]
    page = _environment().get_template("beslissingen.html.j2").render(
        record=record,
        sections=sections,
        presumptions={key: dict(pairs) for key, pairs in result.presumptions.items()},
        style=style,
        script=script,
        meeting=load_labels().date(record.meeting) if record.meeting else None,
        allowed=f"default-src 'none'; style-src {style_hash}; script-src {script_hash}",
    )  # fmt: skip
    return page.encode("utf-8")
