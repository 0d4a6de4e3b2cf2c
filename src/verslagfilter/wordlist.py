"""Dutch words and their base forms, as simplemma lists them."""

from __future__ import annotations

from functools import lru_cache

_REMEMBERED = 50_000
"""Words; the list that is read in part starts sooner than the whole one and takes less memory, but answers slower."""


@lru_cache(maxsize=_REMEMBERED)
def is_known(word: str) -> bool:
    """Whether the word is an ordinary Dutch word form."""
    import simplemma  # its word list takes 0.2 s to read: only when a text asks for it

    return bool(simplemma.is_known(word, lang="nl", low_memory=True))


@lru_cache(maxsize=_REMEMBERED)
def base_form(word: str) -> str:
    """The word as a dictionary has it; an unknown word as it is."""
    import simplemma

    return str(simplemma.lemmatize(word, lang="nl", low_memory=True))
