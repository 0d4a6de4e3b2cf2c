"""Whom to call: a care team, a treating professional or their number becomes the agreed contact point."""

from __future__ import annotations

from dataclasses import replace

from verslagfilter.rewriting.words import Word, Words, joining

DEFAULT = "het afgesproken contactpunt"
_INSIDE = frozenset(
    {
        "de",
        "het",
        "een",
        "'t",
        "zijn",
        "haar",
        "hun",
        "diens",
        "of",
        "en",
        "van",
        "bij",
        "(",
        ")",
        ",",
        "/",
        "-",
        "via",
        "op",
        "tel",
        "tel.",
        "nummer",
        "telefoon",
        "tst",
        ".",
        "dr",
        "dr.",
        "mw",
        "mw.",
        "dhr",
        "dhr.",
        ":",
        "bereikbaar",
    }
)
_HEADS = frozenset(
    {
        "team",
        "arts",
        "begeleiding",
        "begeleider",
        "begeleidster",
        "behandelaar",
        "medewerker",
        "achterwacht",
        "crisisdienst",
        "crisisteam",
        "behandelteam",
        "thuisteam",
        "telefoondienst",
        "dienst",
        "collega",
        "collega's",
        "contactpersoon",
        "casemanager",
        "bereikbaarheidsdienst",
        "telefoonnummer",
        "nummer",
        "meldkamer",
        "kantoor",
        "dienstdoende",
        "mevrouw",
        "meneer",
        "heer",
        "afdeling",
        "locatie",
        "woonbegeleiding",
        "mensen",
        "psychiater",
        "verpleegkundige",
    }
)


def to_contact_point(words: Words, contact: str | None) -> Words | None:
    """Every stretch that names a forbidden contact, replaced; the same words when there is none.

    Args:
        words: the statement.
        contact: the contact point that the parties agreed on, from the casus.
    """
    first = next((i for i, w in enumerate(words) if w.bad), None)
    if first is None or _is_subject(words, first):
        return words
    if _holds_an_opinion(words, first):
        return None
    named = any("contactp" in w.low or w.low == "aanspreekpunt" for w in words[:first])
    if contact is None and named and any(w.low in {"is", "wordt", "blijft"} for w in words[:first]):
        return None  # "contactpunt is het afgesproken contactpunt" says nothing
    made: list[Word] = []
    at, done = 0, False
    while at < len(words):
        if not words[at].bad:
            made.append(words[at])
            at += 1
            continue
        if done:
            if any(c.isdigit() for c in words[at].text):  # its number: who gives the contact point, gives the number
                while made and made[-1].low in _BEFORE_NUMBER:
                    made.pop()
            else:
                made.append(words[at])
            at += 1
            continue
        start, end = _stretch(words, at)
        del made[len(made) - (at - start) :]
        made += _written(words, start, contact)
        done = True
        at = end
    return tuple(made)


_CLAUSE_OPENERS = frozenset({"waarom", "dat", "omdat", "doordat", "zodat", "waardoor", "terwijl", "want"})
_BEFORE_NUMBER = frozenset({"op", "via", "tel", "tel.", "nummer", "telefoon", "onder"})


def _is_subject(words: Words, first: int) -> bool:
    """Whether the forbidden words open the sentence as its subject: they act, nobody is told to call them."""
    after = next((w for w in words[first:] if not w.bad and w.low not in _INSIDE and w.low not in _HEADS), None)
    before = words[:first]
    named = _is_named(before)
    in_clause = bool(before) and before[-1].low in _CLAUSE_OPENERS  # "reden waarom Karin vraagt"
    if not before and _one_of_two(words):
        return True
    opens = all(w.low in _INSIDE | _HEADS for w in before) or named or in_clause
    return opens and after is not None and (after.finite or (named and after.verb and before[-1].low == "en"))


