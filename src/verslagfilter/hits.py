"""What is found in a text, and which of it stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from verslagfilter.mentions import Category, Evidence
from verslagfilter.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a recognizer found. Holds ids and words of its own lists, never text of the minutes."""

    span: Span
    """In the original text."""
    category: Category
    recognizer: str
    score: float
    evidence: Evidence
    id: str
    context: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its stretch of the normalised text."""

    start: int
    end: int
    owner: int
    hit: Hit


class Ranges:
    """Stretches of a text, to ask whether one of them holds another."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds all of start..end."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end


def settled(found: Iterable[Found]) -> tuple[Hit, ...]:
    """Of one recognizer the longest hits; what lies inside one of its category only makes that one surer."""
    kept: list[Found] = []
    scores: list[float] = []
    open_ones: list[int] = []
    for each in sorted(found, key=_longest_first):
        open_ones = [index for index in open_ones if kept[index].end > each.start]
        around = [index for index in open_ones if _covers(kept[index], each)]
        for index in around:
            scores[index] = max(scores[index], each.hit.score)
        if not around:
            open_ones.append(len(kept))
            kept.append(each)
            scores.append(each.hit.score)
    return tuple(
        each.hit if score == each.hit.score else replace(each.hit, score=score)
        for each, score in zip(kept, scores, strict=True)
    )


def outermost(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Without hits that lie inside a longer one of their category, in order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end, h.category, -h.score, h.id)):
        if not any(k.span.contains(hit.span) and k.category is hit.category for k in kept):
            kept.append(hit)
    return tuple(kept)


def _covers(other: Found, each: Found) -> bool:
    """Whether the other, which starts no later, holds all of this one and is of its category."""
    return other.end >= each.end and other.hit.category == each.hit.category


def _longest_first(found: Found) -> tuple[int, int, str, float, str]:
    hit = found.hit
    return (found.start, -found.end, hit.category, -hit.score, hit.id)
