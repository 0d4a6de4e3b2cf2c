"""The number or bullet that stands before a list item; the file holds only how it is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from verslagfilter.formats.numerals import columns, roman
from verslagfilter.formats.odt.styles import ListLevel

_SHAPES: dict[str, Callable[[int], str]] = {"a": columns, "i": roman}


@dataclass(slots=True)
class Counter:
    """How far one list, or the headings, have counted."""

    levels: dict[int, ListLevel]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> str:
        """What stands before the next item: "-", "2.1." or "" for nothing.

        Args:
            depth: from 1.
            start: the number of this item, when the item itself says so.
        """
        level = self.levels.get(depth)
        for deeper in [key for key in self.counts if key > depth]:
            del self.counts[deeper]
        for upper in range(1, depth):
            self.counts.setdefault(upper, self.levels[upper].start if upper in self.levels else 1)
        first = level.start if level else 1
        self.counts[depth] = start if start is not None else self.counts.get(depth, first - 1) + 1
        if level is None or level.bullet:
            return "-"
        return self._label(level, depth)

    def _label(self, level: ListLevel, depth: int) -> str:
        if not level.shape:
            return ""
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        number = ".".join(self._figure(upper) for upper in shown)
        label = f"{level.prefix}{number}{level.suffix}".strip()
        return label + "." if label[-1:].isalnum() else label

    def _figure(self, depth: int) -> str:
        shape = self.levels[depth].shape if depth in self.levels else "1"
        made = _SHAPES.get(shape.lower(), str)(self.counts[depth])
        return made.upper() if shape.isupper() else made
