"""The statements that are decided on, one by one (words: design policy, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verslagfilter.mentions import Mention
from verslagfilter.span import Span


class Role(StrEnum):
    """What a passage is for."""

    BEJEGENINGSADVIES = "bejegeningsadvies"
    HANDELINGSADVIES = "handelingsadvies"
    CONTACTPUNT = "contactpunt"
    SIGNAAL = "signaal"
    HUISVESTINGSADVIES = "huisvestingsadvies"
    WOONFEIT = "woonfeit"
    AFSPRAAK = "afspraak"
    PROCESINFO = "procesinfo"
    ACHTERGROND = "achtergrond"
    AANWEZIGEN = "aanwezigen"
    """The attendance list: process information that every recipient sees only its own part of."""
    KOP = "kop"
    """A heading: never a statement of its own; it comes out only as far as an extract makes one itself."""


class Subject(StrEnum):
    """Whom the special data of a passage are about."""

    BETROKKENE = "betrokkene"
    DERDE = "derde"


class Trait(StrEnum):
    """What a rule may ask about the content of a passage beyond its mentions."""

    GEVAAR = "gevaar"
    """Actual danger to life, limb or building: fire, weapon, roof edge, violence."""
    ORDE = "orde"
    """Public order or nuisance as others see or hear it."""
    WVGGZ = "wvggz"
    """A Wvggz measure or a step towards one."""
    HUUR = "huur"
    """Rent, arrears of rent, and what the landlord charges the tenant."""
    EIGEN_FEIT_VERHUURDER = "eigen_feit_verhuurder"
    """An offence against the landlord or its staff (UAVG 33(2)(b))."""
    NIET_DELEN_BETROKKENE = "niet_delen_betrokkene"
    """The party that brought it in asked not to tell the person."""
    FUNCTIONEEL = "functioneel"
    """What someone cannot do, needs, or which care is used."""
    AFHANKELIJK = "afhankelijk"
    """Points back to an earlier passage (pronoun, "dan", ellipsis) and cannot be understood without it."""
    LOPEND_ONDERZOEK = "lopend_onderzoek"


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest statement that is decided on as a whole."""

    id: str
    """Stable over runs, for instance "3.2": third unit of the minutes, second statement in it."""
    span: Span
    role: Role
    role_reason: str
    """The rule that gave the role, for instance "kop: bejegening"; never text of the minutes."""
    role_score: float
    bron: str | None
    """Key of the party that brought it in; None: unknown."""
    eigenaars: tuple[str, ...] = ()
    """Of an afspraak: keys of the parties that will do it; empty: unknown."""
    partners: tuple[str, ...] = ()
    """Keys of parties that the passage names as partner, addressee or contact (they take no action themselves)."""
    mentions: tuple[Mention, ...] = ()
    """All mentions that overlap the span, in order."""
    subject: Subject = Subject.BETROKKENE
    traits: frozenset[Trait] = frozenset()
    depends_on: str | None = None
    """Id of the passage whose words are needed to understand this one."""
