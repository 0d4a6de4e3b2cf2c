"""What the policy says about every passage for one recipient: a pure function of values.

Never beats give, silence withholds, unknown counts as never. Order: the general rules (they only withhold), then every
mention by its category or person, then the passage by its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verslagfilter.casus import Casus, Table, parties
from verslagfilter.conditions import POLICE_DATA, Case, first_met, passage_fits
from verslagfilter.extracts import Action, Decision
from verslagfilter.mentions import Category, Evidence, Mention, PersonKind, Why
from verslagfilter.passages import Passage, Role, Subject, Trait
from verslagfilter.policy import OWN_COPY, Policy
from verslagfilter.rules import Rule

PUBLIC_NUMBER = "openbaar_nummer"
_CHAIR = frozenset({"voorzitter", "notulist", "secretaris"})
_OF_OTHERS = frozenset({Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR, Category.STRAFRECHT,
                        Category.BIJZONDER_OVERIG})  # fmt: skip
"""Categories that are out for everybody when they are about someone else."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of one mention."""

    mention: Mention
    allowed: bool
    rule: str
    ground: str
    presumed: tuple[str, ...] = ()


def decide(
    passages: Sequence[Passage],
    recipient: str,
    policy: Policy,
    casus: Casus,
    participants: Table,
    today: date,
    meeting: date | None = None,
) -> tuple[Decision, ...]:
    """One decision for every passage, in order.

    Args:
        passages: all passages of one set of minutes.
        recipient: key of the recipient.
        policy: the rules under a profile.
        casus: consents, releases and decisions.
        participants: who sat at the table, and with which hat.
        today: what lies in the future does not count yet.
        meeting: day of the meeting, when known: consents must be no older than a year on that day.
    """
    sheet = policy.sheet(recipient, participants.hat(recipient))
    case = Case(recipient, sheet, policy, casus, participants, today, meeting)
    decisions = {passage.id: _decide(passage, case) for passage in passages}
    withheld = {key for key, decision in decisions.items() if decision.action is Action.WITHHOLD}
    return tuple(_mark(decisions[passage.id], passage, case, withheld) for passage in passages)


def _decide(passage: Passage, case: Case) -> Decision:
    general = _general(passage, case)
    if general is not None:
        return general
    told = _told_by_justice(passage, case)
    if told is not None:
        return told
    verdicts = tuple(_verdict(mention, passage, case) for mention in passage.mentions)
    removed = tuple(v for v in verdicts if not v.allowed)
    rule, condition = _role_rule(passage, case, bool(removed))
    rule_id = f"{rule.id}.{condition}" if condition else rule.id
    if rule.cell == "out" and not condition:
        return Decision(passage.id, case.recipient, Action.WITHHOLD, rule_id, rule.ground, review=rule.review)
    rewritten = rule.cell == "rewrite" or (condition is not None and rule.then == "rewrite")
    rewritten = rewritten and not case.sheet.is_open
    ground = rule.ground
    if not rewritten and removed:
        rule_id, ground = removed[0].rule, removed[0].ground
    return Decision(
        passage.id, case.recipient, Action.REWRITE if rewritten or removed else Action.KEEP, rule_id, ground,
        presumed=_presumed(rule, verdicts, passage, case), review=_doubt(removed),
        remove=tuple(v.mention for v in removed),
        strip_source=not case.sheet.is_open and (rewritten or bool(removed)),
    )  # fmt: skip


_JUSTICE = ("politie", "reclassering")
_ASK_JUSTICE = "De politie of reclassering bracht dit in. Staat er iets in over strafzaken of politiecontact?"
_ASK_WHO = "Wie bracht dit in? Van de politie of reclassering mag deze ontvanger dit niet krijgen."
_FREE_FACTS = "feit_van_tafel"
"""The presumption that a fact without a named source was not the police's."""


def _told_by_justice(passage: Passage, case: Case) -> Decision | None:
    """Background from police or probation is criminal data, also where no word says so ("zat twee jaar binnen")."""
    if passage.role is not Role.ACHTERGROND or not case.sheet.is_open:
        return None
    refused = (v for v in (_implied(bron, passage, case) for bron in _possible_justice(passage, case)) if not v.allowed)
    verdict = next(refused, None)
    if verdict is None:
        return None
    ask = _ASK_JUSTICE if passage.bron else _ASK_WHO
    return Decision(passage.id, case.recipient, Action.WITHHOLD, verdict.rule, verdict.ground, review=ask)


def _possible_justice(passage: Passage, case: Case) -> tuple[str, ...]:
    """Who of police and probation told this, or may have: an unknown source may be either unless presumed free."""
    if passage.bron is None:
        return () if _FREE_FACTS in case.policy.presumes else _JUSTICE
    return (passage.bron,) if passage.bron in _JUSTICE else ()


