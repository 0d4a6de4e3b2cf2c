"""The words of a statement while it is being rewritten: where each came from, and how they become pieces again."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from verslagfilter.extracts import Piece
from verslagfilter.span import Span


@cache
def lists() -> dict[str, Any]:
    """The word lists of data/rewriting.yaml."""
    loaded: dict[str, Any] = YAML(typ="safe").load(
        (Path(__file__).parents[1] / "data" / "rewriting.yaml").read_text("utf-8")
    )
    return loaded


@cache
def words_of(kind: str) -> frozenset[str]:
    """One of those lists, for membership."""
    return frozenset(str(word) for word in lists()[kind])


@dataclass(frozen=True, slots=True)
class Word:
    """One token."""

    text: str
    span: Span | None = None
    """Where it stands in the source; None: a joining word."""
    space: bool = True
    """Whether white space stands before it."""
    pos: str = ""
    finite: bool = False
    verb: bool = False
    subject: bool = False
    index: int = -1
    """Index in the parsed Doc; -1 for a joining word."""
    subject_words: tuple[int, ...] = ()
    """For a finite verb: Doc indices of its subject, as parsed."""
    bad: bool = False
    """Lies under a mention that may not reach the recipient."""
    head: int = -1
    """Doc index of the word that it depends on, as parsed; its own for a root."""
    dep: str = ""
    """What it is to its head, as parsed: a UD relation."""

    @property
    def low(self) -> str:
        """Lower case, straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def is_mark(self) -> bool:
        """Punctuation."""
        return not any(c.isalnum() for c in self.text)


Words = tuple[Word, ...]
Rule = Callable[[Words], Words | None]
"""Takes the words and gives the rewritten ones; the same object when it does not apply; None: cannot be done safely."""


def joining(text: str, space: bool = True) -> Word:
    """A word that no source has."""
    return Word(text, None, space)


def read_words(sentence: Any, offset: int, bad: Collection[Span]) -> Words:
    """The tokens of a spaCy span as Words.

    Args:
        sentence: spaCy Span.
        offset: where the parsed stretch starts in the source text.
        bad: mentions that may not reach the recipient.
    """
    subjects: dict[int, list[int]] = {}
    for token in sentence:
        if token.dep_.startswith(("nsubj", "csubj")):
            subjects.setdefault(token.head.i, []).extend(sorted(t.i for t in token.subtree))
    words = []
    for token in sentence:
        if token.is_space:
            continue
        span = Span(offset + token.idx, offset + token.idx + len(token.text))
        finite = token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])
        own = tuple(subjects.get(token.i, ())) or tuple(subjects.get(token.head.i, ()) if token.pos_ == "AUX" else ())
        space = token.i > sentence.start and bool(token.nbor(-1).whitespace_ or token.nbor(-1).is_space)
        subject, hit = token.dep_.startswith("nsubj"), any(span.overlaps(b) for b in bad)
        verb = token.pos_ in ("VERB", "AUX")
        words.append(
            Word(
                token.text, span, space, token.pos_, finite, verb, subject, token.i, own, hit, token.head.i, token.dep_
            )
        )
    return tuple(words)


def any_bad(words: Iterable[Word]) -> bool:
    """Whether something in it may not reach the recipient."""
    return any(w.bad for w in words)


def starts_with(words: Sequence[Word], phrases: Iterable[str]) -> int:
    """Number of words of the longest phrase that words begin with; 0: none."""
    best, first = 0, words[0].low if words else ""
    for phrase in phrases:
        if first not in phrase:  # most of them, without taking the phrase apart
            continue
        parts = phrase.split()
        fits = len(parts) <= len(words) and all(w.low == part for w, part in zip(words, parts, strict=False))
        best = max(best, len(parts) if fits else 0)
    return best


_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:!?)\]])")


def tidy(words: Words) -> Words:
    """Commas, brackets and conjunctions that were left dangling, taken away."""
    left = list(words)
    changed = True
    while changed and left:
        changed = False
        while left and left[0].text in {",", ";", ".", ":", "-", "–", "—", "->", "/", ")", "+"}:
            left.pop(0)
            changed = True
        while left and (
            left[-1].text in {",", ";", ":", "-", "–", "(", "/", "+", "->"}
            or (left[-1].low in {"en", "of", "maar", "want", "plus"})
        ):
            left.pop()
            changed = True
        for i in range(len(left) - 1):
            a, b = left[i].text, left[i + 1].text
            if (a in ",;" and b in ",;.:)") or (a == "(" and b in ",;"):
                del left[i if b in ".;:)" or a == "," else i + 1]
                changed = True
                break
            if a == "(" and b == ")":
                del left[i : i + 2]
                changed = True
                break
            if a in {"(", ","} and b == ")":
                del left[i]
                changed = True
                break
    return tuple(left)


def capital(words: Words) -> Words:
    """The first letter as a capital."""
    for i, word in enumerate(words):
        if not word.is_mark:
            text = word.text
            if text[0] in "'’" and len(text) > 1:
                after = words[i + 1] if i + 1 < len(words) else None
                if after is not None and text.lower() in {"'s", "’s", "'t", "’t"} and after.text[0].isalpha():
                    return (
                        *words[: i + 1],
                        replace(after, text=after.text[0].upper() + after.text[1:]),
                        *words[i + 2 :],
                    )
            first = "E" if text.startswith("éé") else text[0].upper()  # "Eén", as the spelling has it
            return (*words[:i], replace(word, text=first + text[1:]), *words[i + 1 :])
    return words


def lower_first(words: Words) -> Words:
    """The first word without its sentence capital, unless it is a name or an abbreviation."""
    if not words or words[0].pos == "PROPN" or (words[0].text.isupper() and len(words[0].text) > 1):
        return words
    first = words[0]
    return (replace(first, text=first.text[0].lower() + first.text[1:]), *words[1:])


def spaced(words: Words) -> Words:
    """The words with a space before the first."""
    return (replace(words[0], space=True), *words[1:]) if words else words


def text_of(words: Words) -> str:
    """The words as they will be read."""
    parts = [(" " if w.space and i else "") + w.text for i, w in enumerate(words)]
    return _SPACE_BEFORE.sub("", re.sub(r"([(\[])\s+", r"\1", "".join(parts))).strip()


def pieces_of(words: Words, source: str) -> tuple[Piece, ...]:
    """The words as pieces: stretches that stand together in the source are one piece."""
    pieces: list[Piece] = []
    for word in words:
        last = pieces[-1] if pieces else None
        closes = word.text[:1] in ",.;:!?)]"
        opened = last is not None and last.text.endswith(("(", "["))
        space = " " if word.space and last is not None and not closes and not opened else ""
        if last is not None and last.span and word.span and _adjacent(last.span, word, space, source):
            pieces[-1] = Piece(last.text + space + word.text, last.span.hull(word.span))
            continue
        if space:
            pieces.append(Piece(space))
        pieces.append(Piece(word.text, word.span))
    return tuple(_merged(pieces))


def _adjacent(last: Span, word: Word, space: str, source: str) -> bool:
    if word.span is None or word.span.start < last.end:
        return False
    return source[last.end : word.span.start] == space and word.text == word.span.of(source)


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].span is None and piece.span is None:
            merged[-1] = Piece(merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged
