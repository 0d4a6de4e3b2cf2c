"""What the secretary states beside the minutes: purpose, participants, consents, releases, decisions.

An error names file, line, key and what is expected, never what stands there: a value may be a name.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from verslagfilter.errors import ConfigError, InputError, UsageError
from verslagfilter.mentions import Category
from verslagfilter.passages import Role

POLICIES = Path(__file__).parent / "policies"
"""Where the rules, profiles, presumptions and recipients stand."""
_LARGEST = 1_000_000
"""Characters; a casus or policy file is a page or two."""

Loc = tuple[str | int, ...]


# --- YAML: a strict part of it, in which every value stays the text that was typed ------------------------------------


@dataclass(frozen=True, slots=True)
class Yaml:
    """A YAML file as plain data: mappings, lists and text. A key without a value counts as absent."""

    name: str
    data: Any
    lines: Mapping[Loc, int]
    """Path of keys to line number, from 1."""

    def line(self, loc: Loc) -> int:
        """Line of the nearest key that stands in the file."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read_yaml(text: str, name: str) -> Yaml:
    """Read YAML without anchors, tags and double keys.

    Raises:
        ConfigError: with file, line and what is wrong.
    """
    if len(text) > _LARGEST:
        raise ConfigError(f"{name} is te groot. Geef een bestand van hoogstens een miljoen tekens.")
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        lines: dict[Loc, int] = {}
        data = None if node is None else _plain(node, (), _Reading(name, lines, set()))
    except YAMLError as err:
        mark = err.problem_mark if isinstance(err, MarkedYAMLError) else None
        where = f"{name}, regel {mark.line + 1}" if mark else name
        raise ConfigError(f"{where}: dit is geen geldige YAML. Controleer inspringen en aanhalingstekens.") from None
    except (RecursionError, ValueError):
        raise ConfigError(f"{name} is geen leesbare YAML. Controleer het bestand.") from None
    return Yaml(name, {} if data is None else data, lines)


@dataclass(frozen=True, slots=True)
class _Reading:
    name: str
    lines: dict[Loc, int]
    seen: set[int]


def _plain(node: Node, loc: Loc, at: _Reading) -> Any:
    at.lines.setdefault(loc, node.start_mark.line + 1)
    if id(node) in at.seen:  # an alias: a few of them can unfold into gigabytes
        raise ConfigError(f"{at.name}, regel {at.lines[loc]}: verwijzingen (*) kunnen niet. Schrijf de waarde voluit.")
    at.seen.add(id(node))
    if isinstance(node, SequenceNode):
        return [_plain(child, (*loc, i), at) for i, child in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, loc, at)
    return None if str(node.tag).endswith(":null") else str(node.value)


