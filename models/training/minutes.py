"""Generator of invented minutes lines with names marked: own templates, own lists, a fixed seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from spacy.language import Language
from treebank import Sentence, Token

HERE = Path(__file__).parent
FIRST_NAMES = HERE.parents[1] / "src/verslagfilter/data/first_names.txt"
BOUND = " ¦ "
MARK = re.compile(r"\[([^\[\]]+)\]\((PER|ORG|LOC|\?)\)| ¦ |\0¦\0")
ANY_MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)\)")
KINDS = re.compile(r"(\((?:PER|ORG|LOC)\))")
SLOT = re.compile(r"\{([A-Z])\}")
TITLES = (
    "mw.",
    "mw.",
    "mevr.",
    "dhr.",
    "dhr.",
    "mw",
    "dhr",
    "mevrouw",
    "meneer",
    "de heer",
    "Mw.",
    "Mw.",
    "Dhr.",
    "Dhr.",
    "Mevrouw",
    "Meneer",
    "De heer",
    "Mevr.",
    "dr.",
    "mr.",
    "fam.",
    "Mw",
    "Dhr",
    "hr.",
    "ds.",
    "Ds.",
    "prof. dr.",
    "Prof. dr.",
    "prof.",
    "drs.",
    "ir.",
    "Dr.",
    "fam",
    "Fam.",
    "mevr",
    "mr.",
    "agent",
    "Agent",
    "huisarts",
)


@dataclass(frozen=True)
class Lists:
    """Words for the slots; train and test draw from different names."""

    first: tuple[str, ...]
    common_first: tuple[str, ...]
    surnames: tuple[str, ...]
    places: tuple[str, ...]
    streets: tuple[tuple[str, ...], ...]
    organisations: tuple[tuple[str, ...], ...]
    invented: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]]


def rows(name: str) -> list[tuple[str, ...]]:
    """Lines of a list file, split at the bars."""
    lines = (HERE / "lists" / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]


def _flat(name: str) -> list[str]:
    return list(dict.fromkeys(word for row in rows(name) for word in row))


def load(part: str) -> Lists:
    """The lists with every sixth name kept for `test`, the others for `train`."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return Lists(
        first=_share([name.rstrip("*") for name in names], part),
        common_first=_share([name.rstrip("*") for name in names if name.endswith("*")], part),
        surnames=_share(_flat("surnames.txt"), part),
        places=tuple(_flat("places.txt")),
        streets=tuple(rows("streets.txt")),
        organisations=tuple(rows("organisations.txt")),
        invented=_share(_flat("invented.txt"), part),
        phrases=_phrases(),
    )


def _share(words: list[str], part: str) -> tuple[str, ...]:
    return tuple(word for at, word in enumerate(words) if (at % 6 == 5) == (part == "test"))


