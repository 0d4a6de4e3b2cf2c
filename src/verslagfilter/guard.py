"""The leak guard: looks at a finished extract with other eyes than those that made it.

It detects again on what the recipient will read, compares that with everything withheld, checks every piece by its
offsets, and lets no word through that has no source. It only ever takes away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from verslagfilter.extracts import Action, Decision, Extract, Group, Line, Piece
from verslagfilter.mentions import Mention
from verslagfilter.names import word_list
from verslagfilter.normalise import normalise
from verslagfilter.ordinary import is_listed, is_ordinary
from verslagfilter.passages import Passage
from verslagfilter.rewriting.verbs import second_person, singular_form
from verslagfilter.span import Places, Span

_SEQUENCE = 3
"""Words in a row that a withheld passage and an extract may not share."""
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")

Detect = Callable[[str], Sequence[Mention]]
"""Finds the mentions of a text."""
Judge = Callable[[Sequence[Passage]], Sequence[Decision]]
"""Decides on passages for the recipient of the extract."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may not stay. Holds no text."""

    passage: str
    reason: str
    """Dutch, for the secretary."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the guard knows of one recipient's extract."""

    source: str
    passages: Mapping[str, Passage]
    decisions: Mapping[str, Decision]
    withheld: frozenset[str]
    """Ids of passages of which the recipient gets nothing."""
    detect: Detect
    judge: Judge
    written: frozenset[str]
    """Words that a rule may write, lower case."""
    names: frozenset[str] | None = None
    """Words of the names that the recipient may read, lower case; None: not looked at."""
    closed: bool = True
    """Besloten recipient: every word must be known as an ordinary one."""


def inspect(extract: Extract, case: Case) -> tuple[Finding, ...]:
    """Everything in the extract that may not stay; empty: the extract is safe."""
    lines = [line for _, group in extract.groups for line in group]
    forbidden = _sequences_withheld(case, lines)
    withheld = Places((case.passages[p] for p in case.withheld), attrgetter("span"))
    findings = [f for line in lines for f in (*_by_offset(line, case, withheld), *_by_words(line, forbidden))]
    told = [line for group, some in extract.groups if group is not Group.PROCES for line in some]
    findings += [f for line in told for f in (*_by_name(line, case), *_by_strange_word(line, case))]
    findings += _by_detection(lines, case)
    return tuple(dict.fromkeys(findings))


def without(extract: Extract, findings: Iterable[Finding]) -> Extract:
    """The extract without the passages that something was found in."""
    gone = {finding.passage for finding in findings}
    groups = tuple((name, tuple(line for line in lines if line.passage not in gone)) for name, lines in extract.groups)
    return replace(extract, groups=tuple((name, lines) for name, lines in groups if lines))


def _pieces(line: Line) -> tuple[Piece, ...]:
    return (*line.pieces, *line.when, *line.who)


def _by_offset(line: Line, case: Case, withheld: Places[Passage]) -> Iterable[Finding]:
    """Every piece says where it comes from, and that place may be read."""
    decision = case.decisions[line.passage]
    removed = [m.span for m in decision.remove]
    for piece in _pieces(line):
        if piece.span is None:
            words = {w.lower() for w in _WORD.findall(piece.text)}
            if words - case.written - _singulars(case.passages[line.passage].span.of(case.source)):
                yield Finding(line.passage, "Er staat een woord in dat niet uit het verslag komt.")
        elif not _same(piece.text, piece.span.of(case.source)):
            yield Finding(line.passage, "De tekst is niet gelijk aan die in het verslag.")
        elif any(piece.span.overlaps(span) for span in removed):
            yield Finding(line.passage, "Er staat iets in dat deze ontvanger niet mag lezen.")
        elif not _inside(piece.span, case.passages[line.passage].span) and any(
            passage.id != line.passage for passage in withheld.over(piece.span)
        ):
            yield Finding(line.passage, "Er staat tekst in van een zin die is weggelaten.")


def _singulars(text: str) -> set[str]:
    """What verbs become when one of two owners was taken away, and when "je" comes to stand before them."""
    words = _WORD.findall(text.lower())
    return {form for word in words if (form := singular_form(word))} | {second_person(word) for word in words}


