"""What must hold of every rewrite, said exactly; each gives what is wrong, empty when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from verslagfilter.extracts import Piece
from verslagfilter.mentions import Mention
from verslagfilter.rewriting import Rewritten
from verslagfilter.rewriting.verbs import second_person, singular_form
from verslagfilter.rewriting.words import words_of
from verslagfilter.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLAUSE = re.compile(
    r"[;:()]|,(?!\d)|(?<=[.!?])\s|"
    r"\b(?:en|maar|want|dus|omdat|aangezien|doordat|nu hij|waardoor|zodat|vanwege|wegens|gezien|sinds|na|door|"
    r"i\.v\.m\.|ivm|als gevolg van|ten gevolge van|mede door|met het oog op|in verband met|dat|om|"
    r"aldus|volgens|conform|of(?= (?:als|wanneer|indien|zodra|zolang)\b))(?!\w)",
    re.I,
)
"""Where one clause, cause or source ends and the next starts; what follows a word of this kind belongs to it."""
BINDING = frozenset({
    "niet", "geen", "nooit", "niets", "niks", "niemand", "nergens", "zonder", "noch", "tenzij", "behalve", "mits",
    "alleen", "enkel", "slechts", "pas", "hooguit", "minstens", "maximaal", "minimaal", "tot", "voor", "vóór",
    "vanaf", "als", "indien", "wanneer", "zolang", "zodra", "voordat", "nadat", "misschien", "mogelijk",
    "waarschijnlijk", "zou", "bijna", "nauwelijks",
})  # fmt: skip
"""Words that turn what is said around, bound it or make it doubtful: negation, condition, limit, doubt."""
_NUMBER = re.compile(r"\d")
_EMPTY = BINDING | frozenset({
    "de", "het", "een", "is", "zijn", "wordt", "worden", "was", "hij", "zij", "ze", "hem", "haar", "hun", "er",
    "in", "op", "aan", "bij", "met", "van", "te", "door", "om", "dat", "dan", "en", "of", "maar", "dus", "want",
    "daar", "ook", "naar", "over", "uit", "wel", "die", "u", "je", "heeft", "werd", "'s",
})  # fmt: skip
"""Words that tell nothing by themselves."""


def everything(done: Rewritten | None, text: str) -> frozenset[int]:
    """Offsets of every letter and digit of the source that comes out, cells included; none when it is withheld."""
    pieces: tuple[Piece, ...] = () if done is None else (*done.pieces, *done.when, *done.who)
    return frozenset(
        i for piece in pieces if piece.span for i in range(piece.span.start, piece.span.end) if text[i].isalnum()
    )


def words_in(span: Span, text: str) -> Iterator[Span]:
    """Every word under span."""
    for match in _WORD.finditer(text, span.start, span.end):
        yield Span(match.start(), match.end())


def clauses(span: Span, text: str) -> Iterator[Span]:
    """The clauses under span; each starts with the word or mark that opens it."""
    cuts = [span.start, *(m.start() for m in _CLAUSE.finditer(text, span.start, span.end)), span.end]
    yield from (Span(a, b) for a, b in pairwise(cuts) if text[a:b].strip())


def lost(span: Span, text: str, out: frozenset[int], gone: tuple[Mention, ...]) -> list[str]:
    """Negations, conditions, limits, doubts and numbers of kept clauses that did not come out.

    A clause is kept when a content word of it, that is none of the words above and no function word, comes out. What
    lies under a mention that must go is not asked for.
    """
    missing = []
    for clause in clauses(span, text):
        words = list(words_in(clause, text))
        telling = [w for w in words if w.of(text).lower() not in _EMPTY]
        if not any(w.start in out for w in telling):
            continue
        for word in words:
            plain = word.of(text).lower()
            binds = plain in BINDING or _NUMBER.search(plain)
            if binds and word.start not in out and not any(m.span.overlaps(word) for m in gone):
                missing.append(plain)
    return missing


def foreign(reads: str, text: str, contact: str | None) -> list[str]:
    """Words that are neither in the source, nor in the closed list, nor an allowed form of a word of the source."""
    source = [m[0].lower() for m in _WORD.finditer(text)] + (["eén"] if "één" in text else [])
    allowed = {
        *source,
        *words_of("joining"),
        *words_of("fixed"),
        *(m[0].lower() for m in _WORD.finditer(contact or "")),
    }
    allowed |= {form for word in source if (form := singular_form(word))}
    allowed |= {second_person(word) for word in source}
    parts = words_of("separable")
    return [
        w for w in (m[0].lower() for m in _WORD.finditer(reads)) if w not in allowed and not _is_form(w, source, parts)
    ]


def _is_form(word: str, source: list[str], parts: frozenset[str]) -> bool:
    """As "langsgaan" of "langs … gaan", "doet" of "opendoet"; half of a hyphened word."""
    joined = any(word == part + verb for part in parts & set(source) for verb in source)
    split = any(whole == part + word or whole == word + part for whole in source for part in parts)
    particle = word in parts and any(whole.startswith(word) for whole in source)
    return joined or split or particle or any(word in re.split(r"[-.'’]", whole) for whole in source)
