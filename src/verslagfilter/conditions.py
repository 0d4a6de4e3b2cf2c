"""What the rules of the policy ask about a passage: where it comes from, and which conditions of the casus it meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verslagfilter.casus import Casus, Table, parties
from verslagfilter.mentions import Category, Mention
from verslagfilter.passages import Passage, Role, Trait
from verslagfilter.policy import Policy
from verslagfilter.rules import HEALTH, HELPING, OWN, PARTNER, UNKNOWN, Rule, Sheet

POLICE_DATA = "politiegegevens"
"""Tag of a mention that comes from police records (Wpg); convictions and probation do not."""


@dataclass(frozen=True, slots=True)
class Case:
    """One recipient, and everything that is stated about this case."""

    recipient: str
    sheet: Sheet
    policy: Policy
    casus: Casus
    table: Table
    today: date
    meeting: date | None

    def key(self, party: str | None) -> str | None:
        """The party as rules call it: the wijkteam with its other hat is another party."""
        return HELPING if party == "wijkteam" and self.table.hat(party) == "hulpverlening" else party

    def is_care(self, party: str | None) -> bool:
        """Whether the party's involvement tells that someone is in care; unknown counts as care."""
        found = parties().get(party or "")
        return found is None or found.domain == "zorg" or self.key(party) == HELPING


def passage_fits(rule: Rule, passage: Passage, case: Case) -> bool:
    """Whether a rule speaks of such a passage, as far as its mentions do not matter."""
    return (
        case.policy.presumes.issuperset(rule.presumes)
        and (not rule.traits or bool(rule.traits & passage.traits))
        and (not rule.source or bool(rule.source & _sources(passage, case)))
    )


def _sources(passage: Passage, case: Case) -> set[str]:
    """Whom the passage comes from, in the words of `from`."""
    sources = {case.key(passage.bron) or UNKNOWN}
    if is_own(passage, case):
        sources.add(OWN)
    if case.recipient in passage.partners:
        sources.add(PARTNER)
    return sources


def is_own(passage: Passage, case: Case) -> bool:
    """Whether the recipient brought it in itself, or is the only one who will do it."""
    return passage.bron == case.recipient or (
        passage.role is Role.AFSPRAAK and set(passage.eigenaars) == {case.recipient}
    )


def first_met(rule: Rule, passage: Passage, case: Case, mention: Mention | None = None) -> str | None:
    """The first condition of the rule that is met, for a mention or for the passage as a whole."""
    health = mention is not None and mention.category in HEALTH
    for name in rule.unless:
        counts = not (health and case.policy.health_only_on) or name in case.policy.health_only_on
        if counts and _met(name, passage, case, mention):
            return name
    return None


def _met(name: str, passage: Passage, case: Case, mention: Mention | None) -> bool:
    what = str(mention.category if mention else passage.role)
    casus, recipient, today = case.casus, case.recipient, case.today
    consents = casus.consents(recipient, today, case.meeting)
    releases = casus.releases(passage.bron, recipient, today)
    own = passage.bron == recipient
    police = mention is not None and POLICE_DATA in mention.tags
    match name:
        case "toestemming":
            return what in consents
        case "toestemming_gezondheid":
            return Category.GEZONDHEID in consents
        case "toestemming_enige":
            return bool(consents)
        case "akkoord_verstrekker":
            return what in releases and not police
        case "akkoord_gezondheid":
            return Category.GEZONDHEID in releases
        case "rechtsvordering":
            allowed = casus.claim(recipient, today) and not (police and not casus.police_decision(recipient, today))
            return allowed and own and passage.role is Role.WOONFEIT
        case "conflict_van_plichten":
            return Trait.GEVAAR in passage.traits and casus.conflict(passage.bron, recipient, today)
        case "eigen_bron":
            return is_own(passage, case)
        case "eigen_feit":
            return own and Trait.EIGEN_FEIT_VERHUURDER in passage.traits
        case "wpg_besluit":
            return (police or mention is None) and passage.bron == "politie" and casus.police_decision(recipient, today)
    return False
