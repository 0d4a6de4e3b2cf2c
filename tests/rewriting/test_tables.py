"""Every row of the tables reads as the table says, but for the rows that known_failures.txt lists with a reason."""

from __future__ import annotations

import pytest
import statements
from statements import TABLES, Row, all_rows, known_failures, outcome, rows

from verslagfilter.passages import Role
from verslagfilter.pipeline import Engine

FAILING = known_failures()


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.key)
def test_row(engine: Engine, row: Row) -> None:
    got = outcome(engine, row)
    if row.key in FAILING:
        assert got not in row.results, "this row is right now: take it out of known_failures.txt"
    else:
        assert got in row.results


def test_known_failures_are_rows_with_a_reason() -> None:
    keys = {row.key for row in all_rows()}
    assert set(FAILING) <= keys, set(FAILING) - keys
    assert all(reason.strip() for reason in FAILING.values())


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_well_filled(table: str) -> None:
    listed = rows(table)
    assert len(listed) >= 25
    assert len({(row.marked, row.circle, row.contact) for row in listed}) == len(listed)
    assert {row.role for row in listed} <= set(Role)
    assert {row.circle for row in listed} <= {"besloten", "open"}


def test_marks_are_read_as_mentions() -> None:
    text, mentions = statements.unmark("Bel [[PERSOON/politie|Dennis]] over [[DERDE|zijn zus]].")
    assert text == "Bel Dennis over zijn zus."
    assert [(m.span.of(text), m.party) for m in mentions] == [("Dennis", "politie"), ("zijn zus", None)]
