"""A statement as one recipient may read it, or nothing where that cannot be done with certainty.

One module per construction: attribution, cause, contact, coordination, partners, persons; over words and verbs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verslagfilter.cues import has, plain
from verslagfilter.extracts import Action, Decision, Piece
from verslagfilter.mentions import Category, Mention, PersonKind
from verslagfilter.parties import CARE, find_parties
from verslagfilter.passages import Role
from verslagfilter.rewriting import attribution, bonds, cause, contact, coordination, partners, persons, verbs
from verslagfilter.rewriting.words import (
    Rule,
    Word,
    Words,
    any_bad,
    capital,
    joining,
    lower_first,
    pieces_of,
    read_words,
    spaced,
    text_of,
    tidy,
    words_of,
)
from verslagfilter.segment import Statement, sentence_of
from verslagfilter.span import Span

_ADVICE = frozenset(
    {Role.BEJEGENINGSADVIES, Role.HANDELINGSADVIES, Role.SIGNAAL, Role.CONTACTPUNT, Role.HUISVESTINGSADVIES}
)
LEFT_OUT = "weggelaten"
"""The neutral mark of an open extract, written between square brackets."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a recipient reads of a statement."""

    pieces: tuple[Piece, ...]
    when: tuple[Piece, ...]
    who: tuple[Piece, ...]
    changed: bool
    """Whether anything of the statement was taken away or moved."""


def rewrite(
    statement: Statement, decision: Decision, source: str, contact_point: str | None, closed: bool
) -> Rewritten | None:
    """The statement without what the decision takes out; None: it cannot be rewritten with certainty.

    Args:
        statement: with its parse.
        decision: keep or rewrite; what must go.
        source: the text that spans count in.
        contact_point: what "het afgesproken contactpunt" is, when the parties agreed on one.
        closed: besloten recipient: no marks, the source of advice goes, labels of speakers go.
    """
    words = _words(statement, decision, source, closed)
    if words is None or not words:
        return None
    if decision.action is Action.KEEP and not any_bad(words):
        done: Words | None = words
    else:
        done = (
            _closed(words, statement, decision, contact_point)
            if closed
            else _open(words, decision, statement.passage.role in _ADVICE)
        )
    if done is None:
        return None
    if statement.passage.role is Role.PROCESINFO:
        done = persons.without_place(done)
    if statement.passage.role is Role.SIGNAAL and done is not words:
        done = _as_sign(words, done)
    done = _whole(words, done, statement, source)
    if done is None:
        return None
    if statement.when is not None and any(statement.when.overlaps(m.span) for m in decision.remove):
        return None  # "na zijn detentie" is a condition: without it the action would be another
    when = _cell(statement.when, decision, source)
    who = () if closed else _cell(statement.who, decision, source)
    return Rewritten(
        pieces_of(done, source), when, who, _bare(text_of(done)) != _bare(statement.passage.span.of(source))
    )


def _whole(words: Words, done: Words, statement: Statement, source: str) -> Words | None:
    """The result as it will be read, without clauses that broke; None: it does not read as a sentence."""
    result = _finished(done, statement, source)
    if result is None or not _is_sound(result):
        return None
    if done is words:
        return result
    result = _without_lone_comma(words, result)
    if _is_clause_of_other(result):
        return None
    broken = _broken(words, result, statement)
    if broken:
        cleared = coordination.drop_clauses(tuple(replace(w, bad=w in broken) for w in result))
        lost = cleared is None or any_bad(cleared) or _lost_a_negation(words, cleared) or _points_back(words, cleared)
        result = None if cleared is None or lost else _finished(cleared, statement, source)
        if result is None or _broken(words, result, statement):
            return None
    return result if _is_sound(result) and _is_whole(result, words, statement) else None


def _is_clause_of_other(words: Words) -> bool:
    """Whether a clause is left without what opened it, its verb at the end: "soms de bel niet | hoort"."""
    told = [w for w in words if not w.is_mark]
    kept = {w.index for w in told}
    last = told[-1]
    alone = last.finite and not last.low.endswith("n") and len(told) > 1 and sum(w.finite for w in told) == 1
    subject = kept & set(last.subject_words)
    parted = told[0].index in subject and len(subject) < len(told) - 1  # "hij soms de bel niet | hoort"
    opened = any(w.low in _SUBORDINATING | coordination.WHEN for w in told)
    return alone and (not subject or parted) and not opened


