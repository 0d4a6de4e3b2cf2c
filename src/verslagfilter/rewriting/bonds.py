"""Words that cannot do without the word they hang on in the parse: what was left behind shows a rewrite that broke."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from verslagfilter.rewriting.words import Word, Words, words_of

_ENDS = frozenset({"en", "of"})


def left_behind(before: Words, done: Words, listed: bool = False) -> Words:
    """Words of the result that hung on a word that went: "op hete dagen | is", "tot mei | en de weken".

    Which relations bind stands in data/rewriting.yaml (bound_relations).

    Args:
        before: the words as parsed.
        done: what is left of them.
        listed: a list of things, whose first item the parse may take for a subject.
    """
    parsed = {w.index: w for w in before if w.index >= 0}
    kept = {w.index for w in done if w.index >= 0}
    bound = words_of("bound_relations") - (words_of("subject_relations") if listed else frozenset())
    held = kept | {w.head for w in parsed.values() if w.index in kept and w.dep == "conj"}
    alone = [
        w
        for at, w in enumerate(done)
        if w.dep in bound
        and w.head in parsed
        and w.head not in held
        and not _holds_alone(at, done)
        and not _helps_the_clause_above(w, parsed, kept)
        and not (w.dep in words_of("subject_relations") and _parted(w, parsed))
    ]
    told = [w for w in done if not w.is_mark]
    pairs = () if listed else pairwise(told)
    loose = [b for a, b in pairs if a.span is not None and _joins_nothing(b, parsed, kept, told)]
    return (*alone, *loose, *(told[:1] if told and told[0].low in _ENDS else ()))


def _helps_the_clause_above(word: Word, parsed: Mapping[int, Word], kept: Collection[int]) -> bool:
    """ "Omdat hij slecht hoort | is het beter": the parse gave the verb to the clause in front of it, which went."""
    gone = parsed[word.head]
    verb = word.finite and (word.dep == "cop" or word.dep.startswith("aux")) and word.index > gone.index
    behind = gone.finite and word.index == gone.index + 1  # "vergeet | heeft een brief …": no verb helps a finite one
    return verb and (behind or (gone.dep in {"advcl", "acl"} and gone.head in kept))


def _parted(word: Word, parsed: Mapping[int, Word]) -> bool:
    """Whether a comma stands between a word and its head: a subject there is rather a statement of its own."""
    first, last = sorted((word.index, word.head))
    return any(index in parsed and parsed[index].text in {",", ";"} for index in range(first, last))


def _holds_alone(at: int, done: Words) -> bool:
    """A modal without infinitive ("kan bij de balie terecht"), an auxiliary with another verb, a filled-in word.

    "zijn:" before a list holds too; what hangs on the same verb as that auxiliary, its subject, holds with it.
    """
    word = done[at]
    behind = done[at + 1 :]
    if word.low in words_of("modals") or (behind and (behind[0].text == ":" or behind[0].span is None)):
        return True
    helped = any(w.dep.startswith("aux") and w.head == word.head for w in done)
    return helped and any(w.verb and not w.finite for w in done)


def _joins_nothing(conjunction: Word, parsed: Mapping[int, Word], kept: Collection[int], told: Sequence[Word]) -> bool:
    """Whether none of the members in front of "en" or "of" is left, and what stands behind it comes from the source."""
    right = parsed.get(conjunction.head)
    if conjunction.low not in _ENDS or conjunction.dep != "cc" or right is None or right.finite:
        return False
    if right.dep != "conj" or right.head not in parsed or _is_written(told, conjunction):
        return False
    earlier = {w.index for w in parsed.values() if w.head == right.head and w.index < conjunction.index}
    joined = {"conj"}
    if right.verb or parsed[right.head].low in words_of("report_verbs"):
        joined |= {"xcomp", "ccomp", "advcl", "obj"}  # what was advised or said, of which this is the second part
    members = {right.head} | {index for index in earlier if parsed[index].dep in joined}
    return not members & set(kept)


def _is_written(told: Sequence[Word], conjunction: Word) -> bool:
    """Whether the word behind a conjunction was put there by a rule."""
    behind = told[told.index(conjunction) + 1 :]
    return bool(behind) and behind[0].span is None
