"""What detection finds: a span with a category, and why (categories: design policy, section 2)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from verslagfilter.span import Span


class Category(StrEnum):
    """The kinds of personal data that the policy tells apart."""

    GEZONDHEID = "GEZONDHEID"
    DIAGNOSE = "DIAGNOSE"
    BEHANDELAAR = "BEHANDELAAR"
    STRAFRECHT = "STRAFRECHT"
    PERSOON = "PERSOON"
    BIJZONDER_OVERIG = "BIJZONDER_OVERIG"
    BSN = "BSN"
    FINANCIEEL = "FINANCIEEL"
    DERDE = "DERDE"


SPECIAL = frozenset({Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR, Category.STRAFRECHT,
                     Category.BIJZONDER_OVERIG, Category.BSN})  # fmt: skip
"""Special and criminal categories (AVG 9 and 10, UAVG 46)."""


class PersonKind(StrEnum):
    """Whose name, number or address a PERSOON mention is."""

    BETROKKENE = "betrokkene"
    PROFESSIONAL = "professional"
    DERDE = "derde"
    """Anyone else; also what is not known, as that is the strictest."""


class Evidence(StrEnum):
    """What a mention rests on."""

    TERM = "term"
    PATTERN = "pattern"
    MODEL = "model"
    STRUCTURE = "structure"
    CASUS = "casus"
    PROPAGATION = "propagation"


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is a mention. Never holds text of the minutes."""

    evidence: Evidence
    id: str
    """Term or pattern id, for instance "medicatie/terms.txt:12"."""
    context: tuple[str, ...] = ()
    """Words from the recognizer's own context list that were seen near it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with a category."""

    span: Span
    category: Category
    recognizer: str
    score: float
    """0 to 1; what is below 0.5 is a doubt: it withholds and asks."""
    why: Why
    tags: frozenset[str] = frozenset()
    """What a rule may ask: "wvggz", "huurachterstand", "telefoon", "openbaar_nummer", "adres", "geboortedatum", …"""
    person: PersonKind | None = None
    """For PERSOON and DERDE mentions."""
    party: str | None = None
    """Key of the party that a professional or an institution belongs to, when known."""

    @property
    def is_doubt(self) -> bool:
        """Whether the recognizer itself is unsure."""
        return self.score < 0.5


def starting_in(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """Those that start under span, out of mentions in the order of the text: without a look at all the others."""
    first = bisect_left(mentions, span.start, key=_start)
    return mentions[first : bisect_left(mentions, span.end, first, key=_start)]


def _start(mention: Mention) -> int:
    return mention.span.start
