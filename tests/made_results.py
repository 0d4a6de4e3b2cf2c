"""A Result made by hand, for tests of what comes after the pipeline: no model needed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from verslagfilter.extracts import Action, Extract, Group, Line, Outcome, Piece, Result
from verslagfilter.formats.document import Document, UnreadPlace
from verslagfilter.mentions import Category, Evidence, Mention, PersonKind, Why
from verslagfilter.passages import Passage, Role
from verslagfilter.span import Span

TEXT = """Casusoverleg <Jan & Karin>

Bejegening
De GGZ adviseert om rustig te praten.
Hij slikt clozapine en hoort "stemmen".
De corporatie herstelt de voordeur.

Mailadres: karin@zorg.example
"""
ADVICE = "De GGZ adviseert om rustig te praten."
HEALTH = 'Hij slikt clozapine en hoort "stemmen".'
ACTION = "De corporatie herstelt de voordeur."


def span(part: str, text: str = TEXT) -> Span:
    """Where a part stands in the text."""
    return Span(text.index(part), text.index(part) + len(part))


def mention(part: str, category: Category, **more: object) -> Mention:
    """A mention of a part of TEXT."""
    return Mention(span(part), category, "proef", 0.9, Why(Evidence.TERM, "proef/terms.txt:1"), **more)  # type: ignore[arg-type]


TREATER = mention("GGZ", Category.BEHANDELAAR)
DRUG = mention("clozapine", Category.GEZONDHEID)
MAIL = mention("karin@zorg.example", Category.PERSOON, person=PersonKind.PROFESSIONAL, party="ggz")
NAME = mention("Jan", Category.PERSOON, person=PersonKind.BETROKKENE)


def _passages() -> tuple[Passage, ...]:
    return (
        Passage("1.1", span("Bejegening"), Role.KOP, "kop", 1.0, None),
        Passage("2.1", span(ADVICE), Role.BEJEGENINGSADVIES, "kop: bejegening", 0.9, "ggz", mentions=(TREATER,)),
        Passage("3.1", span(HEALTH), Role.ACHTERGROND, "geen kenmerk", 0.6, "ggz", mentions=(DRUG,)),
        Passage("4.1", span(ACTION), Role.AFSPRAAK, "werkwoord", 0.9, None, eigenaars=("woningcorporatie",)),
    )


def _outcomes(recipient: str, open_circle: bool) -> tuple[Outcome, ...]:
    def out(passage: str, action: Action, pieces: tuple[Piece, ...] = (), **more: object) -> Outcome:
        return Outcome(passage, recipient, action, f"{recipient}.proef", "HK 3.1", pieces=pieces, **more)  # type: ignore[arg-type]

    rewritten = (Piece("Rustig", Span(TEXT.index("rustig"), TEXT.index("rustig") + 6)), Piece(" praten."))
    advice = out("2.1", Action.REWRITE, rewritten, presumed=("akkoord_tafel",))
    health = out("3.1", Action.WITHHOLD, review="Mag deze ontvanger dit weten?")
    if open_circle:
        advice = out("2.1", Action.KEEP, (Piece(ADVICE, span(ADVICE)),))
        health = out("3.1", Action.KEEP, (Piece(HEALTH, span(HEALTH)),))
    action = out("4.1", Action.KEEP, (Piece(ACTION, span(ACTION)),))
    return out("1.1", Action.WITHHOLD), advice, health, action


def _extract(recipient: str, outcomes: tuple[Outcome, ...]) -> Extract:
    lines = tuple(Line(outcome.passage, outcome.pieces) for outcome in outcomes if outcome.pieces)
    return Extract(
        recipient,
        ((Group.OMGANG, lines),),
        kenmerk="ZVH-2026-014",
        meeting=date(2026, 3, 5),
        doel="rust in de straat",
        retention="Bewaar dit verslag niet langer dan vijf jaar.",
    )


def make_document(name: str = "Jan Jansen 5 maart.txt", text: str = TEXT) -> Document:
    """The minutes, with a name in the file name, as real ones have."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(text, digest, name, "txt", unread=(UnreadPlace("opmerking", 2),))


def make_result(recipients: Mapping[str, bool] | None = None, document: Document | None = None) -> Result:
    """A result.

    Args:
        recipients: key to whether it may have everything; a corporatie and the GGZ when None.
        document: the minutes.
    """
    chosen = {"woningcorporatie": False, "ggz": True} if recipients is None else recipients
    outcomes = {key: _outcomes(key, is_open) for key, is_open in chosen.items()}
    table = (("akkoord_tafel", "De tafel gaat akkoord met de afspraken."),)
    return Result(
        document=document or make_document(),
        passages=_passages(),
        mentions=(NAME, TREATER, DRUG, MAIL),
        outcomes=outcomes,
        extracts={key: _extract(key, made) for key, made in outcomes.items()},
        refused={},
        presumptions={key: () if is_open else table for key, is_open in chosen.items()},
        remarks=("In het verslag staat iets over toestemming: dat telt alleen in het casusbestand.",),
        kenmerk="ZVH-2026-014",
        meeting=date(2026, 3, 5),
        policy_version="proef",
    )


def without_extract(result: Result, recipient: str) -> Result:
    """The same result when the guard refused one extract."""
    kept = {key: extract for key, extract in result.extracts.items() if key != recipient}
    return replace(result, extracts=kept, refused={recipient: "De controle vond iets dat er niet in mag."})