def _implied(bron: str, passage: Passage, case: Case) -> _Verdict:
    """What becomes of the criminal data that a passage is because of its source."""
    tags = frozenset({POLICE_DATA}) if bron == "politie" else frozenset[str]()
    implied = Mention(passage.span, Category.STRAFRECHT, "bron", 0.5, Why(Evidence.STRUCTURE, "bron"), tags)
    return _verdict(implied, passage, case)


# --- General rules ---------------------------------------------------------------------------------------------------


def _general(passage: Passage, case: Case) -> Decision | None:
    """The first general rule that withholds this passage."""
    for name in _general_names(passage):
        rule = case.policy.general[name]
        if case.recipient in rule.recipients:
            return Decision(passage.id, case.recipient, Action.WITHHOLD, rule.id, rule.ground, review=rule.review)
    return None


def _general_names(passage: Passage) -> Iterable[str]:
    categories = {mention.category for mention in passage.mentions}
    if passage.role is Role.KOP:
        yield "algemeen.kop"
    if passage.role is Role.AANWEZIGEN:
        yield "algemeen.aanwezigen"
    if passage.subject is Subject.DERDE and categories & _OF_OTHERS:
        yield "algemeen.bijzonder_derde"
    if Trait.NIET_DELEN_BETROKKENE in passage.traits:
        yield "algemeen.niet_delen_betrokkene"
    if Trait.LOPEND_ONDERZOEK in passage.traits and Category.STRAFRECHT in categories:
        yield "algemeen.lopend_onderzoek"


# --- Mentions --------------------------------------------------------------------------------------------------------


def _verdict(mention: Mention, passage: Passage, case: Case) -> _Verdict:
    """Whether this mention may reach the recipient, and by which rule."""
    if mention.category in _OF_OTHERS and mention.person is PersonKind.DERDE:
        general = case.policy.general["algemeen.bijzonder_derde"]
        return _Verdict(mention, False, general.id, general.ground)
    for rule in _mention_rules(mention, passage, case):
        if not _mention_fits(rule, mention, passage, case):
            continue
        if rule.cell == "keep":
            return _Verdict(mention, True, rule.id, rule.ground, rule.presumes)
        condition = first_met(rule, passage, case, mention)
        return _Verdict(mention, condition is not None, f"{rule.id}.{condition}" if condition else rule.id, rule.ground)
    raise AssertionError("a policy cell without a final rule")  # load_policy refuses it


def _mention_rules(mention: Mention, passage: Passage, case: Case) -> tuple[Rule, ...]:
    if mention.category is Category.DERDE:
        told = case.sheet.is_open and (case.recipient not in OWN_COPY or "familie" in mention.tags)
        return _RELATION if told and mention.person is not PersonKind.DERDE else case.sheet.persons["derde"]
    if mention.category is Category.PERSOON:
        return _PUBLIC if PUBLIC_NUMBER in mention.tags else case.sheet.persons[_person(mention, passage, case)]
    if mention.category is Category.BEHANDELAAR and mention.party == case.recipient:
        return (Rule(f"{case.recipient}.zelf", "keep", "AVG 5(1)(c): over de ontvanger zelf"),)
    return case.sheet.categories[mention.category]


_RELATION = (Rule("algemeen.relatie", "keep", "AVG 5(1)(c): een relatie zonder naam"),)
_PUBLIC = (Rule("algemeen.openbaar_nummer", "keep", "HK Bijlage (openbare nummers)"),)


def _person(mention: Mention, passage: Passage, case: Case) -> str:
    """Whose name, number or address it is, in the words of the policy files."""
    if mention.person is PersonKind.BETROKKENE:
        return "betrokkene"
    if mention.person is PersonKind.DERDE:
        return "derde"
    if mention.person is None and mention.party is None:
        return _unnamed(mention, passage)
    if mention.party == case.recipient:
        return "eigen"
    chairs = mention.party == "procesregie" or bool(mention.tags & _CHAIR)
    return "eigen" if chairs and not case.is_care(mention.party) else "ander"


def _unnamed(mention: Mention, passage: Passage) -> str:
    """Whose it is when nothing says so: a third person's, but for two places that leave no other reading."""
    if passage.subject is Subject.DERDE or any(_of_third(other) for other in passage.mentions):
        return "derde"
    if "geboortedatum" in mention.tags:
        return "betrokkene"
    return "ander" if "telefoon" in mention.tags and passage.role is Role.CONTACTPUNT else "derde"


def _of_third(mention: Mention) -> bool:
    return mention.category is Category.DERDE or mention.person is PersonKind.DERDE


