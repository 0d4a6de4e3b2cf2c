"""Organisations at the table that no list knows: their name, and the party that the minutes make them out to be.

Whoever rents out shows it: somebody lives there, the arrears and the repairs are theirs. All others are taken for care,
as their name could tell that someone is treated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from verslagfilter.names import first_names, word_list
from verslagfilter.ordinary import is_ordinary
from verslagfilter.parties import CARE as CARERS
from verslagfilter.parties import find_parties
from verslagfilter.wordlist import is_known

CARE = "zorg"
_KIND = re.compile(
    r"^(?:(?:de|het|team|afd\.?|afdeling|stg\.?|st\.?|stichting|praktijk|dagbesteding|zorggroep|[a-z-]*team|"
    r"[a-z-]*stichting|[a-z-]*vereniging|woonbedrijf|[a-z-]*huisvester|[a-z-]*corporatie|"
    r"[a-z-]*zorg|[a-z-]*begeleiding)\s+)+(?=[A-ZÀ-Ý])"
)
"""Small words before a name that say what kind of organisation it is."""
_NAME = re.compile(
    r"^[A-ZÀ-Ý][\w'’.-]*(?:\s(?:[A-ZÀ-Ý][\w'’.-]*|&|van|de|der|den|het|en|op|aan|voor|in|ter|ten|te|bij)){0,4}$"
)
_HOUSING = re.compile(
    r"\b(?:[\w' -]+ (?:[Vv]astgoed|Vastgoedbeheer|Verhuur|Woningbeheer)|(?:[A-Z]\w+ )?Woon[a-z]{3,}(?: [A-Z]\w+)?|"
    r"(?:Stichting )?Wonen (?:[a-z]+ ){0,3}[A-Z]\w+|[A-Z][\w-]*[Ww]onen|[A-Z][\w-]+woo?n(?:ing(?:en)?)?|"
    r"[\w ]+ [Ww]onen|Vastgoed [A-Z]\w+|"
    r"[\w ]*[Ww]oningstichting\b.*|[\w ]*[Ww]oonstichting\b.*|[\w ]*[Ww]oningbouw.*)$"
)
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{kinds})\s+(?=[A-ZÀ-Ý])", re.I), party)
    for kinds, party in (
        (
            "(?:woning|woon)?corporatie|(?:woning|woon)stichting|woningbouw(?:vereniging|stichting)|woonvereniging|"
            "woonbedrijf|(?:studenten|jongeren)?huisvester",
            "woningcorporatie",
        ),
        ("verhuurder|vastgoedbedrijf|vastgoedbeheerder", "particuliere_verhuurder"),
        ("thuiszorg(?:organisatie)?", "thuiszorg"),
        ("ggz|ggz-instelling|verslavingszorg|(?:verslavings)?kliniek|polikliniek", "ggz"),
        ("zorggroep|zorg(?:instelling|aanbieder|organisatie)|begeleidingsorganisatie|woonvorm|zorgboerderij", CARE),
    )
)
"""What an organisation is called before its name, and its party."""
_NAME_AHEAD = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+(?: (?:(?:aan|van|de|den|het|ter|ten|op|in|bij) ){0,2}[A-ZÀ-Ý][\w'’-]+){0,3}"
)
_PRIVATE = re.compile(r"vastgoed|beheer|makelaar|verhuur\b|invest", re.I)
_RENTS = r"\b(?:huurt|huurders?|huurster|huurwoning|huurcontract|(?:boven|beneden|hoek|flat)?woning|flat(?:je)?|" \
         r"app(?:artement)?\.?)\b[^.;\n]{0,40}?\b(?:van|bij|v|vd)\.?\s(?:de |het )?(?:\w+ )?"  # fmt: skip
_LANDLORDS_WORK = re.compile(
    r"\b(?:huur(?!der)\w*|aanmaning|ontruiming\w*|monteur|cv-?\w*|ketel|lekkage|slot(?:en)?|voordeur|deurdranger|keuken|"
    r"badkamer|schilder\w*|stucwerk|kelderbox|portiek\w*|galerij|trappenhuis|trapgat|rookmelders?|camera\w*|"
    r"balkonhek\w*|schutting\w*|dakgoot\w*|container\w*|ongedierte\w*|klachten(?= over\b|:)|betalingsregeling\w*|"
    r"huisregels|bewonersbrief|kozijn\w*|tochtstrip\w*|aannemer|loodgieter|onderhoud\w*)\b",
    re.I,
)
_CARERS_WORK = re.compile(r"begeleid|behandel|medic|therap|diagnos|cli[eë]nt|indicatie|stoornis|verple", re.I)
_ENOUGH = 2
"""Lines about the dwelling that a name must stand in, when nothing says outright that it rents out."""


def introduced(text: str) -> Mapping[str, str]:
    """Names that stand behind a word for their kind anywhere in the minutes: "corporatie Polderrand"."""
    found: dict[str, str] = {}
    for kind, party in _KINDS:
        for match in kind.finditer(text):
            name = _NAME_AHEAD.match(text, match.end())
            if name is None or _is_known(name[0]) or re.search(rf"\b{re.escape(name[0].lower())}\b", text):
                continue
            if not any(ref.organisation for ref in find_parties(match[0] + name[0])):
                found.update(called(name[0], party))
    return found


_TENANT_OF = re.compile(
    r"\bhuurt\b[^.;\n]{0,60}?\b(?:van|bij) (?:de |het )?(?:(?:woon|woning)?stichting |(?:woning|woon)?corporatie |"
    r"verhuurder )?([A-Z][\w-]{3,}(?: [A-Z][\w-]+)?)"
)
_PERSON_OF = re.compile(r"\b([A-Z][\w'’-]+) [A-Z][\w'’-]+ van ([A-Z][a-z]{3,}(?: [A-Z][\w-]+)?)\b")


def named_alone(text: str) -> Mapping[str, str]:
    """Names behind "van" that the minutes also use alone: an organisation, as a surname would keep its "van".

    "Stijn Brugman van Thuisborg … Thuisborg haalt de container weg", "huurt een woning van stichting Broekhave".
    """
    found: dict[str, str] = {}
    for match in _TENANT_OF.finditer(text):
        name = match[1]
        if not _is_known(name) and not re.search(
            rf"\b(?:[Dd]e heer|[Mm]eneer|[Mm]evrouw|[Dd]hr\.?|[Mm]w\.?) {name}", text
        ):
            found.update(called(name, landlord(name)))
    for match in _PERSON_OF.finditer(text):
        name, alone = match[2], rf"(?<![Vv]an )(?<![Vv]an d[er] )(?<![\w-]){re.escape(match[2])}\b"
        if match[1] in first_names(sure=False) and not _is_known(name) and re.search(alone, text):
            found.update(called(name, party_of(name, text)))
    return found


_HOUSING_WORD = re.compile(r"\b(?:[A-Z][a-z]{2,}wonen|[A-Z][a-z]+ Wonen|Wonen [A-Z][a-z]+)\b")
_DWELLING_NAME = re.compile(r"\b([A-Z][a-z]{2,}?)s?(?:woning|woon)\b")
"""Also the kind of a dwelling ("Hoekwoning"), when what stands before it is an ordinary word."""
_WAYS_OF_LIVING = re.compile(r"^(?:begeleid|beschermd|beschut|groeps|samen|thuis|kamer|zelfstandig|proef|inloop)", re.I)
_WITH_FUNCTION = re.compile(r" (?:bij|van|vanuit) (?:de |het )?(?=[A-ZÀ-Ý])")


def landlords_in(text: str) -> Mapping[str, str]:
    """Names that say by themselves that they rent out, anywhere in the minutes: "Johan van Beukwonen"."""
    names = [match[0] for match in _HOUSING_WORD.finditer(text)]
    names += [match[0] for match in _DWELLING_NAME.finditer(text) if not is_ordinary(match[1].lower())]
    return {
        name.lower(): landlord(name) for name in names
        if not _WAYS_OF_LIVING.match(name) and not is_known(name.lower()) and not _is_known(name)
    }  # fmt: skip


def with_function(text: str) -> Mapping[str, str]:
    """Organisations behind what somebody does there: "zijn psycholoog bij De Linden"."""
    found: dict[str, str] = {}
    for ref in find_parties(text):
        link = _WITH_FUNCTION.match(text, ref.end) if not ref.organisation and ref.party in CARERS else None
        name = _NAME_AHEAD.match(text, link.end()) if link else None
        if name and not _is_known(name[0]):
            found.update(called(name[0], ref.party))
    return found


def names_in(details: Iterable[str]) -> tuple[str, ...]:
    """The names of unknown organisations among the words about a participant.

    >>> names_in(["ouderenteam De Ankerplaats"])
    ('De Ankerplaats',)
    """
    bare = (without_kind(detail) for detail in details)
    return tuple(name for name in bare if _NAME.match(name) and not _is_known(name))


def without_kind(detail: str) -> str:
    """A name without the small words before it that say what it is."""
    return _KIND.sub("", detail.strip(" ().;:"))


def _is_known(name: str) -> bool:
    """Whether it is a party's, or no name of an organisation: a person's, or ordinary words with a capital."""
    if find_parties(name) or name.split()[0] in first_names(sure=False):
        return True
    return all(word.lower() in word_list("not_names") for word in name.split())


def is_housing(name: str) -> bool:
    """Whether a name says by itself that it rents out dwellings: "Woonhave", "Vlietwoning"."""
    bare = re.sub(r"^(?:Stichting|Vereniging) ", "", name)
    return bare[:1].isupper() and bool(_HOUSING.match(bare))


def landlord(name: str) -> str:
    """Which kind of landlord a housing name is."""
    return "particuliere_verhuurder" if _PRIVATE.search(name) else "woningcorporatie"


def party_of(name: str, text: str) -> str:
    """The party of an organisation that no list knows: a landlord when the minutes say so, else care."""
    if is_housing(name) or re.search(_RENTS + re.escape(name), text, re.I):
        return landlord(name)
    people = re.findall(rf"([A-ZÀ-Ý][\w'’-]+)(?: [\w'’.-]+){{0,3}} \({re.escape(name)}\)", text)
    named = "|".join(map(re.escape, [name, *people]))
    lines = [line for line in text.splitlines() if re.search(rf"(?<!\w)(?:{named})(?!\w)", line)]
    own = [line for line in lines if _LANDLORDS_WORK.search(line)]
    if len(own) >= _ENOUGH and not any(_CARERS_WORK.search(line) for line in lines):
        return landlord(name)
    return CARE


def called(name: str, party: str) -> Mapping[str, str]:
    """How the minutes may call it, in lower case, to its party: "Waterlandse Woonunie" is also called Woonunie."""
    words = name.split()
    short = [word for word in words[1:] if is_housing(word)] if party != CARE else []
    if len(words) > 1 and words[0] in ("De", "Het"):
        short.append(" ".join(words[1:]))
    return {
        form.lower(): party for form in (name, *short) if len(form) > 3 and form.lower() not in word_list("not_names")
    }


def first_unlisted(details: Sequence[str], text: str) -> tuple[str | None, Mapping[str, str]]:
    """Party and names of the first unknown organisation among the words about a participant; none: nothing."""
    found = next(iter(names_in(details)), None)
    if found is None:
        return None, {}
    party = party_of(found, text)
    return party, called(found, party)
