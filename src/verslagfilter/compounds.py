"""Whether a term that stands inside a longer word is a part of a compound, or there by accident.

"Depotweigering" holds "depot"; "manieren" holds "manie" only by accident. What is left of the word tells.
"""

from __future__ import annotations

from functools import lru_cache

from verslagfilter.wordlist import base_form, is_known

SHORTEST_TERM = 5
"""A shorter term counts in a compound only when a hyphen joins it."""
_SHORTEST_REST = 3
_SURE_REST = 6
"""A rest of this length may be a compound itself, which no word list holds."""
_LINKS = ("en", "s", "e")
_SUFFIXES = frozenset({"lijk", "lijke", "lijker", "lijks", "baar", "bare", "zaam", "zame"})
"""Rests that make another word, although some are words too: "gebruikelijk"."""
_STREETS = frozenset({"straat", "laan", "plein", "kade", "gracht", "singel", "dijk", "steeg", "dreef", "weg"})
"""What makes an address of a word: the "Depotstraat" is no injection."""
_PREFIXES = frozenset({"ex", "oud", "niet", "non", "pre", "post", "anti", "semi", "mede", "hoofd"})


@lru_cache(maxsize=20_000)
def is_compound(left: str, term: str, right: str) -> bool:
    """Whether left + term + right reads as a compound with the term as a part.

    Args:
        left: the letters before the term in its word.
        term: as it stands in the text, at least five letters.
        right: the letters after it, without an ending of the term itself.
    """
    if not (left or right) or not _parts_fit(left, term, right):
        return False
    word = left + term + right
    return not is_known(word) or _lemma_fits(word, term)


def _parts_fit(left: str, term: str, right: str) -> bool:
    """Whether what stands before and after can be a word with its linking letters."""
    if right in _STREETS:
        return False
    known = is_known(left + term + right)
    return (not left or left in _PREFIXES or _rest_fits(left, _without_last_link(left), known)) and (
        not right or _rest_fits(right, _without_first_link(right), known)
    )


def _rest_fits(rest: str, bare: str, whole_is_known: bool) -> bool:
    """Whether the rest is a word; the rest of an ordinary word must be known itself ("angst-vallig" is not)."""
    if len(bare) < _SHORTEST_REST or bare in _SUFFIXES:
        return False
    return is_known(rest) or is_known(bare) or (len(bare) >= _SURE_REST and not whole_is_known)


def _lemma_fits(word: str, term: str) -> bool:
    """Whether the base form of an ordinary word holds the term as a part too: "manieren" is "manier", not "manie"."""
    lemma = base_form(word)
    at = lemma.find(term)
    if at < 0 or lemma in (word, term):
        return True
    return _parts_fit(lemma[:at], term, lemma[at + len(term) :])


def _without_first_link(rest: str) -> str:
    link = next((each for each in _LINKS if rest.startswith(each)), "")
    return rest[len(link) :]


def _without_last_link(rest: str) -> str:
    link = next((each for each in _LINKS if rest.endswith(each)), "")
    return rest[: len(rest) - len(link)]
