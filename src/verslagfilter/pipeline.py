"""The stages in order: read, structure, detect, segment, decide, rewrite, guard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from verslagfilter import assemble, dates, guard, language, recognizers, resources, rolemodel, sensitive
from verslagfilter.casus import Casus, Table, label
from verslagfilter.casus import recipients as all_recipients
from verslagfilter.decide import decide, notices
from verslagfilter.detect import Detected, detect, mentions_in
from verslagfilter.extracts import Decision, Extract, Outcome, Result
from verslagfilter.formats.document import Document
from verslagfilter.mentions import Mention, PersonKind
from verslagfilter.parties import CARE, LANDLORDS, find_parties
from verslagfilter.passages import Passage, Role
from verslagfilter.policy import Policy, load_policy, presumption_text, retention
from verslagfilter.recase import with_capitals, without_capitals
from verslagfilter.refuse import refuse
from verslagfilter.rolemodel import RoleModel
from verslagfilter.roster import read_roster
from verslagfilter.segment import Statement, segment, without_loose_guesses
from verslagfilter.settings import Settings, settle
from verslagfilter.span import Span
from verslagfilter.structure import Minutes, read_minutes

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Engine:
    """What is loaded once."""

    nlp: Language
    analyzer: AnalyzerEngine
    roles: RoleModel

    @property
    def model(self) -> str:
        """Name and version of the language model."""
        return "{lang}_{name} {version}".format_map(self.nlp.meta)


@dataclass(frozen=True, slots=True)
class _Read:
    """One document, read and detected once, whatever the number of recipients."""

    minutes: Minutes
    detected: Detected
    statements: tuple[Statement, ...]
    meeting: date | None
    parsed: tuple[language.Parsed, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(s.passage for s in self.statements)


@dataclass(frozen=True, slots=True)
class _Rules:
    policy: Policy
    casus: Casus
    table: Table
    today: date

    def is_closed(self, recipient: str) -> bool:
        """Whether the sheet of this recipient is closed: what it does not name, goes."""
        return not self.policy.sheet(recipient, self.table.hat(recipient)).is_open


def load_engine(settings: Settings | None = None, *, on_trial: bool = False) -> Engine:
    """The language model and the recognizers.

    Args:
        settings: which ones; None: those of this machine.
        on_trial: also recognizers whose examples are still to be written.

    Raises:
        ConfigError: a model or a recognizer is missing or invalid.
    """
    chosen = settings or settle()
    specs = recognizers.gather(resources.folder("recognizers"), chosen.recognizers)
    if not on_trial:
        recognizers.require_examples(specs)
    return Engine(
        language.load(chosen.model), recognizers.build_analyzer(specs, model=sensitive.load()), rolemodel.load()
    )


def split_document(
    engine: Engine,
    document: Document,
    *,
    casus: Casus | None = None,
    recipients: Sequence[str] | None = None,
    strict: bool = False,
    today: date,
) -> Result:
    """Everything that can be said of one document: decisions, and an extract per recipient.

    Args:
        engine: what load_engine gave.
        document: the minutes.
        casus: what the secretary states beside them.
        recipients: keys; None: all that take part, or all there are when that is unknown.
        strict: nothing is presumed.
        today: statements dated later do not count yet.

    Raises:
        InputError: no extract may be made of these minutes.
    """
    stated = casus or Casus()
    if document.case:
        stated = stated.for_case(document.text)
    read = _read(engine, document, stated)
    table = stated.table(read.detected.roster.parties())
    rules = _Rules(load_policy(stated.profiel, strict or stated.strikt), stated, table, today)
    keys = tuple(recipients) if recipients is not None else _taking_part(table)
    absent = _not_in_case(read, keys)
    keys = tuple(key for key in keys if key not in absent)
    made = {key: _for_recipient(engine, as_landlord(read, key, table), key, rules) for key in keys}
    return Result(
        document=read.minutes.document, passages=read.passages, mentions=read.detected.mentions,
        outcomes={key: one.outcomes for key, one in made.items()},
        extracts={key: one.extract for key, one in made.items() if one.extract is not None},
        refused={key: one.refused for key, one in made.items() if one.refused},
        presumptions={key: _presumptions(one.outcomes, rules.policy) for key, one in made.items()},
        remarks=(*stated.findings(today, read.meeting), *_remarks(read), *map(_absence, absent)),
        kenmerk=_kenmerk(read.minutes, stated), meeting=read.meeting, profile=rules.policy.profile,
        policy_version=rules.policy.version, model=engine.model,
    )  # fmt: skip


def _read(engine: Engine, document: Document, casus: Casus) -> _Read:
    minutes = read_minutes(document)
    if without_capitals(minutes):
        minutes = read_minutes(with_capitals(minutes))
    refuse(minutes)
    parsed = language.parse(engine.nlp, minutes)
    found = recognizers.find(engine.analyzer, minutes.text, parsed=language.stretches(parsed))
    detected = detect(minutes, read_roster(minutes, casus), parsed, found)
    statements = segment(minutes, detected, parsed, engine.roles)
    detected = replace(detected, mentions=without_loose_guesses(detected.mentions, statements))
    return _Read(minutes, detected, statements, dates.meeting_date(minutes), parsed)


def as_landlord(read: _Read, recipient: str, table: Table) -> _Read:
    """Where only one kind of landlord is at the table and the other is asked for, that one is meant."""
    others = LANDLORDS - {recipient}
    named = table.parties | {key for p in read.passages for key in (p.bron, *p.eigenaars)}
    if recipient not in LANDLORDS or not named & others:
        return read
    roster, text = read.detected.roster, read.minutes.text
    organisations = {r.party for r in find_parties(text, roster.organisations) if r.organisation}
    if recipient in named and (recipient not in organisations or organisations & others):
        return read  # both kinds are there; else "de verhuurder" is the one that has a name
    other = next(iter(others))
    renamed = tuple(replace(s, passage=_renamed(s.passage, other, recipient)) for s in read.statements)
    return replace(read, statements=renamed)


def _renamed(passage: Passage, old: str, new: str) -> Passage:
    def name(key: str | None) -> str | None:
        return new if key == old else key

    mentions = tuple(replace(m, party=name(m.party)) for m in passage.mentions)
    eigenaars, partners = ({name(key): None for key in keys} for keys in (passage.eigenaars, passage.partners))
    return replace(passage, bron=name(passage.bron), mentions=mentions,
                   eigenaars=tuple(k for k in eigenaars if k), partners=tuple(k for k in partners if k))  # fmt: skip


def _kenmerk(minutes: Minutes, casus: Casus) -> str | None:
    return casus.kenmerk or dates.case_number(minutes)


def _taking_part(table: Table) -> tuple[str, ...]:
    known = all_recipients()
    return tuple(key for key in known if key in table.parties) or tuple(known)


def _not_in_case(read: _Read, keys: Sequence[str]) -> tuple[str, ...]:
    """In minutes about several cases: the recipients that this casus does not name, and so take no part in it."""
    case, text = read.minutes.document.case, read.minutes.text
    if case is None:
        return ()
    roster = read.detected.roster
    own = [p for p in read.passages if p.span.start >= case.heading.start]
    named = {m.party for p in own for m in p.mentions} | {key for p in own for key in _parties(p)}
    units = (u.span for u in read.minutes.units if u.span.start >= case.heading.start)
    named |= {ref.party for span in units for ref in find_parties(span.of(text), roster.organisations)}
    return tuple(key for key in keys if key not in named | _ALWAYS)


def _parties(passage: Passage) -> tuple[str | None, ...]:
    return (passage.bron, *passage.eigenaars, *passage.partners)


_ALWAYS = frozenset({"procesregie", "betrokkene"})
"""Who leads the meeting is in every casus, and so is whom it is about."""


def _absence(recipient: str) -> str:
    return f"In deze casus komt {label(recipient)} niet voor. Voor deze ontvanger is niets gemaakt."


@dataclass(frozen=True, slots=True)
class _Made:
    outcomes: tuple[Outcome, ...]
    extract: Extract | None
    refused: str | None = None


def _for_recipient(engine: Engine, read: _Read, recipient: str, rules: _Rules) -> _Made:
    """Decide, rewrite, guard; what the guard finds goes, and if it then still finds something nothing is given."""
    decisions = decide(read.passages, recipient, rules.policy, rules.casus, rules.table, rules.today, read.meeting)
    closed = rules.is_closed(recipient)
    source, case = read.minutes.text, read.minutes.document.case
    contact, kenmerk, purpose = (
        _allowed(engine, read, text, recipient, rules)
        for text in (rules.casus.contactpunt, _kenmerk(read.minutes, rules.casus), rules.casus.doel)
    )
    outcomes, lines = assemble.rewrite_all(read.statements, decisions, source, contact, closed)
    extract = Extract(
        recipient, assemble.grouped(lines, recipient), kenmerk, case.label if case else None, read.meeting, purpose,
        retention(recipient, rules.policy), notices(recipient, decisions, rules.policy, read.passages),
    )  # fmt: skip
    findings = guard.inspect(extract, _guard_case(engine, read, decisions, outcomes, recipient, rules))
    if not findings:
        return _Made(outcomes, extract)
    extract = guard.without(extract, findings)
    outcomes = assemble.after_guard(outcomes, {f.passage: f.reason for f in findings})
    if guard.inspect(extract, _guard_case(engine, read, decisions, outcomes, recipient, rules)):
        return _Made(
            outcomes, None, "De laatste controle vond iets dat deze ontvanger niet mag lezen. Er is niets gemaakt."
        )
    return _Made(outcomes, extract)


def _allowed(engine: Engine, read: _Read, text: str | None, recipient: str, rules: _Rules) -> str | None:
    """A text of the casus file, when this recipient may read all of it: a purpose can hold a diagnosis too."""
    if not text:
        return None
    found = mentions_in(text, read.detected.roster, recognizers.find(engine.analyzer, text))
    passage = Passage("0.0", Span(0, len(text)), Role.PROCESINFO, "casus", 1.0, None, mentions=found)
    decision = decide((passage,), recipient, rules.policy, rules.casus, rules.table, rules.today, read.meeting)[0]
    return None if decision.remove else text


def _guard_case(
    engine: Engine,
    read: _Read,
    decisions: Sequence[Decision],
    outcomes: Sequence[Outcome],
    recipient: str,
    rules: _Rules,
) -> guard.Case:
    def find(text: str) -> Sequence[Mention]:
        # The trained model judged these words in their own line; rewritten around, they mislead it.
        found = recognizers.find(engine.analyzer, text, guesses=False, parsed=())
        return mentions_in(text, read.detected.roster, found)

    def judge(passages: Sequence[Passage]) -> Sequence[Decision]:
        return decide(passages, recipient, rules.policy, rules.casus, rules.table, rules.today, read.meeting)

    closed = rules.is_closed(recipient)
    return guard.Case(
        source=read.minutes.text,
        passages={p.id: p for p in read.passages},
        decisions={d.passage: d for d in decisions},
        withheld=frozenset(o.passage for o in outcomes if not o.pieces),
        detect=find,
        judge=judge,
        written=assemble.written_words(rules.casus.contactpunt),
        names=_names(read, decisions, closed),
        closed=closed,
    )


_EVERYBODYS = frozenset({"Teams", "WhatsApp", "Zoom", "Veiligheidshuis", "MaSS", "MASS", "Nederland"})
"""Names that tell nothing of anybody."""


def _names(read: _Read, decisions: Sequence[Decision], closed: bool) -> frozenset[str]:
    """Words of the names that a recipient may read: of the person, of places, of parties (if besloten, not of care).

    Of other persons an open recipient may read who was at the table.
    """
    text, roster = read.minutes.text, read.detected.roster
    at_table = [p for p in roster.persons if p.kind is not PersonKind.DERDE]
    people = [p for p in at_table if not closed or p.kind is PersonKind.BETROKKENE or (p.party and p.party not in CARE)]
    named = [p.name for p in people]
    named += [alias for p in people if not closed or p.kind is PersonKind.BETROKKENE for alias in p.aliases]
    refs = find_parties(text, roster.organisations)
    named += [text[r.start : r.end] for r in refs if not closed or r.party not in CARE]
    for passage, decision in zip(read.passages, decisions, strict=True):
        named += [m.span.of(text) for m in passage.mentions if m not in decision.remove]
    named += list(language.places(read.parsed)) + list(_EVERYBODYS)
    return frozenset(word.lower() for name in named for word in re.findall(r"[\w'’-]+", name))


def _presumptions(outcomes: Sequence[Outcome], policy: Policy) -> tuple[tuple[str, str], ...]:
    used = dict.fromkeys(p for o in outcomes if o.pieces for p in o.presumed)
    return tuple((key, presumption_text(key, policy)) for key in sorted(used))


def _remarks(read: _Read) -> tuple[str, ...]:
    """What the secretary should know of the document as a whole."""
    if any(p.kind is PersonKind.BETROKKENE for p in read.detected.roster.persons):
        return ()
    return ("Het programma weet niet over wie het verslag gaat. Zet de naam van betrokkene in het casusbestand.",)