def _mapping(node: MappingNode, loc: Loc, at: _Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise ConfigError(f"{at.name}, regel {line}: een sleutel moet één woord zijn.")
        word = str(key.value)
        if word in found:
            raise ConfigError(f"{at.name}, regel {line}: een sleutel staat er dubbel. Laat één van beide staan.")
        at.lines[(*loc, word)] = line
        found[word] = _plain(value, (*loc, word), at)
    return {word: value for word, value in found.items() if value is not None}


def explain(err: ValidationError, source: Yaml, expected: Mapping[str, str]) -> ConfigError:
    """The first validation error as one Dutch sentence with file, line and key, without any value."""
    first = min(err.errors(include_url=False, include_input=False), key=lambda e: source.line(tuple(e["loc"])))
    loc: Loc = tuple(first["loc"])
    where = f"{source.name}, regel {source.line(loc)}"
    if first["type"] == "extra_forbidden":
        return ConfigError(f"{where}: onbekende sleutel{_near(str(loc[-1]), expected)}.")
    if first["type"] == "verslagfilter":
        return ConfigError(f"{where}{_key(loc)}: {first['msg']}")
    word = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    what = expected.get(word, "een andere waarde")
    if first["type"] == "missing":
        return ConfigError(f"{where}: de sleutel '{word}' ontbreekt; geef {what}.")
    return ConfigError(f"{where}{_key(loc)}: verwacht {what}.")


def _key(loc: Loc) -> str:
    words = [part for part in loc if isinstance(part, str)]
    return f", sleutel '{'.'.join(words)}'" if words else ""


def _near(key: str, expected: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(key.lower(), list(expected), n=1, cutoff=0.75)
    return f"; bedoelt u '{near[0]}'?" if near else "; haal die weg of kijk in de uitleg welke sleutels er zijn"


# --- Recipients and parties ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Party:
    """A recipient, or a party that only brings things in."""

    key: str
    label: str
    """Dutch name, for people."""
    domain: str
    """Parties of one domain are presumed to release what they bring in to each other."""
    kring: str | None = None
    """"besloten" or "open"; None: gets no extract."""
    aliases: tuple[str, ...] = ()

    @property
    def is_recipient(self) -> bool:
        """Whether it can get an extract."""
        return self.kring is not None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    domain: str
    kring: Literal["besloten", "open"] | None = None
    aliases: tuple[str, ...] = ()


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    recipients: dict[str, _Entry]
    parties: dict[str, _Entry]


_ENTRY_KEYS = {"recipients": "ontvangers", "parties": "partijen", "label": "een naam in gewone woorden",
               "domain": "een domein", "kring": "besloten of open", "aliases": "een lijst van namen"}  # fmt: skip


@cache
def parties() -> Mapping[str, Party]:
    """Every party by key; recipients first, in the order of recipients.yaml."""
    source = read_yaml((POLICIES / "recipients.yaml").read_text("utf-8"), "recipients.yaml")
    try:
        entries = _Entries.model_validate(source.data)
    except ValidationError as err:
        raise explain(err, source, _ENTRY_KEYS) from None
    both = {**entries.recipients, **entries.parties}
    return {key: Party(key, e.label, e.domain, e.kring, e.aliases) for key, e in both.items()}


def recipients() -> tuple[str, ...]:
    """Keys of all recipients, in the order of recipients.yaml."""
    return tuple(key for key, party in parties().items() if party.is_recipient)


def label(party: str) -> str:
    """What people call a party."""
    found = parties().get(party)
    return found.label if found else party


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[\s\-/]+", "_", plain.strip().lower())


def _names(only_recipients: bool) -> dict[str, str]:
    names = {key: key for key, party in parties().items() if party.is_recipient or not only_recipients}
    aliases = {alias: key for key in names for alias in parties()[key].aliases}
    return {**aliases, **names}


def recipient_key(name: str) -> str:
    """Key of the recipient that goes by this name.

    Raises:
        UsageError: when there is none, with the nearest names.
    """
    names = _names(only_recipients=True)
    if _fold(name) in names:
        return names[_fold(name)]
    near = difflib.get_close_matches(_fold(name), list(names), n=3, cutoff=0.6)
    hint = f"Bedoelt u {' of '.join(near)}?" if near else f"Kies uit: {', '.join(recipients())}."
    raise UsageError(f"De ontvanger '{name}' is niet bekend. {hint}")


def party_key(name: str) -> str | None:
    """Key of the party that goes by this name; None: no such party."""
    return _names(only_recipients=False).get(_fold(name))


# --- The casus -----------------------------------------------------------------------------------------------------


def problem(sentence: str) -> PydanticCustomError:
    """A complaint of our own: a fixed Dutch sentence, never with a value."""
    return PydanticCustomError("verslagfilter", sentence)


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise problem("verwacht een bestaande datum als 2026-03-01.")


def _recipient(value: object) -> str:
    key = _names(only_recipients=True).get(_fold(value)) if isinstance(value, str) else None
    if key is None:
        raise problem(f"verwacht een ontvanger: {', '.join(recipients())}.")
    return key


def _party(value: object) -> str | None:
    if value is None:
        return None
    key = party_key(value) if isinstance(value, str) else None
    if key is None:
        raise problem(f"verwacht een partij: {', '.join(parties())}.")
    return key


def _what(value: object) -> str:
    if isinstance(value, str):
        if value.strip().upper() in Category.__members__:
            return value.strip().upper()
        if value.strip().lower() in set(Role):
            return value.strip().lower()
    raise problem("verwacht een categorie (zoals GEZONDHEID) of een rol (zoals huisvestingsadvies).")


def _yes(value: object) -> bool:
    words = {"true": True, "ja": True, "false": False, "nee": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise problem("verwacht ja of nee.")


RealDate = Annotated[date, BeforeValidator(_date)]
Recipient = Annotated[str, BeforeValidator(_recipient)]
PartyKey = Annotated[str, BeforeValidator(_party)]
What = Annotated[str, BeforeValidator(_what)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Yes = Annotated[bool, BeforeValidator(_yes)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class Betrokkene(_Model):
    """The person that the minutes are about."""

    naam: Text | None = None
    aliassen: tuple[Text, ...] = ()


class Deelnemer(_Model):
    """Someone at the table."""

    naam: Text
    partij: Annotated[str | None, BeforeValidator(_party)] = None
    organisatie: Text | None = None
    functie: Text | None = None
    pet: Literal["hulpverlening", "toeleiding"] | None = None


class Toestemming(_Model):
    """Consent of the person: for one recipient, these categories or roles, one purpose."""

    ontvanger: Recipient
    categorieen: Annotated[tuple[What, ...], Field(min_length=1)]
    doel: Text
    gegeven: RealDate
    ingetrokken: RealDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Toestemming:
        if self.ingetrokken and self.ingetrokken < self.gegeven:
            raise problem("de toestemming is ingetrokken voordat zij is gegeven; verbeter een van beide datums.")
        return self


class Akkoord(_Model):
    """A party releases categories (or roles) of what it brought in to one recipient."""

    verstrekker: PartyKey
    ontvanger: Recipient
    categorieen: Annotated[tuple[What, ...], Field(min_length=1)]
    datum: RealDate


VOORWAARDEN = frozenset(
    {"ernstige_schade", "geen_andere_weg", "schade_voorkomen", "gewetensnood", "toestemming_geprobeerd"}
)
"""All five must be confirmed for a conflict of duties (HK 3.1, Het beroepsgeheim)."""
Voorwaarde = Literal["ernstige_schade", "geen_andere_weg", "schade_voorkomen", "gewetensnood", "toestemming_geprobeerd"]
Soort = Literal["wpg_7_2", "wpg_16", "wpg_18", "wpg_19", "wpg_20", "conflict_van_plichten"]


class Besluit(_Model):
    """A decision on record: police data may go to a recipient, or a professional met a conflict of duties."""

    soort: Soort
    ontvanger: Recipient
    datum: RealDate
    door: Text | None = None
    verstrekker: Annotated[str | None, BeforeValidator(_party)] = None
    voorwaarden: tuple[Voorwaarde, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Besluit:
        if self.soort != "conflict_van_plichten":
            return self
        if self.verstrekker is None:
            raise problem("een conflict van plichten vraagt een verstrekker.")
        if set(self.voorwaarden) != VOORWAARDEN:
            raise problem(f"een conflict van plichten vraagt alle vijf voorwaarden: {', '.join(sorted(VOORWAARDEN))}.")
        return self


class Rechtsvordering(_Model):
    """A legal claim that a recipient prepares."""

    ontvanger: Recipient
    omschrijving: Text
    datum: RealDate


@dataclass(frozen=True, slots=True)
class Table:
    """Who sat at the table."""

    parties: frozenset[str] = frozenset()
    """Party keys; empty: unknown."""
    hats: Mapping[str, str] | None = None
    """Party key to pet; a party without one gets its strictest."""

    def hat(self, party: str) -> str | None:
        """The pet that a party wore, when stated."""
        return (self.hats or {}).get(party)


class Casus(_Model):
    """The case context; every key is optional."""

    kenmerk: Text | None = None
    doel: Text | None = None
    profiel: Literal["zvh", "strikt", "mass", "woonoverlast"] = "zvh"
    strikt: Yes = False
    betrokkene: Betrokkene = Betrokkene()
    deelnemers: tuple[Deelnemer, ...] = ()
    toestemming: tuple[Toestemming, ...] = ()
    akkoord_verstrekker: tuple[Akkoord, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    rechtsvordering: tuple[Rechtsvordering, ...] = ()
    contactpunt: Text | None = None

    def consents(self, recipient: str, today: date, meeting: date | None = None) -> frozenset[str]:
        """Categories and roles that the person's valid consents open for a recipient."""
        valid = (t for t in self.toestemming if t.ontvanger == recipient and _valid(t, today, meeting))
        return frozenset(what for t in valid for what in t.categorieen)

    def releases(self, supplier: str | None, recipient: str, today: date) -> frozenset[str]:
        """Categories and roles that a supplier released to a recipient."""
        own = (a for a in self.akkoord_verstrekker if a.verstrekker == supplier and a.ontvanger == recipient)
        return frozenset(what for a in own if a.datum <= today for what in a.categorieen)

    def police_decision(self, recipient: str, today: date) -> bool:
        """Whether police data may go to a recipient (Wpg 7(2), 16, 18-20)."""
        return any(b.ontvanger == recipient and b.soort.startswith("wpg") and b.datum <= today for b in self.besluiten)

    def conflict(self, supplier: str | None, recipient: str, today: date) -> bool:
        """Whether a supplier stated a conflict of duties towards a recipient."""
        return any(
            b.soort == "conflict_van_plichten"
            and (b.verstrekker, b.ontvanger) == (supplier, recipient)
            and b.datum <= today
            for b in self.besluiten
        )

    def claim(self, recipient: str, today: date) -> bool:
        """Whether a recipient prepares a legal claim."""
        return any(r.ontvanger == recipient and r.datum <= today for r in self.rechtsvordering)

    def table(self, present: Iterable[str] = ()) -> Table:
        """Who sat at the table, by the casus and by what the minutes say."""
        stated = {d.partij for d in self.deelnemers if d.partij}
        pets: dict[str, set[str]] = {}
        for d in self.deelnemers:
            if d.partij and d.pet:
                pets.setdefault(d.partij, set()).add(d.pet)
        hats = {party: "toeleiding" if "toeleiding" in found else "hulpverlening" for party, found in pets.items()}
        return Table(frozenset(stated | set(present)), dict(sorted(hats.items())))

    def findings(self, today: date, meeting: date | None = None) -> tuple[str, ...]:
        """Dutch remarks about statements that do not count, or that the secretary should look at."""
        return (
            *(remark for t in self.toestemming for remark in _about_consent(t, today, meeting)),
            *(remark for a in self.akkoord_verstrekker for remark in _about_release(a, today)),
            *(f"Het besluit ({b.soort}) voor {label(b.ontvanger)} telt niet: de datum ligt in de toekomst."
              for b in self.besluiten if b.datum > today),
            *(f"De rechtsvordering van {label(r.ontvanger)} telt niet: de datum ligt in de toekomst."
              for r in self.rechtsvordering if r.datum > today),
            *_about_hats(self.deelnemers),
        )  # fmt: skip


def _year_later(day: date) -> date:
    """One year on; 29 February becomes 28."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _valid(consent: Toestemming, today: date, meeting: date | None) -> bool:
    """Given, not withdrawn, and no older than a year on the day of the meeting."""
    on = min(meeting, today) if meeting else today
    return consent.gegeven <= today and consent.ingetrokken is None and on <= _year_later(consent.gegeven)


def _about_consent(consent: Toestemming, today: date, meeting: date | None) -> Iterable[str]:
    who = f"De toestemming voor {label(consent.ontvanger)}"
    if consent.ingetrokken:
        yield (f"{who} is ingetrokken en telt niet. Maak eerdere uittreksels voor deze ontvanger opnieuw en laat de "
               "oude verwijderen.")  # fmt: skip
    elif consent.gegeven > today:
        yield f"{who} telt niet: de datum ligt in de toekomst."
    elif not _valid(consent, today, meeting):
        yield f"{who} is ouder dan een jaar en telt niet meer. Vraag haar opnieuw."
    elif today > _year_later(consent.gegeven):
        yield f"{who} gold op de dag van het overleg maar is nu ouder dan een jaar. Ga na of zij nog geldt."


def _about_release(release: Akkoord, today: date) -> Iterable[str]:
    special = [what for what in release.categorieen if what in Category.__members__]
    if release.datum > today:
        yield f"Het akkoord van {label(release.verstrekker)} telt niet: de datum ligt in de toekomst."
    elif special and release.ontvanger in ("woningcorporatie", "particuliere_verhuurder"):
        yield (f"Het akkoord van {label(release.verstrekker)} opent niets voor {label(release.ontvanger)}: die mag "
               "deze gegevens zelf niet bewaren.")  # fmt: skip


def _about_hats(people: Iterable[Deelnemer]) -> Iterable[str]:
    pets = {d.pet for d in people if d.partij == "wijkteam" and d.pet}
    if len(pets) > 1:
        yield "Het wijkteam heeft in de casus twee petten. Het krijgt wat bij toeleiding hoort."
    if any(d.pet and d.partij != "wijkteam" for d in people):
        yield "Een pet telt alleen bij het wijkteam; de andere zijn niet gebruikt."


_EXPECTED: Mapping[str, str] = {
    "kenmerk": "een kort kenmerk",
    "doel": "het doel in gewone woorden",
    "profiel": "zvh, strikt, mass of woonoverlast",
    "strikt": "ja of nee",
    "betrokkene": "naam en aliassen",
    "naam": "een naam",
    "aliassen": "een lijst van namen",
    "deelnemers": "een lijst van deelnemers",
    "partij": "een partij zoals ggz of politie",
    "organisatie": "de naam van een organisatie",
    "functie": "een functie",
    "pet": "hulpverlening of toeleiding",
    "toestemming": "een lijst van toestemmingen",
    "ontvanger": "een ontvanger zoals woningcorporatie",
    "categorieen": "een lijst van categorieën of rollen",
    "gegeven": "een datum als 2026-03-01",
    "ingetrokken": "een datum als 2026-03-01, of niets",
    "akkoord_verstrekker": "een lijst van akkoorden",
    "verstrekker": "een partij zoals ggz",
    "datum": "een datum als 2026-03-01",
    "besluiten": "een lijst van besluiten",
    "soort": "wpg_7_2, wpg_16, wpg_18, wpg_19, wpg_20 of conflict_van_plichten",
    "door": "wie het besluit nam",
    "voorwaarden": "een lijst uit: " + ", ".join(sorted(VOORWAARDEN)),
    "rechtsvordering": "een lijst van rechtsvorderingen",
    "omschrijving": "een korte omschrijving",
    "contactpunt": "het afgesproken contactpunt",
}


def parse(text: str, name: str) -> Casus:
    """A casus from its YAML text.

    Raises:
        ConfigError: with file, line, key and what is expected; never with what stands there.
    """
    source = read_yaml(text, name)
    if not isinstance(source.data, dict):
        raise ConfigError(f"{name}, regel 1: verwacht sleutels zoals 'kenmerk:' en 'doel:'.")
    try:
        return Casus.model_validate(source.data)
    except ValidationError as err:
        raise explain(err, source, _EXPECTED) from None


def load(path: Path) -> Casus:
    """A casus from a file.

    Raises:
        InputError: when the file cannot be read.
        ConfigError: when it is not a valid casus.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path.name} is geen UTF-8-tekst. Sla het casusbestand op als UTF-8.") from None
    except OSError:
        raise InputError(f"Het casusbestand {path.name} is niet te lezen. Controleer naam en rechten.") from None
    return parse(text, path.name)