def _without_lone_comma(words: Words, done: Words) -> Words:
    """ "Hij houdt daarom, op verzoek van X, contact": of the two commas around what went, none stays without need."""
    kept = {w.span for w in done if w.span is not None}
    commas = [i for i, w in enumerate(words) if w.text == ","]
    for a, b in pairwise(commas):
        stay = [words[i] for i in (a, b) if words[i].span in kept]
        if len(stay) != 1 or any(w.span in kept for w in words[a + 1 : b]) or stay[0] not in done:
            continue
        at = done.index(stay[0])
        clause = any(w.finite for w in done[:at]) and not any(w.verb for w in done[at:])
        if clause and done[at + 1].low not in _OPENS_MORE:
            return (*done[:at], *done[at + 1 :])
    return done


_OPENS_MORE = frozenset({"en", "of", "maar", "want", "dus", "als", "omdat", "niet", "ook", "zoals", "bijvoorbeeld"})


def _broken(words: Words, done: Words, statement: Statement) -> Words:
    """Words that lost what they hung on; where a mark takes the place of words, nothing did."""
    if any(w.low == LEFT_OUT for w in done):
        return ()
    return bonds.left_behind(words, done, listed=statement.passage.role is Role.SIGNAAL)


def _as_sign(words: Words, done: Words) -> Words:
    """A condition whose main clause went, as a sign: "Als hij de bus dichtplakt" to "Hij plakt de bus dicht"."""
    told = [w for w in done if w.text not in {".", "!"}]
    lost = any(w.text == "," for w in words) and not any(w.text == "," for w in told)
    if not lost or _announces(told) or told[0].low not in coordination.WHEN or sum(w.finite for w in told) > 1:
        return done
    main = verbs.to_main_clause(tuple(told[1:]))
    return capital(main) if main else done


def _announces(words: Sequence[Word]) -> bool:
    """Whether "als" is no condition: "als signalen gelden …"."""
    return any("signa" in w.low or "teken" in w.low for w in words[:5])


def _bare(text: str) -> str:
    """The letters and digits of a text: bullets, marks, case and white space do not make a change."""
    return re.sub(r"[^\w]+", " ", text.lower()).strip()


def _words(statement: Statement, decision: Decision, source: str, closed: bool) -> Words | None:
    """The words of the statement, its label in front when the recipient may read that."""
    bad = [m.span for m in decision.remove]
    body = read_words(sentence_of(statement), statement.parsed.span.start, bad)
    label = statement.label
    if label is None:
        return body
    text = plain(label.of(source))
    condition = _CONDITION.match(label.of(source))
    forbidden = any(label.overlaps(b) for b in bad)
    if (
        closed
        and forbidden
        and condition
        and not any(Span(label.start, label.start + condition.end(1)).overlaps(b) for b in bad)
    ):
        return (
            *_label_words(Span(label.start, label.start + condition.end(1)), source, bad, colon=False),
            *lower_first(spaced(body)),
        )
    speaks = (
        statement.label_is_owner
        or has("advice_verb", text)
        or (has("report_verb", text) and statement.passage.role in _ADVICE and not _IF_SO.match(text))
        or (forbidden and _SPEAKER_CODE.fullmatch(label.of(source).strip(" :")) is not None)
    )
    if forbidden and closed and not speaks and statement.passage.role not in _ADVICE | {Role.AFSPRAAK}:
        return None
    if closed and text.startswith("terugval") and not forbidden:
        return (joining("Signalen"), joining(":", space=False), *spaced(body))
    if closed and statement.label_is_owner and statement.passage.role is Role.AFSPRAAK:
        return coordination.with_owner(_label_words(label, source, bad, colon=False), body)
    if forbidden or (closed and speaks and not has("signal", text)):
        leans = closed and bool(has("depends", plain(text_of(body))))
        return body if not (leans or (forbidden and condition and closed)) else None
    return (*_label_words(label, source, bad, colon=True), *spaced(body))


_IF_SO = re.compile(r"\w+ (?:ze|zij|hij|ie|je|u|men|mw\.?|mevrouw|meneer|dhr\.?|betrokkene)\b")
"""A label that is a condition: "Zegt ze nee: bedanken en weggaan"."""
_SPEAKER_CODE = re.compile(r"[A-ZÀ-Ý]{2,3}")
_CONDITION = re.compile(
    r"^((?:bij|na|in geval van)\s+\S+(?:\s(?!krijgt|wordt|heeft|raakt|gaat|is|schiet)\S+)?)\s+(?:krijgt|wordt|"
    r"heeft|raakt|schiet|gaat|is)\b",
    re.I,
)


