"""The types that DuckDB says before a build are those of the file that it builds."""

import duckdb

from dashboard.config import Settings
from dashboard.engine.engine import STEPS
from dashboard.engine.step_columns import step_columns
from dashboard.store.version import current
from tests.builders import reference
from tests.cluster.both_engines import inputs


def test_every_kept_table_has_the_columns_that_were_foreseen(published: Settings) -> None:
    version = current(published)
    assert version is not None
    foreseen = step_columns(inputs(published, reference()).tables)
    assert list(foreseen) == [step.table for step in STEPS]
    with duckdb.connect(str(version.path), read_only=True) as connection:
        for step in STEPS:
            if step.kept:
                described = connection.execute(f"describe {step.table}").fetchall()
                assert foreseen[step.table] == {row[0]: row[1] for row in described}, step.table
