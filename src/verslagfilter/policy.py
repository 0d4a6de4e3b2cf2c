"""The policy as data: per recipient which cells there are, and which presumptions a profile makes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verslagfilter.policyfile import read_general, read_presumptions, read_profile, read_sheet
from verslagfilter.recipients import POLICIES, label, recipients
from verslagfilter.rules import CONDITIONS, HEALTH, HELPING, General, Rule, Sheet

__all__ = ["Cell", "Policy", "Rule", "Sheet", "cells", "load_policy", "presumption_text", "retention"]

OWN_COPY = frozenset({"betrokkene", "wettelijk_vertegenwoordiger"})
"""Who keeps an extract about itself: no term holds."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules under one profile."""

    version: str
    sha256: str
    """Over all policy files, in hexadecimal."""
    profile: str
    strict: bool
    presumes: frozenset[str]
    """Ids of the presumptions that may be used."""
    health_only_on: frozenset[str]
    """When not empty: the only conditions on which health data passes."""
    retention: str
    """How long an extract may be kept, as one Dutch sentence."""
    own_copy: str
    """The same for the person."""
    sheets: Mapping[str, Sheet]
    """By recipient; also "wijkteam_hulpverlening"."""
    general: Mapping[str, General]
    presumptions: Mapping[str, str]
    """Id to Dutch sentence."""
    notice_police: str

    def sheet(self, recipient: str, hat: str | None = None) -> Sheet:
        """The rules for a recipient with the hat that it wears."""
        return self.sheets[HELPING if (recipient, hat) == ("wijkteam", "hulpverlening") else recipient]


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of what a recipient may keep, for people."""

    id: str
    what: str
    outcome: str
    condition: str
    ground: str


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_policy(profile: str = "zvh", strict: bool = False, folder: Path | None = None) -> Policy:
    """All rules, checked, under one profile; those of the program itself are read once.

    Args:
        profile: "zvh", "strikt", "mass" or "woonoverlast".
        strict: nothing is presumed, whatever the profile says.
        folder: other policy files than those of the program.

    Raises:
        ConfigError: with file, line, key and reason when a file is wrong.
    """
    return _own_policy(profile, strict) if folder is None else _loaded(profile, strict, folder)


@cache
def _own_policy(profile: str, strict: bool) -> Policy:
    return _loaded(profile, strict, POLICIES)


def _loaded(profile: str, strict: bool, at: Path) -> Policy:
    presumptions = read_presumptions(at)
    known = frozenset(presumptions)
    chosen, (general, rules) = read_profile(at, profile, known), read_general(at)
    return Policy(
        version=general.version, sha256=_fingerprint(at), profile=profile, strict=strict or profile == "strikt",
        presumes=frozenset() if strict else frozenset(chosen.presumes), health_only_on=frozenset(chosen.health_only_on),
        retention=chosen.retention, sheets={key: read_sheet(at, key, known) for key in (*recipients(), HELPING)},
        general=rules, presumptions=presumptions,
        notice_police=general.notice_police, own_copy=general.own_copy,
    )  # fmt: skip


def presumption_text(presumption: str, policy: Policy | None = None) -> str:
    """The Dutch sentence of a presumption, also of one for a certain recipient ("taak_ggz")."""
    texts = policy.presumptions if policy else _default_presumptions()
    if presumption in texts:
        return texts[presumption]
    base = next((key for key in sorted(texts, key=len, reverse=True) if presumption.startswith(f"{key}_")), None)
    if base is None:
        return presumption
    return texts[base].replace("[ontvanger]", label(presumption.removeprefix(f"{base}_")))


@cache
def _default_presumptions() -> Mapping[str, str]:
    return read_presumptions(POLICIES)


def retention(recipient: str, policy: Policy) -> str:
    """How long a recipient may keep its extract, as one Dutch sentence."""
    return policy.own_copy if recipient in OWN_COPY else policy.retention


_OUTCOME = {"keep": "blijft", "rewrite": "herschreven", "out": "weg"}


def cells(policy: Policy, recipient: str, hat: str | None = None) -> tuple[Cell, ...]:
    """What a recipient may keep under a policy, one line per rule, in the order in which rules are tried."""
    sheet = policy.sheet(recipient, hat)
    groups = [
        *((f"categorie {key}", rules) for key, rules in sheet.categories.items()),
        *((f"persoon: {key}", rules) for key, rules in sheet.persons.items()),
        *((f"rol {key.replace('_', ', ')}", rules) for key, rules in sheet.roles.items()),
    ]
    lines = [
        Cell(rule.id, what, _OUTCOME[rule.cell], _condition(rule, policy), rule.ground)
        for what, rules in groups
        for rule in rules
    ]
    general = (rule for rule in policy.general.values() if recipient in rule.recipients)
    return (*lines, *(Cell(rule.id, rule.text, "weg", "", rule.ground) for rule in general))


def _condition(rule: Rule, policy: Policy) -> str:
    parts = [
        _words("ingebracht door", rule.source),
        _words("van", rule.party),
        _words("met label", rule.tags),
        _words("zonder label", rule.not_tags),
        _words("als het gaat over", rule.traits),
        _words("met", rule.has),
        "als er niets uit hoeft" if rule.clean else "",
        *(f"vermoeden: {p}{'' if p in policy.presumes else ' (geldt niet in dit profiel)'}" for p in rule.presumes),
        *(f"wel {CONDITIONS[c]}" for c in rule.unless if _counts(c, rule, policy)),
    ]
    return "; ".join(part for part in parts if part)


def _counts(condition: str, rule: Rule, policy: Policy) -> bool:
    health = any(f".{c.lower()}" in rule.id for c in HEALTH)
    return not (health and policy.health_only_on) or condition in policy.health_only_on


def _words(lead: str, words: frozenset[str]) -> str:
    return f"{lead} {', '.join(label(word) for word in sorted(words))}" if words else ""
