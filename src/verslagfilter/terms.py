"""From a place where a term stands to a hit: the whole word, its capitals, its context and its neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from verslagfilter.compounds import SHORTEST_TERM, is_compound
from verslagfilter.hits import Found, Hit, Ranges
from verslagfilter.inflection import ENDINGS, ENDINGS_AFTER_CHANGE
from verslagfilter.lexicon import Form, Lexicon, Raw
from verslagfilter.mentions import Evidence
from verslagfilter.phrases import Words, follows, starts_of
from verslagfilter.textview import TextView
from verslagfilter.typos import SHORTEST as SHORTEST_TYPO
from verslagfilter.wordlist import is_known

_AFTER_APOSTROPHE = frozenset({"s", "er", "ers", "en", "tje", "tjes", "je", "jes"})
_TYPO_SCORE = 0.6
_WIDEST = 120
"""Characters that hyphens may join to a term on one side: keeps an endless chain linear."""


def term_hits(lexicon: Lexicon, view: TextView) -> Iterator[Found]:
    """The terms of the lists that stand in the text as words or parts of compounds, in a context that counts."""
    for raw in lexicon.scan(view.flat):
        stretch = _stretch(raw, view)
        if stretch is None or not _capitals_fit(raw, view):
            continue
        seen = _context(raw.form, stretch, view)
        if seen is not None and not _beside(raw.form, stretch, view):
            yield _found(raw.form, stretch, view, seen)


def _found(
    form: Form, stretch: tuple[int, int], view: TextView, context: tuple[str, ...], *, misspelt: bool = False
) -> Found:
    """The hit for this form."""
    rule = form.rule
    hit = Hit(
        view.norm.span(*stretch),
        rule.category,
        rule.recognizer,
        min(_TYPO_SCORE, rule.list.score) if misspelt else rule.list.score,
        Evidence.TERM,
        form.id + "~" if misspelt else form.id,
        context,
        rule.list.tags,
        rule.list.party,
    )
    return Found(*stretch, rule.owner, hit)


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
    """The nearest context words on both sides that count; None: some are asked for and there is none."""
    rule = form.rule
    if not rule.context:
        return ()
    first, last = view.word_at(stretch[0]), view.word_at(stretch[1]) - 1
    seen = view.sightings(rule.context, starts_of)
    before, after = bisect_left(seen, (first,)) - 1, bisect_left(seen, (last + 1,))
    line = view.line(view.starts[first])
    near = [
        text
        for number, text in (*seen[max(before, 0) : before + 1], *seen[after : after + 1])
        if first - rule.list.within <= number <= last + rule.list.within or view.line(view.starts[number]) == line
    ]
    return tuple(dict.fromkeys(near)) or None


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


def typo_hits(lexicon: Lexicon, view: TextView, found: Sequence[Found]) -> Iterator[Found]:
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
                yield _found(form, stretch, view, seen, misspelt=True)
