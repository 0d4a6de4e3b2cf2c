"""The parties that meet: how minutes call them, and which of them treat or care for the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from verslagfilter import resources

CARE = frozenset({"ggz", "ggd", "gehandicaptenzorg", "beschermd_wonen", "thuiszorg", "maatschappelijk_werk",
                  "huisarts", "jeugdhulp", "opvang", "zorg"})  # fmt: skip
"""Parties whose involvement tells that someone is in care."""
LANDLORDS = frozenset({"woningcorporatie", "particuliere_verhuurder"})
_DATA = Path(__file__).parent / "data"


_ARTICLES = frozenset({"de", "het", "'t"})


@dataclass(frozen=True, slots=True)
class PartyWord:
    """A word or name that stands for a party."""

    word: str
    """As listed; a word with capitals is only met with capitals."""
    party: str
    organisation: bool
    """A proper name (Vivare) and not a common noun (corporatie)."""

    def fits(self, surface: str, loose: bool = False) -> bool:
        """Whether a stretch of text, equal but for case, is this word; loose: a name may be in lower case."""
        if self.organisation:
            article, _, name = surface.partition(" ")
            named = name if name and article in _ARTICLES else surface  # "de Alliantie", in a sentence
            return loose or not named[0].islower() or not self.word[0].isupper()
        return self.word.islower() or surface == self.word


def term_lines(path: Path) -> list[str]:
    """The terms of a list, one a line; empty lines and those that start with "#" are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _care_lists() -> list[PartyWord]:
    """Institutions and functions of care parties: the term lists that the recognizers use, one file per party."""
    words = []
    for folder, organisation in (("instellingen", True), ("behandelaar", False)):
        for path in sorted((resources.folder("recognizers") / folder).glob("*.txt")):
            party = path.stem.removesuffix("_hoofdletters")
            if party in domains():
                words += [PartyWord(line, party, organisation) for line in term_lines(path)]
    return words


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    loaded: Mapping[str, Mapping[str, object]] = YAML(typ="safe").load((_DATA / "parties.yaml").read_text("utf-8"))
    return loaded


@cache
def domains() -> Mapping[str, str]:
    """Party key to domain (wonen, zorg, veiligheid, …)."""
    return {key: str(value["domain"]) for key, value in _data().items()}


@cache
def party_words() -> Mapping[str, PartyWord]:
    """Every known word or name, in lower case; where two parties claim one, the first in data/parties.yaml has it."""
    words: dict[str, PartyWord] = {}
    for key, value in _data().items():
        listed = value["words"]
        assert isinstance(listed, list)
        for word in listed:
            words.setdefault(str(word).lower(), PartyWord(str(word), key, organisation=False))
    for path in sorted((_DATA / "organisations").glob("*.txt")):
        for line in term_lines(path):
            words.setdefault(line.lower(), PartyWord(line, path.stem, organisation=True))
    for word in _care_lists():
        words.setdefault(word.word.lower(), word)
    return words


@cache
def _openings() -> frozenset[str]:
    """First words of all that is known: most words of a text open no name, and need no further look."""
    return frozenset(filter(None, map(_opening, party_words())))


@lru_cache(maxsize=64)
def _openings_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_opening, names))


def _opening(name: str) -> str:
    first = _TOKEN.match(name)
    return first[0].lower().rstrip(".!") if first else ""


_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?|&", re.UNICODE)
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A place in a text where a party is named."""

    start: int
    end: int
    party: str
    organisation: bool


def find_parties(text: str, extra: Mapping[str, str] | None = None, loose: bool = False) -> tuple[PartyRef, ...]:
    """Every party named in text, longest name first, no overlaps, in order.

    Args:
        text: any text; offsets in the answer count in it.
        extra: names (lower case) of this document only, to party key.
        loose: whether names of organisations also count in lower case.
    """
    known, tokens, refs = party_words(), list(_TOKEN.finditer(text.replace("’", "'"))), []
    openings, extra = _openings(), extra or {}
    extra_openings = _openings_of(frozenset(extra)) if extra else frozenset()
    at = 0
    while at < len(tokens):
        first = tokens[at][0].lower().rstrip(".!")
        if first not in openings and first not in extra_openings:
            at += 1
            continue
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            end += text[end : end + 1] == "!"
            name = text[start:end].replace("’", "'")
            found = _lookup(name, known, extra, loose)
            if found:
                trimmed = end - 1 if name.endswith((".", "!")) and name.lower() not in known else end
                refs.append(PartyRef(start, trimmed, found.party, found.organisation))
                at += size - 1
                break
        at += 1
    return tuple(refs)


def _lookup(name: str, known: Mapping[str, PartyWord], extra: Mapping[str, str], loose: bool) -> PartyWord | None:
    for form in (name, name.rstrip(".!")):
        if form.lower() in extra:
            return PartyWord(form, extra[form.lower()], organisation=True)
        found = known.get(form.lower())
        if found and found.fits(form, loose):
            return found
    return None