def _holds_an_opinion(words: Words, first: int) -> bool:
    """ "dan vindt | Petra | dat er 112 gebeld moet worden": who is to be called says nothing."""
    says = next((w for w in reversed(words[:first]) if w.low not in _INSIDE), None)
    behind = words[first + 1 : first + 5]
    return says is not None and says.low in _SAYS and any(w.low in {"dat", "om"} for w in behind)


_SAYS = frozenset({"vindt", "zegt", "denkt", "meent", "adviseert", "raadt", "verwacht", "weet", "wil", "vraagt"})


def _one_of_two(words: Words) -> bool:
    """ "Karin en | Joke bellen elkaar": who may not be named comes first."""
    at = next((i for i, w in enumerate(words) if not w.bad), len(words))
    behind = words[at : at + 3]
    return len(behind) == 3 and behind[0].low == "en" and behind[1].text[:1].isupper() and behind[2].verb


def _is_named(before: Words) -> bool:
    """Whether somebody else is named first, as one of two who act: "Joke en | Karin bellen"."""
    if not before or any(w.verb for w in before):
        return False
    return before[0].text[:1].isupper() and before[0].pos in {"PROPN", "NOUN", "X"} and before[-1].low in {"en", "&"}


def _stretch(words: Words, bad: int) -> tuple[int, int]:
    """From the article before the first forbidden word to the last number behind it."""
    start = bad
    while start > 0 and _belongs_before(words, start - 1):
        start -= 1
    end, last = bad + 1, bad
    while end < len(words) and (words[end].bad or words[end].low in _INSIDE or _leads_on(words, end)):
        if words[end].bad:
            last = end
        end += 1
    end = _with_deputy(words, last + 1)
    opened = sum(w.text == "(" for w in words[start:end]) - sum(w.text == ")" for w in words[start:end])
    if opened > 0 and end < len(words) and words[end].text == ")":
        end += 1
    return start, end


_DEPUTIES = frozenset(
    {
        *(
            "collega",
            "collega's",
            "waarnemer",
            "waarneemster",
            "vervanger",
            "vervangster",
            "plaatsvervanger",
            "invaller",
        ),
        *("opvolger", "achterwacht", "bureaudienst", "teamgenoot", "teamgenoten"),
    }
)


def _with_deputy(words: Words, end: int) -> int:
    """Past "of een van haar collega's": who stands in for the contact is the contact point too."""
    if end >= len(words) or words[end].low not in {"of", "en"}:
        return end
    last = end
    for at in range(end + 1, min(len(words), end + 9)):
        word = words[at]
        deputy = word.low in _DEPUTIES
        if not (word.bad or deputy or word.low in _INSIDE | _HEADS) or word.text in {",", "."}:
            break
        last = at + 1 if word.bad or deputy else last
    return last


def _belongs_before(words: Words, at: int) -> bool:
    word = words[at]
    if word.low in {"de", "het", "een", "zijn", "haar", "hun", "'t", "diens", "haar/zijn"}:
        return True
    if word.low in {"van", "bij"}:
        return at > 0 and words[at - 1].low in _HEADS
    return word.low in _HEADS or word.low in {
        "dr",
        "dr.",
        "mw",
        "mw.",
        "dhr",
        "dhr.",
        "vaste",
        "ambulante",
        "dienstdoende",
        "mevrouw",
        "meneer",
        "heer",
        "eigen",
    }


def _leads_on(words: Words, at: int) -> bool:
    """One word between two forbidden ones: "Hester of achterwacht GGZ"."""
    word, before = words[at], words[at - 1]
    place = word.text == "!" or (word.text[:1].isupper() and (before.bad or before.low in {"van", "bij"}))
    return (word.low in _HEADS or place) and any(w.bad for w in words[at + 1 : at + 5])


def _written(words: Words, start: int, contact: str | None) -> list[Word]:
    article, *rest = DEFAULT.split()
    made = [replace(joining(article), space=words[start].space), *(joining(w) for w in rest)]
    if contact:
        made += [joining("("), joining(contact, space=False), joining(")", space=False)]
    return made
