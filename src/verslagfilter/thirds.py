"""Whose the special data of a sentence are, by its parse: "haar moeder zit al jaren met een depressie"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from verslagfilter.mentions import SPECIAL, Category, Mention, PersonKind
from verslagfilter.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_HAS = frozenset(
    {
        *("hebben", "zijn", "zitten", "lijden", "krijgen", "gebruiken", "slikken", "drinken", "liggen", "lopen"),
        *("wonen", "worden", "raken", "kampen", "verblijven", "blijven", "staan", "houden", "wachten", "herstellen"),
        *("sterven", "overlijden", "opnemen", "behandelen", "opereren", "vallen"),
    }
)
"""Verbs whose subject is the one who has what is said; the subject of others may be who tells or sees it."""
_CLAUSES = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "csubj", "xcomp"})
_STEPS = 8


def third_has_it(sentence: SpacySpan, offset: int, mentions: Sequence[Mention]) -> bool:
    """Whether a third person is the subject of a clause that holds special data.

    Args:
        sentence: the tokens of the statement.
        offset: where the parsed stretch starts in the text of the minutes.
        mentions: those of the statement.
    """
    special = [m for m in mentions if m.category in SPECIAL and not m.is_doubt]
    thirds = [m for m in mentions if m.category is Category.DERDE or m.person is PersonKind.DERDE]
    if not special or not thirds:
        return False
    return any(
        _under(token, offset, special)
        and (_subject_is_third(token, offset, special, thirds) or _points_at_third(token, offset, special, thirds))
        for token in sentence
    )


def _points_at_third(token: Token, offset: int, special: Sequence[Mention], thirds: Sequence[Mention]) -> bool:
    """Whether a pronoun right behind a third person has it: "zijn zus, die reuma heeft", "… belt; zij heeft reuma"."""
    subject = _subject_of(token, offset, special)
    if subject is None or subject.lower_ not in _PRONOUNS:
        return False
    before = [m for m in thirds if m.span.end <= offset + subject.idx]
    if not before:
        return False
    last = max(m.span.end for m in before)
    between = [t for t in subject.doc if last <= offset + t.idx and t.i < subject.i]
    if subject.lower_ == "die":
        return not any(t.pos_ in ("NOUN", "PRON") for t in between) and any(t.text == "," for t in between)
    leads = min(m.span.start for m in before) - (offset + subject.sent.start_char) <= _NEAR_START
    return leads and any(t.text == ";" for t in between) and not any(t.lower_ in _OF_PERSON for t in between)


_PRONOUNS = frozenset({"die", "zij", "ze", "hij"})
_NEAR_START = 12
"""Characters: a third person who opens the sentence is whom it is about."""
_OF_PERSON = frozenset({"betrokkene", "mevrouw", "meneer", "mw", "dhr", "mw.", "dhr.", "cliënt", "huurder", "huurster"})


def _subject_of(token: Token, offset: int, special: Sequence[Mention]) -> Token | None:
    """The subject of the clause in which special data are had; None: there is none, or the verb has another sense."""
    head, has = token, False
    for _ in range(_STEPS):
        told = head.pos_ in ("VERB", "AUX") and _under(head, offset, special)
        has = has or head.lemma_ in _HAS or _is_copula(head) or told or _is_had(head)
        subject = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            return subject if has else None
        predicate = head.dep_ == "xcomp" and head.head.lemma_ in _HAS  # "is | overspannen | geraakt"
        if head.head.i == head.i or (head.dep_ in _CLAUSES and not predicate):
            return None
        head = head.head
    return None


def _subject_is_third(token: Token, offset: int, special: Sequence[Mention], thirds: Sequence[Mention]) -> bool:
    subject = _subject_of(token, offset, special)
    near = (t for t in subject.subtree if _is_near(t, subject)) if subject is not None else ()
    return any(_under(t, offset, thirds) for t in near)


def _is_had(head: Token) -> bool:
    """ "…, heeft zelf paniekaanvallen": the parse took what is had for the verb, and "heeft" for its auxiliary."""
    return head.pos_ == "NOUN" and any(child.lemma_ == "hebben" for child in head.children)


def _is_copula(head: Token) -> bool:
    return any(child.dep_ == "cop" for child in head.children)


def _is_near(token: Token, subject: Token) -> bool:
    """Whether the token is the subject itself or its name: not "de brief van zijn moeder"."""
    return (
        token is subject
        or token.i == subject.i
        or (token.head.i == subject.i and token.dep_ in ("appos", "flat", "conj"))
        or (token.head.i == subject.i and subject.lower_ in ("een", "één", "twee", "geen"))  # "een van zijn zussen"
    )


def _under(token: Token, offset: int, mentions: Iterable[Mention]) -> bool:
    span = Span(offset + token.idx, offset + token.idx + len(token.text))
    return any(m.span.overlaps(span) for m in mentions)