def _label_words(label: Span, source: str, bad: Sequence[Span], colon: bool) -> Words:
    """The label as words; it was not parsed, so they carry no grammar."""
    words: list[Word] = []
    for match in re.finditer(r"\w[\w.'’-]*|[^\w\s]", label.of(source)):
        span = Span(label.start + match.start(), label.start + match.end())
        space = bool(words) and source[span.start - 1].isspace()
        words.append(Word(match[0], span, space, bad=any(span.overlaps(b) for b in bad)))
    at = source.find(":", label.end) if colon else -1
    if colon and 0 <= at <= label.end + 2:
        words.append(Word(":", Span(at, at + 1), space=False))
    elif colon and words[-1].text != ":":
        words.append(joining(":", space=False))
    return tuple(words)


def _run(words: Words, rules: Sequence[Rule]) -> Words | None:
    for rule in rules:
        done = rule(words)
        if done is None:
            return None
        words = tidy(done)
        if not words:
            return None
    return words


def _closed(words: Words, statement: Statement, decision: Decision, contact_point: str | None) -> Words | None:
    """For a besloten recipient; where the whole cannot be rewritten, the instructions in it that say nothing else."""
    whole = _closed_whole(words, statement, decision, contact_point)
    if whole is not None or statement.passage.role not in _ADVICE:
        return whole
    cuts = [i for i, w in enumerate(words) if w.text == ";" or (w.text == "," and _orders(words[i + 1 :]))]
    parts = [words[a:b] for a, b in zip([0, *(c + 1 for c in cuts)], [*cuts, len(words)], strict=True)]
    kept = [capital(_without_therefore(part)) for part in parts if len(parts) > 1 and _instructs_alone(part)]
    return kept[0] if len(kept) == 1 else None


def _orders(behind: Words) -> bool:
    """Whether an order follows a comma: ", bel en stuur een foto", ", dus spreek een bericht in"."""
    said = behind[1:] if behind and behind[0].low == "dus" else behind
    return len(said) > 1 and verbs.is_imperative(said[0]) and said[1].low not in {"dan", "ook"}


def _instructs_alone(part: Words) -> bool:
    """Whether a clause is an order that leans on nothing: "stuur liever een kort kaartje", not "ga dan niet alleen"."""
    low = {w.low for w in part}
    leans = low & {"dan", "daar", "er", "dat", "die", "dit", "deze", "ook", "anders"} or any_bad(part)
    return len(part) > _CLAUSE - 1 and verbs.is_imperative(part[0]) and not leans


def _without_therefore(part: Words) -> Words:
    return tuple(w for w in part if w.low not in {"dus", "daarom"})


def _closed_whole(words: Words, statement: Statement, decision: Decision, contact_point: str | None) -> Words | None:
    """Source, cause, contact, owners, partners, persons, items, clauses, in that order."""
    role = statement.passage.role
    rules: list[Rule] = [cause.strip_limit]
    numbered = role is Role.AFSPRAAK and any("telefoon" in m.tags for m in decision.remove)
    calls = (role in _ADVICE or numbered) and has("contact_verb", plain(text_of(words)))
    if role is Role.CONTACTPUNT or calls:
        rules.append(coordination.drop_whom_not)
    if role is Role.CONTACTPUNT and decision.strip_source:
        rules.append(attribution.strip_inner)
    if role is Role.CONTACTPUNT:
        rules.append(lambda w: _contact(w, decision.remove, contact_point))
    if decision.strip_source and role in _ADVICE and not _speaks_oneself(statement, words):
        rules.append(_without_source if role is Role.CONTACTPUNT else attribution.strip_attribution)
    elif decision.strip_source:
        rules.append(attribution.strip_outer)
    if decision.strip_source and role in _ADVICE:
        rules.append(cause.strip_reasons if role is Role.HUISVESTINGSADVIES else cause.strip_personal_cause)
    if all(_is_third(m) for m in decision.remove):  # "wegens mishandeling van zijn echtgenote": only who, must go
        rules.append(lambda w: persons.replace_persons(w, decision.remove, open_circle=False))
    rules.append(cause.strip_cause)
    if role is not Role.CONTACTPUNT and calls:
        rules.append(lambda w: _contact(w, decision.remove, contact_point))
    rules.append(coordination.drop_brackets)
    rules.append(lambda w: persons.replace_persons(w, decision.remove, open_circle=False))
    rules.append(coordination.drop_owners)
    if role is Role.AFSPRAAK or not any(m.category is Category.BEHANDELAAR for m in decision.remove):
        rules.append(lambda w: partners.rename_partners(w, decision.remove))
    rules += [
        coordination.drop_relative,
        coordination.drop_repeated_conditions,
        coordination.drop_alternatives,
        coordination.drop_items,
        coordination.drop_clauses,
        coordination.drop_adjectives,
    ]
    done = _run(words, rules)
    if done is not None and (
        _lost_a_negation(words, done) or _lost_its_infinitive(words, done) or _points_back(words, done)
    ):
        return None
    criminal = any(m.category is Category.STRAFRECHT for m in decision.remove)
    if (
        done is None
        or any_bad(done)
        or (role is not Role.SIGNAAL and _lost_its_verb(words, done) and not attribution.advises_thing(words))
        or (criminal and _CASE.search(plain(text_of(done))))
    ):
        return None
    return coordination.together(done) if _with_care(statement, done) else done


