"""One cell of the policy table, and the sheet of cells of one recipient.

Of the rules for a category, a person or a role the first one that fits decides. The last has no conditions, so that
silence is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from verslagfilter.mentions import Category
from verslagfilter.passages import Role

OWN, UNKNOWN, PARTNER = "zelf", "onbekend", "partner"
"""In `from`: the recipient itself, a source that is not known, and an action that names the recipient."""
HELPING = "wijkteam_hulpverlening"
"""The wijkteam with its other hat: a party of its own in rules."""
CONDITIONS: Mapping[str, str] = {
    "toestemming": "met toestemming van betrokkene",
    "toestemming_gezondheid": "met toestemming van betrokkene voor gezondheidsgegevens",
    "toestemming_enige": "met enige geldige toestemming van betrokkene",
    "rechtsvordering": "in een woonfeit van de ontvanger zelf, voor een rechtsvordering",
    "akkoord_verstrekker": "als de partij die het inbracht akkoord geeft",
    "akkoord_gezondheid": "als de partij die het inbracht akkoord geeft voor gezondheidsgegevens",
    "conflict_van_plichten": "bij gevaar en een vastgelegd conflict van plichten",
    "eigen_bron": "als de ontvanger het zelf inbracht of zelf zal doen",
    "eigen_feit": "bij een strafbaar feit tegen de ontvanger dat hij zelf inbracht",
    "wpg_besluit": "politiegegevens, met een besluit op grond van de Wet politiegegevens",
}
"""What can turn a cell that is out, and how people call it."""
PERSONS = ("betrokkene", "eigen", "ander", "derde")
"""Whose name it is: the person, the own party and the chair, another professional, anyone else."""
EXTRA_ROLES = ("afspraak_eigen", "afspraak_ander", "overige")
HEALTH = frozenset({Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR})
"""What `health_only_on` of a profile is about."""
GENERAL = ("algemeen.kop", "algemeen.aanwezigen", "algemeen.bijzonder_derde", "algemeen.niet_delen_betrokkene",
           "algemeen.lopend_onderzoek")  # fmt: skip
"""Rules that decide.py asks for by name."""
ROLE_KEYS = frozenset({str(role) for role in Role} - {"afspraak", "aanwezigen", "kop"} | {*EXTRA_ROLES})
"""Roles that a sheet may name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One cell, with its recipient filled in."""

    id: str
    """For instance "woningcorporatie.rol.achtergrond"."""
    cell: Literal["keep", "rewrite", "out"]
    ground: str
    tags: frozenset[str] = frozenset()
    """Fits only a mention (for a role: a passage with a mention) with one of these tags, or found by a recognizer of
    that name."""
    not_tags: frozenset[str] = frozenset()
    """Does not fit a mention with one of these tags, or found by a recognizer of that name."""
    traits: frozenset[str] = frozenset()
    """Fits only a passage with one of these traits."""
    has: frozenset[str] = frozenset()
    """Fits only a passage with a mention of one of these categories."""
    source: frozenset[str] = frozenset()
    """Fits only what these parties brought in; "zelf" and "onbekend" count as parties."""
    party: frozenset[str] = frozenset()
    """Fits only a professional of these parties."""
    clean: bool = False
    """Fits only a passage from which nothing has to be taken out."""
    presumes: tuple[str, ...] = ()
    """Fits only under a profile that makes all of these presumptions."""
    unless: tuple[str, ...] = ()
    """Conditions that turn it."""
    then: Literal["keep", "rewrite"] = "rewrite"
    """What a role that is out becomes when a condition turns it; in an open kring it is always kept."""
    review: str | None = None
    """What the secretary is asked when this rule decides."""

    @property
    def is_final(self) -> bool:
        """Whether it fits always."""
        return not (
            self.tags or self.not_tags or self.traits or self.has or self.source or self.party or self.clean
            or self.presumes
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that holds for one recipient."""

    recipient: str
    is_open: bool
    categories: Mapping[Category, tuple[Rule, ...]]
    persons: Mapping[str, tuple[Rule, ...]]
    roles: Mapping[str, tuple[Rule, ...]]
    """By role, with "afspraak_eigen", "afspraak_ander", and "overige" for what is not named."""

    def role(self, key: str) -> tuple[Rule, ...]:
        """The rules for a role."""
        return self.roles.get(key) or self.roles["overige"]


@dataclass(frozen=True, slots=True)
class General:
    """A rule that comes before those of the recipient, and only ever withholds."""

    id: str
    ground: str
    text: str
    recipients: frozenset[str]
    """Whom it holds for."""
    review: str | None = None
