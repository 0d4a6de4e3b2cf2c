"""Sequences of words in a text: context words, words directly beside a term, and everyday phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verslagfilter.inflection import all_forms
from verslagfilter.normalise import normalise
from verslagfilter.textview import TextView, flatten

Words = tuple[str, ...]
"""Normalised words; one that ends in "*" stands for every word that starts so."""
_GAP = 3
"""How many words a lone "*" in a phrase may stand for."""


def words_of(text: str) -> Words:
    """The words of a phrase that a person wrote, "*" kept."""
    return tuple(word for piece in normalise(text).text.split() for word in _split(piece))


def _split(piece: str) -> Iterator[str]:
    """The words of one piece: "ggz-team*" is two, the last with its star."""
    star = "*" if piece.endswith("*") else ""
    words = flatten(piece).split()
    if not words:
        return iter(("*",) if star else ())
    return iter((*words[:-1], words[-1] + star))


def fits(wanted: str, word: str) -> bool:
    """Whether the word is the wanted one, or starts with it when it ends in "*"."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def starts_of(view: TextView, words: Words) -> list[int]:
    """The numbers of the words in the text where this sequence starts."""
    return [number for number in view.numbers(words[0]) if follows(view, words, number)]


def follows(view: TextView, words: Words, number: int) -> bool:
    """Whether the sequence stands in the text from this word on."""
    if number < 0 or number + len(words) > len(view.words):
        return False
    return all(
        fits(wanted, view.words[number + step]) and (step == 0 or view.joined(number + step - 1))
        for step, wanted in enumerate(words)
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """An everyday phrase, around its longest word."""

    before: Words
    """Nearest word first."""
    after: Words
    owner: int
    """The recognizer that it holds for; -1: every recognizer of health and crime."""


class Phrasebook:
    """All everyday phrases, in every form of their words."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        self._anchors: dict[str, list[Phrase]] = {}
        self._forms: dict[str, frozenset[str]] = {}
        for text, owner in phrases:
            self._add(words_of(text), owner)

    def _add(self, words: Words, owner: int) -> None:
        plain = [(len(word), -at) for at, word in enumerate(words) if not word.endswith("*")]
        if not plain:
            return
        at = -max(plain)[1]
        phrase = Phrase(words[:at][::-1], words[at + 1 :], owner)
        for word in words:
            if word not in self._forms:
                self._forms[word] = all_forms(word) if len(word) > 3 else frozenset({word})
        for form in sorted(self._forms[words[at]]):
            self._anchors.setdefault(form, []).append(phrase)

    def ranges(self, view: TextView) -> dict[int, list[tuple[int, int]]]:
        """Per owner the stretches of the normalised text that are everyday phrases, in order of their anchor."""
        found: dict[int, list[tuple[int, int]]] = {}
        if not self._anchors:
            return found
        for number, word in enumerate(view.words):
            for phrase in self._anchors.get(word, ()):
                first = self._reach(view, phrase.before, number, -1)
                last = self._reach(view, phrase.after, number, 1)
                if first is not None and last is not None:
                    stretch = (view.starts[first], view.starts[last] + len(view.words[last]))
                    found.setdefault(phrase.owner, []).append(stretch)
        return found

    def _reach(self, view: TextView, words: Words, number: int, step: int) -> int | None:
        """The last word of the sequence, walking from number in the direction of step; None: it is not there."""
        if not words:
            return number
        if words[0] == "*":
            return self._reach_over(view, words[1:], number, step)
        following = number + step
        if not 0 <= following < len(view.words) or not view.joined(min(number, following)):
            return None
        if not self._is_form(words[0], view.words[following]):
            return None
        return self._reach(view, words[1:], following, step)

    def _reach_over(self, view: TextView, words: Words, number: int, step: int) -> int | None:
        """As reach, with up to three free words first."""
        for free in range(_GAP + 1):
            at = number + free * step
            if not 0 <= at < len(view.words) or (free and not view.joined(min(at, at - step))):
                return None
            found = self._reach(view, words, at, step)
            if found is not None:
                return found
        return None

    def _is_form(self, wanted: str, word: str) -> bool:
        """Whether the word is a form of the wanted one."""
        return fits(wanted, word) if wanted.endswith("*") else word in self._forms[wanted]
