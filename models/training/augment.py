"""Copies of treebank sentences as minutes have them: no subject, no full stop, lower case, typos, abbreviations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from treebank import Sentence, Token, with_token

ABBREVIATIONS = {
    "mevrouw": ("mw.", "mevr.", "mw", "Mw."),
    "meneer": ("dhr.", "dhr"),
    "vanwege": ("i.v.m.", "ivm"),
    "bijvoorbeeld": ("bijv.", "bv.", "bijv"),
    "via": ("d.m.v.", "dmv"),
    "door": ("d.m.v.",),
    "volgens": ("vlgs", "vlgs.", "a.d.h.v."),
    "over": ("m.b.t.", "mbt"),
    "eventueel": ("evt.", "evt"),
    "ongeveer": ("ca.", "ong."),
    "samen": ("i.s.m.",),
    "behalve": ("m.u.v.",),
    "voor": ("t.b.v.", "tbv"),
    "tegenover": ("t.o.v.",),
    "nummer": ("nr.",),
}
LABELS = (
    "Afspraak",
    "Actie",
    "Besluit",
    "Advies",
    "Politie",
    "GGZ",
    "Gemeente",
    "Corporatie",
    "Update",
    "Vraag",
    "Doel",
    "Conclusie",
    "Zorgen",
    "Analyse",
    "Terugkoppeling",
    "Wijkteam",
    "Aanleiding",
    "NB",
    "Risico",
    "Situatie",
    "Plan",
)
NEAR = {
    "a": "sq",
    "e": "rw",
    "i": "uo",
    "o": "ip",
    "n": "mb",
    "t": "ry",
    "s": "ad",
    "r": "et",
    "d": "sf",
    "l": "k",
    "g": "fh",
    "v": "bc",
}


def lowered(sentence: Sentence, _: Random) -> Sentence:
    """All in lower case; lemmas of names follow."""
    return tuple(replace(token, word=token.word.lower(), lemma=token.lemma.lower()) for token in sentence)


def uppered(sentence: Sentence, _: Random) -> Sentence:
    """All in upper case, lemmas as they were."""
    return tuple(replace(token, word=token.word.upper()) for token in sentence)


def unstopped(sentence: Sentence, _: Random) -> Sentence:
    """Without its final full stop."""
    return without(sentence, len(sentence) - 1) if len(sentence) > 3 and sentence[-1].word == "." else sentence


def subjectless(sentence: Sentence, rng: Random) -> Sentence:
    """Telegram style: no pronoun before the verb, no full stop."""
    if len(sentence) > 3 and sentence[0].dep == "nsubj" and sentence[0].pos == "PRON" and is_leaf(sentence, 0):
        return _capital(unstopped(without(sentence, 0), rng))
    return sentence


def articleless(sentence: Sentence, _: Random) -> Sentence:
    """Telegram style: articles left out."""
    for number in reversed(range(len(sentence))):
        if (
            sentence[number].word.lower() in {"de", "het", "een"}
            and sentence[number].dep == "det"
            and is_leaf(sentence, number)
        ):
            sentence = without(sentence, number)
    return _capital(sentence)


def typoed(sentence: Sentence, rng: Random) -> Sentence:
    """One or two words misspelt; their lemma is then unknown."""
    long = [number for number, token in enumerate(sentence) if len(token.word) > 4 and token.word.isalpha()]
    for number in rng.sample(long, min(len(long), rng.choice((1, 2)))):
        sentence = with_token(sentence, number, word=_misspelt(sentence[number].word, rng), lemma="")
    return sentence


def abbreviated(sentence: Sentence, rng: Random) -> Sentence:
    """Words written as the abbreviations of minutes."""
    for number, token in enumerate(sentence):
        if token.word.lower() in ABBREVIATIONS and rng.random() < 0.8:
            short = rng.choice(ABBREVIATIONS[token.word.lower()])
            sentence = with_token(sentence, number, word=short.capitalize() if number == 0 else short, lemma=short)
    return sentence


def labelled(sentence: Sentence, rng: Random) -> Sentence:
    """A label and a colon before the sentence; the verb stays the root."""
    label = Token(rng.choice(LABELS), space=False, pos="NOUN", dep="parataxis")
    colon = Token(":", lemma=":", pos="PUNCT", tag="LET", dep="punct", head=0)
    return _prefixed((label, colon), sentence)


def bulleted(sentence: Sentence, rng: Random) -> Sentence:
    """A bullet before the sentence."""
    mark = Token(rng.choice("-*•–"), lemma="-", pos="PUNCT", tag="LET", dep="punct", head=-1)
    return _prefixed((mark,), sentence)


def _prefixed(front: tuple[Token, ...], sentence: Sentence) -> Sentence:
    """A head of -1 in front means the root of the sentence."""
    shift = len(front)
    root = next(number for number, token in enumerate(sentence) if token.head == number) + shift
    fixed = (replace(token, head=root if token.head == -1 else token.head) for token in front)
    return (*fixed, *(replace(token, head=token.head + shift) for token in sentence))


def is_leaf(sentence: Sentence, number: int) -> bool:
    """Whether nothing depends on that token."""
    return not any(token.head == number for at, token in enumerate(sentence) if at != number)


def without(sentence: Sentence, number: int) -> Sentence:
    """The sentence without a token on which nothing depends."""
    if not is_leaf(sentence, number) or sentence[number].head == number:
        return sentence
    return tuple(replace(t, head=t.head - (t.head > number)) for at, t in enumerate(sentence) if at != number)


def _capital(sentence: Sentence) -> Sentence:
    first = sentence[0].word
    return with_token(sentence, 0, word=first[0].upper() + first[1:])


def _misspelt(word: str, rng: Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(NEAR.get(word[at], "e")) + word[at + 1 :]


Change = Callable[[Sentence, Random], Sentence]
CHANGES: tuple[tuple[float, Change], ...] = (
    (0.05, lowered),
    (0.02, uppered),
    (0.05, unstopped),
    (0.20, subjectless),
    (0.05, articleless),
    (0.05, typoed),
    (0.30, abbreviated),
    (0.03, labelled),
    (0.03, bulleted),
)
"""Share of the sentences that get a copy of this kind, where the change applies."""


def copies(sentences: list[Sentence], rng: Random) -> list[Sentence]:
    """Changed copies of a share of the sentences; unchanged ones are not repeated."""
    made = []
    for share, change in CHANGES:
        for sentence in sentences:
            if rng.random() < share:
                copy = change(sentence, rng)
                if copy != sentence:
                    made.append(unstopped(copy, rng) if rng.random() < 0.2 else copy)
    return made
