"""Minutes and Mentions to Statements: passages with role, bron and eigenaar, and what rewriting must know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from verslagfilter import owners as who
from verslagfilter.cues import has, plain
from verslagfilter.detect import Detected
from verslagfilter.language import Parsed
from verslagfilter.mentions import SPECIAL, Category, Evidence, Mention, PersonKind, starting_in
from verslagfilter.parties import LANDLORDS
from verslagfilter.passages import Passage, Role, Subject, Trait
from verslagfilter.rolemodel import MASKED, Guess, RoleModel, features, placeholder
from verslagfilter.roles import Judged, Wording, judge
from verslagfilter.span import Places, Span
from verslagfilter.structure import Minutes, Unit, UnitKind
from verslagfilter.thirds import third_has_it
from verslagfilter.wordlist import is_known

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_DATE = re.compile(
    r"\b\d{1,2}[-/]\d{1,2}\b|\b\d{1,2} (?:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*|"
    r"\b(?:week|wk) \d+|\b(?:maan|dins|woens|donder|vrij)dag\b|"
    r"\b(?:uiterlijk|voor|vóór|vanaf|per|eind|begin|tot)\b.{0,12}\d|\b(?:deze|volgende) (?:week|maand)\b|"
    r"\b(?:dagelijks|wekelijks|doorlopend|maandelijks)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage with the parse that it was read from."""

    passage: Passage
    unit: Unit
    parsed: Parsed
    body: Span
    """The passage without label and bullet: what a recipient may read of it."""
    label: Span | None
    """The label, on the first statement of a labelled unit."""
    label_is_owner: bool
    when: Span | None = None
    """Table rows: the cell with the date."""
    who: Span | None = None
    """Table rows: the cell with the owner."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a unit that becomes one statement."""

    span: Span
    parsed: Parsed
    first: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its role is known."""

    ident: str
    unit: Unit
    piece: _Piece
    span: Span
    label: Span | None
    wording: Wording
    mentions: tuple[Mention, ...]
    third: bool
    words: tuple[str, ...]
    """As the role model reads them."""


def segment(
    minutes: Minutes, detected: Detected, parsed: Sequence[Parsed], model: RoleModel | None = None
) -> tuple[Statement, ...]:
    """Every statement of the minutes, in order; every unit gives at least one.

    Args:
        minutes: the document taken apart.
        detected: its mentions and persons.
        parsed: its stretches, parsed.
        model: guesses roles beside the rules; None: the rules alone.
    """
    by_unit: dict[int, list[Parsed]] = {}
    for stretch in parsed:
        by_unit.setdefault(stretch.unit, []).append(stretch)
    places = Places(detected.mentions, attrgetter("span"))
    drafts = [
        draft
        for unit in minutes.units
        for draft in _unit_drafts(unit, by_unit.get(unit.number, []), minutes, detected, places)
    ]
    guesses = _guesses(drafts, model) if model else [None] * len(drafts)
    statements = [_statement(draft, guess, minutes, detected) for draft, guess in zip(drafts, guesses, strict=True)]
    told = _with_housing_need(_with_subjects(_with_secrecy(statements)))
    return tuple(_with_dependencies(told))


def _guesses(drafts: Sequence[_Draft], model: RoleModel) -> list[Guess]:
    """What the model makes of each, read twice: what looks like a heading at first is one for what follows."""
    layout = [draft.unit.kind is UnitKind.HEADING for draft in drafts]
    first = model.guess(_as_read(drafts, layout))
    headings = [laid or guess.role is Role.KOP for laid, guess in zip(layout, first, strict=True)]
    return model.guess(_as_read(drafts, headings))


def _as_read(drafts: Sequence[_Draft], headings: Sequence[bool]) -> list[tuple[str, ...]]:
    """What the role model reads of each: its words, below the heading, behind what the same unit said before."""
    read: list[tuple[str, ...]] = []
    heading: tuple[str, ...] = ()
    for at, draft in enumerate(drafts):
        last = drafts[at - 1] if at else None
        before = last.words if last is not None and last.unit.number == draft.unit.number else ()
        read.append(features(draft.words, heading, before))
        if headings[at]:
            heading = draft.words
    return read


def _unit_drafts(
    unit: Unit, parsed: Sequence[Parsed], minutes: Minutes, detected: Detected, places: Places[Mention]
) -> list[_Draft]:
    made: list[_Draft] = []
    last_bron: str | None = None
    for index, piece in enumerate(_pieces(unit, parsed, minutes)):
        draft = _draft(f"{unit.number}.{index + 1}", unit, piece, minutes, detected, places, last_bron)
        made.append(draft)
        last_bron = draft.wording.bron or last_bron
    return made


def _pieces(unit: Unit, parsed: Sequence[Parsed], minutes: Minutes) -> Iterator[_Piece]:
    whole = unit.kind in (UnitKind.HEADING, UnitKind.COLUMNS, UnitKind.ATTENDANCE, UnitKind.MARGIN) or (
        unit.kind is UnitKind.FIELD and unit.label_kind
    )
    telling = [
        p for p in parsed if p.column in _STATEMENT_COLUMNS and re.search(r"[^\W\d]{2}", p.span.of(minutes.text))
    ]
    if (
        unit.kind is UnitKind.ROW
        and any(c.column for c in unit.cells)
        and telling
        and not any(c.column == "naam" for c in unit.cells)
    ):
        parsed = telling
    for stretch in parsed:
        if whole:
            yield _Piece(stretch.span, stretch, True)
            continue
        for index, span in enumerate(_sentences(stretch, minutes, unit)):
            yield _Piece(span, stretch, index == 0 and stretch.column is None)


_ABBREVIATED = re.compile(
    r"\b(?:mw|dhr|hr|mevr|dr|drs|nr|ca|o\.a|bijv|bv|m\.n|fam|[A-Z]|febr?|jan|mrt|apr|aug|sept?|okt|nov|dec|max|min|"
    r"incl|evt|tel|st|vd|resp|bijz|gem|soc|afd|ivm|cl|btr)\.$", re.I)  # fmt: skip
_STATEMENT_COLUMNS = ("wat", "toelichting", None)
"""Kinds of cells that hold statements; the others (owner, date, score) belong to the statements of their row."""
_LIST_OF_ACTIONS = re.compile(r";\s+(?=\S)")


def _sentences(stretch: Parsed, minutes: Minutes, unit: Unit) -> Iterator[Span]:
    """Sentence bounds of the parser, mended: not inside brackets, not without a letter; actions also at semicolons."""
    text, at = minutes.text, stretch.span.start
    if unit.kind is UnitKind.ROW and stretch.column in ("wat", "wie", "wanneer", "leefgebied", "score"):
        yield stretch.span
        return
    starts = [at + s.start_char for s in stretch.doc.sents] + [stretch.span.end]
    bounds = [starts[0]]
    for cut in starts[1:]:
        if cut == stretch.span.end or _may_cut(text, bounds[-1], cut, stretch.span.end):
            bounds.append(cut)
    for start, end in pairwise(bounds):
        yield from _split_actions(Span(start, end), text, unit)


def _may_cut(text: str, start: int, cut: int, end: int) -> bool:
    left, right = text[start:cut], text[cut:end]
    if left.count("(") > left.count(")") or not re.search(r"\w{2}", left) or not re.search(r"\w", right):
        return False
    tail = left.rstrip()
    if _ABBREVIATED.search(tail) or not tail.endswith((".", "!", "?", '"', "”", "'", "…", ")")):
        return False
    last = re.search(r"([^\W\d_]+)\.$", tail)
    return not (last and right[:1].islower() and len(last[1]) <= 6 and not _is_word(last[1]))


def _is_word(text: str) -> bool:
    return is_known(text.lower())


def _split_actions(span: Span, text: str, unit: Unit) -> Iterator[Span]:
    at, label = span.start, unit.label_kind
    if unit.topic == "acties" or label == "acties":
        for match in _LIST_OF_ACTIONS.finditer(text, span.start, span.end):
            if match.end() - at > 12 and span.end - match.end() > 12:
                yield _trim(Span(at, match.end()), text)
                at = match.end()
    yield _trim(Span(at, span.end), text)


def _trim(span: Span, text: str) -> Span:
    raw = span.of(text)
    left = len(raw) - len(raw.lstrip())
    right = len(raw.rstrip())
    return Span(span.start + left, span.start + max(right, left + 1))


def sentence_of(statement: Statement) -> SpacySpan:
    """The tokens of a statement."""
    return tokens_under(statement.parsed, statement.body)


def tokens_under(parsed: Parsed, span: Span) -> SpacySpan:
    """The tokens of a parsed stretch that lie under span."""
    doc, at = parsed.doc, parsed.span.start
    inside = [t.i for t in doc if at + t.idx < span.end and at + t.idx + len(t.text) > span.start]
    return doc[inside[0] : inside[-1] + 1] if inside else doc[0:0]


def _draft(
    ident: str,
    unit: Unit,
    piece: _Piece,
    minutes: Minutes,
    detected: Detected,
    places: Places[Mention],
    last_bron: str | None,
) -> _Draft:
    mentions, roster = detected.mentions, detected.roster
    cells = _cells(unit)
    column = piece.parsed.column
    meeting = _meeting_cell(cells, column, piece.span, minutes.text)
    if meeting:
        column = None
    label = meeting or (unit.label if piece.first else None)
    span = piece.span.hull(label) if label else piece.span
    sentence = tokens_under(piece.parsed, piece.span)
    labelled = _labelled_parties(unit, cells, minutes, detected)
    offset = piece.parsed.span.start
    own = who.owners_of(sentence, offset, minutes, roster, mentions)
    attributed = who.attributed_to(sentence, offset, minutes, roster, mentions)
    bron = attributed or _unit_bron(unit, labelled, minutes, detected) or last_bron
    beside = ("wie", "wanneer", "leefgebied") if piece.parsed.column == "wat" else ("leefgebied",)
    around = [cells[c] for c in beside if c in cells] if unit.kind is UnitKind.ROW else []
    inside = tuple(dict.fromkeys(m for place in sorted([span, *around]) for m in places.over(place)))
    wording = Wording(
        text=plain(piece.span.of(minutes.text)), label=plain(label.of(minutes.text)) if label else "", unit=unit,
        column=column, bron=bron, owners=_owners(labelled, own, unit), labelled_owner=bool(labelled),
        names_contact=_names_contact(piece.span, minutes, detected), finite=who.finite_verb(sentence) is not None,
        reports=attributed is not None and has("report_verb", plain(piece.span.of(minutes.text))),
        dated=bool(_DATE.search(plain(piece.span.of(minutes.text)))) or "wanneer" in cells,
        past=_is_past(sentence),
        instructs=_instructs(sentence, offset, inside), fronted_cause=_fronts_cause(sentence, offset, inside),
        special=_is_special(piece.span, inside))  # fmt: skip
    words = _read_words(sentence, offset, inside, label.of(minutes.text) if label else "")
    third = third_has_it(sentence, offset, inside)
    return _Draft(ident, unit, piece, span, label, wording, inside, third, words)


def _meeting_cell(cells: Mapping[str | None, Span], column: str | None, said: Span, text: str) -> Span | None:
    """The cell that names the next meeting, where an action table ends in one: "Volgend overleg | 5 maart, 11 uur"."""
    cell = cells.get("wie") if column == "wat" else None
    return cell if cell and has("next_meeting", f"{plain(cell.of(text))}: {plain(said.of(text))}") else None


def _cells(unit: Unit) -> dict[str | None, Span]:
    return {c.column: c.span for c in unit.cells}


def _read_words(sentence: SpacySpan, offset: int, mentions: Sequence[Mention], label: str) -> tuple[str, ...]:
    """The words of a statement, label in front, a mention as its category."""
    words = [*label.split(), ":"] if label else []
    last: Mention | None = None
    for token in sentence:
        span = Span(offset + token.idx, offset + token.idx + len(token.text))
        mention = next((m for m in mentions if m.category in MASKED and m.span.overlaps(span)), None)
        if mention is None:
            words += [] if token.is_space else [token.text]
        elif mention is not last:
            words.append(placeholder(mention.category))
        last = mention
    return tuple(words)


def _statement(draft: _Draft, guess: Guess | None, minutes: Minutes, detected: Detected) -> Statement:
    unit, piece, wording, cells = draft.unit, draft.piece, draft.wording, _cells(draft.unit)
    passage = _passage(draft.ident, draft.span, judge(wording, guess), wording, draft.mentions, minutes, detected)
    if draft.third:
        passage = replace(passage, subject=Subject.DERDE)
    kept = tuple(m for m in passage.mentions if not _is_loose_guess(m, passage.role))
    passage = replace(passage, mentions=kept)
    acts = wording.column == "wat" or "wat" not in cells
    labelled = wording.labelled_owner and draft.label is not None
    return Statement(passage, unit, piece.parsed, piece.span, draft.label, labelled,
                     cells.get("wanneer") if acts else None, cells.get("wie") if acts else None)  # fmt: skip


_SURE, _TELLS = 0.95, 0.8
"""How sure the trained model must be, in background less: elsewhere its lesser guesses on unseen minutes ("spant een
duivennet", "nooit achter haar gaan staan") were nearly all wrong, in background it is often right."""


def without_loose_guesses(mentions: Sequence[Mention], statements: Sequence[Statement]) -> tuple[Mention, ...]:
    """The mentions of a document without the model's guesses that its statements dropped."""
    told = Places.of_spans(s.passage.span for s in statements)
    kept = {m for s in statements for m in s.passage.mentions}
    return tuple(m for m in mentions if m in kept or m.why.evidence is not Evidence.MODEL or not told.over(m.span))


def _is_loose_guess(mention: Mention, role: Role) -> bool:
    """Whether the model must be surer than that: what is no background seldom tells more than the lists see."""
    return mention.why.evidence is Evidence.MODEL and mention.score < (_TELLS if role is Role.ACHTERGROND else _SURE)


def _is_special(span: Span, mentions: Sequence[Mention]) -> bool:
    """Whether special or criminal data stand under span; the name of a care party alone is not enough."""
    return any(
        m.category in SPECIAL and m.category is not Category.BEHANDELAAR and span.overlaps(m.span) for m in mentions
    )


def _is_past(sentence: SpacySpan) -> bool:
    verb = who.finite_verb(sentence)
    return verb is not None and "Past" in sentence.doc[verb].morph.get("Tense", [])


def _instructs(sentence: SpacySpan, offset: int, mentions: Sequence[Mention]) -> bool:
    """Whether the first verb is an infinitive: "Niet op de gang praten waar zijn bezoek bij staat"."""
    for token in sentence:
        told = Span(offset + token.idx, offset + token.idx + len(token.text))
        if token.pos_ in ("VERB", "AUX") and not any(m.category in SPECIAL and m.span.overlaps(told) for m in mentions):
            return "Inf" in token.morph.get("VerbForm", []) and token.i - sentence.start < 14
    return False


_CAUSE_START = re.compile(
    r"^(?:vanwege|wegens|in verband met|i\.?v\.?m\.?|omdat|aangezien|doordat|nu|tegen|ter voorkoming van|om|"
    r"gevolg van|door|gelet op|gezien|met het oog op|als gevolg van|ten gevolge van|na|sinds)\b"
)
_PERSON_ACTS = re.compile(r"\b(?:hij|zij|ze|mevrouw|meneer|betrokkene|mw|dhr|hr|mevr|client|cliënt)\b")


def _fronts_cause(sentence: SpacySpan, offset: int, mentions: Sequence[Mention]) -> str:
    """The main clause behind a cause with special data, when it is not about what the person does; else nothing."""
    if not _CAUSE_START.match(plain(sentence.text)):
        return ""
    special = [m for m in mentions if m.category in SPECIAL and m.span.start < offset + sentence.end_char]
    if not special:
        return ""
    after = plain(sentence.text[max(0, max(m.span.end for m in special) - offset - sentence.start_char) :])
    clause = after.lstrip(" ,:").split(",")[0]
    if len(after.split()) < 4 or _PERSON_ACTS.search(clause[:40]):
        return ""
    return after


def _labelled_parties(
    unit: Unit, cells: dict[str | None, Span], minutes: Minutes, detected: Detected
) -> tuple[str, ...]:
    if unit.kind is UnitKind.ROW and "wie" in cells:
        if who.is_everyone(cells["wie"].of(minutes.text)):
            return who.everyone()
        named = who.parties_in(cells["wie"], minutes, detected.roster, detected.mentions)
        return tuple(dict.fromkeys(n.party for n in named))
    return who.label_parties(unit, minutes, detected.roster, detected.mentions)


def _unit_bron(unit: Unit, labelled: tuple[str, ...], minutes: Minutes, detected: Detected) -> str | None:
    if len(labelled) == 1:
        return labelled[0]
    return who.heading_party(unit.headings, minutes, detected.roster, detected.mentions)


def _owners(labelled: tuple[str, ...], own: tuple[str, ...], unit: Unit) -> tuple[str, ...]:
    """A named subject overrides the label, unless it is the person: "Politie: Wim praat 22/5 met hr"."""
    acting = tuple(o for o in own if o not in who.NO_PARTY)
    if unit.kind is UnitKind.ROW:
        return labelled
    return acting or labelled or own


def _names_contact(span: Span, minutes: Minutes, detected: Detected) -> bool:
    named = who.parties_in(span, minutes, detected.roster, detected.mentions)
    numbers = any("telefoon" in m.tags and span.contains(m.span) for m in starting_in(detected.mentions, span))
    return numbers or any(n.party not in ("betrokkene", "naaste") for n in named)


def _passage(
    ident: str,
    span: Span,
    judged: Judged,
    wording: Wording,
    inside: tuple[Mention, ...],
    minutes: Minutes,
    detected: Detected,
) -> Passage:
    named = tuple(dict.fromkeys(n.party for n in who.parties_in(span, minutes, detected.roster, detected.mentions)))
    owners = wording.owners if judged.role is Role.AFSPRAAK else ()
    return Passage(
        id=ident, span=span, role=judged.role, role_reason=judged.reason, role_score=judged.score, bron=wording.bron,
        eigenaars=owners, partners=tuple(p for p in named if p not in owners), mentions=inside,
        subject=_subject(inside, wording, minutes), traits=_traits(wording, inside))  # fmt: skip


def _subject(mentions: Sequence[Mention], wording: Wording, minutes: Minutes) -> Subject:
    """A third person, when one is named as subject of a statement with special data."""
    others = [
        m
        for m in mentions
        if m.category is Category.DERDE or (m.category is Category.PERSOON and m.person is PersonKind.DERDE)
    ]
    special = [m for m in mentions if m.category in SPECIAL]
    about = any(m.person is PersonKind.BETROKKENE for m in mentions) or re.search(
        r"\b(?:betrokkene|mevrouw|meneer|dhr|mw|hij|zij|ze|hem|haar|cl(?:i[eë]nt)?|huurder|huurster|btr)\b",
        wording.text,
    )
    if special and _OTHER_WORKS.match(wording.text):
        return Subject.DERDE
    if any(_belongs(o, s, minutes.text) for o in others for s in special):
        return Subject.DERDE
    told = min((o.span.end for o in others), default=len(minutes.text))
    if any(m.span.start > told for m in special) and _THEMSELVES.search(
        plain(minutes.text[told : special[-1].span.end])
    ):
        return Subject.DERDE
    if others and special and _leads(others, special, wording, minutes) and not about:
        return Subject.DERDE
    return Subject.BETROKKENE


_OTHER_WORKS = re.compile(
    r"^(?:zijn|haar|de|een|onze|hun) (?:collega|huismeester|voorzitter|notulist|secretaris|monteur|consulent|"
    r"woonconsulent|wijkagent|buur\w*|vriend\w*|kennis|werkgever|baas|melder) (?:is|heeft|zit|was|had)\b"
)
_OWNED = re.compile(
    r"^\W*(?:(?:van|de|het|een|buren|onderburen|bovenburen|overburen|buurvrouw|buurman|buurtbewoners|\(\d+\)|familie|heeft|met|is|had|kreeg|zelf|die|daar|net|uit|in|\d{4}|overleden|na|aan|ook|nog|ligt|was|zijn|waren|hebben|zitten|staan|kregen)\s+|[A-Z][\w-]+\s+){0,4}\W*$"
)


def _belongs(other: Mention, special: Mention, text: str) -> bool:
    """Special data right behind a third person: "een kind met epilepsie", "zoon van de familie X heeft astma"."""
    if other.span.end > special.span.start or (
        special.category is Category.STRAFRECHT and "slachtoffer" in special.span.of(text).lower()
    ):
        return False
    between = text[other.span.end : special.span.start]
    return len(between) <= 45 and bool(_OWNED.match(between + " "))


def _leads(others: Sequence[Mention], special: Sequence[Mention], wording: Wording, minutes: Minutes) -> bool:
    """The third person opens the statement, before any special data: "De zoon van de buren heeft astma"."""
    first = min(m.span.start for m in others)
    before = plain(minutes.text[max(0, first - 14) : first])
    opens = bool(
        re.fullmatch(
            r"(?:.*[.!?:\n-] ?)?(?:man \(|vrouw \(|partner \(|zoon \(|dochter \(|de |het |zijn |haar |mw\.? |"
            r"dhr\.? |hr\.? |ex |mevrouw |de heer )*",
            before,
        )
    ) or (
        first <= min(m.span.start for m in special)
        and wording.text.startswith(plain(minutes.text[first : first + 4])[:4])
    )
    return opens and first < min(m.span.start for m in special)


_TRAIT_CUES = {
    "order": Trait.ORDE,
    "danger": Trait.GEVAAR,
    "rent": Trait.HUUR,
    "functional": Trait.FUNCTIONEEL,
    "not_to_person": Trait.NIET_DELEN_BETROKKENE,
    "ongoing": Trait.LOPEND_ONDERZOEK,
}


def _traits(wording: Wording, mentions: Sequence[Mention]) -> frozenset[Trait]:
    text = f"{wording.label} {wording.text}"
    traits = {trait for cue, trait in _TRAIT_CUES.items() if has(cue, text)}
    if has("depends", wording.text):
        traits.add(Trait.AFHANKELIJK)
    if any("wvggz" in m.tags for m in mentions):
        traits.add(Trait.WVGGZ)
    if wording.bron in LANDLORDS and re.search(
        r"\b(?:medewerk\w+|huismeester|monteur|consulent|eigendom|collega)\b", wording.text
    ):
        traits.add(Trait.EIGEN_FEIT_VERHUURDER)
    return frozenset(traits)


def _with_secrecy(statements: Sequence[Statement]) -> list[Statement]:
    """A request not to tell the person covers everything that the same unit says, not its own sentence alone."""
    covered = {s.unit.number for s in statements if Trait.NIET_DELEN_BETROKKENE in s.passage.traits}
    return [_kept_secret(s) if s.unit.number in covered else s for s in statements]


def _kept_secret(statement: Statement) -> Statement:
    traits = statement.passage.traits | {Trait.NIET_DELEN_BETROKKENE}
    return replace(statement, passage=replace(statement.passage, traits=traits))


_GOES_ON = frozenset({Role.BEJEGENINGSADVIES, Role.HANDELINGSADVIES, Role.WOONFEIT, Role.ACHTERGROND})


def _with_housing_need(statements: Sequence[Statement]) -> list[Statement]:
    """What follows a housing need in the same paragraph is part of it: "Begane grond. Met brede deuren."."""
    done: list[Statement] = []
    for statement in statements:
        last = done[-1] if done else None
        need = last is not None and last.passage.role is Role.HUISVESTINGSADVIES and last.parsed is statement.parsed
        if need and statement.passage.role in _GOES_ON:
            passage = replace(statement.passage, role=Role.HUISVESTINGSADVIES, role_reason="na een woonadvies")
            statement = replace(statement, passage=passage)
        done.append(statement)
    return done


_ABOUT_PERSON = re.compile(
    r"\b(?:betrokkene|mevrouw|meneer|dhr|mw|hij|zij|ze|hem|haar|cl|cli[eë]nt|huurder|huurster|btr|hr)\b"
)


_ABOUT_DEALING_WITH = frozenset({Role.BEJEGENINGSADVIES, Role.HANDELINGSADVIES, Role.SIGNAAL, Role.CONTACTPUNT})
"""What the person is to be treated like says nothing of the third person before it."""


def _with_subjects(statements: Sequence[Statement]) -> list[Statement]:
    """A statement without a subject goes on about the third person whom the one before it was about."""
    done: list[Statement] = []
    for statement in statements:
        last = done[-1] if done else None
        passage = statement.passage
        follows = last is not None and (
            (last.unit.number == statement.unit.number and last.parsed is statement.parsed)
            or last.passage.role is Role.KOP  # a heading with a name: below it stands what that person said
        )
        if (
            follows
            and last is not None
            and (_about_third(last) or (_names_third(last) and _is_of_themselves(statement)))
            and (not _names_someone(statement) or _goes_on_about(last, statement))
            and any(m.category in SPECIAL for m in passage.mentions)
            and passage.role not in _ABOUT_DEALING_WITH
        ):
            statement = replace(statement, passage=replace(passage, subject=Subject.DERDE))
        done.append(statement)
    return done


def _about_third(statement: Statement) -> bool:
    """Whether a third person opens the statement."""
    start = statement.body.start
    return statement.passage.subject is Subject.DERDE or any(
        m.person is PersonKind.DERDE and m.category is Category.PERSOON and m.span.start - start < _OPENS
        for m in statement.passage.mentions
    )


_OPENS = 12
"""Characters before a name at the start of a sentence, at most."""
_SHE = re.compile(r"^(?:de )?(?:mevrouw|mevr|mw|mej|\w*buurvrouw|zus|moeder|dochter|vriendin|tante|oma|nicht)\b")
_HE = re.compile(r"^(?:de )?(?:meneer|dhr|hr|heer|\w*buurman|broer|vader|zoon|vriend|oom|opa|neef)\b")


def _goes_on_about(last: Statement, statement: Statement) -> bool:
    """ "Mevrouw Smit van beneden belde. Zij is …": the pronoun fits who opens the sentence before it."""
    before, text = (plain(" ".join(t.text for t in sentence_of(s))) for s in (last, statement))
    she, he = _SHE.match(before), _HE.match(before)
    start, mentions = last.body.start, last.passage.mentions
    opens = any(m.span.start - start < _OPENS and _is_third(m) for m in mentions)
    third = opens and not any(m.person is PersonKind.BETROKKENE for m in mentions)
    return third and bool((she and re.match(r"(?:zij|ze)\b", text)) or (he and re.match(r"hij\b", text)))


_THEMSELVES = re.compile(
    r"\b(?:zij|hij|ze|die) (?:(?:is|heeft|was|had|krijgt|gebruikt|slikt|zit|ligt|loopt|wacht|staat) )?"
    r"(?:\w+ ){0,2}?zelf\b(?! (?:aan (?:de|het|tafel)|af|dat|gaan|gekomen|gezegd|gevraagd|mee|naar|om|op|over|weer|wel|"
    r"wil)\b)"
)
"""Somebody has it too, or on the contrary: who is meant is not whom the sentence was about."""


def _names_third(statement: Statement) -> bool:
    return any(map(_is_third, statement.passage.mentions))


def _is_third(mention: Mention) -> bool:
    return mention.person is PersonKind.DERDE or mention.category is Category.DERDE


def _is_of_themselves(statement: Statement) -> bool:
    """ "Zij heeft zelf …": somebody else than the person, as soon as somebody else was named."""
    return bool(_THEMSELVES.search(plain(" ".join(t.text for t in sentence_of(statement)))))


def _names_someone(statement: Statement) -> bool:
    text = plain(" ".join(t.text for t in sentence_of(statement)))
    if _THEMSELVES.search(text):
        return False
    return bool(_ABOUT_PERSON.search(text)) or any(
        m.person is PersonKind.BETROKKENE for m in statement.passage.mentions
    )


def _with_dependencies(statements: Sequence[Statement]) -> list[Statement]:
    """Facts that point back ("Dat ging vorig jaar ook mis") depend on the statement before them."""
    linked: list[Statement] = []
    for statement in statements:
        previous = linked[-1] if linked else None
        points_back = Trait.AFHANKELIJK in statement.passage.traits and statement.passage.role in (
            Role.WOONFEIT,
            Role.ACHTERGROND,
        )
        if points_back and previous is not None and previous.unit.number == statement.unit.number:
            statement = replace(statement, passage=replace(statement.passage, depends_on=previous.passage.id))
        linked.append(statement)
    return linked
