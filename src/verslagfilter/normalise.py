"""The text as the matchers see it, and the way back to the original.

Lists and patterns look at a plain copy of the text: small letters, no accents, no invisible characters, look-alike
letters mapped to the Latin ones, one kind of quote and dash, words joined that were broken at a line end, and one
space for every run of white space. Each position of the copy knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from verslagfilter.span import Span

_HYPHENS = "-\u2010\u2011\u00ad\u0002\ufffe"
"""What breaks a word at a line end; pdf readers hand it over as U+0002 or U+FFFE."""
_SUSPENDED = frozenset({"en", "of", "tot", "als", "dan"})
"""Before these a hyphen at the line end stands for a left-out part: "zorg- en dienstverlening"."""

_LINE_END = "[" + _HYPHENS + r"][ \t{0}]{{0,9}}\r?\n[ \t{0}]{{0,99}}(?=([^\W\d_]+))"
_RUN = r"\s[\s{0}]*\s"

_QUOTES = dict.fromkeys("‘’‚‛′‵`´ʹʻʼʽˈ＇‹›", "'") | dict.fromkeys("“”„‟″«»〝〞＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−⁃﹘﹣－˗➖", "-")
_LETTERS = dict(zip("øđłıħŧŋəɑɡɩɪʀʏ", "odlihtneagiiry", strict=True)) | {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ƒ": "f", "⁄": "/", "∕": "/", "·": ".", "•": ".",
    "…": "...",
}  # fmt: skip
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχμηω", "abezhikmnoptyxabeikvoptuxunw", strict=True))
_CYRILLIC_CAPITALS = dict(zip("АВЕЅІЈКМНОРСТУХЬԌԚԜӀ", "abesijkmhopctyxbgqwl", strict=True))
_CYRILLIC = dict(zip("авеѕіјкмнорстухгԁԛԝһӏ", "abesijkmhopctyxrdqwhl", strict=True))
_ALIKE = {**_QUOTES, **_DASHES, **_LETTERS, **_GREEK, **_CYRILLIC_CAPITALS, **_CYRILLIC}
_BLANK = "\u2800\u3164\u115f\u1160\uffa0\ufffe\uffff"
"""Characters that show nothing although Unicode calls them letters or signs."""


def _fold(char: str) -> str:
    """What one character becomes: nothing, itself, or one or more plain ones; folding that again changes nothing."""
    if char.isspace():
        return " "
    before, after = "", char
    while before != after:
        before = after
        after = "".join(_plain(each) for each in unicodedata.normalize("NFKD", before))
    return after


def _plain(char: str) -> str:
    """One character of a decomposed one: looked up, made small, or dropped when it shows nothing."""
    if char in _ALIKE:
        return _ALIKE[char]
    invisible = char in _BLANK or char.isspace() or unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}
    return "" if invisible else char.lower()


class _Table(dict[int, str]):
    """Fills itself: folds each character once a process."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold(chr(point))
        return folded


_TABLE = _Table({point: _fold(chr(point)) for point in range(128)})


@dataclass(frozen=True, slots=False)
class Normalised:
    """A normalised text with the map back. Positions in it are called "places"."""

    text: str
    original: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)
    """Where each stretch of the normalised text starts; within a stretch both texts go step by step."""
    origins: tuple[int, ...] = field(repr=False)
    """Where that stretch starts in the original."""

    def origin(self, place: int) -> int:
        """The position in the original of the character at this place."""
        index = bisect_right(self.places, place) - 1
        return self.origins[index] + place - self.places[index]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that text[start:end] came from, with its combining accents.

        Raises:
            ValueError: when start..end is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"impossible places {start}..{end}")
        stop = self.origin(end - 1) + 1
        while stop < len(self.original) and unicodedata.combining(self.original[stop]):
            stop += 1
        return Span(self.origin(start), stop)

    def capital(self, place: int) -> bool:
        """Whether the character at this place was a capital in the original."""
        return self.original[self.origin(place)].isupper()

    @cached_property
    def cased(self) -> str:
        """The same text with the capitals of the original, for patterns that ask for them."""
        ends = (*self.places[1:], len(self.text))
        stretches = zip(self.places, ends, self.origins, strict=True)
        return "".join(self._cased(start, end, origin) for start, end, origin in stretches)

    def _cased(self, start: int, end: int, origin: int) -> str:
        """One stretch with the capitals of the original."""
        was = self.original[origin : origin + end - start].replace("\n", " ")
        now = self.text[start:end]
        if was == now or (was.isascii() and was.lower() == now):
            return was
        return "".join(
            char.upper() if old.isupper() and char.isascii() else char for old, char in zip(was, now, strict=True)
        )


def normalise(text: str) -> Normalised:
    """The text as the matchers see it, with the map back.

    Takes time linear in the length; doing it twice gives the same as doing it once.
    """
    parts: list[str] = []
    places, origins = [0], [0]
    at = place = 0
    for start, end, new in _changes(text):
        if at < start:
            parts.append(text[at:start].translate(_TABLE))
            place += start - at
        for char in new:
            parts.append(char)
            places.append(place)
            origins.append(start)
            place += 1
        places.append(place)
        origins.append(end)
        at = end
    parts.append(text[at:].translate(_TABLE))
    return Normalised("".join(parts), text, tuple(places), tuple(origins))


def _changes(text: str) -> list[tuple[int, int, str]]:
    """Every place where one character does not become exactly one: start, end and what stands there instead."""
    odd = sorted(char for char in set(text) if len(_TABLE[ord(char)]) != 1)
    dropped = "".join(re.escape(char) for char in odd if not _TABLE[ord(char)])
    either = [_LINE_END.format(dropped), _RUN.format(dropped)]
    if odd:
        either.append(f"[{''.join(re.escape(char) for char in odd)}]")
    if "\n" not in text:
        either.pop(0)
    return [(found.start(), found.end(), _instead(text, found)) for found in re.finditer("|".join(either), text)]


def _instead(text: str, found: re.Match[str]) -> str:
    """What stands in the normalised text for this stretch of the original."""
    char = found.group()[0]
    if char.isspace():
        return " "
    if len(found.group()) == 1 and "\n" not in found.group():
        return _TABLE[ord(char)]
    return _joint(_word_before(text, found.start()), found.group(1), char)


def _word_before(text: str, end: int) -> str:
    """The letters that end at this position, at most 40 of them (so that a text without spaces stays linear)."""
    start = end
    while start > max(0, end - 40) and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _joint(before: str, after: str, hyphen: str) -> str:
    """What joins two halves around a hyphen at a line end: nothing, the hyphen, or both hyphen and space."""
    if not before:
        return "- " if hyphen in "-\u2010\u2011" else " "
    if hyphen not in "-\u2010\u2011":
        return ""
    if after.lower() in _SUSPENDED:
        return "- "
    abbreviation = before.isupper() and (after.islower() or 1 < len(before) < 4)
    return "-" if abbreviation or (before[-1].islower() and after[0].isupper()) else ""
