"""Whether a word is an ordinary one: the second lock asks it of every word that a besloten recipient reads.

A recognizer knows what is sensitive; this list (data/ordinary_words.txt) knows what is not. A word that neither knows,
such as that of a rare medicine or an institution, goes to the secretary.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from verslagfilter.wordlist import base_form

_ENDINGS = ("e", "s", "en", "n", "t", "je", "jes", "'s", "tje", "tjes", "er", "ere", "de", "te", "d", "den", "ten")
_LINKS = ("s", "e", "en")
_SHORTEST = 4
"""A shorter word says little; those that do (abbreviations) are in the recognizers."""
_SHORTEST_PART = 3
_PARTS = 3
"""Words in one compound, at most."""


@cache
def _words() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_ordinary(word: str) -> bool:
    """Whether every part of the word is listed, inflected or not; short words always are."""
    return all(_is_known(part, _PARTS) for part in re.split(r"[-'’]", word.lower()))


def is_listed(word: str) -> bool:
    """Whether the word itself is listed, inflected or not: "Havikstede" is made of two, and is no word."""
    return all(len(part) < _SHORTEST or _is_listed(part) for part in re.split(r"[-'’]", word.lower()))


@lru_cache(maxsize=50_000)
def _is_known(word: str, parts: int) -> bool:
    if len(word) < _SHORTEST or _is_listed(word):
        return True
    return parts > 1 and any(
        _is_first_part(word[:at]) and _is_known(word[at:], parts - 1)
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


def _is_first_part(start: str) -> bool:
    """Whether this can open a compound, with or without a linking letter: "trappen" in "trappenhuis"."""
    bare = (start.removesuffix(link) for link in _LINKS if start.endswith(link))
    return _is_listed(start) or any(len(part) >= _SHORTEST_PART and part in _words() for part in bare)


@lru_cache(maxsize=50_000)
def _is_listed(word: str) -> bool:
    known = _words()
    if word in known or base_form(word) in known:
        return True
    return any(_stem_is_listed(word.removesuffix(end), known) for end in _ENDINGS if word.endswith(end))


def _stem_is_listed(stem: str, known: frozenset[str]) -> bool:
    """Whether a stem is listed as it is, or as the spelling has it without the ending ("potten", "ramen", "huizen")."""
    if len(stem) < _SHORTEST_PART:
        return False
    last = {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
    single = stem[:-1] if stem[-1] == stem[-2] else stem
    long = stem[:-2] + stem[-2] * 2 + last if stem[-2] in "aeou" else stem[:-1] + last
    verbs = (stem + "en", stem + stem[-1] + "en", stem.removeprefix("ge") + "en")
    return any(form in known for form in (stem, single, long, stem[:-1] + last, *verbs))
