"""The policy as data: per recipient which cells there are, and which presumptions a profile makes.

A recipient's file is read from top to bottom: of the cells for a category, a person or a role the first one that
fits decides. The last cell of each has no conditions, so that silence is impossible.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from verslagfilter.casus import POLICIES, Loc, Text, Yaml, explain, label, parties, problem, read_yaml, recipients
from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Category
from verslagfilter.passages import Role, Trait

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
OWN_COPY = frozenset({"betrokkene", "wettelijk_vertegenwoordiger"})
"""Who keeps an extract about itself: no term holds."""
GENERAL = ("algemeen.kop", "algemeen.aanwezigen", "algemeen.bijzonder_derde", "algemeen.niet_delen_betrokkene",
           "algemeen.lopend_onderzoek")  # fmt: skip
"""Rules that decide.py asks for by name."""
_ROLE_KEYS = frozenset({*Role, *EXTRA_ROLES} - {Role.AFSPRAAK, Role.AANWEZIGEN, Role.KOP})


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


# --- Files ---------------------------------------------------------------------------------------------------------


def _listed(value: object) -> object:
    return [value] if isinstance(value, (str, dict)) else value


def _one_of(known: frozenset[str], what: str) -> BeforeValidator:
    def check(value: object) -> object:
        if value not in known:
            raise problem(f"verwacht {what}: {', '.join(sorted(known))}.")
        return value

    return BeforeValidator(check)


_TRAIT = _one_of(frozenset(Trait), "een kenmerk")
_CATEGORY = _one_of(frozenset(Category), "een categorie")
_CONDITION = _one_of(frozenset(CONDITIONS), "een voorwaarde")


def _party_name(value: object) -> object:
    known = {*parties(), OWN, UNKNOWN, PARTNER, HELPING}
    if value not in known:
        raise problem(f"verwacht een partij, '{OWN}', '{UNKNOWN}' of '{PARTNER}'.")
    return value


Party = Annotated[str, BeforeValidator(_party_name)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _CellFile(_Model):
    id: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)+$")]
    cell: Literal["keep", "rewrite", "out"]
    ground: Text
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    traits: tuple[Annotated[str, _TRAIT], ...] = ()
    has: tuple[Annotated[str, _CATEGORY], ...] = ()
    source: Annotated[tuple[Party, ...], Field(alias="from")] = ()
    party: tuple[Party, ...] = ()
    clean: bool = False
    presumes: tuple[str, ...] = ()
    unless: tuple[Annotated[str, _CONDITION], ...] = ()
    then: Literal["keep", "rewrite"] = "rewrite"
    review: Text | None = None


_Cells = Annotated[tuple[_CellFile, ...], BeforeValidator(_listed), Field(min_length=1)]
_CategoryKey = Annotated[str, _CATEGORY]
_PersonKey = Annotated[str, _one_of(frozenset(PERSONS), "een soort persoon")]
_RoleKey = Annotated[str, _one_of(frozenset(str(key) for key in _ROLE_KEYS), "een rol")]


class _SheetFile(_Model):
    recipient: str
    kring: Literal["besloten", "open"]
    like: str | None = None
    categories: dict[_CategoryKey, _Cells] = {}
    persons: dict[_PersonKey, _Cells] = {}
    roles: dict[_RoleKey, _Cells] = {}


class _ProfileFile(_Model):
    profile: str
    about: Text
    ground: Text
    presumes: tuple[str, ...] = ()
    health_only_on: tuple[Annotated[str, _CONDITION], ...] = ()
    retention: Text


class _GeneralFile(_Model):
    id: Annotated[str, Field(pattern=r"^algemeen\.[a-z_]+$")]
    text: Text
    ground: Text
    recipients: tuple[str, ...]
    review: Text | None = None


class _PolicyFile(_Model):
    version: Text
    notice_police: Text
    own_copy: Text
    general: tuple[_GeneralFile, ...]


class _PresumptionsFile(_Model):
    presumptions: dict[str, Text]


_EXPECTED: Mapping[str, str] = {
    "recipient": "de sleutel van een ontvanger", "kring": "besloten of open", "like": "de sleutel van een ontvanger",
    "categories": "cellen per categorie", "persons": "cellen per soort persoon", "roles": "cellen per rol",
    "id": "een id als rol.achtergrond", "cell": "keep, rewrite of out", "ground": "de grondslag in gewone woorden",
    "tags": "een lijst van labels", "not_tags": "een lijst van labels", "traits": "een lijst van kenmerken",
    "has": "een lijst van categorieën", "from": "een lijst van partijen", "party": "een lijst van partijen",
    "clean": "true of false", "presumes": "een lijst van vermoedens", "unless": "een lijst van voorwaarden",
    "review": "een vraag aan de secretaris", "profile": "de naam van het profiel", "about": "een uitleg",
    "health_only_on": "een lijst van voorwaarden", "retention": "een zin over bewaren", "version": "een versie",
    "notice_police": "een zin over geheimhouding", "own_copy": "een zin over bewaren",
    "general": "een lijst van algemene regels", "text": "de regel in gewone woorden",
    "recipients": "een lijst van ontvangers", "presumptions": "vermoedens met een zin", "then": "keep of rewrite",
}  # fmt: skip


_M = TypeVar("_M", bound=BaseModel)


def _read(folder: Path, name: str) -> Yaml:
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"Het beleidsbestand {name} ontbreekt of is niet te lezen. Zet het terug.") from None
    return read_yaml(text, name)


def _parse(folder: Path, name: str, model: type[_M]) -> tuple[_M, Yaml]:
    source = _read(folder, name)
    try:
        return model.model_validate(source.data), source
    except ValidationError as err:
        raise explain(err, source, _EXPECTED) from None


def _refuse(source: Yaml, loc: Loc, reason: str) -> ConfigError:
    key = ".".join(str(part) for part in loc)
    return ConfigError(f"{source.name}, regel {source.line(loc)}, sleutel '{key}': {reason}")


# --- Sheets --------------------------------------------------------------------------------------------------------


def _kring(recipient: str) -> str | None:
    return parties()["wijkteam" if recipient == HELPING else recipient].kring


def _sheet_file(folder: Path, recipient: str, known: frozenset[str]) -> tuple[_SheetFile, Yaml]:
    file, source = _parse(folder, f"{recipient}.yaml", _SheetFile)
    if file.recipient != recipient:
        raise _refuse(source, ("recipient",), "verwacht de naam van dit bestand.")
    if file.kring != _kring(recipient):
        raise _refuse(source, ("kring",), "verwacht dezelfde kring als in recipients.yaml.")
    ids: set[str] = set()
    for loc, cells in _groups(file):
        for i, cell in enumerate(cells):
            if cell.id in ids:
                raise _refuse(source, (*loc, i, "id"), "dit id staat er dubbel; geef elke regel een eigen id.")
            ids.add(cell.id)
            if not known.issuperset(cell.presumes):
                raise _refuse(source, (*loc, i, "presumes"), "dit vermoeden staat niet in presumptions.yaml.")
            if cell.cell == "rewrite" and loc[0] != "roles":
                raise _refuse(source, (*loc, i, "cell"), "verwacht keep of out; herschrijven kan alleen per rol.")
    return file, source


def _groups(file: _SheetFile) -> Iterator[tuple[Loc, tuple[_CellFile, ...]]]:
    for part, cells in (("categories", file.categories), ("persons", file.persons), ("roles", file.roles)):
        for key, group in cells.items():
            yield (part, key), group


def _merged(folder: Path, recipient: str, known: frozenset[str]) -> tuple[_SheetFile, Yaml]:
    """The file of a recipient, on top of the one that it is like."""
    file, source = _sheet_file(folder, recipient, known)
    if file.like is None:
        return file, source
    if file.like == recipient or file.like not in {*recipients(), HELPING}:
        raise _refuse(source, ("like",), "verwacht de sleutel van een andere ontvanger.")
    base, _ = _sheet_file(folder, file.like, known)
    if base.like is not None:
        raise _refuse(source, ("like",), "verwacht een ontvanger met een eigen, volledig bestand.")
    parts = {part: {**getattr(base, part), **getattr(file, part)} for part in ("categories", "persons", "roles")}
    return file.model_copy(update=parts), source


def _check_complete(file: _SheetFile, source: Yaml) -> None:
    wanted: Mapping[str, Sequence[str]] = {
        "categories": [str(c) for c in Category if c not in (Category.PERSOON, Category.DERDE)],
        "persons": PERSONS,
        "roles": ("overige",),
    }
    for part, keys in wanted.items():
        for key in keys:
            if key not in getattr(file, part):
                raise _refuse(source, (part,), f"de cel '{key}' ontbreekt; zeg wat ermee moet.")
    for loc, cells in _groups(file):
        if not _rule(file.recipient, cells[-1]).is_final:
            raise _refuse(source, loc, "de laatste regel heeft nog een voorwaarde; sluit af met een regel zonder.")
    if file.kring == "besloten" and file.roles["overige"][-1].cell != "out":
        raise _refuse(source, ("roles", "overige"), "in een besloten kring is dit altijd out.")


def _rule(recipient: str, cell: _CellFile) -> Rule:
    return Rule(
        id=f"{recipient}.{cell.id}", cell=cell.cell, ground=cell.ground, tags=frozenset(cell.tags),
        not_tags=frozenset(cell.not_tags), traits=frozenset(cell.traits), has=frozenset(cell.has),
        source=frozenset(cell.source), party=frozenset(cell.party), clean=cell.clean, presumes=cell.presumes,
        unless=cell.unless, then=cell.then, review=cell.review,
    )  # fmt: skip


def _sheet(folder: Path, recipient: str, known: frozenset[str]) -> Sheet:
    file, source = _merged(folder, recipient, known)
    _check_complete(file, source)

    def rules(cells: Mapping[Any, tuple[_CellFile, ...]]) -> dict[Any, tuple[Rule, ...]]:
        return {key: tuple(_rule(recipient, cell) for cell in group) for key, group in cells.items()}

    categories = {Category(key): group for key, group in rules(file.categories).items()}
    return Sheet(recipient, file.kring == "open", categories, rules(file.persons), rules(file.roles))


def _profile(folder: Path, name: str, known: frozenset[str]) -> _ProfileFile:
    if not (folder / "profiles" / f"{name}.yaml").is_file():
        there = sorted(path.stem for path in (folder / "profiles").glob("*.yaml"))
        raise ConfigError(f"Dit profiel bestaat niet. Kies uit: {', '.join(there)}.")
    file, source = _parse(folder, f"profiles/{name}.yaml", _ProfileFile)
    if file.profile != name:
        raise _refuse(source, ("profile",), "verwacht de naam van dit bestand.")
    if not known.issuperset(file.presumes):
        raise _refuse(source, ("presumes",), "dit vermoeden staat niet in presumptions.yaml.")
    return file


def _general(folder: Path) -> tuple[_PolicyFile, Mapping[str, General]]:
    file, source = _parse(folder, "policy.yaml", _PolicyFile)
    rules: dict[str, General] = {}
    for i, rule in enumerate(file.general):
        if not set(recipients()).issuperset(set(rule.recipients) - {"iedereen", "besloten"}):
            raise _refuse(source, ("general", i, "recipients"), "verwacht ontvangers, 'iedereen' of 'besloten'.")
        rules[rule.id] = General(rule.id, rule.ground, rule.text, _everyone(rule.recipients), rule.review)
    for wanted in GENERAL:
        if wanted not in rules:
            raise _refuse(source, ("general",), f"de regel '{wanted}' ontbreekt.")
    return file, rules


def _everyone(named: tuple[str, ...]) -> frozenset[str]:
    closed = {key for key in recipients() if parties()[key].kring == "besloten"}
    groups = {"iedereen": set(recipients()), "besloten": closed}
    return frozenset(key for name in named for key in groups.get(name, {name}))


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_policy(profile: str = "zvh", strict: bool = False, folder: Path | None = None) -> Policy:
    """All rules, checked, under one profile.

    Args:
        profile: "zvh", "strikt", "mass" or "woonoverlast".
        strict: nothing is presumed, whatever the profile says.
        folder: other policy files than those of the program.

    Raises:
        ConfigError: with file, line, key and reason when a file is wrong.
    """
    at = folder or POLICIES
    presumptions = _parse(at, "presumptions.yaml", _PresumptionsFile)[0].presumptions
    known = frozenset(presumptions)
    chosen, (general, rules) = _profile(at, profile, known), _general(at)
    return Policy(
        version=general.version, sha256=_fingerprint(at), profile=profile, strict=strict or profile == "strikt",
        presumes=frozenset() if strict else frozenset(chosen.presumes), health_only_on=frozenset(chosen.health_only_on),
        retention=chosen.retention, sheets={key: _sheet(at, key, known) for key in (*recipients(), HELPING)},
        general=rules, presumptions=dict(presumptions),
        notice_police=general.notice_police, own_copy=general.own_copy,
    )  # fmt: skip


# --- For people ----------------------------------------------------------------------------------------------------


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
    return dict(_parse(POLICIES, "presumptions.yaml", _PresumptionsFile)[0].presumptions)


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
