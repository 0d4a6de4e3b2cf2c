"""What the secretary states beside the minutes: purpose, participants, consents, releases, decisions.

An error names file, line, key and what is expected, never what stands there: a value may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from verslagfilter.errors import ConfigError, InputError
from verslagfilter.mentions import Category
from verslagfilter.passages import Role
from verslagfilter.plainyaml import explain, problem, read_yaml
from verslagfilter.recipients import fold, label, names, parties, party_key, recipient_key, recipients

__all__ = ["Casus", "Table", "label", "load", "parse", "parties", "party_key", "recipient_key", "recipients"]


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
    key = names(only_recipients=True).get(fold(value)) if isinstance(value, str) else None
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

    def for_case(self, text: str) -> Casus:
        """What of this holds for one casus of a meeting about several: all, when its text names the person or number.

        Else only what holds for the meeting: consent, release or decision may be about somebody else.
        """
        named = (self.kenmerk, self.betrokkene.naam, *self.betrokkene.aliassen)
        if any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) for name in named):
            return self
        return Casus(profiel=self.profiel, strikt=self.strikt, deelnemers=self.deelnemers)

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
