"""One text, prepared once for every matcher: normalised, cut into words, and with its lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from verslagfilter.normalise import Normalised, normalise

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 80
"""Letters looked at on one side of a place: keeps a text without spaces linear."""
_LETTERS = re.compile(rf"[^\W\d_]{{0,{_LONGEST}}}")


class _Blank(dict[int, str]):
    """Letters and digits stay, everything else becomes a space."""

    def __missing__(self, point: int) -> str:
        self[point] = kept = chr(point) if chr(point).isalnum() else " "
        return kept


_BLANK = _Blank()

Wanted = tuple[tuple[str, tuple[str, ...]], ...]
"""Word sequences with their names."""
Starts = Callable[["TextView", tuple[str, ...]], list[int]]


def flatten(text: str) -> str:
    """The normalised text with a space for everything that is no letter or digit; same length."""
    return text.translate(_BLANK)


class TextView:
    """A text as the matchers see it; what costs something is made when it is first asked for."""

    def __init__(self, original: str) -> None:
        self.norm: Normalised = normalise(original)
        self.text = self.norm.text
        self.flat = flatten(self.text)
        self._sightings: dict[Wanted, list[tuple[int, str]]] = {}

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [found.start() for found in _WORD.finditer(self.flat)]

    @cached_property
    def words(self) -> list[str]:
        """The words, in order."""
        return self.flat.split()

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            index.setdefault(word, []).append(number)
        return index

    @cached_property
    def distinct(self) -> list[str]:
        """Every different word, sorted."""
        return sorted(self._index)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.norm.original)]

    def numbers(self, wanted: str) -> list[int]:
        """The numbers of the words that are the wanted one, or start with it when it ends in "*"; in order."""
        if not wanted.endswith("*"):
            return self._index.get(wanted, [])
        prefix = wanted[:-1]
        first = bisect_left(self.distinct, prefix)
        last = bisect_right(self.distinct, prefix + "\U0010ffff")
        return sorted(number for word in self.distinct[first:last] for number in self._index[word])

    def sightings(self, wanted: Wanted, starts: Starts) -> list[tuple[int, str]]:
        """The numbers of the words where one of the wanted sequences starts, each with its name; in order."""
        if wanted not in self._sightings:
            self._sightings[wanted] = sorted((number, name) for name, words in wanted for number in starts(self, words))
        return self._sightings[wanted]

    def word_at(self, place: int) -> int:
        """The number of the first word that starts at this place or later."""
        return bisect_left(self.starts, place)

    def line(self, place: int) -> int:
        """The number of the line of the original that this place stands in."""
        return bisect_left(self._line_ends, self.norm.origin(place))

    def joined(self, number: int) -> bool:
        """Whether this word and the next stand in one phrase: only a space, hyphen, slash or comma between them."""
        end = self.starts[number] + len(self.words[number])
        return self.text[end : self.starts[number + 1]] in {" ", "-", "/", "'", ", ", " - "}

    def letters_end(self, place: int) -> int:
        """Where the letters that go on from this place end."""
        found = _LETTERS.match(self.flat, place)
        return found.end() if found else place

    def letters_start(self, place: int) -> int:
        """Where the letters that lead up to this place start."""
        first = max(0, place - _LONGEST)
        while place > first and self.flat[place - 1].isalpha():
            place -= 1
        return place

    def is_hyphen(self, place: int) -> bool:
        """Whether a hyphen of the original (not a dash) joins the characters on both sides of this place."""
        if not 0 < place < len(self.text) - 1 or self.text[place] != "-":
            return False
        dash = self.norm.original[self.norm.origin(place)] in "–—―"
        return not dash and self.flat[place - 1] != " " and self.flat[place + 1] != " "
