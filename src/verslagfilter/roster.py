"""Who is who: the persons that the minutes and the casus name, and the party that each speaks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from verslagfilter import resources, unlisted
from verslagfilter.cues import plain
from verslagfilter.mentions import PersonKind
from verslagfilter.names import first_names, name_runs, parts, word_list
from verslagfilter.parties import CARE, LANDLORDS, PartyRef, find_parties, term_lines
from verslagfilter.span import Span
from verslagfilter.structure import LONGEST_ENTRY, Minutes, Unit, UnitKind

if TYPE_CHECKING:
    from verslagfilter.casus import Casus

_TITLED = re.compile(r"\b(mw|mevr|mevrouw|dhr|hr|heer|meneer|mej)\b\.?\s*$", re.I)
_ORGANISATION_NOUN = re.compile(
    r"\b(gemeente|gem\.?|politie|pol|basisteam|ggd|ggz|(?:sociaal |soc\. )?(?:wijk|buurt|gebieds|dorps|stads)?team|"
    r"zvh|veiligheidshuis|reclassering|\w*stichting|\w*corporatie|stg\.?|"
    r"brandweer|meldpunt|thuiszorg|ribw|stadsdeel|afdeling|eenheid|bureau|stichting|"
    r"mee|loket|\w*overleg|\w*tafel|groep(?:je)?)$", re.I)  # fmt: skip
_NO_AGE = r"(?!\s?(?:[-\d]|jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))"
"""Behind two figures that are a number or a date."""
_AGE = re.compile(
    rf"^\s*(?:\(\s*\d{{2}}\b{_NO_AGE}|,?\s*\d{{2}}\s*(?:jr|jaar|j)\b|,\s*\d{{2}}\b{_NO_AGE}|\s*,?\s*geb)", re.I
)
_YEARS = re.compile(r"^\s*(?:\(?,?\s*\d{2}\s*(?:jr|jaar|j)\b|\s*,?\s*\(?geb)", re.I)
"""An age that says that it is one: a bare number behind a name may be that of a house."""
_ABOUT = re.compile(
    r"\b(casus|betreft|inzake|over|(?:situatie|dossier|zaak|casus) van|betrokkene|huurder|huurster|besproken wordt|"
    r"dossier|woonsituatie|keukentafel|cl\.?|client|cliënt|bewoner|bewoonster|naam)\b(?:\s+zelf)?,?",
    re.I,
)
_FAMILY = re.compile(r"\b(" + "|".join(sorted(word_list("relations"), key=len, reverse=True)) + r")\s*\(?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person in the minutes."""

    name: str
    """As first written; for matching only, it never leaves the program."""
    kind: PersonKind
    party: str | None = None
    """Of a professional, when known."""
    chair: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[str, ...]:
        """First names."""
        return parts(self.name)[0]

    @property
    def last(self) -> str:
        """Surname without prefixes, or the only name there is."""
        return parts(self.name)[1]


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons and organisations of one document."""

    persons: tuple[Person, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    """Names met in this document only (lower case) to party key."""
    own_words: frozenset[str] = frozenset()
    """Relation words that in this document mean the person ("moeder")."""
    agreed_numbers: frozenset[str] = frozenset()
    """Telephone numbers, digits only, of the contact point that the parties agreed on: everybody may read them."""

    def find(self, name: str) -> Person | None:
        """The person that a name stands for: whole name, else a first name or surname that only one person has."""
        for person in self.persons:
            if name == person.name or name in person.aliases:
                return person
        found = [p for p in self.persons if name == p.last or name in p.first]
        kinds = {(p.kind, p.party) for p in found}
        return found[0] if len(kinds) == 1 else _strictest(found)

    def parties(self) -> frozenset[str]:
        """Parties at the table, as far as known."""
        return frozenset(p.party for p in self.persons if p.kind is PersonKind.PROFESSIONAL and p.party)


def _strictest(found: Sequence[Person]) -> Person | None:
    order = {PersonKind.DERDE: 0, PersonKind.PROFESSIONAL: 1, PersonKind.BETROKKENE: 2}
    return min(found, key=lambda p: order[p.kind], default=None)


def read_roster(minutes: Minutes, casus: Casus | None = None) -> Roster:
    """Everyone whom the casus, the head and the attendance list name; others are found later in the running text."""
    organisations = dict(_casus_organisations(casus)) | _landlord_words(casus)
    persons: list[Person] = list(_casus_persons(casus))
    for ref in find_parties(minutes.text):
        if ref.organisation:
            organisations.update(_short_names(minutes.text[ref.start : ref.end], ref.party))
    organisations.update(_described(minutes.text))
    for learnt in (unlisted.landlords_in, unlisted.with_function, unlisted.introduced, unlisted.named_alone):
        organisations.update(learnt(minutes.text))
    organisations.update(_abbreviated(minutes.text, organisations))
    for unit in minutes.units:
        for person, names in _people(unit, minutes, organisations):
            organisations.update(names)
            if not _is_organisation(person.name, organisations):
                _add(persons, person)
    if not any(p.kind is PersonKind.BETROKKENE for p in persons):
        persons += _from_case_heading(minutes) or _from_title(minutes, persons)
    agreed = re.split(r"[^\d +()-]", casus.contactpunt) if casus and casus.contactpunt else []
    return Roster(tuple(persons), organisations, agreed_numbers=frozenset(filter(None, map(number_of, agreed))))


def _is_organisation(name: str, known: Mapping[str, str]) -> bool:
    """Whether it is spelled as a name but is that of an organisation: "Welbions het", out of a sentence."""
    ref = next((r for r in find_parties(name, known) if r.organisation and r.start == 0), None)
    return ref is not None and not name[ref.end :].strip()[:1].isupper()


_ABBREVIATION = re.compile(r"\s?\(([A-ZÀ-Ý]{2,6})\)")


def _abbreviated(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """ "Wonen Noordwest Friesland (WNF)" is also called WNF: its letters stand in the name, in their order."""
    names = {}
    for ref in find_parties(text, known):
        match = _ABBREVIATION.match(text, ref.end) if ref.organisation else None
        if match:
            letters = iter(text[ref.start : ref.end].upper())
            if all(letter in letters for letter in match[1]) and match[1].lower() not in word_list("not_names"):
                names[match[1].lower()] = ref.party
    return names


def _landlord_words(casus: Casus | None) -> dict[str, str]:
    """ "Verhuurder" is the private landlord where that is the only one at the table."""
    parties = {deelnemer.partij for deelnemer in casus.deelnemers} if casus else set()
    private = parties & LANDLORDS == {_PRIVATE_LANDLORD}
    return dict.fromkeys(("verhuurder", "huisbaas"), _PRIVATE_LANDLORD) if private else {}


_PRIVATE_LANDLORD = "particuliere_verhuurder"


def number_of(text: str) -> str:
    """The digits of a telephone number, without what stands for the country; empty when text holds too few."""
    digits = re.sub(r"\D", "", text)
    digits = re.sub(r"^(?:0031|31(?=\d{9}$))0?", "0", digits)
    return digits if len(digits) >= _NUMBER else ""


_NUMBER = 8


_DESCRIBED = re.compile(
    r"\b((?:Stichting |Zorg\w* |Praktijk |Team |Huize |"
    r"Woonvorm )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})\s*\(([^()]{3,120})\)"
)
_CARES = re.compile(
    r"zorg|begeleid|behandel|woontraining|hulpverlen|dagbested|therap|opvang|woonvorm|coaching|jongeren met|"
    r"mensen met|cli[eë]nten|psychiatr|verslav|geestelijk|ggz",
    re.I,
)
_CALLED_CARE = re.compile(
    r"\b([A-Z][\w-]+(?: [A-Z][\w-]+){0,2}), (?:een |het |de )?(\w*(?:centrum|instelling|kliniek|praktijk|instituut|"
    r"organisatie|aanbieder) (?:voor|van) [^.,;:\n]{3,80})"
)
_OWN_ARTICLE = re.compile(r".* (?=(?:De|Het) [A-Z])")
"""What stands before the name of an organisation that begins with an article: "Secretariaat De Evenaar"."""


def _described(text: str) -> Mapping[str, str]:
    """Care organisations that the minutes introduce with what they do: "Stichting Tussenspoor (woontraining)"."""
    names: dict[str, str] = {}
    for match in _DESCRIBED.finditer(text):
        name = match[1]
        about = _CARES.search(match[2]) and not find_parties(match[2].split(",")[0])
        foundation = re.match(r"(?:Stichting|Zorg\w*|Praktijk|Huize|Woonvorm) ", name)
        person = name.split()[0] in first_names(sure=False)
        if about and not person and (foundation or len(match[2].split()) > 3) and not find_parties(name):
            names[name.lower()] = "zorg"
            names[re.sub(r"^(?:stichting|praktijk|huize|woonvorm) ", "", name.lower())] = "zorg"
    for match in _CALLED_CARE.finditer(text):
        if _CARES.search(match[2]) and not find_parties(match[1]):
            names[_OWN_ARTICLE.sub("", match[1]).lower()] = "zorg"
    return names


def initials(name: str) -> str:
    """First letters of the first names, as far as written: "A. Vink" and "Anna Vink" both give "A"."""
    if name.split()[0].lower() in word_list("prefixes"):
        return ""  # "Van Rijn"
    found = re.match(r"(?:([^\W\d_])\.|([^\W\d_])[^\W\d_]+\s+[^\W\d_])", name)
    return (found[1] or found[2] or "").upper() if found else ""


def may_be_same(one: str, other: str) -> bool:
    """Whether two names with the same surname can be of one person: their first letters do not differ."""
    first, second = initials(one), initials(other)
    return not first or not second or first == second


def _add(persons: list[Person], person: Person) -> None:
    """The longer form of a name wins; what is known already is kept."""
    for index, known in enumerate(persons):
        same = (
            known.name == person.name
            or (
                known.last == person.last
                and may_be_same(known.name, person.name)
                and (not known.first or not person.first or known.first == person.first)
            )
            or known.name in person.first
            or person.name in known.first
        )
        if same and known.kind is person.kind:
            longer = max(known.name, person.name, key=len)
            aliases = tuple(dict.fromkeys((*known.aliases, known.name, person.name)))
            party, chair = known.party or person.party, known.chair or person.chair
            persons[index] = replace(known, name=longer, party=party, chair=chair, aliases=aliases)
            return
        if same:
            return
    persons.append(person)


def _casus_organisations(casus: Casus | None) -> Iterator[tuple[str, str]]:
    for deelnemer in casus.deelnemers if casus else ():
        if deelnemer.organisatie and deelnemer.partij:
            yield from _organisation_names(deelnemer.organisatie, deelnemer.partij)


def _organisation_names(name: str, party: str) -> Iterator[tuple[str, str]]:
    """The name, and the name without the word for its kind: "Stichting Berkelwonen" is also called Berkelwonen."""
    yield name.lower(), party
    bare = _KIND.sub("", name)
    if bare != name and len(bare) > 3 and bare[:1].isupper() and bare.lower() not in word_list("not_names"):
        yield bare.lower(), party


_KIND = re.compile(
    r"^(?:(?:de |het )?(?:woon|woning|welzijns|zorg)?stichting|woningcorporatie|ggz|zorggroep|thuiszorg|kliniek|"
    r"praktijk)\s+",
    re.I,
)


def _casus_persons(casus: Casus | None) -> Iterator[Person]:
    if casus is None:
        return
    if casus.betrokkene and casus.betrokkene.naam:
        aliases = tuple(_untitled(alias) for alias in casus.betrokkene.aliassen)
        yield Person(casus.betrokkene.naam, PersonKind.BETROKKENE, aliases=aliases)
    for deelnemer in casus.deelnemers:
        if deelnemer.naam:
            kind = _CASUS_KINDS.get(deelnemer.partij or "", PersonKind.PROFESSIONAL)
            yield Person(deelnemer.naam, kind, deelnemer.partij if kind is PersonKind.PROFESSIONAL else None)


_CASUS_KINDS = {"naaste": PersonKind.DERDE, "betrokkene": PersonKind.BETROKKENE}
"""Participants who are not there by profession."""


def _untitled(name: str) -> str:
    runs = name_runs(name)
    return runs[0].of(name) if runs else name


_COUPLE = re.compile(r"\b(?:het )?(?:echtpaar|stel)\b", re.I)
"""Before two names: both are whom it is about."""
_AT_PLACE = re.compile(r"\b(?:aan|in|op|nabij) (?:de|het|een) $", re.I)
"""Before the name of a street or a building: "familie aan de Beukenhof"."""


def _people(unit: Unit, minutes: Minutes, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    text = minutes.text
    if unit.kind is UnitKind.ROW:
        yield from _from_row(unit, text, known)
    elif unit.kind is UnitKind.FIELD and unit.label_kind == "betrokkene":
        runs = [r for r in name_runs(text, unit.body.start, unit.body.end) if not r.of(text).isupper() or len(r) > 3]
        runs = [r for r in runs if not _AT_PLACE.search(text[unit.body.start : r.start])]
        titled = [r for r in runs if _TITLED.search(text[unit.body.start : r.start])]
        couple = _COUPLE.search(text[unit.body.start : unit.body.end])
        for run in runs[:2] if couple else (titled or runs)[:1]:
            yield Person(run.of(text), PersonKind.BETROKKENE), {}
    elif unit.kind is UnitKind.ATTENDANCE or _is_entry(unit, text):
        labelled = unit.label is not None and unit.label_kind == "aanwezigen"
        yield from _from_list(unit.body if labelled else unit.span, text, known)
    else:
        yield from _with_party_in_brackets(unit, text, known)
        yield from _apposed(unit, text, known)
    if unit.kind in (UnitKind.ITEM, UnitKind.PARAGRAPH, UnitKind.FIELD, UnitKind.MARGIN, UnitKind.COLUMNS):
        yield from _of_party(unit, text, known)
        yield from _on_behalf(unit, text, known)
        yield from _labelled(unit, text, known)


def _is_entry(unit: Unit, text: str) -> bool:
    """Whether it is one participant under the heading "Aanwezig"."""
    short = unit.kind is UnitKind.PARAGRAPH and len(unit.span.of(text).split()) <= LONGEST_ENTRY
    return unit.topic == "aanwezigen" and (unit.kind is UnitKind.ITEM or short)


def _from_row(unit: Unit, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    by_column = {cell.column: cell.span for cell in unit.cells}
    if "naam" in by_column:
        told = {"naam", "wat", "toelichting"}
        details = [cell.span.of(text) for cell in unit.cells if cell.column not in told]
        party, names = _party_of(details, known)
        for run in name_runs(text, by_column["naam"].start, by_column["naam"].end):
            yield Person(run.of(text), PersonKind.PROFESSIONAL, party, _is_chair(" ".join(details))), names
    elif "wie" in by_column:
        yield from _from_list(by_column["wie"], text, known)


def _party_of(details: Sequence[str], known: Mapping[str, str]) -> tuple[str | None, Mapping[str, str]]:
    """The party that some words about a person point to, and the organisation names learnt from them."""
    bare_names = (unlisted.without_kind(detail) for detail in details)
    housing = next((n for n in bare_names if unlisted.is_housing(n) and not _listed(n)), None)
    if housing:  # "Veldrijk Wonen" is no part of the gemeente Veldrijk
        return unlisted.landlord(housing), unlisted.called(housing, unlisted.landlord(housing))
    refs = [ref for detail in details for ref in find_parties(detail, known)]
    refs = [r for r in refs if r.organisation] + [r for r in refs if not r.organisation]
    refs.sort(key=lambda r: r.party != "ggz" or not any(re.match(r"\W*ggz\b", d, re.I) for d in details))
    first = next((r for d in details for r in find_parties(d.strip(" ()")) if r.start == 0 and r.party in CARE), None)
    if first:  # "FACT Emmen" is no part of the gemeente Emmen
        refs = [first, *refs] if not first.organisation else refs
        refs = [r for r in refs if r.party != "college"]
    if not refs:
        found = next(
            ((d.strip(" ()"), r) for d in details for r in find_parties(d, known, loose=True) if r.organisation), None
        )
        if found:
            return found[1].party, {found[0].lower(): found[1].party, **_short_names(found[0].title(), found[1].party)}
    if not refs:
        cares = next((d.strip(" ()") for d in details if d.strip(" ()") in _ambiguous_names()), None)
        if cares:  # beside the name of somebody at the table, it is no ordinary word
            return "ggz", {cares.lower(): "ggz"}
    if not refs:
        return None, {}
    party = next((r.party for r in refs if r.organisation), refs[0].party)
    names = {}
    for detail in details:
        bare = unlisted.without_kind(_behind_function(detail.strip(" ()"), known).split(",")[0])
        if bare[:1].isupper() and not find_parties(bare) and 1 <= len(bare.split()) <= 4:
            names[bare.lower()] = party
            names[bare.split()[0].lower()] = party
        if bare[:1].isupper() and len(bare.split()) <= 4:
            names.update(_organisation_names(bare, party))
        names.update(_short_names(bare, party))
    return party, {name: p for name, p in names.items() if len(name) > 3 and name not in word_list("not_names")}


def _listed(name: str) -> bool:
    """Whether a list knows the organisation by this name."""
    return any(ref.organisation for ref in find_parties(name))


def _behind_function(detail: str, known: Mapping[str, str]) -> str:
    """ "woonconsulent De Lindeboom" to "De Lindeboom": what somebody does, and then for whom."""
    ref = next(iter(find_parties(detail, known)), None)
    if ref is None or ref.organisation or ref.start or detail[:1].isupper():
        return detail
    return re.sub(r"^(?:van|bij|namens) ", "", detail[ref.end :].strip())


@cache
def _ambiguous_names() -> frozenset[str]:
    """Names of care institutions that are also words, places or persons."""
    path = resources.folder("recognizers") / "instellingen_ambigu" / "namen.txt"
    return frozenset(term_lines(path))


_NO_SHORT_NAME = frozenset({"de", "het", "ons", "ggz", "stichting", "wonen", "goede", "leger", "van", "vincent"})


def _short_names(organisation: str, party: str) -> Mapping[str, str]:
    """ "Woonstad Rotterdam" is also called Woonstad, "TBV Wonen" also TBV."""
    words = organisation.split()
    refs = find_parties(organisation)
    if organisation.lower().startswith("leger des heils"):
        return {"het leger": party}
    own = len(words) > 1 and refs and refs[0].organisation and refs[0].start == 0 and words[0][:1].isupper()
    return {words[0].lower(): party} if own and words[0].lower() not in _NO_SHORT_NAME else {}


def _is_chair(text: str) -> bool:
    return bool(re.search(r"\b(voorzitter|vz|notulist|verslag|procesregisseur|not)\b", text, re.I))


def _from_list(span: Span, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """Names and organisations in the order of an attendance list, paired."""
    segments = _segments(span, text)
    first: str | None = None
    last: tuple[Person, Mapping[str, str]] | None = None
    before = span
    for segment in segments:
        refs = [replace_ref(r, segment.start) for r in find_parties(segment.of(text), known)]
        refs = [r for r in refs if not _INITIAL.search(text[max(segment.start, r.start - 4) : r.start])]
        bare = segment.of(text).strip(" .()")
        if last and last[0].party is None and not refs and unlisted.is_housing(bare):
            party = unlisted.landlord(bare)
            last = (replace(last[0], party=party), {**last[1], **unlisted.called(bare, party)})
            continue
        runs = _persons_in(segment, text, refs)
        if last is None and unlisted.is_housing(bare) and not runs:
            first = unlisted.landlord(bare)  # "Duinwonen, Nico Tammes"
            continue
        if not runs and refs and last and last[0].party is None:
            last = (replace(last[0], party=refs[0].party, chair=last[0].chair or _is_chair(segment.of(text))), last[1])
            continue
        if last:
            both = bool(refs and runs) and before.of(text).rstrip().endswith(" en")
            both = both and _OF_BOTH.search(text[segment.start : refs[0].start]) is not None
            yield (replace(last[0], party=last[0].party or refs[0].party), last[1]) if both else last
            last = None
        for run in runs[:-1]:
            yield _person(run, segment, text, known)
        if runs:
            last = _person(runs[-1], segment, text, known)
            last = (replace(last[0], party=last[0].party or first), last[1])
            first, before = None, segment
    if last:
        yield last


_INITIAL = re.compile(r"(?:^|[\s.])[A-ZÀ-Ý]\.\s?$")
"""Before a surname that is a word for a party too: "mw. L. | Pol"."""
_OF_BOTH = re.compile(r"\s(?:van|namens)(?:\s+(?:de|het))?\s*$")
"""Before an organisation: "Esther Kraan en Leo Verkaik | van | Mozaïek Wonen"."""


def _persons_in(segment: Span, text: str, refs: Sequence[PartyRef]) -> list[Span]:
    """The names in one entry that are persons: not organisations, not the place in "gemeente Almere"."""
    runs = [r for r in name_runs(text, segment.start, segment.end) if not any(_covers(ref, r) for ref in refs)]
    outside = [r for r in runs if text.count("(", segment.start, r.start) == text.count(")", segment.start, r.start)]
    named = [r for r in outside if not _ORGANISATION_NOUN.search(text[segment.start : r.start].rstrip())]
    within = [r for r in runs if r not in outside and _starts_with_first_name(r, text)]
    if within and not any(_starts_with_first_name(r, text) or _TITLED.search(text[: r.start]) for r in outside):
        return within[:1]  # "Huis & Haard (Rolf Egberts)": the organisation first
    if not named and outside != runs:
        named = [
            r
            for r in runs
            if r not in outside and not _ORGANISATION_NOUN.search(text[segment.start : r.start].rstrip())
        ]
        named = [r for r in named if text[r.start - 1] == "(" and not find_parties(r.of(text))]
    return [_without_party(r, refs, text) for r in named]


def _starts_with_first_name(run: Span, text: str) -> bool:
    return run.of(text).split()[0] in first_names(sure=False)


def replace_ref(ref: PartyRef, by: int) -> PartyRef:
    """The same reference, by code points further on."""
    return PartyRef(ref.start + by, ref.end + by, ref.party, ref.organisation)


def _covers(ref: PartyRef, run: Span) -> bool:
    return ref.start <= run.start and run.end <= ref.end


def _without_party(run: Span, refs: Sequence[PartyRef], text: str) -> Span:
    """ "Ruud Kemps BrabantWonen" is a name and an organisation."""
    for ref in refs:
        if run.start < ref.start < run.end <= ref.end:
            name = _LINK.sub("", text[run.start : ref.start].rstrip())
            return Span(run.start, run.start + len(name))
    return run


_LINK = re.compile(r"\s+(?:van|bij|namens|uit)(?:\s+(?:de|het))?$")
"""Between a name and an organisation, no part of either."""


def _person(run: Span, segment: Span, text: str, known: Mapping[str, str]) -> tuple[Person, Mapping[str, str]]:
    before, after = text[segment.start : run.start], text[run.end : segment.end]
    name = run.of(text)
    if _FAMILY.search(before):
        return Person(name, PersonKind.DERDE), {}
    inside = re.findall(r"\(([^()]*)\)?", after)
    details = [piece for part in (inside or [after]) for piece in part.split(",")]
    party, names = _party_of(details, known)
    if party is None:
        party, names = _party_of([before] if inside else [before, after], known)
    if party is None and not _TITLED.search(before):
        around = (
            [before.rstrip(" :")]
            if before.rstrip().endswith(("(", ":"))
            else details
            if inside
            else [after.strip(" ,-–")]
        )
        party, names = unlisted.first_unlisted([re.sub(r"^.*:(?=.)", "", each) for each in around], text)
    themselves = re.match(r"\s+zelf\b", after)  # "Toon zelf, zijn mentor"
    if themselves or (party == "betrokkene" and any(plain(detail) in _OCCUPANT for detail in details)):
        return Person(name, PersonKind.BETROKKENE), {}
    if party in (None, "betrokkene", "naaste") and (_TITLED.search(before) or party) and _AGE.search(after):
        return Person(name, PersonKind.BETROKKENE), {}
    chair = _is_chair(before) or _is_chair(after)
    return Person(name, PersonKind.PROFESSIONAL, None if party in ("betrokkene", "naaste") else party, chair), names


_OCCUPANT = frozenset({"bewoner", "bewoonster", "huurder", "huurster", "betrokkene", "cliënt", "client", "zelf"})


def _segments(span: Span, text: str) -> list[Span]:
    """The list cut at commas, semicolons, slashes, "en" and full stops that stand outside brackets."""
    cuts, depth, line = [span.start], 0, span.of(text)
    for match in re.finditer(
        r"[()]|[,;\n]|\s//?\s|\s--?\s|\s[–—]\s|\.\s+(?=[A-Z][\w -]*:)|\.\s+(?=[A-Z]\w+\b)|\ben\b|\bDeelnemers\b|"
        r"\bAanwezig\w*\b",
        line,
    ):
        if match[0] in "()":
            depth += 1 if match[0] == "(" else -1
        elif depth <= 0 and not _inside_name(line, match):
            cuts += [span.start + match.end()]
    cuts.append(span.end)
    return [Span(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _inside_name(line: str, match: re.Match[str]) -> bool:
    """A full stop after an initial or a title parts nothing."""
    return match[0].startswith(".") and bool(
        re.search(
            r"(?:\b[A-Z]|\b(?:dr|drs|mr|ir|ing|mw|mevr|dhr|hr|prof|fam|aanw|afw|gem|soc))$", line[: match.start()], re.I
        )
    )


_BRACKETED = re.compile(r"\(([^()]{2,60})\)")


def _with_party_in_brackets(
    unit: Unit, text: str, known: Mapping[str, str]
) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """ "Aukje Terpstra (GGD Fryslân)" and "Vivare (Ron Beckers)" anywhere in the text."""
    for match in _BRACKETED.finditer(text, unit.span.start, unit.span.end):
        before = text[max(unit.span.start, match.start() - 40) : match.start()]
        runs = [r for r in name_runs(before) if r.end >= len(before.rstrip())]
        telling = find_parties(match[1], known) or match[1].strip() in _ambiguous_names()
        heads = unit.kind is UnitKind.HEADING and not name_runs(match[1])
        if runs and heads and not _is_person(runs[-1], before):
            continue  # "Woonadvies (GGZ)"
        if runs and telling and not find_parties(runs[-1].of(before), known):
            party, names = _party_of(match[1].split(","), known)
            if party not in (None, "betrokkene", "naaste") and not _ORGANISATION_NOUN.search(
                before[: runs[-1].start].rstrip()
            ):
                yield Person(runs[-1].of(before), PersonKind.PROFESSIONAL, party), names
            continue
        refs = [r for r in find_parties(before, known) if r.end >= len(before.rstrip())]
        inner = name_runs(match[1])
        if refs and len(inner) == 1 and len(inner[0]) == len(match[1].strip()):
            kind = PersonKind.DERDE if refs[-1].party in ("naaste", "betrokkene") else PersonKind.PROFESSIONAL
            yield Person(inner[0].of(match[1]), kind, refs[-1].party if kind is PersonKind.PROFESSIONAL else None), {}


def _is_person(run: Span, text: str) -> bool:
    """Whether a heading names somebody: by title, first name, or more than one word."""
    named = " " in run.of(text) or _starts_with_first_name(run, text)
    return named or _TITLED.search(text[: run.start]) is not None


_ON_BEHALF = re.compile(r"\b[Nn]amens (?:de |het )?")
_BETWEEN = re.compile(r"[\s,]+(?:(?:is|zijn|was|waren|ook|aanwezig|aan tafel|schoof|schuift|nam|neemt|deel|kwam)\s+)*"
                      r"(?:mevrouw|mw\.?|mevr\.?|meneer|de heer|dhr\.?)?\s*", re.I)  # fmt: skip


def _on_behalf(unit: Unit, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """ "Namens Portaal ook Stefan Mulder", "namens de GGD de heer Ad Nuijten": the party first, then who."""
    for match in _ON_BEHALF.finditer(text, unit.span.start, unit.span.end):
        refs = [r for r in find_parties(text[match.end() : match.end() + 60], known) if r.start == 0]
        if not refs or refs[0].party in ("betrokkene", "naaste"):
            continue
        between = _BETWEEN.match(text, match.end() + refs[0].end)
        if not between:
            continue
        for run in name_runs(text, between.end(), min(unit.span.end, between.end() + 40))[:1]:
            if run.start == between.end() and not find_parties(run.of(text), known):
                yield Person(run.of(text), PersonKind.PROFESSIONAL, refs[0].party), {}


_APPOSED = re.compile(r", (?:(?:zijn|haar|hun|de|een|onze) )?")


def _apposed(unit: Unit, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """ "Annemiek Vos, zijn psycholoog bij De Linden": the function behind the name."""
    for run in name_runs(text, unit.span.start, unit.span.end):
        link = _APPOSED.match(text, run.end)
        if not link or " " not in run.of(text) or find_parties(run.of(text), known):
            continue
        refs = [r for r in find_parties(text[link.end() : min(unit.span.end, link.end() + 40)], known) if r.start == 0]
        if refs and not refs[0].organisation and refs[0].party not in ("betrokkene", "naaste"):
            yield Person(run.of(text), PersonKind.PROFESSIONAL, refs[0].party), {}


_OF_NAME = re.compile(r" (?:van|vanuit|namens) ((?:de |het )?)(?=[A-ZÀ-Ý])")
_OF = re.compile(r"\s(?:van|vanuit|namens|bij)\s((?:de |het |team )?)")


def _party_at(starts: Sequence[int], text: str, known: Mapping[str, str]) -> list[PartyRef]:
    """The party that stands at one of these places: behind "van de", and behind "van" for "de Alliantie"."""
    return [ref for at in starts for ref in find_parties(text[at : at + 40], known) if ref.start == 0]


def _of_party(unit: Unit, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """ "Mirjam van Icare", "Ruud van het meldpunt": a name and the party that it is of."""
    for run in name_runs(text, unit.span.start, unit.span.end):
        joined = _OF_NAME.search(run.of(text))  # "Johan Slot van Beukwonen": spelled as one name
        whose = _party_at((joined.end(), joined.start(1)), run.of(text), known) if joined else ()
        person = joined and (" " in run.of(text)[: joined.start()] or _starts_with_first_name(run, text))
        if joined and person and whose and whose[0].start == 0 and whose[0].party not in ("betrokkene", "naaste"):
            yield Person(run.of(text)[: joined.start()], PersonKind.PROFESSIONAL, whose[0].party), {}
            continue
        link = _OF.match(text, run.end)
        if not link or find_parties(run.of(text), known):
            continue
        refs = _party_at((link.end(), link.start(1)), text, known)
        if refs and refs[0].party not in ("betrokkene", "naaste"):
            yield Person(run.of(text), PersonKind.PROFESSIONAL, refs[0].party), {}


def _labelled(unit: Unit, text: str, known: Mapping[str, str]) -> Iterator[tuple[Person, Mapping[str, str]]]:
    """ "wijkagent Dennis Prins" and other functions followed by a name."""
    for ref in find_parties(unit.span.of(text), known):
        at = unit.span.start + ref.end
        named = any(ref.start < other.start <= ref.end + 1 for other in find_parties(unit.span.of(text), known))
        if ref.organisation or named or ref.party in ("betrokkene", "naaste", "wettelijk_vertegenwoordiger"):
            continue
        for run in name_runs(text, at, min(unit.span.end, at + 40))[:1]:
            gap = text[at : run.start]
            if _ORGANISATION_NOUN.search(text[max(0, at - 80) : at]):
                continue
            if re.fullmatch(r",?\s(dr\.|drs\.)?\s?", gap) and not find_parties(run.of(text), known):
                yield Person(run.of(text), PersonKind.PROFESSIONAL, ref.party), {}


_TITLE_UNITS = 6
_OPENING_UNITS = 25
_TITLE_LENGTH = 60
"""Characters: a longer unit is a paragraph, and the first "meneer" in it may be anybody."""


def _from_case_heading(minutes: Minutes) -> list[Person]:
    """The person whom the heading of a casus names, in minutes about several."""
    case, text = minutes.document.case, minutes.text
    runs = name_runs(text, case.heading.start, case.heading.end) if case else ()
    named = [run for run in runs if not find_parties(run.of(text)) and not _inside_brackets(text, run)]
    return [Person(named[0].of(text), PersonKind.BETROKKENE)] if named else []


def _inside_brackets(text: str, run: Span) -> bool:
    line = text.rfind("\n", 0, run.start) + 1
    return text.count("(", line, run.start) > text.count(")", line, run.start)


def _from_title(minutes: Minutes, persons: Sequence[Person]) -> list[Person]:
    """The person whom the head of the minutes is about, when no field says so."""
    text, known = minutes.text, {p.name for p in persons}
    for number, unit in enumerate(minutes.units[:_TITLE_UNITS]):
        if unit.kind is UnitKind.ATTENDANCE and unit.label is not None:
            continue
        head = number == 0 or unit.kind in (UnitKind.HEADING, UnitKind.FIELD) or len(unit.span) <= _TITLE_LENGTH
        for run in name_runs(text, unit.span.start, unit.span.end):
            before, after = text[unit.span.start : run.start], text[run.end : unit.span.end]
            named = run.of(text)
            if named in known or find_parties(named) or re.match(r" \d", after):
                continue  # "dossier: Osdorp 26-119"
            titled = head and _TITLED.search(before) and not _FAMILY.search(before)
            report = number == 0 and re.search(r"\b(?:\w*verslag|fam\.?|familie)\s+$", before, re.I)
            if (
                (_AGE if head else _YEARS).search(after)
                or titled
                or report
                or re.search(
                    _ABOUT.pattern + r"[\s:]*(?:dhr\.?|mw\.?|de heer|mevrouw|familie|fam\.?)?\s*$", before, re.I
                )
            ):
                return [Person(named, PersonKind.BETROKKENE)]
    return _from_opening(minutes, known)


def _from_opening(minutes: Minutes, known: Collection[str]) -> list[Person]:
    """The person of whom a line further on says the age and that it is about them, or that they live there."""
    text = minutes.text
    for unit in minutes.units[:_OPENING_UNITS]:
        for run in name_runs(text, unit.span.start, unit.span.end):
            before, after = text[unit.span.start : run.start], text[run.end : unit.span.end]
            if run.of(text) in known or find_parties(run.of(text)) or _FAMILY.search(before):
                continue
            about = re.search(_ABOUT.pattern + r"[\s:]*(?:dhr\.?|mw\.?|de heer|meneer|mevrouw)?\s*$", before, re.I)
            heads = unit.kind is UnitKind.HEADING and _YEARS.search(after)  # "2. De heer Gerrit Slagman, 56 jaar"
            if heads or (about and _AGE.search(after)):
                return [Person(run.of(text), PersonKind.BETROKKENE)]
    return []
