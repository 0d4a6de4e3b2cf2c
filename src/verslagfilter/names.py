"""Names of persons as minutes write them: where one starts and ends, judged by its spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from verslagfilter.span import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.\s?){1,4}(?=\s|[^\W\d_]|$|[,;:)])|['’][a-z]\b|[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+$")


@cache
def word_list(kind: str) -> frozenset[str]:
    """One of the lists of data/names.yaml."""
    data = YAML(typ="safe").load((Path(__file__).parent / "data" / "names.yaml").read_text("utf-8"))
    return frozenset(str(word) for word in data[kind])


@cache
def first_names(sure: bool) -> frozenset[str]:
    """First names; with sure, only those that are no ordinary word (marked with a star in the list)."""
    lines = (Path(__file__).parent / "data" / "first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.rstrip("*") for line in lines if line[:1].isalpha() and not (sure and line.endswith("*")))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_initials(self) -> bool:
        return bool(_INITIALS.fullmatch(self.text)) and self.text[0].isupper()

    @property
    def is_prefix(self) -> bool:
        return self.text.replace("’", "'").lower() in word_list("prefixes")

    @property
    def is_capital(self) -> bool:
        plain = self.text.lstrip("'’")
        short = plain.isupper() and len(plain) < 4
        return bool(plain) and plain[0].isupper() and not short and plain.lower() not in word_list("not_names")


def name_runs(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Every stretch that is spelled as a name: initials, first names, prefixes, surname; titles are left outside.

    Sentence-initial words come along when they are not in the list of ordinary words: the caller must know better.
    """
    tokens = [
        _Token(m[0].rstrip(), m.start(), m.start() + len(m[0].rstrip()))
        for m in _TOKEN.finditer(text, start, end or len(text))
    ]
    runs, at = [], 0
    while at < len(tokens):
        stop = _run_end(tokens, at, text)
        if stop > at:
            runs.append(Span(tokens[at].start, tokens[stop - 1].end))
            at = stop
        else:
            at += 1
    return tuple(runs)


def _run_end(tokens: list[_Token], at: int, text: str) -> int:
    """Index after the last token of the name that starts here; at itself when none does."""
    stop, index = at, at
    if not _may_start(tokens, at, text):
        return at
    initialled = False
    while index < len(tokens) and (index == at or _joined(tokens[index - 1], tokens[index], text)):
        token = tokens[index]
        surname = initialled and token.text[:1].isupper() and not token.text.isupper()  # "B. ter Haar", "L. Pol"
        initialled = token.is_initials or (initialled and token.is_prefix)
        if token.is_initials or surname or (token.is_capital and not (token.is_prefix and index == at)):
            stop = index + 1
        elif not token.is_prefix:
            break
        index += 1
    while stop > at and tokens[stop - 1].is_prefix and not tokens[stop - 1].is_capital:
        stop -= 1
    only_initials = all(t.is_initials for t in tokens[at:stop])
    return at if stop > at and only_initials and tokens[stop - 1].text.count(".") < 2 else stop


def _may_start(tokens: list[_Token], at: int, text: str) -> bool:
    token = tokens[at]
    if token.is_initials:
        return True
    if token.is_prefix:
        upper = token.text.lstrip("'’")[:1].isupper()
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        nearby = after is not None and _joined(token, after, text)
        return bool(upper and nearby and after and (after.is_capital or after.is_prefix))
    return token.is_capital


def _joined(left: _Token, right: _Token, text: str) -> bool:
    between = text[left.end : right.start]
    if between == " (" and left.is_initials:
        return text[right.end : right.end + 1] == ")"
    if between == ") " and right.is_prefix | right.is_capital:
        return re.search(r"\.\s?\($", text[max(0, left.start - 3) : left.start]) is not None
    return between.strip(" ") == "" and "\n" not in between and len(between) <= 2


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[tuple[str, ...], str]:
    """First names (without initials) and surname (without prefixes) of a name; a single word is the surname.

    >>> parts("Nadia el Amrani")
    (('Nadia',), 'Amrani')
    >>> parts("Van den Elsen")
    ((), 'Elsen')
    """
    tokens = [_Token(m[0].strip(), m.start(), m.end()) for m in _TOKEN.finditer(name)]
    words = [t.text for t in tokens if not t.is_initials and not t.is_prefix]
    if not words:
        return (), tokens[-1].text if tokens else name
    cut = next((i for i, t in enumerate(tokens) if t.is_prefix and i > 0), None)
    if cut is not None:
        first = tuple(t.text for t in tokens[:cut] if not t.is_initials and not t.is_prefix)
        rest = [t.text for t in tokens[cut:] if not t.is_prefix]
        return first, rest[0] if rest else words[-1]
    return tuple(words[:-1]), words[-1]
