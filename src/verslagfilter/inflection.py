"""Dutch word forms by rule: which endings a term may carry, and how its own end changes before them.

Only what is plausible, not what is attested: a form that does not exist is never met in a text.
"""

from __future__ import annotations

ENDINGS = frozenset({
    "", "e", "en", "er", "ere", "ers", "eren", "n", "s", "je", "jes", "tje", "tjes", "pje", "pjes", "etje", "etjes",
})  # fmt: skip
"""What may follow a term in its own form."""
ENDINGS_AFTER_CHANGE = frozenset({"e", "en", "er", "ere", "ers", "eren", "etje", "etjes"})
"""What may follow a term whose end changed ("pill" + "en", "behandelar" + "en")."""

_VOWELS = "aeiou"
_LONG = ("aa", "ee", "oo", "uu")
_REPLACED = (("heid", "heden"), ("cus", "ci"), ("um", "a"), ("aris", "arissen"))


def changed_stems(word: str) -> tuple[str, ...]:
    """Other spellings of the word before an ending that starts with "e", in order.

    >>> changed_stems("pil"), changed_stems("behandelaar"), changed_stems("slaaf")
    (('pill',), ('behandelar',), ('slav',))
    """
    if len(word) < 3 or not word.isalpha() or word[-1] in _VOWELS:
        return ()
    last, before = word[-1], word[-3:-1]
    if before in _LONG:
        return (word[:-2] + _voiced(last),)
    if before[-1] not in _VOWELS:
        return (word[:-1] + _voiced(last),) if last in "fs" else ()
    if before[0] in _VOWELS:
        return (word[:-1] + _voiced(last),) if last in "fs" else ()
    return (word + last,) if last not in "wxjhyq" else ()


def replaced_forms(word: str) -> tuple[str, ...]:
    """Plurals that take no ending but another end: "mogelijkheid", "mogelijkheden"."""
    return tuple(word[: -len(old)] + new for old, new in _REPLACED if word.endswith(old) and len(word) > len(old) + 2)


def all_forms(word: str) -> frozenset[str]:
    """Every form of the word, itself included."""
    grown = {word + ending for ending in ENDINGS}
    changed = {stem + ending for stem in changed_stems(word) for ending in ENDINGS_AFTER_CHANGE}
    return frozenset(grown | changed | set(replaced_forms(word)))


def _voiced(last: str) -> str:
    """The letter between vowels: f becomes v, s becomes z."""
    return {"f": "v", "s": "z"}.get(last, last)
