"""Colleagues and institutions that may not be named, where they stand as partner or addressee of an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verslagfilter.mentions import Category, Mention, PersonKind
from verslagfilter.parties import CARE, find_parties
from verslagfilter.rewriting.words import Word, Words, joining, text_of

_PARTY_NAMES = {
    "politie": "de politie",
    "college": "de gemeente",
    "wijkteam": "het wijkteam",
    "brandweer": "de brandweer",
    "woningcorporatie": "de corporatie",
    "procesregie": "de procesregisseur",
    "burgemeester": "de burgemeester",
    "buurtbemiddeling": "de buurtbemiddeling",
    "meldpunt": "het meldpunt",
}
"""What a colleague of a party that may be named is called instead."""
_PREPOSITIONS = frozenset(
    {"met", "aan", "via", "naar", "bij", "door", "voor", "van", "namens", "tegen", "seintje", "overleg", "en"}
)
_ARTICLES = frozenset({"de", "het", "een", "zijn", "haar", "hun", "'t"})
_GLUE = frozenset({"van", "en", "of", "/", "-", "&", "+", "(", ")", "uit", "bij", "'s"})


def rename_partners(words: Words, mentions: Sequence[Mention]) -> Words | None:
    """Each partner that may not be named as its party or as "een andere deelnemer", where a preposition precedes."""
    partners = [m for m in mentions if m.category is Category.BEHANDELAAR or m.person is PersonKind.PROFESSIONAL]
    made: list[Word] = []
    at = 0
    while at < len(words):
        mention = _at(words[at], partners)
        if mention is None or _other_at(words[at], mentions, partners):
            made.append(words[at])
            at += 1
            continue
        end = _end(words, at, partners)
        while made and made[-1].low in _ARTICLES:
            made.pop()
        name = _PARTY_NAMES.get(mention.party or "") if mention.party not in CARE else None
        leads = name is not None and end < len(words) and words[end].verb and all(w.is_mark for w in made)
        if not (leads or (made and made[-1].low in _PREPOSITIONS)) or _special_inside(
            words[at:end], mentions, partners
        ):
            return words
        if end < len(words) and words[end].text[:1].isupper() and words[end].space:
            return words
        made += _written((name or "een andere deelnemer") if not leads else str(name).capitalize(), words[at])
        at = end if name else _past_party(words, end)
    return tuple(made)


def _past_party(words: Words, at: int) -> int:
    """Past "van de GGD" behind somebody who is now "een andere deelnemer"."""
    if at >= len(words) or words[at].low != "van":
        return at
    behind = words[at + 1 : at + 4]
    for size in range(len(behind), 0, -1):
        refs = find_parties(text_of(behind[:size]))
        if refs and refs[-1].party in CARE and refs[-1].end == len(text_of(behind[:size])):
            return at + 1 + size
    return at


def _at(word: Word, mentions: Sequence[Mention]) -> Mention | None:
    return (
        next((m for m in mentions if word.span is not None and m.span.overlaps(word.span)), None) if word.bad else None
    )


def _other_at(word: Word, mentions: Sequence[Mention], partners: Sequence[Mention]) -> bool:
    return any(
        m not in partners
        and word.span is not None
        and m.span.overlaps(word.span)
        and m.category is not Category.GEZONDHEID
        for m in mentions
    )


def _end(words: Words, at: int, partners: Sequence[Mention]) -> int:
    end = last = at
    while end < len(words) and (_at(words[end], partners) is not None or words[end].low in _GLUE):
        if _at(words[end], partners) is not None:
            last = end
        end += 1
    return (
        last + 2
        if last + 1 < len(words) and words[last + 1].text == ")" and any(w.text == "(" for w in words[at:last])
        else last + 1
    )


def _special_inside(words: Words, mentions: Sequence[Mention], partners: Sequence[Mention]) -> bool:
    return any(_other_at(w, mentions, partners) for w in words)


def _written(name: str, first: Word) -> list[Word]:
    article, *rest = name.split()
    return [replace(joining(article), space=first.space), *(joining(w) for w in rest)]
