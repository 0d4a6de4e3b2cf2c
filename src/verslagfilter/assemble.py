"""Rewritten statements to the outcomes of the record and the groups of an extract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from verslagfilter.cues import has, plain
from verslagfilter.extracts import Action, Decision, Group, Line, Outcome, Piece
from verslagfilter.passages import Role
from verslagfilter.rewriting import Rewritten, rewrite
from verslagfilter.rewriting.words import words_of
from verslagfilter.segment import Statement
from verslagfilter.structure import UnitKind

CANNOT = "Deze zin kon niet met zekerheid worden herschreven. Wilt u hem zelf herschrijven of weglaten?"
_GROUPS = {
    Role.BEJEGENINGSADVIES: Group.OMGANG,
    Role.HANDELINGSADVIES: Group.OMGANG,
    Role.CONTACTPUNT: Group.CONTACT,
    Role.SIGNAAL: Group.SIGNALEN,
    Role.HUISVESTINGSADVIES: Group.WONEN,
    Role.WOONFEIT: Group.FEITEN,
    Role.PROCESINFO: Group.PROCES,
    Role.AANWEZIGEN: Group.PROCES,
}


def rewrite_all(statements: Sequence[Statement], decisions: Sequence[Decision], source: str, contact: str | None,
                closed: bool) -> tuple[tuple[Outcome, ...], tuple[tuple[Statement, Line], ...]]:  # fmt: skip
    """An outcome for every statement, and a line for each that the recipient gets something of."""
    outcomes: list[Outcome] = []
    lines: list[tuple[Statement, Line]] = []
    for statement, decision in zip(statements, decisions, strict=True):
        done = None if decision.action is Action.WITHHOLD else rewrite(statement, decision, source, contact, closed)
        outcomes.append(_outcome(decision, done))
        if done is not None:
            lines.append((statement, Line(decision.passage, done.pieces, done.when, done.who)))
    return tuple(outcomes), tuple(lines)


def _outcome(decision: Decision, done: Rewritten | None) -> Outcome:
    base = Outcome(
        decision.passage,
        decision.recipient,
        Action.WITHHOLD,
        decision.rule,
        decision.ground,
        decision.presumed,
        decision.review,
    )
    if decision.action is Action.WITHHOLD:
        return base
    if done is None:
        return replace(base, review=decision.review or CANNOT)
    action = Action.REWRITE if done.changed else Action.KEEP
    return replace(base, action=action, pieces=(*done.pieces, *_apart(done.when), *_apart(done.who)))


def _apart(cell: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return (Piece(" | "), *cell) if cell else ()


def grouped(lines: Sequence[tuple[Statement, Line]], recipient: str) -> tuple[tuple[Group, tuple[Line, ...]], ...]:
    """The lines by what a reader looks for; within a group in the order of the minutes."""
    found: dict[Group, list[Line]] = {}
    last: Group | None = None
    for statement, line in lines:
        if _stands_on_top(statement):
            continue
        last = _group(statement, line, recipient, last)
        found.setdefault(last, []).append(line)
    return tuple((group, tuple(found[group])) for group in Group if group in found)


def _stands_on_top(statement: Statement) -> bool:
    """Case number and date of the meeting: every extract already opens with them."""
    return statement.unit.kind is UnitKind.FIELD and statement.unit.on_top


def _group(statement: Statement, line: Line, recipient: str, last: Group | None) -> Group:
    passage = statement.passage
    if passage.role is Role.AFSPRAAK:
        return Group.ACTIES if recipient in passage.eigenaars else Group.AFSPRAKEN_ANDEREN
    follows = passage.role in (Role.CONTACTPUNT, Role.BEJEGENINGSADVIES) and last is Group.SIGNALEN
    if follows and has("anaphoric", plain(line.text)):
        return Group.SIGNALEN  # "Zie je er twee of meer, bel dan …": what it points at stands there
    return _GROUPS.get(passage.role, Group.ACHTERGROND)


def after_guard(outcomes: Sequence[Outcome], reasons: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The outcomes after the guard took passages away, with its reason as a question for the secretary."""
    return tuple(
        replace(
            o, action=Action.WITHHOLD, pieces=(), review=f"{reasons[o.passage]} Daarom is de zin weggelaten. Klopt dat?"
        )
        if o.passage in reasons and o.pieces
        else o
        for o in outcomes
    )


def written_words(contact: str | None) -> frozenset[str]:
    """Lower-case words that a rule may write into an extract."""
    own = plain(contact or "").replace(",", " ").replace("(", " ").replace(")", " ").replace("-", " ").split()
    return frozenset({*words_of("joining"), *words_of("fixed"), *own, *plain(contact or "").replace(",", " ").split()})
