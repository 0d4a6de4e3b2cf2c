"""Minutes to Mentions: terms and patterns from the recognizers, names from the roster and the language model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from verslagfilter.language import Parsed, entities
from verslagfilter.mentions import SPECIAL, Category, Evidence, Mention, PersonKind, Why
from verslagfilter.names import first_names, name_runs, parts, word_list
from verslagfilter.ordinary import is_ordinary
from verslagfilter.parties import CARE, LANDLORDS, find_parties
from verslagfilter.roster import Person, Roster, initials, may_be_same, number_of
from verslagfilter.span import Places, Span
from verslagfilter.structure import Minutes, Unit, UnitKind
from verslagfilter.wordlist import is_known

RECOGNIZER = "namen"
_TITLE_WORDS = "|".join(sorted(word_list("titles"), key=len, reverse=True))
_TITLED = re.compile(rf"\b(?:{_TITLE_WORDS})\.?\s+(?=[\w'’])", re.I)
_RELATED = re.compile(
    rf"\b(?:{'|'.join(sorted(word_list('relations'), key=len, reverse=True))})\b[\s,:]*\(?(?=['’]?\w)", re.I
)
_ORDINARY = re.compile(r"(?:(?:Van(?: de| den| der)?|De|Den|Ter|Ten) )?[A-ZÀ-Ý][a-zà-ÿ]{2,}\b")
"""What is a name behind a title, whatever it means: "mevrouw Dokter", "de heer Van Buren"."""
_COMPLAINED = re.compile(
    r"\b(?i:klacht(?:en)?|melding(?:en)?|meeste|mail(?:s|tjes?)?|briefje|telefoontjes?|belletjes?)\s+(?:\w+\s+){0,2}?"
    r"(?:van|door)\s+(?=[A-ZÀ-Ý])"
)
"""What neighbours do: behind it stands who did."""
_NEXT_DOOR = re.compile(
    r"\s+(?:schuin |direct |recht )?(?:boven|onder|naast|tegenover|hiernaast|ernaast)\s*(?:[.,;:)]|$)|"
    r"\s+(?:van|op|uit)\s+(?:nr\.?|nummer|huisnummer)\s*\d"
)
"""Behind the name of a neighbour: where that one lives."""
_LEARNED = re.compile(r"(?:dr|drs|prof|mr|ir|ing)\b", re.I)
"""Titles of people who are there by profession."""
_FREQUENT = 3
"""A name that nobody introduces but that is used this often is the person the minutes are about."""


@dataclass(frozen=True, slots=True)
class Detected:
    """Everything that detection found in one document."""

    mentions: tuple[Mention, ...]
    roster: Roster


def detect(minutes: Minutes, roster: Roster, parsed: Sequence[Parsed], found: Iterable[Mention]) -> Detected:
    """All mentions, overlaps settled, and the roster completed with the names of the running text.

    Args:
        minutes: the document taken apart.
        roster: persons known from casus, head and attendance.
        parsed: the stretches of the minutes, parsed.
        found: mentions of the recognizers, in the whole text.
    """
    terms = _without_surnames(_without_guesses(found), minutes.text)
    complete = _complete(minutes, roster, parsed, terms)
    names = tuple(_name_mentions(minutes.text, complete, terms))
    names += tuple(_organisation_mentions(minutes.text, complete))
    names += tuple(_speaker_mentions(minutes, complete))
    names += tuple(_probation_at_the_table(minutes))
    kept = _beside_names(_without_roles(terms, minutes.text, complete), names, minutes.text, complete)
    names += tuple(_care_by_name(kept, minutes.text))
    return Detected(_owned(settle(_clipped((*kept, *names), minutes.text)), minutes.text, complete), complete)


def mentions_in(text: str, roster: Roster, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions of another text about the same persons, such as an extract."""
    terms = _without_roles(_without_guesses(found), text, roster)
    names = (*_name_mentions(text, roster, terms), *_organisation_mentions(text, roster))
    terms = _beside_names(terms, names, text, roster)
    return _owned(settle(_clipped((*terms, *names), text)), text, roster)


