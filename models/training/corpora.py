"""The corpora of a training run, from the data folder and the generator, in spaCy's binary form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import minutes
import tokenizer
from augment import copies, lowered
from docs import broken, grouped, name_doc, save, tens, tree_doc
from spacy.language import Language
from swap import Lexicon
from treebank import Sentence, read_conllu, read_iob, read_stretches

MINUTES_LINES = 12000
TREES = Path(__file__).parent / "minutes_trees"
NAMED = Path(__file__).parent / "minutes_names"
DOCS = Path(__file__).parent / "minutes_docs"
TIMES = 4
"""How often the trees of minutes are in the training data: they are few, and what the program reads."""
TRAIN = ("syntax-train-ccbysa.conllu", "nl_alpino-ud-train.conllu")
DEV = ("syntax-nl_alpino-dev.conllu", "nl_alpino-ud-dev.conllu")
TITLES = frozenset(
    {"mw.", "mevr.", "mevrouw", "dhr.", "meneer", "mr.", "dr.", "drs.", "ir.", "prof.", "ds.", "mgr.", "pater", "prins"}
)
ORDINARY = Path(__file__).parent / "ordinary"
LISTED = {"NOUN": "nouns.txt", "VERB": "verbs.txt", "ADJ": "other.txt"}
RARER = 0.35
"""Share of the treebank sentences that also come with rarer words."""
LOWERED = 0.1
"""Share of the minutes that also come in small letters, for names without their capital."""
NAMES = "ner-silver-treebank.iob"


def first_of(data: Path, names: Iterable[str]) -> Path:
    """The data folder's file, or that of an official treebank release under its own name."""
    for name in names:
        if (data / name).exists():
            return data / name
    raise SystemExit(f"{data}: none of {', '.join(names)} found")


def syntax(data: Path, out: Path) -> tuple[Path, Path]:
    """Treebank sentences with their copies; ten sentences a text for dev."""
    nlp = tokenizer.blank()
    rng = Random(3)
    sentences = read_conllu(first_of(data, TRAIN), licensed_only=True)
    sentences += [*copies(sentences, rng), *rarer(sentences, rng)]
    rng.shuffle(sentences)
    groups = [*grouped(sentences, rng), *minutes_groups(rng)]
    rng.shuffle(groups)
    train = save((tree_doc(nlp.vocab, group) for group in groups), out / "syntax-train.spacy")
    dev = [tree_doc(nlp.vocab, group) for group in tens(read_conllu(first_of(data, DEV)))]
    return train, save(dev, out / "syntax-dev.spacy")


def rarer(sentences: list[Sentence], rng: Random) -> list[Sentence]:
    """Copies of a share of the sentences with words in them that no treebank sentence has."""
    lexicon = Lexicon(sentences, {word_class: rows(ORDINARY / name) for word_class, name in LISTED.items()})
    made = ((s, lexicon.swapped(s, rng)) for s in sentences if rng.random() < RARER)
    return [copy for sentence, copy in made if copy != sentence]


def minutes_groups(rng: Random) -> list[list[Sentence]]:
    """The stretches of the minutes trees, and copies of them in other registers."""
    stretches = minutes_stretches()
    singles = [sentence for stretch in stretches for sentence in stretch]
    changed = [[copy] for _ in range(TIMES) for copy in copies(singles, rng)]
    return [broken(stretch) for stretch in stretches] * TIMES + changed


def minutes_stretches() -> list[list[Sentence]]:
    """What our own minutes with trees hold."""
    return [stretch for path in sorted(TREES.glob("*.conllu")) for stretch in read_stretches(path)]


def renamed_groups(nlp: Language, rng: Random) -> list[list[Sentence]]:
    """The stretches of the minutes trees as they are, and again with other names in place of theirs."""
    filler = minutes.Filler(minutes.load("train"), rng)
    stretches = minutes_stretches()
    stretches += [[line] for line in named_lines(nlp)]
    swapped = [[minutes.renamed(s, filler, nlp) for s in stretch] for _ in range(TIMES - 1) for stretch in stretches]
    lowers = [[lowered(s, rng) for s in stretch] for stretch in swapped if rng.random() < LOWERED]
    return [broken(stretch) for stretch in [*stretches, *swapped, *lowers]]


def named_lines(nlp: Language) -> list[Sentence]:
    """Lines written for their names, and those of the annotated minutes."""
    marked = [line for path in sorted(NAMED.glob("*.txt")) for line in rows(path)]
    told = [line.split("\t", 1)[1] for path in sorted(DOCS.glob("*.txt")) for line in rows(path) if "\t" in line]
    return [minutes.sentence(line, nlp) for line in [*marked, *map(minutes.names_only, told)]]


def rows(path: Path) -> list[str]:
    """The lines of a file of our own that are no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def names(data: Path, out: Path) -> tuple[Path, Path]:
    """Generated minutes, and the treebank sentences with their silver names where the data folder has them."""
    nlp = tokenizer.blank()
    rng = Random(5)
    made = [minutes.sentence(line, nlp) for line in minutes.lines("train", MINUTES_LINES, seed=1)]
    news = _silver(data)
    held = news[::25]
    news = [sentence for at, sentence in enumerate(news) if at % 25]
    news += [lowered(sentence, rng) for sentence in news if rng.random() < 0.03]
    rng.shuffle(made)
    rng.shuffle(news)
    groups = [*([line] for line in made), *grouped(news, rng), *renamed_groups(nlp, rng)]
    train = [name_doc(nlp.vocab, group) for group in groups]
    rng.shuffle(train)
    dev_lines = [minutes.sentence(line, nlp) for line in minutes.lines("train", 800, seed=9)]
    dev = [name_doc(nlp.vocab, group) for group in [*([line] for line in dev_lines), *tens(held)]]
    return save(train, out / "names-train.spacy"), save(dev, out / "names-dev.spacy")


def _silver(data: Path) -> list[Sentence]:
    """Sentences with silver names, without those from sections that are not clearly licensed."""
    if not (data / NAMES).exists():
        return []
    trees = first_of(data, TRAIN)
    kept = {_words(sentence) for sentence in read_conllu(trees, licensed_only=True)}
    dropped = {_words(sentence) for sentence in read_conllu(trees)} - kept
    return [_untitled(sentence) for sentence in read_iob(data / NAMES) if _words(sentence) not in dropped]


def _untitled(sentence: Sentence) -> Sentence:
    """Titles at the front of a person's name are no part of it."""
    tags = [token.ent for token in sentence]
    for at, token in enumerate(sentence[:-1]):
        if tags[at] == "B-PER" and token.word.lower() in TITLES:
            tags[at] = "O"
            tags[at + 1] = "B-PER" if tags[at + 1] == "I-PER" else tags[at + 1]
    return tuple(replace(token, ent=tag) for token, tag in zip(sentence, tags, strict=True))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.word for token in sentence)
