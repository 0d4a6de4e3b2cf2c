"""Sentences to spaCy documents as the trainer reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from treebank import Sentence, Token

SIZES = (1, 1, 1, 2, 2, 3, 4, 6, 8, 10)
"""Sentences per training document: the program parses short stretches, the treebank tests have ten."""

ON_LINES = 0.2
"""Share of the documents with a line break after every sentence."""


def grouped(sentences: list[Sentence], rng: Random) -> list[list[Sentence]]:
    """The sentences in documents of varied length, in the given order."""
    groups, at = [], 0
    while at < len(sentences):
        size = rng.choice(SIZES)
        group = sentences[at : at + size]
        groups.append(on_lines(group) if rng.random() < ON_LINES else group)
        at += size
    return groups


def tens(sentences: list[Sentence], size: int = 10) -> list[list[Sentence]]:
    """Documents of ten sentences, as spaCy's own figures have them."""
    return [sentences[at : at + size] for at in range(0, len(sentences), size)]


def tree_doc(vocab: Vocab, group: Iterable[Sentence]) -> Doc:
    """One document with tags, lemmas and trees; unknown fields stay unknown."""
    tokens, heads, starts = _flat(group)
    return Doc(
        vocab,
        words=[token.word for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[token.pos for token in tokens],
        morphs=[token.morph for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads,
        deps=[token.dep for token in tokens],
        sent_starts=starts,
    )


NEWLINE = Token("\n", space=False, lemma="\n", pos="SPACE", tag="_SP", dep="dep")
"""As spaCy's own whitespace variants have it; it hangs on the word before."""


def on_lines(group: list[Sentence]) -> list[Sentence]:
    """The same sentences, each on a line of its own."""
    return broken([(*sentence[:-1], replace(sentence[-1], breaks=True)) for sentence in group])


def broken(group: list[Sentence]) -> list[Sentence]:
    """The same sentences with the line breaks that stand behind them as tokens."""
    return [
        (*sentence[:-1], replace(sentence[-1], space=False), replace(NEWLINE, head=len(sentence) - 1))
        if sentence[-1].breaks
        else sentence
        for sentence in group
    ]


def _flat(group: Iterable[Sentence]) -> tuple[list[Token], list[int], list[bool]]:
    tokens: list[Token] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in group:
        base = len(tokens)
        heads += [base + token.head for token in sentence]
        starts += [number == 0 for number in range(len(sentence))]
        tokens += sentence
    return tokens, heads, starts


def name_doc(vocab: Vocab, group: Iterable[Sentence]) -> Doc:
    """One document with names only."""
    tokens = [token for sentence in group for token in sentence]
    doc = Doc(vocab, words=[token.word for token in tokens], spaces=[token.space for token in tokens])
    tags = [token.ent for token in tokens]
    known = ["O" if tag == "?" else tag for tag in tags]
    made = Doc(vocab, words=[t.word for t in tokens], spaces=[t.space for t in tokens], ents=known)
    missing = [doc[at : at + 1] for at, tag in enumerate(tags) if tag == "?"]
    missing = [made[span.start : span.end] for span in missing]
    made.set_ents(list(made.ents), missing=missing, default="outside")
    return made


def save(docs: Iterable[Doc], path: Path) -> Path:
    """Write documents in spaCy's binary form."""
    DocBin(
        docs=docs,
        attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"],
    ).to_disk(path)
    return path