def _without_guesses(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Without what the trained model draws around a term or a pattern: these point at the place more surely."""
    known: list[Mention] = []
    guesses: list[Mention] = []
    for mention in found:
        (guesses if mention.why.evidence is Evidence.MODEL else known).append(mention)
    told = Places.of_spans(m.span for m in known if m.category in SPECIAL)
    return (*known, *(m for m in guesses if not told.over(m.span)))


def _sure(found: Iterable[Mention]) -> Iterator[Mention]:
    """What terms and patterns found: a guess of the trained model makes no name of a person less of one."""
    return (m for m in found if m.why.evidence is not Evidence.MODEL)


def _without_surnames(terms: Iterable[Mention], text: str) -> tuple[Mention, ...]:
    """Without words for care that are a surname here: "Mevrouw Dokter van nummer 18"."""
    titles = {match.end() for match in _TITLED.finditer(text)}
    return tuple(
        m
        for m in terms
        if not (
            m.category is Category.BEHANDELAAR
            and m.span.start in titles
            and m.span.of(text).istitle()
            and is_known(m.span.of(text).lower())
        )
    )


def _beside_names(found: Iterable[Mention], names: Sequence[Mention], text: str, roster: Roster) -> tuple[Mention, ...]:
    """Without what the trained model sees in a name alone: it takes a surname for a medicine, a landlord for care."""
    parties = find_parties(text, roster.organisations)
    harmless = (Span(ref.start, ref.end) for ref in parties if ref.organisation and ref.party in LANDLORDS)
    persons = Places.of_spans([*(m.span for m in names if m.category is Category.PERSOON), *harmless])
    return tuple(
        m
        for m in found
        if m.why.evidence is not Evidence.MODEL or not any(p.contains(m.span) for p in persons.over(m.span))
    )


def _organisation_mentions(text: str, roster: Roster) -> Iterator[Mention]:
    """Care organisations and probation by the names that only this document gives them."""
    for ref in find_parties(text, roster.organisations):
        known = roster.organisations.get(text[ref.start : ref.end].lower())
        category = Category.BEHANDELAAR if known in CARE else Category.STRAFRECHT if known == "reclassering" else None
        if category and not text[ref.start].islower():
            why = Why(Evidence.STRUCTURE, "organisatie")
            yield Mention(Span(ref.start, ref.end), category, "aanwezigen", 0.9, why, party=known)
    for name, party in roster.organisations.items():
        if party in CARE and name.isalpha() and len(name) >= _SHORTEST_IN_COMPOUND:
            for match in re.finditer(rf"\b{name}s?-?(?:{_COLLEAGUES})\w*", text, re.I):
                why = Why(Evidence.PROPAGATION, "organisatie")
                yield Mention(Span(*match.span()), Category.BEHANDELAAR, "aanwezigen", 0.85, why, party=party)


def _probation_at_the_table(minutes: Minutes) -> Iterator[Mention]:
    """Who supervises a sentence, on a list of those who are there or get the minutes, where a bare SVG means that."""
    why = Why(Evidence.STRUCTURE, "organisatie")
    for unit in minutes.units:
        if unit.kind is UnitKind.ATTENDANCE:
            for ref in find_parties(unit.span.of(minutes.text)):
                if ref.party == "reclassering":
                    span = Span(unit.span.start + ref.start, unit.span.start + ref.end)
                    yield Mention(span, Category.STRAFRECHT, "aanwezigen", 0.8, why, party=ref.party)


def _care_by_name(found: Iterable[Mention], text: str) -> Iterator[Mention]:
    """What the trained model once took for a care organisation, by its name, wherever else it stands."""
    guessed = (
        m.span.of(text) for m in found if m.category is Category.BEHANDELAAR and m.why.evidence is Evidence.MODEL
    )
    for name in {name for name in guessed if name.isalpha() and name.istitle() and not is_ordinary(name.lower())}:
        for match in re.finditer(rf"\b{name}\b", text):
            why = Why(Evidence.PROPAGATION, "organisatie")
            yield Mention(Span(*match.span()), Category.BEHANDELAAR, "aanwezigen", 0.75, why, party="zorg")


_SHORTEST_IN_COMPOUND = 5
_COLLEAGUES = "collega|medewerk|begeleid|behandel|team|groep|locatie|huis|mensen|dienst|coach|verple"
"""What is written behind the name of an organisation as one word: "kwadrantcollega"."""


_CODE = re.compile(r"[A-ZÀ-Ý]{2,3}")
_NO_SPEAKER = frozenset({"NB", "PS", "BSN", "ZRM", "OZB", "TEL", "IQ", "CC"})


def _speaker_mentions(minutes: Minutes, roster: Roster) -> Iterator[Mention]:
    """Initials that stand for who speaks: a label of two or three capitals that the minutes use again."""
    text = minutes.text
    labels = Counter(u.label.of(text).strip(" :") for u in minutes.units if u.label is not None)
    for code, count in labels.items():
        if not _CODE.fullmatch(code) or code in _NO_SPEAKER or find_parties(code, roster.organisations):
            continue
        places = [m.start() for m in re.finditer(rf"(?<![\w-]){code}(?![\w-])", text)]
        if count > 1 or len(places) > 1:
            why = Why(Evidence.STRUCTURE, "sprekers")
            for at in places:
                span = Span(at, at + len(code))
                yield Mention(span, Category.PERSOON, RECOGNIZER, 0.8, why, person=PersonKind.PROFESSIONAL)


def _without_roles(found: Iterable[Mention], text: str, roster: Roster) -> tuple[Mention, ...]:
    """Without words that point at nobody ("de buren", "een omwonende") or at the person ("Moeder" as the tenant)."""
    nobody = word_list("collective") | roster.own_words
    return tuple(
        m
        for m in found
        if not (m.category is Category.DERDE and m.span.of(text).lower() in nobody)
        and not _is_landlord(m, text, roster)
    )


def _is_landlord(mention: Mention, text: str, roster: Roster) -> bool:
    """Whether a name that a care institution and a landlord share is the landlord's at this table."""
    if mention.recognizer not in ("instellingen_ambigu", "instellingen"):
        return False
    return any(ref.party in LANDLORDS for ref in find_parties(mention.span.of(text), roster.organisations))


def _clipped(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Mentions end at their line, unless a hyphen carries the word over."""
    for mention in mentions:
        surface = mention.span.of(text)
        cut = next((m.start() for m in re.finditer(r"(?<!-)\s*\n", surface)), None)
        if cut is None:
            yield mention
        elif cut > 1 and mention.recognizer != "adres":
            yield replace(mention, span=Span(mention.span.start, mention.span.start + cut))


_NEAR = 70


def _owned(mentions: Sequence[Mention], text: str, roster: Roster) -> tuple[Mention, ...]:
    """Numbers and addresses with their owner, the name before them on the line; debts with their landlord."""
    owned = []
    for mention in mentions:
        if mention.category is Category.PERSOON and mention.person is None:
            agreed = number_of(mention.span.of(text)) in roster.agreed_numbers
            mention = _public(mention) if agreed else _with_owner(mention, mentions, text)
        if mention.category is Category.FINANCIEEL and _is_landlords(mention.span.of(text), roster):
            mention = replace(mention, tags=mention.tags | {"huurachterstand"})
        owned.append(mention)
    return _as_care_has_it(owned, text)


def _as_care_has_it(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """A number that is once told to be that of a care party is so everywhere."""
    numbers = {m: number_of(m.span.of(text)) for m in mentions if "telefoon" in m.tags}
    of_care = {number: m for m, number in numbers.items() if number and m.party in CARE}
    same = ((m, of_care.get(numbers.get(m, ""))) for m in mentions)
    return tuple(replace(m, person=other.person, party=other.party) if other else m for m, other in same)


def _is_landlords(words: str, roster: Roster) -> bool:
    """Whether a landlord is named in it: "achterstand bij Alwel" is of the rent."""
    return any(ref.party in LANDLORDS and ref.organisation for ref in find_parties(words, roster.organisations))


def _right_before(span: Span, other: Span, text: str) -> bool:
    """Whether span ends shortly before other, on the same line."""
    return 0 <= other.start - span.end < _NEAR and "\n" not in text[span.end : other.start]


def _with_owner(mention: Mention, mentions: Sequence[Mention], text: str) -> Mention:
    if "geboortedatum" in mention.tags:
        return replace(mention, person=PersonKind.BETROKKENE)
    before = [m for m in mentions if (m.person or m.party) and _right_before(m.span, mention.span, text)]
    if mention.recognizer == "adres":  # "… in het passantenhuis. De studio aan de Turfkade 40": a home of its own
        before = [m for m in before if not _NEW_SENTENCE.search(text[m.span.end : mention.span.start])]
    if not before:
        return _of_public_service(mention, text)
    nearest = before[-1]
    if nearest.person is not PersonKind.BETROKKENE and _REACHED.search(text[nearest.span.end : mention.span.start]):
        return replace(mention, person=PersonKind.DERDE)  # "Roelof kan met haar bellen (06-…)": not his number
    if nearest.category is Category.DERDE:
        return replace(mention, person=PersonKind.DERDE)
    return replace(mention, person=nearest.person or PersonKind.PROFESSIONAL, party=nearest.party)


_NEW_SENTENCE = re.compile(r"[.;!?]\s+[A-ZÀ-Ý]")
_REACHED = re.compile(r"\b(?:haar|hem|hen)\b(?! (?:nummer|telefoon))[^.;]{0,25}$", re.I)
"""Between a name and a number: who is reached on it is another than the one who is named."""


def _of_public_service(mention: Mention, text: str) -> Mention:
    """The number behind "Meldpunt Zorg en Overlast" is there for everybody."""
    line = text.rfind("\n", 0, mention.span.start) + 1
    start = max(line, mention.span.start - _NEAR)
    named = [ref for ref in find_parties(text[start : mention.span.start]) if "telefoon" in mention.tags]
    public = bool(named) and named[-1].party == "meldpunt"
    return _public(mention) if public else mention


def _public(mention: Mention) -> Mention:
    return replace(mention, tags=mention.tags | {"openbaar_nummer"}, party="meldpunt")


def _words_for_the_person(minutes: Minutes) -> frozenset[str]:
    """Relation words that here mean the person: a heading of its own such as "Moeder" is about the tenant."""
    headings = {u.span.of(minutes.text).strip(" :#=").lower() for u in minutes.units if u.kind is UnitKind.HEADING}
    return frozenset(headings & {"moeder", "vader", "oma", "opa", "vrouw", "man"})


def _complete(minutes: Minutes, roster: Roster, parsed: Sequence[Parsed], terms: Sequence[Mention]) -> Roster:
    """The roster with everyone whom only the running text names."""
    persons = list(roster.persons)
    blocked = [m.span for m in _sure(terms) if m.category not in (Category.PERSOON, Category.DERDE)]
    titled = {match.end() for match in _TITLED.finditer(minutes.text)}
    taken = Places.of_spans([*blocked, *_organisations(minutes.text, roster)])
    known: set[str] = set()
    docs: dict[int, list[Parsed]] = {}
    for stretch in parsed:
        docs.setdefault(stretch.unit, []).append(stretch)
    for unit in minutes.units:
        for run, kind in _introduced(unit, docs.get(unit.number, []), minutes.text):
            name = run.of(minutes.text)
            party = run.start not in titled and find_parties(name, roster.organisations)
            if name in known or taken.over(run) or party:
                continue
            known.add(name)
            if Roster(tuple(persons)).find(name) is None and _known_otherwise(name, persons) is None:
                persons.append(Person(name, kind))
    return replace(
        roster, persons=tuple(_with_protagonist(persons, minutes.text)), own_words=_words_for_the_person(minutes)
    )


_FOUNDATION = re.compile(
    r"\b(?:\w*stichting|zorggroep|zorgcentrum|woonzorgcentrum|basisschool|school|buurthuis|wijkcentrum|team"
    r"|politiebureau|gemeentehuis|stadhuis|stadskantoor|wijkgebouw|gebiedskantoor|wijkkantoor|servicepunt|dorpshuis"
    r"|inloophuis|loket|kantoor|vestiging)\s+(?:[A-Z][\w'’-]*\s?){1,4}"
)


def _organisations(text: str, roster: Roster) -> list[Span]:
    """Where organisations stand by name: "Woonstichting De Linde" holds no person."""
    named = [Span(r.start, r.end) for r in find_parties(text, roster.organisations) if r.organisation]
    return named + [Span(m.start(), m.end()) for m in _FOUNDATION.finditer(text) if m[0].split()[-1][:1].isupper()]


def _known_otherwise(name: str, persons: Sequence[Person]) -> Person | None:
    """Someone already known by the same surname: "mevrouw Minderhoud" for C.J. Minderhoud-Poppe."""
    last = parts(name)[1]
    first = parts(name)[0]
    for person in persons:
        same_last = last == person.last or (len(last) > 3 and person.last.startswith(last + "-"))
        if same_last and may_be_same(name, person.name) and (not first or not person.first or first == person.first):
            return person
    return None


def _introduced(unit: Unit, parsed: Sequence[Parsed], text: str) -> Iterator[tuple[Span, PersonKind]]:
    """Names that a title, a relation, a speaker label or the language model points out in one unit."""
    start, end = unit.span.start, unit.span.end
    for regex in (_TITLED, _RELATED):
        for match in regex.finditer(text, start, end):
            kind = PersonKind.PROFESSIONAL if _LEARNED.match(match[0]) else PersonKind.DERDE
            for run in name_runs(text, match.end(), min(end, match.end() + 60))[:1]:
                if run.start == match.end():
                    yield from ((part, kind) for part in _and_more(run, text, end))
            ordinary = _ORDINARY.match(text, match.end(), end) if regex is _TITLED else None
            if ordinary:
                yield Span(*ordinary.span()), kind
    yield from ((run, PersonKind.DERDE) for run in _neighbours(unit.span, text))
    label = unit.label
    if label is not None and unit.kind is not UnitKind.FIELD:
        for run in name_runs(text, label.start, label.end):
            name = run.of(text)
            if len(run) == len(label) and unit.label_kind is None and not name.isupper() and not is_ordinary_word(name):
                yield run, PersonKind.PROFESSIONAL
    for stretch in parsed:
        for first, last in entities(stretch.doc, "PER"):
            for run in name_runs(text, stretch.span.start + first, stretch.span.start + last):
                if _is_name(run, stretch, unit, text):
                    yield run, PersonKind.DERDE
                    yield from ((other, PersonKind.DERDE) for other in _and_before(run, text, start))
    for run in name_runs(text, start, end):
        if run.of(text).split()[0] in first_names(sure=True) and not _enumerates(run, unit, text):
            yield run, PersonKind.DERDE


def _neighbours(span: Span, text: str) -> Iterator[Span]:
    """Names without a title that can be told by what is said of them: "klachten van Tichelaar schuin boven"."""
    runs = name_runs(text, span.start, span.end)
    complained = {match.end() for match in _COMPLAINED.finditer(text, span.start, span.end)}
    for run in runs:
        name = run.of(text)
        one = not name.isupper() and not is_ordinary(name.lower())
        if one and (run.start in complained or _NEXT_DOOR.match(text, run.end, span.end)):
            yield run


def is_ordinary_word(name: str) -> bool:
    """Whether name is a Dutch word that is met in lower case, and not a known first name."""
    return name not in first_names(sure=False) and is_known(name.lower())


def _enumerates(run: Span, unit: Unit, text: str) -> bool:
    """ "A. Reden van bespreking": a letter that numbers, no initial."""
    return (
        run.start == unit.span.start
        and re.match(r"[A-Z]\.\s", run.of(text)) is not None
        and unit.kind is UnitKind.HEADING
    )


def _and_more(run: Span, text: str, end: int) -> Iterator[Span]:
    """The name, and those that "en" or a comma joins to it: "de families Van Eijk en Soekhoe"."""
    yield run
    more = re.compile(r"\s+en\s+(?=[A-ZÀ-Ý])").match(text, run.end)
    if more:
        yield from (
            r for r in name_runs(text, more.end(), end)[:1] if r.start == more.end() and len(r.of(text).split()) <= 3
        )


_JOINED = re.compile(
    r"(?:^|[\s(])((?:(?:Van(?: der| den| de)?|De|Den|Ter|Ten|El|Al)\s)?[A-ZÀ-Ý][\w'’-]+)\s+en\s+"
    r"(?:(?:mw|dhr|mevr|mevrouw|meneer|fam|familie|de heer)\.?\s+)?$"
)


def _and_before(run: Span, text: str, start: int) -> Iterator[Span]:
    """The name that "en" joins to this one: "Berkvens en Sahin"."""
    at = max(start, run.start - 40)
    found = _JOINED.search(text[at : run.start])
    if found and not is_ordinary_word(found[1]) and not find_parties(found[1]):
        yield Span(at + found.start(1), at + found.end(1))


_QUARTER = re.compile(r"-(?:West|Oost|Noord|Zuid|Centrum)$")
"""Part of a town: "Helmond-West"."""
_BEHIND_NUMBER = re.compile(r"\d ?[a-zA-Z]?, $|\d{4} ?[A-Z]{2},? $")
"""Behind a house number or a postcode stands a place: "Hazelaarhof 8, Berkelmonde"."""


_OF_PLACE = re.compile(
    r"(?:overleg|tafel|groep(?:je)?|team|gemeente|wijk|buurt|dorp|stadsdeel|complex|flat|gebied|locatie|p/a|te) $", re.I
)
"""Behind these a single word is the name of a place or a team: "wijkoverleg Laak", "wijkteam Amaryllis"."""


_BEHIND_DATE = re.compile(r"(?:^[\d\s.:/-]+|[/|] )$")
"""What opens a line or a cell, with a capital that says nothing: "07-02 Kliko's omgegooid", "Wie / Wat / Klaar"."""


def _is_name(run: Span, parsed: Parsed, unit: Unit, text: str) -> bool:
    """Whether the model's guess is spelled as a name and not as an ordinary word with a capital."""
    name = run.of(text)
    before = text[max(0, run.start - 20) : run.start]
    if _QUARTER.search(name) or _BEHIND_NUMBER.search(before) or (" " not in name and _OF_PLACE.search(before)):
        return False
    if _enumerates(run, unit, text) or (name.isupper() and len(name) > 3 and " " not in name and "." not in name):
        return False
    token = next((t for t in parsed.doc if t.idx == run.start - parsed.span.start), None)
    starts = (
        run.start == unit.body.start
        or run.start == unit.span.start
        or bool(_BEHIND_DATE.search(text[unit.span.start : run.start]))
        or (token is not None and bool(token.is_sent_start))
    )
    if starts and " " not in name:
        return not is_ordinary_word(name) and token is not None and token.pos_ == "PROPN"
    return not _lower_elsewhere(name, text)


def _lower_elsewhere(name: str, text: str) -> bool:
    """Whether the text has it in small letters as well."""
    small = name.lower()
    words = re.findall(r"\w+", small)
    if not all(word in _words(text) for word in words):
        return False
    return (len(words) == 1 and words[0] == small) or bool(re.search(rf"\b{re.escape(small)}\b", text))


@lru_cache(maxsize=1)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _with_protagonist(persons: list[Person], text: str) -> list[Person]:
    """A much used name that nobody introduces is the person's, when that name is not known yet."""
    about = [p for p in persons if p.kind is PersonKind.BETROKKENE]
    if any(p.first for p in about):
        return persons
    letters = {initials(p.name)[:1] for p in about} - {""}
    unknown = [
        p
        for p in persons
        if p.kind is PersonKind.DERDE
        and (" " not in p.name or (p.first and not about))
        and not _has_relation(p, text)
        and (not letters or p.name[0] in letters)
    ]
    counts = Counter({p.name: len(re.findall(rf"\b{re.escape(_called(p))}\b", text)) for p in unknown})
    if not counts or counts.most_common(1)[0][1] < _FREQUENT:
        return persons
    name = counts.most_common(1)[0][0]
    return [replace(p, kind=PersonKind.BETROKKENE) if p.name == name else p for p in persons]


def _called(person: Person) -> str:
    """The one name by which minutes go on to speak of somebody: the first name, where there is one."""
    return person.first[0] if person.first and len(person.first[0]) > 1 else person.name


def _has_relation(person: Person, text: str) -> bool:
    name = re.escape(person.name)
    return bool(re.search(rf"{_RELATED.pattern}{name}\b", text, re.I)) or bool(
        re.search(rf"{_TITLED.pattern}{name}\b", text, re.I)
    )


_ORDINARY_SURNAME = re.compile(r"^[A-ZÀ-Ý][\w'’-]+$")


def _forms(person: Person) -> Iterator[str]:
    """Every way in which the minutes may write this person's name."""
    yield person.name
    yield from (a for a in person.aliases if len(a) > 1)
    first, last = parts(person.name)
    if person.kind is PersonKind.BETROKKENE or len(last) > 1:
        yield last
        if "-" in last:
            yield last.split("-")[0]
    yield from (f for f in first if len(f) > 1)
    prefixed = re.search(rf"\b((?:\S+\s)*?){re.escape(last)}", person.name)
    tail = person.name[person.name.index(last) :] if last in person.name else last
    before = person.name[: person.name.index(last)].split() if prefixed and last in person.name else []
    prefixes = [w for w in before if w.lower().replace("’", "'") in word_list("prefixes")]
    if prefixes:
        joined = " ".join([*prefixes, tail])
        yield joined
        yield joined[0].upper() + joined[1:]


def _name_mentions(text: str, roster: Roster, terms: Sequence[Mention]) -> Iterator[Mention]:
    """Every place in the text where someone of the roster is named: found once, found everywhere."""
    forms = {form: person for person in reversed(roster.persons) for form in _forms(person)}
    if not forms:
        return
    choice = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))
    special = (Category.BEHANDELAAR, Category.STRAFRECHT, Category.DIAGNOSE)
    blocked = [m.span for m in _sure(terms) if m.category in special]
    around = Places.of_spans([*blocked, *_organisations(text, roster)])
    sharing: dict[str, list[Person]] = {}
    for match in re.finditer(rf"(?<![\w'’-])(?:{choice})(?:['’]s|s(?=\s))?(?![\w])", text):
        span = Span(match.start(), match.end())
        name = next((f for f in (match[0], match[0].rstrip("s").rstrip("'’")) if f in forms), None)
        if name is None or (not match[0][0].isupper() and match[0][0] not in "'’" and name[0].isupper()):
            continue
        if any(b.contains(span) and len(b) > len(span) for b in around.over(span)) or _ordinary(name, span, text):
            continue
        if name not in sharing:
            sharing[name] = [p for p in roster.persons if name in (p.name, p.last, *p.first, *p.aliases)]
        person = _person_here(name, span, text, sharing[name], roster.find(name) or forms[name])
        yield Mention(span, Category.PERSOON, RECOGNIZER, 0.95, Why(Evidence.PROPAGATION, "naam"),
                      person=person.kind, party=person.party)  # fmt: skip


