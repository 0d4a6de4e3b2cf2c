"""A stretch of a text, and what can be asked of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A non-empty stretch of a text.

    Raises:
        ValueError: when the stretch is empty or starts before the text.
    """

    start: int
    """First code point, counted from 0."""
    end: int
    """One past the last code point."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"impossible span {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of text under this span."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same stretch, by code points further on."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Places(Generic[T]):
    """Items by where they stand: finds those that overlap a span without a look at all the others."""

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self._items = sorted(items, key=span)
        self._starts = [span(item).start for item in self._items]
        self._ends = [span(item).end for item in self._items]
        self._furthest = list(accumulate(self._ends, max))

    def over(self, span: Span) -> list[T]:
        """The items that share at least one code point with span, in the order in which they start."""
        found: list[T] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._furthest[at] > span.start:
            if self._ends[at] > span.start:
                found.append(self._items[at])
            at -= 1
        return found[::-1]

    @classmethod
    def of_spans(cls, spans: Iterable[Span]) -> Places[Span]:
        """Spans by themselves."""
        return Places(spans, lambda span: span)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches in order, with overlapping and touching ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def subtract(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of span when the holes are taken out, in order."""
    left, at = [], span.start
    for hole in merge(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            left.append(Span(at, hole.start))
        at = hole.end
    if at < span.end:
        left.append(Span(at, span.end))
    return tuple(left)
