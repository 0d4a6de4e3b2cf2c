"""The corpus of the model that sees what a statement is for, from the annotated minutes, and its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import card
import corpora
import minutes
import tokenizer
from card import share
from docs import save
from spacy.language import Language
from spacy.tokens import Doc

from verslagfilter.passages import Role
from verslagfilter.rolemodel import MASKED, features, load_from, placeholder

HERE = Path(__file__).parent
TEST = HERE / "minutes_docs_test"
HELD = 12
"""Every so manyth document is for choosing the best step."""
CODES = {
    "BA": Role.BEJEGENINGSADVIES, "HA": Role.BEJEGENINGSADVIES, "CP": Role.CONTACTPUNT, "SI": Role.SIGNAAL,
    "HV": Role.HUISVESTINGSADVIES, "WF": Role.WOONFEIT, "AF": Role.AFSPRAAK, "PI": Role.PROCESINFO,
    "AW": Role.AANWEZIGEN, "AG": Role.ACHTERGROND, "KOP": Role.KOP,
}  # fmt: skip
"""Advice on the person and advice to partners are one role here: what a recipient gets of them is the same."""
BULLET = re.compile(r"^\s*(?:[-*•–·]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the annotated minutes as the model reads it."""

    words: tuple[str, ...]
    role: Role


def documents(folder: Path) -> Iterator[list[tuple[str, str]]]:
    """Code and marked text of the lines of every document."""
    for path in sorted(folder.glob("*.txt")):
        made: list[tuple[str, str]] = []
        for row in corpora.rows(path):
            if row.startswith("==="):
                if made:
                    yield made
                made = []
            elif "\t" in row:
                code, text = row.split("\t", 1)
                made.append((code, text))
        if made:
            yield made


def lines_of(nlp: Language, document: list[tuple[str, str]]) -> Iterator[Line]:
    """The lines of one document with the heading above them."""
    heading: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    for code, text in document:
        words = words_of(nlp, text)
        role = CODES[code.lstrip("+")]
        yield Line(features(words, heading, before if code.startswith("+") else ()), role)
        heading = words if role is Role.KOP else heading
        before = words


def words_of(nlp: Language, text: str) -> tuple[str, ...]:
    """The words of a marked line, a mention as its category."""
    text = BULLET.sub("", text)
    words: list[str] = []
    at = 0
    for mark in minutes.ANY_MARK.finditer(text):
        words += _plain(nlp, text[at : mark.start()])
        words += [placeholder(mark[2])] if mark[2] in MASKED else _plain(nlp, mark[1])
        at = mark.end()
    return (*words, *_plain(nlp, text[at:]))


def _plain(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp.make_doc(text) if not token.is_space]


def corpus(out: Path) -> tuple[Path, Path]:
    """Training documents, and those for choosing the best step."""
    nlp = tokenizer.blank()
    parts: tuple[list[Line], list[Line]] = ([], [])
    for number, document in enumerate(documents(corpora.DOCS)):
        parts[number % HELD == 0].extend(lines_of(nlp, document))
    paths = (out / "roles-train.spacy", out / "roles-dev.spacy")
    for lines, path in zip(parts, paths, strict=True):
        save([line_doc(nlp, line) for line in lines], path)
    return paths


def line_doc(nlp: Language, line: Line) -> Doc:
    """A line with its role as the only category that is true."""
    doc = Doc(nlp.vocab, words=list(line.words) or [""])
    doc.cats = {str(role): float(role is line.role) for role in sorted(set(CODES.values()))}
    return doc


def evaluate(model: Path) -> dict[str, tuple[int, float, float]]:
    """Per role: number of test lines, recall, precision; and "all" with the share that is right twice."""
    nlp = tokenizer.blank()
    lines = [line for document in documents(TEST) for line in lines_of(nlp, document)]
    guesses = load_from(model).guess([line.words for line in lines])
    gold, found, right = Counter(), Counter(), Counter()
    for line, guess in zip(lines, guesses, strict=True):
        gold[line.role] += 1
        found[guess.role] += 1
        right[line.role] += line.role is guess.role
    table = {str(r): (gold[r], share(right[r], gold[r]), share(right[r], found[r])) for r in sorted(gold)}
    whole = share(sum(right.values()), sum(gold.values()))
    return table | {"all": (sum(gold.values()), whole, whole)}


def table(found: dict[str, tuple[int, float, float]]) -> str:
    """The figures as Markdown."""
    rows = ["| role | lines | recall | precision |", "|---|---|---|---|"]
    return "\n".join([*rows, *(f"| {role} | {n} | {r} | {p} |" for role, (n, r, p) in found.items())])


def main() -> None:
    """Print the figures; with --card also write them into the model's card."""
    card.command(__doc__.split("\n")[0], HERE.parent / "nl_rollen", lambda model: table(evaluate(model)))


if __name__ == "__main__":
    main()