def _ordinary(name: str, span: Span, text: str) -> bool:
    """A surname that is also a word ("Bos", "Groot") counts only behind a title or a first name, or mid-sentence."""
    if " " in name or not _ORDINARY_SURNAME.match(name):
        return False
    starts = bool(re.search(r"(?:^|[.!?:\n]\s*|[-*•]\s+)$", text[max(0, span.start - 4) : span.start]))
    return starts and _lower_elsewhere(name, text)


def _person_here(name: str, span: Span, text: str, sharing: Sequence[Person], default: Person) -> Person:
    """Who is meant where two persons share a name: after mw. or dhr. it is not the colleague at the table."""
    if len({(p.kind, p.party) for p in sharing}) < 2:
        return default
    exact = [p for p in sharing if p.name == name]
    titled = bool(
        re.search(
            r"\b(?:mw|mevr|mevrouw|dhr|hr|heer|fam|familie|buurman|buurvrouw)\.?\s*$",
            text[max(0, span.start - 12) : span.start],
            re.I,
        )
    )
    wanted = PersonKind.PROFESSIONAL if not titled else PersonKind.DERDE
    kinds = [p for p in exact or sharing if p.kind is wanted]
    return kinds[0] if kinds else (exact or sharing)[0]


def settle(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Overlaps resolved: of one category the longest stays; of different ones all stay, as the strictest will win.

    A guess of the language model gives way to a term.
    """
    ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.category, -m.score, m.recognizer))
    kept: list[Mention] = []
    for mention in ordered:
        if not any(_covers(k, mention) for k in kept[-12:]):
            kept.append(mention)
    kept.sort(key=lambda m: (m.span, m.category, m.recognizer))
    return tuple(kept)


_INSIDE_CRIME = frozenset({Category.GEZONDHEID, Category.DERDE, Category.FINANCIEEL})


def _covers(known: Mention, other: Mention) -> bool:
    """Whether other says nothing new: of the same category, or a word of an offence ("boete voor diefstal").

    What a trained model found takes nothing away that a term or a pattern found.
    """
    if known.why.evidence is Evidence.MODEL and other.why.evidence is not Evidence.MODEL:
        return False
    same = known.category is other.category or (
        known.category is Category.STRAFRECHT and other.category in _INSIDE_CRIME and known.span != other.span
    )
    return same and known.span.contains(other.span)
