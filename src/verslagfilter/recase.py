"""Minutes typed without capitals: their names get one, for all that knows a name by its spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verslagfilter.formats.document import Document
from verslagfilter.names import first_names, word_list
from verslagfilter.ordinary import is_ordinary
from verslagfilter.parties import find_parties
from verslagfilter.structure import Minutes, UnitKind

_FEW = 0.2
"""Share of the lines that may begin with a capital in minutes that are typed without."""
_ENTRY = re.compile(r"[^,;/()\n]*(?:\([^()\n]*\))?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_capitals(minutes: Minutes) -> bool:
    """Whether the minutes are typed in small letters, so that a name cannot be told by its capital."""
    starts = [match[0] for u in minutes.units if (match := re.search(r"[^\W\d_]", u.span.of(minutes.text)))]
    return len(starts) > 1 and sum(letter.isupper() for letter in starts) <= _FEW * len(starts)


def with_capitals(minutes: Minutes) -> Document:
    """The document of these minutes with a capital for the names in it; every other character stays."""
    text = minutes.text
    names = {*_at_the_table(minutes), *_behind_titles(text), *_first_names(text)}
    recased = _WORD.sub(lambda m: m[0].capitalize() if m[0] in names and not _in_date(m) else m[0], text)
    return replace(minutes.document, text=recased if len(recased) == len(text) else text)


_BEFORE_MONTH = re.compile(r"(?:\d|\b(?:in|eind|begin|half|medio|sinds|vanaf|tot|t/m|per))[ -]$")


def _in_date(match: re.Match[str]) -> bool:
    """Whether a first name that is a month too stands in a date: "16 jan", "eind jan"."""
    return match[0] in {"jan", "mei", "juni"} and bool(_BEFORE_MONTH.search(match.string[: match.start()][-8:]))


def _at_the_table(minutes: Minutes) -> Iterator[str]:
    """Names of persons and organisations on the attendance list: "lianne vaessen (mondriaan)"."""
    for unit in minutes.units:
        if unit.kind is not UnitKind.ATTENDANCE:
            continue
        for entry in _ENTRY.findall(unit.body.of(minutes.text)):
            person, bracket, beside = entry.partition("(")
            surely = bool(bracket)
            yield from (w for w in _unlisted(person) if surely or not is_ordinary(w))
            yield from (w for w in _WORD.findall(beside) if _is_organisation(w))


def _unlisted(text: str) -> Iterator[str]:
    """The words that are no party, no title and nothing else that the lists know."""
    parties = [range(ref.start, ref.end) for ref in find_parties(text)]
    known = word_list("not_names") | word_list("prefixes") | word_list("titles")
    for match in _WORD.finditer(text):
        if match[0].islower() and match[0] not in known and not any(match.start() in party for party in parties):
            yield match[0]


def _is_organisation(word: str) -> bool:
    named = any(ref.organisation for ref in find_parties(word.capitalize()))
    return word.islower() and (named or not (is_ordinary(word) or find_parties(word)))


def _behind_titles(text: str) -> Iterator[str]:
    """ "fam goossens", "mevr van den berkel": what stands behind a title, unless it is an ordinary word."""
    titles, prefixes = ("|".join(map(re.escape, sorted(word_list(kind)))) for kind in ("titles", "prefixes"))
    for match in re.finditer(rf"\b(?:{titles})\.?\s+(?:(?:{prefixes})\s+){{0,3}}([^\W\d_]{{3,}})", text):
        if match[1].islower() and not is_ordinary(match[1]):
            yield match[1]


def _first_names(text: str) -> Iterator[str]:
    """First names that are no ordinary word, and behind a relation those that are: "broer huub"."""
    sure, all_names = first_names(sure=True), first_names(sure=False)
    before = ""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.islower() and word not in word_list("not_names"):
            beside = before.lower() in word_list("relations") and word.capitalize() in all_names
            if word.capitalize() in sure or beside:
                yield word
        before = word
