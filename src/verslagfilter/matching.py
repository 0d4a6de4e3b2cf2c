"""Term and pattern hits in a text, for all recognizers in one pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from verslagfilter.compounds import SHORTEST_TERM, is_compound, is_known
from verslagfilter.inflection import ENDINGS, ENDINGS_AFTER_CHANGE
from verslagfilter.lexicon import Form, Lexicon, Raw
from verslagfilter.mentions import Category, Evidence
from verslagfilter.phrases import Phrasebook, Words, follows, starts_of
from verslagfilter.span import Span
from verslagfilter.specs import Pattern, RecognizerSpec, Term, compile_regex
from verslagfilter.textview import TextView
from verslagfilter.typos import SHORTEST as SHORTEST_TYPO

_EVERYDAY_FOR = frozenset({Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR, Category.STRAFRECHT})
"""The categories that the shared everyday phrases hold for."""
_AFTER_APOSTROPHE = frozenset({"s", "er", "ers", "en", "tje", "tjes", "je", "jes"})
_TYPO_SCORE = 0.6
_SHARED = -1
_WIDEST = 120
"""Characters that hyphens may join to a term on one side: keeps an endless chain linear."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a recognizer found. Holds ids and words of its own lists, never text of the minutes."""

    span: Span
    """In the original text."""
    category: Category
    recognizer: str
    score: float
    evidence: Evidence
    id: str
    context: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit with its stretch of the normalised text."""

    start: int
    end: int
    owner: int
    hit: Hit


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
        found = [*_term_hits(lexicon, view), *_pattern_hits(self._specs, patterns, view)]
        found += list(_typo_hits(lexicon, view, found))
        everyday = {owner: Ranges(ranges) for owner, ranges in phrasebook.ranges(view).items()} if found else {}
        owned: list[list[_Found]] = [[] for _ in self._specs]
        for each in found:
            if not _is_everyday(each, everyday):
                owned[each.owner].append(each)
        return {spec.name: _settled(owned[owner]) for owner, spec in enumerate(self._specs)}

    def _compile(self) -> tuple[Lexicon, Phrasebook, list[tuple[int, Pattern, Any]]]:
        """Everything that is needed to read, made on the first text."""
        if self._compiled is None:
            owned = [(term.text, owner) for owner, spec in enumerate(self._specs) for term in spec.phrases]
            shared = [(term.text, _SHARED) for term in self._shared]
            numbered = [(owner, each) for owner, spec in enumerate(self._specs) for each in spec.patterns]
            patterns = [(owner, each, compile_regex(each.regex)) for owner, each in numbered]
            self._compiled = Lexicon(self._specs), Phrasebook(owned + shared), patterns
        return self._compiled


class Ranges:
    """Stretches of a text, to ask whether one of them holds another."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds all of start..end."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end


def _is_everyday(found: _Found, everyday: dict[int, Ranges]) -> bool:
    """Whether the hit stands inside an everyday phrase of its recognizer, or of all."""
    owners = (found.owner, _SHARED) if found.hit.category in _EVERYDAY_FOR else (found.owner,)
    return any(owner in everyday and everyday[owner].hold(found.start, found.end) for owner in owners)


def _settled(found: Iterable[_Found]) -> tuple[Hit, ...]:
    """Of one recognizer: the longest hits; one inside another of its category goes unless it is surer."""
    kept: list[_Found] = []
    open_ones: list[_Found] = []
    for each in sorted(found, key=_longest_first):
        open_ones = [other for other in open_ones if other.end > each.start]
        if not any(_covers(other, each) for other in open_ones):
            kept.append(each)
            open_ones.append(each)
    return tuple(each.hit for each in kept)


def _covers(other: _Found, each: _Found) -> bool:
    """Whether the other, which starts no later, says all that this one says, as surely."""
    return other.end >= each.end and other.hit.category == each.hit.category and other.hit.score >= each.hit.score


def _longest_first(found: _Found) -> tuple[int, int, str, float, str]:
    hit = found.hit
    return (found.start, -found.end, hit.category, -hit.score, hit.id)


def _term_hits(lexicon: Lexicon, view: TextView) -> Iterator[_Found]:
    """The terms of the lists that stand in the text as words or parts of compounds, in a context that counts."""
    for raw in lexicon.scan(view.flat):
        stretch = _stretch(raw, view)
        if stretch is None or not _capitals_fit(raw, view):
            continue
        seen = _context(raw.form, stretch, view)
        if seen is not None and not _beside(raw.form, stretch, view):
            yield _found(raw.form, stretch, view, context=seen)


def _found(form: Form, stretch: tuple[int, int], view: TextView, **changes: Any) -> _Found:
    """The hit for this form."""
    rule = form.rule
    hit = Hit(
        view.norm.span(*stretch), rule.category, rule.recognizer, rule.list.score, Evidence.TERM, form.id, (),
        rule.list.tags, rule.list.party,
    )  # fmt: skip
    return _Found(*stretch, rule.owner, replace(hit, **changes))


def _stretch(raw: Raw, view: TextView) -> tuple[int, int] | None:
    """The whole word or words that the term stands in; None: it stands there by accident."""
    start = view.letters_start(raw.start) if raw.form.loose else raw.start
    end = view.letters_end(raw.end) if view.flat[raw.end - 1].isalpha() else raw.end
    if end == raw.end and end < len(view.flat) and view.flat[end].isdigit() and not view.flat[end - 1].isalpha():
        return None
    if not _word_fits(raw.form, view.flat[start : raw.start], view.flat[raw.start : raw.end], view.flat[raw.end : end]):
        return None
    return _widened(raw.form, start, end, view)