def _same(text: str, source: str) -> bool:
    first, second = " ".join(text.split()), " ".join(source.split())
    return first == second or _uncapital(first) == _uncapital(second)


def _uncapital(text: str) -> str:
    """Lower case; a capital takes the accent off: "Eén" is "één"."""
    return text.lower().replace("eén", "één")


def _inside(span: Span, other: Span) -> bool:
    return other.contains(span)


def _words(text: str) -> list[str]:
    return _WORD.findall(normalise(text).text)


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + _SEQUENCE]) for i in range(len(words) - _SEQUENCE + 1)}


def _sequences_withheld(case: Case, lines: Sequence[Line]) -> set[tuple[str, ...]]:
    """Word sequences of withheld passages that no passage that is passed on holds as well."""
    kept = {line.passage for line in lines}
    withheld = {s for p in case.withheld for s in _sequences(case.passages[p].span.of(case.source))}
    allowed = {s for p in kept for s in _sequences(case.passages[p].span.of(case.source))}
    return withheld - allowed


def _by_words(line: Line, forbidden: set[tuple[str, ...]]) -> Iterable[Finding]:
    if _sequences(line.text) & forbidden:
        yield Finding(line.passage, "Er staan woorden in van een zin die is weggelaten.")


_CAPITAL = re.compile(r"(?<=[\w,;)\"'] )[A-ZÀ-Ý][\w'’-]+")
_PLACE = re.compile(
    r"(?:straat|weg|laan|plein|kade|gracht|singel|dijk|hof|pad|steeg|dreef|park|huis|stad|wijk|kwartier|dorp|markt)$",
    re.I,
)


def _by_name(line: Line, case: Case) -> Iterable[Finding]:
    """A name that no list knows may be that of an institution or a neighbour: it goes to the secretary."""
    if case.names is None:
        return
    for match in _CAPITAL.finditer(line.text):
        word = match[0]
        parts = {word.lower(), *word.lower().split("-")}
        known = (
            any(c.isdigit() for c in word)
            or bool(parts & case.names)
            or word.lower() in case.written
            or (word.isupper() and len(word) < 5)
        )
        if not known and not _PLACE.search(word) and not is_listed(word):
            yield Finding(line.passage, "Er staat een naam in die het programma niet kent.")
            return


def _by_strange_word(line: Line, case: Case) -> Iterable[Finding]:
    """A word that is not known to be harmless may be a rare medicine, an institution, a name for a drug."""
    if case.names is None or not case.closed:
        return
    for match in _WORD.finditer(line.text):
        word = match[0].replace("’", "'")
        plain, named = word.lower(), match.start() > 0 and word[0].isupper()
        parts = {plain, *re.split(r"['-]", plain)}
        if named or not word.isalpha() or parts & case.names or plain in case.written | word_list("collective"):
            continue
        if not is_ordinary(word):
            yield Finding(
                line.passage, "Er staat een woord in dat het programma niet kent. Mag deze ontvanger het lezen?"
            )
            return


def _by_detection(lines: Sequence[Line], case: Case) -> Iterable[Finding]:
    """Detection again, on the words as the recipient reads them; the policy judges what is found."""
    text = "\n".join(_read(line) for line in lines)
    places, start = Places(case.detect(text), attrgetter("span")), 0
    again: list[Passage] = []
    for line in lines:
        span = Span(start, start + max(1, len(_read(line))))
        inside = tuple(places.over(span))
        again.append(replace(case.passages[line.passage], id=line.passage, mentions=inside, depends_on=None))
        start += len(_read(line)) + 1
    for decision in case.judge(again):
        if decision.action is Action.WITHHOLD or decision.remove:
            yield Finding(decision.passage, "Bij nalezen is iets gevonden dat deze ontvanger niet mag lezen.")


def _read(line: Line) -> str:
    return " | ".join(
        filter(None, ("".join(p.text for p in part).replace("\n", " ") for part in (line.pieces, line.when, line.who)))
    )


def is_neutral_name(name: str, mentions: Iterable[Mention], source: str) -> bool:
    """Whether a file name holds no word that is under a mention in the minutes."""
    words = set(_words(name))
    return not any(words & {w for w in _words(m.span.of(source)) if len(w) > 2 and not w.isdigit()} for m in mentions)
