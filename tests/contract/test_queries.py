"""Every query file at once: header = parameters = columns = record, one SELECT a file, in an order that is given."""

import inspect
from collections.abc import Iterator
from types import ModuleType

import duckdb
import pytest

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.engine import STEPS
from dashboard.engine.staged import STAGED
from dashboard.sources import canonical
from dashboard.stats.pairwise import GROUPS
from dashboard.store import (
    events,
    observation_record,
    provenance,
    reads,
    records,
    review_search,
    reviews,
    site_records,
    survey_comments,
    surveys,
)
from dashboard.store.version import current

READS = query_file.names("read")
CHECKS = query_file.names("check")


@pytest.fixture
def connection(published: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A bare connection to the published file: the contract is that of DuckDB, not of our store."""
    version = current(published)
    assert version is not None
    with duckdb.connect() as opened:
        opened.execute(f"attach '{version.path}' as published (read_only)")
        opened.execute("use published")
        yield opened


def module_of(name: str) -> ModuleType:
    """Searches and free text have a module of their own."""
    own = name.removeprefix("read/")
    return next((module for module in (review_search, survey_comments) if hasattr(module, own)), reads)


def record_of(name: str) -> type:
    """The record of a query: `reads` gives it, or the module of its subject alone."""
    wanted = "".join(part.capitalize() for part in name.removeprefix("read/").split("_"))
    modules = (reads, surveys, survey_comments, review_search)
    return next(vars(module)[wanted] for module in modules if wanted in vars(module))  # type: ignore[no-any-return]


def arguments_of(name: str) -> set[str]:
    arguments = set(inspect.signature(getattr(module_of(name), name)).parameters) - {"reader"}
    return {{"code": "site"}.get(argument, argument) for argument in arguments}


def test_every_file_keeps_the_contract(connection: duckdb.DuckDBPyConnection) -> None:
    for name in (*READS, *CHECKS):
        query = query_file.load(name)
        [statement] = connection.extract_statements(query.sql)
        assert statement.type == duckdb.StatementType.SELECT, name
        assert statement.named_parameters == set(query.params), name
        relation = connection.sql(query.sql, params=query.unknown())
        found = dict(zip(relation.columns, map(str, relation.types), strict=True))
        assert found == dict(query.columns), name


def test_every_read_has_a_record_and_a_function_of_its_name() -> None:
    alone = [name for name in READS if name.removeprefix("read/") not in observation_record.COLUMNS]
    for name in alone:
        query = query_file.load(name)
        assert record_of(name)._fields == tuple(query.columns), name  # type: ignore[attr-defined]
        assert arguments_of(name.removeprefix("read/")) == set(query.params), name
    named = {
        name
        for module in (records, events, provenance, review_search, reviews, site_records, survey_comments, surveys)
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
    assert named == {record_of(name).__name__ for name in alone}


def test_the_queries_of_observations_fill_one_record_together() -> None:
    for name, columns in observation_record.COLUMNS.items():
        query = query_file.load(f"read/{name}")
        assert tuple(query.columns) == columns, name
        # The table follows from the question.
        asked = set(query.params) - {"source"}
        assert asked == (arguments_of("observations") if name != "observation_traits" else set()), name
    fields = observation_record.Observations._fields
    parts = [columns for name, columns in observation_record.COLUMNS.items() if name != "observation_traits"]
    assert set(fields) == {column for columns in parts for column in columns}


def test_every_answer_comes_in_an_order() -> None:
    one_row = {"read/months", "read/review_postings", "check/unknown_keys", "check/disorder"}
    for name in (*READS, *CHECKS):
        assert "order by" in query_file.load(name).sql or name in one_row, name


def test_the_build_is_made_of_exactly_its_files() -> None:
    assert sorted(step.query for step in STEPS) == sorted((*query_file.names("build"), *query_file.names("count")))
    for step in STEPS:
        [statement] = duckdb.extract_statements(query_file.load(step.query).sql)
        assert statement.type == duckdb.StatementType.SELECT, step.table


def test_the_groups_of_respondents_are_those_of_the_statistics() -> None:
    assert f"% {GROUPS} as integer" in query_file.load("count/pair_part").sql


def test_the_build_stays_in_the_plain_subset_that_spark_runs_too() -> None:
    for step in STEPS:
        text = "\n".join(
            line for line in query_file.load(step.query).sql.splitlines() if not line.startswith("--")
        ).lower()
        for word in ("group by all", "filter (", "::", "unnest", "qualify", " exclude "):
            assert word not in text, f"{step.table}: {word}"


def test_the_engine_reads_the_tables_that_the_readers_produce() -> None:
    types = {
        "string": "VARCHAR",
        "int16": "SMALLINT",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "double": "DOUBLE",
        "bool": "BOOLEAN",
        "date32[day]": "DATE",
    }
    produced = {
        table: {field.name: types[str(field.type)] for field in schema} for table, schema in canonical.TABLES.items()
    }
    assert produced == STAGED
