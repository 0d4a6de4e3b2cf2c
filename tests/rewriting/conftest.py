"""The sentences of the tables, parsed in one go."""

from __future__ import annotations

import pytest
from statements import all_rows, prepare

from verslagfilter.pipeline import Engine


@pytest.fixture(scope="session", autouse=True)
def parsed_rows(engine: Engine) -> None:
    """Parse every row once."""
    prepare(engine, [row.plain for row in all_rows()])
