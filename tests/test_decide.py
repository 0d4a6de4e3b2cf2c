"""The policy table as cases: tests/policy_cases.yaml says who gets what."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from verslagfilter.casus import Casus, Table, parse, recipients
from verslagfilter.decide import decide, notices
from verslagfilter.extracts import Action, Decision
from verslagfilter.mentions import Category, Evidence, Mention, PersonKind, Why
from verslagfilter.passages import Passage, Role, Subject, Trait
from verslagfilter.policy import Policy, load_policy
from verslagfilter.span import Span

TODAY = date(2026, 6, 1)
DATA: Mapping[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("policy_cases.yaml"))
EVERYONE = (*recipients(), "wijkteam+hulp")
GROUPS = {
    "zorg": {"ggz", "ggd", "gehandicaptenzorg", "beschermd_wonen", "wijkteam+hulp"},
    "steun": {"thuiszorg", "maatschappelijk_werk"},
    "sociaal": {"college", "wijkteam", "meldpunt"},
    "persoon": {"betrokkene", "wettelijk_vertegenwoordiger"},
    "verhuur": {"woningcorporatie", "particuliere_verhuurder"},
    "iedereen": set(EVERYONE),
}
GROUPS["open"] = GROUPS["zorg"] | GROUPS["steun"] | GROUPS["sociaal"] | GROUPS["persoon"] | {"procesregie"}


def members(names: Iterable[str]) -> set[str]:
    return {member for name in names for member in GROUPS.get(name, {name})}


@cache
def policy(profile: str = "zvh", strict: bool = False) -> Policy:
    return load_policy(profile, strict)


@cache
def casus(name: str | None) -> Casus:
    if name is None:
        return Casus()
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(DATA["casussen"][name], stream)
    return parse(stream.getvalue(), f"{name}.yaml")


def mention(text: str, party: str | None = None) -> Mention:
    """CATEGORY=person#tag@recognizer%party?; ? is a doubt."""
    doubt, text = text.endswith("?"), text.rstrip("?")
    text, _, stated = text.partition("%")
    text, _, recognizer = text.partition("@")
    text, *tags = text.split("#")
    category, _, person = text.partition("=")
    return Mention(
        Span(0, 5), Category(category), recognizer or "proef", 0.4 if doubt else 0.9, Why(Evidence.TERM, "proef:1"),
        frozenset(tags), PersonKind(person) if person else None, stated or party,
    )  # fmt: skip


def passage(row: Mapping[str, Any], recipient: str, role: str, key: str = "1.1") -> Passage:
    def named(party: str | None) -> str | None:
        return recipient if party == "zelf" else party

    return Passage(
        key, Span(0, 10), Role(role), "proef", float(row.get("role_score", 1.0)), named(row.get("bron")),
        tuple(str(named(p)) for p in row.get("owners", ())), tuple(str(named(p)) for p in row.get("partners", ())),
        tuple(mention(text, named(row.get("party"))) for text in row.get("mentions", ())),
        Subject(row.get("subject", "betrokkene")), frozenset(Trait(t) for t in row.get("traits", ())),
        "1.0" if "depends" in row else None,
    )  # fmt: skip


def run(row: Mapping[str, Any], recipient: str, role: str, hat: str | None = None) -> Decision:
    earlier = [passage({}, recipient, row["depends"], "1.0")] if "depends" in row else []
    table = Table(frozenset(row.get("table", ())), {"wijkteam": hat} if hat else {})
    rules = policy(row.get("profile", "zvh"), bool(row.get("strict", False)))
    made = decide([*earlier, passage(row, recipient, role)], recipient, rules, casus(row.get("casus")), table, TODAY,
                  row.get("meeting"))  # fmt: skip
    return made[-1]


def split_hat(name: str) -> tuple[str, str | None]:
    recipient, _, hat = name.partition("+")
    return recipient, "hulpverlening" if hat else None


def grid(part: str) -> list[Any]:
    rows = DATA[part]
    return [pytest.param(row, who, id=f"{part}-{i}-{who}") for i, row in enumerate(rows) for who in EVERYONE]


@pytest.mark.parametrize(("row", "who"), grid("mentions"))
def test_mention_cell(row: Mapping[str, Any], who: str) -> None:
    recipient, hat = split_hat(who)
    allowed = members(row["allowed"]) if "allowed" in row else set(EVERYONE) - members(row["not_allowed"])
    carrier = {**row, "mentions": [row["mention"]], "owners": [recipient]}
    role = "afspraak"
    if recipient == "naaste":  # it gets no actions, so the mention stands in what it has consent for
        carrier, role = {**carrier, "casus": "naaste_rollen"}, "signaal"
    decision = run(carrier, recipient, role, hat)
    assert decision.action is not Action.WITHHOLD
    assert (not decision.remove) == (who in allowed), decision.rule


@pytest.mark.parametrize(("row", "who"), grid("roles"))
def test_role_cell(row: Mapping[str, Any], who: str) -> None:
    recipient, hat = split_hat(who)
    kept, rewritten = members(row.get("keep", ())), members(row.get("rewrite", ()))
    want = Action.KEEP if who in kept else Action.REWRITE if who in rewritten else Action.WITHHOLD
    if who in members(row.get("withhold", ())):
        want = Action.WITHHOLD
    if recipient == row.get("bron"):
        want = Action.KEEP
    decision = run(row, recipient, row["role"], hat)
    assert decision.action is want, decision.rule
    assert decision.strip_source == (want is Action.REWRITE)
    assert decision.ground
    assert decision.rule.startswith((f"{recipient}.", "wijkteam_hulpverlening.", "algemeen."))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{i}-{row['to']}") for i, row in enumerate(DATA["cases"])])
def test_case(row: Mapping[str, Any]) -> None:
    decision = run(row, row["to"], row["role"], row.get("hat"))
    assert decision.action == row["want"], decision.rule
    if "removes" in row:
        assert [str(m.category) for m in decision.remove] == row["removes"]
    if "rule" in row:
        assert decision.rule == row["rule"]
    if "presumes" in row:
        assert list(decision.presumed) == row["presumes"]
    if "review" in row:
        assert (decision.review is not None) == row["review"]


def test_there_are_enough_cases() -> None:
    assert len(DATA["cases"]) >= 120


def test_one_decision_for_every_passage_in_order() -> None:
    passages = [passage({}, "politie", role, f"1.{i}") for i, role in enumerate(Role)]
    decisions = decide(passages, "politie", policy(), Casus(), Table(), TODAY)
    assert [d.passage for d in decisions] == [p.id for p in passages]


def test_police_data_carries_the_duty_of_secrecy() -> None:
    row = {"bron": "politie", "mentions": ["STRAFRECHT#politiegegevens"], "casus": "wpg"}
    fact = passage(row, "woningcorporatie", "woonfeit")

    def said(recipient: str, name: str | None) -> tuple[str, ...]:
        made = decide([fact], recipient, policy(), casus(name), Table(), TODAY)
        return notices(recipient, made, policy(), [fact])

    assert said("woningcorporatie", "wpg") == (policy().notice_police,)
    assert said("woningcorporatie", None) == ()
    assert said("procesregie", None) == (policy().notice_police,)
    assert said("politie", None) == ()
    assert said("betrokkene", None) == ()


def test_no_secrecy_for_convictions_from_probation() -> None:
    row = {"bron": "reclassering", "mentions": ["STRAFRECHT"]}
    fact = passage(row, "procesregie", "achtergrond")
    made = decide([fact], "procesregie", policy(), Casus(), Table(), TODAY)
    assert notices("procesregie", made, policy(), [fact]) == ()