def _word_fits(form: Form, left: str, term: str, right: str) -> bool:
    """Whether left + term + right is a form of the term, or a compound with it."""
    rule = form.rule.list
    if form.changed and not right.startswith("e"):
        return False
    endings = ENDINGS_AFTER_CHANGE if form.changed else ENDINGS
    inflected = not right or (rule.inflect and right in endings and (right != "n" or term.endswith("e")))
    if not left and inflected:
        return True
    last = term.rpartition(" ")[2]
    if not rule.compounds or form.capitals or len(last) < SHORTEST_TERM:
        return False
    return is_compound(left, last, "" if inflected else right)


def _widened(form: Form, start: int, end: int, view: TextView) -> tuple[int, int] | None:
    """The stretch with an ending after an apostrophe, and with what hyphens join to it."""
    rule = form.rule.list
    if rule.inflect and end < len(view.text) and view.text[end] == "'":
        after = view.letters_end(end + 1)
        if view.flat[end + 1 : after] in _AFTER_APOSTROPHE:
            end = after
    joined = view.is_hyphen(start - 1) or view.is_hyphen(end)
    if not joined:
        return start, end
    if not rule.compounds:
        return None
    first, last = start - _WIDEST, end + _WIDEST
    while start > first and view.is_hyphen(start - 1):
        start = _run_start(view, start - 1, first)
    while end < last and view.is_hyphen(end):
        end = _run_end(view, end + 1, last)
    return start, end


def _run_start(view: TextView, place: int, first: int) -> int:
    """Where the letters and digits before this place start."""
    while place > max(0, first) and view.flat[place - 1] != " ":
        place -= 1
    return place


def _run_end(view: TextView, place: int, last: int) -> int:
    """Where the letters and digits from this place on end."""
    while place < min(len(view.flat), last) and view.flat[place] != " ":
        place += 1
    return place


def _capitals_fit(raw: Raw, view: TextView) -> bool:
    """Whether the text has capitals where the term has them."""
    return all(view.norm.capital(raw.start + at) for at in raw.form.capitals)


def _context(form: Form, stretch: tuple[int, int], view: TextView) -> tuple[str, ...] | None:
    """The context words that stand near; None: some are asked for and there is none."""
    rule = form.rule
    if not rule.context:
        return ()
    first, last = view.word_at(stretch[0]), view.word_at(stretch[1]) - 1
    within = rule.list.within
    near = [text for text, words in rule.context if _is_near(view, starts_of(view, words), first, last, within)]
    return tuple(near) or None


def _is_near(view: TextView, numbers: Sequence[int], first: int, last: int, within: int) -> bool:
    """Whether one of these words stands near the words first..last: within so many words, or in the same line."""
    before = bisect_left(numbers, first)
    after = bisect_left(numbers, last + 1)
    nearest = [*numbers[before - 1 : before], *numbers[after : after + 1]] if before else numbers[after : after + 1]
    line = view.line(view.starts[first])
    return any(
        first - within <= number <= last + within or view.line(view.starts[number]) == line for number in nearest
    )


def _beside(form: Form, stretch: tuple[int, int], view: TextView) -> bool:
    """Whether words directly before or after make it an everyday use."""
    rule = form.rule
    if not (rule.not_after or rule.not_before):
        return False
    first, last = view.word_at(stretch[0]), view.word_at(stretch[1]) - 1
    return any(_stands(view, words, first - len(words), first) for words in rule.not_after) or any(
        _stands(view, words, last + 1, last + 1) for words in rule.not_before
    )


def _stands(view: TextView, words: Words, at: int, seam: int) -> bool:
    """Whether the words stand from at on, joined to their neighbour at the seam."""
    return follows(view, words, at) and seam > 0 and view.joined(seam - 1)


def _pattern_hits(
    specs: Sequence[RecognizerSpec], patterns: Iterable[tuple[int, Pattern, Any]], view: TextView
) -> Iterator[_Found]:
    """The matches of all patterns that pass their recognizer's check."""
    for owner, pattern, regex in patterns:
        spec = specs[owner]
        text = view.norm.cased if pattern.case else view.text
        for match in regex.finditer(text):
            start, end = match.span(pattern.group)
            if start < end and _passes(spec.check, text[start:end]):
                hit = Hit(
                    view.norm.span(start, end), pattern.category or spec.category, spec.name, pattern.score,
                    Evidence.PATTERN, f"{spec.name}/{pattern.id}", (), pattern.tags, pattern.party,
                )  # fmt: skip
                yield _Found(start, end, owner, hit)


def _passes(check: str | None, value: str) -> bool:
    """Whether the value passes the named check."""
    if check is None:
        return True
    if check == "bsn":
        from stdnum.nl import bsn

        return bool(bsn.is_valid("".join(char for char in value if char.isdigit())))
    from stdnum import iban

    return bool(iban.is_valid(value))


def _typo_hits(lexicon: Lexicon, view: TextView, found: Sequence[_Found]) -> Iterator[_Found]:
    """Rare words of the text that are nearly a term."""
    covered = Ranges((each.start, each.end) for each in found)
    for word in view.distinct if lexicon.has_typos else ():
        if len(word) < SHORTEST_TYPO or not word.isalpha():
            continue
        form = lexicon.misspelt(word)
        if form is None or is_known(word):
            continue
        for number in view.numbers(word):
            stretch = (view.starts[number], view.starts[number] + len(word))
            seen = None if covered.hold(*stretch) else _context(form, stretch, view)
            if seen is not None and not _beside(form, stretch, view):
                yield _found(form, stretch, view, score=_TYPO_SCORE, id=form.id + "~", context=seen)