def _mention_fits(rule: Rule, mention: Mention, passage: Passage, case: Case) -> bool:
    labels = mention.tags | {mention.recognizer}
    return (
        passage_fits(rule, passage, case)
        and (not rule.tags or bool(rule.tags & labels))
        and not rule.not_tags & labels
        and (not rule.party or case.key(mention.party) in rule.party)
    )


# --- Roles -----------------------------------------------------------------------------------------------------------


def _role_rule(passage: Passage, case: Case, removes: bool) -> tuple[Rule, str | None]:
    """The rule that decides on the passage as a whole, and the condition that turned it."""
    for rule in case.sheet.role(_role_key(passage, case)):
        tags = {tag for mention in passage.mentions for tag in (*mention.tags, mention.recognizer)}
        has = {mention.category for mention in passage.mentions if not mention.is_doubt}
        if (
            passage_fits(rule, passage, case)
            and (not rule.tags or bool(rule.tags & tags))
            and (not rule.has or bool(rule.has & has))
            and not (rule.clean and removes)
        ):
            return rule, first_met(rule, passage, case) if rule.cell == "out" else None
    raise AssertionError("a policy cell without a final rule")  # load_policy refuses it


def _role_key(passage: Passage, case: Case) -> str:
    if passage.role is not Role.AFSPRAAK:
        return passage.role
    return "afspraak_eigen" if _own_action(passage, case) else "afspraak_ander"


def _own_action(passage: Passage, case: Case) -> bool:
    if passage.eigenaars:
        return case.recipient in passage.eigenaars
    return passage.bron == case.recipient


# --- What the secretary sees -----------------------------------------------------------------------------------------


def _presumed(rule: Rule, verdicts: Iterable[_Verdict], passage: Passage, case: Case) -> tuple[str, ...]:
    """Ids of the presumptions that the decision rests on, each once, in order."""
    used = [*rule.presumes, *(name for v in verdicts if v.allowed for name in v.presumed)]
    named = (_presumption(name, passage, case) for name in used)
    return tuple(dict.fromkeys(name for name in named if name))


def _presumption(name: str, passage: Passage, case: Case) -> str | None:
    if name == "taak":
        absent = case.table.parties and case.recipient not in case.table.parties
        return f"taak_afwezig_{case.recipient}" if absent else f"taak_{case.recipient}"
    if name == "zelfde_domein" and not _same_domain(passage.bron, case.recipient):
        return None
    return name


def _same_domain(bron: str | None, recipient: str) -> bool:
    """Whether the release rests on the domain; an unknown source is taken to be of the same one."""
    if bron is None or bron not in parties():
        return True
    return bron != recipient and parties()[bron].domain == parties()[recipient].domain


def _doubt(removed: Iterable[_Verdict]) -> str | None:
    doubts = sorted({str(v.mention.category) for v in removed if v.mention.is_doubt})
    if not doubts:
        return None
    return f"Het programma twijfelt of hier gegevens staan van de soort {', '.join(doubts)}. Klopt dat?"


def _mark(decision: Decision, passage: Passage, case: Case, withheld: set[str]) -> Decision:
    """Ask the secretary what the program cannot know."""
    if decision.review or case.sheet.is_open:
        return decision
    if decision.rule.endswith("rol.afspraak.ander") and not passage.eigenaars:
        return replace(decision, review="Wie doet deze actie? Zet de naam van de partij erbij.")
    if decision.action is Action.WITHHOLD:
        return decision
    if passage.depends_on in withheld and Trait.AFHANKELIJK in passage.traits:
        return replace(decision, review="Deze zin verwijst naar een zin die wegblijft. Is hij zo te begrijpen?")
    if passage.role_score < 0.5:
        return replace(decision, review="Het programma weet niet zeker waar deze zin voor is. Klopt de indeling?")
    return decision


def notices(
    recipient: str, decisions: Iterable[Decision], policy: Policy, passages: Iterable[Passage]
) -> tuple[str, ...]:
    """Dutch sentences that must stand on an extract: the duty of secrecy where police data goes along (Wpg 7(2))."""
    if recipient in ("politie", "betrokkene"):
        return ()
    by_id = {passage.id: passage for passage in passages}
    passed = any(d.action is not Action.WITHHOLD and _has_police_data(by_id[d.passage], d) for d in decisions)
    return (policy.notice_police,) if passed else ()


def _has_police_data(passage: Passage, decision: Decision) -> bool:
    kept = (m for m in passage.mentions if m.category is Category.STRAFRECHT and m not in decision.remove)
    facts = passage.bron == "politie" and passage.role in (Role.WOONFEIT, Role.ACHTERGROND)
    return facts or any(POLICE_DATA in m.tags or passage.bron == "politie" for m in kept)
