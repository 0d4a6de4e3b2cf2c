"""Misspelt terms: rare words of the text that are one or two letters away from a term."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 7
_TWO_EDITS_FROM = 11


class TypoIndex:
    """Terms by first letter and length, to compare few words with few terms."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        self._groups: dict[tuple[str, int], list[tuple[str, int]]] = {}
        self._seen: dict[str, int | None] = {}
        for term, key in terms:
            if len(term) >= SHORTEST and term.isalpha():
                self._groups.setdefault((term[0], len(term)), []).append((term, key))

    def __bool__(self) -> bool:
        return bool(self._groups)

    def near(self, word: str) -> int | None:
        """The key of the nearest term with the same first letter, when it is near enough (OSA distance).

        Equal distances are settled by the order of the terms.
        """
        if word not in self._seen:
            if len(self._seen) > 50_000:
                self._seen.clear()
            self._seen[word] = self._search(word)
        return self._seen[word]

    def _search(self, word: str) -> int | None:
        from rapidfuzz.distance import OSA

        most = 2 if len(word) >= _TWO_EDITS_FROM else 1
        best: int | None = None
        for length in sorted(range(len(word) - most, len(word) + most + 1), key=lambda each: abs(each - len(word))):
            for term, key in self._groups.get((word[0], length), ()):
                distance = OSA.distance(word, term, score_cutoff=most)
                if distance <= most:
                    best, most = key, distance - 1
                if most < 1:
                    return best
        return best
