"""Tables that a page draws with lines: which words stand in which cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verslagfilter.formats.pdf.glyphs import Page, Word

_NEAR = 3.0
"""Points: lines so near to each other touch, or are one."""
_SHORTEST = 5.0


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a page."""

    rows: tuple[tuple[tuple[Word, ...], ...], ...]
    """Words of each cell; none where a cell is empty or covered by another."""
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight line: at which height or width it lies, and from where to where it runs."""

    at: float
    start: float
    end: float


def find_grids(page: Page) -> tuple[list[Grid], list[Word]]:
    """The tables of a page, and the words that stand in none of them."""
    flat = _merged(_Rule((r[1] + r[3]) / 2, r[0], r[2]) for r in page.rules if r[3] - r[1] < _NEAR)
    upright = _merged(_Rule((r[0] + r[2]) / 2, r[1], r[3]) for r in page.rules if r[2] - r[0] < _NEAR)
    grids, rest = [], list(page.words)
    for lying, standing in _connected(flat, upright):
        made = _grid(lying, standing, rest)
        if made is not None:
            grids.append(made)
            taken = {id(word) for row in made.rows for cell in row for word in cell}
            rest = [word for word in rest if id(word) not in taken]
    return grids, rest


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Lines that go on in each other as one, and without specks."""
    made: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = made[-1] if made else None
        if last and abs(rule.at - last.at) <= _NEAR and rule.start <= last.end + _NEAR:
            made[-1] = _Rule(last.at, last.start, max(last.end, rule.end))
        else:
            made.append(rule)
    return [rule for rule in made if rule.end - rule.start >= _SHORTEST]


def _connected(flat: list[_Rule], upright: list[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Groups of lines that touch each other, flat and upright."""
    waiting_flat, waiting_upright = list(flat), list(upright)
    while waiting_flat:
        lying, standing = [waiting_flat.pop()], []
        grown = True
        while grown:
            more = [v for v in waiting_upright if any(_touch(h, v) for h in lying)]
            standing += more
            waiting_upright = [v for v in waiting_upright if v not in more]
            beside = [h for h in waiting_flat if any(_touch(h, v) for v in standing)]
            lying += beside
            waiting_flat = [h for h in waiting_flat if h not in beside]
            grown = bool(more or beside)
        yield lying, standing


def _touch(flat: _Rule, upright: _Rule) -> bool:
    across = flat.start - _NEAR <= upright.at <= flat.end + _NEAR
    return across and upright.start - _NEAR <= flat.at <= upright.end + _NEAR


def _grid(lying: list[_Rule], standing: list[_Rule], words: Sequence[Word]) -> Grid | None:
    """The table that these lines draw; None for a mere box or underline."""
    ys, xs = _levels(rule.at for rule in lying), _levels(rule.at for rule in standing)
    if len(ys) < 2 or len(xs) < 3:
        return None
    cells: dict[tuple[int, int], list[Word]] = {}
    walls = [*standing, *_gaps(words, ys, xs, standing)]
    for word in words:
        middle = (word.x0 + word.x1) / 2
        row = _between(ys, word.base - 0.3 * word.size)
        column = _between(xs, middle)
        if row is not None and column is not None:
            cells.setdefault(_owner(row, column, ys, xs, lying, walls), []).append(word)
    if not cells:
        return None
    rows = tuple(
        tuple(tuple(cells.get((row, column), ())) for column in range(len(xs) - 1)) for row in range(len(ys) - 1)
    )
    return Grid(rows, ys[0], ys[-1])


def _gaps(words: Sequence[Word], ys: list[float], xs: list[float], standing: list[_Rule]) -> Iterator[_Rule]:
    """Where a row draws no line between two columns, and its words keep apart there all the same."""
    for top, bottom in pairwise(ys):
        inside = [word for word in words if top <= word.base - 0.3 * word.size <= bottom and xs[0] <= word.x0 <= xs[-1]]
        if not inside or any(
            rule.start <= (top + bottom) / 2 <= rule.end for rule in standing if xs[0] < rule.at < xs[-1]
        ):
            continue
        for x in xs[1:-1]:
            left = max((word.x1 for word in inside if word.x1 <= x + _NEAR), default=xs[0])
            right = min((word.x0 for word in inside if word.x0 >= x - _NEAR), default=xs[-1])
            crossed = any(word.x0 < x - _NEAR and word.x1 > x + _NEAR for word in inside)
            if not crossed and right - left > 0.8 * inside[0].size:
                yield _Rule(x, top, bottom)


def _levels(places: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > _NEAR:
            levels.append(place)
    return levels


def _between(levels: list[float], place: float) -> int | None:
    if not levels[0] <= place <= levels[-1]:
        return None
    return max(0, sum(level <= place for level in levels[:-1]) - 1)


def _owner(
    row: int, column: int, ys: list[float], xs: list[float], lying: list[_Rule], standing: list[_Rule]
) -> tuple[int, int]:
    """The first cell of those that no line parts from this one: a merged cell covers them all."""
    while column > 0 and not _parted(standing, xs[column], (ys[row] + ys[row + 1]) / 2):
        column -= 1
    while row > 0 and not _parted(lying, ys[row], (xs[column] + xs[column + 1]) / 2):
        row -= 1
    return row, column


def _parted(rules: list[_Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= place <= rule.end for rule in rules)