def _is_third(mention: Mention) -> bool:
    return mention.person is PersonKind.DERDE or mention.category is Category.DERDE


def _speaks_oneself(statement: Statement, words: Words) -> bool:
    """Whether the person is the subject: what "Pieters zegt" is his own account, and no advice of a source."""
    first = next((i for i, w in enumerate(words) if w.finite), 0)
    own = [m.span for m in statement.passage.mentions if m.person is PersonKind.BETROKKENE]
    return any(w.span is not None and any(s.overlaps(w.span) for s in own) for w in words[: min(first, 4)])


_CASE = re.compile(
    r"\b(?:(?<!is )zaak|zaken|onderzoek|aangifte|proces|straf|verdenking|vonnis|zitting|rechter|officier)\b"
)
"""Without its offence a case is still a case: "Er loopt een zaak wegens vernieling"."""


_NEGATIONS = frozenset({"niet", "nooit", "geen", "zonder", "alleen", "pas"})
_NEXT_MEMBER = frozenset({"of", "en", "maar", "want"})


def _lost_a_negation(words: Words, done: Words) -> bool:
    """Whether a "niet" at the end of what may not be told went with it, while the words right behind it stay.

    Before a conjunction it belonged to the member that went: "slaapt niet of gooit met spullen".
    """
    kept = {w.span for w in done if w.span is not None}
    return any(
        (a.low in _NEGATIONS or a.low == "altijd" or (a.pos == "NUM" and a.text.isalpha() and b.pos == "NOUN"))
        and a.bad
        and a.span not in kept
        and not (b.bad or b.is_mark or b.low in _NEXT_MEMBER)
        and b.span in kept
        for a, b in pairwise(words)
    )


def _lost_its_infinitive(words: Words, done: Words) -> bool:
    """Whether "kan", "wil" or "moet" is left without the only verb that it had: "Hij kan zijn post"."""
    if done is words:
        return False
    place = {w.span: i for i, w in enumerate(done) if w.span is not None}
    for at, word in enumerate(words):
        if not (word.finite and word.low in words_of("modals") and word.span in place):
            continue
        after = done[place[word.span] + 1 : place[word.span] + 2]
        if after and after[0].low in _EMPTY_INFINITIVES and words[at + 1].span != after[0].span:
            return True  # "kan trillende handen hebben" is not "kan hebben"
        had = any(w.verb and not w.finite for w in words[max(at - 1, 0) :])
        left = done[max(place[word.span] - 1, 0) :]
        if had and not any(w.verb and not w.finite for w in left) and not _stands_whole(done, place[word.span]):
            return True
    return False


_EMPTY_INFINITIVES = frozenset({"hebben", "krijgen", "zijn", "worden", "doen", "geven", "nemen"})


def _stands_whole(done: Words, modal: int) -> bool:
    """Whether the modal ends a clause whose infinitive stood before it, or has one behind it: "als zij bellen wil"."""
    return modal > 0 and done[modal - 1].verb


