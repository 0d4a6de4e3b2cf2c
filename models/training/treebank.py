"""Reading treebanks (CoNLL-U) and name lists (IOB) into sentences of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

OUTSIDE_LICENCE = ("WR-P-E",)
"""Sections of UD_Dutch-LassySmall that its README does not clearly license: left out of training."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word with what is known of it; an empty field is unknown."""

    word: str
    space: bool = True
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    morph: str = ""
    head: int = -1
    """Index of the head in the sentence; its own index for the root."""
    dep: str = ""
    ent: str = "O"
    """IOB tag; `?` where it is not sure whether this is a name of which kind."""
    breaks: bool = False
    """Whether a line break stands behind it."""


Sentence = tuple[Token, ...]


def blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comment lines and token fields of every sentence in the file."""
    notes: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line and rows:
            yield notes, rows
            notes, rows = [], []
        elif line.startswith("#") and "\t" not in line:
            notes.append(line)
        elif line:
            rows.append(line.split("\t"))


def read_conllu(path: Path, *, licensed_only: bool = False) -> list[Sentence]:
    """The trees of a CoNLL-U file, without ranges and empty nodes.

    Args:
        path: An official UD release file or one in the same form.
        licensed_only: Leave out the sections of OUTSIDE_LICENCE.
    """
    found = []
    for notes, rows in blocks(path):
        ident = next((note for note in notes if note.startswith("# sent_id")), "")
        if licensed_only and any(section in ident for section in OUTSIDE_LICENCE):
            continue
        found.append(_sentence([row for row in rows if row[0].isdigit()]))
    return found


def _sentence(rows: list[list[str]]) -> Sentence:
    tokens = [_token(number, row) for number, row in enumerate(rows)]
    return tuple(tokens)


def _token(number: int, row: list[str]) -> Token:
    _, word, lemma, pos, tag, morph, head, dep, _, misc = row
    notes = dict(note.split("=", 1) for note in misc.split("|") if "=" in note)
    return Token(
        word=word,
        space=notes.get("SpaceAfter") != "No" and "SpacesAfter" not in notes,
        lemma=lemma.replace("_", "") if lemma != "_" else lemma,
        pos=pos,
        tag="" if tag == "_" else tag,
        morph="" if morph == "_" else morph,
        head=int(head) - 1 if head != "0" else number,
        dep="ROOT" if dep == "root" else dep,
        ent=notes.get("NER", "O"),
        breaks="SpacesAfter" in notes,
    )


def read_stretches(path: Path) -> list[list[Sentence]]:
    """The trees of a CoNLL-U file by stretch: what stands behind each `# newpar`."""
    stretches: list[list[Sentence]] = []
    for notes, rows in blocks(path):
        if "# newpar" in notes or not stretches:
            stretches.append([])
        stretches[-1].append(_sentence(rows))
    return stretches


def read_iob(path: Path) -> list[Sentence]:
    """Sentences with names; MISC is no name here, `?` stays unknown."""
    return [tuple(_named(row) for row in rows) for _, rows in blocks(path)]


def _named(row: list[str]) -> Token:
    word, space, tag = row
    kind = tag[2:] if "-" in tag else tag
    return Token(word=word, space=space != "_", ent={"MISC": "O", "?": "?"}.get(kind, tag))


def text_of(sentence: Sentence) -> str:
    """The sentence as it was written, with its last space."""
    return "".join(token.word + (" " if token.space else "") for token in sentence)


def with_token(sentence: Sentence, number: int, **changes: object) -> Sentence:
    """The same sentence with one token changed."""
    return tuple(replace(token, **changes) if at == number else token for at, token in enumerate(sentence))  # type: ignore[arg-type]
