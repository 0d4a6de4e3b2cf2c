"""Term and pattern hits in a text, for all recognizers in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from verslagfilter.hits import Found, Hit, Ranges, settled
from verslagfilter.lexicon import Lexicon
from verslagfilter.mentions import Category, Evidence
from verslagfilter.phrases import Phrasebook
from verslagfilter.specs import Pattern, RecognizerSpec, Term, compile_regex
from verslagfilter.terms import term_hits, typo_hits
from verslagfilter.textview import TextView

_EVERYDAY_FOR = frozenset({Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR, Category.STRAFRECHT})
"""The categories that the shared everyday phrases hold for."""
_SHARED = -1


class Matcher:
    """Finds what all recognizers look for; the last text's hits are kept, so that each text is read once."""

    def __init__(self, specs: Sequence[RecognizerSpec], shared: Sequence[Term] = ()) -> None:
        self._specs = tuple(specs)
        self._shared = tuple(shared)
        self._compiled: tuple[Lexicon, Phrasebook, list[tuple[int, Pattern, Any]]] | None = None
        self._last: tuple[str, dict[str, tuple[Hit, ...]]] | None = None

    def hits(self, text: str) -> dict[str, tuple[Hit, ...]]:
        """Per recognizer its hits in the text, by span, category and id."""
        last = self._last
        if last is None or last[0] != text:
            last = self._last = (text, self._read(text))
        return last[1]

    def _read(self, text: str) -> dict[str, tuple[Hit, ...]]:
        """One pass over the text."""
        lexicon, phrasebook, patterns = self._compile()
        view = TextView(text)
        found = [*term_hits(lexicon, view), *_pattern_hits(self._specs, patterns, view)]
        found += list(typo_hits(lexicon, view, found))
        everyday = {owner: Ranges(ranges) for owner, ranges in phrasebook.ranges(view).items()} if found else {}
        owned: list[list[Found]] = [[] for _ in self._specs]
        for each in found:
            if not _is_everyday(each, everyday):
                owned[each.owner].append(each)
        return {spec.name: settled(owned[owner]) for owner, spec in enumerate(self._specs)}

    def _compile(self) -> tuple[Lexicon, Phrasebook, list[tuple[int, Pattern, Any]]]:
        """Everything that is needed to read, made on the first text."""
        if self._compiled is None:
            owned = [(term.text, owner) for owner, spec in enumerate(self._specs) for term in spec.phrases]
            shared = [(term.text, _SHARED) for term in self._shared]
            numbered = [(owner, each) for owner, spec in enumerate(self._specs) for each in spec.patterns]
            patterns = [(owner, each, compile_regex(each.regex)) for owner, each in numbered]
            self._compiled = Lexicon(self._specs), Phrasebook(owned + shared), patterns
        return self._compiled


def _is_everyday(found: Found, everyday: dict[int, Ranges]) -> bool:
    """Whether the hit stands inside an everyday phrase of its recognizer, or of all."""
    owners = (found.owner, _SHARED) if found.hit.category in _EVERYDAY_FOR else (found.owner,)
    return any(owner in everyday and everyday[owner].hold(found.start, found.end) for owner in owners)


def _pattern_hits(
    specs: Sequence[RecognizerSpec], patterns: Iterable[tuple[int, Pattern, Any]], view: TextView
) -> Iterator[Found]:
    """The matches of all patterns that pass their recognizer's check."""
    plain = _subject(view.text)
    for owner, pattern, regex in patterns:
        spec, text = specs[owner], view.norm.cased if pattern.case else view.text
        subject = text if _is_wide(pattern.regex) else _subject(text) if pattern.case else plain
        for match in regex.finditer(subject):
            start, end = match.span(pattern.group) if match[pattern.group] else match.span()
            if start < end and _passes(spec.check, text[start:end]):
                hit = Hit(
                    view.norm.span(start, end), pattern.category or spec.category, spec.name, pattern.score,
                    Evidence.PATTERN, f"{spec.name}/{pattern.id}", (), pattern.tags, pattern.party,
                )  # fmt: skip
                yield Found(start, end, owner, hit)


def _subject(text: str) -> bytes:
    """The text as RE2 reads it fastest: one byte a character, "?" for the few that are not ASCII."""
    return text.encode("ascii", "replace")


def _is_wide(regex: str) -> bool:
    """Whether the pattern asks for characters outside ASCII."""
    return not regex.isascii() or "\\p" in regex or "\\P" in regex or "\\x" in regex


def _passes(check: str | None, value: str) -> bool:
    """Whether the value passes the named check."""
    if check is None:
        return True
    if check == "bsn":
        from stdnum.nl import bsn

        return bool(bsn.is_valid("".join(char for char in value if char.isdigit())))
    from stdnum import iban

    return bool(iban.is_valid(value))
