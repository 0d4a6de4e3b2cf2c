"""All term lists of all recognizers in one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verslagfilter.compounds import SHORTEST_TERM
from verslagfilter.inflection import changed_stems, replaced_forms
from verslagfilter.mentions import Category
from verslagfilter.normalise import normalise
from verslagfilter.phrases import Words, words_of
from verslagfilter.specs import RecognizerSpec, Term, TermList
from verslagfilter.textview import flatten
from verslagfilter.typos import TypoIndex


@dataclass(frozen=True, slots=True)
class Rule:
    """A term list as the matcher needs it."""

    owner: int
    """Number of the recognizer."""
    recognizer: str
    list: TermList
    category: Category
    context: tuple[tuple[str, Words], ...]
    """As written, and as words."""
    not_after: tuple[Words, ...]
    not_before: tuple[Words, ...]


class Form:
    """One spelling of one term."""

    __slots__ = ("capitals", "changed", "line", "loose", "rule", "size")

    def __init__(self, rule: Rule, line: int, size: int, capitals: tuple[int, ...], changed: bool, loose: bool) -> None:
        self.rule = rule
        self.line = line
        self.size = size
        """Length without the space before it."""
        self.capitals = capitals
        """Where the text must have capitals."""
        self.changed = changed
        """Whether the end changed, so that only an ending with "e" may follow."""
        self.loose = loose
        """Whether it may stand inside a longer word."""

    @property
    def id(self) -> str:
        """Where the term stands, for instance "medicatie/terms.txt:12"."""
        return f"{self.rule.recognizer}/{self.rule.list.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Raw:
    """A place in the flat text where a form stands, before any check."""

    start: int
    end: int
    form: Form


class Lexicon:
    """The terms of these recognizers, compiled once."""

    def __init__(self, specs: Sequence[RecognizerSpec]) -> None:
        import ahocorasick_rs

        self._forms: list[list[Form]] = []
        numbers: dict[str, int] = {}
        misspelt: list[tuple[str, Form]] = []
        words: set[str] = set()
        for form, text in _all_forms(specs):
            if not form.changed:
                words.update(text.split())
            if form.rule.list.typos and not form.changed and not form.capitals:
                misspelt.append((text, form))
            number = numbers.setdefault(text if form.loose else " " + text, len(numbers))
            if number == len(self._forms):
                self._forms.append([])
            self._forms[number].append(form)
        self._automaton: Any = ahocorasick_rs.AhoCorasick(list(numbers), store_patterns=False) if numbers else None
        self._words = frozenset(words)
        self._misspelt = [form for _, form in misspelt]
        self._typos = TypoIndex((text, key) for key, (text, _) in enumerate(misspelt))

    @property
    def has_typos(self) -> bool:
        """Whether some list asks for misspelt words."""
        return bool(self._typos)

    def misspelt(self, word: str) -> Form | None:
        """The term that the word nearly is; None: it is a word of some term itself, or near none."""
        if word in self._words:
            return None
        key = self._typos.near(word)
        return None if key is None else self._misspelt[key]

    def scan(self, flat: str) -> Iterator[Raw]:
        """Every form in the flat text, overlapping ones too; one pass."""
        if self._automaton is None:
            return
        for number, _, end in self._automaton.find_matches_as_indexes(" " + flat, overlapping=True):
            for form in self._forms[number]:
                yield Raw(end - 1 - form.size, end - 1, form)


def _all_forms(specs: Sequence[RecognizerSpec]) -> Iterator[tuple[Form, str]]:
    """Every spelling of every term, in order of recognizer, list and line."""
    for owner, spec in enumerate(specs):
        for entry, terms in zip(spec.lists, spec.terms, strict=True):
            rule = _rule(owner, spec, entry)
            for term, flat, capitals in _flat_terms(terms):
                yield from _forms(rule, term.line, term.text, flat, capitals if entry.case else ())


def _rule(owner: int, spec: RecognizerSpec, entry: TermList) -> Rule:
    """The list with its words prepared."""
    return Rule(
        owner,
        spec.name,
        entry,
        entry.category or spec.category,
        tuple((text, words) for text in entry.context if (words := words_of(text))),
        tuple(words for text in entry.not_after if (words := words_of(text))),
        tuple(words for text in entry.not_before if (words := words_of(text))),
    )


def _flat_terms(terms: Iterable[Term]) -> Iterator[tuple[Term, str, tuple[int, ...]]]:
    """Each term normalised, and where it has capitals."""
    for term in terms:
        if term.text.isascii():
            plain = flatten(" ".join(term.text.lower().split()))
            cased = " ".join(term.text.split())
        else:
            norm = normalise(term.text)
            plain, cased = flatten(norm.text), norm.cased
        flat = plain.strip()
        shift = len(plain) - len(plain.lstrip())
        capitals = tuple(at for at in range(len(flat)) if cased[at + shift].isupper())
        yield term, flat, capitals


def _forms(rule: Rule, line: int, text: str, flat: str, capitals: tuple[int, ...]) -> Iterator[tuple[Form, str]]:
    """The term itself, its changed stems, and it written as one word when it has a hyphen."""
    spellings = [flat]
    if "-" in text and " " in flat and not capitals and rule.list.compounds:
        spellings.append(flat.replace(" ", ""))
    for spelling in spellings:
        yield _form(rule, line, spelling, capitals, changed=False)
        if not rule.list.inflect:
            continue
        head, _, last = spelling.rpartition(" ")
        lead = head + " " if head else ""
        for stem in changed_stems(last) if len(last) > 2 else ():
            yield _form(rule, line, lead + stem, capitals, changed=True)
        for form in replaced_forms(last):
            yield _form(rule, line, lead + form, capitals, changed=False)


def _form(rule: Rule, line: int, text: str, capitals: tuple[int, ...], *, changed: bool) -> tuple[Form, str]:
    loose = rule.list.compounds and len(text) >= SHORTEST_TERM and text.isalpha() and not capitals
    return Form(rule, line, len(text), capitals, changed, loose), text
