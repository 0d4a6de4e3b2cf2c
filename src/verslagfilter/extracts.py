"""What leaves the program: per passage an outcome, per recipient an extract, per document a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verslagfilter.formats.document import Document
from verslagfilter.mentions import Mention
from verslagfilter.passages import Passage
from verslagfilter.span import Span


class Action(StrEnum):
    """What happens to a passage for a recipient."""

    KEEP = "keep"
    REWRITE = "rewrite"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the policy says about one passage for one recipient, before anything is rewritten."""

    passage: str
    """Passage id."""
    recipient: str
    action: Action
    rule: str
    """Id of the policy rule that decided, for instance "woningcorporatie.rol.achtergrond"."""
    ground: str
    """Legal ground of that rule, in Dutch."""
    presumed: tuple[str, ...] = ()
    """Ids of the presumptions that this rests on."""
    review: str | None = None
    """Dutch question or remark for the secretary; None: nothing to check."""
    remove: tuple[Mention, ...] = ()
    """Mentions that may not reach this recipient: rewriting takes them out, or the passage stays out."""
    strip_source: bool = False
    """Attributie and oorzaak go out as well."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of an extract."""

    text: str
    span: Span | None = None
    """Where in Document.text it was copied from (then text equals that stretch, letter case of the first letter aside);
    None: written by a rule, from the closed list of joining words and fixed phrases."""


class Group(StrEnum):
    """What a reader looks for in an extract, in the order in which it is shown."""

    ACTIES = "acties"
    OMGANG = "omgang"
    CONTACT = "contact"
    SIGNALEN = "signalen"
    WONEN = "wonen"
    FEITEN = "feiten"
    AFSPRAKEN_ANDEREN = "afspraken_anderen"
    ACHTERGROND = "achtergrond"
    PROCES = "proces"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of an extract."""

    passage: str
    """Passage id."""
    pieces: tuple[Piece, ...]
    when: tuple[Piece, ...] = ()
    """Afspraak from a table or list with a date of its own: that date."""
    who: tuple[Piece, ...] = ()
    """Afspraak: who does it, when the extract may name that party."""

    @property
    def text(self) -> str:
        """The statement as it is read."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything that one recipient gets."""

    recipient: str
    groups: tuple[tuple[Group, tuple[Line, ...]], ...]
    """Non-empty groups in reading order."""
    kenmerk: str | None = None
    """Case number that recipients may see."""
    case: str | None = None
    """Which casus of the meeting, as the minutes number it; None: the only one."""
    meeting: date | None = None
    doel: str | None = None
    """Agreed purpose, from the casus."""
    retention: str = ""
    """Dutch sentence: how long it may be kept."""
    notices: tuple[str, ...] = ()
    """Dutch sentences that must stand on it, for instance the police duty of secrecy."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What finally happened to one passage for one recipient, after rewriting and the guard."""

    passage: str
    recipient: str
    action: Action
    rule: str
    ground: str
    presumed: tuple[str, ...] = ()
    review: str | None = None
    pieces: tuple[Piece, ...] = ()
    """What the recipient reads of it; empty when withheld."""


@dataclass(frozen=True, slots=True)
class Result:
    """One document, split."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    """All mentions of the document, also those outside every passage."""
    outcomes: Mapping[str, tuple[Outcome, ...]]
    """Per recipient, one for every passage, in order."""
    extracts: Mapping[str, Extract]
    """Per recipient; a recipient whose extract the guard refused is absent."""
    refused: Mapping[str, str]
    """Recipient to Dutch reason, for each extract that the guard refused."""
    presumptions: Mapping[str, tuple[tuple[str, str], ...]]
    """Per recipient: (id, Dutch sentence) of every presumption used."""
    remarks: tuple[str, ...] = ()
    """Dutch remarks for the secretary about the whole document; no text of the minutes."""
    kenmerk: str | None = None
    meeting: date | None = None
    profile: str = "zvh"
    policy_version: str = ""
    model: str = ""
    """Name and version of the language model."""
