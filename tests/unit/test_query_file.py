"""The header of a query file, and what makes it malformed."""

import pytest

from dashboard.engine import query_file
from dashboard.engine.query_file import QueryFileError, parse

GOOD = """-- Sites of a service,
-- in order.
--
-- param services VARCHAR[]  codes; NULL: every service
--
-- column code VARCHAR  the key
select code from site where $services is null order by code
"""


def test_a_header_declares_parameters_and_columns() -> None:
    query = parse("sites", GOOD)
    assert query.description == "Sites of a service, in order."
    assert dict(query.params) == {"services": "VARCHAR[]"}
    assert dict(query.columns) == {"code": "VARCHAR"}
    assert query.meanings["param services"] == "codes; NULL: every service"
    assert query.sql == GOOD


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        (GOOD.replace("VARCHAR  the key", "VARCHAR the key"), "line 6"),
        (GOOD.replace("VARCHAR  the key", "varchar  the key"), "line 6"),
        (GOOD.replace("-- column", "-- something else\n-- column"), "line 6"),
        (GOOD.replace("-- column", "-- param services DATE  again\n-- column"), "declared twice"),
        (GOOD.replace("-- Sites of a service,\n-- in order.\n", ""), "does not say"),
        ("-- Only words.\n", "no statement"),
    ],
)
def test_a_malformed_header_is_named_with_its_line(wrong: str, because: str) -> None:
    with pytest.raises(QueryFileError, match=because):
        parse("sites", wrong)


def test_an_unknown_query_is_a_defect_with_its_path() -> None:
    with pytest.raises(QueryFileError, match=r"nowhere\.sql"):
        query_file.load("read/nowhere")


def test_a_query_is_read_once() -> None:
    assert query_file.load("read/months") is query_file.load("read/months")