def _phrases() -> dict[str, tuple[str, ...]]:
    lines = (HERE / "phrases.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for head, line in pairwise(lines):
        if re.fullmatch(r"\[[A-Z]\]", head):
            found[head[1]] = tuple(line.split("|"))
    return found


class Filler:
    """Fills the slots of a template; every kind of slot is a method."""

    def __init__(self, lists: Lists, rng: Random) -> None:
        self.lists, self.rng = lists, rng

    def line(self, template: str) -> str:
        """One marked line."""
        while SLOT.search(template):
            template = SLOT.sub(lambda found: self.slot(found[1]), template)
        template = re.sub(r"(?<=\bdat )[A-Z](?=[a-z])", lambda found: found[0].lower(), template)
        return re.sub(r"\.\.+$", ".", template.replace(". ¦ .", ".")).replace("?.", "?")

    def slot(self, kind: str) -> str:
        """The filling of one slot."""
        if kind in self.lists.phrases:
            return self.rng.choice(self.lists.phrases[kind])
        fillings = {
            "F": self.first,
            "N": self.full,
            "I": self.initialled,
            "S": self.titled,
            "B": self.surname,
            "P": self.person,
            "O": self.organisation,
            "L": self.place,
            "A": self.address,
        }
        return fillings[kind]()

    def first(self) -> str:
        """A first name, now and then one that is also a word, or an initial."""
        if self.rng.random() < 0.02:
            return f"[{self.rng.choice('ABCDEFGHJKLMNPRSTW')}.](PER)"
        return f"[{self._first()}](PER)"

    def _first(self) -> str:
        pool = self.lists.common_first if self.rng.random() < 0.15 else self.lists.first
        name = self.rng.choice(pool)
        return f"{name}-{self.rng.choice(self.lists.first)}" if self.rng.random() < 0.02 else name

    def _surname(self) -> str:
        name = self.rng.choice(self.lists.surnames)
        return f"{name}-{self.rng.choice(self.lists.surnames)}" if self.rng.random() < 0.08 else name

    def full(self) -> str:
        """First name and surname."""
        return f"[{self._first()} {self._surname()}](PER)"

    def initialled(self) -> str:
        """Initials and surname."""
        initials = "".join(
            f"{letter}." for letter in self.rng.choices("ABCDEFGHIJKLMNOPRSTVWYZ", k=self.rng.choice((1, 1, 2, 3)))
        )
        return f"[{initials} {self._surname()}](PER)"

    def surname(self) -> str:
        """A surname by itself, with a capital."""
        name = self._surname()
        return f"[{name[0].upper() + name[1:]}](PER)"

    def single(self) -> str:
        """One word: a first name, or a surname that needs no title."""
        return self.first() if self.rng.random() < 0.6 else self.surname()

    def titled(self) -> str:
        """A title, outside the mark, and a surname."""
        kind = self.rng.random()
        if kind < 0.8:
            name = self.surname() if self.rng.random() < 0.85 else f"[{self._surname()}](PER)"
        else:
            name = self.initialled() if kind < 0.9 else self.full()
        return f"{self.rng.choice(TITLES)} {name}"

    def person(self) -> str:
        """A person in any form."""
        first, titled = self.first, self.titled
        return self.rng.choice((first, first, first, self.full, titled, titled, self.initialled, self.surname))()

    def place(self) -> str:
        """A place."""
        return f"[{self.rng.choice(self.lists.places)}](LOC)"

    def address(self) -> str:
        """A street and a number."""
        first, second = self.lists.streets
        return f"[{self.rng.choice(first)}{self.rng.choice(second)} {self.rng.randrange(1, 180)}](LOC)"

    def organisation(self) -> str:
        """An organisation: pattern, pattern with a place, acronym, or a known one."""
        name = self.rng.choice(self.rng.choice(self.lists.organisations))
        name = name.replace("+", self.rng.choice(self.lists.places)).replace("*", self.rng.choice(self.lists.invented))
        return f"[{name}](ORG)"


def lines(part: str, count: int, seed: int) -> list[str]:
    """Marked lines from the templates of a part, `train` or `test`."""
    rng = Random(seed)
    filler = Filler(load(part), rng)
    text = (HERE / f"templates_{part}.txt").read_text(encoding="utf-8")
    templates = [line for line in text.splitlines() if line and not line.startswith("#")]
    made = [filler.line(templates[at % len(templates)]) for at in range(count)]
    return [_register(line, rng) for line in made]


def _register(line: str, rng: Random) -> str:
    """The line as a hurried writer has it: small letters, capitals, no full stop, a capital at the start."""
    kind = rng.random()
    if kind < 0.12:
        return _mapped(line, str.lower)
    if kind < 0.15:
        return _mapped(line, str.upper)
    if kind < 0.45:
        line = re.sub(r"\.$", "", line)
    if kind < 0.19:
        line = line.replace(". ¦ ", " ¦ ")
    return line if line[0] == "[" or kind < 0.25 else line[0].upper() + line[1:]


def _mapped(line: str, change: Callable[[str], str]) -> str:
    """Change the letters of a marked line, not those of the marks."""
    return "".join(piece if piece in {"(PER)", "(ORG)", "(LOC)"} else change(piece) for piece in KINDS.split(line))


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str]], list[int]]:
    """Text, names (start, end, kind) and starts of sentences of a marked line."""
    line = line.replace("¦↵", BOUND.replace(" ", "\0")).replace("↵", "\n")
    text, names, starts, at = "", [], [0], 0
    for found in MARK.finditer(line):
        text += line[at : found.start()]
        at = found.end()
        if found[1]:
            names.append((len(text), len(text) + len(found[1]), found[2]))
            text += found[1]
        else:
            text += " " if " " in found[0] else "\n"
            starts.append(len(text))
    return text + line[at:], names, starts


def lowered(line: str) -> str:
    """A marked line in small letters; the marks stay."""
    return "".join(part if part.startswith("](") else part.lower() for part in re.split(r"(\]\([A-Z]+\))", line))


def names_only(line: str) -> str:
    """A line of the annotated minutes with only its names marked; a care institution may be a name or not."""
    return ANY_MARK.sub(_name_mark, line)


def _name_mark(found: re.Match[str]) -> str:
    words, category = found[1], found[2]
    if category in ("PERSOON", "ORG", "LOC"):
        return f"[{words}]({'PER' if category == 'PERSOON' else category})"
    return f"[{words}](?)" if category == "BEHANDELAAR" and re.search(r"[A-ZÀ-Þ]", words) else words


def sentence(line: str, nlp: Language) -> Sentence:
    """A marked line as tokens with IOB tags."""
    text, names, _ = unmarked(line)
    doc = nlp.make_doc(text)
    tokens = [Token(token.text, space=bool(token.whitespace_)) for token in doc]
    for start, end, kind in names:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span:
            ent = "?" if kind == "?" else ("B-" if token.i == span.start else "I-") + kind
            tokens[token.i] = replace(tokens[token.i], ent=ent)
    return tuple(tokens)


def renamed(sentence: Sentence, filler: Filler, nlp: Language) -> Sentence:
    """The sentence with other names of the same kind and form; what is known of words but the names is lost."""
    made: list[Token] = []
    at = 0
    while at < len(sentence):
        end = at + 1
        if sentence[at].ent.startswith("B-"):
            while end < len(sentence) and sentence[end].ent.startswith("I-"):
                end += 1
            made += _another(sentence[at:end], filler, nlp)
        else:
            made.append(Token(sentence[at].word, space=sentence[at].space, breaks=sentence[at].breaks))
        at = end
    return tuple(made)


def _another(name: Sentence, filler: Filler, nlp: Language) -> Sentence:
    kind = name[0].ent[2:]
    if kind == "PER":
        initials = "." in name[0].word
        filling = filler.initialled if initials else filler.full if len(name) > 1 else filler.single
    else:
        filling = filler.organisation if kind == "ORG" else filler.address if name[-1].word.isdigit() else filler.place
    tokens = sentence(filling(), nlp)
    return (*tokens[:-1], replace(tokens[-1], space=name[-1].space, breaks=name[-1].breaks))
