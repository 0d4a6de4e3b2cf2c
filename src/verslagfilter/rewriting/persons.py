"""Third persons become a role ("een omwonende"), colleagues of other parties become their party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verslagfilter.mentions import Category, Mention, PersonKind
from verslagfilter.names import word_list
from verslagfilter.rewriting.words import Word, Words, joining

_NEIGHBOUR = re.compile(r"(?:buur|buren|omwonend|bewon|klager|melder|meldster|gezin|echtpaar|stel$)")
_FAMILY = re.compile(
    r"(?:moeder|vader|ouder|zus|broer|dochter|zoon|oma|opa|oom|tante|neef|nicht|zwager|partner|ex\b|ex-|echtgeno|kind|familie(?:lid)?$|"
    r"(?:haar|zijn|hun|diens) (?:\w+ )?(?:man|vrouw)\b|bab(?:y|ietje))"
)
_COMPLAINT = re.compile(r"klacht|klaag|overlast|melding")
_TITLES = frozenset(
    {
        "mw",
        "mevr",
        "mevrouw",
        "dhr",
        "hr",
        "heer",
        "meneer",
        "mej",
        "fam",
        "familie",
        "families",
        "gezin",
        "echtpaar",
        "gebr",
    }
)


def replace_persons(words: Words, mentions: Sequence[Mention], open_circle: bool) -> Words | None:
    """Names that may not be told as roles; beside its relation a name goes, and in an open circle the relation stays.

    Args:
        words: the statement; words under a mention that must go are marked.
        mentions: those mentions.
        open_circle: whether the recipient may know of the relation (not of the name).
    """
    thirds = [m for m in mentions if m.person is PersonKind.DERDE or m.category is Category.DERDE]
    if not thirds:
        return words
    made: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.span is None or not any(m.span.overlaps(word.span) for m in thirds):
            made.append(word)
            at += 1
            continue
        end = _end(words, at, thirds)
        lead = _lead(made)
        relation = " ".join(w.low for w in (*made[len(made) - lead :], *words[at:end]))
        keep = open_circle and _relation_word(made, words, at, end)
        if keep is not None and open_circle and keep:
            del made[len(made) - lead :]
            made += keep
        else:
            start = made[len(made) - lead] if lead else word
            del made[len(made) - lead :]
            made += _role(relation, start, made)
        at = _after_details(words, end, open_circle)
    return _collapsed(_without_apposition(tuple(made)))


def _end(words: Words, at: int, thirds: Sequence[Mention]) -> int:
    """Past the name, its initials and "nr. 14" behind it."""
    end = at
    while end < len(words):
        span = words[end].span
        if (
            (span is not None and any(m.span.overlaps(span) for m in thirds))
            or (words[end].low.rstrip(".") in _TITLES and end + 1 < len(words) and words[end + 1].bad)
            or (words[end].text == "." and words[end - 1].low in _TITLES)
        ):
            end += 1
        else:
            break
    return end


def _lead(made: list[Word]) -> int:
    """Number of words before the name that go with it: title, relation, article."""
    count = 0
    while count < len(made):
        word = made[-1 - count]
        low = word.low.rstrip(".")
        before_title = word.low in {"de", "het", "een", "zijn", "haar"} and (count > 0 or len(made) > 0)
        if (
            low in _TITLES
            or low in word_list("relations")
            or (word.text == "." and count + 1 < len(made) and made[-2 - count].low in _TITLES)
        ):
            count += 1
        elif before_title and count > 0:
            count += 1
            break
        else:
            break
    return count


def _relation_word(made: list[Word], words: Words, at: int, end: int) -> list[Word]:
    """In an open circle: the relation that stands before the name, without the name."""
    lead = _lead(made)
    around = [*made[len(made) - lead :], *words[at:end]]
    kept = [w for w in around if w.low in word_list("relations") and not _named(w) and not w.bad]
    articles = [w for w in around if w.low in {"de", "het", "een", "zijn", "haar"}][:1]
    if not kept:
        return []
    return [replace(w, bad=False) for w in (*articles, kept[0])]


def _named(word: Word) -> bool:
    return word.text[:1].isupper() and word.low not in word_list("relations")


_SEVERAL = re.compile(
    r"\b(?:\w*kinderen|\w*ouders|\w*zussen|\w*broers|\w*zonen|\w*zoons|\w*dochters|ooms|tantes|neven|nichten)\b"
)
_DETERMINERS = frozenset({"de", "het", "een", "zijn", "haar", "hun", "z'n", "d'r", "die", "deze", "diens"})


def _role(relation: str, start: Word, made: list[Word]) -> list[Word]:
    """ "een omwonende", "een familielid" or "iemand anders", with the capital and the space of what it replaces."""
    complains = made[-4:-1] if made and made[-1].low in {"van", "door", ":"} else made[-2:]
    labelled = any(_NEIGHBOUR.search(w.low) or _COMPLAINT.search(w.low) for w in complains)
    if _NEIGHBOUR.search(relation) or labelled:
        words = ["een", "omwonende"]
    elif _FAMILY.search(relation) and not re.search(r"\bfamil(?:ie|ies)\b|\bfam\b", relation):
        words = ["familieleden"] if _SEVERAL.search(relation) else ["een", "familielid"]
    elif any(t in relation.replace(".", " ").split() for t in _TITLES):
        words = ["een", "omwonende"]
    else:
        words = ["iemand", "anders"]
    space = start.space
    if len(made) > 1 and made[-1].pos == "ADJ" and made[-2].low in _DETERMINERS:
        made.pop()  # "zijn vroegere partner"
    while made and made[-1].low in _DETERMINERS and not made[-1].verb:
        space = made.pop().space
    first = words[0].capitalize() if not made or (made[-1].text == "." and start.text[:1].isupper()) else words[0]
    return [replace(joining(first), space=space), *(joining(w) for w in words[1:])]


def _after_details(words: Words, end: int, open_circle: bool) -> int:
    """Past "(nr. 14)", "van nr 61", ", die een etage hoger woont,", "(13)": what would point the person out."""
    rest = words[end:]
    if rest and rest[0].text == "(":
        close = next((i for i, w in enumerate(rest) if w.text == ")"), None)
        inside = rest[1:close] if close else ()
        if close and (
            any(w.bad for w in inside)
            or all(w.text.isdigit() or w.low in {"nr", "nr.", "nummer", "jaar", "jr"} for w in inside)
        ):
            return _after_details(words, end + close + 1, open_circle)
    if (
        len(rest) > 1
        and rest[0].low in {"van", "op", "uit", "naast", "boven", "onder"}
        and any(w.bad for w in rest[1:4])
    ):
        last = max(i for i, w in enumerate(rest[:5]) if w.bad)
        return end + last + 1
    if (
        len(rest) > 2
        and rest[0].low == "van"
        and any(
            w.low in {"hoog", "boven", "beneden", "begane", "tweehoog", "driehoog", "hoek", "overkant"}
            for w in rest[1:4]
        )
    ):
        last = max(
            i
            for i, w in enumerate(rest[:5])
            if w.low in {"hoog", "boven", "beneden", "grond", "tweehoog", "driehoog", "hoek", "overkant"}
            or (w.low == "begane")
        )
        return end + last + 1
    if len(rest) > 2 and rest[0].text == "," and rest[1].low in {"die", "wonende", "woonachtig"}:
        close = next((i for i, w in enumerate(rest[1:], 1) if w.text == ","), None)
        if close and any(w.low in {"woont", "wonen", "wonende", "woonachtig"} for w in rest[:close]):
            return end + close + 1
    return end


def without_place(words: Words) -> Words:
    """ "Casus: de heer Vos, 34 jaar, iemand anders": what stands there in a heading is rather where he lives."""
    end = len(words) - (words[-1].text == ".")
    at = end - 3
    told = at > 0 and [w.low for w in words[at:end]] == [",", "iemand", "anders"]
    return (*words[:at], *words[end:]) if told else words


def _without_apposition(words: Words) -> Words:
    """ "De onderbuurman, een omwonende, groet" is "Een omwonende groet"; "Buren boven, een omwonende, zijn" goes on."""
    for at, (opens, article, role, closes) in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        written = article.span is None and article.low == "een" and role.low == "omwonende"
        if at and written and opens.text == "(" and closes.text == ")" and _NEIGHBOUR.search(words[at - 1].low):
            return (*words[:at], *words[at + 4 :])  # "de buren (fam. Smit)"
    for at, (comma, article, role) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        written = article.span is None and article.low == "een" and role.low in {"omwonende", "familielid"}
        behind = words[at + 3 : at + 4]
        if not (at and written and comma.text == ",") or (behind and not behind[0].is_mark):
            continue
        before = words[max(0, at - 3) : at]
        if before[-1].span is None and before[-1].low in {"omwonende", "familielid"}:
            goes_on = bool(behind) and behind[0].text == "," and any(w.finite for w in words[at + 4 : at + 5])
            return (*words[:at], *words[at + 3 + goes_on :])
        if not words[at + 4 : at + 5] or behind[0].text != ",":
            continue
        if words[at + 4].finite and any(_NEIGHBOUR.search(w.low) or _FAMILY.search(w.low) for w in before):
            return (*words[:at], *words[at + 4 :])
    return words


def _collapsed(words: Words) -> Words:
    """ "een omwonende en een omwonende" is "omwonenden"."""
    text = [w.low for w in words]
    for pair, plural in ((["een", "omwonende"], "omwonenden"), (["een", "familielid"], "familieleden")):
        for i in range(len(words) - 4):
            if text[i : i + 2] == pair and text[i + 2] in {"en", ",", "of", "+"} and text[i + 3 : i + 5] == pair:
                first = words[i]
                new = replace(joining(plural.capitalize() if first.text[0].isupper() else plural), space=first.space)
                return _collapsed_more((*words[:i], new, *words[i + 5 :]), plural, pair)
    return words


def _collapsed_more(words: Words, plural: str, pair: list[str]) -> Words:
    text = [w.low for w in words]
    for i in range(len(words) - 3):
        if text[i] == plural and text[i + 1] in {"en", ",", "of"} and text[i + 2 : i + 4] == pair:
            return _collapsed_more((*words[: i + 1], *words[i + 4 :]), plural, pair)
    return words