def _points_back(words: Words, done: Words) -> bool:
    """Whether what is left points at a clause in front of it that went: "kom dan later terug", "zal er niet over …"."""
    kept = {w.span for w in done if w.span is not None}
    verb = next((i for i, w in enumerate(words) if w.finite and w.span in kept), len(words))
    front = [w for w in words[:verb] if w.span not in kept]
    told = [w.low for w in done if not w.is_mark]
    if "erna" in told and any(w.bad for w in words):
        return True  # "is hij op de woensdag erna te moe"
    finite = [w.low for w in front if w.finite]
    joined = bool(front) and front[-1].low in {"en", "maar", ",", ";"}
    only_source = not joined and len(finite) < 2 and all(verb in words_of("report_verbs") for verb in finite)
    if only_source or len(front) < _CLAUSE:
        return False
    if "dan" in told[1:3] and not any(w in coordination.WHEN for w in told):
        return True
    if any(w in _BACK for w in told[:3]):
        return True
    if "daar" in told[:3] and any(w in _STRANDED for w in told[told.index("daar") + 1 :]):
        return True  # "besteed daar geen aandacht aan"
    plain = [w for w in done if not w.is_mark]
    pairs = list(pairwise(plain))
    after_er = pairs[told.index("er") + 1 :] if "er" in told[:4] else []
    stranded = any(a.low in _STRANDED and b.verb for a, b in after_er)
    return stranded or any(a.low == "die" and b.finite for a, b in pairs)


_BACK = frozenset({"daarna", "daarvoor", "daarop", "daarin", "daarmee", "daarvan", "daarbij", "hierna", "hierop"})
_CLAUSE = 4
_STRANDED = frozenset({"over", "mee", "tegen", "naar", "aan", "op", "van", "bij"})


def _lost_its_verb(words: Words, done: Words) -> bool:
    """Whether a sentence became a fragment; what may not be told and has no subject is hardly its verb.

    A verb behind all that is left belonged to a clause of its own.
    """
    kept = {w.span for w in done if w.span is not None and not w.is_mark}
    end = max((i for i, w in enumerate(words) if w.span in kept), default=len(words)) + 1
    told = [w for w in words[:end] if w.finite and w.low not in words_of("report_verbs") - {"is", "heeft", "geeft"}]
    return any(w.subject_words or not w.bad for w in told) and not any(w.verb for w in done)


def _contact(words: Words, mentions: Sequence[Mention], contact_point: str | None) -> Words | None:
    """The contact point, where what must go is a contact and nothing worse stands in the same words."""
    contacts = [
        m.span
        for m in mentions
        if m.category in (Category.BEHANDELAAR, Category.PERSOON)
        or (m.recognizer in ("zorg", "middelen") and (_names_care(m, mentions) or _is_care_party(m, words)))
    ]
    worse = [w for w in words if w.bad and w.span is not None and not any(c.overlaps(w.span) for c in contacts)]
    if worse:
        without = tuple(replace(w, bad=w in worse) for w in words)
        cleared = coordination.drop_alternatives(without)
        if cleared is None or cleared is without or any_bad(cleared):
            return words
        words = tuple(replace(w, bad=w.span is not None and any(c.overlaps(w.span) for c in contacts)) for w in cleared)
    numbers = [m.span for m in mentions if "telefoon" in m.tags]
    if not any_bad(words):
        return words
    if all(any(n.overlaps(w.span) for n in numbers) for w in words if w.bad and w.span is not None):
        left = tuple(w for w in words if not w.bad)
        told = plain(text_of(left))
        named = any(ref.party not in {"betrokkene", "naaste"} for ref in find_parties(text_of(left)))
        return left if named or has("public_number", told) else None  # "bereikbaar tot 17.00 uur": who, is gone
    bare = coordination.drop_brackets(words)
    return contact.to_contact_point(bare if bare is not None and any_bad(bare) else words, contact_point)


def _without_source(words: Words) -> Words | None:
    """A contact point that is settled has no source left to take out."""
    return attribution.strip_attribution(words) if any_bad(words) else words


def _is_care_party(mention: Mention, words: Words) -> bool:
    """Whether a word for care is itself whom to call: "dan belt hij de wijkverpleging"."""
    named = " ".join(w.text for w in words if w.span is not None and mention.span.overlaps(w.span))
    return any(ref.party in CARE for ref in find_parties(named))


