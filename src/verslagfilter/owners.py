"""Who said it (bron) and who will do it (eigenaar): from sections, labels, columns, subjects and attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verslagfilter.cues import has, plain
from verslagfilter.mentions import Category, Mention, PersonKind, starting_in
from verslagfilter.parties import domains, find_parties
from verslagfilter.roster import Roster
from verslagfilter.span import Span
from verslagfilter.structure import Heading, Minutes, Unit, UnitKind
from verslagfilter.wordlist import is_known

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

NO_PARTY = frozenset({"betrokkene", "naaste", "wettelijk_vertegenwoordiger"})


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in the text, directly or through one of its people."""

    span: Span
    party: str


def parties_in(span: Span, minutes: Minutes, roster: Roster, mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Every party that the words under span name, in order; the person and relatives included."""
    text = span.of(minutes.text)
    named = [
        Named(Span(span.start + r.start, span.start + r.end), r.party) for r in find_parties(text, roster.organisations)
    ]
    for mention in starting_in(mentions, span):
        if span.contains(mention.span) and mention.party and not any(n.span.overlaps(mention.span) for n in named):
            named.append(Named(mention.span, mention.party))
        elif span.contains(mention.span) and mention.person is PersonKind.BETROKKENE:
            named.append(Named(mention.span, "betrokkene"))
        elif span.contains(mention.span) and mention.category is Category.DERDE:
            named.append(Named(mention.span, "naaste"))
    return tuple(sorted(set(named), key=lambda n: n.span))


def heading_party(
    headings: Sequence[Heading], minutes: Minutes, roster: Roster, mentions: Sequence[Mention]
) -> str | None:
    """The party whose section this is: named in the innermost heading, or in the one above a neutral innermost one."""
    for heading in reversed(headings):
        named = [n.party for n in parties_in(heading.span, minutes, roster, mentions) if n.party not in NO_PARTY]
        words = len(heading.span.of(minutes.text).split())
        if (named and words <= 7 and heading.rank > 1) or (named and _mostly_party(heading, minutes, roster, mentions)):
            return named[0] if len(set(named)) == 1 or heading.topic != "acties" else None
        if heading.topic in ("acties", "bejegening", "signalen", "woonadvies", "contact", "proces"):
            return None
    return None


def _mostly_party(heading: Heading, minutes: Minutes, roster: Roster, mentions: Sequence[Mention]) -> bool:
    text = heading.span.of(minutes.text).lower()
    return bool(
        re.search(
            r"\b(inbreng|stand van zaken|logboek|mail|telefoon|update|bericht|terugkoppeling|informatie|"
            r"toelichting|overzicht)\b",
            text,
        )
    ) and bool(parties_in(heading.span, minutes, roster, mentions))


_SPEAKER = re.compile(
    r"^(?:vraag|inbreng|update|info|bericht|mail|reactie|aanvulling|actie|ap|afspraak|volgens|namens|terugkoppeling|tip|advies|taak)?\s*(?:van|vanuit|door|voor|aan)?\s*",
    re.I,
)


def label_parties(unit: Unit, minutes: Minutes, roster: Roster, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The parties that a label names, when the label is a speaker or an owner and not a clause of its own."""
    if unit.label is None:
        return ()
    text = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), unit.label.of(minutes.text)).rstrip()
    if is_everyone(text):
        return everyone()
    if re.fullmatch(r"(?:ik|wij|we|ondergetekende)", text, re.I):
        author = author_party(minutes, roster, mentions)
        return (author,) if author else ()
    outside = Span(unit.label.start, unit.label.start + max(1, len(text)))
    named = [
        n
        for n in parties_in(unit.label, minutes, roster, mentions)
        if text[n.span.start - unit.label.start : n.span.end - unit.label.start].strip() or not text.strip()
    ]
    persons = [
        m.span for m in starting_in(mentions, outside) if m.category is Category.PERSOON and outside.contains(m.span)
    ]
    covered = sum(len(n.span) for n in named)
    covered += sum(len(p) for p in persons if not any(n.span.overlaps(p) for n in named))
    rest = _SPEAKER.match(text)
    bare = len(re.sub(r"[\s()/+&,.-]|\ben\b", "", text[rest.end() if rest else 0 :]))
    if not named or covered < 0.55 * bare:
        return ()
    return tuple(dict.fromkeys(n.party for n in named))


def is_everyone(text: str) -> bool:
    """Whether an owner column or label means the whole table."""
    return bool(_ALL.match(plain(text).strip(" .:")))


def everyone() -> tuple[str, ...]:
    """All parties: an action of the whole table is everybody's own."""
    return tuple(sorted(p for p in domains() if p not in NO_PARTY))


def author_party(minutes: Minutes, roster: Roster, mentions: Sequence[Mention]) -> str | None:
    """The party of whoever wrote the message: its sender, else the name under it."""
    for unit in minutes.units:
        if (
            unit.label
            and plain(unit.label.of(minutes.text)) in ("van", "afzender", "opsteller", "from")
            and not unit.quoted
        ):
            named = [n.party for n in parties_in(unit.span, minutes, roster, mentions) if n.party not in NO_PARTY]
            if named:
                return named[0]
    for unit in minutes.units:
        if (
            unit.kind is UnitKind.ATTENDANCE
            and re.match(r"(?:met |groet|gr\b|mvg)", plain(unit.body.of(minutes.text)))
            and not unit.quoted
        ):
            rest = Span(unit.span.start, min(len(minutes.text), unit.span.end + 160))
            named = [n.party for n in parties_in(rest, minutes, roster, mentions) if n.party not in NO_PARTY]
            if named:
                return named[0]
    return None


