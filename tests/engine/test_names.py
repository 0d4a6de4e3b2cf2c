"""Where a name starts and ends, judged by its spelling."""

from __future__ import annotations

import pytest

from verslagfilter.names import name_runs, parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik sprak Karin de Boer gisteren.", ["Karin de Boer"]),
        ("met A.B. van den Berg en Tom", ["A.B. van den Berg", "Tom"]),
        ("mevrouw Van Dijk-Smit was er", ["Van Dijk-Smit"]),
        ("door Nadia el Amrani (GGD)", ["Nadia el Amrani"]),
        ("bij 't Hart en O'Neill", ["O'Neill"]),
        ("de corporatie belt op maandag", []),
        ("In maart belde Jeroen op", ["Jeroen"]),
        ("Wij spraken Çelik en Øyvind Åberg", ["Çelik", "Øyvind Åberg"]),
        ("De huurder heet\nPiet", ["Piet"]),
        ("", []),
    ],
)
def test_name_runs(text: str, names: list[str]) -> None:
    found = [run.of(text) for run in name_runs(text)]
    assert all(name in found for name in names)
    assert bool(found) == bool(names)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Karin de Boer", ("Karin",), "Boer"),
        ("A.B. van den Berg", (), "Berg"),
        ("Nadia el Amrani", ("Nadia",), "Amrani"),
        ("Jansen", (), "Jansen"),
        ("Anne-Marie Pol", ("Anne-Marie",), "Pol"),
    ],
)
def test_parts(name: str, first: tuple[str, ...], last: str) -> None:
    assert parts(name) == (first, last)


def test_a_run_never_crosses_a_line() -> None:
    text = "Tom\nBeek"
    assert [r.of(text) for r in name_runs(text)] == ["Tom", "Beek"]


def test_bounds_are_kept() -> None:
    text = "Tom Beek en Ria Mulder"
    assert [r.of(text) for r in name_runs(text, 9)] == ["Ria Mulder"]
    assert [r.of(text) for r in name_runs(text, 0, 8)] == ["Tom Beek"]