def _names_care(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a word for care is part of the name of a contact: "de begeleiding van Daelzicht", "de wijkverpleging"."""
    near = [m for m in mentions if m.category in (Category.BEHANDELAAR, Category.PERSOON) and m is not mention]
    return any(m.span.overlaps(mention.span) or 0 <= m.span.start - mention.span.end <= 25 for m in near)


def _with_care(statement: Statement, words: Words) -> bool:
    """Whether an owner in a label or a column was left out who will be there too."""
    if statement.parsed.column not in (None, "wat"):
        return False
    if statement.passage.role is not Role.AFSPRAAK or not (statement.label_is_owner or statement.who):
        return False
    owners, told = statement.passage.eigenaars, text_of(words)
    hidden = len(owners) > 1 and any(o in CARE or o == "reclassering" for o in owners)
    named = "andere deelnemer" in told or any(ref.party in owners for ref in find_parties(told))
    return hidden and not named and not any(w.low in {"samen", "gezamenlijk"} for w in words)


def _open(words: Words, decision: Decision, advice: bool) -> Words | None:
    """For an open recipient: what is forbidden goes; where the rest cannot stand, the neutral mark takes its place."""
    telling = any(m.category in (Category.STRAFRECHT, Category.BSN, Category.FINANCIEEL) for m in decision.remove)
    rules: list[Rule] = [
        _without_forbidden_source if advice else lambda w: w,
        lambda w: persons.replace_persons(w, decision.remove, open_circle=True),
        cause.strip_cause,
        coordination.drop_brackets,
        coordination.drop_items,
        coordination.drop_adjectives,
    ]
    done = words
    for rule in rules:
        attempt = rule(done)
        done = tidy(attempt) if attempt and not _lost_its_infinitive(done, attempt) else done
    if any_bad(done):
        cleared = coordination.drop_clauses(done)
        done = tidy(cleared) if cleared and not _lost_its_infinitive(done, cleared) else done
    if any_bad(done):
        return None if telling else _marked(done)
    amounts = any(m.category is Category.FINANCIEEL for m in decision.remove) and re.search(
        r"€|\beuro?\b", text_of(done)
    )
    return None if amounts else done or None


def _without_forbidden_source(words: Words) -> Words | None:
    """An open recipient may read who advises, unless that is all that may not be told: the reclassering."""
    done = attribution.strip_attribution(words)
    return done if done and not any_bad(done) else words


def _marked(words: Words) -> Words | None:
    """Every forbidden stretch as "[weggelaten]"; None when nothing else is left."""
    made: list[Word] = []
    for word in words:
        if not word.bad:
            made.append(word)
        elif not made or made[-1].text != "]":
            made += [joining("[", word.space), joining(LEFT_OUT, space=False), joining("]", space=False)]
    return tuple(made) if sum(1 for w in made if w.span is not None and not w.is_mark) >= 2 else None


def _finished(words: Words, statement: Statement, source: str) -> Words | None:
    words = _without_stump(_behind_therefore(tidy(words)))
    starts = (statement.body.start, statement.passage.span.start)
    fronts = bool(words) and words[0].span is not None and words[0].span.start in starts
    if not words or (words[0].low in words_of("relative_openings") and not fronts):
        return None
    original = statement.passage.span.of(source)
    letter = next((c for c in original if c.isalpha()), "")
    if letter.isupper() or (statement.label is not None and not fronts):
        words = capital(words)
    if original.rstrip().endswith(".") and not words[-1].text.endswith((".", "!", "?")):
        words = (*words, joining(".", space=False))
    return words


def _without_stump(words: Words) -> Words:
    """ "…; dat is." with nothing behind it: what it was, went as a cause."""
    end = len(words) - (bool(words) and words[-1].text in {".", "!"})
    if end > 4 and words[end - 1].low in {"is", "was", "komt", "kwam"} and words[end - 2].low in {"dat", "dit"}:
        at = end - 2
        while at and words[at - 1].is_mark:
            at -= 1
        if at < end - 2:
            return (*words[:at], *words[end:])
    return words


def _behind_therefore(words: Words) -> Words:
    """ "Van boren, dus werkzaamheden meld je …": a reason that lost its verb goes with its "dus"."""
    at = next((i for i, w in enumerate(words[:8]) if i and w.low == "dus" and words[i - 1].text == ","), None)
    if at is None or any(w.verb for w in words[:at]) or at + 1 >= len(words):
        return words
    return capital(words[at + 1 :])


def _is_sound(words: Words) -> bool:
    """Every word without a source is a joining word, and something is said."""
    written = [w for w in words if w.span is None and w.low not in words_of("joining")]
    told = [w for w in words if w.span is not None and not w.is_mark]
    allowed = words_of("fixed")
    empty = words_of("subject_pronouns") | words_of("auxiliaries")
    return any(w.low not in empty for w in told) and all(
        any(part in w.text for part in allowed) or _is_verb_form(w) or (w.index < 0 and not w.pos) for w in written
    )


_LOOSE_ENDS = frozenset(
    {"en", "of", "maar", "want", "omdat", "doordat", "dat", "om", "als", "de", "het", "een", "te", "dan"}
)
_RELATIVE = frozenset({"die", "dat", "wie"})
_NEEDS_MORE = frozenset({"is", "was", "zijn", "waren", "wordt", "werd", "worden", "heeft", "hebben", "had"})
_SUBORDINATING = frozenset(
    {"als", "dat", "die", "wat", "wie", "hoe", "waar", "omdat", "zodra", "wanneer", "of", "totdat"}
)
_TAKES_TE = frozenset({"om", "door", "zonder", "alvorens", "teneinde"})


def _is_whole(words: Words, before: Words, statement: Statement) -> bool:
    """Whether what is left reads as a sentence or an instruction, and not as a piece of one."""
    told = [w for w in words if w.text not in {".", "!"}]
    if told[-1].low in _LOOSE_ENDS or told[-1].text in {",", ":", ";"}:
        return False
    last = max((i for i, w in enumerate(told) if w.text == ","), default=-1)
    if any(a.low in {"of", "en"} and b.text == "," and i + 1 == last for i, (a, b) in enumerate(pairwise(told))):
        return False  # "geef het door of, als zij vrij is": what should follow is gone
    if told[0].low in _RELATIVE and len(told) > 1 and not told[1].finite and before[0].low != told[0].low:
        return False
    if told[0].low == "wie" and sum(w.finite for w in told) < min(2, sum(w.finite for w in before)):
        return False  # "Wie dit ziet": what he should do is gone
    lost = [w for w in before if w.finite and w.low not in words_of("report_verbs")]
    if told[0].pos == "ADP" and len(told) < _CLAUSE and lost and not any(w.verb for w in told):
        return False  # "Bij brand of als hij stookt meteen 112" is not "Bij brand"
    opens = [w.low for w in told[:2]] in (["niet", "om"], ["niet", "dat"]) and before[0].low != "niet"
    bare = any(a.low == "te" and b.verb for a, b in pairwise(told)) and not any(
        w.finite or w.low in _TAKES_TE or w.low in words_of("takes_te") for w in told
    )
    cut_off = told[-1].finite and told[-1].low in _NEEDS_MORE and not any(w.low in _SUBORDINATING for w in told)
    if cut_off and told[-1].index != [w for w in before if w.text not in {".", "!"}][-1].index:
        return False
    if opens or (bare and any(w.finite for w in before)):
        return False
    if told[0].low == "dat" and not any(w.text == "," for w in told) and len(told) > 2 and not told[1].finite:
        main = any(a.verb and b.finite for a, b in pairwise(told))  # "dat het misgaat | merk je aan …"
        return before[0].low == "dat" and (main or len(before) == len(words))
    then = any(
        a.text == "," and (b.low == "dan" or (b.verb and c.low == "dan"))
        for a, b, c in zip(before, before[1:], before[2:], strict=False)
    )
    condition = (told[0].low in coordination.WHEN and not _announces(told)) or (told[0].finite and then)
    lost_rest = condition and any(w.text == "," for w in before) and not any(w.text == "," for w in told)
    alone = lost_rest and not any(w.low == "dan" for w in told)
    return not alone or (statement.passage.role is Role.SIGNAAL and told[0].low not in coordination.WHEN)


def _is_verb_form(word: Word) -> bool:
    """A finite verb whose number was changed: same Doc index, other ending."""
    return word.index >= 0 and word.finite


def _cell(cell: Span | None, decision: Decision, source: str) -> tuple[Piece, ...]:
    """A table cell, when nothing in it must go."""
    if cell is None or any(cell.overlaps(m.span) for m in decision.remove):
        return ()
    return (Piece(cell.of(source), cell),)
