"""The policy files: read, checked, and turned into rules. An error names file, line, key and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Category
from verslagfilter.passages import Trait
from verslagfilter.plainyaml import Loc, Yaml, explain, problem, read_yaml
from verslagfilter.recipients import parties, recipients
from verslagfilter.rules import (
    CONDITIONS,
    GENERAL,
    HELPING,
    OWN,
    PARTNER,
    PERSONS,
    ROLE_KEYS,
    UNKNOWN,
    General,
    Rule,
    Sheet,
)  # fmt: skip

Text = Annotated[str, Field(min_length=1, max_length=2000)]


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
_RoleKey = Annotated[str, _one_of(ROLE_KEYS, "een rol")]


class _SheetFile(_Model):
    recipient: str
    kring: Literal["besloten", "open"]
    like: str | None = None
    categories: dict[_CategoryKey, _Cells] = {}
    persons: dict[_PersonKey, _Cells] = {}
    roles: dict[_RoleKey, _Cells] = {}


class ProfileFile(_Model):
    """Which presumptions a profile makes."""

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


class PolicyFile(_Model):
    """Version, fixed sentences and the rules that come first."""

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


def read_sheet(folder: Path, recipient: str, known: frozenset[str]) -> Sheet:
    """The rules for one recipient.

    Raises:
        ConfigError: with file, line, key and reason.
    """
    file, source = _merged(folder, recipient, known)
    _check_complete(file, source)

    def rules(cells: Mapping[Any, tuple[_CellFile, ...]]) -> dict[Any, tuple[Rule, ...]]:
        return {key: tuple(_rule(recipient, cell) for cell in group) for key, group in cells.items()}

    categories = {Category(key): group for key, group in rules(file.categories).items()}
    return Sheet(recipient, file.kring == "open", categories, rules(file.persons), rules(file.roles))


def read_profile(folder: Path, name: str, known: frozenset[str]) -> ProfileFile:
    """A profile by name."""
    if not (folder / "profiles" / f"{name}.yaml").is_file():
        there = sorted(path.stem for path in (folder / "profiles").glob("*.yaml"))
        raise ConfigError(f"Dit profiel bestaat niet. Kies uit: {', '.join(there)}.")
    file, source = _parse(folder, f"profiles/{name}.yaml", ProfileFile)
    if file.profile != name:
        raise _refuse(source, ("profile",), "verwacht de naam van dit bestand.")
    if not known.issuperset(file.presumes):
        raise _refuse(source, ("presumes",), "dit vermoeden staat niet in presumptions.yaml.")
    return file


def read_general(folder: Path) -> tuple[PolicyFile, Mapping[str, General]]:
    """What holds for everybody."""
    file, source = _parse(folder, "policy.yaml", PolicyFile)
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


def read_presumptions(folder: Path) -> Mapping[str, str]:
    """Id to Dutch sentence of every presumption."""
    return dict(_parse(folder, "presumptions.yaml", _PresumptionsFile)[0].presumptions)
