"""What Spark is given of the SQL of the build: every file of its steps is read, and no type lacks a sign."""

import builtins
from collections.abc import Callable

import pytest
import sqlglot
import sqlglot.expressions as exp

from dashboard.engine import query_file
from dashboard.engine.engine import STEPS, Step
from dashboard.engine.spark_sql import quoted, spark_type, to_spark
from dashboard.errors import ConfigurationError

UNKNOWN_TO_SPARK = ("TO_MONTHS", "HUGEINT", "INT128", "UINT")


CROSSED = tuple(Step(name.partition("/")[2], folder="cross") for name in query_file.names("cross"))


@pytest.mark.parametrize("step", [*STEPS, *CROSSED], ids=lambda step: step.table)
def test_every_query_of_the_engines_has_one_meaning_in_both_dialects(step: Step) -> None:
    """Read again in the dialect of Spark, it names the same tables and gives the same columns in the same order."""
    sql = query_file.load(step.query).sql
    theirs = to_spark(sql)
    for word in UNKNOWN_TO_SPARK:
        assert word not in theirs.upper(), word
    mine, read = sqlglot.parse_one(sql, read="duckdb"), sqlglot.parse_one(theirs, read="spark")
    assert _tables(read) == _tables(mine)
    assert read.named_selects == mine.named_selects
    assert len(_keys(read)) == len(_keys(mine))


def _tables(statement: exp.Expression) -> set[str]:
    return {table.name for table in statement.find_all(exp.Table)}


def _keys(statement: exp.Expression) -> list[exp.Expression]:
    order = statement.args.get("order")
    return order.expressions if order else []


def test_rows_without_a_key_come_last_in_both() -> None:
    """Spark puts them first in an ascending order unless it is told; in a descending one, both put them last."""
    assert to_spark("select a from t order by a") == "SELECT `a` FROM `t` ORDER BY `a` NULLS LAST"
    assert to_spark("select a from t order by a desc") == "SELECT `a` FROM `t` ORDER BY `a` DESC"


def test_a_number_of_months_is_added_to_a_date() -> None:
    assert "`month` - MAKE_YM_INTERVAL(0, `n` - 1)" in to_spark("select month - to_months(n - 1) from t")


def test_a_column_may_have_the_name_of_a_keyword() -> None:
    assert to_spark('select "column" from t as long') == "SELECT `column` FROM `t` AS `long`"
    assert quoted("a`b") == "`a``b`"


@pytest.mark.parametrize(
    ("kind", "theirs"),
    [
        ("HUGEINT", "BIGINT"),
        ("UTINYINT", "SMALLINT"),
        ("UINTEGER", "BIGINT"),
        ("INTEGER[][]", "ARRAY<ARRAY<INT>>"),
        ("TIMESTAMP", "TIMESTAMP_NTZ"),
        ("VARCHAR", "STRING"),
        ("DECIMAL(18,3)", "DECIMAL(18,3)"),
        ("DATE", "DATE"),
    ],
)
def test_a_type_has_a_sign_and_room_enough(kind: str, theirs: str) -> None:
    assert spark_type(kind) == theirs


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without("sqlglot"))
    with pytest.raises(ConfigurationError, match=r"pip install -r requirements-spark\.txt"):
        to_spark("select 1 as never_asked_before")


def without(library: str) -> Callable[..., object]:
    """An import that does not find that library."""
    found = builtins.__import__

    def imported(name: str, *others: object, **more: object) -> object:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return found(name, *others, **more)  # type: ignore[arg-type]

    return imported
