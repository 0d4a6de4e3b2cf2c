"""The number or bullet that Word shows before a list item; it stands nowhere in the text itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from verslagfilter.formats.docx.names import W, number, value, whole
from verslagfilter.formats.docx.styles import Styles
from verslagfilter.formats.numerals import letters, roman
from verslagfilter.formats.safexml import Element

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    shape: str
    """Word's numFmt: "bullet", "decimal", "lowerLetter", "none"."""
    pattern: str
    """Word's lvlText: "%1.%2" or a bullet sign."""
    start: int
    style: str | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[int | None, dict[int, Level]]
    """By abstract number."""
    nums: dict[int | None, tuple[int, dict[int, int]]]
    """Number id to abstract number and the starts that it overrides."""
    _counts: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[int] = field(default_factory=set)

    def level_of(self, num_id: int, style: str | None) -> int:
        """The level that belongs to a style, when the paragraph does not say."""
        levels = self.lists.get(self.nums.get(num_id, (-1, {}))[0], {})
        return next((depth for depth, level in levels.items() if level.style and level.style == style), 0)

    def next(self, num_id: int, depth: int) -> str | None:
        """What stands before the next item of this list: "-", "3." or "" for nothing; None: no list at all."""
        abstract, starts = self.nums.get(num_id, (-1, {}))
        levels = self.lists.get(abstract, {})
        if depth not in levels:
            return None
        if num_id not in self._begun:
            self._begun.add(num_id)
            self._counts[abstract].update({level: start - 1 for level, start in starts.items()})
        self._advance(abstract, depth, levels)
        if levels[depth].shape == "bullet":
            return "-"
        return self._label(self._counts[abstract], levels, depth)

    def _advance(self, abstract: int, depth: int, levels: dict[int, Level]) -> None:
        counts = self._counts[abstract]
        for upper in range(depth):
            if upper in levels:
                counts.setdefault(upper, levels[upper].start)
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

    @staticmethod
    def _label(counts: dict[int, int], levels: dict[int, Level], depth: int) -> str:
        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _shape(counts.get(at, 1), levels[at].shape) if at in levels else ""

        label = _PLACE.sub(part, levels[depth].pattern).strip()
        return label + "." if label and label[-1].isalnum() else label


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of word/numbering.xml; none when there is no such part."""
    if root is None:
        return Numbering({}, {})
    lists: dict[int | None, dict[int, Level]] = {}
    links: dict[int | None, str | None] = {}
    for item in root.iterchildren(W + "abstractNum"):
        abstract = whole(item.get(W + "abstractNumId"))
        lists[abstract] = {_depth(level): _level(level) for level in item.iterchildren(W + "lvl")}
        links[abstract] = value(item, "numStyleLink")
    nums = {whole(item.get(W + "numId")): _num(item) for item in root.iterchildren(W + "num")}
    for abstract, link in links.items():
        linked = nums.get(styles.numbering(link)[0]) if link else None
        if linked is not None:
            lists[abstract] = lists.get(linked[0], {})
    return Numbering(lists, nums)


def _depth(item: Element) -> int:
    return whole(item.get(W + "ilvl")) or 0


def _level(item: Element) -> Level:
    start = number(item, "start")
    return Level(
        shape=value(item, "numFmt") or "decimal",
        pattern=value(item, "lvlText") or "",
        start=1 if start is None else start,
        style=value(item, "pStyle"),
    )


def _num(item: Element) -> tuple[int, dict[int, int]]:
    starts = {}
    for override in item.iterchildren(W + "lvlOverride"):
        start = number(override, "startOverride")
        if start is not None:
            starts[_depth(override)] = start
    return number(item, "abstractNumId") or 0, starts


def _shape(count: int, shape: str) -> str:
    if shape == "none":
        return ""
    if shape.endswith("Letter"):
        return _case(letters(count), shape)
    if shape.endswith("Roman"):
        return _case(roman(count), shape)
    return f"{count:02d}" if shape == "decimalZero" and count > 0 else str(count)


def _case(text: str, shape: str) -> str:
    return text.upper() if shape.startswith("upper") else text