_PASSIVE = re.compile(r"\bword(?:t|en)\b.{0,60}\bge\w+(?:d|t|en)\b")
_BY = re.compile(r"\bdoor (?:de |het )?\w+")
_ALL = re.compile(r"^(?:allen|iedereen|alle (?:partijen|aanwezigen|deelnemers)|allemaal|alle)$")
_FIRST_PERSON = re.compile(r"^(?:ik|wij|we|onze|ons)$", re.I)


def subject_span(sentence: SpacySpan, offset: int) -> Span | None:
    """The words that stand as subject of the main clause: before the finite verb, else the parsed subject."""
    verb = finite_verb(sentence)
    if verb is None:
        return None
    if verb > sentence.start:
        first = sentence.doc[sentence.start]
        lead = sentence.doc[sentence.start : verb]
        named = first.text[:1].isupper() and not is_known(first.lower_)  # a name, whatever the parser makes of it
        if named or first.pos_ not in ("ADP", "SCONJ", "ADV", "NUM"):
            return Span(offset + lead.start_char, offset + lead.end_char)
    for token in sentence:
        if token.dep_ in ("nsubj", "nsubj:pass") and token.i > verb:
            tokens = sorted(t.i for t in token.subtree if sentence.start <= t.i < sentence.end)
            part = sentence.doc[tokens[0] : tokens[-1] + 1]
            return Span(offset + part.start_char, offset + part.end_char)
    return None


_SUBORDINATORS = frozenset(
    {
        "omdat",
        "aangezien",
        "doordat",
        "als",
        "wanneer",
        "zodra",
        "indien",
        "nu",
        "terwijl",
        "zolang",
        "nadat",
        "voordat",
        "tenzij",
        "mits",
        "hoewel",
        "daar",
    }
)


def finite_verb(sentence: SpacySpan) -> int | None:
    """Index in the Doc of the finite verb of the main clause; None in telegram style."""
    finite = [t.i for t in sentence if t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", [])]
    if not finite or len(sentence) == 0:
        return None
    low = [t.text.lower() for t in sentence]
    opens = low[0] in _SUBORDINATORS
    conditional = finite[0] == sentence.start and "dan" in low
    if not opens and not conditional:
        return int(finite[0])
    after = [i for i in finite[1:] if _starts_main(sentence, i)]
    return int(after[0]) if after else None


def _starts_main(sentence: SpacySpan, index: int) -> bool:
    """Whether a finite verb follows the comma or the "dan" that ends an opening clause."""
    before = [t.text.lower() for t in sentence.doc[max(sentence.start, index - 2) : index]]
    return bool(before) and (before[-1] in {",", "dan"} or before[:1] == [","])


def owners_of(
    sentence: SpacySpan, offset: int, minutes: Minutes, roster: Roster, mentions: Sequence[Mention]
) -> tuple[str, ...]:
    """Parties that stand as subject of an action."""
    subject = subject_span(sentence, offset)
    if subject is None:
        return ()
    words = plain(subject.of(minutes.text)).split()
    if _PASSIVE.search(plain(sentence.text)) and not _BY.search(plain(sentence.text)):
        return ()
    if words and _FIRST_PERSON.match(words[0]):
        author = author_party(minutes, roster, mentions)
        return (author,) if author else ()
    return tuple(dict.fromkeys(n.party for n in parties_in(subject, minutes, roster, mentions)))


_SOURCE_PP = re.compile(
    r"^(?:volgens|aldus|vanuit|op (?:advies|aangeven|verzoek|aanraden|voorstel|voorspraak) van|namens|"
    r"naar (?:het oordeel|de mening|de ervaring|de inschatting|inschatting|ervaring|mening|oordeel) van|"
    r"van de (?:zijde|kant) van|conform (?:het )?advies van|advies(?: van)?|tip(?: van)?|in overleg met|door)\s",
    re.I,
)


def attributed_to(
    sentence: SpacySpan, offset: int, minutes: Minutes, roster: Roster, mentions: Sequence[Mention]
) -> str | None:
    """The party that the sentence itself says brought it in: "de GGZ adviseert", "volgens zijn behandelaar"."""
    text = sentence.text
    if _SOURCE_PP.match(text):
        stop = Span(offset + sentence.start_char, offset + min(sentence.end_char, sentence.start_char + 70))
        named = [n.party for n in parties_in(stop, minutes, roster, mentions) if n.party not in NO_PARTY]
        return named[0] if named else None
    subject = subject_span(sentence, offset)
    if subject is not None and has("report_verb", plain(text)) and len(subject) < 60:
        named = [n.party for n in parties_in(subject, minutes, roster, mentions) if n.party not in NO_PARTY]
        return named[0] if len(set(named)) == 1 else None
    return None
