"""Copies of treebank sentences with rarer words: those of the own lists, bent as a known word is bent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from treebank import Sentence, Token

ENDING = 4
"""Letters at least that a listed word and the known word that it follows have in common at their end."""
CLASSES = ("NOUN", "VERB", "ADJ")
Form = tuple[str, str, str]
"""Word class, fine tag and features: what stays the same when another word takes the place."""
SHARE = 0.6
"""Share of the words of a sentence that are replaced where another fits."""
Entry = tuple[str, str]
"""Word and lemma."""


class Lexicon:
    """Words to put in, by form and by whether they begin with a separable part."""

    def __init__(self, sentences: Iterable[Sentence], listed: Mapping[str, Iterable[str]]) -> None:
        """Every listed word that the sentences do not have, in each form of the known word that ends most like it.

        Args:
            sentences: Where the forms of known words come from.
            listed: Base forms by word class.
        """
        forms: dict[str, dict[str, dict[Form, str]]] = {word_class: defaultdict(dict) for word_class in CLASSES}
        seen, self.parts = set(), set()
        for sentence in sentences:
            for token in sentence:
                seen.add(token.word.lower())
                if token.dep == "compound:prt":
                    self.parts.add(token.word.lower())
                if _is_plain(token):
                    forms[token.pos][token.lemma].setdefault(_form(token), token.word)
        self.verbs = {lemma for lemma in forms["VERB"] if lemma.endswith("n")}
        self.entries: dict[tuple[Form, bool], list[Entry]] = defaultdict(list)
        for word_class, words in listed.items():
            known = forms[word_class]
            by_ending = _by_ending(known)
            for word in sorted({word for word in words if word.isalpha() and word.islower()} - seen):
                part = self.separable_part(word) if word_class == "VERB" else ""
                like = word[len(part) :] if part else _most_like(word, by_ending)
                for form, bent in known[like].items() if like else ():
                    made = part + bent if part else _bent(word, like, bent)
                    if made and made not in seen:
                        self.entries[form, bool(part)].append((made, word))

    def separable_part(self, verb: str) -> str:
        """What stands before a known verb in this one and comes off elsewhere; empty if there is none."""
        ends = range(2, len(verb) - ENDING + 1)
        return next((verb[:at] for at in ends if verb[at:] in self.verbs and verb[:at] in self.parts), "")

    def swapped(self, sentence: Sentence, rng: Random) -> Sentence:
        """The sentence with a share of its nouns, verbs and adjectives replaced by others in the same form."""
        apart = {token.head for token in sentence if token.dep == "compound:prt"}
        made = list(sentence)
        for at, token in enumerate(sentence):
            if not _is_plain(token) or at in apart or rng.random() > SHARE:
                continue
            part = token.pos == "VERB" and bool(self.separable_part(token.lemma))
            fitting = self.entries.get((_form(token), part))
            if fitting:
                word, lemma = rng.choice(fitting)
                made[at] = replace(token, word=word, lemma=lemma)
        return tuple(made)


def _is_plain(token: Token) -> bool:
    return token.pos in CLASSES and token.word.islower() and token.word.isalpha() and bool(token.lemma and token.tag)


def _form(token: Token) -> Form:
    return token.pos, token.tag, token.morph


def _by_ending(forms: dict[str, dict[Form, str]]) -> dict[str, list[str]]:
    """Known words by their last letters, those with most forms first."""
    found: dict[str, list[str]] = defaultdict(list)
    for lemma in sorted(forms, key=lambda lemma: (-len(forms[lemma]), lemma)):
        for size in range(ENDING, len(lemma) + 1):
            found[lemma[-size:]].append(lemma)
    return found


def _most_like(word: str, known: dict[str, list[str]]) -> str | None:
    for size in range(len(word), ENDING - 1, -1):
        if word[-size:] in known:
            return known[word[-size:]][0]
    return None


def _bent(word: str, like: str, bent: str) -> str | None:
    """The word as `like` is bent; None when the form does not begin as `like` does ("ging" of "gaan")."""
    shared = 0
    while shared < min(len(word), len(like)) and word[-shared - 1] == like[-shared - 1]:
        shared += 1
    own, its = word[: len(word) - shared], like[: len(like) - shared]
    for front in ("", "ge"):
        if bent.startswith(front + its):
            return front + own + bent[len(front + its) :]
    return None
